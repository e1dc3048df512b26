/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Bounds: the least that any set of stories can cost in any rectangle, and the least that the rest of the
 * page can cost then. Both leave out part of what neighbours cost each other, so they never exceed the true
 * cost; what they count: leaves, order (PG-9), long gutters and full cuts (PG-7), and heads that meet at the
 * top of a cut between columns (PG-5), which nearly all do. */

#include "makeup/element.h"

/* How the rest of the page sees a rectangle: how it is cut (a single story, cut between columns, cut between
 * rows), and whether a head reaches its upper right corner. 2 × cut + reach. */
#define BX_N_LOOKS 6
#define BX_LOOK(cut, reach) (2 * (cut) + (reach))

/* Depths of a set in some columns that can be filled: low … high; high < low: none. */
typedef struct {
    int low, high;
    gsize inside;  /* the first of its numbers … */
    guint outside; /* … + 1; 0: it is of no use */
} BxWindow;

typedef struct {
    int n, columns, rows;
    BxWindow *windows; /* by set, columns − 1 */
    uint32_t *filled;  /* by set: bit k is set where it can fill k columns to some depth */
    GArray *inside;    /* int16_t, for each window a row of depths for each part, see bounds.c */
    GArray *
        outside; /* int16_t, for each window by depth, side, look; BX_TENTHS_NONE: it is of no use */
} BxBounds;

/* cheapest: by story, columns − 1, rows, reach: the cheapest leaf. The outside is not made yet. NULL where
 * it would take more than BX_CELLS_MOST depths of sets in columns. */
#define BX_CELLS_MOST 8000000
BxBounds *bx_bounds_new(const BxJoining *joining, const int16_t *cheapest);
void bx_bounds_free(BxBounds *bounds);

/* The outside for pages of at most `most` tenths: first clear, then lower each rectangle that the page itself
 * is divided into, then spread to all that they can be divided into. `side`: see element.h. */
void bx_bounds_clear_outside(BxBounds *bounds);
void bx_bounds_lower_outside(BxBounds *bounds, BxStorySet set, int columns, int rows, int side,
                             int cost);
void bx_bounds_spread_outside(BxBounds *bounds, const BxJoining *joining, BxTenths most);

/* The least of a set in a rectangle; BX_TENTHS_NONE: it cannot be filled. */
BxTenths bx_bounds_least(const BxBounds *bounds, BxStorySet set, int columns, int rows);
/* The least of any page with the set in a rectangle. The depth lies in the window, and it has an outside. */
BxTenths bx_bounds_page(const BxBounds *bounds, const BxWindow *window, int rows, int side);

static inline BxWindow *
bx_bounds_window(const BxBounds *bounds, BxStorySet set, int columns)
{
    return &bounds->windows[(int)set * bounds->columns + columns - 1];
}

/* The outside of a cell, BX_N_LOOKS numbers; good until the next is lowered. */
static inline int16_t *
bx_bounds_outside(const BxBounds *bounds, const BxWindow *window, int rows, int side)
{
    int at = ((rows - window->low) * BX_N_SIDES + side) * BX_N_LOOKS;
    return &g_array_index(bounds->outside, int16_t, window->outside - 1 + (guint)at);
}

/* Every way of dividing a set in two, first and second; the lead is in the first (PG-9). */
#define BX_EACH_DIVISION(set, a, b)                                                                \
    for (BxStorySet fixed = (set)&1u, rest = (set) ^ fixed, part = rest, a = (set), b = 0;         \
         bx_next_division(&part, rest, fixed, &a, &b);)

static inline bool
bx_next_division(BxStorySet *part, BxStorySet rest, BxStorySet fixed, BxStorySet *a, BxStorySet *b)
{
    if (*part == 0)
        return false;
    *part = (*part - 1) & rest;
    *a = *part | fixed;
    *b = rest ^ *part;
    return *a != 0;
}
