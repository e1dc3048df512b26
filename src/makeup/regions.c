/* SPDX-License-Identifier: Apache-2.0 */
#include "makeup/regions.h"

/* A rectangle of the region; from 0. */
typedef struct {
    int column, columns, row, rows;
} Rect;

typedef struct {
    const BxSearchAsk *ask;
    const BxJoining *joining; /* NULL while bounds are made */
    BxBounds *bounds;
    GHashTable *least; /* of rectangle and set: cost + 1 */
    GHashTable *lists; /* of rectangle and set: GArray of int, owned */
    BxTenths most;
    BxListOf list_of;
    void *data;
    GArray *elements;
} Regions;

static bool
meets(const Rect *rect, const BxFixed *fixed)
{
    return fixed->column < rect->column + rect->columns
           && rect->column < fixed->column + fixed->columns && fixed->row < rect->row + rect->rows
           && rect->row < fixed->row + fixed->rows;
}

static int
count_fixed(const Regions *regions, const Rect *rect)
{
    int n = 0;
    for (guint i = 0; i < regions->ask->fixed->len; i++)
        n += meets(rect, &g_array_index(regions->ask->fixed, BxFixed, i));
    return n;
}

/* Whether the rectangle is just the place of one fixed thing. */
static bool
is_fixed(const Regions *regions, const Rect *rect)
{
    for (guint i = 0; i < regions->ask->fixed->len; i++) {
        const BxFixed *fixed = &g_array_index(regions->ask->fixed, BxFixed, i);
        if (fixed->column == rect->column && fixed->columns == rect->columns
            && fixed->row == rect->row && fixed->rows == rect->rows)
            return true;
    }
    return false;
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

typedef void (*EachDivision)(Regions *regions, const Division *division, void *data);

/* Whether a cut leaves every fixed thing whole; a row cut has a blank row. */
static bool
may_cut(const Regions *regions, const Rect *rect, bool is_beside, int at)
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
may_hold(const Regions *regions, const Rect *rect, BxStorySet set)
{
    if (count_fixed(regions, rect) == 0)
        return set != 0
               && regions->bounds->inside[bx_bounds_index(regions->bounds, set, rect->columns)
                                          + rect->rows]
                      < BX_TENTHS_NONE;
    return !is_fixed(regions, rect) || set == 0;
}

static void
divide_stories(Regions *regions, Division *division, BxStorySet set, EachDivision each, void *data)
{
    for (BxStorySet part = set;; part = (part - 1) & set) {
        division->stories[0] = part;
        division->stories[1] = set ^ part;
        bool has_lead_late = (set & 1u) && !(part & 1u) && part != 0;
        if (!has_lead_late && may_hold(regions, &division->first, division->stories[0])
            && may_hold(regions, &division->second, division->stories[1])) {
            division->order =
                bx_order_cost(regions->ask->measured, division->stories[0], division->stories[1]);
            each(regions, division, data);
        }
        if (part == 0)
            break;
    }
}

static void
divide(Regions *regions, const Rect *rect, BxStorySet set, EachDivision each, void *data)
{
    for (int at = rect->column + 1; at < rect->column + rect->columns; at++) {
        Division division = {
            .first = {rect->column, at - rect->column, rect->row, rect->rows},
            .second = {at, rect->column + rect->columns - at, rect->row, rect->rows},
            .is_beside = true};
        if (may_cut(regions, rect, true, at))
            divide_stories(regions, &division, set, each, data);
    }
    for (int at = rect->row + 1; at < rect->row + rect->rows - BX_STACK_GAP; at++) {
        int below = at + BX_STACK_GAP;
        Division division = {
            .first = {rect->column, rect->columns, rect->row, at - rect->row},
            .second = {rect->column, rect->columns, below, rect->row + rect->rows - below}};
        if (may_cut(regions, rect, false, at))
            divide_stories(regions, &division, set, each, data);
    }
}

/* ---- bounds ---- */

static BxTenths least_of(Regions *regions, const Rect *rect, BxStorySet set);

static void
take_division(Regions *regions, const Division *division, void *data)
{
    BxTenths *least = data;
    BxTenths first = least_of(regions, &division->first, division->stories[0]);
    if (first + division->order >= *least)
        return;
    BxTenths second = least_of(regions, &division->second, division->stories[1]);
    *least = MIN(*least, first + second + division->order);
}

static BxTenths
least_of(Regions *regions, const Rect *rect, BxStorySet set)
{
    if (count_fixed(regions, rect) == 0)
        return set == 0
                   ? BX_TENTHS_NONE
                   : regions->bounds->inside[bx_bounds_index(regions->bounds, set, rect->columns)
                                             + rect->rows];
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

static void spread(Regions *regions, const Rect *rect, BxStorySet set, BxTenths outside);

static void
spread_division(Regions *regions, const Division *division, void *data)
{
    BxTenths outside = *(const BxTenths *)data + division->order;
    BxTenths first = least_of(regions, &division->first, division->stories[0]);
    BxTenths second = least_of(regions, &division->second, division->stories[1]);
    if (first >= BX_TENTHS_NONE || second >= BX_TENTHS_NONE)
        return;
    spread(regions, &division->first, division->stories[0], outside + second);
    spread(regions, &division->second, division->stories[1], outside + first);
}

/* Tells every rectangle without fixed things what the rest of the page costs at least. */
static void
spread(Regions *regions, const Rect *rect, BxStorySet set, BxTenths outside)
{
    if (is_fixed(regions, rect) || outside >= BX_TENTHS_NONE)
        return;
    if (count_fixed(regions, rect) == 0) {
        bx_bounds_lower_outside(regions->bounds, set, rect->columns, rect->rows, outside);
        return;
    }
    int64_t key = key_of(rect, set);
    gpointer known = g_hash_table_lookup(regions->lists, &key);
    if (known && GPOINTER_TO_INT(known) - 1 <= outside)
        return; /* it was told less already */
    g_hash_table_insert(regions->lists, g_memdup2(&key, sizeof key), GINT_TO_POINTER(outside + 1));
    divide(regions, rect, set, spread_division, &outside);
}

static BxStorySet
all_stories(const BxSearchAsk *ask)
{
    return (BxStorySet)((1u << ask->measured->len) - 1);
}

BxTenths
bx_regions_bound(const BxSearchAsk *ask, BxBounds *bounds, int rows)
{
    g_autoptr(GHashTable) least = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autoptr(GHashTable) told = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    Regions regions = {.ask = ask, .bounds = bounds, .least = least, .lists = told};
    const Rect whole = {0, ask->columns, 0, rows};
    bx_bounds_clear_outside(bounds);
    BxTenths bound = least_of(&regions, &whole, all_stories(ask));
    if (bound < BX_TENTHS_NONE)
        spread(&regions, &whole, all_stories(ask), 0);
    bx_bounds_spread_outside(bounds, ask);
    return bound;
}

/* ---- elements ---- */

static GArray *list_of_region(Regions *regions, const Rect *rect, BxStorySet set);

static void
join_pair(Regions *regions, const Division *division, int first, int second, GArray *list)
{
    BxElement joined = {0};
    const BxElement *one = &g_array_index(regions->elements, BxElement, first),
                    *other = &g_array_index(regions->elements, BxElement, second);
    bool is_valid = division->is_beside ? bx_element_beside(regions->joining, one, other, first,
                                                            second, division->order, &joined)
                                        : bx_element_above(regions->joining, one, other, first,
                                                           second, division->order, &joined);
    if (!is_valid || joined.cost > regions->most)
        return;
    int number = (int)regions->elements->len;
    g_array_append_val(regions->elements, joined);
    g_array_append_val(list, number);
}

static void
join_division(Regions *regions, const Division *division, void *data)
{
    BxTenths bound = least_of(regions, &division->first, division->stories[0])
                     + least_of(regions, &division->second, division->stories[1]) + division->order;
    if (bound > regions->most)
        return;
    g_autoptr(GArray) first = list_of_region(regions, &division->first, division->stories[0]);
    g_autoptr(GArray) second = list_of_region(regions, &division->second, division->stories[1]);
    for (guint i = 0; i < first->len; i++)
        for (guint k = 0; k < second->len; k++)
            join_pair(regions, division, g_array_index(first, int, i),
                      g_array_index(second, int, k), data);
}

static GArray *
list_of_region(Regions *regions, const Rect *rect, BxStorySet set)
{
    if (count_fixed(regions, rect) == 0) {
        GArray *list = g_array_new(FALSE, FALSE, sizeof(int));
        BxElementList found = regions->list_of(regions->data, set, rect->columns, rect->rows);
        for (int i = found.start; i < found.start + found.count; i++)
            g_array_append_val(list, i);
        return list;
    }
    int64_t key = key_of(rect, set);
    GArray *known = g_hash_table_lookup(regions->lists, &key);
    if (known)
        return g_array_ref(known);
    GArray *list = g_array_new(FALSE, FALSE, sizeof(int));
    if (is_fixed(regions, rect)) {
        BxElement place = bx_element_leaf(regions->joining, -1, rect->columns, rect->rows);
        int number = (int)regions->elements->len;
        g_array_append_val(regions->elements, place);
        g_array_append_val(list, number);
    } else {
        divide(regions, rect, set, join_division, list);
    }
    g_hash_table_insert(regions->lists, g_memdup2(&key, sizeof key), g_array_ref(list));
    return list;
}

void
bx_regions_join(const BxJoining *joining, const BxBounds *bounds, int rows, BxTenths most,
                BxListOf list_of, void *data, GArray *elements, GArray *roots)
{
    g_autoptr(GHashTable) least = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autoptr(GHashTable) lists =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
    Regions regions = {.ask = joining->ask,
                       .joining = joining,
                       .bounds = (BxBounds *)bounds,
                       .least = least,
                       .lists = lists,
                       .most = most,
                       .list_of = list_of,
                       .data = data,
                       .elements = elements};
    const Rect whole = {0, joining->ask->columns, 0, rows};
    g_autoptr(GArray) list = list_of_region(&regions, &whole, all_stories(joining->ask));
    g_array_append_vals(roots, list->data, list->len);
}
