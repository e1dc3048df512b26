add_test(NAME press COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/press/press.sh $<TARGET_FILE:banxin-cli>
  ${PROJECT_SOURCE_DIR}/samples ${PROJECT_SOURCE_DIR}/../shared ${CMAKE_CURRENT_BINARY_DIR})
