/* SPDX-License-Identifier: Apache-2.0 */
/* Rules that the engine finds itself: cut-off rules where slots meet, the box round joined areas. Pages are 4 columns of
 * 17 characters, gutter 18 pt, pitch 12.5 pt; the type area begins at 0, 0. */

#include "issue_of.h"

#define PAGE                                                                                       \
    "base: sikai-4x17\n"                                                                           \
    "page: {trim: [666pt, 500pt], margins: {top: 0pt, inner: 0pt}}\nlines: 40\n"
#define CUT_OFF PAGE "cut_off: {row: 0.5pt, column: 0.3pt}\n"

typedef struct {
    double x0, y0, x1, y1;
} Rule;

typedef struct {
    const char *name, *layout;
    int n_bodies, n_rules, n_boxes;
    Rule rules[8]; /* in order of the page's list */
} Case;

/* clang-format off */
static const Case cases[] = {
    {"cut-off/in-a-blank-row", CUT_OFF "slots: {a: {cols: [1, 2], rows: [1, 10], head: none}, b: {cols: [1, 2], rows: [12, 9], head: none}}",
     2, 1, 0, {{0, 129.5, 324, 129.5}}},
    {"cut-off/in-a-gutter", CUT_OFF "slots: {a: {cols: [1, 1], rows: [1, 10], head: none}, b: {cols: [2, 1], rows: [3, 10], head: none}}",
     2, 1, 0, {{162, 25, 162, 121.5}}},
    {"cut-off/a-column-beside-two", CUT_OFF "slots: {a: {cols: [1, 1], rows: [1, 21], head: none}, b: {cols: [2, 1], rows: [1, 10], head: none}, c: {cols: [2, 1], rows: [12, 10], head: none}}",
     3, 2, 0, {{171, 129.5, 324, 129.5}, {162, 0, 162, 259}}},
    {"cut-off/rows-that-touch", CUT_OFF "slots: {a: {cols: [1, 2], rows: [1, 10], head: none}, b: {cols: [1, 2], rows: [11, 9], head: none}}",
     2, 0, 0, {{0, 0, 0, 0}}},
    {"cut-off/rows-far-apart", CUT_OFF "slots: {a: {cols: [1, 2], rows: [1, 10], head: none}, b: {cols: [1, 2], rows: [15, 9], head: none}}",
     2, 0, 0, {{0, 0, 0, 0}}},
    {"cut-off/none-at-a-box", CUT_OFF "slots: {a: {cols: [1, 1], rows: [1, 10], head: none}, b: {cols: [2, 1], rows: [1, 10], head: none, box: {stroke: 0.5pt}}}",
     2, 0, 1, {{0, 0, 0, 0}}},
    {"cut-off/none-where-a-slot-says-so", CUT_OFF "slots: {a: {cols: [1, 1], rows: [1, 10], head: none, cut_off: false}, b: {cols: [2, 1], rows: [1, 10], head: none}}",
     2, 0, 0, {{0, 0, 0, 0}}},
    {"cut-off/none-round-a-slot-inside", CUT_OFF "slots: {a: {cols: [1, 3], rows: [1, 20], head: none}, b: {cols: [2, 1], rows: [8, 6], head: none, inside: a}}",
     2, 0, 0, {{0, 0, 0, 0}}},
    {"cut-off/open-rows", CUT_OFF "slots: {a: {cols: [1, 4], rows: auto, head: none}, b: {cols: [1, 4], rows: [30, 11], head: none}}",
     2, 1, 0, {{0, 354.5, 666, 354.5}}},
    /* an L of columns 1 and 2, then 1: strokes of 1 pt whose middle lies half a point inside, and end half a point on */
    {"outline/ell", PAGE "slots: {a: {areas: [{cols: [1, 2], rows: [1, 10]}, {cols: [1, 1], rows: [11, 10]}], head: none, box: {stroke: 1pt}}}",
     1, 6, 0, {{0, 0.5, 324, 0.5}, {152, 121, 324, 121}, {0, 246, 153, 246},
               {0.5, 0, 0.5, 246.5}, {152.5, 120.5, 152.5, 246.5}, {323.5, 0, 323.5, 121.5}}},
    {"outline/step", PAGE "slots: {a: {areas: [{cols: [1, 1], rows: [1, 10]}, {cols: [1, 2], rows: [11, 10]}], head: none, box: {stroke: 1pt}}}",
     1, 6, 0, {{0, 0.5, 153, 0.5}, {152, 125.5, 324, 125.5}, {0, 246, 324, 246},
               {0.5, 0, 0.5, 246.5}, {152.5, 0, 152.5, 126}, {323.5, 125, 323.5, 246.5}}},
    /* bands of equal rows, and a piece over the seam */
    {"outline/ground", PAGE "slots: {a: {areas: [{cols: [1, 2], rows: [1, 10]}, {cols: [1, 1], rows: [11, 10]}], head: none, box: {tint: tint}}}",
     1, 0, 3, {{0, 0, 0, 0}}},
};
/* clang-format on */

static Made *
make(const Case *at)
{
    g_autofree char *body = han(60);
    const char *bodies[] = {body, body, body};
    return made_new(at->layout, bodies, at->n_bodies);
}

static void
check_rule(const BxPlaced *placed, const Rule *want)
{
    g_assert_cmpfloat_with_epsilon(placed->rule.x0, want->x0, 0.01);
    g_assert_cmpfloat_with_epsilon(placed->rule.y0, want->y0, 0.01);
    g_assert_cmpfloat_with_epsilon(placed->rule.x1, want->x1, 0.01);
    g_assert_cmpfloat_with_epsilon(placed->rule.y1, want->y1, 0.01);
}

static void
check_case(gconstpointer data)
{
    const Case *at = data;
    Made *made = make(at);
    const BxPage *page = g_ptr_array_index(made->pages, 0);
    int n_rules = 0, n_boxes = 0;
    for (guint i = 0; i < page->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
        n_boxes += placed->kind == BX_PLACED_BOX;
        if (placed->kind != BX_PLACED_RULE)
            continue;
        if (n_rules < at->n_rules)
            check_rule(placed, &at->rules[n_rules]);
        n_rules++;
    }
    g_assert_cmpint(n_rules, ==, at->n_rules);
    g_assert_cmpint(n_boxes, ==, at->n_boxes);
    made_free(made);
}

/* EL-6: text stands whole characters off the outline, also off the corner that turns inwards. */
static void
text_keeps_off(void)
{
    g_autofree char *body = han(900);
    const char *bodies[] = {body};
    Made *made = made_new(PAGE "slots: {a: {areas: [{cols: [1, 2], rows: [1, 10]}, {cols: [1, 1], "
                               "rows: [11, 20]}], head: none, box: {stroke: 1pt}}}",
                          bodies, 1);
    const BxComposed *story = g_ptr_array_index(made->stories, 0);
    int n[2] = {0, 0};
    for (guint i = 0; i < story->slots->len; i++) {
        const BxLineSlot *slot = &g_array_index(story->slots, BxLineSlot, i);
        n[slot->leg]++;
        g_assert_cmpint(slot->row, >=, 1);
        g_assert_cmpint(slot->row, <, slot->leg == 0 ? 29 : 9);
        /* column 1 has its right side on the outline from row 10 on, a row's clearance above it */
        double em = slot->leg == 0 && slot->row < 9 ? 16 : slot->leg == 0 ? 15 : 16;
        g_assert_cmpfloat_with_epsilon(slot->width, em * 9, 0.01);
        g_assert_cmpfloat_with_epsilon(slot->x, slot->leg == 0 ? 9 : 171, 0.01);
    }
    g_assert_cmpint(n[0], ==, 28);
    g_assert_cmpint(n[1], ==, 8);
    made_free(made);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_strconcat("/page/", cases[i].name, NULL);
        g_test_add_data_func(path, &cases[i], check_case);
    }
    g_test_add_func("/grid/outline/text-keeps-off", text_keeps_off);
    return g_test_run();
}
