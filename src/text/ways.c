/* SPDX-License-Identifier: Apache-2.0 */
#include "text/ways.h"

#include "base/geometry.h"

#include <math.h>
#include <string.h>

/* A way that costs this much more than the cheapest has a line opened beyond the limit of JU-5 (0.25 em,
 * some 430 units): no reader should see it, and copyfitting must not choose it. */
#define COST_MOST 400.0

static void
set_free(void *data)
{
    BxWaySet *set = data;
    for (guint i = 0; i < set->ways->len; i++)
        bx_breaks_free(g_array_index(set->ways, BxWay, i).breaks);
    g_array_free(set->ways, TRUE);
    g_free(set->widths);
    g_free(set);
}

BxWays *
bx_ways_new(const BxParagraph *paragraph)
{
    BxWays *ways = g_new0(BxWays, 1);
    ways->paragraph = paragraph;
    ways->sets = g_ptr_array_new_with_free_func(set_free);
    return ways;
}

void
bx_ways_free(BxWays *ways)
{
    if (!ways)
        return;
    g_ptr_array_unref(ways->sets);
    g_free(ways);
}

static bool
has_measures(const BxWaySet *set, const BxMeasures *measures)
{
    for (int i = 0; i < set->n_widths; i++)
        if (fabs(set->widths[i] - bx_measure_of(measures, i)) > BX_EPS_PT)
            return false;
    return true;
}

static void
add_way(BxWaySet *set, BxBreaks *breaks)
{
    const BxWay *best = set->ways->len ? &g_array_index(set->ways, BxWay, 0) : NULL;
    BxWay way = {(int)breaks->lines->len, best ? breaks->cost - best->breaks->cost : 0, breaks};
    for (guint i = 0; i < set->ways->len; i++)
        if (g_array_index(set->ways, BxWay, i).n_lines == way.n_lines) {
            bx_breaks_free(breaks);
            return;
        }
    if (best && (way.cost > COST_MOST || breaks->is_overfull)) {
        bx_breaks_free(breaks);
        return;
    }
    g_array_append_val(set->ways, way);
}

static BxWaySet *
find_ways(const BxParagraph *paragraph, const BxMeasures *measures)
{
    static const int wishes[] = {0, -1, 1};
    BxWaySet *set = g_new0(BxWaySet, 1);
    set->ways = g_array_new(FALSE, FALSE, sizeof(BxWay));
    for (size_t i = 0; i < G_N_ELEMENTS(wishes); i++)
        add_way(set, bx_choose_breaks(paragraph->shaped, measures, wishes[i]));
    for (guint i = 0; i < set->ways->len; i++)
        set->n_widths = MAX(set->n_widths, g_array_index(set->ways, BxWay, i).n_lines);
    set->widths = g_new(double, set->n_widths);
    for (int i = 0; i < set->n_widths; i++)
        set->widths[i] = bx_measure_of(measures, i);
    return set;
}

const BxWaySet *
bx_ways_lookup(BxWays *ways, const BxMeasures *measures)
{
    for (guint i = 0; i < ways->sets->len; i++)
        if (has_measures(g_ptr_array_index(ways->sets, i), measures))
            return g_ptr_array_index(ways->sets, i);
    BxWaySet *set = find_ways(ways->paragraph, measures);
    g_ptr_array_add(ways->sets, set);
    return set;
}
