/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Bounds: the least that any set of stories can cost in any rectangle, were it not for what stands beside
 * it, and the least that the rest of the page can cost then. Both are exact minima of the decomposable part
 * of the cost, so they never exceed the true one. */

#include "makeup/search.h"

typedef struct {
    int n, columns, rows;
    int16_t *inside;  /* by set, columns − 1, rows from 0; BX_TENTHS_NONE: it cannot be filled */
    int16_t *outside; /* the same; all but the set in the rest of the region */
} BxBounds;

/* cheapest: by story, columns − 1, rows: the cheapest leaf. The outside is not made yet. */
BxBounds *bx_bounds_new(const BxSearchAsk *ask, const int16_t *cheapest);
/* The outside, from that of the rectangles that the page itself is divided into: first clear, then lower
 * each of those, then spread to all that they can be divided into. */
void bx_bounds_clear_outside(BxBounds *bounds);
void bx_bounds_lower_outside(BxBounds *bounds, BxStorySet set, int columns, int rows, int cost);
void bx_bounds_spread_outside(BxBounds *bounds, const BxSearchAsk *ask);
void bx_bounds_free(BxBounds *bounds);

static inline int
bx_bounds_index(const BxBounds *bounds, BxStorySet set, int columns)
{
    return ((int)set * bounds->columns + columns - 1) * (bounds->rows + 1);
}
