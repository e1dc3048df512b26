/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Line cost: what one line of a paragraph would cost. For line breaking alone. */

#include "text/fit.h"

typedef struct {
    int start, end; /* cells, half open */
    double measure; /* points, indent taken off */
    bool is_first;  /* of its paragraph */
    bool is_last;   /* of it, or before a break of the author: it need not be full */
} BxLineTry;

typedef struct {
    double cost;
    double ratio;      /* > 0 opened (of the good limit), < 0 squeezed (share of what can be) */
    double stretch_em; /* added at each position */
    double over;       /* points beyond the measure after all squeezing; > 0: does not fit */
} BxLineCost;

/* Source: JU-10, PA-4. */
BxLineCost bx_cost_line(const BxShaped *shaped, const BxLineTry *line);

/* Of ending a line after cell i, LB; and of two lines of such ratios one after the other, JU-10. */
double bx_cost_break(const BxShaped *shaped, int i);
double bx_cost_jump(double ratio, double next);

/* Whether the line would be opened beyond reason. Where that holds it holds for every line that
 * begins later and ends there. */
bool bx_is_far_too_short(const BxShaped *shaped, const BxLineTry *line);
