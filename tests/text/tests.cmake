bx_unit(test_class text/test_class.c STAGES text grid load base)
bx_unit(test_units text/test_units.c STAGES base)
# Tests that set a paragraph.
add_library(bx_setting_of_tests OBJECT text/setting.c)
target_link_libraries(bx_setting_of_tests PUBLIC bx_text bx_grid bx_load bx_base bx_flags)
target_include_directories(bx_setting_of_tests PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/text)
foreach(unit lines spacing breaks linebreak headline mixed)
  bx_unit(test_${unit} text/test_${unit}.c STAGES text grid load base LIBRARIES bx_setting_of_tests)
endforeach()
