bx_stage(press SOURCES ads.c bleed.c boxes.c content.c foreign.c foreign_walk.c images.c impose.c info.c inks.c intent.c
  marks.c outline.c pdf.c preflight.c press.c recolour.c rules_file.c rules_print.c space.c survey.c survey_state.c trimmed.c
  LIBRARIES PkgConfig::QPDF PkgConfig::LCMS)
