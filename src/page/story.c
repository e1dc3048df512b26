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

static double
head_top(const Placer *placer, const BxHeadSet *head)
{
    const BxPagePlan *page = placer->making->plan_page;
    const BxPartFit *fit = &g_array_index(placer->composed->parts, BxPartFit, placer->part_index);
    double above = bx_length_pt(head->above, page->em, page->pitch);
    double below = bx_length_pt(head->below, page->em, page->pitch);
    double spare = fit->head_rows * page->pitch - fit->head_height - above - below;
    return bx_page_row_y(page, placer->part->first_row) + above + ABOVE_SHARE * spare;
}

static void
place_head(const Placer *placer)
{
    const BxHeadSet *head = placer->part->slot->head;
    if (!head)
        return;
    const BxPagePlan *page = placer->making->plan_page;
    double rule = bx_length_pt(head->rule_above, page->em, page->pitch);
    double y = head_top(placer, head), before = 0;
    double top = bx_page_row_y(page, placer->part->first_row);
    if (rule > 0)
        bx_page_add_rule(placer->making, placer->part->story, placer->part->head_x, top,
                         placer->part->head_x + placer->part->head_width, top, rule,
                         &head->headline->ink);
    for (guint i = 0; i < placer->composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(placer->composed->texts, i);
        if (!is_head_role(set->role) || set->part != placer->part_index)
            continue;
        if (before > 0)
            y += bx_length_pt(head->between, MIN(before, set->size), page->pitch);
        for (guint k = 0; k < set->lines->len;
             k++, y += k < set->lines->len ? set->pitch : set->size)
            bx_page_add_line(placer->making, placer->part->story, g_ptr_array_index(set->lines, k),
                             placer->part->head_x, bx_baseline(y, set->size), &set->style->ink, -1);
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
    double y = slot->y - white + CROSSHEAD_SHARE * MAX(0, spare + white);
    for (guint k = 0; k < set->lines->len; k++)
        bx_page_add_line(placer->making, placer->part->story, g_ptr_array_index(set->lines, k),
                         slot->x, bx_baseline(y + k * set->pitch, set->size), &set->style->ink,
                         set->first_slot);
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
        if (slot->part == placer->part_index)
            bx_page_add_line(placer->making, placer->part->story, g_ptr_array_index(set->lines, k),
                             slot->x, bx_baseline(slot->y, page->em), &set->style->ink, index);
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
