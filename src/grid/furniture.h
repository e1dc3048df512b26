/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Furniture: where the layout's own things, and advertisements, stand on a page. Used by grid.c alone. */

#include "grid/plan.h"

/* The items that stand on the page (BxFurniturePlan), in order; owned by the caller. */
GArray *bx_plan_furniture(const BxPagePlan *page, bool is_first);

/* The page's advertisements in their places (BxAdPlan); owned by the caller. */
GArray *bx_plan_ads(const BxPagePlan *page);
