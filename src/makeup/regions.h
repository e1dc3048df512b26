/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Regions: a page with fixed things on it (advertisements, pinned slots) is cut by straight lines until no
 * piece holds both a fixed thing and anything else. */

#include "makeup/bounds.h"
#include "makeup/element.h"

/* Finds the outside of every rectangle that the stories can have beside the fixed things, for a region of
 * `rows` rows, and the least cost of the whole; BX_TENTHS_NONE: it cannot be filled. */
BxTenths bx_regions_bound(const BxSearchAsk *ask, BxBounds *bounds, int rows);

/* Elements of a rectangle without fixed things: numbers into `elements`. */
typedef struct {
    int start, count;
} BxElementList;

typedef BxElementList (*BxListOf)(void *data, BxStorySet set, int columns, int rows);

/* Appends to `elements` the elements of the whole region, of at most `most` tenths, and their numbers to
 * `roots` (int). */
void bx_regions_join(const BxJoining *joining, const BxBounds *bounds, int rows, BxTenths most,
                     BxListOf list_of, void *data, GArray *elements, GArray *roots);
