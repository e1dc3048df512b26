/* SPDX-License-Identifier: Apache-2.0 */
/* How many lines a whole body can be brought to: the ways of its paragraphs and the rows of its crossheads
 * put together, cheapest first. For make-up, which asks before there are columns. */

#include "text/composing.h"

/* Lines below and above the natural number that are asked for. */
#define SPREAD 16

typedef struct {
    int centre;                   /* lines by nature */
    double costs[2 * SPREAD + 1]; /* at centre − SPREAD lines and so on */
} Sums;

static void
clear(Sums *sums)
{
    for (int i = 0; i < 2 * SPREAD + 1; i++)
        sums->costs[i] = BX_OVERSET_COST;
}

/* All sums so far with `lines` more at `cost`. */
static void
extend(const Sums *from, Sums *into, int more, double cost)
{
    for (int i = 0; i < 2 * SPREAD + 1; i++) {
        int k = i + more;
        if (k >= 0 && k < 2 * SPREAD + 1 && from->costs[i] < BX_OVERSET_COST)
            into->costs[k] = MIN(into->costs[k], from->costs[i] + cost);
    }
}

static void
add_item(Sums *sums, BxFlowItem *item, const BxMeasures *measures)
{
    Sums next = *sums;
    clear(&next);
    if (item->rows > 0) {
        next.centre += bx_flow_rows(item, bx_measure_of(measures, 0));
        for (int more = 0; more <= item->rows_most - item->rows; more++)
            extend(sums, &next, more, BX_ROW_COST * more);
    } else {
        const BxWaySet *set = bx_ways_lookup(item->ways, measures);
        int natural = g_array_index(set->ways, BxWay, 0).n_lines;
        next.centre += natural;
        for (guint i = 0; i < set->ways->len; i++) {
            const BxWay *way = &g_array_index(set->ways, BxWay, i);
            extend(sums, &next, way->n_lines - natural, way->cost);
        }
    }
    *sums = next;
}

GArray *
bx_galley_line_costs(const BxGalley *galley, double width, int *least)
{
    const BxMeasures measures = {&width, 1};
    Sums sums = {.centre = 0};
    clear(&sums);
    sums.costs[SPREAD] = 0;
    for (guint i = 0; i < galley->items->len; i++) {
        BxFlowItem *item = g_ptr_array_index(galley->items, i);
        if (item->jump_part < 0
            && !item->is_credit) /* a credit finds room on the last line, or a row */
            add_item(&sums, item, &measures);
    }
    int first = 0, last = 2 * SPREAD;
    while (first < SPREAD && sums.costs[first] >= BX_OVERSET_COST)
        first++;
    while (last > SPREAD && sums.costs[last] >= BX_OVERSET_COST)
        last--;
    *least = sums.centre + first - SPREAD;
    GArray *costs = g_array_new(FALSE, FALSE, sizeof(double));
    g_array_append_vals(costs, &sums.costs[first], (guint)(last - first + 1));
    return costs;
}
