/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Dividing: the ways of cutting a region with fixed things in two, and of giving each half its stories. */

#include "makeup/regions.h"

/* A rectangle of the region; from 0. */
typedef struct {
    int column, columns, row, rows;
    int barred; /* BESIDE or ABOVE: it is not cut that way first; 0: any */
} BxPiece;

/* Cells that stories take with the blank row below each. */
typedef struct {
    int least, most;
} BxCells;

struct BxRegions {
    const BxSearchAsk *ask;
    const BxJoining *joining;
    BxBounds *bounds;
    int rows;
    GHashTable *least; /* of rectangle and set: cost + 1 */
    GHashTable *told;  /* of rectangle and set: what the rest costs, + 1 */
    GHashTable *lists; /* of rectangle and set: BxElementList */
    GHashTable *cut;   /* of rectangle: whether it can be cut up at all, + 1 */
    GArray **filling;  /* by columns − 1, rows: sets (BxStorySet) that can fill it */
    BxCells *cells;    /* by set */
    BxTenths most;
    BxListOf list_of;
    void *data;
    BxSieve *sieve;
    GArray *elements;
};

/* A rectangle cut in two, with the stories of each half. */
typedef struct {
    BxPiece first, second;
    BxStorySet stories[2];
    bool is_beside;
    BxTenths order;
} BxDivision;

typedef void (*BxEachDivision)(BxRegions *regions, const BxDivision *division, void *data);

/* Calls `each` for every cut of a rectangle with fixed things, and every way of giving its halves the stories of
 * `set`, that can come to a page. */
void bx_divide(BxRegions *regions, const BxPiece *rect, BxStorySet set, BxEachDivision each,
               void *data);

int bx_count_fixed(const BxRegions *regions, const BxPiece *rect);
/* Whether the rectangle is just the place of one fixed thing. */
bool bx_is_fixed(const BxRegions *regions, const BxPiece *rect);
BxStorySet bx_all_stories(const BxRegions *regions);

/* A rectangle and a set in one number, and a hash of such numbers. */
int64_t bx_piece_key(const BxPiece *rect, BxStorySet set);
guint bx_hash_key(gconstpointer key);

/* `filling` and `cells` of the regions. */
void bx_find_filling(BxRegions *regions);
void bx_find_cells(BxRegions *regions);
