set(batch ${CMAKE_CURRENT_SOURCE_DIR}/batch)
add_test(NAME fonts_lock COMMAND ${batch}/fonts_lock.sh $<TARGET_FILE:banxin-cli>
  ${CMAKE_CURRENT_BINARY_DIR} ${PROJECT_SOURCE_DIR})
add_test(NAME batch COMMAND Python3::Interpreter ${batch}/batch.py $<TARGET_FILE:banxin-cli> ${PROJECT_SOURCE_DIR}
  ${CMAKE_CURRENT_BINARY_DIR}/batch)
add_test(NAME slurm COMMAND Python3::Interpreter ${batch}/slurm.py $<TARGET_FILE:banxin-cli> ${PROJECT_SOURCE_DIR}
  ${CMAKE_CURRENT_BINARY_DIR}/slurm)
set_tests_properties(slurm PROPERTIES SKIP_RETURN_CODE 77 TIMEOUT 400)
