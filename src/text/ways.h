/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Ways: the numbers of lines that a paragraph can take wherever it may begin. Copyfitting chooses between
 * them (PA-9 ①). */

#include "text/paragraph.h"

typedef struct {
    int n_lines;
    double cost;      /* over the cheapest way, in units of JU-10; that one's is 0 */
    int index;        /* among the line counts */
    BxBreaks *breaks; /* made when they are asked for; NULL until then */
} BxWay;

/* All ways in one run of measures. */
typedef struct {
    double *widths; /* points, of the lines that the longest way needs */
    int n_widths;
    GArray *ways; /* BxWay, the cheapest one first; never empty */
    BxLineCounts *counts;
} BxWaySet;

/* The ways of one paragraph, found when they are asked for. */
typedef struct {
    const BxParagraph *paragraph; /* borrowed */
    GPtrArray *sets;              /* BxWaySet */
} BxParagraphWays;

BxParagraphWays *bx_ways_new(const BxParagraph *paragraph);
void bx_ways_free(BxParagraphWays *ways);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxParagraphWays, bx_ways_free)

/* The ways in `measures`; borrowed. The same measures are never broken twice. */
BxWaySet *bx_ways_lookup(BxParagraphWays *ways, const BxMeasures *measures);
/* Its breaks; borrowed. */
const BxBreaks *bx_way_breaks(BxWaySet *set, int way);
