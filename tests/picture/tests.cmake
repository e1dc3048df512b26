# The sources of the tests are made by the tests, with libvips; the colours to expect, with lcms2.
bx_unit(test_picture_cache picture/test_cache.c STAGES picture base)
bx_unit(test_picture picture/test_picture.c STAGES picture base
  LIBRARIES PkgConfig::VIPS PkgConfig::LCMS ${MATH_LIBRARY})
bx_unit(test_picture_colour picture/test_colour.c STAGES picture base
  LIBRARIES PkgConfig::VIPS PkgConfig::LCMS ${MATH_LIBRARY})
foreach(name test_picture test_picture_colour)
  target_sources(${name} PRIVATE picture/corpus.c)
  add_dependencies(${name} banxin-picture)
  set_property(TEST ${name} APPEND PROPERTY ENVIRONMENT
    "BX_PICTURE_PROGRAM=$<TARGET_FILE:banxin-picture>")
endforeach()
