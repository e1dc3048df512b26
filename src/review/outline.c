/* SPDX-License-Identifier: Apache-2.0 */
/* A story and its head: one piece of paper (PG-3), the text under the head from its left edge on (盖文题, PG-4). */

#include "review/rules.h"

#define GAP_MOST 3    /* rows of blank under a head; PG-13 has one or two */
#define PIECE_LEAST 5 /* rows of a piece of an outline that is no rectangle */
#define TOUCH_ROWS 2  /* of blank between two pieces that touch, with a rule in it */

/* ---- PG-3 ---- */

/* White from the head's last line to the first thing under it in one leg, rows; 0: nothing is there. */
static double
gap_in_leg(const BxReviewing *reviewing, const BxSeenPart *part, const BxSeenLeg *leg)
{
    bool is_vertical = part->part->is_vertical;
    BxRect head = bx_as_read(part->head, is_vertical), block = bx_as_read(part->block, is_vertical);
    BxRect lines = bx_as_read(leg->lines, is_vertical);
    if (leg->lines.width <= 0 || !bx_meet_x(block, lines))
        return 0;
    double first = lines.y;
    for (guint i = 0; i < part->figures->len; i++) {
        BxRect place = bx_as_read(g_array_index(part->figures, BxSeenFigure, i).place, is_vertical);
        if (bx_meet_x(place, lines) && bx_end_y(place) > bx_end_y(head))
            first = MIN(first, place.y);
    }
    for (guint i = 0; i < part->part->holes->len; i++) {
        const BxHole *hole = &g_array_index(part->part->holes, BxHole, i);
        BxRect rect = {hole->x, bx_page_row_y(reviewing->seen->page, hole->first_row), hole->width,
                       bx_page_rows_height(reviewing->seen->page, hole->n_rows)};
        rect = bx_as_read(rect, is_vertical);
        if (bx_meet_x(rect, lines))
            first = MIN(first, rect.y);
    }
    return (first - bx_end_y(head)) / reviewing->seen->page->pitch;
}

static void
look_under_head(BxReviewing *reviewing, const BxSeenPart *part)
{
    double most = 0;
    BxRect lines = {0};
    if (part->head.width <= 0 || part->part->head_is_vertical != part->part->is_vertical)
        return;
    for (guint i = 0; i < part->legs->len; i++) {
        const BxSeenLeg *leg = &g_array_index(part->legs, BxSeenLeg, i);
        double gap = gap_in_leg(reviewing, part, leg);
        if (gap > most) {
            most = gap;
            lines = leg->lines;
        }
    }
    const BxSlot *slot = part->part->slot;
    const BxFinding finding = {.slot = slot, .pos = slot->pos, .box = bx_around(part->head, lines)};
    if (most > GAP_MOST)
        bx_found_on_page(reviewing, &finding,
                         "%.1f rows of white lie between the head of slot “%s” and its text; give "
                         "it fewer head_lines, or place what keeps the text down elsewhere",
                         most, slot->name);
}

static const BxSeenPart *
part_before(const BxSeen *seen, const BxSeenPart *part)
{
    for (guint i = 0; i < seen->parts->len; i++) {
        const BxSeenPart *other = bx_seen_part(seen, (int)i);
        if (other->part->story == part->part->story && other->index == part->index - 1)
            return other;
    }
    return NULL;
}

static bool
touch(const BxPagePlan *page, BxRect a, BxRect b)
{
    double along = MAX(a.x, b.x) - MIN(bx_end_x(a), bx_end_x(b)),
           across = MAX(a.y, b.y) - MIN(bx_end_y(a), bx_end_y(b));
    return (along <= page->gutter + 1 && bx_meet_y(a, b))
           || (across <= (TOUCH_ROWS + 1) * page->pitch && bx_meet_x(a, b));
}

/* A story in two slots of one page: the pieces touch, and each is deep enough to be seen as text. */
static void
look_at_pieces(BxReviewing *reviewing, const BxSeenPart *part)
{
    const BxSeenPart *before = part_before(reviewing->seen, part);
    if (!before)
        return;
    const BxSlot *slot = part->part->slot, *first = before->part->slot;
    const BxFinding finding = {slot, first, slot->pos, part->part->frame};
    if (!touch(reviewing->seen->page, before->part->frame, part->part->frame))
        bx_found_on_page(reviewing, &finding,
                         "“%s” goes on in slot “%s”, which does not touch slot “%s”; a reader "
                         "loses it there",
                         part->story->id, slot->name, first->name);
    for (int i = 0; i < 2; i++) {
        const BxSeenPart *piece = i ? part : before;
        if (piece->part->n_page_rows < PIECE_LEAST)
            bx_found_on_page(
                reviewing, &finding, "slot “%s” is a piece of “%s” of %d rows; give it %d or more",
                piece->part->slot->name, part->story->id, piece->part->n_page_rows, PIECE_LEAST);
    }
}

void
bx_review_outline(BxReviewing *reviewing)
{
    for (guint i = 0; i < reviewing->seen->parts->len; i++) {
        const BxSeenPart *part = bx_seen_part(reviewing->seen, (int)i);
        look_under_head(reviewing, part);
        look_at_pieces(reviewing, part);
    }
}

/* ---- PG-4 ---- */

/* Whether a figure of the story lies under the head's left edge, so that text begins beside it. */
static bool
has_figure_before(const BxSeenPart *part, BxRect block, BxRect line)
{
    for (guint i = 0; i < part->figures->len; i++) {
        BxRect place = bx_as_read(g_array_index(part->figures, BxSeenFigure, i).place,
                                  part->part->is_vertical);
        if (place.x <= block.x + 1 && bx_end_x(place) <= line.x + 1 && bx_meet_x(place, block))
            return true;
    }
    return false;
}

static void
look_at_start(BxReviewing *reviewing, const BxSeenPart *part)
{
    bool is_vertical = part->part->is_vertical;
    if (part->head.width <= 0 || part->first_line.width <= 0
        || part->part->head_is_vertical != is_vertical)
        return;
    BxRect block = bx_as_read(part->block, is_vertical),
           line = bx_as_read(part->first_line, is_vertical);
    double em = reviewing->seen->page->em;
    double slack = em * (1 + (is_vertical ? 0 : part->part->slot->has_box)); /* whole characters */
    const BxSlot *slot = part->part->slot;
    const BxFinding finding = {
        .slot = slot, .pos = slot->pos, .box = bx_around(part->head, part->first_line)};
    if (line.y < block.y + part->fit->head_rows * reviewing->seen->page->pitch - em)
        bx_found_on_page(reviewing, &finding,
                         "the text of slot “%s” begins beside its head, not under it; begin "
                         "head_cols at the slot's first column",
                         slot->name);
    else if (line.x < block.x - slack
             || (line.x > block.x + slack + 2 * em && !has_figure_before(part, block, line)))
        bx_found_on_page(reviewing, &finding,
                         "the text of slot “%s” does not begin under the left edge of its head; "
                         "free the first column under it",
                         slot->name);
}

/* A story that goes on in another slot of the page goes on below its head. */
static void
look_above(BxReviewing *reviewing, const BxSeenPart *part)
{
    const BxSeenPart *before = part_before(reviewing->seen, part);
    if (!before || before->head.width <= 0 || part->text.width <= 0)
        return;
    BxRect head = bx_as_read(before->head, before->part->is_vertical),
           text = bx_as_read(part->text, before->part->is_vertical);
    const BxSlot *slot = part->part->slot;
    const BxFinding finding = {slot, before->part->slot, slot->pos, part->text};
    if (text.y < head.y - reviewing->seen->page->pitch)
        bx_found_on_page(reviewing, &finding,
                         "“%s” goes on in slot “%s” above its own head; move that slot down",
                         part->story->id, slot->name);
}

void
bx_review_head_place(BxReviewing *reviewing)
{
    for (guint i = 0; i < reviewing->seen->parts->len; i++) {
        const BxSeenPart *part = bx_seen_part(reviewing->seen, (int)i);
        look_at_start(reviewing, part);
        look_above(reviewing, part);
    }
}
