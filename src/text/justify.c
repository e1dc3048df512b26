/* SPDX-License-Identifier: Apache-2.0 */
/* Justify: squeezes or opens one line by kind and in order (JU-2, JU-3), then gives every cell its
 * place and copies its glyphs. Nothing is measured after this. */

#include "text/justify.h"

#include "base/geometry.h"
#include "text/ruby.h"
#include "text/sideline.h"

#include <math.h>
#include <string.h>

/* How a line is adjusted, as shares and points per place. */
typedef struct {
    double squeeze[BX_N_SQUEEZES]; /* share 0 … 1 of what each kind can give */
    BxStretch stretch;
    double start; /* where the first cell begins */
} Adjust;

typedef struct {
    const BxShaped *shaped;
    BxLine *line;
    const BxBreak *range;
    Adjust adjust;
    bool is_end; /* of the paragraph, or before a break of the author */
} Setter;

static double
squeeze_line(const BxLineFit *fit, double need, Adjust *adjust)
{
    for (int k = 0; k < BX_N_SQUEEZES && need > 0; k++) {
        if (fit->squeeze[k] <= 0)
            continue;
        adjust->squeeze[k] = MIN(1, need / fit->squeeze[k]);
        need -= fit->squeeze[k] * adjust->squeeze[k];
    }
    return need;
}

/* Frame width and glyph shift of a cell inside its line. */
static double
frame_of(const Setter *setter, int i, double *shift)
{
    const BxCell *cell = bx_cell(setter->shaped, i);
    double width = cell->width, taken = 0;
    *shift = cell->shift;
    bool at_head = i == setter->range->first && bx_is_trimmed_head(setter->shaped, i);
    bool at_tail = i == setter->range->last && cell->trim_end;
    if (at_head || at_tail)
        taken = cell->blank;
    else if (cell->squeeze != BX_SQUEEZE_NONE)
        taken = setter->adjust.squeeze[cell->squeeze] * bx_squeeze_of(setter->shaped, cell);
    *shift -= taken * cell->lean;
    return width - taken;
}

static double
gap_after(const Setter *setter, int i)
{
    const BxCell *cell = bx_cell(setter->shaped, i);
    const Adjust *adjust = &setter->adjust;
    if (i == setter->range->last)
        return 0;
    double gap = bx_tracking_after(setter->shaped, i);
    if (cell->gap > 0)
        gap += cell->gap + adjust->stretch.gap
               - adjust->squeeze[BX_SQUEEZE_GAP] * bx_gap_squeeze(setter->shaped, cell);
    if (cell->first == BX_CLASS_SP)
        gap += adjust->stretch.space;
    if (cell->may_stretch)
        gap += cell->gap > 0 ? adjust->stretch.gap_more : adjust->stretch.position;
    return gap;
}

static void
begin_run(Setter *setter, int item)
{
    BxLine *line = setter->line;
    const BxShapedItem *from = &g_array_index(setter->shaped->items, BxShapedItem, item);
    double condense = setter->shaped->setting.condense; /* along the line */
    BxRun run = {.font = from->font,
                 .size = from->em,
                 .upright = from->upright,
                 .is_missing = from->is_missing,
                 .scale_x = from->scale_x * (from->upright ? 1 : condense),
                 .scale_y = from->upright ? condense : 1,
                 .start_glyph = (int)line->glyphs->len,
                 .start_cluster = (int)line->clusters->len,
                 .start_byte =
                     line->clusters->len
                         ? g_array_index(line->runs, BxRun, line->runs->len - 1).start_byte
                               + g_array_index(line->runs, BxRun, line->runs->len - 1).n_bytes
                         : 0};
    bx_line_add_run(line, &run);
}

static void
put_cell(Setter *setter, int i, double x, double width, double shift)
{
    const BxCell *cell = bx_cell(setter->shaped, i);
    const BxShapedItem *item = &g_array_index(setter->shaped->items, BxShapedItem, cell->item);
    BxLine *line = setter->line;
    double scale = setter->shaped->setting.condense;
    const BxPrepared *prepared = setter->shaped->prepared;
    int from = prepared->from[cell->start_char];
    BxCluster cluster = {.n_bytes = cell->n_bytes,
                         .n_glyphs = cell->n_glyphs,
                         .start_char = from,
                         .n_chars = prepared->from[cell->start_char + cell->n_chars] - from,
                         .x = x,
                         .width = width};
    for (int g = 0; g < cell->n_glyphs; g++) {
        BxGlyph glyph = g_array_index(setter->shaped->glyphs, BxGlyph, cell->start_glyph + g);
        glyph.x = x + shift + glyph.x * scale;
        glyph.y += item->rise;
        bx_line_add_glyph(line, &glyph);
    }
    bx_line_add_cluster(line, &cluster);
    BxRun *run = &g_array_index(line->runs, BxRun, line->runs->len - 1);
    run->n_glyphs += cell->n_glyphs;
    run->n_clusters++;
    run->n_bytes += cell->n_bytes;
}

/* UAX #9 rule L2: the cells of a line as the eye meets them. */
static int *
visual_order(const BxShaped *shaped, int first, int last)
{
    int n = last - first + 1, highest = 0;
    int *order = g_new(int, MAX(n, 1));
    for (int i = 0; i < n; i++) {
        order[i] = first + i;
        highest = MAX(highest, bx_cell(shaped, first + i)->bidi_level);
    }
    for (int level = highest; level > 0; level--)
        for (int i = 0; i < n;) {
            int end = i;
            while (end < n && bx_cell(shaped, order[end])->bidi_level >= level)
                end++;
            for (int a = i, b = end - 1; a < b; a++, b--) {
                int swap = order[a];
                order[a] = order[b];
                order[b] = swap;
            }
            i = MAX(end, i + 1);
        }
    return order;
}

/* The gap between neighbours of the eye: that of the one which is read first. */
static double
gap_between(const Setter *setter, int left, int right)
{
    if (bx_cell(setter->shaped, left)->bidi_level % 2 == 0)
        return gap_after(setter, left);
    bool both_turned = bx_cell(setter->shaped, right)->bidi_level % 2;
    return gap_after(setter, both_turned || right == setter->range->first ? right : right - 1);
}

/* Places of all cells in reading order; left edges in `x`, by cell − first. */
static double
place_cells(const Setter *setter, double *x)
{
    const BxBreak *range = setter->range;
    double at = setter->adjust.start, shift;
    if (!setter->shaped->is_rtl) {
        for (int i = range->first; i <= range->last; i++) {
            x[i - range->first] = at;
            at += frame_of(setter, i, &shift) + gap_after(setter, i);
        }
        return at;
    }
    g_autofree int *order = visual_order(setter->shaped, range->first, range->last);
    int n = range->last - range->first + 1;
    for (int k = 0; k < n; k++) {
        x[order[k] - range->first] = at;
        at += frame_of(setter, order[k], &shift)
              + (k + 1 < n ? gap_between(setter, order[k], order[k + 1]) : 0);
    }
    return at;
}

/* Turns the glyphs of a run that reads from right to left into the order in which they stand. */
static void
turn_back(BxLine *line, BxRun *run)
{
    g_autofree BxGlyph *glyphs = g_new(BxGlyph, MAX(run->n_glyphs, 1));
    BxGlyph *in = &g_array_index(line->glyphs, BxGlyph, run->start_glyph);
    int from = 0, to = run->n_glyphs;
    for (int i = 0; i < run->n_clusters; i++) {
        int n = g_array_index(line->clusters, BxCluster, run->start_cluster + i).n_glyphs;
        to -= n;
        memcpy(glyphs + to, in + from, (size_t)n * sizeof(BxGlyph));
        from += n;
    }
    memcpy(in, glyphs, (size_t)run->n_glyphs * sizeof(BxGlyph));
    run->is_backward = true;
}

static void
turn_back_runs(const BxShaped *shaped, int first, BxLine *line)
{
    for (guint i = 0; i < line->runs->len; i++) {
        BxRun *run = &g_array_index(line->runs, BxRun, i);
        if (run->n_glyphs > 0 && bx_cell(shaped, first + run->start_cluster)->bidi_level % 2)
            turn_back(line, run);
    }
}

static void
put_cells(Setter *setter)
{
    const BxBreak *range = setter->range;
    const BxShaped *shaped = setter->shaped;
    g_autofree double *x = g_new(double, MAX(range->last - range->first + 1, 1));
    setter->line->width = place_cells(setter, x);
    int item = -1;
    char *text = setter->line->text;
    for (int i = range->first; i <= range->last; i++) {
        const BxCell *cell = bx_cell(shaped, i);
        double shift, width = frame_of(setter, i, &shift);
        if (cell->item != item) {
            item = cell->item;
            begin_run(setter, item);
        }
        put_cell(setter, i, x[i - range->first], width, shift);
        memcpy(text, shaped->prepared->utf8 + cell->start_byte, (size_t)cell->n_bytes);
        text += cell->n_bytes;
    }
    if (shaped->is_rtl)
        turn_back_runs(shaped, range->first, setter->line);
}

static double
align_start(BxAlign align, double room)
{
    switch (align) {
    case BX_ALIGN_CENTER:
    case BX_ALIGN_SPREAD:
        return MAX(0, room / 2);
    case BX_ALIGN_RIGHT:
        return MAX(0, room);
    case BX_ALIGN_LEFT:
    case BX_ALIGN_JUSTIFY:
        return 0;
    }
    return 0;
}

static BxPos
start_pos(const Setter *setter)
{
    const BxPrepared *prepared = setter->shaped->prepared;
    return bx_text_pos(prepared->text,
                       prepared->from[bx_cell(setter->shaped, setter->range->first)->start_char]);
}

static void
adjust_line(Setter *setter, BxDiags *diags)
{
    const BxShaped *shaped = setter->shaped;
    const BxBreak *range = setter->range;
    BxAlign align = shaped->setting.style->align;
    BxLineFit fit = bx_fit_line(shaped, range->first, range->last);
    double em = shaped->setting.em;
    double room = range->measure - range->indent - fit.natural;
    setter->adjust.start = range->indent;
    if (room < -BX_EPS_PT) {
        double over = squeeze_line(&fit, -room, &setter->adjust);
        setter->line->stretch_em = -1;
        if (over > 0.02 * em) {
            setter->line->is_overfull = true;
            bx_diag(diags, BX_DIAG_OVERFULL, start_pos(setter),
                    "line is %.1f em too wide: it holds no place where it may be broken",
                    over / em);
        }
        return;
    }
    bool fills = (align == BX_ALIGN_SPREAD && !shaped->setting.is_head) /* a head is tracked */
                 || (align == BX_ALIGN_JUSTIFY && !setter->is_end);
    if (!fills) {
        setter->adjust.start += align_start(align, room);
        return;
    }
    setter->adjust.stretch = bx_stretch_line(shaped, &fit, room);
    setter->line->stretch_em = setter->adjust.stretch.position / em;
    if (setter->line->stretch_em > BX_STRETCH_LIMIT_EM && align == BX_ALIGN_JUSTIFY)
        bx_diag(diags, BX_DIAG_LOOSE, start_pos(setter),
                "line is opened by %.2f em between characters (JU-5: 0.25)",
                setter->line->stretch_em);
}

static int
source_char(const BxShaped *shaped, int cell)
{
    const BxPrepared *prepared = shaped->prepared;
    if (cell >= (int)shaped->cells->len)
        return prepared->text->n_chars;
    return cell == 0 ? 0 : prepared->from[bx_cell(shaped, cell)->start_char];
}

/* LB-11: says once a paragraph that a run had to be cut; cuts of addresses are no fault (LB-10). */
static void
report_cut(const BxShaped *shaped, const BxBreaks *breaks, BxDiags *diags)
{
    for (guint i = 0; i + 1 < breaks->lines->len; i++) {
        int end = g_array_index(breaks->lines, BxBreak, i).end;
        if (shaped->breaks[end - 1] != BX_BREAK_EMERGENCY || bx_parts_address(shaped, end - 1))
            continue;
        const BxPrepared *prepared = shaped->prepared;
        bx_diag(diags, BX_DIAG_RUN_CUT,
                bx_text_pos(prepared->text, prepared->from[bx_cell(shaped, end)->start_char]),
                "a word or number is wider than its column and was cut before this character");
        return;
    }
}

static BxLine *
new_line(const BxShaped *shaped, const BxBreak *range)
{
    BxLineSizes sizes = {0};
    for (int i = range->first, item = -1; i <= range->last; i++) {
        const BxCell *cell = bx_cell(shaped, i);
        sizes.n_glyphs += (size_t)cell->n_glyphs;
        sizes.n_bytes += (size_t)cell->n_bytes;
        sizes.n_clusters++;
        sizes.n_runs += cell->item != item;
        item = cell->item;
    }
    return bx_line_new(&sizes);
}

static BxLine *
justify_line(const BxShaped *shaped, const BxBreak *range, bool is_last, BxDiags *diags)
{
    BxLine *line = new_line(shaped, range);
    line->size = shaped->setting.em;
    line->measure = range->measure;
    line->is_last = is_last;
    line->start_char = source_char(shaped, range->start);
    line->end_char = source_char(shaped, range->end);
    Setter setter = {.shaped = shaped,
                     .line = line,
                     .range = range,
                     .is_end = is_last || shaped->breaks[range->end - 1] == BX_BREAK_MUST};
    if (range->first <= range->last) {
        adjust_line(&setter, diags);
        put_cells(&setter);
        bx_sidelines_place(shaped, range->first, range->last, line);
        bx_ruby_place(shaped, range->first, range->last, line);
    }
    return line;
}

GPtrArray *
bx_justify_lines(const BxShaped *shaped, const BxBreaks *breaks, BxDiags *diags)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func((GDestroyNotify)bx_line_free);
    for (guint i = 0; i < breaks->lines->len; i++)
        g_ptr_array_add(lines, justify_line(shaped, &g_array_index(breaks->lines, BxBreak, i),
                                            i + 1 == breaks->lines->len, diags));
    report_cut(shaped, breaks, diags);
    return lines;
}
