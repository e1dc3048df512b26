# banxin-watch: the library and libsoup; its page is compiled in.
set(watch_page ${CMAKE_CURRENT_SOURCE_DIR}/watch/page)
find_program(GLIB_COMPILE_RESOURCES glib-compile-resources REQUIRED)
add_custom_command(OUTPUT ${CMAKE_CURRENT_BINARY_DIR}/watch_page.c
  COMMAND ${GLIB_COMPILE_RESOURCES} --generate-source --sourcedir=${watch_page}
    --target=${CMAKE_CURRENT_BINARY_DIR}/watch_page.c ${CMAKE_CURRENT_SOURCE_DIR}/watch/watch.gresource.xml
  DEPENDS watch/watch.gresource.xml ${watch_page}/index.html ${watch_page}/style.css ${watch_page}/words.js
    ${watch_page}/sheet.js ${watch_page}/lists.js ${watch_page}/watch.js ${watch_page}/icon.svg
  VERBATIM)
add_executable(banxin-watch cli/locale.c watch/events.c watch/files.c watch/guard.c watch/issue.c watch/main.c watch/pictures.c
  watch/server.c ${CMAKE_CURRENT_BINARY_DIR}/watch_page.c)
set_source_files_properties(${CMAKE_CURRENT_BINARY_DIR}/watch_page.c PROPERTIES COMPILE_OPTIONS -w)
target_include_directories(banxin-watch PRIVATE ${PROJECT_SOURCE_DIR}/include ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(banxin-watch PRIVATE banxin PkgConfig::SOUP bx_flags)
install(TARGETS banxin-watch RUNTIME DESTINATION ${CMAKE_INSTALL_LIBEXECDIR}/banxin)
