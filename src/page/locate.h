/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Locate: where on the pages a place of a source shows. */

#include "page/build.h"

typedef struct {
    const BxPlan *plan;
    const GPtrArray *stories; /* BxComposed of every story */
    const GPtrArray *pages;   /* BxPage */
    const BxPicturePlace *places;
} BxLocating;

/* The frame of a line on its page, points. `placed` is of kind TEXT. */
BxRect bx_placed_line_rect(const BxPlaced *placed);

/* A line of text on its page. */
typedef struct {
    int page; /* printed number */
    const BxPlaced *placed;
} BxPlacedLine;

/* All lines of stories: BxLine → BxPlacedLine. Owned. */
GHashTable *bx_placed_lines(const GPtrArray *pages);
/* The rectangle round both. */
BxRect bx_rect_join(BxRect a, BxRect b);

/* Tells every diagnostic that has no box yet its page and box where its place in a source shows: a character, a line that
 * is too loose or too wide, a whole head; a picture, a figure, an advertisement, an item of furniture, a slot. What shows
 * nowhere stays as it is. */
void bx_locate_diags(const BxLocating *locating, BxDiags *diags);
