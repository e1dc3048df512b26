/* SPDX-License-Identifier: Apache-2.0 */
/* Advertisements on the page, each with its mark at a corner. */

#include "page/build.h"

#include "base/say.h"

#include <math.h>

/* Of the shape of a picture: more is seen as white at its sides. */
#define SHAPE_TOLERANCE 0.02
#define MARK_PAD_EM 0.25
/* The mark keeps off an edge that is cut. */
#define MARK_FROM_TRIM_PT 9

static void
check_shape(BxPageMaking *making, const BxAdPlan *plan)
{
    const BxPicture *picture = plan->ad->picture;
    if (picture->width <= 0 || picture->height <= 0 || picture->fit != BX_FIT_WHOLE)
        return;
    double shape = (double)picture->width / picture->height;
    double wanted = plan->rect.width / plan->rect.height;
    if (fabs(shape / wanted - 1) > SHAPE_TOLERANCE)
        bx_diag_on_page(
            making->diags, BX_DIAG_AD_SIZE, plan->ad->pos, making->plan_page->number,
            "“%s” is %d × %d pixels, its place “%s” %.0f × %.0f mm: white stays %s; ask "
            "for that shape, or write fit: fill",
            plan->ad->path, picture->width, picture->height, plan->ad->slot->name,
            plan->rect.width / BX_PT_PER_MM, plan->rect.height / BX_PT_PER_MM,
            shape > wanted ? bx_word("above and below") : bx_word("at its sides"));
}

static void
place_pdf(BxPageMaking *making, const BxAdPlan *plan)
{
    BxPlaced *placed = bx_page_add(making, BX_PLACED_PDF, -1);
    placed->pdf.rect = plan->rect;
    placed->pdf.net = plan->net;
    placed->pdf.fills = plan->ad->fit == BX_FIT_FILL;
    placed->pdf.index = plan->pdf;
}

/* The corner of the mark's ground; where the advertisement bleeds it stays inside the trim. */
static BxRect
mark_rect(const BxAdPlan *plan, double width, double height)
{
    unsigned bleed = plan->ad->slot->bleed;
    BxAdMark mark = plan->ad->mark;
    bool is_left = mark == BX_AD_MARK_TOP_LEFT || mark == BX_AD_MARK_BOTTOM_LEFT;
    bool is_top = mark == BX_AD_MARK_TOP_LEFT || mark == BX_AD_MARK_TOP_RIGHT;
    bool is_cut_x = bleed & (is_left ? BX_BLEED_LEFT : BX_BLEED_RIGHT);
    bool is_cut_y = bleed & (is_top ? BX_BLEED_TOP : BX_BLEED_BOTTOM);
    double x = is_cut_x ? MARK_FROM_TRIM_PT : 0, y = is_cut_y ? MARK_FROM_TRIM_PT : 0;
    return (BxRect){plan->net.x + (is_left ? x : plan->net.width - width - x),
                    plan->net.y + (is_top ? y : plan->net.height - height - y), width, height};
}

static void
place_mark(BxPageMaking *making, const BxAdPlan *plan, const BxSetText *set)
{
    if (set->lines->len == 0)
        return;
    const BxLine *line = g_ptr_array_index(set->lines, 0);
    double pad = MARK_PAD_EM * set->size, start = g_array_index(line->clusters, BxCluster, 0).x;
    const BxRect rect = mark_rect(plan, line->width - start + 2 * pad, set->size + 2 * pad);
    BxPlaced *ground = bx_page_add(making, BX_PLACED_BOX, -1);
    ground->box.rect = rect;
    ground->box.has_fill = true;
    ground->box.fill = BX_INK_WHITE;
    bx_page_add_line(making, -1, line, rect.x + pad - start, bx_baseline(rect.y + pad, set->size),
                     &set->style->ink, -1, false);
}

void
bx_place_ads(BxPageMaking *making, const BxComposed *furniture)
{
    const GArray *ads = making->plan_page->ads;
    for (guint i = 0; i < ads->len; i++) {
        const BxAdPlan *plan = &g_array_index(ads, BxAdPlan, i);
        if (plan->ad->is_pdf) {
            place_pdf(making, plan);
        } else {
            check_shape(making, plan);
            bx_page_add_picture(making, -1, plan->picture, plan->ad->picture, plan->rect);
        }
        for (guint k = 0; k < furniture->texts->len; k++) {
            const BxSetText *set = g_ptr_array_index(furniture->texts, k);
            if (set->role == BX_ROLE_AD_MARK && set->furniture == (int)i)
                place_mark(making, plan, set);
        }
    }
}
