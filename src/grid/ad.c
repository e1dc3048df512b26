/* SPDX-License-Identifier: Apache-2.0 */
/* Advertisements: from columns and rows to points, and off the page where they bleed. */

#include "grid/furniture.h"

typedef struct {
    double left, top, right, bottom;
} Sides;

/* The sides that bleed run to the trim and `beyond` it. */
static BxRect
rect_of(const BxLayout *layout, Sides sides, unsigned bleed, double beyond)
{
    if (bleed & BX_BLEED_LEFT)
        sides.left = -beyond;
    if (bleed & BX_BLEED_TOP)
        sides.top = -beyond;
    if (bleed & BX_BLEED_RIGHT)
        sides.right = layout->trim_width + beyond;
    if (bleed & BX_BLEED_BOTTOM)
        sides.bottom = layout->trim_height + beyond;
    return (BxRect){sides.left, sides.top, sides.right - sides.left, sides.bottom - sides.top};
}

GArray *
bx_plan_ads(const BxPagePlan *page)
{
    GArray *ads = g_array_new(FALSE, FALSE, sizeof(BxAdPlan));
    for (guint i = 0; i < page->spec->ads->len; i++) {
        const BxAd *ad = g_ptr_array_index(page->spec->ads, i);
        const BxAdSlot *slot = ad->slot;
        double left = bx_page_column_x(page, slot->cols.first);
        double top = bx_page_row_y(page, slot->rows.first - 1);
        const Sides sides = {left, top, left + bx_page_span_width(page, slot->cols.count),
                             top + bx_page_rows_height(page, slot->rows.count)};
        BxAdPlan plan = {ad, rect_of(page->layout, sides, slot->bleed, 0),
                         rect_of(page->layout, sides, slot->bleed, page->layout->bleed), -1, -1};
        g_array_append_val(ads, plan);
    }
    return ads;
}
