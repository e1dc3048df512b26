/* SPDX-License-Identifier: Apache-2.0 */
#include "makeup/dividing.h"

/* Sides at which others can stand. */
static int
side_of(const BxRegions *regions, const BxPiece *rect)
{
    return (rect->column > 0 ? BX_OPEN_LEFT : 0)
           | (rect->column + rect->columns < regions->ask->columns ? BX_OPEN_RIGHT : 0);
}

/* ---- bounds ---- */

static BxTenths least_of(BxRegions *regions, const BxPiece *rect, BxStorySet set);

static void
take_division(BxRegions *regions, const BxDivision *division, void *data)
{
    BxTenths *least = data;
    BxTenths first = least_of(regions, &division->first, division->stories[0]);
    if (first + division->order >= *least)
        return;
    BxTenths second = least_of(regions, &division->second, division->stories[1]);
    *least = MIN(*least, first + second + division->order);
}

static BxTenths
least_of(BxRegions *regions, const BxPiece *rect, BxStorySet set)
{
    if (bx_count_fixed(regions, rect) == 0)
        return set == 0 ? BX_TENTHS_NONE
                        : bx_bounds_least(regions->bounds, set, rect->columns, rect->rows);
    if (bx_is_fixed(regions, rect))
        return set == 0 ? 0 : BX_TENTHS_NONE;
    int64_t key = bx_piece_key(rect, set);
    gpointer known = g_hash_table_lookup(regions->least, &key);
    if (known)
        return GPOINTER_TO_INT(known) - 1;
    BxTenths least = BX_TENTHS_NONE;
    bx_divide(regions, rect, set, take_division, &least);
    g_hash_table_insert(regions->least, g_memdup2(&key, sizeof key), GINT_TO_POINTER(least + 1));
    return least;
}

static void spread(BxRegions *regions, const BxPiece *rect, BxStorySet set, BxTenths outside);

static void
spread_division(BxRegions *regions, const BxDivision *division, void *data)
{
    BxTenths outside = *(const BxTenths *)data + division->order;
    BxTenths first = least_of(regions, &division->first, division->stories[0]);
    BxTenths second = least_of(regions, &division->second, division->stories[1]);
    if (outside + first + second > regions->most)
        return;
    spread(regions, &division->first, division->stories[0], outside + second);
    spread(regions, &division->second, division->stories[1], outside + first);
}

/* Tells every rectangle without fixed things what the rest of the page costs at least. */
static void
spread(BxRegions *regions, const BxPiece *rect, BxStorySet set, BxTenths outside)
{
    if (bx_count_fixed(regions, rect) == 0) {
        bx_bounds_lower_outside(regions->bounds, set, rect->columns, rect->rows,
                                side_of(regions, rect), outside);
        return;
    }
    int64_t key = bx_piece_key(rect, set);
    gpointer known = g_hash_table_lookup(regions->told, &key);
    if (known && GPOINTER_TO_INT(known) - 1 <= outside)
        return; /* it was told less already */
    g_hash_table_insert(regions->told, g_memdup2(&key, sizeof key), GINT_TO_POINTER(outside + 1));
    if (!bx_is_fixed(regions, rect))
        bx_divide(regions, rect, set, spread_division, &outside);
}

BxTenths
bx_regions_least(BxRegions *regions)
{
    const BxPiece whole = {0, regions->ask->columns, 0, regions->rows, 0};
    return least_of(regions, &whole, bx_all_stories(regions));
}

void
bx_regions_spread(BxRegions *regions, BxTenths most)
{
    const BxPiece whole = {0, regions->ask->columns, 0, regions->rows, 0};
    regions->most = most;
    g_hash_table_remove_all(regions->told);
    bx_bounds_clear_outside(regions->bounds);
    if (bx_regions_least(regions) <= most)
        spread(regions, &whole, bx_all_stories(regions), 0);
    bx_bounds_spread_outside(regions->bounds, regions->joining, most);
}

/* ---- elements ---- */

static BxElementList list_of_region(BxRegions *regions, const BxPiece *rect, BxStorySet set);

typedef struct {
    BxRegions *regions;
    BxSieve sieve;
    BxTenths outside;
} Gathering;

static void
join_pair(Gathering *gathering, const BxDivision *division, int first, int second)
{
    const BxRegions *regions = gathering->regions;
    BxElement joined = {0};
    const BxElement *one = &g_array_index(regions->elements, BxElement, first),
                    *other = &g_array_index(regions->elements, BxElement, second);
    bool is_valid =
        division->is_beside
            ? bx_element_beside(regions->joining, one, other, first, second, &joined, NULL)
            : bx_element_above(regions->joining, one, other, first, second, &joined, NULL);
    if (is_valid)
        bx_sieve_put(&gathering->sieve, &joined, gathering->outside);
}

static void
join_division(BxRegions *regions, const BxDivision *division, void *data)
{
    Gathering *gathering = data;
    BxTenths bound = least_of(regions, &division->first, division->stories[0])
                     + least_of(regions, &division->second, division->stories[1]) + division->order;
    if (bound + gathering->outside > regions->most)
        return;
    BxElementList first = list_of_region(regions, &division->first, division->stories[0]);
    if (first.count == 0)
        return;
    BxElementList second = list_of_region(regions, &division->second, division->stories[1]);
    int barred = division->second.barred;
    for (int i = first.start; i < first.start + first.count; i++)
        for (int k = second.start; k < second.start + second.count; k++)
            if (barred == 0 || g_array_index(regions->elements, BxElement, k).kind != barred)
                join_pair(gathering, division, i, k);
}

static BxElementList
gather_region(BxRegions *regions, const BxPiece *rect, BxStorySet set, BxTenths outside)
{
    Gathering gathering = {.regions = regions, .outside = outside};
    bx_sieve_init(&gathering.sieve, regions->joining);
    gathering.sieve.keep = regions->sieve->keep;
    gathering.sieve.most = regions->most;
    gathering.sieve.by_division = regions->sieve->by_division && set == bx_all_stories(regions);
    bx_divide(regions, rect, set, join_division, &gathering);
    regions->sieve->dropped = MIN(regions->sieve->dropped, gathering.sieve.dropped);
    BxElementList list = bx_sieve_take(&gathering.sieve, regions->elements);
    bx_sieve_clear(&gathering.sieve);
    return list;
}

static BxElementList
list_of_region(BxRegions *regions, const BxPiece *rect, BxStorySet set)
{
    if (bx_count_fixed(regions, rect) == 0)
        return regions->list_of(regions->data, set, rect->columns, rect->rows,
                                side_of(regions, rect));
    int64_t key = bx_piece_key(rect, set);
    const BxElementList *known = g_hash_table_lookup(regions->lists, &key);
    if (known)
        return *known;
    BxElementList list = {(int)regions->elements->len, 0};
    int outside = GPOINTER_TO_INT(g_hash_table_lookup(regions->told, &key)) - 1;
    if (bx_is_fixed(regions, rect)) {
        BxElement place = bx_element_leaf(regions->joining, -1, rect->columns, rect->rows, 0);
        list.count = 1;
        g_array_append_val(regions->elements, place);
    } else if (outside >= 0) { /* otherwise no page could have it */
        list = gather_region(regions, rect, set, outside);
    }
    g_hash_table_insert(regions->lists, g_memdup2(&key, sizeof key), g_memdup2(&list, sizeof list));
    return list;
}

BxElementList
bx_regions_join(BxRegions *regions, BxListOf list_of, void *data)
{
    const BxPiece whole = {0, regions->ask->columns, 0, regions->rows, 0};
    regions->list_of = list_of;
    regions->data = data;
    g_hash_table_remove_all(regions->lists);
    return list_of_region(regions, &whole, bx_all_stories(regions));
}

BxRegions *
bx_regions_new(const BxJoining *joining, BxBounds *bounds, int rows, BxSieve *sieve,
               GArray *elements)
{
    BxRegions *regions = g_new0(BxRegions, 1);
    regions->ask = joining->ask;
    regions->joining = joining;
    regions->bounds = bounds;
    regions->rows = rows;
    regions->sieve = sieve;
    regions->elements = elements;
    regions->least = g_hash_table_new_full(bx_hash_key, g_int64_equal, g_free, NULL);
    regions->told = g_hash_table_new_full(bx_hash_key, g_int64_equal, g_free, NULL);
    regions->lists = g_hash_table_new_full(bx_hash_key, g_int64_equal, g_free, g_free);
    regions->cut = g_hash_table_new_full(bx_hash_key, g_int64_equal, g_free, NULL);
    if (regions->ask->fixed->len > 0) {
        bx_find_filling(regions);
        bx_find_cells(regions);
    }
    return regions;
}

void
bx_regions_free(BxRegions *regions)
{
    if (!regions)
        return;
    g_hash_table_unref(regions->least);
    g_hash_table_unref(regions->told);
    g_hash_table_unref(regions->lists);
    g_hash_table_unref(regions->cut);
    for (int i = 0; regions->filling && i < regions->ask->columns * (regions->rows + 1); i++)
        g_array_unref(regions->filling[i]);
    g_free(regions->filling);
    g_free(regions->cells);
    g_free(regions);
}
