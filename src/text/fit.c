/* SPDX-License-Identifier: Apache-2.0 */
#include "text/fit.h"

/* Sums over all cells before one. */
struct BxSum {
    double width; /* frames and gaps, points */
    double squeeze[BX_N_SQUEEZES];
    int spaces, gaps, positions;
    int seen_from; /* first cell from here on that is no blank */
    int seen_to;   /* last cell before here that is no blank, −1: none */
};

/* What vanishes at the edges of a line (LB-13). An ideographic space that opens the paragraph was
 * meant to be seen. */
static bool
is_blank(const BxShaped *shaped, int i)
{
    const BxCell *cell = bx_cell(shaped, i);
    return cell->first == BX_CLASS_SP || cell->first == BX_CLASS_ZW || cell->first == BX_CLASS_BK
           || (cell->first == BX_CLASS_IS && i > 0) || shaped->prepared->is_pause[cell->start_char];
}

static double
half_of(const BxShaped *shaped)
{
    return shaped->setting.em * shaped->setting.condense / 2;
}

double
bx_squeeze_of(const BxShaped *shaped, const BxCell *cell)
{
    if (cell->squeeze == BX_SQUEEZE_NONE)
        return 0;
    if (cell->squeeze == BX_SQUEEZE_SPACE)
        return MAX(0, cell->width - BX_SPACE_MIN_EM * shaped->setting.em);
    return cell->blank;
}

double
bx_gap_squeeze(const BxShaped *shaped, const BxCell *cell)
{
    return MAX(0, cell->gap - BX_GAP_MIN_EM * shaped->setting.em);
}

double
bx_tracking_after(const BxShaped *shaped, int i)
{
    bool is_open = i + 1 < (int)shaped->cells->len && !bx_cell(shaped, i + 1)->joined;
    return is_open ? shaped->setting.tracking : 0;
}

void
bx_sum_cells(BxShaped *shaped)
{
    int n = (int)shaped->cells->len;
    g_free(shaped->sums);
    shaped->sums = g_new0(BxSum, n + 1);
    shaped->sums[0].seen_to = -1;
    for (int i = 0; i < n; i++) {
        const BxCell *cell = bx_cell(shaped, i);
        BxSum *sum = &shaped->sums[i + 1];
        *sum = shaped->sums[i];
        sum->width += cell->width + cell->gap + bx_tracking_after(shaped, i);
        if (cell->squeeze != BX_SQUEEZE_NONE)
            sum->squeeze[cell->squeeze] += bx_squeeze_of(shaped, cell);
        sum->squeeze[BX_SQUEEZE_GAP] += bx_gap_squeeze(shaped, cell);
        sum->spaces += cell->first == BX_CLASS_SP;
        sum->gaps += cell->gap > 0;
        sum->positions += cell->may_stretch;
        sum->seen_to = is_blank(shaped, i) ? sum->seen_to : i;
    }
    shaped->sums[n].seen_from = n;
    for (int i = n - 1; i >= 0; i--)
        shaped->sums[i].seen_from = is_blank(shaped, i) ? shaped->sums[i + 1].seen_from : i;
}

int
bx_seen_from(const BxShaped *shaped, int i)
{
    return shaped->sums[i].seen_from;
}

int
bx_seen_before(const BxShaped *shaped, int i)
{
    return shaped->sums[i].seen_to;
}

bool
bx_is_trimmed_head(const BxShaped *shaped, int first)
{
    return bx_cell(shaped, first)->trim_start
           && (first > 0 || shaped->setting.style->trim_para_open || shaped->setting.indent <= 0);
}

/* PU-9: one pause or full stop, and nothing else, may stand outside the measure. */
static bool
may_hang(const BxShaped *shaped, const BxCell *tail)
{
    return shaped->setting.style->hang && tail->n_chars == 1
           && (tail->first == BX_CLASS_PS || shaped->prepared->chars[tail->start_char] == 0x3002);
}

/* What the edges change: the first cell loses its leading blank, the last its trailing one and the
 * gap after it. */
static void
trim_edges(const BxShaped *shaped, int first, int last, BxLineFit *fit)
{
    const BxCell *head = bx_cell(shaped, first), *tail = bx_cell(shaped, last);
    if (bx_is_trimmed_head(shaped, first)) {
        fit->natural -= head->blank;
        if (head->squeeze != BX_SQUEEZE_NONE)
            fit->squeeze[head->squeeze] -= head->blank;
    }
    if (tail->trim_end) {
        fit->natural -= tail->blank;
        if (tail->squeeze != BX_SQUEEZE_NONE)
            fit->squeeze[tail->squeeze] -= tail->blank;
        if (may_hang(shaped, tail))
            fit->squeeze[BX_SQUEEZE_HANG] = half_of(shaped);
    }
    fit->natural -= tail->gap;
    fit->squeeze[BX_SQUEEZE_GAP] -= bx_gap_squeeze(shaped, tail);
    fit->n_gaps -= tail->gap > 0;
    fit->n_positions -= tail->may_stretch;
    fit->natural -= bx_tracking_after(shaped, last);
}

BxLineFit
bx_fit_line(const BxShaped *shaped, int first, int last)
{
    BxLineFit fit = {0};
    if (first > last)
        return fit;
    const BxSum *from = &shaped->sums[first], *to = &shaped->sums[last + 1];
    fit.natural = to->width - from->width;
    for (int k = 0; k < BX_N_SQUEEZES; k++)
        fit.squeeze[k] = to->squeeze[k] - from->squeeze[k];
    fit.n_spaces = to->spaces - from->spaces;
    fit.n_gaps = to->gaps - from->gaps;
    fit.n_positions = to->positions - from->positions;
    trim_edges(shaped, first, last, &fit);
    return fit;
}

double
bx_width_between(const BxShaped *shaped, int first, int last)
{
    return shaped->sums[last + 1].width - shaped->sums[first].width;
}

double
bx_stretch_reach(const BxShaped *shaped, int first, int last)
{
    const BxSum *from = &shaped->sums[first], *to = &shaped->sums[last + 1];
    int n_spaces = to->spaces - from->spaces, n_positions = to->positions - from->positions;
    return n_spaces * shaped->space_stretch + (to->gaps - from->gaps) * shaped->gap_stretch
           + BX_STRETCH_LIMIT_EM * shaped->setting.em * (n_positions + n_spaces);
}

static double
take(double *room, int n, double most)
{
    if (n == 0 || *room <= 0)
        return 0;
    double each = MIN(*room / n, most);
    *room -= each * n;
    return each;
}

/* Step ③: all positions alike, gaps up to their hard limit; what is beyond JU-5 then is shared with
 * the word spaces, so that a line of Western words does not open at its only ideograph. */
static void
open_positions(const BxShaped *shaped, const BxLineFit *fit, double room, BxStretch *stretch)
{
    double em = shaped->setting.em, gap_most = (BX_GAP_LIMIT_EM - BX_GAP_MAX_EM) * em;
    int n_other = MAX(0, fit->n_positions - fit->n_gaps);
    double position = fit->n_positions ? room / fit->n_positions : 0;
    stretch->gap_more = MIN(position, gap_most);
    if (fit->n_gaps > 0 && position > gap_most)
        position = n_other ? (room - gap_most * fit->n_gaps) / n_other : 0;
    stretch->position = MIN(position, BX_STRETCH_LIMIT_EM * em);
    room -= stretch->position * n_other + (fit->n_gaps ? stretch->gap_more * fit->n_gaps : 0);
    if (room <= 0)
        return;
    int n_left = n_other + fit->n_spaces;
    if (n_left + fit->n_gaps == 0) /* a piece of a word: it stays short */
        return;
    double more = room / (n_left ? n_left : fit->n_gaps);
    stretch->position += more;
    stretch->space += more;
    if (n_left == 0)
        stretch->gap_more += more;
}

BxStretch
bx_stretch_line(const BxShaped *shaped, const BxLineFit *fit, double room)
{
    BxStretch stretch = {0};
    stretch.space = take(&room, fit->n_spaces, shaped->space_stretch);
    stretch.gap = take(&room, fit->n_gaps, shaped->gap_stretch);
    if (room > 0)
        open_positions(shaped, fit, room, &stretch);
    return stretch;
}
