/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Slots: the steps of the grid stage that work on one slot. Used by grid.c alone. */

#include "grid/plan.h"

/* Frame, legs and head of a slot on its page. */
BxPart *bx_part_new(const BxPagePlan *page, const BxSlot *slot, BxDiags *diags);

/* Gives each picture of a story its place in one of the story's parts. */
void bx_place_pictures(BxPlan *plan, const BxStoryPlan *story, BxDiags *diags);

/* Slots that overlap or leave the type area (PG-12). */
void bx_check_slots(const BxPagePlan *page, BxDiags *diags);
