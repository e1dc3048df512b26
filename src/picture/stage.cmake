# The library side starts the child and knows GLib alone; libvips and lcms2 are in the child.
bx_stage(picture SOURCES budget.c cache.c child.c memo.c picture.c result.c)

add_executable(banxin-picture load/picture_size.c picture/convert.c picture/decode.c picture/encode.c picture/inks.c picture/main.c
  picture/tone.c)
target_link_libraries(banxin-picture PRIVATE bx_base PkgConfig::VIPS PkgConfig::LCMS
  ${MATH_LIBRARY} bx_flags)
