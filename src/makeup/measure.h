/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Measures of stories: what each takes in slots of every width, before it has one. Everything the search
 * asks is measured once, by the text stage itself. */

#include "makeup/makeup.h"

#define BX_MAKEUP_COLUMNS_MOST 16
#define BX_MAKEUP_HEADS_MOST 4
#define BX_MAKEUP_FIGURES_MOST 8

/* A story's head, set across some columns. */
typedef struct {
    const BxHeadSet *set;
    int rows;         /* of its block, GR-3 */
    double size;      /* of the headline, points */
    int n_lines;      /* of the headline */
    double fill;      /* share of the span that its longest line takes (HD-2) */
    bool is_overlong; /* it does not fit at its smallest size */
} BxMeasuredHead;

typedef struct {
    const BxStory *story;
    int index; /* into issue->stories */
    BxRank rank;
    int n_lines;        /* of the body by nature, in basic columns */
    int least;          /* lines of costs[0] */
    GArray *costs;      /* double: what so many lines cost, units of JU-10 */
    bool has_crosshead; /* PG-11: something breaks its text */
    int n_heads;
    BxMeasuredHead heads[BX_MAKEUP_HEADS_MOST][BX_MAKEUP_COLUMNS_MOST + 1]; /* by columns, from 1 */
    int n_figures;
    /* natural rows of each figure by columns, from 1 */
    int figure_rows[BX_MAKEUP_FIGURES_MOST][BX_MAKEUP_COLUMNS_MOST + 1];
    /* pixels an inch of its pictures there; 0: unknown, or no pictures */
    double figure_ppi[BX_MAKEUP_FIGURES_MOST][BX_MAKEUP_COLUMNS_MOST + 1];
    bool may_crop[BX_MAKEUP_FIGURES_MOST]; /* its rows are a matter of taste */
} BxMeasured;

/* Measures the given stories for columns 1 … `columns` of the page's layout. Diagnostics of the texts go
 * to `diags`. GPtrArray of BxMeasured, owned, in the order of `placings` (BxPlacing). */
GPtrArray *bx_measure_stories(const BxIssue *issue, const BxPageSpec *page,
                              const GPtrArray *placings, int columns, BxFonts *fonts,
                              BxDiags *diags);
