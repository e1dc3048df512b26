bx_stage(press SOURCES boxes.c content.c images.c impose.c info.c inks.c intent.c marks.c outline.c pdf.c
  preflight.c press.c recolour.c survey.c LIBRARIES PkgConfig::QPDF PkgConfig::LCMS)
