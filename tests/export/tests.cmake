bx_unit(test_outline export/test_outline.c LIBRARIES bx_issue_of banxin)
add_test(NAME export COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/export/export.py
  $<TARGET_FILE:banxin-cli> ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_BINARY_DIR}/export)
