/* SPDX-License-Identifier: Apache-2.0 */
/* A story's texts on its page: the head in its rows (GR-3, GR-4), body lines in their slots (GR-2),
 * crossheads in the middle of theirs (GR-6). */

#include "page/build.h"

#include <math.h>

/* GR-4: share of a head's spare height that stands above it. */
#define ABOVE_SHARE 0.6
/* A crosshead stands a little nearer to the text it heads. */
#define CROSSHEAD_SHARE 0.56

static bool
is_head_role(BxRole role)
{
    return role <= BX_ROLE_JUMP_HEAD;
}

typedef struct {
    BxPageMaking *making;
    const BxPart *part;
    const BxComposed *composed;
    int part_index;
} Placer;

/* Blank above a head in its rows. Rows that it has beyond what it needs are shared out; what they are short of
 * comes off both blanks alike. */
static double
blank_above(const Placer *placer, const BxHeadSet *head)
{
    const BxPagePlan *page = placer->making->plan_page;
    const BxPartFit *fit = &g_array_index(placer->composed->parts, BxPartFit, placer->part_index);
    double above = bx_length_pt(head->above, page->em, page->pitch);
    double blanks = above + bx_length_pt(head->below, page->em, page->pitch);
    double rows = fit->head_rows * page->pitch;
    double room = MIN(rows, bx_page_rows_height(page, placer->part->n_rows));
    double spare = room - fit->head_height - blanks;
    if (spare >= 0)
        return above + ABOVE_SHARE * spare;
    return blanks > 0 ? above * MAX(0, 1 + spare / blanks) : 0;
}

/* Where the next line of a head goes: its top, or in a vertical head its right edge. */
typedef struct {
    const Placer *placer;
    bool is_vertical;
    double x, y;
} HeadCursor;

static void
put_head_line(HeadCursor *cursor, const BxSetText *set, const BxLine *line, double advance)
{
    const Placer *placer = cursor->placer;
    if (cursor->is_vertical) {
        bx_page_add_line(placer->making, placer->part->story, line, cursor->x - set->size / 2,
                         cursor->y, &set->style->ink, -1, true);
        cursor->x -= advance;
    } else {
        bx_page_add_line(placer->making, placer->part->story, line, cursor->x,
                         bx_baseline(cursor->y, set->size), &set->style->ink, -1, false);
        cursor->y += advance;
    }
}

/* The head of a vertical part hangs at its right edge (GR-4 turned); one beside horizontal text
 * stands in the middle of its columns. */
static HeadCursor
head_start(const Placer *placer, const BxHeadSet *head)
{
    const BxPart *part = placer->part;
    const BxPartFit *fit = &g_array_index(placer->composed->parts, BxPartFit, placer->part_index);
    double right = part->head_x + part->head_width;
    HeadCursor cursor = {placer, part->head_is_vertical, part->head_x, part->y};
    if (!part->head_is_vertical)
        cursor.y += blank_above(placer, head);
    else if (part->is_vertical)
        cursor.x = right - blank_above(placer, head);
    else
        cursor.x = right - (part->head_width - fit->head_height) / 2;
    return cursor;
}

/* Returns the size that the blank after it is measured by; 0: the head stands beside it. */
static double
put_standing(HeadCursor *cursor, const BxSetText *set)
{
    const Placer *placer = cursor->placer;
    const BxPartFit *fit = bx_part_fit(placer->composed, placer->part_index);
    bx_place_standing(placer->making, placer->part, fit, set, cursor->x, cursor->y);
    if (cursor->is_vertical) {
        cursor->x -= fit->standing.depth;
    } else if (fit->standing.indent > 0) {
        cursor->x += fit->standing.indent;
        cursor->y += (fit->head_height - fit->standing.rest) / 2;
        return 0;
    } else {
        cursor->y += fit->standing.depth;
    }
    return set->size;
}

static void
place_head(const Placer *placer)
{
    const BxHeadSet *head = placer->part->slot->head;
    if (!head)
        return;
    const BxPagePlan *page = placer->making->plan_page;
    double rule = bx_length_pt(head->rule_above, page->em, page->pitch);
    double before = 0, top = placer->part->y;
    if (rule > 0)
        bx_page_add_rule(placer->making, placer->part->story, placer->part->head_x, top,
                         placer->part->head_x + placer->part->head_width, top, rule,
                         &head->headline->ink);
    HeadCursor cursor = head_start(placer, head);
    for (guint i = 0; i < placer->composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(placer->composed->texts, i);
        if (!is_head_role(set->role) || set->part != placer->part_index)
            continue;
        if (set->role == BX_ROLE_STANDING) {
            before = set->lines->len ? put_standing(&cursor, set) : 0;
            continue;
        }
        double blank =
            before > 0 ? bx_length_pt(head->between, MIN(before, set->size), page->pitch) : 0;
        cursor.y += cursor.is_vertical ? 0 : blank;
        cursor.x -= cursor.is_vertical ? blank : 0;
        for (guint k = 0; k < set->lines->len; k++)
            put_head_line(&cursor, set, g_ptr_array_index(set->lines, k),
                          k + 1 < set->lines->len ? set->pitch : set->size);
        before = set->size;
    }
}

static void
place_crosshead(const Placer *placer, const BxSetText *set)
{
    if (set->first_slot < 0)
        return;
    const BxPagePlan *page = placer->making->plan_page;
    const BxLineSlot *slot = &g_array_index(placer->composed->slots, BxLineSlot, set->first_slot);
    double height = set->size + (set->lines->len - 1) * set->pitch;
    double white = page->pitch - page->em; /* under the line above */
    double spare = set->n_slots * page->pitch + white - height - white;
    double into = CROSSHEAD_SHARE * MAX(0, spare + white) - white; /* from the first row's edge */
    for (guint k = 0; k < set->lines->len; k++, into += set->pitch) {
        bool turned = placer->part->is_vertical;
        double x = turned ? slot->x + page->em / 2 - into - set->size / 2 : slot->x + set->x;
        double y = turned ? slot->y + set->x : bx_baseline(slot->y + into, set->size);
        bx_page_add_line(placer->making, placer->part->story, g_ptr_array_index(set->lines, k), x,
                         y, &set->style->ink, set->first_slot, turned);
    }
}

static void
place_body(const Placer *placer, const BxSetText *set)
{
    const BxPagePlan *page = placer->making->plan_page;
    for (guint k = 0; k < set->lines->len; k++) {
        int index = g_array_index(set->slots, int, k);
        if (index < 0)
            continue;
        const BxLineSlot *slot = &g_array_index(placer->composed->slots, BxLineSlot, index);
        bool turned = placer->part->is_vertical;
        if (slot->part == placer->part_index)
            bx_page_add_line(placer->making, placer->part->story, g_ptr_array_index(set->lines, k),
                             slot->x, turned ? slot->y : bx_baseline(slot->y, page->em),
                             &set->style->ink, index, turned);
    }
}

void
bx_place_part_texts(BxPageMaking *making, const BxPart *part, const BxComposed *composed,
                    int part_index)
{
    Placer placer = {making, part, composed, part_index};
    place_head(&placer);
    for (guint i = 0; i < composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(composed->texts, i);
        if (set->slots)
            place_body(&placer, set);
        else if (set->role == BX_ROLE_CROSSHEAD && set->part == part_index)
            place_crosshead(&placer, set);
    }
}
