/* SPDX-License-Identifier: Apache-2.0 */
/* The lead and the order of weight: the lead top left or over all columns, weight falling from there (PG-9); no
 * story with more room than the lead (PG-14). On a page read from the right, left is right. */

#include "review/rules.h"

#include "base/say.h"

#define ASIDE_SHARE                                                                                \
    0.34 /* of the lead's area: a box beside it (边栏, 报眼) is no story before it */
#define RANKS_APART 2 /* a brief before a second story is told of, news before it is not */
#define AREA_SLACK 1.02

/* As on a page that is read from the left. */
static BxRect
mirrored(const BxSeen *seen, BxRect rect)
{
    if (seen->is_vertical)
        rect.x = -bx_end_x(rect);
    return rect;
}

static double
area_of(BxRect rect)
{
    return rect.width * rect.height;
}

/* Whether `a` is met before `b`: above it in the same columns, or left of it at the same height. */
static const char *
is_before(const BxSeen *seen, const BxSeenPart *a, const BxSeenPart *b)
{
    BxRect first = mirrored(seen, a->part->frame), then = mirrored(seen, b->part->frame);
    if (bx_end_y(first) <= then.y + 1 && bx_meet_x(first, then))
        return N_("above");
    if (bx_end_x(first) <= then.x + 1 && bx_meet_y(first, then))
        return seen->is_vertical ? N_("right of") : N_("left of");
    return NULL;
}

static bool
is_aside(const BxSeenPart *part, const BxSeenPart *lead)
{
    return part->part->slot->has_box
           && area_of(part->part->frame) <= ASIDE_SHARE * area_of(lead->part->frame);
}

static void
look_before_lead(BxReviewing *reviewing, const BxSeenPart *part, const BxSeenPart *lead)
{
    const char *where = is_before(reviewing->seen, part, lead);
    if (!where || is_aside(part, lead) || part->part->story == lead->part->story
        || bx_are_nested(part, lead))
        return;
    const BxSlot *slot = lead->part->slot, *other = part->part->slot;
    const BxFinding finding = {slot, other, slot->pos, lead->part->frame};
    bx_found_on_page(reviewing, &finding,
                     "slot “%s” stands %s the lead in “%s”; the lead belongs at the top %s or over "
                     "all columns",
                     other->name, bx_word(where), slot->name,
                     reviewing->seen->is_vertical ? bx_word("right") : bx_word("left"));
}

static void
look_at_ranks(BxReviewing *reviewing, const BxSeenPart *first, const BxSeenPart *then)
{
    bool has_ranks = first->rank != BX_RANK_NONE && then->rank != BX_RANK_NONE
                     && then->rank != BX_RANK_LEAD && !first->part->is_continuation
                     && !then->part->is_continuation;
    if (!has_ranks || (int)first->rank - (int)then->rank < RANKS_APART
        || first->part->slot->has_box)
        return;
    const char *where = is_before(reviewing->seen, first, then);
    if (!where || bx_are_nested(first, then))
        return;
    const BxSlot *slot = then->part->slot, *other = first->part->slot;
    const BxFinding finding = {slot, other, slot->pos, then->part->frame};
    bx_found_on_page(reviewing, &finding,
                     "“%s” (%s) stands %s “%s” (%s); let them change places, or box the first",
                     other->name, bx_rank_words[first->rank], bx_word(where), slot->name,
                     bx_rank_words[then->rank]);
}

void
bx_review_order(BxReviewing *reviewing)
{
    const BxSeen *seen = reviewing->seen;
    for (guint i = 0; i < seen->parts->len; i++) {
        const BxSeenPart *part = bx_seen_part(seen, (int)i);
        if (seen->lead >= 0 && (int)i != seen->lead)
            look_before_lead(reviewing, part, bx_seen_part(seen, seen->lead));
        for (guint k = 0; k < seen->parts->len; k++)
            if (k != i)
                look_at_ranks(reviewing, part, bx_seen_part(seen, (int)k));
    }
}

/* ---- PG-14 ---- */

static double
area_of_story(const BxSeen *seen, int story)
{
    double area = 0;
    for (guint i = 0; i < seen->parts->len; i++) {
        const BxPart *part = bx_seen_part(seen, (int)i)->part;
        area += part->story == story ? area_of(part->frame) : 0;
    }
    return area;
}

void
bx_review_lead_area(BxReviewing *reviewing)
{
    const BxSeen *seen = reviewing->seen;
    if (seen->lead < 0)
        return;
    const BxSeenPart *lead = bx_seen_part(seen, seen->lead);
    double room = area_of_story(seen, lead->part->story);
    for (guint i = 0; i < seen->parts->len; i++) {
        const BxSeenPart *part = bx_seen_part(seen, (int)i);
        double area = area_of(part->part->frame);
        if (part->part->story == lead->part->story || area <= AREA_SLACK * room)
            continue;
        const BxSlot *slot = lead->part->slot, *other = part->part->slot;
        const BxFinding finding = {slot, other, slot->pos, lead->part->frame};
        bx_found_on_page(reviewing, &finding,
                         "slot “%s” has %.0f %% of the room of the lead in “%s”; the lead has the "
                         "most: give it rows or columns, or another story its rank",
                         other->name, 100 * area / room, slot->name);
    }
}
