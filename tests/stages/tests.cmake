# Unit tests that take a small issue through several stages.
add_library(bx_issue_of OBJECT stages/issue_of.c stages/body_lines.c)
target_link_libraries(bx_issue_of PUBLIC bx_remove_tree bx_page bx_text bx_grid bx_load bx_base bx_flags)
target_include_directories(bx_issue_of PUBLIC ${CMAKE_CURRENT_SOURCE_DIR}/stages)
foreach(unit grid slots settle copyfit page frames options faces raster locate)
  bx_unit(test_${unit} stages/test_${unit}.c STAGES report press paint picture page text grid load base LIBRARIES bx_issue_of)
endforeach()

# Make-up of random issues; by hand: test_makeup --issues 2000.
add_library(bx_random_issue OBJECT stages/random_issue.c stages/random_layout.c stages/random_text.c stages/check_places.c
  stages/check_flow.c)
target_link_libraries(bx_random_issue PUBLIC bx_issue_of bx_report PkgConfig::PANGO)
bx_unit(test_makeup stages/test_makeup.c STAGES report review press paint picture page text grid load base
  LIBRARIES bx_issue_of bx_random_issue)

# The public API, as a user of the library links it.
bx_unit(test_session stages/test_session.c LIBRARIES bx_written_pdf banxin)
bx_unit(test_rebuild stages/test_rebuild.c LIBRARIES banxin)
bx_unit(test_inkmap stages/test_inkmap.c STAGES paint picture page text grid load base LIBRARIES PkgConfig::PANGO)
