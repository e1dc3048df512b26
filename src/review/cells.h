/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Cells: what fills each row of each basic column of a page, and the straight cuts between. */

#include "review/seen.h"

/* What a cell holds: a part seen (0 and more), or: */
enum {
    BX_CELL_BLANK = -1,
    BX_CELL_FURNITURE = -2,
    BX_CELL_UNUSED = -3, /* a slot that got no story: told where the issue is read */
    BX_CELL_AD = -4,     /* the first place for an advertisement, the second is one less … */
};

typedef struct {
    int columns, rows;
    int *cells;     /* row by row */
    int plate_rows; /* at the head of the page that the nameplate takes, with the ears at its sides */
} BxCells;

/* A white gap that runs from edge to edge of the type area. */
typedef struct {
    int row;    /* the first row below it, from 0 */
    int n_rows; /* blank rows in it; may be 0 */
} BxCut;

BxCells *bx_cells_new(const BxSeen *seen, const BxPlan *plan);
void bx_cells_free(BxCells *cells);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxCells, bx_cells_free)

int bx_cell(const BxCells *cells, int column, int row); /* from 0 */
/* Whether stories or advertisements stand there. */
bool bx_cell_is_matter(int cell);

/* Cuts with stories above and below, from the top down; GArray of BxCut, owned. Those under a nameplate and over
 * advertisements at the foot are none. */
GArray *bx_cells_cuts(const BxCells *cells);

/* The rectangle of columns [left, right) and rows [top, bottom) on the page. */
BxRect bx_cells_rect(const BxSeen *seen, int left, int right, int top, int bottom);
