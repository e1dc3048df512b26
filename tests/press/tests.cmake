add_test(NAME press COMMAND ${CMAKE_CURRENT_SOURCE_DIR}/press/press.sh $<TARGET_FILE:banxin-cli>
  ${PROJECT_SOURCE_DIR}/samples ${PROJECT_SOURCE_DIR}/../shared ${CMAKE_CURRENT_BINARY_DIR} $<TARGET_FILE:test_preflight>)
bx_unit(test_content press/test_content.c STAGES press paint picture page text grid load base)
bx_unit(test_condition press/test_condition.c STAGES load base LIBRARIES PkgConfig::LCMS)
bx_unit(test_press press/test_press.c STAGES press paint picture page text grid load base LIBRARIES PkgConfig::PANGO)
bx_unit(test_recolour press/test_recolour.c STAGES press paint picture page text grid load base)
add_executable(test_preflight press/test_preflight.c)
target_link_libraries(test_preflight PRIVATE bx_press bx_paint bx_picture bx_page bx_text bx_grid
  bx_load bx_base bx_flags)

set(here ${CMAKE_CURRENT_SOURCE_DIR}/press)
add_test(NAME pdfbox COMMAND ${here}/pdfbox.sh $<TARGET_FILE:banxin-cli> ${PROJECT_SOURCE_DIR}/samples
  ${CMAKE_CURRENT_BINARY_DIR})
set_tests_properties(pdfbox PROPERTIES SKIP_RETURN_CODE 77)
add_test(NAME same_bytes COMMAND ${here}/same_bytes.sh $<TARGET_FILE:banxin-cli> ${PROJECT_SOURCE_DIR}/samples
  ${CMAKE_CURRENT_BINARY_DIR})
add_test(NAME threads_page COMMAND Python3::Interpreter ${here}/threads.py $<TARGET_FILE:banxin-cli>
  ${PROJECT_SOURCE_DIR}/samples/kaifaqu-2024-12 ${CMAKE_CURRENT_BINARY_DIR}/threads-page)
add_test(NAME threads_sheets COMMAND Python3::Interpreter ${here}/threads.py $<TARGET_FILE:banxin-cli>
  ${PROJECT_SOURCE_DIR}/samples/sikai-4p ${CMAKE_CURRENT_BINARY_DIR}/threads-sheets --impose 2up --marks)
foreach(issue tests/press/inks tests/pages/ornaments tests/pages/standing samples/kaifaqu-2024-12 samples/sikai-4p)
  get_filename_component(name ${issue} NAME)
  add_test(NAME plates_${name} COMMAND Python3::Interpreter ${here}/plates.py $<TARGET_FILE:banxin-cli>
    ${PROJECT_SOURCE_DIR}/${issue} ${CMAKE_CURRENT_BINARY_DIR}/plates-${name})
  add_test(NAME renderers_${name} COMMAND Python3::Interpreter ${here}/renderers.py $<TARGET_FILE:banxin-cli>
    ${PROJECT_SOURCE_DIR}/${issue} ${CMAKE_CURRENT_BINARY_DIR}/renderers-${name} --marks)
endforeach()
add_test(NAME ads COMMAND Python3::Interpreter ${CMAKE_CURRENT_SOURCE_DIR}/press/ads.py $<TARGET_FILE:banxin-cli>
  ${CMAKE_CURRENT_BINARY_DIR}/ads)
