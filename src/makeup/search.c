/* SPDX-License-Identifier: Apache-2.0 */
/* The search. Bounds first: what sets of stories cost in rectangles at least, and what is left of the page
 * costs then. With few elements a rectangle a first page is found; its cost prunes the second pass, in
 * which every element that could be part of a cheaper page is kept, up to a limit. Where the limit was
 * never reached below the cost of the page found, that page is the best there is. */

#include "makeup/regions.h"

#include <stdlib.h>
#include <string.h>

/* Elements kept a rectangle and set, in each of two kinds: to find a first page, and to find the best. */
#define FIRST_MOST 6
#define FIRST_PAIRS_MOST 1500000L
/* … and, where the first of these proves nothing, with the second. A pass that joins more pairs keeps fewer
 * elements from then on. */
static const struct {
    int keep;
    long n_pairs;
} widths[] = {{48, 1500000}, {384, 8000000}};
#define LEAVES_MOST 30000
/* Beyond the least bound, tenths: what a first page may cost is raised until there is one. */
static const BxTenths slacks[] = {60, 120, 240, 480, 960, 1920};
/* A leaf that the engine refuses is taken out, and the search made again, so often at most. */
#define ROUNDS_MOST 16
/* Further pages may cost this much more than the best, tenths. */
#define ALTERNATIVE_SLACK 250

typedef struct {
    const BxSearchAsk *ask;
    BxBounds *bounds;
    GArray *leaves;       /* BxLeaf */
    GArray *of_story;     /* int pairs: leaves of story and width: start, end */
    GArray *elements;     /* BxElement */
    BxElementList *lists; /* by set, columns − 1, rows */
    BxJoining joining;
    BxTenths most;    /* pages that cost more are not looked for */
    int keep;         /* elements kept a list … */
    long pairs_most;  /* … as long as no more pairs are joined */
    BxTenths dropped; /* the least that a page with an element left out could cost */
    long n_pairs;     /* of this pass … */
    long n_searched;  /* … and of all */
} Search;

/* ---- leaves ---- */

static void
find_all_leaves(Search *search)
{
    for (guint s = 0; s < search->ask->measured->len; s++)
        for (int k = 1; k <= search->ask->columns; k++) {
            int range[2] = {(int)search->leaves->len, 0};
            if (range[0] < LEAVES_MOST)
                bx_find_leaves(g_ptr_array_index(search->ask->measured, s), (int)s, k,
                               search->ask->rows, search->ask->layout->columns, search->leaves);
            range[1] = (int)MIN(search->leaves->len, LEAVES_MOST);
            g_array_append_vals(search->of_story, range, 2);
        }
}

static int16_t *
cheapest_leaves(const Search *search)
{
    int rows = search->ask->rows + 1;
    gsize size = search->ask->measured->len * (gsize)(search->ask->columns * rows);
    int16_t *cheapest = g_new(int16_t, size);
    for (gsize i = 0; i < size; i++)
        cheapest[i] = BX_TENTHS_NONE;
    for (guint i = 0; i < search->leaves->len; i++) {
        const BxLeaf *leaf = &g_array_index(search->leaves, BxLeaf, i);
        int16_t *cost =
            &cheapest[(leaf->story * search->ask->columns + leaf->columns - 1) * rows + leaf->rows];
        *cost = (int16_t)MIN(*cost, leaf->cost);
    }
    return cheapest;
}

/* ---- lists of elements ---- */

static int
compare_elements(const void *a, const void *b)
{
    const BxElement *one = a, *other = b;
    if (one->cost != other->cost)
        return one->cost - other->cost;
    if (one->first != other->first)
        return one->first - other->first;
    return one->second != other->second ? one->second - other->second : one->kind - other->kind;
}

/* The candidates of one rectangle and set: the cheapest that show something else each. Those whose head
 * reaches the upper right corner, and can only stand beside a few others there, are kept apart from those
 * that leave it free: neither kind may crowd out the other. */
typedef struct {
    Search *search;
    GArray *kept[2]; /* BxElement */
    BxTenths outside;
} Gathering;

static int
kind_of(const Search *search, const BxElement *element)
{
    if (element->n_right == 0)
        return 0;
    const BxLeaf *leaf = &g_array_index(search->leaves, BxLeaf, element->right[0].leaf);
    return element->right[0].row == 0 && leaf->head_right.end > 0;
}

static void
gather(Gathering *gathering, const BxElement *element)
{
    GArray *kept = gathering->kept[kind_of(gathering->search, element)];
    if (element->cost + gathering->outside > gathering->search->most)
        return;
    for (guint i = 0; i < kept->len;) {
        const BxElement *other = &g_array_index(kept, BxElement, i);
        if (bx_element_beats(&gathering->search->joining, other, element))
            return;
        if (bx_element_beats(&gathering->search->joining, element, other))
            g_array_remove_index_fast(kept, i);
        else
            i++;
    }
    if ((int)kept->len < gathering->search->keep) {
        g_array_append_val(kept, *element);
        return;
    }
    BxElement *dearest = &g_array_index(kept, BxElement, 0);
    for (guint i = 1; i < kept->len; i++)
        if (compare_elements(&g_array_index(kept, BxElement, i), dearest) > 0)
            dearest = &g_array_index(kept, BxElement, i);
    BxTenths lost = MAX(dearest->cost, element->cost) + gathering->outside;
    gathering->search->dropped = MIN(gathering->search->dropped, lost);
    if (compare_elements(element, dearest) < 0)
        *dearest = *element;
}

static BxElementList *
list_at(const Search *search, BxStorySet set, int columns, int rows)
{
    return &search->lists[bx_bounds_index(search->bounds, set, columns) + rows];
}

static BxElementList
list_of(void *data, BxStorySet set, int columns, int rows)
{
    return *list_at(data, set, columns, rows);
}

static void
join_lists(Gathering *gathering, BxElementList first, BxElementList second, BxTenths order,
           bool is_beside)
{
    Search *search = gathering->search;
    for (int i = first.start; i < first.start + first.count; i++)
        for (int k = second.start; k < second.start + second.count; k++) {
            const BxElement *one = &g_array_index(search->elements, BxElement, i),
                            *other = &g_array_index(search->elements, BxElement, k);
            if (one->cost + other->cost + order + gathering->outside > search->most)
                break; /* lists rise in cost */
            BxElement joined;
            search->n_pairs++;
            memset(&joined, 0, sizeof joined);
            bool is_valid =
                is_beside ? bx_element_beside(&search->joining, one, other, i, k, order, &joined)
                          : bx_element_above(&search->joining, one, other, i, k, order, &joined);
            if (is_valid)
                gather(gathering, &joined);
        }
}

static void
join_sets(Gathering *gathering, BxStorySet a, BxStorySet b, int columns, int rows)
{
    Search *search = gathering->search;
    BxTenths order = bx_order_cost(search->ask->measured, a, b);
    for (int k = 1; k < columns; k++)
        join_lists(gathering, *list_at(search, a, k, rows), *list_at(search, b, columns - k, rows),
                   order, true);
    for (int top = 1; top < rows - BX_STACK_GAP; top++) {
        BxElementList upper = *list_at(search, a, columns, top);
        if (upper.count > 0)
            join_lists(gathering, upper, *list_at(search, b, columns, rows - BX_STACK_GAP - top),
                       order, false);
    }
}

static void
gather_leaves(Gathering *gathering, int story, int columns, int rows)
{
    Search *search = gathering->search;
    int at = 2 * (story * search->ask->columns + columns - 1);
    for (int i = g_array_index(search->of_story, int, at);
         i < g_array_index(search->of_story, int, at + 1); i++) {
        const BxLeaf *leaf = &g_array_index(search->leaves, BxLeaf, i);
        if (leaf->rows != rows || leaf->state == BX_LEAF_REFUSED)
            continue;
        BxElement element = bx_element_leaf(&search->joining, i, columns, rows);
        gather(gathering, &element);
    }
}

static void
fill_list(Search *search, BxStorySet set, int columns, int rows)
{
    int at = bx_bounds_index(search->bounds, set, columns) + rows;
    BxTenths inside = search->bounds->inside[at], outside = search->bounds->outside[at];
    if (inside + outside > search->most)
        return;
    g_autoptr(GArray) kept = g_array_new(FALSE, FALSE, sizeof(BxElement)),
                      others = g_array_new(FALSE, FALSE, sizeof(BxElement));
    Gathering gathering = {search, {kept, others}, outside};
    if ((set & (set - 1)) == 0)
        gather_leaves(&gathering, g_bit_nth_lsf(set, -1), columns, rows);
    for (BxStorySet a = (set - 1) & set; a > 0; a = (a - 1) & set)
        if (!(set & 1u) || (a & 1u)) /* PG-9: the lead comes first */
            join_sets(&gathering, a, set ^ a, columns, rows);
    g_array_append_vals(kept, others->data, others->len);
    if (kept->len > 1)
        qsort(kept->data, kept->len, sizeof(BxElement), compare_elements);
    search->lists[at] = (BxElementList){(int)search->elements->len, (int)kept->len};
    g_array_append_vals(search->elements, kept->data, kept->len);
}

static void
fill_lists(Search *search)
{
    gsize n_sets = (gsize)1 << search->bounds->n;
    gsize size = n_sets * (gsize)search->bounds->columns * (gsize)(search->bounds->rows + 1);
    memset(search->lists, 0, size * sizeof(BxElementList));
    g_array_set_size(search->elements, 0);
    search->dropped = BX_TENTHS_NONE;
    search->n_searched += search->n_pairs;
    search->n_pairs = 0;
    for (BxStorySet set = 1; set < n_sets; set++)
        for (int k = 1; k <= search->bounds->columns; k++)
            for (int rows = 1; rows <= search->bounds->rows; rows++) {
                if (search->n_pairs > search->pairs_most && search->keep > 1) {
                    search->keep /= 2;
                    search->n_searched += search->n_pairs;
                    search->n_pairs = 0;
                }
                fill_list(search, set, k, rows);
            }
}

/* ---- pages ---- */

static void
found_free(void *data)
{
    BxFound *found = data;
    g_array_unref(found->seats);
    g_array_unref(found->rules);
    g_free(found);
}

static BxFound *
found_new(const Search *search, int root)
{
    BxFound *found = g_new0(BxFound, 1);
    found->seats = g_array_new(FALSE, FALSE, sizeof(BxSeat));
    found->rules = g_array_new(FALSE, FALSE, sizeof(BxCutRule));
    bx_element_seats(&search->joining, search->elements, root, 0, 0, found->seats, found->rules);
    bx_page_costs(&search->joining, search->elements, root, found->costs);
    for (int i = 0; i < BX_N_PAGE_COSTS; i++)
        found->cost += found->costs[i];
    for (guint i = 0; i < found->seats->len; i++)
        found->cost += g_array_index(found->seats, BxSeat, i).leaf->cost;
    return found;
}

static int
compare_found(const void *a, const void *b)
{
    const BxFound *one = *(BxFound *const *)a, *other = *(BxFound *const *)b;
    return one->cost - other->cost;
}

/* All pages of the last pass, cheapest first; ties in the order of the search, which is fixed. */
static GPtrArray *
find_pages(Search *search, int rows)
{
    g_autoptr(GArray) roots = g_array_new(FALSE, FALSE, sizeof(int));
    bx_regions_join(&search->joining, search->bounds, rows, search->most, list_of, search,
                    search->elements, roots);
    GPtrArray *pages = g_ptr_array_new_with_free_func(found_free);
    for (guint i = 0; i < roots->len; i++)
        g_ptr_array_add(pages, found_new(search, g_array_index(roots, int, i)));
    g_ptr_array_sort(pages, compare_found);
    return pages;
}

/* Pages are of one structure where every story has the same columns and stands in the same order. */
static bool
same_structure(const BxFound *a, const BxFound *b)
{
    for (guint i = 0; i < a->seats->len; i++) {
        const BxSeat *one = &g_array_index(a->seats, BxSeat, i),
                     *other = &g_array_index(b->seats, BxSeat, i);
        if (one->leaf->story != other->leaf->story || one->column != other->column
            || one->leaf->columns != other->leaf->columns)
            return false;
    }
    return true;
}

static void
keep_different(GPtrArray *pages, int n_wanted)
{
    for (guint i = 1; i < pages->len;) {
        bool is_new = (int)i < n_wanted;
        for (guint k = 0; is_new && k < i; k++)
            is_new = !same_structure(g_ptr_array_index(pages, i), g_ptr_array_index(pages, k));
        if (is_new)
            i++;
        else
            g_ptr_array_remove_index(pages, i);
    }
}

/* PG-8: the deepest region, down to so much of what there is, that the stories fill exactly. */
#define DEPTH_LEAST 0.8

static int
find_depth(Search *search, BxTenths *bound)
{
    int least = (int)(DEPTH_LEAST * search->ask->rows);
    if (search->ask->fixed->len > 0)
        least = search->ask->rows;
    for (int rows = search->ask->rows; rows >= MAX(1, least); rows--) {
        *bound = bx_regions_bound(search->ask, search->bounds, rows);
        if (*bound < BX_TENTHS_NONE)
            return rows;
    }
    return 0;
}

static BxTenths
cost_of_first(const GPtrArray *pages)
{
    return pages->len > 0 ? ((const BxFound *)g_ptr_array_index(pages, 0))->cost : BX_TENTHS_NONE;
}

/* A page to begin with: with few elements, and no dearer than needed. */
static BxTenths
find_first(Search *search, BxTenths bound, int rows)
{
    for (size_t i = 0; i < G_N_ELEMENTS(slacks); i++) {
        search->most = MIN(bound + slacks[i], BX_TENTHS_NONE - 1);
        search->keep = FIRST_MOST;
        search->pairs_most = FIRST_PAIRS_MOST;
        fill_lists(search);
        g_autoptr(GPtrArray) pages = find_pages(search, rows);
        if (pages->len > 0)
            return cost_of_first(pages);
    }
    return BX_TENTHS_NONE;
}

/* Asks the engine of every leaf of a page, once each. */
static bool
is_page_valid(const Search *search, const BxFound *page)
{
    bool is_valid = true;
    for (guint i = 0; i < page->seats->len; i++) {
        BxLeaf *leaf = (BxLeaf *)g_array_index(page->seats, BxSeat, i).leaf;
        if (leaf->state == BX_LEAF_UNTRIED)
            leaf->state =
                search->ask->fits(search->ask->data, leaf) ? BX_LEAF_FITS : BX_LEAF_REFUSED;
        is_valid &= leaf->state == BX_LEAF_FITS;
    }
    return is_valid;
}

/* Takes out the pages that the engine refuses, until enough are known to be good. True where one of those
 * was better than the best that stays: without its leaf there may be a better one still. */
static bool
refuse_pages(const Search *search, GPtrArray *pages)
{
    bool is_better = false;
    int n_good = 0;
    for (guint i = 0; i < pages->len && n_good < search->ask->n_wanted;) {
        if (is_page_valid(search, g_ptr_array_index(pages, i))) {
            i++;
            n_good++;
            continue;
        }
        is_better |= n_good == 0;
        g_ptr_array_remove_index(pages, i);
    }
    g_ptr_array_set_size(pages, n_good);
    return is_better;
}

/* The pages of a pass with lists of one width that the engine takes, cheapest first. `may_be_better` is set
 * where it refused a better one: other leaves may take its place. */
static GPtrArray *
find_good(Search *search, int rows, int width, bool *may_be_better)
{
    search->keep = widths[width].keep;
    search->pairs_most = widths[width].n_pairs;
    fill_lists(search);
    GPtrArray *pages = find_pages(search, rows);
    keep_different(pages, 4 * search->ask->n_wanted);
    *may_be_better = refuse_pages(search, pages);
    return pages;
}

/* The least that any page can cost, as far as the last pass has looked. */
static BxTenths
proven(const Search *search, BxTenths bound, bool may_be_better)
{
    return may_be_better ? bound : MAX(bound, search->dropped);
}

static void
run(Search *search, BxSearchResult *result)
{
    BxTenths bound, first = 0;
    result->rows = find_depth(search, &bound);
    if (result->rows == 0)
        return;
    result->bound = bound;
    int more = search->ask->n_wanted > 1 ? ALTERNATIVE_SLACK : 0;
    bool may_be_better = true;
    for (int round = 0; may_be_better && round < ROUNDS_MOST && first < BX_TENTHS_NONE; round++) {
        first = find_first(search, bound, result->rows);
        search->most = MIN(first + more, BX_TENTHS_NONE - 1);
        g_clear_pointer(&result->found, g_ptr_array_unref);
        result->found = find_good(search, result->rows, 0, &may_be_better);
    }
    BxTenths cost = cost_of_first(result->found);
    if (cost >= BX_TENTHS_NONE)
        return;
    result->bound = MIN(cost, proven(search, bound, may_be_better));
    may_be_better = result->bound < cost;
    for (int round = 0; may_be_better && round < ROUNDS_MOST; round++) {
        search->most = MIN(cost + more, BX_TENTHS_NONE - 1);
        g_autoptr(GPtrArray) pages = find_good(search, result->rows, 1, &may_be_better);
        result->bound = MAX(result->bound, proven(search, bound, may_be_better));
        if (cost_of_first(pages) > cost)
            continue;
        cost = cost_of_first(pages);
        g_ptr_array_unref(result->found);
        result->found = g_steal_pointer(&pages);
    }
    result->bound = MIN(cost, result->bound);
}

BxSearchResult *
bx_search(const BxSearchAsk *ask)
{
    BxSearchResult *result = g_new0(BxSearchResult, 1);
    result->leaves = g_array_new(FALSE, TRUE, sizeof(BxLeaf));
    Search search = {.ask = ask,
                     .leaves = result->leaves,
                     .of_story = g_array_new(FALSE, FALSE, sizeof(int)),
                     .elements = g_array_new(FALSE, FALSE, sizeof(BxElement))};
    search.joining = (BxJoining){ask, result->leaves};
    find_all_leaves(&search);
    g_autofree int16_t *cheapest = cheapest_leaves(&search);
    search.bounds = bx_bounds_new(ask, cheapest);
    gsize n_sets = (gsize)1 << search.bounds->n;
    search.lists = g_new0(BxElementList, n_sets * (gsize)ask->columns * (gsize)(ask->rows + 1));
    run(&search, result);
    if (!result->found)
        result->found = g_ptr_array_new_with_free_func(found_free);
    result->n_searched = search.n_searched + search.n_pairs;
    g_array_free(search.of_story, TRUE);
    g_array_free(search.elements, TRUE);
    g_free(search.lists);
    bx_bounds_free(search.bounds);
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
