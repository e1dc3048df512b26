/* SPDX-License-Identifier: Apache-2.0 */
/* The search for the best page is held to every page there is: on small grids, with a few stories measured at
 * random. By hand: test_search --pages 2000. */
#include "every_page.h"

#include <stdlib.h>
#include <string.h>

static int n_rounds = 150;
#define PARTS_MOST 400000

typedef struct {
    GRand *random;
    BxLayout layout;
    BxStyle styles[3];
    BxHeadSet heads[3];
    GPtrArray *measured; /* BxMeasured, owned */
    GArray *fixed;
    guint seed;
} Case;

static int
from(Case *a_case, int least, int most)
{
    return g_rand_int_range(a_case->random, least, most + 1);
}

static void
measured_free(void *data)
{
    BxMeasured *measured = data;
    g_array_unref(measured->costs);
    g_free(measured);
}

static void
add_head(Case *a_case, BxMeasured *measured, int columns)
{
    static const double sizes[] = {12, 16, 16.3, 18, 26, 26.4, 40, 44};
    int size = from(a_case, measured->rank == BX_RANK_LEAD ? 4 : 0, 7), h = measured->n_heads++;
    for (int k = 1; k <= columns; k++)
        measured->heads[h][k] = (BxMeasuredHead){.set = &a_case->heads[from(a_case, 0, 2)],
                                                 .rows = from(a_case, 2, 3),
                                                 .size = sizes[size],
                                                 .n_lines = 1,
                                                 .fill = from(a_case, 6, 10) / 10.0};
}

static BxMeasured *
measured_new(Case *a_case, int columns, int index)
{
    BxMeasured *measured = g_new0(BxMeasured, 1);
    measured->index = index;
    measured->rank = index ? (BxRank)from(a_case, BX_RANK_SECOND, BX_RANK_BRIEF) : BX_RANK_LEAD;
    if (from(a_case, 0, 9) == 0)
        measured->rank = BX_RANK_SECOND;
    measured->n_lines = from(a_case, 6, index ? 16 : 26);
    measured->least = measured->n_lines - 1;
    measured->costs = g_array_new(FALSE, FALSE, sizeof(double));
    for (int i = -1; i <= 1; i++) {
        double cost = 4.0 * abs(i);
        g_array_append_val(measured->costs, cost);
    }
    measured->has_crosshead = from(a_case, 0, 1);
    for (int n = from(a_case, 1, 2); n > 0; n--)
        add_head(a_case, measured, columns);
    measured->n_figures = from(a_case, 0, 3) == 0;
    int ppi = from(a_case, 0, 2) * 200;
    for (int k = 1; k <= columns && measured->n_figures; k++) {
        measured->figure_rows[0][k] = 3 + 2 * k;
        measured->figure_ppi[0][k] = (double)ppi / k;
    }
    measured->may_crop[0] = from(a_case, 0, 1);
    return measured;
}

static void
add_fixed(Case *a_case, int columns, int rows)
{
    int kind = from(a_case, 0, 7);
    BxFixed foot = {0, columns, rows - 4, 4}, corner = {columns - 1, 1, rows - 7, 7},
            top = {0, columns, 0, 3}, ear = {0, 1, 0, 6};
    const BxFixed *fixed[] = {&foot, &corner, &top, &ear};
    if (kind < 4)
        g_array_append_vals(a_case->fixed, fixed[kind], 1);
}

static const char *const fonts[] = {"song", "hei", "hei"};
static const int weights[] = {900, 700, 400};

static void
case_init(Case *a_case, guint seed, int columns, int n_stories)
{
    *a_case = (Case){.random = g_rand_new_with_seed(seed), .seed = seed};
    a_case->measured = g_ptr_array_new_with_free_func(measured_free);
    a_case->fixed = g_array_new(FALSE, FALSE, sizeof(BxFixed));
    a_case->layout.columns = columns;
    for (int i = 0; i < 3; i++) {
        a_case->styles[i] = (BxStyle){.font = (char *)fonts[i], .weight = weights[i]};
        a_case->heads[i].headline = &a_case->styles[i];
    }
    for (int i = 0; i < n_stories; i++)
        g_ptr_array_add(a_case->measured, measured_new(a_case, columns, i));
}

static void
case_clear(Case *a_case)
{
    g_rand_free(a_case->random);
    g_ptr_array_unref(a_case->measured);
    g_array_unref(a_case->fixed);
}

/* An engine that refuses one leaf of eight. */
static bool
fits(const void *data, const BxLeaf *leaf)
{
    const Case *a_case = data;
    guint number = a_case->seed;
    const int values[] = {leaf->story, leaf->columns,           leaf->rows,
                          leaf->head,  leaf->head_columns,      leaf->head_rows,
                          leaf->place, leaf->figure_rows[0].end};
    for (size_t i = 0; i < G_N_ELEMENTS(values); i++)
        number = (number ^ (guint)values[i]) * 2654435761u;
    return (number >> 13) % 8 != 0;
}

/* Rows that the stories could fill. */
static int
likely_rows(Case *a_case, int columns)
{
    int cells = 0;
    for (guint i = 0; i < a_case->measured->len; i++) {
        const BxMeasured *measured = g_ptr_array_index(a_case->measured, i);
        cells += measured->n_lines + columns * 2 + (measured->n_figures ? 7 : 0);
    }
    for (guint i = 0; i < a_case->fixed->len; i++) {
        const BxFixed *fixed = &g_array_index(a_case->fixed, BxFixed, i);
        cells += fixed->columns * (fixed->rows + 1);
    }
    return CLAMP(cells / columns + from(a_case, -1, 3), 12, 60);
}

static BxTenths
cost_of(const BxSearchResult *result)
{
    return result->found->len ? ((BxFound *)g_ptr_array_index(result->found, 0))->cost
                              : BX_TENTHS_NONE;
}

/* One case: −1 where there is too much to be tried, 0 where there is no page, 1. */
static int
try_case(guint seed)
{
    Case a_case;
    int columns = 2 + (int)(seed % 3), n_stories = 2 + (int)(seed / 3 % 4);
    case_init(&a_case, seed, columns, n_stories);
    int rows = likely_rows(&a_case, columns);
    add_fixed(&a_case, columns, rows);
    const BxSearchAsk ask = {.measured = a_case.measured,
                             .layout = &a_case.layout,
                             .columns = columns,
                             .rows = rows,
                             .page_rows = rows,
                             .rows_least = rows,
                             .fixed = a_case.fixed,
                             .is_stretched = seed % 5 == 0,
                             .n_wanted = 1,
                             .fits = fits,
                             .data = &a_case};
    long n_pages;
    BxTenths least = every_page_least(&ask, PARTS_MOST, &n_pages);
    g_autoptr(BxSearchResult) result = bx_search(&ask);
    BxTenths cost = cost_of(result);
    if (n_pages >= 0 && (cost != least || (least < BX_TENTHS_NONE && result->bound != least)))
        g_error("seed %u: %d columns, %d rows, %d stories: the best of %ld pages costs %d, found "
                "was %d, "
                "proven %d",
                seed, columns, rows, n_stories, n_pages, least, cost, result->bound);
    case_clear(&a_case);
    return n_pages < 0 ? -1 : least < BX_TENTHS_NONE;
}

static void
test_best_of_all(void)
{
    int n_tried = 0, n_pages = 0;
    for (int i = 0; i < n_rounds; i++) {
        int tried = try_case((guint)i);
        n_tried += tried >= 0;
        n_pages += tried > 0;
    }
    g_test_message("%d cases tried, %d have a page", n_tried, n_pages);
    g_assert_cmpint(n_tried, >, n_rounds / 2);
    g_assert_cmpint(n_pages, >, n_rounds / 8);
}

/* The cheapest way with the figure across `columns` of three. */
static BxTenths
cheapest_with(const BxMeasured *measured, int columns)
{
    g_autoptr(GArray) leaves = g_array_new(FALSE, FALSE, sizeof(BxLeaf));
    BxTenths least = BX_TENTHS_NONE;
    bx_find_all_leaves(measured, 0, 3, 60, 5, /*is_stretched*/ false, leaves);
    for (guint i = 0; i < leaves->len; i++) {
        const BxLeaf *leaf = &g_array_index(leaves, BxLeaf, i);
        if (leaf->figure_columns[0] == columns)
            least = MIN(least, leaf->cost);
    }
    return least;
}

/* PP-10: a picture of 500 pixels is good for one column, and not for two. */
static void
test_pixels(void)
{
    Case a_case;
    case_init(&a_case, 1, 5, 1);
    BxMeasured *measured = g_ptr_array_index(a_case.measured, 0);
    measured->n_figures = 1;
    measured->may_crop[0] = true;
    for (int k = 1; k <= 5; k++) {
        measured->figure_rows[0][k] = 4 + 4 * k;
        measured->figure_ppi[0][k] = 0;
    }
    BxTenths one = cheapest_with(measured, 1), two = cheapest_with(measured, 2);
    for (int k = 1; k <= 5; k++)
        measured->figure_ppi[0][k] = 200.0 / k;
    g_assert_cmpint(one, <, BX_TENTHS_NONE);
    g_assert_cmpint(two, <, BX_TENTHS_NONE);
    g_assert_cmpint(cheapest_with(measured, 1), ==, one);
    g_assert_cmpint(cheapest_with(measured, 2), >=, two + 100); /* a should-rule */
    case_clear(&a_case);
}

int
main(int argc, char *argv[])
{
    g_test_init(&argc, &argv, NULL);
    if (argc > 2 && strcmp(argv[1], "--pages") == 0)
        n_rounds = atoi(argv[2]);
    g_test_add_func("/makeup/search/finds-the-best-of-all-pages", test_best_of_all);
    g_test_add_func("/makeup/leaf/pictures-that-outgrow-their-pixels-cost", test_pixels);
    return g_test_run();
}
