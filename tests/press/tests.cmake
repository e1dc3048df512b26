# The pages of the tests are painted by the tests, with Cairo; their pictures come from libvips.
set(press_sample press/sample.c)
add_executable(make_press_sample press/make_sample.c ${press_sample})
target_link_libraries(make_press_sample PRIVATE bx_press bx_paint bx_picture bx_base PkgConfig::PANGO
  PkgConfig::VIPS ${MATH_LIBRARY} bx_flags)
