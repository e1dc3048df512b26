/* SPDX-License-Identifier: Apache-2.0 */
/* Lists of elements: for every rectangle and set of stories that a page can have, those that could be part of the
 * best one; smaller sets first. */
#include "makeup/searching.h"

#include <string.h>

/* A pass that is too much work keeps half as many elements from then on, for so much more each time. */
#define LESS_WORK 15000000L
/* Elements in memory at most, about 400 bytes each, while all are to be kept. */
#define ELEMENTS_MOST 500000

/* ---- leaves ---- */

static GArray *
ways_of(const BxSearching *search, int story, int columns)
{
    return search->ways[story * search->ask->columns + columns - 1];
}

static void
find_ways(BxSearching *search, int story, int columns)
{
    const BxSearchAsk *ask = search->ask;
    GArray *ways = g_array_new(FALSE, FALSE, sizeof(int));
    int start = (int)search->leaves->len;
    bx_find_leaves(g_ptr_array_index(ask->measured, story), story, columns, ask->rows,
                   ask->layout->columns, ask->is_stretched, NULL, search->leaves);
    for (int i = start; i < (int)search->leaves->len; i++)
        g_array_append_val(ways, i);
    search->ways[story * ask->columns + columns - 1] = ways;
}

static int16_t *
cheapest_leaves(const BxSearching *search)
{
    int rows = search->ask->rows + 1;
    gsize size = 2 * search->ask->measured->len * (gsize)(search->ask->columns * rows);
    int16_t *cheapest = g_new(int16_t, size);
    for (gsize i = 0; i < size; i++)
        cheapest[i] = BX_TENTHS_NONE;
    for (guint i = 0; i < search->leaves->len; i++) {
        const BxLeaf *leaf = &g_array_index(search->leaves, BxLeaf, i);
        int at = (leaf->story * search->ask->columns + leaf->columns - 1) * rows + leaf->rows;
        int16_t *cost = &cheapest[2 * at + (leaf->head_right.end > 0)];
        *cost = (int16_t)MIN(*cost, leaf->cost);
    }
    return cheapest;
}

void
bx_replace_leaf(BxSearching *search, int refused)
{
    BxLeaf leaf = g_array_index(search->leaves, BxLeaf, refused);
    GArray *ways = ways_of(search, leaf.story, leaf.columns);
    g_autoptr(GArray) anew = g_array_new(FALSE, TRUE, sizeof(BxLeaf));
    g_array_append_val(search->refused, leaf);
    bx_find_leaves(g_ptr_array_index(search->ask->measured, leaf.story), leaf.story, leaf.columns,
                   search->ask->rows, search->ask->layout->columns, search->ask->is_stretched,
                   search->refused, anew);
    for (guint i = 0; i < anew->len; i++) {
        const BxLeaf *other = &g_array_index(anew, BxLeaf, i);
        bool is_known = false;
        for (guint k = 0; k < ways->len && !is_known; k++)
            is_known = bx_leaf_equal(
                other, &g_array_index(search->leaves, BxLeaf, g_array_index(ways, int, k)));
        if (is_known)
            continue;
        int number = (int)search->leaves->len;
        g_array_append_val(search->leaves, *other);
        g_array_append_val(ways, number);
    }
    bx_joining_update(&search->joining);
}

/* ---- lists of elements ---- */

/* In the window's depths, where it has an outside. */
static BxElementList *
list_at(const BxSearching *search, const BxWindow *window, int rows, int side)
{
    guint start = (window->outside - 1) / BX_N_LOOKS;
    return &g_array_index(search->lists, BxElementList,
                          start + (guint)((rows - window->low) * BX_N_SIDES + side));
}

BxElementList
bx_list_of(void *data, BxStorySet set, int columns, int rows, int side)
{
    const BxSearching *search = data;
    const BxElementList none = {0, 0};
    const BxWindow *window = bx_bounds_window(search->bounds, set, columns);
    bool is_there = window->outside && window->low <= rows && rows <= window->high;
    return is_there ? *list_at(search, window, rows, side) : none;
}

long
bx_work_of(const BxSearching *search)
{
    return search->sieve.n_compared + BX_PAIR_WORK * search->n_pairs;
}

/* Less is kept where there is too much; where all should be, the pass ends. */
static void
watch_work(BxSearching *search)
{
    long work = bx_work_of(search);
    bool is_full = search->sieve.keep == BX_KEEP_ALL && search->elements->len > ELEMENTS_MOST;
    if (work <= search->work_most && !is_full)
        return;
    search->is_cut = search->sieve.keep == BX_KEEP_ALL;
    search->work_most = work + LESS_WORK;
    search->sieve.keep = MAX(1, search->sieve.keep / 2);
}

static void
put(BxSearching *search, BxElement *element, const int16_t *outside)
{
    int look = BX_LOOK((int)element->kind, bx_element_reaches(&search->joining, element));
    bx_sieve_put(&search->sieve, element, outside[look]);
}

/* Joins two lists; the second half of a cut is not cut the same way itself (see bounds.c). */
static void
join_lists(BxSearching *search, BxElementList first, BxElementList second, BxElementKind kind,
           const int16_t *outside, BxTenths room)
{
    for (int i = first.start; i < first.start + first.count; i++) {
        watch_work(search);
        for (int k = second.start; k < second.start + second.count; k++) {
            const BxElement *one = &g_array_index(search->elements, BxElement, i),
                            *other = &g_array_index(search->elements, BxElement, k);
            if (one->cost + other->cost > room || search->is_cut)
                break; /* lists rise in cost */
            if (other->kind == kind)
                continue;
            BxElement joined;
            search->n_pairs++;
            memset(&joined, 0, sizeof joined);
            bool is_valid =
                kind == BX_ELEMENT_BESIDE
                    ? bx_element_beside(&search->joining, one, other, i, k, &joined, NULL)
                    : bx_element_above(&search->joining, one, other, i, k, &joined, NULL);
            if (is_valid)
                put(search, &joined, outside);
        }
    }
}

typedef struct {
    int columns, rows, side;
    const int16_t *outside;
    int beside, above; /* the least outside of what is cut so */
} Cell;

static void
join_beside(BxSearching *search, BxStorySet a, BxStorySet b, const Cell *cell, BxTenths room)
{
    for (int k = 1; k < cell->columns; k++) {
        BxElementList left = bx_list_of(search, a, k, cell->rows, cell->side | BX_OPEN_RIGHT);
        if (left.count > 0)
            join_lists(
                search, left,
                bx_list_of(search, b, cell->columns - k, cell->rows, cell->side | BX_OPEN_LEFT),
                BX_ELEMENT_BESIDE, cell->outside, room);
    }
}

static void
join_above(BxSearching *search, BxStorySet a, BxStorySet b, const Cell *cell, BxTenths room)
{
    const BxWindow *one = bx_bounds_window(search->bounds, a, cell->columns),
                   *other = bx_bounds_window(search->bounds, b, cell->columns);
    int both = cell->rows - BX_STACK_GAP;
    int first = MAX(one->low, both - other->high), last = MIN(one->high, both - other->low);
    for (int top = first; one->outside && other->outside && top <= last; top++) {
        BxElementList upper = *list_at(search, one, top, cell->side);
        if (upper.count > 0)
            join_lists(search, upper, *list_at(search, other, both - top, cell->side),
                       BX_ELEMENT_ABOVE, cell->outside, room);
    }
}

static void
join_sets(BxSearching *search, BxStorySet a, BxStorySet b, const Cell *cell)
{
    int room = search->sieve.most - bx_order_cost(&search->joining, a, b);
    if (cell->beside <= room)
        join_beside(search, a, b, cell, room - cell->beside);
    if (cell->above <= room)
        join_above(search, a, b, cell, room - cell->above);
}

static void
put_leaves(BxSearching *search, int story, const Cell *cell)
{
    const GArray *ways = ways_of(search, story, cell->columns);
    for (guint i = 0; i < ways->len; i++) {
        int number = g_array_index(ways, int, i);
        const BxLeaf *leaf = &g_array_index(search->leaves, BxLeaf, number);
        if (leaf->rows != cell->rows || leaf->state == BX_LEAF_REFUSED)
            continue;
        BxElement element =
            bx_element_leaf(&search->joining, number, cell->columns, cell->rows, cell->side);
        put(search, &element, cell->outside);
    }
}

static void
fill_list(BxSearching *search, BxStorySet set, int columns, int rows, int side)
{
    const BxWindow *window = bx_bounds_window(search->bounds, set, columns);
    const int16_t *outside = bx_bounds_outside(search->bounds, window, rows, side);
    if (bx_bounds_page(search->bounds, window, rows, side) > search->sieve.most)
        return;
    Cell cell = {
        columns,
        rows,
        side,
        outside,
        MIN(outside[BX_LOOK(BX_ELEMENT_BESIDE, 0)], outside[BX_LOOK(BX_ELEMENT_BESIDE, 1)]),
        MIN(outside[BX_LOOK(BX_ELEMENT_ABOVE, 0)], outside[BX_LOOK(BX_ELEMENT_ABOVE, 1)])};
    if ((set & (set - 1)) == 0)
        put_leaves(search, g_bit_nth_lsf(set, -1), &cell);
    BX_EACH_DIVISION(set, a, b)
    join_sets(search, a, b, &cell);
    *list_at(search, window, rows, side) = bx_sieve_take(&search->sieve, search->elements);
}

void
bx_fill_lists(BxSearching *search, BxTenths most)
{
    BxStorySet n_sets = 1u << search->bounds->n;
    if (search->spread != most)
        bx_regions_spread(search->regions, most);
    search->spread = search->sieve.most = most;
    search->sieve.dropped = BX_TENTHS_NONE;
    g_array_set_size(search->lists, 0);
    g_array_set_size(search->lists, search->bounds->outside->len / BX_N_LOOKS);
    g_array_set_size(search->elements, 0);
    for (BxStorySet set = 1; set < n_sets; set++)
        for (int k = 1; k <= search->bounds->columns; k++) {
            const BxWindow *window = bx_bounds_window(search->bounds, set, k);
            search->sieve.by_division = set == n_sets - 1 && search->ask->n_wanted > 1;
            for (int rows = window->low; window->outside && rows <= window->high; rows++)
                for (int side = 0; side < BX_N_SIDES && !search->is_cut; side++)
                    fill_list(search, set, k, rows, side);
        }
}

/* ---- the search ---- */

void
bx_searching_init(BxSearching *search, const BxSearchAsk *ask, GArray *leaves)
{
    *search = (BxSearching){.ask = ask, .leaves = leaves, .cost = BX_TENTHS_NONE};
    search->refused = g_array_new(FALSE, FALSE, sizeof(BxLeaf));
    search->elements = g_array_new(FALSE, FALSE, sizeof(BxElement));
    search->ways = g_new0(GArray *, ask->measured->len * (gsize)ask->columns);
    for (guint s = 0; s < ask->measured->len; s++)
        for (int k = 1; k <= ask->columns; k++)
            find_ways(search, (int)s, k);
    bx_joining_init(&search->joining, ask, search->leaves);
    bx_sieve_init(&search->sieve, &search->joining);
    g_autofree int16_t *cheapest = cheapest_leaves(search);
    search->bounds = bx_bounds_new(&search->joining, cheapest);
    search->lists = g_array_new(FALSE, TRUE, sizeof(BxElementList));
}

void
bx_searching_clear(BxSearching *search)
{
    for (gsize i = 0; i < search->ask->measured->len * (gsize)search->ask->columns; i++)
        g_array_unref(search->ways[i]);
    g_free(search->ways);
    g_array_unref(search->refused);
    g_array_unref(search->elements);
    g_array_unref(search->lists);
    bx_sieve_clear(&search->sieve);
    bx_bounds_free(search->bounds);
    bx_joining_clear(&search->joining);
}
