/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The search: all ways of cutting a region of columns and rows among stories, with bounds. */

#include "makeup/leaf.h"

/* A set of stories: bit i is the i-th measured one. */
typedef uint32_t BxStorySet;

/* What cannot be moved: an advertisement, a pinned slot. From 0, of the region. */
typedef struct {
    int column, columns, row, rows;
} BxFixed;

typedef struct {
    const GPtrArray *measured; /* BxMeasured */
    const BxLayout *layout;
    int columns, rows; /* of the region */
    int page_rows;     /* of the grid: PG-7 is a share of it */
    int rows_least; /* where the stories do not fill the region, it may have fewer rows, down to these */
    GArray *fixed;     /* BxFixed */
    bool is_stretched; /* see leaf.h */
    int n_wanted;
    bool (*fits)(const void *data,
                 const BxLeaf *leaf); /* the engine's word on a leaf; asked of few */
    const void *data;
} BxSearchAsk;

/* A story in its place. */
typedef struct {
    int leaf;        /* of the search's result */
    int column, row; /* from 0, of the region */
} BxSeat;

/* A rule along a cut: in the gutter left of a column, or in the blank row `at`; from 0, of the region. */
typedef struct {
    bool is_column;
    int at, start, count;
} BxCutRule;

typedef enum {
    BX_PAGE_ORDER,     /* PG-9: weight falls from left to right, from top to bottom */
    BX_PAGE_NEIGHBOUR, /* PG-5: heads side by side, told apart by width, face and size */
    BX_PAGE_PICTURES,  /* PG-10: pictures of two stories side by side */
    BX_PAGE_GUTTER,    /* PG-7: a gutter runs through too much of the page */
    BX_PAGE_CUT,       /* PG-7: more than one cut through the full width */
    BX_PAGE_LEAD,      /* PG-14: the lead has the greatest area */
    BX_PAGE_SIZES,     /* HD-14: sizes fall with importance */
    BX_N_PAGE_COSTS,
} BxPageCost;

typedef struct {
    GArray *seats; /* BxSeat, in order of reading */
    GArray *rules; /* BxCutRule */
    BxTenths costs[BX_N_PAGE_COSTS];
    BxTenths cost; /* with those of the leaves */
} BxFound;

typedef struct {
    GPtrArray *found;  /* BxFound, best first, each of another structure */
    BxTenths bound;    /* no page of the search's kind costs less */
    int rows;          /* that the stories fill: those of the region, or fewer; 0: they fill none */
    bool is_too_large; /* nothing was looked at: there are too many ways for the memory */
    long n_searched;
    GArray *leaves; /* BxLeaf; the seats borrow from it */
} BxSearchResult;

/* Never NULL; owned. The work is bounded: where the bound is reached, `bound` says how far the best found
 * can be from the best there is. */
BxSearchResult *bx_search(const BxSearchAsk *ask);
void bx_search_result_free(BxSearchResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxSearchResult, bx_search_result_free)
