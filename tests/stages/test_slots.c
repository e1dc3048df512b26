/* SPDX-License-Identifier: Apache-2.0 */
/* Where lines may stand: joined areas (L, step), slots inside slots, pictures at every corner, outlines. */

#include "body_lines.h"

#include <math.h>

#define GRID "base: sikai-4x17\n"

static const BxPagePlan *
page_plan(const Made *made)
{
    return g_ptr_array_index(made->plan->pages, 0);
}

static Made *
made_with(const char *slots, const char *a, const char *b)
{
    g_autofree char *layout = g_strconcat(GRID "slots:\n", slots, NULL);
    return made_new(layout, (const char *const[]){a, b}, b ? 2 : 1);
}

/* The rows of each leg's lines, first and last; −1: none. */
static void
rows_of_legs(const Made *made, int story, int first[4], int last[4])
{
    const GArray *slots = story_of(made, story)->slots;
    for (int l = 0; l < 4; l++)
        first[l] = last[l] = -1;
    for (guint i = 0; i < slots->len; i++) {
        const BxLineSlot *slot = &g_array_index(slots, BxLineSlot, i);
        first[slot->leg] = first[slot->leg] < 0 ? slot->row : MIN(first[slot->leg], slot->row);
        last[slot->leg] = MAX(last[slot->leg], slot->row);
    }
}

/* PG-3: an L, and steps up and down; each column has the rows of the area that it runs through. */
static void
test_areas(void)
{
    static const struct {
        const char *areas;
        int first[4], last[4];
    } cases[] = {
        {"{cols: [1, 4], rows: [1, 10]}, {cols: [1, 2], rows: [11, 20]}",
         {0, 0, 0, 0},
         {29, 29, 9, 9}},
        {"{cols: [1, 1], rows: [1, 30]}, {cols: [2, 3], rows: [11, 20]}",
         {0, 10, 10, 10},
         {29, 29, 29, 29}},
        {"{cols: [1, 2], rows: [1, 20]}, {cols: [3, 2], rows: [11, 20]}",
         {0, 0, 10, 10},
         {19, 19, 29, 29}},
    };
    g_autofree char *text = han(17 * 400);
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *slots =
            g_strdup_printf("  a: {areas: [%s], head: none}\n", cases[i].areas);
        Made *made = made_with(slots, text, NULL);
        int first[4], last[4];
        rows_of_legs(made, 0, first, last);
        for (int l = 0; l < 4; l++) {
            g_assert_cmpint(first[l], ==, cases[i].first[l]);
            g_assert_cmpint(last[l], ==, cases[i].last[l]);
        }
        made_free(made);
    }
}

/* The head stands over the area that begins first; text of the others begins at their own top. */
static void
test_head_of_areas(void)
{
    g_autofree char *text = han(17 * 400);
    Made *made = made_with("  a: {areas: [{cols: [1, 2], rows: [1, 40]}, {cols: [3, 2], rows: [21, "
                           "20]}], head: news}\n",
                           text, NULL);
    int first[4], last[4], head = fit_of(made, 0, 0)->head_rows;
    rows_of_legs(made, 0, first, last);
    g_assert_cmpint(head, >, 0);
    g_assert_cmpint(first[0], ==, head);
    g_assert_cmpint(first[2], ==, 20);
    g_assert_cmpfloat_with_epsilon(part_of(made, 0)->head_width,
                                   bx_page_span_width(page_plan(made), 2), 1e-6);
    made_free(made);
}

/* A slot inside another: its columns are free of the other's lines, with a row above and below. */
static void
test_slot_inside(void)
{
    g_autofree char *text = han(17 * 200), *inner = han(60);
    Made *made = made_with(
        "  a: {cols: [1, 3], rows: [1, 40], head: none}\n"
        "  b: {cols: [2, 1], rows: [15, 10], inside: a, head: brief, box: {stroke: 0.5pt}}\n",
        text, inner);
    const GArray *slots = story_of(made, 0)->slots;
    int beside[3] = {0};
    for (guint i = 0; i < slots->len; i++) {
        const BxLineSlot *slot = &g_array_index(slots, BxLineSlot, i);
        beside[slot->leg] += slot->row >= 13 && slot->row < 25;
    }
    g_assert_cmpint(beside[0], ==, 12);
    g_assert_cmpint(beside[1], ==, 0); /* ten rows of the slot and a blank one on each side */
    g_assert_cmpint(beside[2], ==, 12);
    g_assert_cmpint(bx_diags_count_level(made->diags, BX_LEVEL_ERROR), ==, 1); /* it is overset */
    made_free(made);
}

/* Every corner, edge and the middle: where the figure is, and that the rest is text. */
static void
test_every_place(void)
{
    static const struct {
        const char *at;
        int column, row; /* from 0, of 4 columns and 38 rows under the head */
    } places[] = {{"top-left", 0, 0},     {"top", 2, 0},     {"top-right", 3, 0},
                  {"left", 0, 14},        {"center", 2, 14}, {"right", 3, 14},
                  {"bottom-left", 0, 28}, {"bottom", 2, 28}, {"bottom-right", 3, 28}};
    g_autofree char *text = han(17 * 100);
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *picture =
            g_strdup_printf("![溪](p.png){cols=1 lines=10 at=%s}", places[i].at);
        g_autofree char *body = body_of(picture, text, NULL);
        Made *made = made_with("  a: {cols: [1, 4], rows: [1, 38], head: none}\n", body, NULL);
        const BxFigurePlan *figure = g_ptr_array_index(part_of(made, 0)->figures, 0);
        BxDepths depths = bx_part_depths(fit_of(made, 0, 0));
        g_assert_cmpint(bx_figure_row(part_of(made, 0), 0, &depths), ==, places[i].row);
        g_assert_cmpfloat_with_epsilon(
            figure->x, bx_page_column_x(page_plan(made), places[i].column + 1), 1e-6);
        int lost = 10 + (places[i].row > 0); /* the row above it stays blank */
        g_assert_cmpint(story_of(made, 0)->slots->len, <=, 4 * 38 - lost);
        made_free(made);
    }
}

/* Figures at one place stand below each other, at the foot above each other; those of other columns do not care. */
static void
test_figures_stack(void)
{
    g_autofree char *text = han(17 * 60);
    g_autofree char *body = body_of(
        "![](p.png){cols=1 lines=8 at=top-left}", "![](p.png){cols=2 lines=6 at=top-left}",
        "![](p.png){cols=1 lines=5 at=bottom-right}", "![](p.png){cols=2 lines=7 at=bottom-right}",
        "![](p.png){cols=1 lines=4 at=top-right}", text, NULL);
    Made *made = made_with("  a: {cols: [1, 3], rows: [1, 50], head: none}\n", body, NULL);
    static const int rows[] = {0, 8, 45, 38, 0};
    BxDepths depths = bx_part_depths(fit_of(made, 0, 0));
    for (int i = 0; i < 5; i++)
        g_assert_cmpint(bx_figure_row(part_of(made, 0), i, &depths), ==, rows[i]);
    g_assert_cmpint(count_diags(made, BX_DIAG_PICTURE_NO_ROOM), ==, 0);
    made_free(made);
}

/* In joined areas a figure stands in the area at the corner that it names, and never between them. */
static void
test_figure_in_areas(void)
{
    static const struct {
        const char *at;
        int column, row;
    } places[] = {
        {"top-right", 3, 0}, {"top-left", 0, 0}, {"bottom-left", 0, 40}, {"bottom-right", 1, 40}};
    g_autofree char *text = han(17 * 60);
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *picture =
            g_strdup_printf("![](p.png){cols=1 lines=10 at=%s}", places[i].at);
        g_autofree char *body = body_of(picture, text, NULL);
        Made *made = made_with(
            "  a: {areas: [{cols: [1, 4], rows: [1, 20]}, {cols: [1, 2], rows: [21, 30]}],\n"
            "      head: none}\n",
            body, NULL);
        const BxFigurePlan *figure = g_ptr_array_index(part_of(made, 0)->figures, 0);
        BxDepths depths = bx_part_depths(fit_of(made, 0, 0));
        g_assert_cmpfloat_with_epsilon(
            figure->x, bx_page_column_x(page_plan(made), places[i].column + 1), 1e-6);
        g_assert_cmpint(bx_figure_row(part_of(made, 0), 0, &depths), ==, places[i].row);
        made_free(made);
    }
}

/* A line that would stand alone above a picture is left blank; two are text. */
static void
test_line_alone(void)
{
    g_autofree char *text = han(17 * 60);
    g_autofree char *body = body_of("![](p.png){slot=one}", text, NULL);
    for (int row = 3; row <= 4; row++) {
        g_autofree char *slots =
            g_strdup_printf("  a: {cols: [1, 2], rows: [1, 40], head: none, pictures: {one: {cols: "
                            "[1, 1], rows: [%d, 9]}}}\n",
                            row);
        Made *made = made_with(slots, body, NULL);
        int first[4], last[4];
        rows_of_legs(made, 0, first, last);
        g_assert_cmpint(first[0], ==, row == 3 ? 11 : 0);
        g_assert_cmpint(first[1], ==, 0);
        made_free(made);
    }
}

/* Text runs round a triangle: its lines grow as the triangle narrows, and keep the distance asked for. */
static void
test_outline(void)
{
    g_autofree char *text = han(36 * 40);
    for (int em = 1; em <= 2; em++) {
        g_autofree char *picture = g_strdup_printf(
            "![](p.png){cols=1 lines=20 at=top-left outline=\"0,0 1,0 0,1\" distance=%dem}", em);
        g_autofree char *body = body_of(picture, text, NULL);
        Made *made =
            made_with("  a: {cols: [1, 2], rows: [1, 40], legs: 1, head: none}\n", body, NULL);
        const BxFigurePlan *figure = g_ptr_array_index(part_of(made, 0)->figures, 0);
        const BxPagePlan *page = page_plan(made);
        /* one leg: the figure is as wide; what is beside it grows from the edge on */
        double height = made->places[0].rect.height, before = 0;
        const GArray *slots = story_of(made, 0)->slots;
        int n_beside = 0;
        for (guint i = 0; i < slots->len && g_array_index(slots, BxLineSlot, i).row < 18; i++) {
            const BxLineSlot *slot = &g_array_index(slots, BxLineSlot, i);
            double y = slot->y - page->type_area.y
                       - em * page->em; /* where the outline is widest for the line */
            double edge = figure->x + figure->width * (1 - MAX(0, y) / height);
            g_assert_cmpfloat(slot->x, >=, edge + em * page->em - 0.01);
            g_assert_cmpfloat(slot->width, >=, before);
            before = slot->width;
            n_beside++;
        }
        g_assert_cmpint(n_beside, >, 5);
        made_free(made);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/slots/areas", test_areas);
    g_test_add_func("/slots/head-of-areas", test_head_of_areas);
    g_test_add_func("/slots/slot-inside", test_slot_inside);
    g_test_add_func("/slots/every-place", test_every_place);
    g_test_add_func("/slots/figures-stack", test_figures_stack);
    g_test_add_func("/slots/figure-in-areas", test_figure_in_areas);
    g_test_add_func("/slots/line-alone", test_line_alone);
    g_test_add_func("/slots/outline", test_outline);
    return g_test_run();
}
