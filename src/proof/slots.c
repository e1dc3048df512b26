/* SPDX-License-Identifier: Apache-2.0 */
/* Slots: a frame and a label on each. */

#include "proof/steps.h"

#define FRAME_PT 0.7

static void
append(GString *label, const char *words)
{
    if (words && *words)
        g_string_append_printf(label, "%s%s", label->len ? "　" : "", words);
}

/* Lines of a part that are taken, and all that it has: columns that end level have given up theirs. */
static int
lines_taken(const BxComposed *composed, guint index, bool is_last, int *all)
{
    int before = 0, n_slots = bx_part_fit(composed, (int)index)->n_slots;
    for (guint i = 0; i < index; i++)
        before += bx_part_fit(composed, (int)i)->n_slots;
    int rest = MAX(0, composed->used_lines - before);
    int taken = is_last ? rest : MIN(rest, n_slots);
    *all = is_last ? taken + composed->underset_lines : n_slots;
    return taken;
}

/* What a part holds of what it could hold; green but for what is a fault. */
static BxInk
append_fit(GString *label, const BxComposed *composed, const BxPart *part, guint index,
           bool is_last)
{
    int over = is_last ? composed->overset_lines : 0, all;
    int taken = lines_taken(composed, index, is_last, &all);
    g_autofree char *words = over ? g_strdup_printf("%d+%d/%d 行", taken, over, all)
                                  : g_strdup_printf("%d/%d 行", taken, all);
    append(label, words);
    return over                                 ? BX_PROOF_RED
           : all - taken > (int)part->legs->len ? BX_PROOF_AMBER
                                                : BX_PROOF_GREEN;
}

/* A label hangs on the upper edge of its frame, or where the page ends above it, inside. */
static void
draw_part(const BxSheeting *sheeting, const BxStoryPlan *plan, guint index)
{
    const BxPart *part = g_ptr_array_index(plan->parts, index);
    const BxComposed *composed = g_ptr_array_index(sheeting->input->stories, part->story);
    const BxStory *story = g_ptr_array_index(sheeting->input->plan->issue->stories, part->story);
    g_autoptr(GString) label = g_string_new(NULL);
    BxInk ink = BX_PROOF_BLUE;
    if (bx_shows(sheeting, BX_OVERLAY_SLOTS))
        append(label, part->slot->name);
    if (bx_shows(sheeting, BX_OVERLAY_FIT))
        ink = append_fit(label, composed, part, index, index + 1 == plan->parts->len);
    if (bx_shows(sheeting, BX_OVERLAY_FILES) && story->source)
        append(label, story->source->path);
    if (bx_shows(sheeting, BX_OVERLAY_SLOTS))
        bx_draw_frame(&sheeting->over, part->frame, FRAME_PT, BX_PROOF_BLUE);
    bool has_room = part->frame.y > 2 * sheeting->over.size;
    bx_draw_tag(&sheeting->over, label->str, part->frame.x, part->frame.y,
                has_room ? BX_TAG_BOTTOM_LEFT : BX_TAG_TOP_LEFT, ink);
}

static void
draw_places_of_ads(const BxSheeting *sheeting)
{
    for (guint i = 0; i < sheeting->plan->ads->len; i++) {
        const BxAdPlan *plan = &g_array_index(sheeting->plan->ads, BxAdPlan, i);
        g_autoptr(GString) label = g_string_new(NULL);
        if (bx_shows(sheeting, BX_OVERLAY_SLOTS)) {
            append(label, plan->ad->slot->name);
            bx_draw_frame(&sheeting->over, plan->net, FRAME_PT, BX_PROOF_BLUE);
        }
        if (bx_shows(sheeting, BX_OVERLAY_FILES))
            append(label, plan->ad->path);
        if (label->len)
            bx_draw_tag(&sheeting->over, label->str, plan->net.x, plan->net.y, BX_TAG_TOP_LEFT,
                        BX_PROOF_BLUE);
    }
}

void
bx_draw_slots(const BxSheeting *sheeting)
{
    const GPtrArray *stories = sheeting->input->plan->stories;
    for (guint s = 0; s < stories->len; s++) {
        const BxStoryPlan *plan = g_ptr_array_index(stories, s);
        for (guint i = 0; i < plan->parts->len; i++)
            if (((const BxPart *)g_ptr_array_index(plan->parts, i))->page == sheeting->index)
                draw_part(sheeting, plan, i);
    }
    draw_places_of_ads(sheeting);
}
