/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Leaves: the ways in which one story can fill a rectangle of columns and rows, each with its cost and what
 * it shows at its edges. */

#include "makeup/measure.h"

/* Costs inside the search are whole tenths, so that no order of adding changes them. */
typedef int BxTenths;
#define BX_TENTHS_NONE 15000 /* it cannot be had; the sum of two and a little stays in 16 bits */

typedef enum {
    BX_LEAF_FIT,     /* text brought to so many lines (PA-9 ①) */
    BX_LEAF_CROP,    /* figures away from their natural depth (PA-9 ③) */
    BX_LEAF_HEAD,    /* HD-2, HD-3: fill, size for its span, number of lines */
    BX_LEAF_SHAPE,   /* PG-11, PG-15: legs too short or too long, a flat or a tall rectangle */
    BX_LEAF_RANK,    /* PG-9, PG-14: width for the rank */
    BX_LEAF_FIGURE,  /* PG-10, PP-10: a figure too small or too large for its story or its pixels */
    BX_N_LEAF_COSTS, /* as many as makeup.h has room for */
} BxLeafCost;

typedef enum {
    BX_FIGURE_AT_RIGHT,    /* below the head, in the last columns */
    BX_FIGURE_AT_MIDDLE,   /* below the head, in the middle columns */
    BX_FIGURE_BESIDE_HEAD, /* from the slot's top, in the last columns; the head stands left of it */
} BxFigurePlace;

/* Rows from the rectangle's top, half open; empty: start = end. */
typedef struct {
    int start, end;
} BxRows;

typedef struct {
    int story; /* among the measured ones */
    int columns, rows;
    int head; /* among the story's heads */
    int head_columns;
    int head_rows;
    BxFigurePlace place; /* of the first figure; the others stand at the foot */
    int figure_columns[BX_MAKEUP_FIGURES_MOST];
    BxRows figure_rows[BX_MAKEUP_FIGURES_MOST];
    int figure_first[BX_MAKEUP_FIGURES_MOST]; /* first column, from 0 */
    int n_lines, n_slots;
    BxTenths costs[BX_N_LEAF_COSTS];
    BxTenths cost;                    /* their sum */
    BxRows head_left, head_right;     /* of the head at the rectangle's edges */
    BxRows figure_left, figure_right; /* of figures at the edges; of several the first */
    enum { BX_LEAF_UNTRIED, BX_LEAF_FITS, BX_LEAF_REFUSED } state; /* what the engine says of it */
} BxLeaf;

/* Appends to `leaves` (BxLeaf) every way of a story in `columns` columns and up to `rows` rows that is not beaten
 * by another, but none of `refused` (BxLeaf). page_columns: of the whole page. is_stretched: pictures and heads may be deeper than they
 * should, for stories that are too short for their page. */
void bx_find_leaves(const BxMeasured *measured, int story, int columns, int rows, int page_columns,
                    bool is_stretched, const GArray *refused, GArray *leaves);
/* All of them, beaten or not. */
void bx_find_all_leaves(const BxMeasured *measured, int story, int columns, int rows,
                        int page_columns, bool is_stretched, GArray *leaves);

/* Whether both are one way: they differ in nothing but what the engine said of them. */
bool bx_leaf_equal(const BxLeaf *a, const BxLeaf *b);
