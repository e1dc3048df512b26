/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Regions: a page with fixed things on it (advertisements, pinned slots) is cut by straight lines until no
 * piece holds both a fixed thing and anything else. */

#include "makeup/bounds.h"
#include "makeup/sieve.h"

typedef BxElementList (*BxListOf)(void *data, BxStorySet set, int columns, int rows, int side);

typedef struct BxRegions BxRegions;

/* For a region of `rows` rows; all is borrowed. `sieve` sifts the elements of rectangles with fixed things,
 * `elements` gets them. */
BxRegions *bx_regions_new(const BxJoining *joining, BxBounds *bounds, int rows, BxSieve *sieve,
                          GArray *elements);
void bx_regions_free(BxRegions *regions);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxRegions, bx_regions_free)

/* The least cost of the whole; BX_TENTHS_NONE: it cannot be filled. */
BxTenths bx_regions_least(BxRegions *regions);

/* Finds the outside of every rectangle that stories can have beside the fixed things, for pages of at most
 * `most` tenths. */
void bx_regions_spread(BxRegions *regions, BxTenths most);

/* The elements of the whole region, joined from those that `list_of` knows of rectangles without fixed things.
 * bx_regions_spread came before. */
BxElementList bx_regions_join(BxRegions *regions, BxListOf list_of, void *data);
