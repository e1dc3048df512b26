add_test(NAME lint_rules COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/lint/rules.py
  $<TARGET_FILE:banxin-cli> ${CMAKE_CURRENT_BINARY_DIR})
add_test(NAME lint_hostile COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/lint/hostile.py
  $<TARGET_FILE:banxin-cli> ${CMAKE_CURRENT_BINARY_DIR})
add_test(NAME lint_files COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/lint/files.sh $<TARGET_FILE:banxin-cli>
  ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_BINARY_DIR})
