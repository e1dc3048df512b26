/* SPDX-License-Identifier: Apache-2.0 */
/* Line breaking by total fit. Sums over the cells make the fit of any line a matter of subtractions,
 * so the work is (breaks) × (breaks within one line's reach). */

#include "text/linebreak.h"

#include "base/geometry.h"

#include <math.h>
#include <string.h>

/* Costs in units of JU-10. Stretch is dearer than squeeze from the first hundredth of an em on: a
 * squeezed blank is not seen, an opened line is (measured on the sample: with JU-10's plain squares
 * 95 % of lines open by up to 0.035 em, with these by up to 0.02). */
#define STRETCH_UNIT_EM 0.012
#define SQUEEZE_WEIGHT 0.45
#define LOOSE_COST 400.0   /* a position opened beyond the hard limit, JU-5 */
#define RUNT_COST 60.0     /* PA-4: one character alone */
#define LONE_MARK_COST 5e3 /* PA-4: a lone digit, letter or mark, never if it can be helped */
#define NEARLY_FULL_COST                                                                           \
    40.0 /* a last line with a mark at its end that all but reaches the edge … */
#define NEARLY_FULL_FROM_EM 0.1 /* … the blank left there */
#define NEARLY_FULL_TO_EM 1.25
#define RAGGED_WEIGHT 0.4 /* difference to the line before */
#define OVERFULL_COST 1e6
#define LINE_REACH 2        /* lines by which ways to one place may differ and both be kept */
#define EMPTY_LINE_COST 1e5 /* a line that holds blanks only */

/* Sums over all cells before index i. */
typedef struct {
    double width; /* frames and gaps */
    double squeeze[BX_N_SQUEEZES];
    int spaces, gaps, positions;
} Sum;

typedef struct {
    int cell; /* line begins here */
    int line; /* lines before it */
    int prev; /* node before, -1: none */
    double cost;
    double ratio; /* of the line that ends here: > 0 opened, < 0 squeezed */
    bool overfull;
} Node;

typedef struct {
    const BxShaped *shaped;
    const BxMeasures *measures;
    Sum *sums;      /* n + 1 */
    int *seen_from; /* n + 1: first cell from i on that is not a blank */
    int *seen_to;   /* n + 1: last cell before i that is not a blank, -1: none */
    GArray *nodes;  /* Node */
    GArray *active; /* int */
    double em;
    bool by_line;   /* states differ by line number: measures vary, or a looseness is wished */
    bool is_strict; /* no line is opened beyond the limit */
    int line_reach; /* by so many lines at most */
} Breaker;

/* What vanishes at the edges of a line (LB-13). */
static bool
is_blank(const BxShaped *shaped, const BxCell *cell)
{
    return cell->first == BX_CLASS_SP || cell->first == BX_CLASS_ZW || cell->first == BX_CLASS_BK
           || shaped->prepared->is_pause[cell->start_char];
}

/* Blank taken from the line's own cells when they stand at its edge. */
static double
half_of(const BxShaped *shaped)
{
    return shaped->setting.em * shaped->setting.condense / 2;
}

static double
squeeze_of(const BxShaped *shaped, const BxCell *cell)
{
    if (cell->squeeze == BX_SQUEEZE_SPACE)
        return MAX(0, cell->width - BX_SPACE_MIN_EM * shaped->setting.em);
    return half_of(shaped);
}

static double
gap_squeeze(const BxShaped *shaped, const BxCell *cell)
{
    return MAX(0, cell->gap - BX_GAP_MIN_EM * shaped->setting.em);
}

static void
sum_cells(Breaker *breaker)
{
    const BxShaped *shaped = breaker->shaped;
    int n = (int)shaped->cells->len;
    breaker->sums = g_new0(Sum, n + 1);
    breaker->seen_from = g_new(int, n + 1);
    breaker->seen_to = g_new(int, n + 1);
    breaker->seen_to[0] = -1;
    for (int i = 0; i < n; i++) {
        const BxCell *cell = bx_cell(shaped, i);
        Sum *sum = &breaker->sums[i + 1];
        *sum = breaker->sums[i];
        sum->width += cell->width + cell->gap;
        if (cell->squeeze != BX_SQUEEZE_NONE)
            sum->squeeze[cell->squeeze] += squeeze_of(shaped, cell);
        sum->squeeze[BX_SQUEEZE_GAP] += gap_squeeze(shaped, cell);
        sum->spaces += cell->first == BX_CLASS_SP;
        sum->gaps += cell->gap > 0;
        sum->positions += cell->may_stretch;
        breaker->seen_to[i + 1] = is_blank(shaped, cell) ? breaker->seen_to[i] : i;
    }
    breaker->seen_from[n] = n;
    for (int i = n - 1; i >= 0; i--)
        breaker->seen_from[i] =
            is_blank(shaped, bx_cell(shaped, i)) ? breaker->seen_from[i + 1] : i;
}

/* What the edges change: the first cell loses its leading blank, the last its trailing one and the
 * gap after it. */
static void
trim_edges(const BxShaped *shaped, int first, int last, BxLineFit *fit)
{
    const BxCell *head = bx_cell(shaped, first), *tail = bx_cell(shaped, last);
    double half = half_of(shaped);
    bool trim_head =
        head->trim_start
        && (first > 0 || shaped->setting.style->trim_para_open || shaped->setting.indent <= 0);
    if (trim_head) {
        fit->natural -= half;
        if (head->squeeze != BX_SQUEEZE_NONE)
            fit->squeeze[head->squeeze] -= half;
    }
    if (tail->trim_end) {
        fit->natural -= half;
        if (tail->squeeze != BX_SQUEEZE_NONE)
            fit->squeeze[tail->squeeze] -= half;
        if (shaped->setting.style->hang && tail->n_chars == 1
            && (tail->first == BX_CLASS_PS || shaped->prepared->chars[tail->start_char] == 0x3002))
            fit->squeeze[BX_SQUEEZE_HANG] = half;
    }
    fit->natural -= tail->gap;
    fit->squeeze[BX_SQUEEZE_GAP] -= gap_squeeze(shaped, tail);
    fit->n_gaps -= tail->gap > 0;
    fit->n_positions -= tail->may_stretch;
    if (last + 1 < (int)shaped->cells->len && !bx_cell(shaped, last + 1)->joined)
        fit->natural -= shaped->setting.tracking;
}

static void
fit_between(const Sum *from, const Sum *to, BxLineFit *fit)
{
    fit->natural = to->width - from->width;
    for (int k = 0; k < BX_N_SQUEEZES; k++)
        fit->squeeze[k] = to->squeeze[k] - from->squeeze[k];
    fit->n_spaces = to->spaces - from->spaces;
    fit->n_gaps = to->gaps - from->gaps;
    fit->n_positions = to->positions - from->positions;
}

void
bx_fit_line(const BxShaped *shaped, int first, int last, BxLineFit *fit)
{
    *fit = (BxLineFit){0};
    for (int i = first; i <= last; i++) {
        const BxCell *cell = bx_cell(shaped, i);
        fit->natural += cell->width + cell->gap;
        if (cell->squeeze != BX_SQUEEZE_NONE)
            fit->squeeze[cell->squeeze] += squeeze_of(shaped, cell);
        fit->squeeze[BX_SQUEEZE_GAP] += gap_squeeze(shaped, cell);
        fit->n_spaces += cell->first == BX_CLASS_SP;
        fit->n_gaps += cell->gap > 0;
        fit->n_positions += cell->may_stretch;
    }
    if (first <= last)
        trim_edges(shaped, first, last, fit);
}

double
bx_measure_of(const BxMeasures *measures, int line)
{
    return measures->widths[MIN(line, measures->n - 1)];
}

/* A line from cell `start` to `end`: what it costs, and by how much it must open or close. */
typedef struct {
    double cost, ratio;
    double over; /* points beyond the measure after all squeezing; > 0: does not fit */
} Line;

static double
cost_of_stretch(double per_position_em)
{
    double x = per_position_em / STRETCH_UNIT_EM;
    double cost = x * x;
    if (per_position_em > BX_STRETCH_LIMIT_EM)
        cost += LOOSE_COST * (per_position_em / BX_STRETCH_LIMIT_EM);
    return cost;
}

/* JU-3: word spaces, gaps, then all positions. Returns em per position. */
static double
stretch_per_position(const BxLineFit *fit, double room, double em)
{
    room -= fit->n_spaces * (BX_SPACE_MAX_EM - BX_SPACE_MIN_EM) * em;
    room -= fit->n_gaps * (BX_GAP_MAX_EM - 0.25) * em;
    if (room <= 0)
        return 0;
    return room / em / MAX(fit->n_positions, 0.5);
}

/* Whether the line is so short that it would be opened beyond reason; such lines are rated only if
 * there is no way without them. Edges, which are not looked at, only make it shorter. */
static bool
is_far_too_short(const Breaker *breaker, const Node *node, int end)
{
    int first = breaker->seen_from[node->cell], last = breaker->seen_to[end];
    if (first > last)
        return false;
    const Sum *from = &breaker->sums[first], *to = &breaker->sums[last + 1];
    double room = bx_measure_of(breaker->measures, node->line) - (to->width - from->width);
    if (node->line == 0)
        room -= breaker->shaped->setting.indent;
    double reach = BX_STRETCH_LIMIT_EM * (to->positions - from->positions)
                   + (BX_SPACE_MAX_EM - BX_SPACE_MIN_EM) * (to->spaces - from->spaces)
                   + (BX_GAP_MAX_EM - 0.25) * (to->gaps - from->gaps);
    return room > reach * breaker->em;
}

static Line
rate_line(const Breaker *breaker, const Node *node, int end, bool is_last)
{
    const BxShaped *shaped = breaker->shaped;
    Line line = {0};
    int first = breaker->seen_from[node->cell], last = breaker->seen_to[end];
    if (first > last) {
        line.cost = is_last && node->line > 0 ? EMPTY_LINE_COST : 0;
        return line;
    }
    BxLineFit fit = {0};
    fit_between(&breaker->sums[first], &breaker->sums[last + 1], &fit);
    trim_edges(shaped, first, last, &fit);
    double measure = bx_measure_of(breaker->measures, node->line);
    if (node->line == 0)
        measure -= shaped->setting.indent;
    double room = measure - fit.natural;
    bool ends_in_mark = bx_class_table[bx_cell(shaped, last)->last].blank == BX_BLANK_AFTER;
    if (is_last && ends_in_mark && room > NEARLY_FULL_FROM_EM * breaker->em
        && room < NEARLY_FULL_TO_EM * breaker->em)
        line.cost += NEARLY_FULL_COST;
    if (room < -BX_EPS_PT) {
        double available = 0;
        for (int k = 0; k < BX_N_SQUEEZES; k++)
            available += fit.squeeze[k];
        line.over = MAX(0, -room - available);
        line.ratio = available > 0 ? room / available : -1;
        line.cost += SQUEEZE_WEIGHT * line.ratio * line.ratio;
    } else if (!is_last) {
        double each = stretch_per_position(&fit, room, breaker->em);
        line.ratio = MIN(each / 0.125, 2);
        line.cost = cost_of_stretch(each);
    }
    if (line.over <= 1e-3)
        line.over = 0;
    return line;
}

/* PA-4: what stands alone on the last line. */
static double
cost_of_runt(const Breaker *breaker, int start)
{
    const BxShaped *shaped = breaker->shaped;
    int n_han = 0, n_western = 0, n = (int)shaped->cells->len;
    if (start == 0)
        return 0;
    for (int i = start; i < n && n_han < 2; i++) {
        const BxClassRow *row = &bx_class_table[bx_cell(shaped, i)->first];
        n_han += row->is_han;
        n_western += row->is_western;
    }
    if (n_han >= 2 || n_western >= 4 || (n_han == 1 && n_western > 0))
        return 0;
    return n_han == 1 ? RUNT_COST : LONE_MARK_COST;
}

static double
total_cost(const Breaker *breaker, const Node *node, const Line *line, int end)
{
    const BxShaped *shaped = breaker->shaped;
    double cost = node->cost + line->cost;
    int n = (int)shaped->cells->len;
    uint8_t at = shaped->breaks[end - 1];
    if (at < BX_BREAK_MUST)
        cost += at / 100.0;
    if (end == n)
        cost += cost_of_runt(breaker, node->cell);
    if (node->line > 0 && end < n) {
        double jump = line->ratio - node->ratio;
        cost += RAGGED_WEIGHT * jump * jump;
    }
    return cost;
}

/* Keeps the best way to each (end, line number). Nodes of one end are the last ones in the list. */
static void
offer(Breaker *breaker, guint first_of_end, const Node *node)
{
    for (guint k = first_of_end; k < breaker->nodes->len; k++) {
        Node *other = &g_array_index(breaker->nodes, Node, k);
        if (breaker->by_line && other->line != node->line)
            continue;
        if (node->cost < other->cost)
            *other = *node;
        return;
    }
    g_array_append_val(breaker->nodes, *node);
}

/* Of the ways to one end only those near the cheapest one in number of lines can still win: without
 * this a paragraph could be at every line number at every place, and the work would be cubic. */
static void
keep_near_best(Breaker *breaker, guint first_of_end)
{
    guint best = first_of_end, kept = first_of_end;
    for (guint k = first_of_end; k < breaker->nodes->len; k++)
        if (g_array_index(breaker->nodes, Node, k).cost
            < g_array_index(breaker->nodes, Node, best).cost)
            best = k;
    int line = g_array_index(breaker->nodes, Node, best).line;
    for (guint k = first_of_end; k < breaker->nodes->len; k++) {
        Node node = g_array_index(breaker->nodes, Node, k);
        if (ABS(node.line - line) <= breaker->line_reach)
            g_array_index(breaker->nodes, Node, kept++) = node;
    }
    g_array_set_size(breaker->nodes, kept);
}

/* Rates all lines that can end before cell `end`; nodes out of reach leave the active list. */
static void
end_lines_at(Breaker *breaker, int end)
{
    guint first_of_end = breaker->nodes->len, kept = 0;
    bool must = breaker->shaped->breaks[end - 1] == BX_BREAK_MUST;
    bool is_last = must; /* the author's break ends a line as the paragraph's end does */
    int nearest = -1;
    double nearest_over = INFINITY;
    for (guint k = 0; k < breaker->active->len; k++) {
        int index = g_array_index(breaker->active, int, k);
        Node node = g_array_index(breaker->nodes, Node, index);
        if (breaker->is_strict && !is_last && is_far_too_short(breaker, &node, end)) {
            /* with one measure the nodes after it, which begin later, are shorter still */
            guint n_same = breaker->by_line ? 1 : breaker->active->len - k;
            if (kept < k)
                memmove(&g_array_index(breaker->active, int, kept),
                        &g_array_index(breaker->active, int, k), n_same * sizeof(int));
            kept += n_same;
            k += n_same - 1;
            continue;
        }
        Line line = rate_line(breaker, &node, end, is_last);
        if (line.over == 0) {
            Node next = {end,        node.line + 1, index, total_cost(breaker, &node, &line, end),
                         line.ratio, false};
            offer(breaker, first_of_end, &next);
        } else if (line.over < nearest_over || nearest < 0) {
            nearest_over = line.over;
            nearest = index;
        }
        /* edges may give an em back, no more; beyond that no later end can fit */
        if (!must && line.over <= 1.5 * breaker->em)
            g_array_index(breaker->active, int, kept++) = index;
    }
    g_array_set_size(breaker->active, kept);
    if (breaker->nodes->len == first_of_end && kept == 0 && nearest >= 0) {
        /* LB-11: no legal break fits; the line is kept whole and overfull */
        const Node *node = &g_array_index(breaker->nodes, Node, nearest);
        Node next = {end, node->line + 1, nearest, node->cost + OVERFULL_COST + nearest_over, -1,
                     true};
        g_array_append_val(breaker->nodes, next);
    }
    if (breaker->by_line && breaker->nodes->len > first_of_end)
        keep_near_best(breaker, first_of_end);
    for (guint k = first_of_end; k < breaker->nodes->len; k++)
        g_array_append_val(breaker->active, k);
}

static bool
measures_vary(const BxMeasures *measures)
{
    for (int i = 1; i < measures->n; i++)
        if (fabs(measures->widths[i] - measures->widths[0]) > BX_EPS_PT)
            return true;
    return false;
}

/* The end node wanted: the cheapest, or the cheapest of those nearest to the wished line count. */
static int
choose_end(const Breaker *breaker, int looseness)
{
    int best = -1;
    for (guint k = 0; k < breaker->active->len; k++) {
        int index = g_array_index(breaker->active, int, k);
        if (best < 0
            || g_array_index(breaker->nodes, Node, index).cost
                   < g_array_index(breaker->nodes, Node, best).cost)
            best = index;
    }
    if (looseness == 0 || best < 0)
        return best;
    int wish = g_array_index(breaker->nodes, Node, best).line + looseness;
    for (guint k = 0; k < breaker->active->len; k++) {
        int index = g_array_index(breaker->active, int, k);
        const Node *node = &g_array_index(breaker->nodes, Node, index);
        const Node *now = &g_array_index(breaker->nodes, Node, best);
        int gain = ABS(now->line - wish) - ABS(node->line - wish);
        if (gain > 0 || (gain == 0 && node->cost < now->cost))
            best = index;
    }
    return best;
}

static BxBreaks *
walk_back(const Breaker *breaker, int end)
{
    BxBreaks *breaks = g_new0(BxBreaks, 1);
    breaks->lines = g_array_new(FALSE, FALSE, sizeof(BxBreak));
    breaks->cost = g_array_index(breaker->nodes, Node, end).cost;
    for (int index = end; index > 0;) {
        const Node *node = &g_array_index(breaker->nodes, Node, index);
        const Node *from = &g_array_index(breaker->nodes, Node, node->prev);
        BxBreak line = {.start = from->cell,
                        .end = node->cell,
                        .first = breaker->seen_from[from->cell],
                        .last = breaker->seen_to[node->cell],
                        .indent = from->line == 0 ? breaker->shaped->setting.indent : 0,
                        .measure = bx_measure_of(breaker->measures, from->line)};
        breaks->is_overfull |= node->overfull;
        g_array_append_val(breaks->lines, line);
        index = node->prev;
    }
    BxBreak *lines = (BxBreak *)(void *)breaks->lines->data;
    for (guint i = 0, k = breaks->lines->len; k > 0 && i < --k; i++) {
        BxBreak swap = lines[i];
        lines[i] = lines[k];
        lines[k] = swap;
    }
    return breaks;
}

/* The cheapest way through all cells; NULL where a strict breaker finds none. */
static BxBreaks *
find_way(Breaker *breaker, int looseness)
{
    int n = (int)breaker->shaped->cells->len, root = 0;
    const Node start = {.prev = -1};
    g_array_set_size(breaker->nodes, 0);
    g_array_set_size(breaker->active, 0);
    g_array_append_val(breaker->nodes, start);
    g_array_append_val(breaker->active, root);
    for (int end = 1; end <= n; end++)
        if (breaker->shaped->breaks[end - 1] != BX_BREAK_NEVER)
            end_lines_at(breaker, end);
    int last = n > 0 ? choose_end(breaker, looseness) : 0;
    bool is_way = last >= 0 && g_array_index(breaker->nodes, Node, last).cell == n
                  && g_array_index(breaker->nodes, Node, last).cost < OVERFULL_COST;
    return is_way || !breaker->is_strict ? walk_back(breaker, last) : NULL;
}

BxBreaks *
bx_choose_breaks(const BxShaped *shaped, const BxMeasures *measures, int looseness)
{
    Breaker breaker = {.shaped = shaped,
                       .measures = measures,
                       .em = shaped->setting.em,
                       .is_strict = true,
                       .by_line = looseness != 0 || measures_vary(measures),
                       .line_reach = LINE_REACH + ABS(looseness),
                       .nodes = g_array_new(FALSE, FALSE, sizeof(Node)),
                       .active = g_array_new(FALSE, FALSE, sizeof(int))};
    sum_cells(&breaker);
    BxBreaks *breaks = find_way(&breaker, looseness);
    if (!breaks) {
        breaker.is_strict = false;
        breaks = find_way(&breaker, looseness);
    }
    g_free(breaker.sums);
    g_free(breaker.seen_from);
    g_free(breaker.seen_to);
    g_array_free(breaker.nodes, TRUE);
    g_array_free(breaker.active, TRUE);
    return breaks;
}

void
bx_breaks_free(BxBreaks *breaks)
{
    if (!breaks)
        return;
    g_array_free(breaks->lines, TRUE);
    g_free(breaks);
}
