/* SPDX-License-Identifier: Apache-2.0 */
/* The search. Bounds first: what sets of stories cost in rectangles at least, and what is left of the page
 * costs then. Then passes, each for pages up to a cost that rises: every element that could be part of such a
 * page is kept, but those that others beat. The first pass that finds a page has found the best there is;
 * one that finds none has proven that there is none as good. Where that is too much work, passes that keep
 * few elements of each kind find a page, and say what they left out. */

#include "makeup/searching.h"

/* Elements kept of a rectangle, set and kind where not all can be: to find a page, and better ones. */
#define FEW 6
static const int many[] = {24, 256};
/* What the passes that keep all may take together, one that keeps less, and all. One that keeps less and would take
 * more keeps fewer elements from then on. */
#define EXACT_WORK 160000000L
#define EXACT_WORK_LONG 70000000L /* of more stories than these, which leave less time: */
#define LONG 9
#define FEW_WORK 20000000L
#define MANY_WORK 60000000L
#define ALL_WORK 500000000L
/* What a page may cost beyond the least bound in the passes, tenths. */
static const BxTenths steps[] = {0,   15,  30,  50,  75,  105,  140,  180,  230,  290,
                                 360, 450, 560, 700, 900, 1200, 1600, 2200, 3000, 4500};
/* A leaf that the engine refuses is taken out, and the pass made again, so often at most. */
#define ROUNDS_MOST 64
/* Further pages may cost this much more than the best, tenths; the first that gives enough. */
static const BxTenths alternative_slacks[] = {120, 250, 500, 1000};

static BxTenths
cost_of(const GPtrArray *pages)
{
    return ((const BxFound *)g_ptr_array_index(pages, 0))->cost;
}

/* A pass for pages of at most `most` tenths, repeated while the engine refuses the best. Returns what no page
 * costs less than but those found, 0 where nothing is proven; `found` is NULL where there are none. */
static BxTenths
pass(BxSearching *search, BxTenths most, int keep, long work, GPtrArray **found)
{
    g_autoptr(GPtrArray) pages = bx_pages_new();
    bool is_refused = true;
    *found = NULL;
    search->is_cut = false;
    search->work_most = bx_work_of(search) + work;
    for (int round = 0; is_refused && round < ROUNDS_MOST; round++) {
        search->sieve.keep = keep;
        bx_fill_lists(search, most);
        if (search->is_cut)
            return 0;
        BxElementList roots = bx_regions_join(search->regions, bx_list_of, search);
        is_refused = bx_take_pages(search, roots, pages);
    }
    BxTenths proven = is_refused ? 0 : MIN(most + 1, search->sieve.dropped);
    if (pages->len == 0)
        return proven;
    *found = g_steal_pointer(&pages);
    return MIN(proven, cost_of(*found));
}

/* Keeps what a pass has found where it is better, and what it has proven. */
static void
take_found(BxSearching *search, BxSearchResult *result, GPtrArray *found, BxTenths proven)
{
    if (found && cost_of(found) <= search->cost) {
        search->cost = cost_of(found);
        g_clear_pointer(&result->found, g_ptr_array_unref);
        result->found = found;
    } else if (found) {
        g_ptr_array_unref(found);
    }
    result->bound = MIN(search->cost, MAX(result->bound, proven));
}

static bool
is_over(const BxSearching *search, const BxSearchResult *result)
{
    return result->bound >= search->cost || bx_work_of(search) > ALL_WORK;
}

/* Passes that leave nothing out, until there is a page or too much work. */
static void
find_best(BxSearching *search, BxSearchResult *result)
{
    BxTenths bound = result->bound;
    long most_work = search->bounds->n > LONG ? EXACT_WORK_LONG : EXACT_WORK;
    search->is_cut = bx_work_of(search) >= most_work;
    for (size_t i = 0; i < G_N_ELEMENTS(steps) && !search->is_cut && search->cost >= BX_TENTHS_NONE;
         i++) {
        GPtrArray *found;
        BxTenths most = MIN(bound + steps[i], BX_TENTHS_NONE - 1);
        BxTenths proven = pass(search, most, BX_KEEP_ALL, most_work - bx_work_of(search), &found);
        take_found(search, result, found, proven);
    }
}

/* Passes that keep few of each kind, until there is a page; then some that keep more. */
static void
find_good(BxSearching *search, BxSearchResult *result)
{
    GPtrArray *found;
    BxTenths bound = result->bound, proven;
    for (size_t i = 0; i < G_N_ELEMENTS(steps) && search->cost >= BX_TENTHS_NONE; i++) {
        if (is_over(search, result))
            return;
        proven = pass(search, MIN(bound + steps[i], BX_TENTHS_NONE - 1), FEW, FEW_WORK, &found);
        take_found(search, result, found, proven);
    }
    for (size_t i = 0; i < G_N_ELEMENTS(many) && !is_over(search, result); i++) {
        proven = pass(search, MIN(search->cost, BX_TENTHS_NONE) - 1, many[i], MANY_WORK, &found);
        take_found(search, result, found, proven);
    }
}

/* Further pages, each unlike those before it. */
static void
find_more(BxSearching *search, BxSearchResult *result)
{
    for (size_t i = 0;
         i < G_N_ELEMENTS(alternative_slacks) && (int)result->found->len < search->ask->n_wanted;
         i++) {
        GPtrArray *found;
        BxTenths most = MIN(search->cost + alternative_slacks[i], BX_TENTHS_NONE - 1);
        pass(search, most, many[0], MANY_WORK, &found);
        if (found)
            bx_add_different(search, result->found, found);
    }
}

static void
search_depth(BxSearching *search, int rows, BxSearchResult *result)
{
    g_autoptr(BxRegions) regions =
        bx_regions_new(&search->joining, search->bounds, rows, &search->sieve, search->elements);
    search->regions = regions;
    search->spread = -1;
    result->bound = bx_regions_least(regions);
    if (result->bound >= BX_TENTHS_NONE)
        return;
    result->rows = rows;
    find_best(search, result);
    if (search->is_cut)
        find_good(search, result);
    if (search->ask->n_wanted > 1 && search->cost < BX_TENTHS_NONE)
        find_more(search, result);
}

BxSearchResult *
bx_search(const BxSearchAsk *ask)
{
    BxSearchResult *result = g_new0(BxSearchResult, 1);
    result->leaves = g_array_new(FALSE, TRUE, sizeof(BxLeaf));
    BxSearching search;
    bx_searching_init(&search, ask, result->leaves);
    result->is_too_large = !search.bounds;
    for (int rows = ask->rows; search.bounds && rows >= ask->rows_least && !result->found; rows--)
        search_depth(&search, rows, result);
    if (!result->found)
        result->found = bx_pages_new();
    result->n_searched = search.n_pairs;
    bx_searching_clear(&search);
    return result;
}

void
bx_search_result_free(BxSearchResult *result)
{
    if (!result)
        return;
    g_ptr_array_unref(result->found);
    g_array_unref(result->leaves);
    g_free(result);
}
