/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Settling: rows for the slots whose rows the layout leaves open (`auto`), so that together they fill
 * what is left of the page. A pure function of the plan and of what each story costs at each depth. */

#include "grid/plan.h"

/* What a story costs in its slot at `least`, `least` + 1, … rows, in units of JU-10. */
typedef struct {
    int least;
    GArray *costs; /* double; NULL: the part's rows are not open */
} BxDepthCosts;

/* A line without a slot, in units of JU-10. */
#define BX_OVERSET_COST 1e5
/* PG-8: a line left empty in a row that is empty in all columns: dearer than a line put in or taken out
 * at ease, cheaper than columns that end at different heights. */
#define BX_EMPTY_COST 18.0

/* Rows between two slots of which one stands on the other. */
#define BX_STACK_GAP 1

/* Gives every open part of the plan its rows. costs: one a part, as in plan->parts. Where slots cannot
 * be divided by straight cuts, or leave columns empty, that is a diagnostic and they keep the rows they
 * have. The depths of a stack are those of least cost in sum; of slots side by side, of one depth. */
void bx_plan_settle(BxPlan *plan, const BxDepthCosts *costs, BxDiags *diags);

/* Whether some part has open rows. */
bool bx_plan_is_open(const BxPlan *plan);
