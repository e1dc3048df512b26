/* SPDX-License-Identifier: Apache-2.0 */
/* Line breaking by total fit: a way is a list of lines from the paragraph's start; of the ways to one
 * place the cheapest is kept (one for each number of lines, where that matters). The work is (breaks)
 * × (breaks within one line's reach). */

#include "text/linebreak.h"

#include "base/geometry.h"
#include "text/linecost.h"

#include <math.h>

#define OVERFULL_COST 1e6
#define LINE_REACH 2 /* lines by which ways to one place may differ and both be kept */
/* Edges may give an em back, no more: what is over by more than this fits nowhere later. */
#define EDGE_REACH_EM 1.5

typedef struct {
    int cell; /* a line begins here */
    int line; /* lines before it */
    int prev; /* node before, −1: none */
    double cost;
    double ratio;      /* of the line that ends here */
    double stretch_em; /* of the most opened line so far */
    bool overfull;
} Node;

/* Ways that begin the same line of the paragraph, by their place in it; all ways where lines need
 * not be told apart. */
typedef struct {
    GArray *nodes; /* int */
    guint first;   /* those before it are out of reach */
} Rank;

/* The least overfull line since any line fitted. */
typedef struct {
    int node, end;
    double over; /* points */
} Nearest;

typedef struct BxWays {
    const BxShaped *shaped;
    BxMeasures measures; /* owned copy */
    GArray *nodes;       /* Node */
    GArray *ranks;       /* Rank */
    guint first_rank;    /* those before it are out of reach */
    guint first_of_end;  /* nodes of the place in hand: the last ones */
    bool by_line;        /* ways differ by line: measures vary, or several counts are wanted */
    int line_reach;      /* by so many lines at most */
    bool is_strict;      /* no line is opened beyond the limit */
    Nearest nearest;
} BxWays;

static Node *
node_at(const BxWays *ways, int i)
{
    return &g_array_index(ways->nodes, Node, i);
}

static Rank *
rank_at(const BxWays *ways, guint i)
{
    return &g_array_index(ways->ranks, Rank, i);
}

double
bx_measure_of(const BxMeasures *measures, int line)
{
    return measures->widths[MIN(line, measures->n - 1)];
}

static bool
is_must(const BxWays *ways, int end)
{
    return ways->shaped->breaks[end - 1] == BX_BREAK_MUST;
}

/* The author's break ends a line as the paragraph's end does. */
static BxLineTry
line_from(const BxWays *ways, const Node *node, int end)
{
    bool is_first = node->line == 0;
    return (BxLineTry){.start = node->cell,
                       .end = end,
                       .measure = bx_measure_of(&ways->measures, node->line)
                                  - (is_first ? ways->shaped->setting.indent : 0),
                       .is_first = is_first,
                       .is_last = is_must(ways, end)};
}

/* Keeps the best way to each (end, line number). */
static void
offer(BxWays *ways, const Node *node)
{
    for (guint k = ways->first_of_end; k < ways->nodes->len; k++) {
        Node *other = node_at(ways, (int)k);
        if (ways->by_line && other->line != node->line)
            continue;
        if (node->cost < other->cost)
            *other = *node;
        return;
    }
    g_array_append_val(ways->nodes, *node);
}

static void
offer_line(BxWays *ways, int from, const BxLineTry *line, const BxLineCost *cost)
{
    const Node *node = node_at(ways, from);
    Node next = {.cell = line->end,
                 .line = node->line + 1,
                 .prev = from,
                 .cost = node->cost + cost->cost + bx_cost_break(ways->shaped, line->end - 1),
                 .ratio = cost->ratio,
                 .stretch_em = MAX(node->stretch_em, cost->stretch_em),
                 .overfull = node->overfull};
    if (node->line > 0 && line->end < (int)ways->shaped->cells->len)
        next.cost += bx_cost_jump(node->ratio, cost->ratio);
    offer(ways, &next);
}

/* Rates all lines from one rank that can end before cell `end`. The nodes stand in the order of
 * their places, so the first ones get out of reach first, and after one that is too short all are. */
static void
end_lines_of_rank(BxWays *ways, Rank *rank, int end)
{
    double reach = EDGE_REACH_EM * ways->shaped->setting.em;
    for (guint k = rank->first; k < rank->nodes->len; k++) {
        int from = g_array_index(rank->nodes, int, k);
        BxLineTry line = line_from(ways, node_at(ways, from), end);
        if (ways->is_strict && !line.is_last && bx_is_far_too_short(ways->shaped, &line))
            break;
        BxLineCost cost = bx_cost_line(ways->shaped, &line);
        if (cost.over == 0)
            offer_line(ways, from, &line, &cost);
        else if (cost.over < ways->nearest.over)
            ways->nearest = (Nearest){from, end, cost.over};
        if (cost.over > reach && k == rank->first)
            rank->first++;
    }
    if (is_must(ways, end))
        rank->first = rank->nodes->len;
}

/* Of the ways to one end only those near the cheapest one in number of lines can still win: without
 * this a paragraph could be at every line number at every place, and the work would be cubic. */
static void
keep_near_best(BxWays *ways)
{
    guint best = ways->first_of_end;
    guint kept = best;
    for (guint k = best; k < ways->nodes->len; k++)
        if (node_at(ways, (int)k)->cost < node_at(ways, (int)best)->cost)
            best = k;
    int line = node_at(ways, (int)best)->line;
    for (guint k = ways->first_of_end; k < ways->nodes->len; k++) {
        Node node = *node_at(ways, (int)k);
        if (ABS(node.line - line) <= ways->line_reach)
            *node_at(ways, (int)kept++) = node;
    }
    g_array_set_size(ways->nodes, kept);
}

static void
begin_line(BxWays *ways, int node)
{
    guint rank = ways->by_line ? (guint)node_at(ways, node)->line : 0;
    while (ways->ranks->len <= rank) {
        Rank empty = {g_array_new(FALSE, FALSE, sizeof(int)), 0};
        g_array_append_val(ways->ranks, empty);
    }
    g_array_append_val(rank_at(ways, rank)->nodes, node);
    ways->first_rank = MIN(ways->first_rank, rank);
}

static bool
is_any_in_reach(BxWays *ways)
{
    while (ways->first_rank < ways->ranks->len
           && rank_at(ways, ways->first_rank)->first == rank_at(ways, ways->first_rank)->nodes->len)
        ways->first_rank++;
    return ways->first_rank < ways->ranks->len;
}

/* LB-11: no legal break fits; the least overfull line is kept whole. */
static void
keep_overfull(BxWays *ways)
{
    const Node *node = node_at(ways, ways->nearest.node);
    Node next = {.cell = ways->nearest.end,
                 .line = node->line + 1,
                 .prev = ways->nearest.node,
                 .cost = node->cost + OVERFULL_COST + ways->nearest.over,
                 .ratio = -1,
                 .stretch_em = node->stretch_em,
                 .overfull = true};
    g_array_append_val(ways->nodes, next);
}

/* Ends lines before cell `end`; returns the end to go on from, which lies behind it where nothing
 * fitted there and an overfull line from before was taken; −1 where a strict search is lost. */
static int
end_lines_at(BxWays *ways, int end)
{
    ways->first_of_end = ways->nodes->len;
    for (guint r = ways->first_rank; r < ways->ranks->len; r++)
        end_lines_of_rank(ways, rank_at(ways, r), end);
    bool is_found = ways->nodes->len > ways->first_of_end;
    bool is_stuck = !is_any_in_reach(ways) && !is_found;
    if (is_stuck && ways->is_strict)
        return -1;
    if (is_stuck) {
        keep_overfull(ways);
        end = ways->nearest.end;
    }
    if (is_found || is_stuck)
        ways->nearest.over = HUGE_VAL;
    if (ways->by_line && is_found)
        keep_near_best(ways);
    for (guint k = ways->first_of_end; k < ways->nodes->len; k++)
        begin_line(ways, (int)k);
    return end;
}

static void
forget_ranks(BxWays *ways)
{
    for (guint i = 0; i < ways->ranks->len; i++)
        g_array_free(rank_at(ways, i)->nodes, TRUE);
    g_array_set_size(ways->ranks, 0);
    ways->first_rank = 0;
}

/* The ways through all cells: the nodes from first_of_end on. False where a strict search finds
 * none. */
static bool
find_ways(BxWays *ways)
{
    int n = (int)ways->shaped->cells->len;
    const Node start = {.prev = -1};
    forget_ranks(ways);
    g_array_set_size(ways->nodes, 0);
    g_array_append_val(ways->nodes, start);
    ways->first_of_end = 0;
    ways->nearest.over = HUGE_VAL;
    begin_line(ways, 0);
    for (int end = 1; end <= n; end++)
        if (ways->shaped->breaks[end - 1] != BX_BREAK_NEVER) {
            end = end_lines_at(ways, end);
            if (end < 0)
                return false;
        }
    return true;
}

static bool
measures_vary(const BxMeasures *measures)
{
    for (int i = 1; i < measures->n; i++)
        if (fabs(measures->widths[i] - measures->widths[0]) > BX_EPS_PT)
            return true;
    return false;
}

static BxWays *
ways_new(const BxShaped *shaped, const BxMeasures *measures, int reach)
{
    BxWays *ways = g_new0(BxWays, 1);
    bool vary = measures_vary(measures);
    *ways = (BxWays){
        .shaped = shaped,
        .measures = {g_memdup2(measures->widths, measures->n * sizeof(double)), measures->n},
        .nodes = g_array_new(FALSE, FALSE, sizeof(Node)),
        .ranks = g_array_new(FALSE, FALSE, sizeof(Rank)),
        .by_line = reach > 0 || vary,
        .line_reach = reach + LINE_REACH,
        .is_strict = true};
    if (!find_ways(ways)) {
        ways->is_strict = false;
        find_ways(ways);
    }
    forget_ranks(ways);
    return ways;
}

static void
ways_free(BxWays *ways)
{
    if (!ways)
        return;
    g_free((double *)ways->measures.widths);
    g_array_free(ways->nodes, TRUE);
    g_array_free(ways->ranks, TRUE);
    g_free(ways);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxWays, ways_free)

/* The end node of least cost among those with so many lines, −1: any number; −1 where there is none. */
static int
cheapest_end(const BxWays *ways, int line)
{
    int best = -1;
    for (guint k = ways->first_of_end; k < ways->nodes->len; k++) {
        const Node *node = node_at(ways, (int)k);
        if ((line < 0 || node->line == line)
            && (best < 0 || node->cost < node_at(ways, best)->cost))
            best = (int)k;
    }
    return best;
}

static BxBreak
break_between(const BxWays *ways, const Node *from, const Node *to)
{
    return (BxBreak){.start = from->cell,
                     .end = to->cell,
                     .first = bx_seen_from(ways->shaped, from->cell),
                     .last = bx_seen_before(ways->shaped, to->cell),
                     .indent = from->line == 0 ? ways->shaped->setting.indent : 0,
                     .measure = bx_measure_of(&ways->measures, from->line)};
}

static BxBreaks *
walk_back(const BxWays *ways, int end)
{
    const Node *last = node_at(ways, end);
    BxBreaks *breaks = g_new0(BxBreaks, 1);
    breaks->lines = g_array_sized_new(FALSE, FALSE, sizeof(BxBreak), (guint)last->line);
    g_array_set_size(breaks->lines, (guint)last->line);
    breaks->cost = last->cost;
    breaks->is_overfull = last->overfull;
    if (last->prev < 0) { /* no cells: a blank line */
        const BxBreak blank = {.last = -1, .measure = bx_measure_of(&ways->measures, 0)};
        g_array_append_val(breaks->lines, blank);
    }
    for (const Node *node = last; node->prev >= 0; node = node_at(ways, node->prev))
        g_array_index(breaks->lines, BxBreak, node->line - 1) =
            break_between(ways, node_at(ways, node->prev), node);
    return breaks;
}

BxBreaks *
bx_choose_breaks(const BxShaped *shaped, const BxMeasures *measures, int looseness)
{
    g_autoptr(BxWays) ways = ways_new(shaped, measures, ABS(looseness));
    int best = cheapest_end(ways, -1);
    for (int wish = looseness; wish != 0; wish -= wish > 0 ? 1 : -1) {
        int end = cheapest_end(ways, node_at(ways, best)->line + wish);
        if (end >= 0)
            return walk_back(ways, end);
    }
    return walk_back(ways, best);
}

void
bx_breaks_free(BxBreaks *breaks)
{
    if (!breaks)
        return;
    g_array_free(breaks->lines, TRUE);
    g_free(breaks);
}

BxLineCounts *
bx_line_counts(const BxShaped *shaped, const BxMeasures *measures, int reach)
{
    BxLineCounts *counts = g_new0(BxLineCounts, 1);
    counts->counts = g_array_new(FALSE, FALSE, sizeof(BxLineCount));
    counts->ways = ways_new(shaped, measures, MAX(reach, 1));
    int natural = node_at(counts->ways, cheapest_end(counts->ways, -1))->line;
    for (int line = natural - reach; line <= natural + reach; line++) {
        int end = line < 0 ? -1 : cheapest_end(counts->ways, line);
        if (end < 0)
            continue;
        const Node *node = node_at(counts->ways, end);
        BxLineCount count = {node->line, node->cost, node->stretch_em, node->overfull};
        if (line == natural)
            counts->natural = (int)counts->counts->len;
        g_array_append_val(counts->counts, count);
    }
    return counts;
}

BxBreaks *
bx_break_into(const BxLineCounts *counts, int i)
{
    const BxLineCount *count = &g_array_index(counts->counts, BxLineCount, i);
    return walk_back(counts->ways, cheapest_end(counts->ways, count->n_lines));
}

void
bx_line_counts_free(BxLineCounts *counts)
{
    if (!counts)
        return;
    g_array_free(counts->counts, TRUE);
    ways_free(counts->ways);
    g_free(counts);
}
