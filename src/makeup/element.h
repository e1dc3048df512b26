/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Elements: stories that fill a rectangle between them, and what that rectangle shows to those about it.
 * Two of them joined by a cut are one again. */

#include "makeup/search.h"

#define BX_EDGE_MOST 16

typedef enum {
    BX_ELEMENT_LEAF,
    BX_ELEMENT_FIXED,
    BX_ELEMENT_BESIDE,
    BX_ELEMENT_ABOVE
} BxElementKind;

/* A leaf that reaches an edge, by its row in the rectangle. */
typedef struct {
    int16_t leaf, row;
} BxEdge;

typedef struct {
    uint8_t kind, columns;
    int16_t rows;
    int32_t first, second; /* elements: left and right, upper and lower; of a leaf its number */
    BxTenths cost;         /* of leaves, and of what their neighbourhood costs so far */
    uint8_t n_left, n_right;
    uint8_t n_cuts; /* ABOVE: cuts through its full width */
    uint32_t heads; /* sum over its heads of a number for rank, face and size (HD-14) */
    int lead_area, largest_area; /* cells of the lead, of the largest other story (PG-14) */
    BxEdge left[BX_EDGE_MOST], right[BX_EDGE_MOST];
    /* by column: rows that a gutter left of it runs from the rectangle's top, from its bottom */
    uint8_t open_top[BX_MAKEUP_COLUMNS_MOST], open_bottom[BX_MAKEUP_COLUMNS_MOST];
} BxElement;

typedef struct {
    const BxSearchAsk *ask;
    const GArray *leaves; /* BxLeaf */
} BxJoining;

/* One story, or a place for what is fixed (leaf −1). */
BxElement bx_element_leaf(const BxJoining *joining, int leaf, int columns, int rows);

/* Joins two elements side by side, or one above the other with a blank row between. False where PG-5 or
 * PG-6 would be broken. first, second: their numbers; `order` is what PG-9 costs for these two sets. */
bool bx_element_beside(const BxJoining *joining, const BxElement *left, const BxElement *right,
                       int first, int second, BxTenths order, BxElement *joined);
bool bx_element_above(const BxJoining *joining, const BxElement *upper, const BxElement *lower,
                      int first, int second, BxTenths order, BxElement *joined);

/* PG-9: what it costs that the stories of `first` come before those of `second`. */
BxTenths bx_order_cost(const GPtrArray *measured, BxStorySet first, BxStorySet second);

/* Whether b is of no use beside a: it is dearer, and nothing about it could make a page better. */
bool bx_element_beats(const BxJoining *joining, const BxElement *a, const BxElement *b);

/* PG-7, PG-14, HD-14: what can only be seen of the whole region. Gets BX_N_PAGE_COSTS numbers, those that
 * joining has counted already among them. */
void bx_page_costs(const BxJoining *joining, const GArray *elements, int root, BxTenths *costs);

/* The stories of an element in their places, and the rules along its cuts (NULL: not wanted). */
void bx_element_seats(const BxJoining *joining, const GArray *elements, int element, int column,
                      int row, GArray *seats, GArray *rules);
