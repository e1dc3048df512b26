bx_stage(press SOURCES bleed.c boxes.c content.c images.c impose.c info.c inks.c intent.c marks.c outline.c pdf.c
  preflight.c press.c recolour.c rules_file.c rules_print.c
  survey.c survey_state.c LIBRARIES PkgConfig::QPDF PkgConfig::LCMS)
