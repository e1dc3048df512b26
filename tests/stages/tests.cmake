# Unit tests that take a small issue through several stages.
add_library(bx_issue_of OBJECT stages/issue_of.c)
target_link_libraries(bx_issue_of PUBLIC bx_page bx_text bx_grid bx_load bx_base bx_flags)
target_include_directories(bx_issue_of PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/stages)
foreach(unit grid page options)
  bx_unit(test_${unit} stages/test_${unit}.c STAGES report press paint picture page text grid load base LIBRARIES bx_issue_of)
endforeach()
