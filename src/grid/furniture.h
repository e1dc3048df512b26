/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Furniture: where the layout's own things stand on a page. Used by grid.c alone. */

#include "grid/plan.h"

/* The items that stand on the page (BxFurniturePlan), in order; owned by the caller. */
GArray *bx_plan_furniture(const BxPagePlan *page, bool is_first);
