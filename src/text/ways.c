/* SPDX-License-Identifier: Apache-2.0 */
#include "text/ways.h"

#include "base/geometry.h"

#include <math.h>
#include <string.h>

/* Lines more and fewer than the cheapest way has: what one paragraph can be asked for. */
#define REACH 2
/* A way that costs this much more has lines that a reader would see: copyfitting must not choose it. */
#define COST_MOST 400.0

static void
set_free(void *data)
{
    BxWaySet *set = data;
    for (guint i = 0; i < set->ways->len; i++)
        bx_breaks_free(g_array_index(set->ways, BxWay, i).breaks);
    g_array_free(set->ways, TRUE);
    bx_line_counts_free(set->counts);
    g_free(set->widths);
    g_free(set);
}

BxParagraphWays *
bx_ways_new(const BxParagraph *paragraph)
{
    BxParagraphWays *ways = g_new0(BxParagraphWays, 1);
    ways->paragraph = paragraph;
    ways->sets = g_ptr_array_new_with_free_func(set_free);
    return ways;
}

void
bx_ways_free(BxParagraphWays *ways)
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
add_way(BxWaySet *set, int index)
{
    const BxLineCount *count = &g_array_index(set->counts->counts, BxLineCount, index),
                      *best =
                          &g_array_index(set->counts->counts, BxLineCount, set->counts->natural);
    const BxWay way = {count->n_lines, count->cost - best->cost, index, NULL};
    bool is_natural = index == set->counts->natural;
    if (!is_natural && (way.cost > COST_MOST || count->is_overfull))
        return;
    g_array_append_val(set->ways, way);
    set->n_widths = MAX(set->n_widths, way.n_lines);
}

static BxWaySet *
find_ways(const BxParagraph *paragraph, const BxMeasures *measures)
{
    BxWaySet *set = g_new0(BxWaySet, 1);
    set->ways = g_array_new(FALSE, FALSE, sizeof(BxWay));
    set->counts = bx_line_counts(paragraph->shaped, measures, REACH);
    add_way(set, set->counts->natural);
    for (int i = 0; i < (int)set->counts->counts->len; i++)
        if (i != set->counts->natural)
            add_way(set, i);
    set->widths = g_new(double, set->n_widths);
    for (int i = 0; i < set->n_widths; i++)
        set->widths[i] = bx_measure_of(measures, i);
    return set;
}

BxWaySet *
bx_ways_lookup(BxParagraphWays *ways, const BxMeasures *measures)
{
    for (guint i = 0; i < ways->sets->len; i++)
        if (has_measures(g_ptr_array_index(ways->sets, i), measures))
            return g_ptr_array_index(ways->sets, i);
    BxWaySet *set = find_ways(ways->paragraph, measures);
    g_ptr_array_add(ways->sets, set);
    return set;
}

const BxBreaks *
bx_way_breaks(BxWaySet *set, int way)
{
    BxWay *found = &g_array_index(set->ways, BxWay, way);
    if (!found->breaks)
        found->breaks = bx_break_into(set->counts, found->index);
    return found->breaks;
}
