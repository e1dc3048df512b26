/* SPDX-License-Identifier: Apache-2.0 */
/* A page can be cut in several orders to the same end; only one of them is looked at: of pieces in a row the
 * last is cut off last. The second half of a cut is therefore never cut the same way itself. Nothing dearer
 * comes of it: PG-9 costs least so, and nothing else depends on the order of cuts. */
#include "makeup/bounds.h"

#include <string.h>

/* Parts: the looks themselves, and the least of some of them in one place of a cut. */
enum {
    ANY_FREE = BX_N_LOOKS, /* as left or upper half, the corner free … */
    ANY_REACH,             /* … or not; a full cut above it counted */
    RIGHT_FREE,            /* as right half */
    RIGHT_REACH,
    LOWER, /* as lower half */
    N_PARTS
};
enum { SINGLE, BESIDE, ABOVE };

#define LOOKS_FREE 0x15
#define LOOKS_REACH 0x2a
#define LOOKS_BESIDE (3 << BX_LOOK(BESIDE, 0))
#define LOOKS_ABOVE (3 << BX_LOOK(ABOVE, 0))

typedef struct {
    BxBounds *bounds;
    const BxJoining *joining;
    int16_t *costs[BX_N_LOOKS]; /* of the set and columns in work, by rows */
} Bounding;

static int
depth_of(const BxWindow *window)
{
    return window->high - window->low + 1;
}

/* A part's costs by rows from window->low. */
static const int16_t *
part_of(const BxBounds *bounds, const BxWindow *window, int part)
{
    const int16_t *all = (const int16_t *)(const void *)bounds->inside->data;
    return all + window->inside + part * depth_of(window);
}

static int16_t *
part_in_work(const BxBounds *bounds, const BxWindow *window, int part)
{
    return (int16_t *)part_of(bounds, window, part);
}

static bool
is_filled_by(const BxBounds *bounds, BxStorySet set, int columns)
{
    return bounds->filled[set] >> columns & 1u;
}

/* ---- inside ---- */

/* costs[i] = min(costs[i], base + more[i]): the innermost loop of all. */
static void
take_least(int16_t *costs, const int16_t *more, int n, int base)
{
    for (int i = 0; i < n; i++) {
        int16_t sum = (int16_t)(more[i] + base);
        costs[i] = sum < costs[i] ? sum : costs[i];
    }
}

static void
take_least_of_two(int16_t *costs, const int16_t *one, const int16_t *other, int n, int base)
{
    for (int i = 0; i < n; i++) {
        int16_t sum = (int16_t)(one[i] + other[i] + base);
        costs[i] = sum < costs[i] ? sum : costs[i];
    }
}

typedef struct {
    BxStorySet a, b;
    int columns;
    BxTenths order;
    BxTenths meet; /* what heads cost that meet at the top; BX_TENTHS_NONE: they must not */
} Halves;

static Halves
halves_of(const BxJoining *joining, BxStorySet a, BxStorySet b, int columns)
{
    return (Halves){a, b, columns, bx_order_cost(joining, a, b), bx_meeting_cost(joining, a, b)};
}

/* Rows first … last of both halves beside each other, at `base`. */
static void
fill_rows_beside(const Bounding *bounding, const BxWindow *one, const BxWindow *other,
                 const Halves *halves, int first, int last, int base)
{
    const BxBounds *bounds = bounding->bounds;
    if (last < first)
        return;
    int ours = first - one->low, theirs = first - other->low, n = last - first + 1;
    for (int reach = 0; reach < 2; reach++) {
        int16_t *costs = bounding->costs[BX_LOOK(BESIDE, reach)] + first;
        const int16_t *right = part_of(bounds, other, RIGHT_FREE + reach) + theirs;
        take_least_of_two(costs, part_of(bounds, one, ANY_FREE) + ours, right, n, base);
        if (halves->meet < BX_TENTHS_NONE)
            take_least_of_two(costs, part_of(bounds, one, ANY_REACH) + ours, right, n,
                              base + halves->meet);
    }
}

static void
fill_beside(const Bounding *bounding, const Halves *halves)
{
    const BxBounds *bounds = bounding->bounds;
    int through = bounding->joining->gutter_most;
    for (int k = 1; k < halves->columns; k++) {
        if (!is_filled_by(bounds, halves->a, k)
            || !is_filled_by(bounds, halves->b, halves->columns - k))
            continue;
        const BxWindow *one = bx_bounds_window(bounds, halves->a, k),
                       *other = bx_bounds_window(bounds, halves->b, halves->columns - k);
        int first = MAX(one->low, other->low), last = MIN(one->high, other->high);
        fill_rows_beside(bounding, one, other, halves, first, MIN(last, through), halves->order);
        fill_rows_beside(bounding, one, other, halves, MAX(first, through + 1), last,
                         halves->order + BX_GUTTER_COST);
    }
}

static void
fill_above(const Bounding *bounding, const Halves *halves)
{
    const BxBounds *bounds = bounding->bounds;
    if (!is_filled_by(bounds, halves->a, halves->columns)
        || !is_filled_by(bounds, halves->b, halves->columns))
        return;
    const BxWindow *one = bx_bounds_window(bounds, halves->a, halves->columns),
                   *other = bx_bounds_window(bounds, halves->b, halves->columns);
    const int16_t *lower = part_of(bounds, other, LOWER);
    for (int reach = 0; reach < 2; reach++) {
        const int16_t *upper = part_of(bounds, one, ANY_FREE + reach);
        int16_t *costs = bounding->costs[BX_LOOK(ABOVE, reach)];
        for (int rows = one->low; rows <= one->high; rows++) {
            int top = rows + BX_STACK_GAP + other->low, cost = upper[rows - one->low];
            int n = MIN(depth_of(other), bounds->rows - top + 1);
            if (cost < BX_TENTHS_NONE && n > 0)
                take_least(costs + top, lower, n, cost + halves->order);
        }
    }
}

static bool
is_filled(const Bounding *bounding, int rows)
{
    for (int look = 0; look < BX_N_LOOKS; look++)
        if (bounding->costs[look][rows] < BX_TENTHS_NONE)
            return true;
    return false;
}

static void
put_least(int16_t *into, const int16_t *one, const int16_t *other, int n, int more)
{
    for (int i = 0; i < n; i++)
        into[i] = (int16_t)MIN(one[i], other[i] + more);
}

/* The parts that are the least of several looks. */
static void
put_parts(const BxBounds *bounds, const BxWindow *window, int columns)
{
    const int16_t *looks = part_of(bounds, window, 0);
    int n = depth_of(window), cut = columns == bounds->columns ? BX_CUT_COST : 0;
    for (int reach = 0; reach < 2; reach++) {
        const int16_t *single = looks + n * BX_LOOK(SINGLE, reach),
                      *beside = looks + n * BX_LOOK(BESIDE, reach),
                      *above = looks + n * BX_LOOK(ABOVE, reach);
        int16_t *any = part_in_work(bounds, window, ANY_FREE + reach);
        put_least(any, single, beside, n, 0);
        put_least(any, any, above, n, cut);
        put_least(part_in_work(bounds, window, RIGHT_FREE + reach), single, above, n, 0);
        int16_t *lower = part_in_work(bounds, window, LOWER);
        put_least(lower, reach ? lower : single, single, n, 0);
        put_least(lower, lower, beside, n, 0);
    }
}

/* Nothing stands beside what has all columns: no head reaches a corner that matters. */
static void
forget_reach(const Bounding *bounding)
{
    for (int look = 0; look < BX_N_LOOKS; look += 2)
        for (int rows = 0; rows <= bounding->bounds->rows; rows++) {
            int16_t *free = &bounding->costs[look][rows], *reach = &bounding->costs[look + 1][rows];
            *free = MIN(*free, *reach);
            *reach = BX_TENTHS_NONE;
        }
}

/* Keeps what is in work, and makes room for the next. */
static bool
put_window(const Bounding *bounding, BxStorySet set, int columns)
{
    BxBounds *bounds = bounding->bounds;
    BxWindow window = {0, bounds->rows, bounds->inside->len, 0};
    if (columns == bounds->columns)
        forget_reach(bounding);
    while (window.low <= window.high && !is_filled(bounding, window.low))
        window.low++;
    while (window.high >= window.low && !is_filled(bounding, window.high))
        window.high--;
    bounds->windows[(int)set * bounds->columns + columns - 1] = window;
    int n = depth_of(&window);
    if (n == 0)
        return true;
    bounds->filled[set] |= 1u << columns;
    if (bounds->inside->len / N_PARTS + (guint)n > BX_CELLS_MOST)
        return false;
    g_array_set_size(bounds->inside, bounds->inside->len + (guint)(n * N_PARTS));
    for (int look = 0; look < BX_N_LOOKS; look++) {
        memcpy(part_in_work(bounds, &window, look), bounding->costs[look] + window.low,
               (gsize)n * sizeof(int16_t));
        for (int i = 0; i < n; i++)
            bounding->costs[look][window.low + i] = BX_TENTHS_NONE;
    }
    put_parts(bounds, &window, columns);
    return true;
}

static void
fill_story(const Bounding *bounding, int story, int columns, const int16_t *cheapest)
{
    const BxBounds *bounds = bounding->bounds;
    for (int rows = 0; rows <= bounds->rows; rows++)
        for (int reach = 0; reach < 2; reach++) {
            int at = (story * bounds->columns + columns - 1) * (bounds->rows + 1) + rows;
            bounding->costs[BX_LOOK(SINGLE, reach)][rows] = cheapest[2 * at + reach];
        }
}

static bool
fill_set(const Bounding *bounding, BxStorySet set, const int16_t *cheapest)
{
    for (int k = 1; k <= bounding->bounds->columns; k++) {
        if ((set & (set - 1)) == 0)
            fill_story(bounding, g_bit_nth_lsf(set, -1), k, cheapest);
        BX_EACH_DIVISION(set, a, b)
        {
            const Halves halves = halves_of(bounding->joining, a, b, k);
            fill_beside(bounding, &halves);
            fill_above(bounding, &halves);
        }
        if (!put_window(bounding, set, k))
            return false;
    }
    return true;
}

BxBounds *
bx_bounds_new(const BxJoining *joining, const int16_t *cheapest)
{
    const BxSearchAsk *ask = joining->ask;
    BxBounds *bounds = g_new0(BxBounds, 1);
    bounds->n = (int)ask->measured->len;
    bounds->columns = ask->columns;
    bounds->rows = ask->rows;
    gsize n_sets = (gsize)1 << bounds->n;
    bounds->windows = g_new0(BxWindow, n_sets * (gsize)bounds->columns);
    bounds->filled = g_new0(uint32_t, n_sets);
    bounds->inside = g_array_new(FALSE, FALSE, sizeof(int16_t));
    bounds->outside = g_array_new(FALSE, FALSE, sizeof(int16_t));
    Bounding bounding = {bounds, joining, {NULL}};
    gsize n_costs = (gsize)(ask->rows + 1);
    g_autofree int16_t *costs = g_new(int16_t, n_costs * BX_N_LOOKS);
    for (gsize i = 0; i < n_costs * BX_N_LOOKS; i++)
        costs[i] = BX_TENTHS_NONE;
    for (int look = 0; look < BX_N_LOOKS; look++)
        bounding.costs[look] = costs + (gsize)look * n_costs;
    for (BxStorySet set = 1; set < n_sets; set++)
        if (!fill_set(&bounding, set, cheapest)) {
            bx_bounds_free(bounds);
            return NULL;
        }
    return bounds;
}

BxTenths
bx_bounds_least(const BxBounds *bounds, BxStorySet set, int columns, int rows)
{
    const BxWindow *window = bx_bounds_window(bounds, set, columns);
    BxTenths least = BX_TENTHS_NONE;
    for (int look = 0; look < BX_N_LOOKS && window->low <= rows && rows <= window->high; look++)
        least = MIN(least, part_of(bounds, window, look)[rows - window->low]);
    return least;
}

/* ---- outside ---- */

static void
clear_window(const BxBounds *bounds, BxWindow *window)
{
    guint n = (guint)(depth_of(window) * BX_N_SIDES * BX_N_LOOKS), at = bounds->outside->len;
    window->outside = at + 1;
    g_array_set_size(bounds->outside, at + n);
    for (guint i = at; i < at + n; i++)
        g_array_index(bounds->outside, int16_t, i) = BX_TENTHS_NONE;
}

/* Lowers the outside of the looks of `mask` in a cell. Where nothing stands at the right, no head reaches. */
static void
lower(const BxBounds *bounds, BxWindow *window, int rows, int side, int mask, int cost)
{
    if (!window->outside)
        clear_window(bounds, window);
    int16_t *outside = bx_bounds_outside(bounds, window, rows, side);
    mask = side & BX_OPEN_RIGHT ? mask : (mask | mask >> 1) & LOOKS_FREE;
    for (int look = 0; look < BX_N_LOOKS; look++)
        if ((mask & 1 << look) && cost < outside[look])
            outside[look] = (int16_t)cost;
}

/* A part of a rectangle at some depth; where nothing stands at the right, the least of it and the next, which
 * is the same with a head that reaches. */
static int
least_of(const BxBounds *bounds, const BxWindow *window, int part, int rows, int side)
{
    const int16_t *costs = part_of(bounds, window, part) + (rows - window->low);
    return side & BX_OPEN_RIGHT ? costs[0] : MIN(costs[0], costs[depth_of(window)]);
}

typedef struct {
    const BxBounds *bounds;
    const BxJoining *joining;
    BxTenths most;
    /* the rectangle that is divided */
    int rows, side;
    bool is_wide; /* it has all columns */
    int outside[BX_N_LOOKS];
    bool is_live[BX_N_LOOKS]; /* looks that a page of at most `most` could have */
} Spreading;

static int
n_reaches(const Spreading *spreading)
{
    return spreading->side & BX_OPEN_RIGHT ? 2 : 1;
}

static bool
has_rows(const BxWindow *window, int rows)
{
    return window->low <= rows && rows <= window->high;
}

static void
spread_beside(const Spreading *spreading, const Halves *halves, int k)
{
    const BxBounds *bounds = spreading->bounds;
    BxWindow *one = bx_bounds_window(bounds, halves->a, k),
             *other = bx_bounds_window(bounds, halves->b, halves->columns - k);
    int rows = spreading->rows, side = spreading->side;
    if (!has_rows(one, rows) || !has_rows(other, rows))
        return;
    int gutter = rows > spreading->joining->gutter_most ? BX_GUTTER_COST : 0;
    int free = least_of(bounds, one, ANY_FREE, rows, BX_OPEN_RIGHT),
        reach = least_of(bounds, one, ANY_REACH, rows, BX_OPEN_RIGHT) + halves->meet;
    for (int r = 0; r < n_reaches(spreading); r++) {
        int right = least_of(bounds, other, RIGHT_FREE + r, rows, side);
        int base = spreading->outside[BX_LOOK(BESIDE, r)] + halves->order + gutter;
        if (!spreading->is_live[BX_LOOK(BESIDE, r)]
            || base + right + MIN(free, reach) > spreading->most)
            continue;
        int left_side = side | BX_OPEN_RIGHT, right_side = side | BX_OPEN_LEFT;
        lower(bounds, one, rows, left_side, LOOKS_FREE, base + right);
        if (halves->meet < BX_TENTHS_NONE)
            lower(bounds, one, rows, left_side, LOOKS_REACH, base + right + halves->meet);
        lower(bounds, other, rows, right_side, (r ? LOOKS_REACH : LOOKS_FREE) & ~LOOKS_BESIDE,
              base + MIN(free, reach));
    }
}

static void
spread_above(const Spreading *spreading, const Halves *halves)
{
    const BxBounds *bounds = spreading->bounds;
    BxWindow *one = bx_bounds_window(bounds, halves->a, halves->columns),
             *other = bx_bounds_window(bounds, halves->b, halves->columns);
    int both = spreading->rows - BX_STACK_GAP, side = spreading->side;
    int first = MAX(one->low, both - other->high), last = MIN(one->high, both - other->low);
    for (int r = 0; r < n_reaches(spreading) && first <= last; r++) {
        int base = spreading->outside[BX_LOOK(ABOVE, r)] + halves->order;
        for (int top = first; spreading->is_live[BX_LOOK(ABOVE, r)] && top <= last; top++) {
            int over = least_of(bounds, one, ANY_FREE + r, top, side),
                under = least_of(bounds, other, LOWER, both - top, BX_OPEN_RIGHT);
            if (base + over + under > spreading->most)
                continue;
            int looks = r ? LOOKS_REACH : LOOKS_FREE, cut = spreading->is_wide ? BX_CUT_COST : 0;
            lower(bounds, one, top, side, looks & ~LOOKS_ABOVE, base + under);
            lower(bounds, one, top, side, looks & LOOKS_ABOVE, base + under + cut);
            lower(bounds, other, both - top, side, ~LOOKS_ABOVE, base + over);
        }
    }
}

static bool
find_live(Spreading *spreading, const BxWindow *window, int rows, int side)
{
    const BxBounds *bounds = spreading->bounds;
    const int16_t *outside = bx_bounds_outside(bounds, window, rows, side);
    bool is_any = false;
    spreading->rows = rows;
    spreading->side = side;
    for (int look = 0; look < BX_N_LOOKS; look++) {
        int inside = least_of(bounds, window, look, rows, side | (look & 1) * BX_OPEN_RIGHT);
        spreading->outside[look] = outside[look];
        spreading->is_live[look] = inside + outside[look] <= spreading->most;
        is_any |= spreading->is_live[look];
    }
    return is_any;
}

static void
spread_set(Spreading *spreading, BxStorySet set, int columns)
{
    const BxWindow *window = bx_bounds_window(spreading->bounds, set, columns);
    spreading->is_wide = columns == spreading->bounds->columns;
    for (int i = 0; window->outside && i < depth_of(window) * BX_N_SIDES; i++) {
        if (!find_live(spreading, window, window->low + i / BX_N_SIDES, i % BX_N_SIDES))
            continue;
        BX_EACH_DIVISION(set, a, b)
        {
            const Halves halves = halves_of(spreading->joining, a, b, columns);
            for (int k = 1; k < columns; k++)
                spread_beside(spreading, &halves, k);
            spread_above(spreading, &halves);
        }
    }
}

void
bx_bounds_clear_outside(BxBounds *bounds)
{
    gsize n = ((gsize)1 << bounds->n) * (gsize)bounds->columns;
    for (gsize i = 0; i < n; i++)
        bounds->windows[i].outside = 0;
    g_array_set_size(bounds->outside, 0);
}

void
bx_bounds_lower_outside(BxBounds *bounds, BxStorySet set, int columns, int rows, int side, int cost)
{
    BxWindow *window = bx_bounds_window(bounds, set, columns);
    if (has_rows(window, rows))
        lower(bounds, window, rows, side, ~0, cost);
}

void
bx_bounds_spread_outside(BxBounds *bounds, const BxJoining *joining, BxTenths most)
{
    Spreading spreading = {.bounds = bounds, .joining = joining, .most = most};
    for (BxStorySet set = (BxStorySet)(1u << bounds->n) - 1; set > 0; set--)
        for (int k = bounds->columns; k > 0; k--)
            spread_set(&spreading, set, k);
}

BxTenths
bx_bounds_page(const BxBounds *bounds, const BxWindow *window, int rows, int side)
{
    BxTenths least = 2 * BX_TENTHS_NONE;
    const int16_t *outside = bx_bounds_outside(bounds, window, rows, side);
    for (int look = 0; look < BX_N_LOOKS; look++)
        least = MIN(least, least_of(bounds, window, look, rows, side | (look & 1) * BX_OPEN_RIGHT)
                               + outside[look]);
    return least;
}

void
bx_bounds_free(BxBounds *bounds)
{
    if (!bounds)
        return;
    g_array_unref(bounds->inside);
    g_array_unref(bounds->outside);
    g_free(bounds->windows);
    g_free(bounds->filled);
    g_free(bounds);
}
