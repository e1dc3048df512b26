/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* A search at work: what its passes share, and the two halves of a pass, lists of elements and pages of them. */

#include "makeup/regions.h"

#define BX_KEEP_ALL G_MAXINT

/* Work: a pair of elements joined, in comparisons of two elements. */
#define BX_PAIR_WORK 40

typedef struct {
    const BxSearchAsk *ask;
    GArray *leaves;   /* BxLeaf */
    GArray *refused;  /* BxLeaf */
    GArray **ways;    /* by story, columns − 1: leaves (int) */
    GArray *elements; /* BxElement */
    BxJoining joining;
    BxBounds *bounds;
    BxRegions *regions;
    GArray *lists; /* BxElementList, as the bounds' outside, by depth and side */
    BxSieve sieve;
    BxTenths spread; /* the outside is that of pages up to so much */
    long n_pairs;    /* joined so far */
    long work_most;  /* when the sieve keeps less, or the pass ends */
    bool is_cut;     /* it ended so */
    BxTenths cost;   /* of the best page so far */
} BxSearching;

/* lists.c: the leaves of all stories; each list of elements for pages of at most `most` tenths. */
void bx_searching_init(BxSearching *search, const BxSearchAsk *ask, GArray *leaves);
void bx_searching_clear(BxSearching *search);
void bx_fill_lists(BxSearching *search, BxTenths most);
/* Takes out a leaf that the engine refused; what it beat comes in. */
void bx_replace_leaf(BxSearching *search, int refused);
/* A BxListOf; data: the search. */
BxElementList bx_list_of(void *data, BxStorySet set, int columns, int rows, int side);
long bx_work_of(const BxSearching *search);

/* candidates.c: BxFound, owned. */
GPtrArray *bx_pages_new(void);
/* Pages of the last pass that the engine takes and that differ, cheapest first, at most n_wanted. True where it
 * refused one better than the first: other leaves take the place of its own now. */
bool bx_take_pages(BxSearching *search, BxElementList roots, GPtrArray *pages);
/* Adds those of `more` that differ from all of `pages`, up to n_wanted; frees `more`. */
void bx_add_different(const BxSearching *search, GPtrArray *pages, GPtrArray *more);
