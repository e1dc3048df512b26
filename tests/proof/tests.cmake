bx_unit(test_proof proof/test_proof.c LIBRARIES bx_issue_of bx_written_pdf banxin)
add_test(NAME proof COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/proof/proof.py
  $<TARGET_FILE:banxin-cli> ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_BINARY_DIR}/proof)
