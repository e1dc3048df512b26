/* SPDX-License-Identifier: Apache-2.0 */
/* Spacing: the frame of each cell and the gap after it, from the classes of the pair (PU, SP); what
 * the line edges and the squeezing may still take (PU-3, PU-4, JU-2). */

#include "text/fit.h"
#include "text/mark.h"
#include "text/turn.h"

#include <math.h>

/* A glyph this wide fills the frame of a full-width mark; a narrower one is set in the half of it
 * that holds the ink (LXGW WenKai has quotation marks of 0.35 em). */
#define FULL_WIDTH_EM 0.9
/* SP-5: a word space is 0.25 … 0.33 em wide. */
#define SPACE_MAX_EM (1.0 / 3)
/* HD-9: above this size a pause in a head is half an em. */
#define WIDE_PAUSE_PT 36
/* PU-11: frame of marks in heads, whose blanks show: half an em of ink and this little. */
#define HEAD_MARK_EM 0.6

typedef struct {
    BxShaped *shaped;
    BxFonts *fonts;
    bool kaiming, vertical;
    int run_start, run_end; /* of the run of ！？ in hand, cells */
} Spacing;

static const BxShapedItem *
item_of(const BxShaped *shaped, const BxCell *cell)
{
    return &g_array_index(shaped->items, BxShapedItem, cell->item);
}

/* The em that the cell's frame is measured in. */
static double
em_of(const BxShaped *shaped, const BxCell *cell)
{
    return item_of(shaped, cell)->em * shaped->setting.condense;
}

/* Class of what stands before cell i, after it: what has no width is passed over. */
static BxClass
class_before(const BxShaped *shaped, int i)
{
    return i > 0 ? bx_cell(shaped, i - 1)->last : BX_N_CLASSES;
}

static BxClass
class_after(const BxShaped *shaped, int i)
{
    int n = (int)shaped->cells->len;
    do
        i++;
    while (
        i < n
        && (bx_cell(shaped, i)->first == BX_CLASS_ZW || bx_cell(shaped, i)->first == BX_CLASS_CM));
    return i < n ? bx_cell(shaped, i)->first : BX_N_CLASSES;
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
        return spacing->kaiming || trims_open(class_before(shaped, i));
    case BX_BLANK_AFTER:
        if (spacing->kaiming && cell->first != BX_CLASS_ST)
            return true;
        return is_half_exclamation(spacing, i) || trims_close(class_after(shaped, i));
    case BX_BLANK_NONE:
        return false;
    }
    return false;
}

/* Ink of a cell's glyphs along the line, from the start of its glyphs. */
static BxInkSpan
ink_of(const Spacing *spacing, const BxCell *cell)
{
    const BxShapedItem *item = item_of(spacing->shaped, cell);
    BxInkSpan ink = {HUGE_VAL, -HUGE_VAL};
    for (int g = cell->start_glyph; g < cell->start_glyph + cell->n_glyphs; g++) {
        const BxGlyph *glyph = &g_array_index(spacing->shaped->glyphs, BxGlyph, g);
        BxInkSpan box = bx_ink_span(spacing->fonts, item->font, glyph->id, item->upright);
        if (box.start > box.end)
            continue;
        double em = item->em * (item->upright ? 1 : item->scale_x);
        ink.start = MIN(ink.start, glyph->x + em * box.start);
        ink.end = MAX(ink.end, glyph->x + em * box.end);
    }
    double condense = spacing->shaped->setting.condense;
    return (BxInkSpan){ink.start * condense, ink.end * condense};
}

/* The glyph in the mark's full frame: at its middle, or in the half that the class gives the ink. */
static void
place_in_frame(const BxClassRow *row, double em, BxCell *cell)
{
    cell->width = em;
    cell->shift = (em - cell->natural) / 2;
    if (cell->natural >= FULL_WIDTH_EM * em)
        return;
    cell->shift = MAX(0, (em / 2 - cell->natural) / 2);
    if (row->blank == BX_BLANK_BEFORE)
        cell->shift = em - cell->natural - cell->shift;
}

/* Takes `most` off the blank half. */
static void
trim_mark(BxCell *cell, double most)
{
    cell->width -= most;
    cell->shift -= most * cell->lean;
    cell->blank -= most;
}

/* PU: a full-width mark, whole, trimmed by its neighbour, or (PU-11) between the two in heads. */
static void
space_mark(Spacing *spacing, int i, BxCell *cell)
{
    const BxShaped *shaped = spacing->shaped;
    const BxClassRow *row = &bx_class_table[cell->first];
    double em = em_of(shaped, cell);
    place_in_frame(row, em, cell);
    if (is_never_trimmed(spacing, cell))
        return;
    BxInkSpan ink = ink_of(spacing, cell);
    gunichar c = shaped->prepared->chars[cell->start_char];
    const BxShapedItem *item = item_of(shaped, cell);
    const BxMark mark = {.font = item->font,
                         .c = item->upright ? bx_turn_glyph(c) : c,
                         .ink = {(ink.start + cell->shift) / em, (ink.end + cell->shift) / em},
                         .is_upright = item->upright,
                         .is_opening = row->blank == BX_BLANK_BEFORE};
    cell->lean = bx_mark_lean(spacing->fonts, &mark);
    if (cell->lean < 0) /* its ink fills the frame */
        return;
    cell->blank = em / 2;
    if (is_trimmed(spacing, i, cell)) {
        trim_mark(cell, em / 2);
        return;
    }
    if (shaped->setting.is_head && cell->first != BX_CLASS_ST)
        trim_mark(cell, (1 - HEAD_MARK_EM) * em);
    cell->trim_start = row->blank == BX_BLANK_BEFORE;
    cell->trim_end = row->blank == BX_BLANK_AFTER;
    cell->squeeze = row->squeeze;
    if (row->squeeze == BX_SQUEEZE_STOP && !shaped->setting.style->squeeze_stops)
        cell->squeeze = BX_SQUEEZE_NONE;
}

/* PU-6: a width of its own, the ink in the middle. */
static void
space_fixed(const Spacing *spacing, BxCell *cell)
{
    const BxShaped *shaped = spacing->shaped;
    double em = em_of(shaped, cell);
    bool is_two_em = shaped->prepared->chars[cell->start_char] == 0x2E3A; /* ⸺ */
    cell->width = bx_class_table[cell->first].width_em * em * (is_two_em ? 2 : cell->n_chars);
    if (fabs(cell->width - cell->natural) < 0.01 * em)
        return;
    BxInkSpan ink = ink_of(spacing, cell);
    bool has_ink = ink.start < ink.end && !item_of(shaped, cell)->upright;
    cell->shift = cell->width / 2 - (has_ink ? (ink.start + ink.end) / 2 : cell->natural / 2);
}

static void
space_blank(const Spacing *spacing, BxCell *cell)
{
    double em = em_of(spacing->shaped, cell);
    cell->width = CLAMP(cell->natural, BX_SPACE_MIN_EM * em, SPACE_MAX_EM * em);
    cell->squeeze = BX_SQUEEZE_SPACE;
}

static void
space_cell(Spacing *spacing, int i)
{
    BxCell *cell = bx_cell(spacing->shaped, i);
    const BxClassRow *row = &bx_class_table[cell->first];
    double em = em_of(spacing->shaped, cell);
    cell->width = cell->natural;
    cell->squeeze = BX_SQUEEZE_NONE;
    if (spacing->shaped->prepared->is_pause[cell->start_char]) /* HD-9, EL-1 */
        cell->width = em * (spacing->shaped->setting.em > WIDE_PAUSE_PT ? 0.5 : 1);
    else if (row->blank != BX_BLANK_NONE && cell->natural > 0)
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
    if (a->last == BX_CLASS_SP || b->first == BX_CLASS_SP) /* JU-3 ①: it opens by itself */
        return false;
    if (a->last == BX_CLASS_OP || a->last == BX_CLASS_AO || b->first == BX_CLASS_CL
        || b->first == BX_CLASS_PS || b->first == BX_CLASS_ST || b->first == BX_CLASS_AC
        || b->first == BX_CLASS_AP)
        return false;
    return !(left->is_western && right->is_western);
}

/* JU-3 ① and ②: what a word space and a gap may grow by. */
static void
find_stretch(BxShaped *shaped, double gap)
{
    double em = shaped->setting.em, widest = 0;
    for (int i = 0; i < (int)shaped->cells->len; i++) {
        const BxCell *cell = bx_cell(shaped, i);
        if (cell->first == BX_CLASS_SP)
            widest = MAX(widest, cell->width);
    }
    shaped->space_stretch = MAX(0, BX_SPACE_MAX_EM * em - widest);
    shaped->gap_stretch = MAX(0, BX_GAP_MAX_EM * em - gap);
}

void
bx_space(BxShaped *shaped, BxFonts *fonts)
{
    const BxStyle *style = shaped->setting.style;
    Spacing spacing = {.shaped = shaped,
                       .fonts = fonts,
                       .kaiming = style->punctuation == BX_PUNCTUATION_KAIMING,
                       .vertical = shaped->setting.is_vertical};
    int n = (int)shaped->cells->len;
    double gap = style->autospace_em * shaped->setting.em * shaped->setting.condense;
    if (shaped->setting.condense != 1)
        for (int i = 0; i < n; i++)
            bx_cell(shaped, i)->natural *= shaped->setting.condense;
    for (int i = 0; i < n; i++)
        space_cell(&spacing, i);
    find_stretch(shaped, gap);
    for (int i = 0; i + 1 < n; i++) {
        BxCell *a = bx_cell(shaped, i), *b = bx_cell(shaped, i + 1);
        if (is_gap(a, b))
            a->gap = gap;
        a->may_stretch = may_stretch(shaped, a, b);
    }
}
