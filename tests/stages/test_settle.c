/* SPDX-License-Identifier: Apache-2.0 */
/* Open rows: slots that share what the others leave of their columns, in straight cuts, as deep as their stories. */

#include "body_lines.h"

#define GRID "base: sikai-4x17\n"
#define LINES 78

/* Characters of n lines of 17, the last one half full. */
static char *
lines_of(int n)
{
    return han(17 * n - 2 - 9);
}

static Made *
made_with(const char *slots, const int *lines, int n)
{
    g_autofree char *layout = g_strconcat(GRID "slots:\n", slots, NULL);
    g_autoptr(GPtrArray) bodies = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; i < n; i++)
        g_ptr_array_add(bodies, lines_of(lines[i]));
    return made_new(layout, (const char *const *)bodies->pdata, n);
}

static void
check_rows(const Made *made, int part, int first, int count)
{
    g_assert_cmpint(part_of(made, part)->rows.first, ==, first);
    g_assert_cmpint(part_of(made, part)->rows.count, ==, count);
}

static int
end_of(const Made *made, int part)
{
    return part_of(made, part)->rows.first + part_of(made, part)->rows.count;
}

/* One slot has all that is left below and above those with rows. */
static void
test_one_alone(void)
{
    Made *made = made_with("  a: {cols: [1, 4], rows: [1, 10], head: none}\n  b: {cols: [1, 4], "
                           "rows: auto, head: none}\n"
                           "  c: {cols: [1, 4], rows: [61, 18], head: none}\n",
                           (const int[]){40, 190, 72}, 3);
    check_rows(made, 1, 12, 48);
    made_free(made);
}

/* One on the other: each as deep as its text, a blank row between them, full to the page's foot. */
static void
test_stack(void)
{
    Made *made = made_with(
        "  a: {cols: [1, 1], rows: auto, head: none}\n  b: {cols: [1, 1], rows: auto, head: none}\n"
        "  c: {cols: [1, 1], rows: auto, head: none}\n",
        (const int[]){20, 31, 25}, 3);
    check_rows(made, 0, 1, 20);
    check_rows(made, 1, 22, 31);
    check_rows(made, 2, 54, 25);
    g_assert_cmpint(bx_diags_count_level(made->diags, BX_LEVEL_WARNING), ==, 0);
    made_free(made);
}

/* Side by side: one depth for both. */
static void
test_side_by_side(void)
{
    Made *made = made_with(
        "  a: {cols: [1, 2], rows: [1, 40], head: none}\n"
        "  b: {cols: [1, 1], rows: auto, head: none}\n  c: {cols: [2, 1], rows: auto, head: none}\n"
        "  d: {cols: [3, 2], rows: [1, 78], head: none}\n",
        (const int[]){80, 37, 30, 156}, 4);
    check_rows(made, 1, 42, 37);
    check_rows(made, 2, 42, 37);
    made_free(made);
}

/* Cuts inside cuts: a lead over all columns, under it a pile beside a column. */
static void
test_nested(void)
{
    Made *made = made_with(
        "  a: {cols: [1, 4], rows: auto, head: none}\n  b: {cols: [1, 3], rows: auto, head: none}\n"
        "  c: {cols: [1, 3], rows: auto, head: none}\n  d: {cols: [4, 1], rows: auto, head: "
        "none}\n",
        (const int[]){120, 78, 60, 47}, 4);
    check_rows(made, 0, 1, 30);
    check_rows(made, 3, 32, 47);
    check_rows(made, 1, 32, 26);
    check_rows(made, 2, 59, 20);
    made_free(made);
}

/* A first row that is given stays, and a depth that is given. */
static void
test_half_open(void)
{
    Made *made = made_with("  a: {cols: [1, 1], rows: [9, auto], head: none}\n  b: {cols: [1, 1], "
                           "rows: [auto, 20], head: none}\n",
                           (const int[]){49, 20}, 2);
    check_rows(made, 0, 9, 49);
    check_rows(made, 1, 59, 20);
    made_free(made);
}

/* The ranges of figures and heads give way before a story is cut. */
static void
test_ranges_give_way(void)
{
    g_autofree char *first = lines_of(40), *second = lines_of(27);
    g_autofree char *body = body_of("![](p.png){cols=1 lines=6-14 at=top}", second, NULL);
    for (int more = 0; more <= 4; more += 2) {
        g_autofree char *text = lines_of(40 + more);
        Made *made = made_new(GRID "slots:\n  a: {cols: [1, 1], rows: auto, head: none}\n"
                                   "  b: {cols: [1, 1], rows: auto, head: none}\n",
                              (const char *const[]){text, body}, 2);
        check_rows(made, 0, 1, 40 + more);
        g_assert_cmpint(fit_of(made, 1, 0)->depths[0].rows, ==, 10 - more);
        g_assert_cmpint(count_diags(made, BX_DIAG_OVERSET), ==, 0);
        made_free(made);
    }
}

/* Too much text: all of the page is used, and the overset is reported, not spread. Too little: rows stay. */
static void
test_too_much_and_too_little(void)
{
    const char *slots = "  a: {cols: [1, 1], rows: auto, head: none}\n  b: {cols: [1, 1], rows: "
                        "auto, head: none}\n";
    Made *much = made_with(slots, (const int[]){60, 40}, 2);
    g_assert_cmpint(end_of(much, 1), ==, LINES + 1);
    g_assert_cmpint(story_of(much, 0)->overset_lines + story_of(much, 1)->overset_lines, ==,
                    100 - (LINES - 1));
    made_free(much);
    Made *little = made_with(slots, (const int[]){10, 12}, 2);
    g_assert_cmpint(end_of(little, 1), ==, LINES + 1);
    g_assert_cmpint(count_diags(little, BX_DIAG_OVERSET), ==, 0);
    g_assert_cmpint(count_diags(little, BX_DIAG_UNDERSET), >, 0);
    made_free(little);
}

/* Slots laid like bricks have no straight cut; columns that nothing fills are told of; so is a page without a row. */
static void
test_refused(void)
{
    static const struct {
        const char *slots;
        int n;
    } cases[] = {
        {"  a: {cols: [1, 2], rows: auto, head: none}\n  b: {cols: [2, 2], rows: auto, head: "
         "none}\n"
         "  c: {cols: [3, 2], rows: auto, head: none}\n",
         3},
        {"  a: {cols: [1, 4], rows: auto, head: none}\n  b: {cols: [1, 2], rows: auto, head: "
         "none}\n",
         2},
        {"  a: {cols: [1, 4], rows: [1, 78], head: none}\n  b: {cols: [1, 2], rows: auto, head: "
         "none}\n",
         2},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        Made *made = made_with(cases[i].slots, (const int[]){30, 30, 30}, cases[i].n);
        g_assert_cmpint(count_diags(made, BX_DIAG_AUTO_ROWS), >=, 1);
        made_free(made);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/settle/one-alone", test_one_alone);
    g_test_add_func("/settle/stack", test_stack);
    g_test_add_func("/settle/side-by-side", test_side_by_side);
    g_test_add_func("/settle/nested", test_nested);
    g_test_add_func("/settle/half-open", test_half_open);
    g_test_add_func("/settle/ranges-give-way", test_ranges_give_way);
    g_test_add_func("/settle/too-much-and-too-little", test_too_much_and_too_little);
    g_test_add_func("/settle/refused", test_refused);
    return g_test_run();
}
