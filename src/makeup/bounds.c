/* SPDX-License-Identifier: Apache-2.0 */
#include "makeup/bounds.h"

#include "makeup/element.h"

/* Depths of a set in some columns that can be filled: [low, high]; high < low: none. */
typedef struct {
    int low, high;
} Window;

typedef struct {
    BxBounds *bounds;
    const BxSearchAsk *ask;
    Window *windows; /* by set, columns − 1 */
} Bounding;

static int16_t *
inside_of(const BxBounds *bounds, BxStorySet set, int columns)
{
    return bounds->inside + bx_bounds_index(bounds, set, columns);
}

static int16_t *
outside_of(const BxBounds *bounds, BxStorySet set, int columns)
{
    return bounds->outside + bx_bounds_index(bounds, set, columns);
}

static Window *
window_of(const Bounding *bounding, BxStorySet set, int columns)
{
    return &bounding->windows[(int)set * bounding->bounds->columns + columns - 1];
}

static void
find_window(const Bounding *bounding, BxStorySet set, int columns)
{
    const int16_t *costs = inside_of(bounding->bounds, set, columns);
    Window window = {0, bounding->bounds->rows};
    while (window.low <= window.high && costs[window.low] >= BX_TENTHS_NONE)
        window.low++;
    while (window.high >= window.low && costs[window.high] >= BX_TENTHS_NONE)
        window.high--;
    *window_of(bounding, set, columns) = window;
}

/* costs[i] = min(costs[i], base + more[i]): the innermost loop of all. */
static void
take_least(int16_t *costs, const int16_t *more, int n, int base)
{
    for (int i = 0; i < n; i++) {
        int16_t sum = (int16_t)(more[i] + base);
        costs[i] = sum < costs[i] ? sum : costs[i];
    }
}

/* Of two sets one comes first; the lead always (PG-9). */
static BxTenths
least_order(const BxSearchAsk *ask, BxStorySet a, BxStorySet b)
{
    BxTenths order = bx_order_cost(ask->measured, a, b);
    return a & 1u ? order : MIN(order, bx_order_cost(ask->measured, b, a));
}

/* Set a beside set b: the depths that both can have. */
static void
fill_beside(const Bounding *bounding, BxStorySet a, BxStorySet b, int columns, BxTenths order)
{
    const BxBounds *bounds = bounding->bounds;
    int16_t *costs = inside_of(bounds, a | b, columns);
    for (int k = 1; k < columns; k++) {
        const Window *one = window_of(bounding, a, k), *other = window_of(bounding, b, columns - k);
        const int16_t *ours = inside_of(bounds, a, k), *theirs = inside_of(bounds, b, columns - k);
        for (int rows = MAX(one->low, other->low); rows <= MIN(one->high, other->high); rows++) {
            int sum = ours[rows] + theirs[rows] + order;
            if (sum < costs[rows])
                costs[rows] = (int16_t)sum;
        }
    }
}

static void
fill_above(const Bounding *bounding, BxStorySet a, BxStorySet b, int columns, BxTenths order)
{
    const BxBounds *bounds = bounding->bounds;
    const Window *one = window_of(bounding, a, columns), *other = window_of(bounding, b, columns);
    const int16_t *ours = inside_of(bounds, a, columns), *theirs = inside_of(bounds, b, columns);
    int16_t *costs = inside_of(bounds, a | b, columns);
    for (int rows = one->low; rows <= one->high; rows++) {
        int top = rows + BX_STACK_GAP, n = MIN(other->high, bounds->rows - top) - other->low + 1;
        if (ours[rows] < BX_TENTHS_NONE && n > 0)
            take_least(costs + top + other->low, theirs + other->low, n, ours[rows] + order);
    }
}

/* Every way of dividing a set in two, each once: `a` has its lowest story. */
#define EACH_DIVISION(set, a, b)                                                                   \
    for (BxStorySet low = (set) & (~(set) + 1), rest = (set) ^ low, part = rest, a, b;             \
         part > 0 && (part = (part - 1) & rest, a = part | low, b = (set) ^ a, true);)

static void
fill_set(const Bounding *bounding, BxStorySet set)
{
    EACH_DIVISION(set, a, b)
    {
        BxTenths order = least_order(bounding->ask, a, b);
        for (int k = 1; k <= bounding->bounds->columns; k++) {
            fill_beside(bounding, a, b, k, order);
            fill_above(bounding, a, b, k, order);
        }
    }
    for (int k = 1; k <= bounding->bounds->columns; k++)
        find_window(bounding, set, k);
}

static void
fill_story(const Bounding *bounding, int story, const int16_t *cheapest)
{
    const BxBounds *bounds = bounding->bounds;
    for (int k = 1; k <= bounds->columns; k++) {
        int16_t *costs = inside_of(bounds, 1u << story, k);
        for (int rows = 0; rows <= bounds->rows; rows++)
            costs[rows] = cheapest[(story * bounds->columns + k - 1) * (bounds->rows + 1) + rows];
        find_window(bounding, 1u << story, k);
    }
}

BxBounds *
bx_bounds_new(const BxSearchAsk *ask, const int16_t *cheapest)
{
    BxBounds *bounds = g_new0(BxBounds, 1);
    bounds->n = (int)ask->measured->len;
    bounds->columns = ask->columns;
    bounds->rows = ask->rows;
    gsize n_sets = (gsize)1 << bounds->n;
    gsize size = n_sets * (gsize)bounds->columns * (gsize)(bounds->rows + 1);
    bounds->inside = g_new(int16_t, size);
    bounds->outside = g_new(int16_t, size);
    for (gsize i = 0; i < size; i++)
        bounds->inside[i] = BX_TENTHS_NONE;
    g_autofree Window *windows = g_new0(Window, n_sets * (gsize)bounds->columns);
    const Bounding bounding = {bounds, ask, windows};
    for (BxStorySet set = 1; set < n_sets; set++)
        if ((set & (set - 1)) == 0)
            fill_story(&bounding, g_bit_nth_lsf(set, -1), cheapest);
        else
            fill_set(&bounding, set);
    return bounds;
}

/* ---- outside ---- */

static void
lower(int16_t *cost, int value)
{
    if (value < *cost)
        *cost = (int16_t)value;
}

/* What the halves of a set may cost their outside, given what the set does. */
static void
spread_division(const BxBounds *bounds, BxStorySet a, BxStorySet b, int columns, int rows, int base)
{
    for (int k = 1; k < columns; k++) {
        int one = inside_of(bounds, a, k)[rows], other = inside_of(bounds, b, columns - k)[rows];
        if (one >= BX_TENTHS_NONE || other >= BX_TENTHS_NONE)
            continue;
        lower(outside_of(bounds, a, k) + rows, base + other);
        lower(outside_of(bounds, b, columns - k) + rows, base + one);
    }
    const int16_t *ours = inside_of(bounds, a, columns), *theirs = inside_of(bounds, b, columns);
    for (int top = 1; top < rows - BX_STACK_GAP; top++) {
        int foot = rows - BX_STACK_GAP - top;
        if (ours[top] < BX_TENTHS_NONE && theirs[foot] < BX_TENTHS_NONE) {
            lower(outside_of(bounds, a, columns) + top, base + theirs[foot]);
            lower(outside_of(bounds, b, columns) + foot, base + ours[top]);
        }
        if (theirs[top] < BX_TENTHS_NONE && ours[foot] < BX_TENTHS_NONE) {
            lower(outside_of(bounds, b, columns) + top, base + ours[foot]);
            lower(outside_of(bounds, a, columns) + foot, base + theirs[top]);
        }
    }
}

static void
spread_set(const BxBounds *bounds, const BxSearchAsk *ask, BxStorySet set)
{
    for (int k = 1; k <= bounds->columns; k++)
        for (int rows = 1; rows <= bounds->rows; rows++) {
            int outside = outside_of(bounds, set, k)[rows];
            if (outside >= BX_TENTHS_NONE || inside_of(bounds, set, k)[rows] >= BX_TENTHS_NONE)
                continue;
            EACH_DIVISION(set, a, b)
            spread_division(bounds, a, b, k, rows, outside + least_order(ask, a, b));
        }
}

void
bx_bounds_clear_outside(BxBounds *bounds)
{
    gsize size = ((gsize)1 << bounds->n) * (gsize)bounds->columns * (gsize)(bounds->rows + 1);
    for (gsize i = 0; i < size; i++)
        bounds->outside[i] = BX_TENTHS_NONE;
}

void
bx_bounds_lower_outside(BxBounds *bounds, BxStorySet set, int columns, int rows, int cost)
{
    lower(outside_of(bounds, set, columns) + rows, cost);
}

void
bx_bounds_spread_outside(BxBounds *bounds, const BxSearchAsk *ask)
{
    for (BxStorySet set = (BxStorySet)(1u << bounds->n) - 1; set > 0; set--)
        if (set & (set - 1))
            spread_set(bounds, ask, set);
}

void
bx_bounds_free(BxBounds *bounds)
{
    if (!bounds)
        return;
    g_free(bounds->inside);
    g_free(bounds->outside);
    g_free(bounds);
}
