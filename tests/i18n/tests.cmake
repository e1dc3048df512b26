add_test(NAME i18n COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/i18n/i18n.py $<TARGET_FILE:banxin-cli>
  ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_BINARY_DIR}/i18n)
add_test(NAME completion COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/i18n/completion.py $<TARGET_FILE:banxin-cli>
  ${PROJECT_SOURCE_DIR} ${CMAKE_CURRENT_BINARY_DIR}/completion)
