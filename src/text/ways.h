/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Ways: the numbers of lines that a paragraph can take in given measures, each with its breaks and
 * what it costs. Copyfitting chooses between them (PA-9 ①). */

#include "text/paragraph.h"

typedef struct {
    int n_lines;
    double cost; /* over the cheapest way, in units of JU-10; that one's is 0 */
    BxBreaks *breaks;
} BxWay;

/* All ways in one run of measures. */
typedef struct {
    double *widths; /* points, of the lines that the longest way needs */
    int n_widths;
    GArray *ways; /* BxWay, the cheapest one first; never empty */
} BxWaySet;

/* The ways of one paragraph, found when they are asked for. */
typedef struct {
    const BxParagraph *paragraph; /* borrowed */
    GPtrArray *sets;              /* BxWaySet */
} BxWays;

BxWays *bx_ways_new(const BxParagraph *paragraph);
void bx_ways_free(BxWays *ways);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxWays, bx_ways_free)

/* The ways in `measures`; borrowed. The same measures are never broken twice. */
const BxWaySet *bx_ways_lookup(BxWays *ways, const BxMeasures *measures);
