/* SPDX-License-Identifier: Apache-2.0 */
#include "makeup/regions.h"

/* A rectangle of the region; from 0. */
typedef struct {
    int column, columns, row, rows;
} Rect;

struct BxRegions {
    const BxSearchAsk *ask;
    const BxJoining *joining;
    BxBounds *bounds;
    int rows;
    GHashTable *least; /* of rectangle and set: cost + 1 */
    GHashTable *told;  /* of rectangle and set: what the rest costs, + 1 */
    GHashTable *lists; /* of rectangle and set: BxElementList */
    BxTenths most;
    BxListOf list_of;
    void *data;
    BxSieve *sieve;
    GArray *elements;
};

static bool
meets(const Rect *rect, const BxFixed *fixed)
{
    return fixed->column < rect->column + rect->columns
           && rect->column < fixed->column + fixed->columns && fixed->row < rect->row + rect->rows
           && rect->row < fixed->row + fixed->rows;
}

static int
count_fixed(const BxRegions *regions, const Rect *rect)
{
    int n = 0;
    for (guint i = 0; i < regions->ask->fixed->len; i++)
        n += meets(rect, &g_array_index(regions->ask->fixed, BxFixed, i));
    return n;
}

/* Whether the rectangle is just the place of one fixed thing. */
static bool
is_fixed(const BxRegions *regions, const Rect *rect)
{
    for (guint i = 0; i < regions->ask->fixed->len; i++) {
        const BxFixed *fixed = &g_array_index(regions->ask->fixed, BxFixed, i);
        if (fixed->column == rect->column && fixed->columns == rect->columns
            && fixed->row == rect->row && fixed->rows == rect->rows)
            return true;
    }
    return false;
}

/* Sides at which others can stand. */
static int
side_of(const BxRegions *regions, const Rect *rect)
{
    return (rect->column > 0 ? BX_OPEN_LEFT : 0)
           | (rect->column + rect->columns < regions->ask->columns ? BX_OPEN_RIGHT : 0);
}

static int64_t
key_of(const Rect *rect, BxStorySet set)
{
    return ((((int64_t)set * 32 + rect->column) * 32 + rect->columns) * 1024 + rect->row) * 1024
           + rect->rows;
}

/* ---- divisions ---- */

/* A rectangle cut in two, with the stories of each half. */
typedef struct {
    Rect first, second;
    BxStorySet stories[2];
    bool is_beside;
    BxTenths order;
} Division;

typedef void (*EachDivision)(BxRegions *regions, const Division *division, void *data);

/* Whether a cut leaves every fixed thing whole; a row cut has a blank row. */
static bool
may_cut(const BxRegions *regions, const Rect *rect, bool is_beside, int at)
{
    for (guint i = 0; i < regions->ask->fixed->len; i++) {
        const BxFixed *fixed = &g_array_index(regions->ask->fixed, BxFixed, i);
        if (!meets(rect, fixed))
            continue;
        if (is_beside && fixed->column < at && at < fixed->column + fixed->columns)
            return false;
        if (!is_beside && fixed->row < at + BX_STACK_GAP && at < fixed->row + fixed->rows)
            return false;
    }
    return true;
}

static bool
may_hold(const BxRegions *regions, const Rect *rect, BxStorySet set)
{
    if (count_fixed(regions, rect) > 0)
        return !is_fixed(regions, rect) || set == 0;
    return set != 0
           && bx_bounds_least(regions->bounds, set, rect->columns, rect->rows) < BX_TENTHS_NONE;
}

static void
divide_stories(BxRegions *regions, Division *division, BxStorySet set, EachDivision each,
               void *data)
{
    for (BxStorySet part = set;; part = (part - 1) & set) {
        division->stories[0] = part;
        division->stories[1] = set ^ part;
        bool has_lead_late = (set & 1u) && !(part & 1u) && part != 0;
        if (!has_lead_late && may_hold(regions, &division->first, division->stories[0])
            && may_hold(regions, &division->second, division->stories[1])) {
            division->order =
                bx_order_cost(regions->joining, division->stories[0], division->stories[1]);
            each(regions, division, data);
        }
        if (part == 0)
            break;
    }
}

static void
divide_beside(BxRegions *regions, const Rect *rect, int at, BxStorySet set, EachDivision each,
              void *data)
{
    Division division = {.first = {rect->column, at - rect->column, rect->row, rect->rows},
                         .second = {at, rect->column + rect->columns - at, rect->row, rect->rows},
                         .is_beside = true};
    divide_stories(regions, &division, set, each, data);
}

static void
divide_above(BxRegions *regions, const Rect *rect, int at, BxStorySet set, EachDivision each,
             void *data)
{
    int below = at + BX_STACK_GAP;
    Division division = {
        .first = {rect->column, rect->columns, rect->row, at - rect->row},
        .second = {rect->column, rect->columns, below, rect->row + rect->rows - below}};
    divide_stories(regions, &division, set, each, data);
}

/* What is fixed and takes a whole edge is cut off at once: whatever else is cut first, it comes to the same. */
static bool
cut_off(BxRegions *regions, const Rect *rect, BxStorySet set, EachDivision each, void *data)
{
    for (guint i = 0; i < regions->ask->fixed->len; i++) {
        const BxFixed *fixed = &g_array_index(regions->ask->fixed, BxFixed, i);
        int end = fixed->row + fixed->rows, edge = rect->row + rect->rows;
        if (!meets(rect, fixed) || fixed->column > rect->column
            || fixed->column + fixed->columns < rect->column + rect->columns)
            continue;
        if (fixed->row <= rect->row && end + BX_STACK_GAP < edge)
            divide_above(regions, rect, end, set, each, data);
        else if (end >= edge && fixed->row - BX_STACK_GAP > rect->row)
            divide_above(regions, rect, fixed->row - BX_STACK_GAP, set, each, data);
        else
            continue;
        return true;
    }
    return false;
}

static void
divide(BxRegions *regions, const Rect *rect, BxStorySet set, EachDivision each, void *data)
{
    if (cut_off(regions, rect, set, each, data))
        return;
    for (int at = rect->column + 1; at < rect->column + rect->columns; at++)
        if (may_cut(regions, rect, true, at))
            divide_beside(regions, rect, at, set, each, data);
    for (int at = rect->row + 1; at < rect->row + rect->rows - BX_STACK_GAP; at++)
        if (may_cut(regions, rect, false, at))
            divide_above(regions, rect, at, set, each, data);
}

/* ---- bounds ---- */

static BxTenths least_of(BxRegions *regions, const Rect *rect, BxStorySet set);

static void
take_division(BxRegions *regions, const Division *division, void *data)
{
    BxTenths *least = data;
    BxTenths first = least_of(regions, &division->first, division->stories[0]);
    if (first + division->order >= *least)
        return;
    BxTenths second = least_of(regions, &division->second, division->stories[1]);
    *least = MIN(*least, first + second + division->order);
}

static BxTenths
least_of(BxRegions *regions, const Rect *rect, BxStorySet set)
{
    if (count_fixed(regions, rect) == 0)
        return set == 0 ? BX_TENTHS_NONE
                        : bx_bounds_least(regions->bounds, set, rect->columns, rect->rows);
    if (is_fixed(regions, rect))
        return set == 0 ? 0 : BX_TENTHS_NONE;
    int64_t key = key_of(rect, set);
    gpointer known = g_hash_table_lookup(regions->least, &key);
    if (known)
        return GPOINTER_TO_INT(known) - 1;
    BxTenths least = BX_TENTHS_NONE;
    divide(regions, rect, set, take_division, &least);
    g_hash_table_insert(regions->least, g_memdup2(&key, sizeof key), GINT_TO_POINTER(least + 1));
    return least;
}

static void spread(BxRegions *regions, const Rect *rect, BxStorySet set, BxTenths outside);

static void
spread_division(BxRegions *regions, const Division *division, void *data)
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
spread(BxRegions *regions, const Rect *rect, BxStorySet set, BxTenths outside)
{
    if (count_fixed(regions, rect) == 0) {
        bx_bounds_lower_outside(regions->bounds, set, rect->columns, rect->rows,
                                side_of(regions, rect), outside);
        return;
    }
    int64_t key = key_of(rect, set);
    gpointer known = g_hash_table_lookup(regions->told, &key);
    if (known && GPOINTER_TO_INT(known) - 1 <= outside)
        return; /* it was told less already */
    g_hash_table_insert(regions->told, g_memdup2(&key, sizeof key), GINT_TO_POINTER(outside + 1));
    if (!is_fixed(regions, rect))
        divide(regions, rect, set, spread_division, &outside);
}

static BxStorySet
all_stories(const BxRegions *regions)
{
    return (BxStorySet)((1u << regions->ask->measured->len) - 1);
}

BxTenths
bx_regions_least(BxRegions *regions)
{
    const Rect whole = {0, regions->ask->columns, 0, regions->rows};
    return least_of(regions, &whole, all_stories(regions));
}

void
bx_regions_spread(BxRegions *regions, BxTenths most)
{
    const Rect whole = {0, regions->ask->columns, 0, regions->rows};
    regions->most = most;
    g_hash_table_remove_all(regions->told);
    bx_bounds_clear_outside(regions->bounds);
    if (bx_regions_least(regions) <= most)
        spread(regions, &whole, all_stories(regions), 0);
    bx_bounds_spread_outside(regions->bounds, regions->joining, most);
}

/* ---- elements ---- */

static BxElementList list_of_region(BxRegions *regions, const Rect *rect, BxStorySet set);

typedef struct {
    BxRegions *regions;
    BxSieve sieve;
    BxTenths outside;
} Gathering;

static void
join_pair(Gathering *gathering, const Division *division, int first, int second)
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
join_division(BxRegions *regions, const Division *division, void *data)
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
    for (int i = first.start; i < first.start + first.count; i++)
        for (int k = second.start; k < second.start + second.count; k++)
            join_pair(gathering, division, i, k);
}

static BxElementList
gather_region(BxRegions *regions, const Rect *rect, BxStorySet set, BxTenths outside)
{
    Gathering gathering = {.regions = regions, .outside = outside};
    bx_sieve_init(&gathering.sieve, regions->joining);
    gathering.sieve.keep = regions->sieve->keep;
    gathering.sieve.most = regions->most;
    gathering.sieve.by_division = regions->sieve->by_division && set == all_stories(regions);
    divide(regions, rect, set, join_division, &gathering);
    regions->sieve->dropped = MIN(regions->sieve->dropped, gathering.sieve.dropped);
    BxElementList list = bx_sieve_take(&gathering.sieve, regions->elements);
    bx_sieve_clear(&gathering.sieve);
    return list;
}

static BxElementList
list_of_region(BxRegions *regions, const Rect *rect, BxStorySet set)
{
    if (count_fixed(regions, rect) == 0)
        return regions->list_of(regions->data, set, rect->columns, rect->rows,
                                side_of(regions, rect));
    int64_t key = key_of(rect, set);
    const BxElementList *known = g_hash_table_lookup(regions->lists, &key);
    if (known)
        return *known;
    BxElementList list = {(int)regions->elements->len, 0};
    int outside = GPOINTER_TO_INT(g_hash_table_lookup(regions->told, &key)) - 1;
    if (is_fixed(regions, rect)) {
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
    const Rect whole = {0, regions->ask->columns, 0, regions->rows};
    regions->list_of = list_of;
    regions->data = data;
    g_hash_table_remove_all(regions->lists);
    return list_of_region(regions, &whole, all_stories(regions));
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
    regions->least = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    regions->told = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    regions->lists = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, g_free);
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
    g_free(regions);
}
