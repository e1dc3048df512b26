/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Slots: the steps of the grid stage that work on one slot. Used inside the stage alone. */

#include "grid/plan.h"

/* Frame, areas, legs and head of a slot on its page. Rows that the layout leaves open reach to the
 * page's foot until they are settled. */
BxPart *bx_part_new(const BxPagePlan *page, const BxSlot *slot, BxDiags *diags);
/* Gives the part its rows (1-based, of the page). */
void bx_part_set_rows(BxPart *part, const BxPagePlan *page, BxSpan rows, BxDiags *diags);

/* Gives each figure of a story its place in one of the story's parts. */
void bx_place_figures(BxPlan *plan, const BxStoryPlan *story, BxDiags *diags);

/* Slots and places for advertisements that overlap or leave the type area (PG-12). */
void bx_check_slots(const BxPagePlan *page, BxDiags *diags);
