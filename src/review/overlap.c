/* SPDX-License-Identifier: Apache-2.0 */
/* Things on each other or off the page (PG-12): what a story shows lies in its slot, furniture and rules keep off the
 * stories, and all that is printed lies on the paper. Slots on each other were told when the grid was made; heads that
 * need more than they have, and figures on heads, figures or slots inside, where they were set. */

#include "review/rules.h"

#include "base/say.h"

#define SLACK_PT 1.5
#define HANG_EM 0.5 /* PU-9: marks may hang so far out of a column */

static bool
holds(BxRect outer, BxRect inner, double slack)
{
    return inner.x >= outer.x - slack && inner.y >= outer.y - slack
           && bx_end_x(inner) <= bx_end_x(outer) + slack
           && bx_end_y(inner) <= bx_end_y(outer) + slack;
}

/* ---- in a slot ---- */

static void
look_inside(BxReviewing *reviewing, const BxSeenPart *part, BxRect rect, const char *what,
            double slack)
{
    const BxSlot *slot = part->part->slot;
    const BxFinding finding = {.slot = slot, .pos = slot->pos, .box = rect};
    if (rect.width > 0 && !holds(part->part->frame, rect, slack))
        bx_found_on_page(reviewing, &finding,
                         "%s of slot “%s” reaches out of it; make it smaller or the slot larger",
                         bx_word(what), slot->name);
}

static void
look_at_figures(BxReviewing *reviewing, const BxSeenPart *part)
{
    for (guint i = 0; i < part->figures->len; i++) {
        const BxSeenFigure *figure = &g_array_index(part->figures, BxSeenFigure, i);
        look_inside(reviewing, part, figure->pictures, N_("a picture"), SLACK_PT);
        look_inside(reviewing, part, figure->texts, N_("a caption"), SLACK_PT);
    }
}

/* ---- furniture and rules ---- */

/* What of a part lies under a rectangle; NULL: nothing. */
static const char *
what_is_under(const BxSeenPart *part, BxRect rect)
{
    if (bx_meet(rect, part->head))
        return N_("the head");
    for (guint i = 0; i < part->figures->len; i++) {
        const BxSeenFigure *figure = &g_array_index(part->figures, BxSeenFigure, i);
        if (bx_meet(rect, figure->pictures))
            return N_("a picture");
        if (bx_meet(rect, figure->texts))
            return N_("a caption");
    }
    for (guint i = 0; i < part->legs->len; i++)
        if (bx_meet(rect, g_array_index(part->legs, BxSeenLeg, i).lines))
            return N_("the text");
    return NULL;
}

/* A box round a slot, or inside its bounds with nothing of it under the stroke, is meant so. */
static void
look_at_item(BxReviewing *reviewing, const BxSeenItem *item, const BxSeenPart *part)
{
    BxRect frame = part->part->frame;
    bool is_ground = item->item->kind == BX_FURNITURE_BOX && holds(item->rect, frame, SLACK_PT);
    const char *under =
        is_ground || !bx_meet(item->rect, frame) ? NULL : what_is_under(part, item->rect);
    const BxSlot *slot = part->part->slot;
    const BxFinding finding = {.slot = slot, .pos = item->item->pos, .box = item->rect};
    if (under)
        bx_found_on_page(reviewing, &finding,
                         "furniture of the page lies on %s of slot “%s”; move one of them",
                         bx_word(under), slot->name);
}

/* A rule has no width to speak of: it hits what it runs through. */
static void
look_at_rule(BxReviewing *reviewing, const BxSeenRule *rule, const BxSeenPart *part)
{
    const double through = 1.2; /* what bx_meet leaves to slack */
    BxRect rect = {rule->rect.x - through, rule->rect.y - through, rule->rect.width + 2 * through,
                   rule->rect.height + 2 * through};
    const char *under = rule->story == part->part->story || !bx_meet(rect, part->part->frame)
                            ? NULL
                            : what_is_under(part, rect);
    const BxSlot *slot = part->part->slot;
    const BxFinding finding = {.slot = slot, .pos = slot->pos, .box = rule->rect};
    if (under)
        bx_found_on_page(reviewing, &finding,
                         "a rule runs through %s of slot “%s”; end it before, or move it",
                         bx_word(under), slot->name);
}

static void
look_at_paper(BxReviewing *reviewing, const BxSeenItem *item)
{
    const BxLayout *layout = reviewing->seen->page->layout;
    BxRect paper = {-layout->bleed, -layout->bleed, layout->trim_width + 2 * layout->bleed,
                    layout->trim_height + 2 * layout->bleed};
    const BxFinding finding = {.pos = item->item->pos, .box = item->rect};
    if (item->rect.width > 0 && !holds(paper, item->rect, SLACK_PT))
        bx_found_on_page(reviewing, &finding, "furniture reaches out of the page; move it inwards");
}

void
bx_review_overlaps(BxReviewing *reviewing)
{
    const BxSeen *seen = reviewing->seen;
    for (guint i = 0; i < seen->items->len; i++)
        look_at_paper(reviewing, &g_array_index(seen->items, BxSeenItem, i));
    for (guint p = 0; p < seen->parts->len; p++) {
        const BxSeenPart *part = bx_seen_part(seen, (int)p);
        look_inside(reviewing, part, part->text, N_("text"), HANG_EM * seen->page->em + SLACK_PT);
        look_at_figures(reviewing, part);
        for (guint i = 0; i < seen->items->len; i++)
            look_at_item(reviewing, &g_array_index(seen->items, BxSeenItem, i), part);
        for (guint i = 0; i < seen->rules->len; i++)
            look_at_rule(reviewing, &g_array_index(seen->rules, BxSeenRule, i), part);
    }
}
