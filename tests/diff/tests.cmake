bx_unit(test_align diff/test_align.c STAGES diff press paint picture page text grid load base)
add_test(NAME diff COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/diff/diff.py $<TARGET_FILE:banxin-cli>
  ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_BINARY_DIR})
