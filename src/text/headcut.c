/* SPDX-License-Identifier: Apache-2.0 */
/* Head cuts by dynamic programming: the cheapest cut into 1, 2, 3 … lines; the number of lines is
 * what lets the head come out largest. */

#include "text/headcut.h"

#include "text/phrase.h"

#include <math.h>

/* A line fewer is worth a size smaller by this factor: a head in one line of 85 % beats two lines. */
#define SIZE_PER_LINE 0.82
/* Of a break, in the unit of lengths below: words count before lengths do (HD-6). */
#define PHRASE_WEIGHT 0.3
/* HD-7: no line of one or two characters. */
#define SHORT_LINE_EM 2.5
#define SHORT_LINE_COST 120.0
/* HD-1: an em beyond what the span holds at the smallest size. */
#define OVER_COST 500.0
/* HD-7: of two lines the lower is the shorter, of three the middle may be. */
#define LOWER_LONGER_COST 1.0
#define MIDDLE_SHORTER_SHARE 0.5
/* Beyond these a head is cut where the author cut it and nowhere else: nobody writes such heads, and
 * they are reported. */
#define SEARCH_MAX_CELLS 400
#define SEARCH_MAX_LINES 12
#define MAX_LINES 4 /* where the style names no limit */

static const BxShaped *
shaped_of(const BxHead *head)
{
    return head->paragraph->shaped;
}

static int
n_cells(const BxHead *head)
{
    return (int)shaped_of(head)->cells->len;
}

static BxBreak
line_between(const BxHead *head, int start, int end)
{
    return (BxBreak){.start = start,
                     .end = end,
                     .first = bx_seen_from(shaped_of(head), start),
                     .last = bx_seen_before(shaped_of(head), end),
                     .measure = head->width};
}

static double
width_between(const BxHead *head, int start, int end)
{
    BxBreak line = line_between(head, start, end);
    double inset = start > 0 ? head->inset : 0;
    return inset + bx_fit_line(shaped_of(head), line.first, line.last).natural;
}

static int
start_of(const BxHeadCut *cut, int line)
{
    return line ? g_array_index(cut->ends, int, line - 1) : 0;
}

static int
end_of(const BxHeadCut *cut, int line)
{
    return g_array_index(cut->ends, int, line);
}

BxBreak
bx_cut_line(const BxHead *head, const BxHeadCut *cut, int line)
{
    return line_between(head, start_of(cut, line), end_of(cut, line));
}

double
bx_cut_width(const BxHead *head, const BxHeadCut *cut, int line)
{
    return width_between(head, start_of(cut, line), end_of(cut, line));
}

int
bx_cut_places(const BxHead *head, const BxHeadCut *cut, int line)
{
    BxBreak range = bx_cut_line(head, cut, line);
    int n = 0;
    for (int i = range.first; i < range.last; i++)
        n += !bx_cell(shaped_of(head), i + 1)->joined;
    return n;
}

double
bx_cut_size(const BxHead *head, const BxHeadCut *cut, double tracking)
{
    double size = head->largest;
    for (int i = 0; i < (int)cut->ends->len; i++) {
        double em =
            bx_cut_width(head, cut, i) / head->largest + tracking * bx_cut_places(head, cut, i);
        if (em > 0)
            size = MIN(size, head->width / em);
    }
    return size;
}

/* ---- one cut ---- */

typedef struct {
    const BxHead *head;
    int n_lines;
    bool only_pauses; /* breaks only where the author broke or paused */
    double mean;      /* em of a line, were all alike */
    double
        *costs; /* (n_lines + 1) × (n + 1): of the cheapest way into so many lines up to a cell */
    int *from;  /* … and where its last line begins */
} Search;

static bool
is_must(const BxHead *head, int end)
{
    return shaped_of(head)->breaks[end - 1] == BX_BREAK_MUST;
}

static bool
may_end(const Search *search, int end)
{
    const BxHead *head = search->head;
    if (end == n_cells(head) || is_must(head, end))
        return true;
    if (shaped_of(head)->breaks[end - 1] == BX_BREAK_NEVER
        || head->costs[end - 1] == BX_PHRASE_NEVER)
        return false;
    return !search->only_pauses || head->costs[end - 1] == BX_PHRASE_BREAK;
}

static double
cost_of_line(const Search *search, int line, int start, int end)
{
    const BxHead *head = search->head;
    double em = width_between(head, start, end) / head->largest, off = em - search->mean;
    double over = em - head->width / head->smallest;
    bool is_middle = search->n_lines == 3 && line == 1;
    double cost = off * off * (is_middle && off < 0 ? MIDDLE_SHORTER_SHARE : 1);
    if (!head->is_label && search->n_lines > 1
        && em < SHORT_LINE_EM + (start > 0 ? head->inset / head->largest : 0))
        cost += SHORT_LINE_COST;
    if (over > 0)
        cost += OVER_COST * over;
    if (search->n_lines == 2 && line == 1
        && em > width_between(head, 0, start) / head->largest + 0.5)
        cost += LOWER_LONGER_COST;
    if (end < n_cells(head) && !is_must(head, end))
        cost += PHRASE_WEIGHT * head->costs[end - 1];
    return cost;
}

static void
end_line(Search *search, int line, int end)
{
    int n = n_cells(search->head);
    double *best = &search->costs[(line + 1) * (n + 1) + end];
    for (int start = end - 1; start >= line; start--) {
        double before = search->costs[line * (n + 1) + start];
        if (isfinite(before)) {
            double cost = before + cost_of_line(search, line, start, end);
            if (cost < *best) {
                *best = cost;
                search->from[(line + 1) * (n + 1) + end] = start;
            }
        }
        if (start > 0 && is_must(search->head, start)) /* no line goes over the author's break */
            return;
    }
}

static BxHeadCut *
walk_back(const Search *search)
{
    int n = n_cells(search->head);
    BxHeadCut *cut = g_new0(BxHeadCut, 1);
    cut->ends = g_array_new(FALSE, FALSE, sizeof(int));
    g_array_set_size(cut->ends, (guint)search->n_lines);
    cut->cost = search->costs[search->n_lines * (n + 1) + n];
    cut->is_asked = search->only_pauses;
    for (int line = search->n_lines, end = n; line > 0; line--) {
        g_array_index(cut->ends, int, line - 1) = end;
        end = search->from[line * (n + 1) + end];
    }
    return cut;
}

/* The cheapest cut into so many lines; NULL: there is none. */
static BxHeadCut *
cut_into(const BxHead *head, int n_lines, bool only_pauses)
{
    int n = n_cells(head);
    size_t size = (size_t)(n_lines + 1) * (size_t)(n + 1);
    g_autofree double *costs = g_new(double, size);
    g_autofree int *from = g_new0(int, size);
    Search search = {.head = head,
                     .n_lines = n_lines,
                     .only_pauses = only_pauses,
                     .mean = (width_between(head, 0, n) + (n_lines - 1) * head->inset)
                             / head->largest / n_lines,
                     .costs = costs,
                     .from = from};
    for (size_t i = 0; i < size; i++)
        costs[i] = HUGE_VAL;
    costs[0] = 0;
    for (int line = 0; line < n_lines; line++)
        for (int end = line + 1; end <= n; end++)
            if ((end == n) == (line == n_lines - 1) && may_end(&search, end))
                end_line(&search, line, end);
    return isfinite(costs[(size_t)n_lines * (size_t)(n + 1) + (size_t)n]) ? walk_back(&search)
                                                                          : NULL;
}

/* ---- the number of lines ---- */

static void
find_costs(BxHead *head)
{
    if (head->costs)
        return;
    const BxPrepared *prepared = head->paragraph->prepared;
    g_autofree uint8_t *by_char = bx_phrase_costs(prepared->chars, prepared->n, head->lists);
    head->costs = g_new0(uint8_t, n_cells(head) + 1);
    for (int i = 0; i < n_cells(head); i++) {
        const BxCell *cell = bx_cell(shaped_of(head), i);
        head->costs[i] = by_char[cell->start_char + cell->n_chars - 1];
    }
}

static bool
fits(const BxHead *head, const BxHeadCut *cut)
{
    double least = MIN(0, head->style->tracking_min);
    return bx_cut_size(head, cut, least) >= head->smallest - 1e-6;
}

/* What a cut is worth: the size it lets the head have, less for every line. */
static double
worth_of(const BxHead *head, const BxHeadCut *cut)
{
    return bx_cut_size(head, cut, 0) * pow(SIZE_PER_LINE, cut->ends->len - 1.0);
}

/* HD-6: pauses of the author win where the head fits so. */
static BxHeadCut *
best_into(BxHead *head, int n_lines)
{
    if (n_lines > 1)
        find_costs(head);
    g_autoptr(BxHeadCut) asked = cut_into(head, n_lines, true);
    if (head->only_pauses || (asked && fits(head, asked)))
        return g_steal_pointer(&asked);
    BxHeadCut *cut = cut_into(head, n_lines, false);
    return cut ? cut : g_steal_pointer(&asked);
}

/* The author's lines. */
static BxHeadCut *
cut_at_musts(const BxHead *head)
{
    BxHeadCut *cut = g_new0(BxHeadCut, 1);
    cut->ends = g_array_new(FALSE, FALSE, sizeof(int));
    cut->is_asked = true;
    for (int i = 1; i <= n_cells(head); i++)
        if (is_must(head, i))
            g_array_append_val(cut->ends, i);
    return cut;
}

/* Whether the cut is to be taken instead of the best one so far. */
static bool
is_better(const BxHead *head, const BxHeadCut *cut, const BxHeadCut *best)
{
    bool it_fits = fits(head, cut), best_fits = fits(head, best);
    if (it_fits != best_fits)
        return it_fits;
    return worth_of(head, cut) > worth_of(head, best);
}

static BxHeadCut *
best_cut(BxHead *head)
{
    g_autoptr(BxHeadCut) asked = cut_at_musts(head);
    int least = (int)asked->ends->len;
    int most = MAX(least, head->style->max_lines > 0 ? head->style->max_lines : MAX_LINES);
    if (n_cells(head) > SEARCH_MAX_CELLS || least > SEARCH_MAX_LINES)
        return g_steal_pointer(&asked);
    g_autoptr(BxHeadCut) best = NULL;
    for (int lines = least; lines <= most && lines <= n_cells(head); lines++) {
        g_autoptr(BxHeadCut) cut = best_into(head, lines);
        if (!cut)
            continue;
        if (!best || is_better(head, cut, best)) {
            g_clear_pointer(&best, bx_head_cut_free);
            best = g_steal_pointer(&cut);
        }
        /* the author's lines, if they fit, or one line that two could not beat */
        bool is_enough =
            lines == 1 ? worth_of(head, best) >= head->largest * SIZE_PER_LINE : least > 1;
        if (fits(head, best) && is_enough)
            break;
    }
    return best ? g_steal_pointer(&best) : g_steal_pointer(&asked);
}

BxHeadCut *
bx_choose_cut(BxHead *head)
{
    BxHeadCut *cut = best_cut(head);
    g_clear_pointer(&head->costs, g_free);
    return cut;
}

void
bx_head_cut_free(BxHeadCut *cut)
{
    if (!cut)
        return;
    g_array_free(cut->ends, TRUE);
    g_free(cut);
}
