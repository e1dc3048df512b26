/* SPDX-License-Identifier: Apache-2.0 */
/* Paragraphs: the table of contents of the text stage. */

#include "text/paragraph.h"

#include "text/ruby.h"
#include "text/sideline.h"

BxSetting
bx_setting_of(const BxStyle *style, double em, double line_pt)
{
    return (BxSetting){.style = style,
                       .em = em,
                       .condense = 1,
                       .min_measure = G_MAXDOUBLE,
                       .leading = bx_length_pt(style->pitch, em, line_pt) - em,
                       .indent = bx_length_pt(style->indent, em, line_pt),
                       .is_vertical = style->vertical};
}

BxParagraph *
bx_paragraph_new(const BxText *text, const BxPreparing *preparing, const BxSetting *setting,
                 BxFonts *fonts, BxDiags *diags)
{
    BxParagraph *paragraph = g_new0(BxParagraph, 1);
    paragraph->prepared = bx_prepare(text, preparing, diags);
    paragraph->shaped = bx_shape(paragraph->prepared, setting, fonts, diags);
    bx_ruby_shape(paragraph->shaped, fonts, diags);
    bx_space(paragraph->shaped, fonts);
    bx_ruby_widen(paragraph->shaped);
    bx_sum_cells(paragraph->shaped);
    bx_find_breaks(paragraph->shaped);
    bx_sidelines_check(paragraph->shaped, diags);
    return paragraph;
}

GPtrArray *
bx_paragraph_set(const BxParagraph *paragraph, const BxMeasures *measures, int looseness,
                 BxDiags *diags)
{
    g_autoptr(BxBreaks) breaks = bx_choose_breaks(paragraph->shaped, measures, looseness);
    return bx_justify_lines(paragraph->shaped, breaks, diags);
}

void
bx_paragraph_free(BxParagraph *paragraph)
{
    if (!paragraph)
        return;
    bx_shaped_free(paragraph->shaped);
    bx_prepared_free(paragraph->prepared);
    g_free(paragraph);
}
