/* SPDX-License-Identifier: Apache-2.0 */
#include "proof/steps.h"

GPtrArray *
bx_overset_lines(const BxComposed *composed)
{
    GPtrArray *lines = g_ptr_array_new();
    for (guint i = 0; i < composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(composed->texts, i);
        if (!set->slots && set->n_slots == 0)
            continue;
        for (guint k = 0; k < set->lines->len; k++)
            if (set->n_slots > 0 ? set->first_slot < 0 : g_array_index(set->slots, int, k) < 0)
                g_ptr_array_add(lines, g_ptr_array_index(set->lines, k));
    }
    return lines;
}

bool
bx_oversets_here(const BxSheeting *sheeting, guint story)
{
    const BxStoryPlan *plan = g_ptr_array_index(sheeting->input->plan->stories, story);
    const BxComposed *composed = g_ptr_array_index(sheeting->input->stories, story);
    if (composed->overset_lines == 0 || plan->parts->len == 0)
        return false;
    const BxPart *last = g_ptr_array_index(plan->parts, plan->parts->len - 1);
    return last->page == sheeting->index;
}
