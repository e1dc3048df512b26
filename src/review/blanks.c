/* SPDX-License-Identifier: Apache-2.0 */
/* White about heads (PG-13): enough that head and text are told apart, never so much that the head floats, and
 * about the same over a page. */

#include "review/rules.h"

#include <math.h>

/* Rows of the grid. The rule asks for one to two. A block is whole rows, of whose remainder 3 parts stand above and
 * 2 below (GR-3, GR-4), and its lines are em boxes with white of their own: a third of a row at either end does not
 * show. */
#define BELOW_LEAST 0.6
#define BELOW_MOST 2.4
#define ABOVE_MOST 2.8
/* The white below two heads of one set: a remainder makes a row of it, and no more. */
#define APART_MOST 1.1

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

/* Heads of one set look alike, so the white under them must. */
static void
look_at_pair(BxReviewing *reviewing, const Blanks *a, const Blanks *b)
{
    const BxSlot *slot = b->part->part->slot, *other = a->part->part->slot;
    if (slot->head != other->head || a->below < 0 || b->below < 0
        || fabs(a->below - b->below) <= APART_MOST)
        return;
    const BxFinding finding = {slot, other, slot->pos, b->part->head};
    bx_found_on_page(
        reviewing, &finding,
        "the heads of “%s” and “%s” are of one set, but have %.1f and %.1f rows of white "
        "below; give both the same head_lines",
        other->name, slot->name, a->below, b->below);
}

void
bx_review_blanks(BxReviewing *reviewing)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(Blanks));
    for (guint i = 0; i < reviewing->seen->parts->len; i++) {
        const BxSeenPart *part = bx_seen_part(reviewing->seen, (int)i);
        if (part->head.width <= 0 || part->part->head_is_vertical != part->part->is_vertical)
            continue;
        Blanks blanks = blanks_of(reviewing, part);
        look_at_blanks(reviewing, &blanks);
        for (guint k = 0; k < all->len; k++)
            look_at_pair(reviewing, &g_array_index(all, Blanks, k), &blanks);
        g_array_append_val(all, blanks);
    }
}
