# Message catalogues: one a language, found by the program beside itself (bx_locale_dir).
find_program(MSGFMT msgfmt REQUIRED)
set(languages zh_CN)
foreach(language ${languages})
  set(folder locale/${language}/LC_MESSAGES)
  set(catalogue ${PROJECT_BINARY_DIR}/${folder}/banxin.mo)
  file(MAKE_DIRECTORY ${PROJECT_BINARY_DIR}/${folder})
  add_custom_command(OUTPUT ${catalogue} DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/po/${language}.po
    COMMAND ${MSGFMT} --check -o ${catalogue} ${CMAKE_CURRENT_SOURCE_DIR}/po/${language}.po)
  list(APPEND catalogues ${catalogue})
  install(FILES ${catalogue} DESTINATION ${CMAKE_INSTALL_LOCALEDIR}/${language}/LC_MESSAGES)
endforeach()
add_custom_target(catalogues ALL DEPENDS ${catalogues})
