/* SPDX-License-Identifier: Apache-2.0 */
/* Pictures (PG-10): the largest near the lead, those of different stories apart, captions at their pictures. Where
 * the people on a picture look cannot be known here. */

#include "review/rules.h"

#define NEAR_ROWS 3    /* the lead's frame to a picture that is near it */
#define APART_ROWS 3   /* between pictures one above the other */
#define APART_EM 3     /* … and side by side: more than a gutter */
#define CAPTION_ROWS 2 /* a caption stands half a row under its picture */
#define LARGER 1.05    /* a picture that is no larger than this is not seen to be */

typedef struct {
    const BxSeenPart *part;
    const BxSeenFigure *figure;
} Shown;

static GArray *
pictures_of(const BxSeen *seen)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(Shown));
    for (guint i = 0; i < seen->parts->len; i++) {
        const BxSeenPart *part = bx_seen_part(seen, (int)i);
        for (guint k = 0; k < part->figures->len; k++) {
            Shown shown = {part, &g_array_index(part->figures, BxSeenFigure, k)};
            if (shown.figure->pictures.width > 0)
                g_array_append_val(all, shown);
        }
    }
    return all;
}

static double
area_of(const Shown *shown)
{
    return shown->figure->pictures.width * shown->figure->pictures.height;
}

/* Where a figure gets its place: a picture slot of the layout, or its line in the article. */
static BxPos
pos_of(const Shown *shown)
{
    const BxFigurePlan *plan = shown->figure->plan;
    return plan->slot ? plan->slot->pos : plan->figure->pos;
}

static BxRect
grown(BxRect rect, double x, double y)
{
    return (BxRect){rect.x - x, rect.y - y, rect.width + 2 * x, rect.height + 2 * y};
}

static void
look_at_largest(BxReviewing *reviewing, const GArray *all)
{
    const BxSeen *seen = reviewing->seen;
    const Shown *largest = NULL;
    double of_lead = 0;
    if (seen->lead < 0)
        return;
    const BxSeenPart *lead = bx_seen_part(seen, seen->lead);
    for (guint i = 0; i < all->len; i++) {
        const Shown *shown = &g_array_index(all, Shown, i);
        if (!largest || area_of(shown) > area_of(largest))
            largest = shown;
        if (shown->part->part->story == lead->part->story)
            of_lead = MAX(of_lead, area_of(shown));
    }
    BxRect near =
        grown(lead->part->frame, APART_EM * seen->page->em, NEAR_ROWS * seen->page->pitch);
    if (!largest || area_of(largest) <= LARGER * of_lead || bx_meet(near, largest->figure->place))
        return;
    const BxSlot *slot = largest->part->part->slot;
    const BxFinding finding = {slot, lead->part->slot, pos_of(largest), largest->figure->pictures};
    bx_found_on_page(
        reviewing, &finding,
        "the largest picture, in slot “%s”, stands away from the lead in “%s”; make it "
        "smaller, or move it next to the lead",
        slot->name, lead->part->slot->name);
}

static void
look_at_pairs(BxReviewing *reviewing, const GArray *all)
{
    const BxPagePlan *page = reviewing->seen->page;
    for (guint i = 0; i < all->len; i++)
        for (guint k = 0; k < i; k++) {
            const Shown *a = &g_array_index(all, Shown, k), *b = &g_array_index(all, Shown, i);
            BxRect wide = grown(a->figure->place, APART_EM * page->em, 0),
                   tall = grown(a->figure->place, 0, APART_ROWS * page->pitch);
            if (a->part->part->story == b->part->part->story
                || (!bx_meet(wide, b->figure->place) && !bx_meet(tall, b->figure->place)))
                continue;
            const BxSlot *slot = b->part->part->slot, *other = a->part->part->slot;
            const BxFinding finding = {slot, other, pos_of(b),
                                       bx_around(a->figure->place, b->figure->place)};
            bx_found_on_page(reviewing, &finding,
                             "a picture of slot “%s” touches one of slot “%s”; let text stand "
                             "between them",
                             slot->name, other->name);
        }
}

static void
look_at_caption(BxReviewing *reviewing, const Shown *shown)
{
    const BxSeenFigure *figure = shown->figure;
    double rows = (figure->texts.y - bx_end_y(figure->pictures)) / reviewing->seen->page->pitch;
    const BxSlot *slot = shown->part->part->slot;
    const BxFinding finding = {
        .slot = slot, .pos = pos_of(shown), .box = bx_around(figure->pictures, figure->texts)};
    if (figure->texts.width > 0 && rows > CAPTION_ROWS)
        bx_found_on_page(reviewing, &finding,
                         "a caption of slot “%s” stands %.1f rows under its picture; give the "
                         "picture fewer rows, or fit=fill",
                         slot->name, rows);
}

void
bx_review_pictures(BxReviewing *reviewing)
{
    g_autoptr(GArray) all = pictures_of(reviewing->seen);
    look_at_largest(reviewing, all);
    look_at_pairs(reviewing, all);
    for (guint i = 0; i < all->len; i++)
        look_at_caption(reviewing, &g_array_index(all, Shown, i));
}
