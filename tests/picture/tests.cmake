# The sources of the tests are made by the tests, with libvips; the colours to expect, with lcms2.
bx_unit(test_picture_cache picture/test_cache.c STAGES picture base)
bx_unit(test_picture picture/test_picture.c STAGES picture base
  LIBRARIES PkgConfig::VIPS PkgConfig::LCMS ${MATH_LIBRARY})
pkg_check_modules(JPEG REQUIRED IMPORTED_TARGET libjpeg)
foreach(name colour grey hard)
  bx_unit(test_picture_${name} picture/test_${name}.c STAGES picture load base
    LIBRARIES PkgConfig::VIPS PkgConfig::LCMS PkgConfig::JPEG ${MATH_LIBRARY})
  target_sources(test_picture_${name} PRIVATE picture/patches.c)
endforeach()
foreach(name test_picture test_picture_colour test_picture_grey test_picture_hard)
  target_sources(${name} PRIVATE picture/corpus.c)
  add_dependencies(${name} banxin-picture)
  set_property(TEST ${name} APPEND PROPERTY ENVIRONMENT
    "BX_PICTURE_PROGRAM=$<TARGET_FILE:banxin-picture>")
endforeach()
