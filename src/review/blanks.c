/* SPDX-License-Identifier: Apache-2.0 */
/* White about heads (PG-13): enough that head and text are told apart, never so much that the head floats, and
 * about the same over a page. */

#include "review/rules.h"

/* Rows of the grid. The rule asks for one to two. A block is whole rows, of whose remainder 3 parts stand above and
 * 2 below (GR-3, GR-4), and its lines are em boxes with white of their own: a third of a row at either end does not
 * show. */
#define BELOW_LEAST 0.6
#define BELOW_MOST 2.4
#define ABOVE_MOST 2.8

typedef struct {
    const BxSeenPart *part;
    double above, below; /* rows; < 0: nothing is there */
} Blanks;

static double
first_under(const BxSeenPart *part, BxRect head)
{
    bool is_vertical = part->part->is_vertical;
    double first = G_MAXDOUBLE;
    for (guint i = 0; i < part->legs->len; i++) {
        BxRect lines = g_array_index(part->legs, BxSeenLeg, i).lines;
        if (lines.width > 0 && bx_meet_x(bx_as_read(lines, is_vertical), head))
            first = MIN(first, bx_as_read(lines, is_vertical).y);
    }
    for (guint i = 0; i < part->figures->len; i++) {
        BxRect place = bx_as_read(g_array_index(part->figures, BxSeenFigure, i).place, is_vertical);
        if (bx_meet_x(place, head) && place.y > head.y)
            first = MIN(first, place.y);
    }
    return first;
}

static Blanks
blanks_of(const BxReviewing *reviewing, const BxSeenPart *part)
{
    bool is_vertical = part->part->is_vertical;
    BxRect head = bx_as_read(part->head, is_vertical), block = bx_as_read(part->block, is_vertical);
    double pitch = reviewing->seen->page->pitch, first = first_under(part, head);
    return (Blanks){part, (head.y - block.y) / pitch,
                    first < G_MAXDOUBLE ? (first - bx_end_y(head)) / pitch : -1};
}

static void
look_at_blanks(BxReviewing *reviewing, const Blanks *blanks)
{
    const BxSlot *slot = blanks->part->part->slot;
    const BxFinding finding = {.slot = slot, .pos = slot->pos, .box = blanks->part->head};
    if (blanks->below >= 0 && blanks->below < BELOW_LEAST)
        bx_found_on_page(reviewing, &finding,
                         "the head of slot “%s” stands %.1f rows over its text; give it more "
                         "head_lines",
                         slot->name, blanks->below);
    if (blanks->above > ABOVE_MOST || (blanks->below > BELOW_MOST && blanks->below <= 3))
        bx_found_on_page(reviewing, &finding,
                         "the head of slot “%s” has %.1f rows of white above and %.1f below; give "
                         "it fewer head_lines, or larger type",
                         slot->name, blanks->above, blanks->below);
}

void
bx_review_blanks(BxReviewing *reviewing)
{
    for (guint i = 0; i < reviewing->seen->parts->len; i++) {
        const BxSeenPart *part = bx_seen_part(reviewing->seen, (int)i);
        if (part->head.width <= 0 || part->part->head_is_vertical != part->part->is_vertical)
            continue;
        Blanks blanks = blanks_of(reviewing, part);
        look_at_blanks(reviewing, &blanks);
    }
}
