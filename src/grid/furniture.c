/* SPDX-License-Identifier: Apache-2.0 */
/* Furniture: lengths from the type area to points; on a verso mirrored, so that what stands outside on a
 * recto stands outside there too. */

#include "grid/furniture.h"

/* Of a picture whose pixels are not known: it has been reported, and its place is shown. */
#define UNKNOWN_SHAPE 1.5

/* The side that is not given follows from the picture's proportions. */
static void
complete_picture(BxRect *rect, const BxPicture *picture)
{
    bool is_known = picture && picture->width > 0 && picture->height > 0;
    double shape = is_known ? (double)picture->width / picture->height : UNKNOWN_SHAPE;
    if (rect->width <= 0)
        rect->width = rect->height * shape;
    else if (rect->height <= 0)
        rect->height = rect->width / shape;
}

static BxRect
rect_of(const BxPagePlan *page, const BxFurniture *item)
{
    BxRect rect = {bx_length_pt(item->x, page->em, page->pitch),
                   bx_length_pt(item->y, page->em, page->pitch),
                   bx_length_pt(item->width, page->em, page->pitch),
                   bx_length_pt(item->height, page->em, page->pitch)};
    bool is_picture = item->kind == BX_FURNITURE_PICTURE;
    bool may_be_narrow = is_picture || item->kind == BX_FURNITURE_RULE;
    if (rect.width <= 0)
        rect.width = may_be_narrow && rect.height > 0 ? 0 : page->type_area.width;
    if (is_picture)
        complete_picture(&rect, item->picture);
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
                                page->layout->is_mirrored && !page->is_recto && !item->is_steady,
                                -1};
        if (plan.is_mirrored)
            plan.rect.x = area->width - plan.rect.x - plan.rect.width;
        plan.rect.x += area->x;
        plan.rect.y += area->y;
        g_array_append_val(furniture, plan);
    }
    return furniture;
}
