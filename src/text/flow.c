/* SPDX-License-Identifier: Apache-2.0 */
/* Flow: what copyfitting chose becomes a slot for every line. */

#include "text/flow.h"

#include <string.h>

/* Whether slot b is the row directly below slot a in the same column. */
static bool
is_below(const BxLineSlot *a, const BxLineSlot *b)
{
    return a->leg == b->leg && a->part == b->part && b->row == a->row + 1;
}

/* The slots that are not reserved for jump lines. */
void
bx_common_room(const BxPlaces *places, int at, int rows, double *start, double *end)
{
    *start = places->places[at].start;
    *end = *start + places->places[at].width;
    for (int i = at + 1; i < MIN(at + rows, places->n); i++) {
        *start = MAX(*start, places->places[i].start);
        *end = MIN(*end, places->places[i].start + places->places[i].width);
    }
}

static BxPlace *
find_places(const GPtrArray *items, const GArray *slots, bool is_vertical, int *n)
{
    g_autofree bool *is_reserved = g_new0(bool, slots->len + 1);
    for (guint i = 0; i < items->len; i++) {
        const BxFlowItem *item = g_ptr_array_index(items, i);
        if (item->at_slot >= 0 && item->at_slot < (int)slots->len)
            is_reserved[item->at_slot] = true;
    }
    BxPlace *places = g_new0(BxPlace, slots->len + 1);
    *n = 0;
    for (guint i = 0; i < slots->len; i++) {
        const BxLineSlot *slot = &g_array_index(slots, BxLineSlot, i);
        if (is_reserved[i])
            continue;
        BxPlace *place = &places[*n];
        *place = (BxPlace){.slot = (int)i,
                           .part = slot->part,
                           .start = is_vertical ? slot->y : slot->x,
                           .width = slot->width};
        if (*n > 0 && is_below(&g_array_index(slots, BxLineSlot, place[-1].slot), slot))
            place->above = place[-1].above + 1;
        (*n)++;
    }
    for (int i = *n - 1; i >= 0; i--)
        places[i].run_end = i + 1 < *n && places[i + 1].above > 0 ? places[i + 1].run_end : i + 1;
    return places;
}

static void
take(BxFlowResult *result, BxFlowItem *item, int index, int slot)
{
    result->n_lines++;
    if (slot >= 0) {
        result->n_used = MAX(result->n_used, slot + 1);
        return;
    }
    item->has_room = false;
    if (result->first_overset < 0)
        result->first_overset = index;
    result->overset_lines++;
}

static void
take_rows(const BxPlaces *places, const BxChoice *choice, BxFlowItem *item, int index,
          BxFlowResult *result)
{
    item->n_rows = choice->n;
    item->n_natural = choice->natural;
    item->first_slot = choice->start < places->n ? places->places[choice->start].slot : -1;
    if (item->first_slot >= 0) {
        double end;
        bx_common_room(places, choice->start, choice->n, &item->inset, &end);
        item->width = end - item->inset;
        item->inset -= places->places[choice->start].start;
    }
    for (int i = 0; i < choice->n; i++)
        take(result, item, index, item->first_slot < 0 ? -1 : item->first_slot + i);
}

static void
take_lines(const BxPlaces *places, const BxChoice *choice, BxFlowItem *item, int index,
           BxFlowResult *result)
{
    item->breaks = bx_way_breaks(choice->set, choice->way);
    item->n_natural = g_array_index(choice->set->ways, BxWay, 0).n_lines;
    item->cost = g_array_index(choice->set->ways, BxWay, choice->way).cost;
    item->shares_line = choice->n == 0;
    int at = choice->n > 0 ? choice->start : choice->start - 1; /* a credit on the line before */
    for (guint i = 0; i < item->breaks->lines->len; i++, at++) {
        at += at == choice->skipped;
        int slot = at < places->n ? places->places[MAX(0, at)].slot : -1;
        g_array_append_val(item->slots, slot);
        if (choice->n > 0)
            take(result, item, index, slot);
    }
}

/* A jump line has its slot to itself; it is one line whatever it says. */
static void
take_reserved(const GArray *slots, BxFlowItem *item)
{
    if (item->at_slot < 0) { /* its part has no slot at all, which is reported */
        const double width = 20 * item->paragraph->shaped->setting.em;
        const BxMeasures measures = {&width, 1};
        item->breaks = bx_way_breaks(bx_ways_lookup(item->ways, &measures), 0);
        g_array_append_val(item->slots, item->at_slot);
        return;
    }
    const BxMeasures measures = {&g_array_index(slots, BxLineSlot, item->at_slot).width, 1};
    item->breaks = bx_way_breaks(bx_ways_lookup(item->ways, &measures), 0);
    for (guint i = 0; i < item->breaks->lines->len; i++)
        g_array_append_val(item->slots, item->at_slot);
}

void
bx_flow(GPtrArray *items, const GArray *slots, bool is_vertical, BxFlowResult *result)
{
    BxPlaces places = {0};
    g_autofree BxPlace *of_slots = find_places(items, slots, is_vertical, &places.n);
    places.places = of_slots;
    g_autofree BxChoice *choices = g_new0(BxChoice, items->len + 1);
    *result = (BxFlowResult){.first_overset = -1};
    result->cost = bx_copyfit(items, &places, choices);
    for (guint i = 0; i < items->len; i++) {
        BxFlowItem *item = g_ptr_array_index(items, i);
        item->has_room = true;
        g_array_set_size(item->slots, 0);
        if (item->jump_part >= 0)
            take_reserved(slots, item);
        else if (item->rows > 0)
            take_rows(&places, &choices[i], item, (int)i, result);
        else
            take_lines(&places, &choices[i], item, (int)i, result);
    }
}

void
bx_flow_item_free(BxFlowItem *item)
{
    if (!item)
        return;
    bx_ways_free(item->ways);
    bx_paragraph_free(item->paragraph);
    bx_paragraph_free(item->marker);
    bx_crosshead_free(item->crosshead);
    bx_text_free(item->marker_text);
    if (item->slots)
        g_array_free(item->slots, TRUE);
    g_free(item);
}
