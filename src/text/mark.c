/* SPDX-License-Identifier: Apache-2.0 */
#include "text/mark.h"

#include <hb.h>
#include <math.h>
#include <pango/pangocairo.h>

#define INK_TOLERANCE_EM 0.02

static BxInkSpan
measure_ink(PangoFont *font, uint32_t glyph, bool is_upright)
{
    const double em = BX_FACE_EM_UNITS;
    hb_glyph_extents_t box;
    if (!hb_font_get_glyph_extents(pango_font_get_hb_font(font), glyph, &box) || box.width == 0)
        return (BxInkSpan){0, -1};
    if (is_upright) /* down is along the line */
        return (BxInkSpan){-box.y_bearing / em, -(box.y_bearing + box.height) / em};
    return (BxInkSpan){box.x_bearing / em, (box.x_bearing + box.width) / em};
}

BxInkSpan
bx_ink_span(BxFonts *fonts, PangoFont *font, uint32_t glyph, bool is_upright)
{
    const BxFaceKey key = {font, glyph, is_upright ? BX_FACE_INK_DOWN : BX_FACE_INK_ACROSS};
    const BxFaceFact *known = bx_fonts_recall(fonts, &key);
    if (known)
        return (BxInkSpan){known->a, known->b};
    BxInkSpan ink = measure_ink(font, glyph, is_upright);
    bx_fonts_note(fonts, &key, (BxFaceFact){ink.start, ink.end});
    return ink;
}

/* The mark alone, shaped with or without the face's half-width metrics; what it is shifted by along
 * the line goes to `shift`. Both in the face's units. */
static int
advance_of(const BxMark *mark, bool is_half, int *shift)
{
    hb_buffer_t *buffer = hb_buffer_create();
    const hb_feature_t half = {mark->is_upright ? HB_TAG('v', 'h', 'a', 'l')
                                                : HB_TAG('h', 'a', 'l', 't'),
                               1, HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END};
    hb_buffer_add_utf32(buffer, &mark->c, 1, 0, 1);
    hb_buffer_set_direction(buffer, mark->is_upright ? HB_DIRECTION_TTB : HB_DIRECTION_LTR);
    hb_buffer_set_script(buffer, HB_SCRIPT_HAN);
    hb_buffer_set_language(buffer, hb_language_from_string("zh-cn", -1));
    hb_shape(pango_font_get_hb_font(mark->font), buffer, &half, is_half ? 1 : 0);
    unsigned n = 0;
    const hb_glyph_position_t *places = hb_buffer_get_glyph_positions(buffer, &n);
    int advance = 0;
    *shift = 0;
    if (n == 1) {
        advance = mark->is_upright ? -places->y_advance : places->x_advance;
        *shift = mark->is_upright ? -places->y_offset : places->x_offset;
    }
    hb_buffer_destroy(buffer);
    return advance;
}

/* As bx_mark_lean, by the face's own metrics; −1 where it has none for this mark. */
static double
lean_of_face(const BxMark *mark)
{
    int shift, half_shift;
    int advance = advance_of(mark, false, &shift), half = advance_of(mark, true, &half_shift);
    if (advance <= 0 || half <= 0 || fabs(half - advance / 2.0) > 0.02 * advance)
        return -1;
    return CLAMP((shift - half_shift) / (double)(advance - half), 0, 1);
}

static double
recall_lean_of_face(BxFonts *fonts, const BxMark *mark)
{
    const BxFaceKey key = {mark->font, mark->c,
                           mark->is_upright ? BX_FACE_HALF_DOWN : BX_FACE_HALF_ACROSS};
    const BxFaceFact *known = bx_fonts_recall(fonts, &key);
    if (known)
        return known->a;
    double lean = lean_of_face(mark);
    bx_fonts_note(fonts, &key, (BxFaceFact){lean, 0});
    return lean;
}

double
bx_mark_lean(BxFonts *fonts, const BxMark *mark)
{
    const double half = 0.5, most = INK_TOLERANCE_EM;
    double lean = recall_lean_of_face(fonts, mark);
    if (lean < 0)
        lean = mark->is_opening ? 1 : 0;
    if (mark->ink.start > mark->ink.end)
        return lean;
    double before = mark->ink.start, after = 1 - mark->ink.end;
    if (before + after < half - most)
        return -1;
    if (before < lean * half - most) /* it would cut the ink at its start */
        lean = MAX(0, before / half);
    if (after < (1 - lean) * half - most)
        lean = 1 - MAX(0, after / half);
    return lean;
}
