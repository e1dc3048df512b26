/* SPDX-License-Identifier: Apache-2.0 */
/* Furniture: lengths from the type area to points; on a verso mirrored, so that what stands outside on a
 * recto stands outside there too. */

#include "grid/furniture.h"

static BxRect
rect_of(const BxPagePlan *page, const BxFurniture *item)
{
    BxRect rect = {bx_length_pt(item->x, page->em, page->pitch),
                   bx_length_pt(item->y, page->em, page->pitch),
                   bx_length_pt(item->width, page->em, page->pitch),
                   bx_length_pt(item->height, page->em, page->pitch)};
    bool is_upright = item->kind == BX_FURNITURE_RULE && rect.height > 0;
    if (rect.width <= 0)
        rect.width = is_upright ? 0 : page->type_area.width;
    return rect;
}

GArray *
bx_plan_furniture(const BxPagePlan *page, bool is_first)
{
    GArray *furniture = g_array_new(FALSE, FALSE, sizeof(BxFurniturePlan));
    const BxRect *area = &page->type_area;
    for (guint i = 0; i < page->layout->furniture->len; i++) {
        const BxFurniture *item = g_ptr_array_index(page->layout->furniture, i);
        if (!bx_furniture_is_on(item, page->number, is_first))
            continue;
        BxFurniturePlan plan = {item, rect_of(page, item),
                                page->layout->is_mirrored && !page->is_recto && !item->is_steady};
        if (plan.is_mirrored)
            plan.rect.x = area->width - plan.rect.x - plan.rect.width;
        plan.rect.x += area->x;
        plan.rect.y += area->y;
        g_array_append_val(furniture, plan);
    }
    return furniture;
}
