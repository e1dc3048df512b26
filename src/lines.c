/* SPDX-License-Identifier: Apache-2.0 */
/* One paragraph from text to described lines: what `banxin lines` does. */

#include "banxin/banxin.h"

#include "base/error.h"
#include "base/say.h"
#include "open_fonts.h"
#include "report/diag_text.h"
#include "report/lines.h"
#include "text/paragraph.h"

static BxStyle
lines_style(const BxLinesOptions *options)
{
    return (BxStyle){.name = (char *)"lines",
                     .font = (char *)(options->font ? options->font : "song"),
                     .weight = 400,
                     .size = {options->size_pt, BX_UNIT_PT},
                     .size_min = {options->size_pt, BX_UNIT_PT},
                     .pitch = {1.25, BX_UNIT_EM},
                     .indent = {options->indent_em, BX_UNIT_EM},
                     .align = BX_ALIGN_JUSTIFY,
                     .condense_min = 1,
                     .condense_max = 1,
                     .ink = BX_INK_BLACK,
                     .vertical = options->vertical,
                     .punctuation = options->kaiming ? BX_PUNCTUATION_KAIMING : BX_PUNCTUATION_GB,
                     .strict = options->strict,
                     .hang = options->hang,
                     .squeeze_stops = options->squeeze_stops,
                     .trim_para_open = true,
                     .autospace_em = 0.25,
                     .figures = BX_FIGURES_HALF,
                     .emphasis = (char *)"kai",
                     .strong = (char *)"hei"};
}

char *
bx_set_lines(const char *text, const BxLinesOptions *options, const char *data_dir, char **warnings,
             GError **error)
{
    if (!g_utf8_validate(text, -1, NULL)) {
        g_set_error(error, BX_ERROR, BX_ERROR_IO, _("the text is not valid UTF-8"));
        return NULL;
    }
    g_autoptr(BxFonts) fonts = bx_open_fonts(data_dir, NULL, error);
    if (!fonts)
        return NULL;
    g_autoptr(BxDiags) diags = bx_diags_new();
    g_autoptr(BxSource) source = bx_source_new_take("stdin", g_strdup(text), strlen(text));
    BxText *paragraph_text = bx_text_new(source, text);
    const BxStyle style = lines_style(options);
    BxSetting setting = bx_setting_of(&style, options->size_pt, options->size_pt);
    double measure = options->measure_em * options->size_pt;
    setting.min_measure = measure;
    const BxMeasures measures = {&measure, 1};
    const BxPreparing preparing = {.kind = BX_PREPARE_ASIS};
    g_autoptr(BxParagraph) paragraph =
        bx_paragraph_new(paragraph_text, &preparing, &setting, fonts, diags);
    g_autoptr(GPtrArray) lines = bx_paragraph_set(paragraph, &measures, options->looseness, diags);
    if (warnings)
        *warnings = bx_diags_text(diags, false, false);
    bx_text_free(paragraph_text);
    return options->json ? bx_lines_json(lines, options->size_pt)
                         : bx_lines_text(lines, options->size_pt);
}
