/* SPDX-License-Identifier: Apache-2.0 */
/* Spacing: the frame of each cell and the gap after it, from the classes of the pair (PU, SP); what
 * the line edges and the squeezing may still take (PU-3, PU-4, JU-2). */

#include "text/shape.h"

#include <hb.h>
#include <math.h>
#include <pango/pangocairo.h>

/* Marks whose glyph is this much narrower than an em are no full-width marks: nothing to trim. */
#define FULL_WIDTH_EM 0.9
/* SP-5: a word space is 0.25 … 0.33 em wide. */
#define SPACE_MIN_EM 0.25
#define SPACE_MAX_EM (1.0 / 3)

/* HD-9: above this size a pause in a head is half an em. */
#define WIDE_PAUSE_PT 36

typedef struct {
    BxShaped *shaped;
    double em;
    bool kaiming, vertical;
    int run_start, run_end; /* of the run of ！？ in hand, cells */
} Spacing;

static BxClass
first_class(const BxShaped *shaped, int i)
{
    return i < (int)shaped->cells->len ? bx_cell(shaped, i)->first : BX_N_CLASSES;
}

static BxClass
last_class(const BxShaped *shaped, int i)
{
    return i >= 0 ? bx_cell(shaped, i)->last : BX_N_CLASSES;
}

static bool
trims_open(BxClass before)
{
    return before < BX_N_CLASSES && bx_class_table[before].trims_open;
}

static bool
trims_close(BxClass after)
{
    return after < BX_N_CLASSES && bx_class_table[after].trims_close;
}

/* VT-4: in vertical setting ：；！？ stand in the middle of their em and are never trimmed. */
static bool
is_never_trimmed(const Spacing *spacing, const BxCell *cell)
{
    gunichar c = spacing->shaped->prepared->chars[cell->start_char];
    return spacing->vertical && (c == 0xFF1A || c == 0xFF1B || c == 0xFF01 || c == 0xFF1F);
}

static bool
is_exclamation(const BxShaped *shaped, int i)
{
    gunichar c = shaped->prepared->chars[bx_cell(shaped, i)->start_char];
    return c == 0xFF01 || c == 0xFF1F;
}

/* PU-7: all but the odd last one of a run of ！？ are half an em. Each run is measured once; asked in
 * order of the cells. */
static bool
is_half_exclamation(Spacing *spacing, int i)
{
    const BxShaped *shaped = spacing->shaped;
    if (!is_exclamation(shaped, i))
        return false;
    if (i >= spacing->run_end) {
        spacing->run_start = spacing->run_end = i;
        while (spacing->run_end < (int)shaped->cells->len
               && is_exclamation(shaped, spacing->run_end))
            spacing->run_end++;
    }
    int length = spacing->run_end - spacing->run_start;
    return length > 1 && (length % 2 == 0 || i + 1 < spacing->run_end);
}

/* Is the blank half of the mark gone in mid-line, by its neighbour or by the style? PU-2, PU-10 */
static bool
is_trimmed(Spacing *spacing, int i, const BxCell *cell)
{
    const BxShaped *shaped = spacing->shaped;
    if (is_never_trimmed(spacing, cell))
        return false;
    switch (bx_class_table[cell->first].blank) {
    case BX_BLANK_BEFORE:
        return spacing->kaiming || trims_open(last_class(shaped, i - 1));
    case BX_BLANK_AFTER:
        if (spacing->kaiming && cell->first != BX_CLASS_ST)
            return true;
        return is_half_exclamation(spacing, i) || trims_close(first_class(shaped, i + 1));
    case BX_BLANK_NONE:
        return false;
    }
    return false;
}

static void
space_mark(Spacing *spacing, int i, BxCell *cell)
{
    const BxClassRow *row = &bx_class_table[cell->first];
    double half = spacing->em / 2;
    bool is_full = cell->natural >= FULL_WIDTH_EM * spacing->em;
    cell->width = is_full ? spacing->em : cell->natural;
    cell->shift = is_full ? (spacing->em - cell->natural) / 2 : 0;
    cell->squeeze = BX_SQUEEZE_NONE;
    if (!is_full || is_never_trimmed(spacing, cell))
        return;
    if (is_trimmed(spacing, i, cell)) {
        cell->width = half;
        if (row->blank == BX_BLANK_BEFORE)
            cell->shift -= half;
        return;
    }
    cell->trim_start = row->blank == BX_BLANK_BEFORE;
    cell->trim_end = row->blank == BX_BLANK_AFTER;
    cell->squeeze = row->squeeze;
    if (row->squeeze == BX_SQUEEZE_STOP && !spacing->shaped->setting.style->squeeze_stops)
        cell->squeeze = BX_SQUEEZE_NONE;
}

/* Middle of the ink of a cell's glyphs, from its left edge. */
static double
ink_middle(const BxShaped *shaped, const BxCell *cell)
{
    const BxShapedItem *item = &g_array_index(shaped->items, BxShapedItem, cell->item);
    hb_font_t *font = pango_font_get_hb_font(item->font);
    double left = INFINITY, right = -INFINITY;
    for (int g = cell->start_glyph; g < cell->start_glyph + cell->n_glyphs; g++) {
        const BxGlyph *glyph = &g_array_index(shaped->glyphs, BxGlyph, g);
        hb_glyph_extents_t box;
        if (!hb_font_get_glyph_extents(font, glyph->id, &box) || box.width == 0)
            continue;
        left = MIN(left, glyph->x + box.x_bearing / (double)PANGO_SCALE);
        right = MAX(right, glyph->x + (box.x_bearing + box.width) / (double)PANGO_SCALE);
    }
    return left < right ? (left + right) / 2 : cell->natural / 2;
}

/* PU-6: a width of its own, the ink in the middle. */
static void
space_fixed(const Spacing *spacing, BxCell *cell)
{
    const BxShapedItem *item = &g_array_index(spacing->shaped->items, BxShapedItem, cell->item);
    bool is_two_em = spacing->shaped->prepared->chars[cell->start_char] == 0x2E3A; /* ⸺ */
    cell->width =
        bx_class_table[cell->first].width_em * spacing->em * (is_two_em ? 2 : cell->n_chars);
    if (fabs(cell->width - cell->natural) < 0.01 * spacing->em)
        return;
    double middle = item->upright ? cell->natural / 2 : ink_middle(spacing->shaped, cell);
    cell->shift = cell->width / 2 - middle;
}

static void
space_blank(const Spacing *spacing, BxCell *cell)
{
    double natural = cell->natural;
    cell->width = CLAMP(natural, SPACE_MIN_EM * spacing->em, SPACE_MAX_EM * spacing->em);
    cell->squeeze = BX_SQUEEZE_SPACE;
}

static void
space_cell(Spacing *spacing, int i)
{
    BxCell *cell = bx_cell(spacing->shaped, i);
    const BxClassRow *row = &bx_class_table[cell->first];
    cell->width = cell->natural;
    cell->squeeze = BX_SQUEEZE_NONE;
    if (spacing->shaped->prepared->is_pause[cell->start_char]) /* HD-9, EL-1 */
        cell->width = spacing->em * (spacing->shaped->setting.em > WIDE_PAUSE_PT ? 0.5 : 1);
    else if (row->blank != BX_BLANK_NONE)
        space_mark(spacing, i, cell);
    else if (cell->first == BX_CLASS_SP)
        space_blank(spacing, cell);
    else if (row->width_em > 0 && cell->natural > 0)
        space_fixed(spacing, cell);
}

static bool
is_gap(const BxCell *a, const BxCell *b)
{
    const BxClassRow *left = &bx_class_table[a->last], *right = &bx_class_table[b->first];
    return (left->is_han && right->is_western) || (left->is_western && right->is_han);
}

/* JU-4, JU-7: what stays solid. The inner sides of marks are spared as well. */
static bool
may_stretch(const BxShaped *shaped, const BxCell *a, const BxCell *b)
{
    const BxClassRow *left = &bx_class_table[a->last], *right = &bx_class_table[b->first];
    if (shaped->prepared->is_pause[a->start_char] || shaped->prepared->is_pause[b->start_char])
        return false;
    if (b->joined || left->fixed_sides || right->fixed_sides || b->n_glyphs == 0)
        return false;
    if (a->last == BX_CLASS_OP || a->last == BX_CLASS_AO || b->first == BX_CLASS_CL
        || b->first == BX_CLASS_PS || b->first == BX_CLASS_ST || b->first == BX_CLASS_AC
        || b->first == BX_CLASS_AP)
        return false;
    /* inside a western phrase its word spaces take the stretch */
    return !(left->is_western && right->is_western);
}

void
bx_space(BxShaped *shaped)
{
    const BxStyle *style = shaped->setting.style;
    Spacing spacing = {.shaped = shaped,
                       .em = shaped->setting.em * shaped->setting.condense,
                       .kaiming = style->punctuation == BX_PUNCTUATION_KAIMING,
                       .vertical = shaped->setting.is_vertical};
    int n = (int)shaped->cells->len;
    if (shaped->setting.condense != 1)
        for (int i = 0; i < n; i++)
            bx_cell(shaped, i)->natural *= shaped->setting.condense;
    for (int i = 0; i < n; i++)
        space_cell(&spacing, i);
    for (int i = 0; i + 1 < n; i++) {
        BxCell *a = bx_cell(shaped, i), *b = bx_cell(shaped, i + 1);
        if (is_gap(a, b))
            a->gap = style->autospace_em * spacing.em;
        a->may_stretch = may_stretch(shaped, a, b);
        if (shaped->setting.tracking != 0 && !b->joined)
            a->width += shaped->setting.tracking;
    }
}
