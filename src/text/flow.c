/* SPDX-License-Identifier: Apache-2.0 */
/* Flow: walks the slots once. A crosshead takes whole rows and at least two lines of its text with
 * it; where a column has no room for that, the column ends above it. */

#include "text/flow.h"

#include <math.h>

/* PA-6: lines of text that stay under a crosshead in its column. */
#define KEEP_UNDER 2

typedef struct {
    const GArray *slots;
    const bool *is_taken; /* slots reserved for jump lines */
    int cursor;
    BxFlowResult *result;
} Flow;

static const BxLineSlot *
slot_at(const Flow *flow, int i)
{
    return &g_array_index(flow->slots, BxLineSlot, i);
}

static int
n_slots(const Flow *flow)
{
    return (int)flow->slots->len;
}

static void
skip_taken(Flow *flow)
{
    while (flow->cursor < n_slots(flow) && flow->is_taken[flow->cursor])
        flow->cursor++;
}

/* Slots from i on that stand directly under each other in one column. */
static int
rows_together(const Flow *flow, int i)
{
    int n = 0;
    while (i + n < n_slots(flow) && !flow->is_taken[i + n]
           && slot_at(flow, i + n)->leg == slot_at(flow, i)->leg
           && slot_at(flow, i + n)->part == slot_at(flow, i)->part
           && slot_at(flow, i + n)->row == slot_at(flow, i)->row + n)
        n++;
    return n;
}

static int
next_column(const Flow *flow, int i)
{
    return i + MAX(1, rows_together(flow, i));
}

static void
mark_overset(Flow *flow, int item, int rows)
{
    if (flow->result->first_overset < 0)
        flow->result->first_overset = item;
    flow->result->overset_lines += rows;
}

static void
flow_rows(Flow *flow, BxFlowItem *item, int index, bool keeps_text)
{
    int wanted = item->rows + (keeps_text ? KEEP_UNDER : 0);
    int start = flow->cursor;
    skip_taken(flow);
    while (flow->cursor < n_slots(flow) && rows_together(flow, flow->cursor) < wanted) {
        flow->cursor = next_column(flow, flow->cursor);
        skip_taken(flow);
    }
    item->has_room = flow->cursor < n_slots(flow);
    item->first_slot = flow->cursor;
    if (item->has_room) {
        flow->cursor += item->rows;
        flow->result->n_used = flow->cursor;
    } else {
        flow->cursor = start; /* what follows may still find room */
        mark_overset(flow, index, item->rows);
    }
}

static bool
same_measures(const BxFlowItem *item, const BxMeasures *measures)
{
    if (!item->breaks)
        return false;
    for (guint i = 0; i < item->breaks->lines->len; i++)
        if (fabs(g_array_index(item->breaks->lines, BxBreak, i).measure
                 - bx_measure_of(measures, (int)i))
            > BX_EPS_PT)
            return false;
    return true;
}

/* Widths of the slots from the cursor on: as many as the paragraph can need. */
static double *
widths_ahead(const Flow *flow, const BxParagraph *paragraph, int *n)
{
    int most = (int)paragraph->shaped->cells->len + 1;
    double *widths = g_new(double, MAX(1, MIN(most, n_slots(flow) - flow->cursor)));
    *n = 0;
    for (int i = flow->cursor; i < n_slots(flow) && *n < most; i++)
        if (!flow->is_taken[i])
            widths[(*n)++] = slot_at(flow, i)->width;
    if (*n == 0) /* overset: as the last slot */
        widths[(*n)++] = n_slots(flow) ? slot_at(flow, n_slots(flow) - 1)->width
                                       : paragraph->shaped->setting.em * 20;
    return widths;
}

static void
flow_lines(Flow *flow, BxFlowItem *item, int index)
{
    BxMeasures measures;
    g_autofree double *widths = widths_ahead(flow, item->paragraph, &measures.n);
    measures.widths = widths;
    if (!same_measures(item, &measures)) {
        bx_breaks_free(item->breaks);
        item->breaks = bx_choose_breaks(item->paragraph->shaped, &measures, 0);
    }
    g_array_set_size(item->slots, 0);
    item->has_room = true;
    if (item->shares_slot && flow->cursor > 0)
        flow->cursor--;
    for (guint i = 0; i < item->breaks->lines->len; i++) {
        skip_taken(flow);
        int slot = flow->cursor < n_slots(flow) ? flow->cursor++ : -1;
        g_array_append_val(item->slots, slot);
        if (slot < 0) {
            mark_overset(flow, index, 1);
            item->has_room = false;
        } else {
            flow->result->n_used = slot + 1;
        }
    }
}

static void
flow_reserved(const Flow *flow, BxFlowItem *item)
{
    BxMeasures measures = {&slot_at(flow, item->at_slot)->width, 1};
    bx_breaks_free(item->breaks);
    item->breaks = bx_choose_breaks(item->paragraph->shaped, &measures, 0);
    g_array_set_size(item->slots, 0);
    for (guint i = 0; i < item->breaks->lines->len; i++)
        g_array_append_val(item->slots, item->at_slot);
    item->has_room = true;
}

void
bx_flow(GPtrArray *items, const GArray *slots, BxFlowResult *result)
{
    g_autofree bool *is_taken = g_new0(bool, slots->len + 1);
    for (guint i = 0; i < items->len; i++) {
        const BxFlowItem *item = g_ptr_array_index(items, i);
        if (item->at_slot >= 0 && item->at_slot < (int)slots->len)
            is_taken[item->at_slot] = true;
    }
    *result = (BxFlowResult){.first_overset = -1};
    Flow flow = {slots, is_taken, 0, result};
    for (guint i = 0; i < items->len; i++) {
        BxFlowItem *item = g_ptr_array_index(items, i);
        if (item->at_slot >= 0)
            flow_reserved(&flow, item);
        else if (item->rows > 0)
            flow_rows(&flow, item, (int)i, item->paragraph && i + 1 < items->len);
        else
            flow_lines(&flow, item, (int)i);
    }
}

void
bx_flow_item_free(BxFlowItem *item)
{
    if (!item)
        return;
    bx_paragraph_free(item->paragraph);
    bx_breaks_free(item->breaks);
    if (item->slots)
        g_array_free(item->slots, TRUE);
    g_free(item);
}
