/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Elements: stories that fill a rectangle between them, and what that rectangle shows to those about it.
 * Two of them joined by a cut are one again. All that neighbours cost each other is counted as they are
 * joined, so the cost of an element that is the whole region is that of the page. */

#include "makeup/joining.h"

#define BX_EDGE_MOST BX_MAKEUP_STORIES_MOST

typedef enum {
    BX_ELEMENT_LEAF,
    BX_ELEMENT_BESIDE,
    BX_ELEMENT_ABOVE,
    BX_ELEMENT_FIXED,
} BxElementKind;

/* Sides of a rectangle at which others can stand; the others lie on the region's edge, and what is there is of
 * no matter. */
#define BX_OPEN_LEFT 1
#define BX_OPEN_RIGHT 2
#define BX_N_SIDES 4

/* That of the lead, and the most of other stories; 0: none, or of no matter. */
typedef struct {
    int lead, largest;
} BxRival;

/* A leaf that reaches an edge, by its row in the rectangle. */
typedef struct {
    int32_t leaf;
    int16_t row;
} BxEdge;

typedef struct {
    BxStorySet set;
    uint8_t kind, columns;
    int16_t rows;
    int32_t first, second; /* elements: left and right, upper and lower; of a leaf its number */
    BxTenths cost;         /* of leaves, and of what their neighbourhood costs so far */
    BxTenths page;         /* the least of a page with it; set by the sieve */
    BxStorySet division;   /* stories of the first half … */
    int16_t at;            /* … and its columns; 0: cut between rows */
    uint8_t n_left, n_right;
    uint8_t n_cuts;                         /* of an element over all columns: cuts through them */
    uint8_t n_alike;                        /* heads that others could be alike (HD-14) … */
    uint16_t alike[BX_MAKEUP_STORIES_MOST]; /* … by story, numbers of the joining; 0: none */
    BxRival rivals[BX_N_RIVALS];
    uint64_t left_looks, right_looks; /* looks of the heads at open sides, see BxShown */
    BxEdge left[BX_EDGE_MOST], right[BX_EDGE_MOST]; /* of open sides */
    /* by column: rows that a gutter left of it runs from the rectangle's top, from its bottom; 0 where it
     * can never be a long one (PG-7) */
    int16_t open_top[BX_MAKEUP_COLUMNS_MOST], open_bottom[BX_MAKEUP_COLUMNS_MOST];
} BxElement;

/* One story, or a place for what is fixed (leaf −1). */
BxElement bx_element_leaf(const BxJoining *joining, int leaf, int columns, int rows, int side);

/* Joins two elements side by side, or one above the other with a blank row between. False where PG-5 or
 * PG-6 would be broken. first, second: their numbers; parts: BX_N_PAGE_COSTS, what the cut costs is added;
 * NULL: not wanted. */
bool bx_element_beside(const BxJoining *joining, const BxElement *left, const BxElement *right,
                       int first, int second, BxElement *joined, BxTenths *parts);
bool bx_element_above(const BxJoining *joining, const BxElement *upper, const BxElement *lower,
                      int first, int second, BxElement *joined, BxTenths *parts);

/* Whether a head reaches the upper right corner. */
bool bx_element_reaches(const BxJoining *joining, const BxElement *element);

/* Whether b is of no use beside a, of the same rectangle and set: it is dearer, and nothing about it could
 * make a page better. */
bool bx_element_beats(const BxJoining *joining, const BxElement *a, const BxElement *b);

/* What the cuts of an element cost, BX_N_PAGE_COSTS numbers; with its leaves it is the element's cost. */
void bx_element_parts(const BxJoining *joining, const GArray *elements, int root, BxTenths *parts);

/* The stories of an element in their places, and the rules along its cuts (NULL: not wanted). */
void bx_element_seats(const BxJoining *joining, const GArray *elements, int element, int column,
                      int row, GArray *seats, GArray *rules);
