# python3-selenium belongs to Debian's own Python.
find_program(DEBIAN_PYTHON python3 PATHS /usr/bin NO_DEFAULT_PATH REQUIRED)
set(watch_tests ${CMAKE_CURRENT_SOURCE_DIR}/watch)
add_test(NAME watch COMMAND ${DEBIAN_PYTHON} -B -W ignore ${watch_tests}/watch.py $<TARGET_FILE:banxin-cli>
  ${PROJECT_SOURCE_DIR}/samples ${CMAKE_CURRENT_BINARY_DIR}/watch)
# What the sanitizers keep of freed memory would be counted.
if(NOT BX_SANITIZE)
  add_test(NAME watch_memory COMMAND ${DEBIAN_PYTHON} -B -W ignore ${watch_tests}/memory.py $<TARGET_FILE:banxin-cli>
    ${PROJECT_SOURCE_DIR}/samples/kaifaqu-2024-12 ${CMAKE_CURRENT_BINARY_DIR}/watch_memory)
endif()
