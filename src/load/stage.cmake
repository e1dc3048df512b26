bx_stage(load SOURCES ad.c article.c condition.c crop.c figure.c inline.c issue.c layout.c layout_ad.c layout_excuse.c layout_furniture.c
  layout_ink.c layout_ornament.c layout_press.c layout_required.c layout_slot.c layout_standing.c layout_style.c layout_yaml.c load.c pages.c path.c picture.c
  picture_size.c rgb.c table.c text.c words.c yaml.c LIBRARIES PkgConfig::FYAML PkgConfig::CMARK PkgConfig::LCMS)
