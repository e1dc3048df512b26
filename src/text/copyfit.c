/* SPDX-License-Identifier: Apache-2.0 */
/* Copyfitting: dynamic programming over (item, place reached). What an item costs hangs only on where it
 * begins, so the cheapest way to each place is all that must be kept. */

#include "text/compose.h"
#include "text/flow.h"

#include "base/geometry.h"
#include "grid/settle.h"

#include <math.h>
#include <stdlib.h>

/* clang-format off */
/* Costs in units of JU-10: a line opened by 0.05 em a position is 17, by 0.1 em 70 (linebreak.c). */
#define ORPHAN_COST        45.0 /* PA-5: a first line alone at a column foot */
#define WIDOW_COST         60.0 /* PA-5: a last line alone at a column top */
#define JUMP_FACTOR        10.0 /* PA-5: neither at a jump */
#define FOOT_COST          70.0 /* PA-8: a blank row at the foot of a column that is not the last */
#define TWO_UNDER_COST      3.0 /* PA-6: at least two lines under a crosshead, better three */
#define ONE_ABOVE_COST     40.0 /* PA-7: one line above a crosshead, its column's first */
#define ONE_SHORT_COST     20.0 /* PA-8: the last column ends one line short … */
#define SHORT_COST         45.0 /* … and every further line … */
#define SHORT_MOST        200.0 /* … until it is a hole: no line is opened for it in vain */
/* clang-format on */

/* PA-6: lines of text that stay under a crosshead in its column. */
#define KEEP_UNDER 2
/* A crosshead needs room for as many characters; a figure may leave less. */
#define ROOM_LEAST_EM 5.0
/* Ways that end at so many different places are kept; copy is not stretched further than this. */
#define STATES_MOST 192

typedef struct {
    int at;         /* place that the next item may begin at */
    bool has_room;  /* the credit fits the last line */
    bool is_headed; /* a crosshead ends here: text must follow at once */
    int prev;       /* state before, −1: none */
    double cost;
    BxChoice choice; /* of the item that ends here */
} State;

typedef struct {
    const GPtrArray *items;
    const BxPlaces *places;
    double *widths;   /* of the places; one more for what is overset */
    GArray *states;   /* State */
    guint first;      /* states of the item in hand begin here */
    GHashTable *ends; /* place and room → state + 1, of the item in hand */
} Search;

static bool
is_place(const Search *search, int at)
{
    return at < search->places->n;
}

static int
run_end(const Search *search, int at)
{
    return is_place(search, at) ? search->places->places[at].run_end : G_MAXINT;
}

static int
n_overset(const Search *search, int start, int end)
{
    return MAX(0, end - MAX(start, search->places->n));
}

/* Keeps the cheapest way to each end. */
static void
offer(Search *search, const State *state)
{
    gpointer key = GINT_TO_POINTER(2 * state->at + state->has_room + 1);
    guint known = GPOINTER_TO_UINT(g_hash_table_lookup(search->ends, key));
    if (known == 0) {
        g_array_append_val(search->states, *state);
        g_hash_table_insert(search->ends, key, GUINT_TO_POINTER(search->states->len));
    } else if (state->cost < g_array_index(search->states, State, known - 1).cost) {
        g_array_index(search->states, State, known - 1) = *state;
    }
}

/* ---- paragraphs ---- */

typedef struct {
    double cost;
    int end;
    int last_cut; /* place of the last line before the last cut, −1: none */
    int before;   /* lines in the piece above that cut */
    bool is_widow;
} Placed;

static double
cost_of_cut(const Search *search, int above, int before, int left, bool is_first)
{
    const BxPlace *places = search->places->places;
    if (!is_place(search, above + 1))
        return 0;
    double cost = (is_first && before == 1 ? ORPHAN_COST : 0) + (left == 1 ? WIDOW_COST : 0);
    return places[above].part == places[above + 1].part ? cost : JUMP_FACTOR * cost;
}

/* n lines from a place on; `skipped` stays blank. */
static Placed
place_lines(const Search *search, int start, int n, int skipped)
{
    Placed placed = {.end = start, .last_cut = -1};
    bool is_first = true;
    for (int left = n; left > 0;) {
        int end = run_end(search, placed.end);
        int room = end - placed.end - (skipped >= placed.end && skipped < end);
        int piece = MIN(left, room);
        left -= piece;
        placed.end += piece;
        if (left > 0) {
            placed.last_cut = end - 1;
            placed.before = piece;
            placed.is_widow = left == 1 && is_place(search, end);
            placed.cost += cost_of_cut(search, end - 1, piece, left, is_first);
            placed.end = end;
        }
        is_first = false;
    }
    if (skipped >= 0)
        placed.cost += FOOT_COST;
    placed.cost += BX_OVERSET_COST * n_overset(search, start, placed.end);
    return placed;
}

static BxMeasures
measures_from(const Search *search, int start, const BxParagraph *paragraph)
{
    int from = MIN(start, search->places->n);
    int most = (int)paragraph->shaped->cells->len + 1;
    return (BxMeasures){search->widths + from, MIN(most, search->places->n - from + 1)};
}

/* EL-3: whether a credit of `width` points fits beside the last line of a way. */
static bool
has_room_for(const BxFlowItem *item, const BxBreaks *breaks, double width)
{
    const BxBreak *line = &g_array_index(breaks->lines, BxBreak, breaks->lines->len - 1);
    const BxLineFit fit = bx_fit_line(item->paragraph->shaped, line->first, line->last);
    return line->measure - line->indent - fit.natural >= width;
}

/* Leaving out a place moves the lines after it: only where all of them are of one width. */
static bool
may_skip(const Search *search, int at, int lines_after)
{
    for (int i = at; i < at + lines_after; i++)
        if (!is_place(search, i + 1) || fabs(search->widths[i] - search->widths[i + 1]) > BX_EPS_PT)
            return false;
    return true;
}

/* What a transition needs to know of the state it begins at. */
typedef struct {
    int index; /* in search->states */
    State state;
    guint number; /* of the item */
    const BxFlowItem *item;
    const BxFlowItem *credit; /* that follows the item, NULL: none */
} Step;

static void
offer_way(Search *search, const Step *step, BxWaySet *set, int index, int start, double cost)
{
    const BxWay *way = &g_array_index(set->ways, BxWay, index);
    State next = {.prev = step->index,
                  .choice = {.start = start, .n = way->n_lines, .skipped = -1, index, set}};
    next.has_room =
        step->credit
        && has_room_for(step->item, bx_way_breaks(set, index), step->credit->credit_width);
    double base = step->state.cost + cost + way->cost;
    Placed placed = place_lines(search, start, way->n_lines, -1);
    next.at = placed.end;
    next.cost = base + placed.cost;
    offer(search, &next);
    if (!placed.is_widow || placed.before < 2 || !may_skip(search, placed.last_cut, 1))
        return;
    next.choice.skipped = placed.last_cut;
    placed = place_lines(search, start, way->n_lines, next.choice.skipped);
    next.at = placed.end;
    next.cost = base + placed.cost;
    offer(search, &next);
}

static void
extend_lines(Search *search, const Step *step)
{
    int at = step->state.at, room = run_end(search, at) - at;
    bool may_move = room == 1 && !step->state.is_headed; /* to the next column's top */
    for (int start = at; start <= at + may_move; start++) {
        const BxMeasures measures = measures_from(search, start, step->item->paragraph);
        BxWaySet *set = bx_ways_lookup(step->item->ways, &measures);
        for (guint i = 0; i < set->ways->len; i++)
            offer_way(search, step, set, (int)i, start, (start - at) * FOOT_COST);
    }
}

static void
extend_credit(Search *search, const Step *step)
{
    bool shares = step->state.has_room;
    int start = step->state.at, line = shares ? start - 1 : start;
    const BxMeasures measures = measures_from(search, MAX(0, line), step->item->paragraph);
    BxWaySet *set = bx_ways_lookup(step->item->ways, &measures);
    const BxWay *way = &g_array_index(set->ways, BxWay, 0);
    State next = {.prev = step->index,
                  .at = start + (shares ? 0 : way->n_lines),
                  .choice = {start, shares ? 0 : way->n_lines, -1, 0, set}};
    bool is_alone = !shares && is_place(search, start) && search->places->places[start].above == 0;
    next.cost = step->state.cost + (is_alone ? WIDOW_COST : 0)
                + BX_OVERSET_COST * n_overset(search, start, next.at);
    offer(search, &next);
}

/* ---- blocks of rows ---- */

int
bx_flow_rows(const BxFlowItem *item, double width)
{
    return item->crosshead ? bx_crosshead_rows(item->crosshead, width) : item->rows;
}

/* PA-6: rows that must follow item i in its column: two lines of text, below any lower crosshead. */
static int
rows_under(const Search *search, const Step *step, double width)
{
    int rows = 0;
    for (guint k = step->number + 1; step->item->crosshead && k < search->items->len; k++) {
        const BxFlowItem *next = g_ptr_array_index(search->items, k);
        if (next->rows == 0)
            return rows + KEEP_UNDER;
        rows += bx_flow_rows(next, width);
    }
    return 0; /* it heads nothing */
}

/* A block of rows as it would stand at a place. */
typedef struct {
    int natural; /* rows that it needs there */
    int keep;    /* rows under it that stay with it */
    bool fits;
} Block;

/* The lines of a block are as wide as all its rows allow; beside a figure it may need more of them. */
static Block
block_at(const Search *search, const Step *step, int at, int more)
{
    const BxPlaces *places = search->places;
    double start = 0, end = 0,
           em = step->item->crosshead ? step->item->paragraph->shaped->setting.em : 0;
    Block block = {.natural = step->item->rows};
    for (int rows = 0; rows < block.natural;) {
        rows = block.natural;
        bx_common_room(places, at, rows + more, &start, &end);
        block.natural = MAX(rows, bx_flow_rows(step->item, MAX(end - start, ROOM_LEAST_EM * em)));
    }
    block.keep = rows_under(search, step, end - start);
    int room = places->places[at].run_end - at;
    block.fits = end - start >= ROOM_LEAST_EM * em && room >= block.natural + more + block.keep;
    return block;
}

/* The block with `more` rows than it needs, at the first place from the state's on that has room for it. */
static void
offer_rows(Search *search, const Step *step, int more)
{
    const BxPlace *places = search->places->places;
    double cost = step->state.cost + BX_ROW_COST * more;
    int at = step->state.at;
    Block block = {.natural = step->item->rows};
    while (is_place(search, at)) {
        block = block_at(search, step, at, more);
        if (block.fits)
            break;
        bool may_fit = places[at].run_end - at > block.natural + more + block.keep;
        int next = may_fit ? at + 1 : places[at].run_end;
        cost += FOOT_COST * (next - at);
        at = next;
    }
    int rows = block.natural + more;
    if (is_place(search, at)) {
        cost += places[at].above == 1 ? ONE_ABOVE_COST : 0;
        cost += block.keep > 0 && places[at].run_end - at - rows == block.keep ? TWO_UNDER_COST : 0;
    }
    State next = {.at = at + rows,
                  .prev = step->index,
                  .is_headed = block.keep > 0,
                  .cost = cost + BX_OVERSET_COST * n_overset(search, at, at + rows),
                  .choice = {.start = at, .n = rows, .skipped = -1, .natural = block.natural}};
    offer(search, &next);
}

static void
extend_rows(Search *search, const Step *step)
{
    int at = step->state.at;
    bool is_top = is_place(search, at) && search->places->places[at].above == 0;
    if (!step->item->crosshead && is_top) { /* a blank at a column top separates nothing */
        State next = {.at = at,
                      .prev = step->index,
                      .cost = step->state.cost,
                      .choice = {.start = at, .skipped = -1}};
        offer(search, &next);
        return;
    }
    for (int more = 0; more <= step->item->rows_most - step->item->rows; more++)
        offer_rows(search, step, more);
}

/* ---- the search ---- */

static int
compare_states(const void *a, const void *b)
{
    const State *one = a, *other = b;
    if (one->cost != other->cost)
        return one->cost < other->cost ? -1 : 1;
    return one->at != other->at ? one->at - other->at : one->has_room - other->has_room;
}

static void
prune(Search *search)
{
    guint n = search->states->len - search->first;
    if (n <= STATES_MOST)
        return;
    qsort(&g_array_index(search->states, State, search->first), n, sizeof(State), compare_states);
    g_array_set_size(search->states, search->first + STATES_MOST);
}

static const BxFlowItem *
credit_after(const Search *search, guint i)
{
    const BxFlowItem *next =
        i + 1 < search->items->len ? g_ptr_array_index(search->items, i + 1) : NULL;
    return next && next->is_credit ? next : NULL;
}

static void
extend_item(Search *search, guint i)
{
    const BxFlowItem *item = g_ptr_array_index(search->items, i);
    guint before = search->first, end = search->states->len;
    search->first = end;
    g_hash_table_remove_all(search->ends);
    for (guint k = before; k < end; k++) {
        Step step = {(int)k, g_array_index(search->states, State, k), i, item,
                     credit_after(search, i)};
        if (item->rows > 0)
            extend_rows(search, &step);
        else if (item->is_credit)
            extend_credit(search, &step);
        else
            extend_lines(search, &step);
    }
    prune(search);
}

double
bx_cost_of_short(int n_short)
{
    return n_short <= 0 ? 0 : MIN(ONE_SHORT_COST + (n_short - 1) * SHORT_COST, SHORT_MOST);
}

static int
best_end(const Search *search, double *cost)
{
    int best = -1;
    *cost = 0;
    for (guint k = search->first; k < search->states->len; k++) {
        const State *state = &g_array_index(search->states, State, k);
        double total = state->cost + bx_cost_of_short(search->places->n - state->at);
        if (best < 0 || total < *cost) {
            best = (int)k;
            *cost = total;
        }
    }
    return best;
}

static double *
find_widths(const BxPlaces *places, const GPtrArray *items)
{
    double *widths = g_new(double, places->n + 1);
    for (int i = 0; i < places->n; i++)
        widths[i] = places->places[i].width;
    /* overset: as the last place; without any, twenty characters to a line */
    double em = 1;
    for (guint i = 0; i < items->len; i++) {
        const BxFlowItem *item = g_ptr_array_index(items, i);
        em = item->paragraph ? item->paragraph->shaped->setting.em : em;
    }
    widths[places->n] = places->n > 0 ? widths[places->n - 1] : 20 * em;
    return widths;
}

double
bx_copyfit(const GPtrArray *items, const BxPlaces *places, BxChoice *choices)
{
    g_autofree double *widths = find_widths(places, items);
    g_autoptr(GHashTable) ends = g_hash_table_new(NULL, NULL);
    Search search = {.items = items,
                     .places = places,
                     .widths = widths,
                     .ends = ends,
                     .states = g_array_new(FALSE, FALSE, sizeof(State))};
    const State root = {.prev = -1};
    g_array_append_val(search.states, root);
    g_autofree int *order = g_new(int, items->len + 1);
    int n = 0;
    for (guint i = 0; i < items->len; i++)
        if (((const BxFlowItem *)g_ptr_array_index(items, i))->jump_part < 0) {
            extend_item(&search, i);
            order[n++] = (int)i;
        }
    double cost;
    for (int k = best_end(&search, &cost); n > 0;) {
        const State *state = &g_array_index(search.states, State, k);
        choices[order[--n]] = state->choice;
        k = state->prev;
    }
    g_array_free(search.states, TRUE);
    return cost;
}
