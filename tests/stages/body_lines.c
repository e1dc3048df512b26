/* SPDX-License-Identifier: Apache-2.0 */
#include "body_lines.h"

static int
compare_slots(const void *a, const void *b)
{
    const BxLineSlot *one = &((const BodyLine *)a)->slot, *other = &((const BodyLine *)b)->slot;
    if (one->part != other->part)
        return one->part - other->part;
    return one->leg != other->leg ? one->leg - other->leg : one->row - other->row;
}

static void
add_lines(const BxComposed *composed, const BxSetText *set, GArray *lines)
{
    for (guint k = 0; k < set->lines->len; k++) {
        bool is_crosshead = set->role == BX_ROLE_CROSSHEAD;
        int slot = is_crosshead ? set->first_slot : g_array_index(set->slots, int, k);
        if (slot < 0 || (is_crosshead && k > 0))
            continue;
        BodyLine line = {.line = g_ptr_array_index(set->lines, k),
                         .set = set,
                         .slot = g_array_index(composed->slots, BxLineSlot, slot),
                         .is_first = k == 0,
                         .is_last = k + 1 == set->lines->len,
                         .is_crosshead = is_crosshead};
        g_array_append_val(lines, line);
    }
}

GArray *
body_lines(const Made *made, int story)
{
    const BxComposed *composed = story_of(made, story);
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(BodyLine));
    for (guint i = 0; i < composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(composed->texts, i);
        if (set->role == BX_ROLE_BODY || set->role == BX_ROLE_CROSSHEAD)
            add_lines(composed, set, lines);
    }
    g_array_sort(lines, compare_slots);
    return lines;
}

const BxComposed *
story_of(const Made *made, int story)
{
    return g_ptr_array_index(made->stories, story);
}

const BxPart *
part_of(const Made *made, int i)
{
    return g_ptr_array_index(made->plan->parts, i);
}

const BxPartFit *
fit_of(const Made *made, int story, int part)
{
    return bx_part_fit(story_of(made, story), part);
}

int
depth_of_leg(const Made *made, int story, int leg)
{
    g_autoptr(GArray) lines = body_lines(made, story);
    int depth = 0;
    for (guint i = 0; i < lines->len; i++) {
        const BodyLine *line = &g_array_index(lines, BodyLine, i);
        const BxStoryPlan *plan = g_ptr_array_index(made->plan->stories, story);
        const BxPart *part = g_ptr_array_index(plan->parts, line->slot.part);
        int rows = line->is_crosshead ? line->set->n_slots : 1;
        if (line->slot.leg == leg)
            depth = MAX(depth, line->slot.row + rows - part->first_row);
    }
    return depth;
}

int
count_diags(const Made *made, BxDiagCode code)
{
    int n = 0;
    for (int i = 0; i < bx_diags_count(made->diags); i++)
        n += bx_diags_lookup(made->diags, i)->code == code;
    return n;
}

char *
body_of(const char *paragraph, ...)
{
    GString *body = g_string_new(NULL);
    va_list more;
    va_start(more, paragraph);
    for (const char *next = paragraph; next; next = va_arg(more, const char *))
        g_string_append_printf(body, "%s\n\n", next);
    va_end(more);
    return g_string_free(body, FALSE);
}
