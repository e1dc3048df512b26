add_test(NAME report COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/report/report.py
  $<TARGET_FILE:banxin-cli> ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_BINARY_DIR}/report)
