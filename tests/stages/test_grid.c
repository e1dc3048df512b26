/* SPDX-License-Identifier: Apache-2.0 */
/* The grid against the figures of the page specification (example grids; PG-1, PG-2, EL-6). */

#include "issue_of.h"

#include <string.h>

#define MM (72 / 25.4)

static const BxPagePlan *
page_of(const Made *made)
{
    return g_ptr_array_index(made->plan->pages, 0);
}

static const BxPart *
part_of(const Made *made, int i)
{
    return g_ptr_array_index(made->plan->parts, i);
}

static double
leg_chars(const Made *made, int part, int leg)
{
    const GArray *legs = part_of(made, part)->legs;
    g_assert_cmpint(leg, <, (int)legs->len);
    return g_array_index(legs, BxLeg, leg).width / page_of(made)->em;
}

static void
near(double got, double wanted, double within)
{
    g_assert_cmpfloat_with_epsilon(got, wanted, within);
}

static void
test_grids(void)
{
    static const struct {
        const char *base;
        double width, height, left, top; /* pt, pt, mm, mm */
    } grids[] = {{"duikai-8x13", 999, 1381.5, 18.79, 26.32},
                 {"duikai-5x20", 972, 1371.5, 23.55, 28.08},
                 {"sikai-4x17", 666, 971.5, 20.02, 23.64}};
    for (size_t i = 0; i < G_N_ELEMENTS(grids); i++) {
        g_autofree char *layout =
            g_strdup_printf("base: %s\nslots: {a: {cols: [1, 1], rows: [1, 9]}}\n", grids[i].base);
        g_autofree char *body = han(20);
        Made *made = made_new(layout, (const char *const[]){body}, 1);
        const BxRect area = page_of(made)->type_area;
        near(area.width, grids[i].width, 0.01);
        near(area.height, grids[i].height, 0.01);
        near(area.x / MM, grids[i].left, 0.01);
        near(area.y / MM, grids[i].top, 0.01);
        made_free(made);
    }
}

/* PG-1: spans of grid A. */
static void
test_spans(void)
{
    static const double spans[] = {13, 27, 41, 55, 69, 83, 97, 111};
    g_autofree char *body = han(20);
    for (int k = 1; k <= 8; k++) {
        g_autofree char *layout =
            g_strdup_printf("base: duikai-8x13\nslots: {a: {cols: [1, %d], rows: [1, 9]}}\n", k);
        Made *made = made_new(layout, (const char *const[]){body}, 1);
        near(part_of(made, 0)->width / page_of(made)->em, spans[k - 1], 1e-6);
        g_assert_cmpint(part_of(made, 0)->legs->len, ==, k);
        near(leg_chars(made, 0, k - 1), 13, 1e-6);
        made_free(made);
    }
}

/* PG-2: columns re-cut; the sum of legs and gutters is the span. */
static void
test_recut(void)
{
    static const struct {
        int columns, legs;
        double chars[5];
    } cuts[] = {
        {3, 2, {20, 20}}, {5, 3, {22, 22, 23}},     {4, 3, {18, 18, 17}},
        {2, 1, {27}},     {7, 4, {23, 23, 24, 24}},
    };
    g_autofree char *body = han(20);
    for (size_t i = 0; i < G_N_ELEMENTS(cuts); i++) {
        g_autofree char *layout = g_strdup_printf(
            "base: duikai-8x13\nslots: {a: {cols: [1, %d], rows: [1, 9], legs: %d}}\n",
            cuts[i].columns, cuts[i].legs);
        Made *made = made_new(layout, (const char *const[]){body}, 1);
        double total = cuts[i].legs - 1;
        for (int l = 0; l < cuts[i].legs; l++) {
            near(leg_chars(made, 0, l), cuts[i].chars[l], 1e-6);
            total += cuts[i].chars[l];
        }
        near(total, part_of(made, 0)->width / page_of(made)->em, 1e-6);
        made_free(made);
    }
}

/* EL-6: inside a box whole characters; the frame's outer edge on the column's. */
static void
test_box(void)
{
    g_autofree char *body = han(20);
    Made *made =
        made_new("base: sikai-4x17\nslots:\n  a: {cols: [2, 1], rows: [3, 9], box: {stroke: "
                 "0.5pt, inset: 0.75em}}\n",
                 (const char *const[]){body}, 1);
    const BxPart *part = part_of(made, 0);
    near(leg_chars(made, 0, 0), 15, 1e-6);
    near(part->frame.width, 17 * 9, 1e-6);
    near(part->frame.x - page_of(made)->type_area.x, 19 * 9, 1e-6);
    g_assert_cmpint(part->first_row, ==, 3); /* rows from 0: one row goes to the frame */
    g_assert_cmpint(part->n_rows, ==, 7);
    bool found = false;
    const GArray *placed = ((BxPage *)g_ptr_array_index(made->pages, 0))->placed;
    for (guint i = 0; i < placed->len; i++) {
        const BxPlaced *item = &g_array_index(placed, BxPlaced, i);
        if (item->kind != BX_PLACED_BOX)
            continue;
        found = true;
        near(item->box.rect.x - item->box.stroke_width / 2, part->frame.x, 1e-6);
        near(item->box.rect.width + item->box.stroke_width, part->frame.width, 1e-6);
    }
    g_assert_true(found);
    made_free(made);
}

/* EL-6: an ornament takes its depth, a stroke inside it takes its own; the rows follow. */
static void
test_ornament(void)
{
    static const struct {
        const char *box;
        double inset; /* frame to text, points */
        double chars;
        int rows;
    } boxes[] = {{"ornament: fret, size: 7pt", 7 + 6.75, 32, 2},
                 {"ornament: dots, inset: 1em", 3 + 9, 33, 1},
                 {"ornament: wave, size: 4pt, stroke: 0.5pt", 4 + 1.5 + 0.5 + 6.75, 33, 2}};
    g_autofree char *body = han(20);
    for (size_t i = 0; i < G_N_ELEMENTS(boxes); i++) {
        g_autofree char *layout = g_strdup_printf(
            "base: sikai-4x17\nslots:\n  a: {cols: [2, 2], rows: [3, 12], legs: 1, box: {%s}}\n",
            boxes[i].box);
        Made *made = made_new(layout, (const char *const[]){body}, 1);
        const BxPart *part = part_of(made, 0);
        near(part->x - part->frame.x, boxes[i].inset, 1e-6);
        near(leg_chars(made, 0, 0), boxes[i].chars, 1e-6);
        g_assert_cmpint(part->first_row, ==, 2 + boxes[i].rows);
        g_assert_cmpint(part->n_rows, ==, 12 - 2 * boxes[i].rows);
        const GArray *placed = ((BxPage *)g_ptr_array_index(made->pages, 0))->placed;
        const BxPlaced *last = NULL;
        for (guint k = 0; k < placed->len; k++)
            if (g_array_index(placed, BxPlaced, k).kind == BX_PLACED_ORNAMENT)
                last = &g_array_index(placed, BxPlaced, k);
        g_assert_nonnull(last);
        near(last->ornament.rect.x, part->frame.x, 1e-6);
        near(last->ornament.rect.width, part->frame.width, 1e-6);
        made_free(made);
    }
}

/* A furniture picture of one length gets the other from its proportions (4 : 3), mirrored as a whole. */
static void
test_furniture_picture(void)
{
    static const struct {
        const char *keys;
        double x, width, height;
    } items[] = {{"height: 30pt", 10, 40, 30},
                 {"width: 60pt", 10, 60, 45},
                 {"width: 60pt, height: 60pt", 10, 60, 60},
                 {"height: 30pt, mirror: true", 666 - 10 - 40, 40, 30}};
    g_autofree char *body = han(20);
    for (size_t i = 0; i < G_N_ELEMENTS(items); i++) {
        bool is_mirrored = strstr(items[i].keys, "mirror") != NULL;
        g_autofree char *layout =
            g_strdup_printf("base: sikai-4x17\npage: {side: verso, mirror: %s}\nfurniture:\n"
                            "  - {picture: p.png, x: 10pt, y: 0, %s}\n"
                            "slots: {a: {cols: [1, 1], rows: [9, 9]}}\n",
                            is_mirrored ? "true" : "false", items[i].keys);
        Made *made = made_new(layout, (const char *const[]){body}, 1);
        const BxFurniturePlan *plan = &g_array_index(page_of(made)->furniture, BxFurniturePlan, 0);
        g_assert_cmpint(plan->picture, ==, 0);
        g_assert_cmpint(made->plan->n_pictures, ==, 1);
        near(plan->rect.x - page_of(made)->type_area.x, items[i].x, 1e-6);
        near(plan->rect.width, items[i].width, 1e-6);
        near(plan->rect.height, items[i].height, 1e-6);
        near(made->places[0].rect.height / made->places[0].rect.width, 0.75, 1e-6); /* whole */
        g_assert_cmpint(made->places[0].story, ==, -1);
        made_free(made);
    }
}

/* A page without inner margin is centred; with one it is mirrored left and right. */
static void
test_sides(void)
{
    g_autofree char *body = han(20);
    static const struct {
        const char *side;
        double left;
    } sides[] = {{"recto", 15}, {"verso", 275 - 15 - 234.95}, {"auto", 15}};
    for (size_t i = 0; i < G_N_ELEMENTS(sides); i++) {
        g_autofree char *layout = g_strdup_printf(
            "base: sikai-4x17\npage: {margins: {inner: 15mm}, side: %s}\nslots: {a: {cols: [1, 1], "
            "rows: [1, 9]}}\n",
            sides[i].side);
        Made *made = made_new(layout, (const char *const[]){body}, 1);
        near(page_of(made)->type_area.x / MM, sides[i].left, 0.01);
        made_free(made);
    }
}

/* Furniture on a verso of a mirrored layout: what stands outside on a recto stands outside; an item may
 * keep its side, and pages may be told apart. */
static void
test_furniture(void)
{
    static const struct {
        const char *side;
        bool is_mirrored;
        double x[3]; /* of the items that stand on page 1, from the type area */
    } sides[] = {{"recto, mirror: true", false, {600, 0, 660}},
                 {"verso, mirror: true", true, {0, 0, 6}},
                 {"verso", false, {600, 0, 660}}};
    g_autofree char *body = han(20);
    for (size_t i = 0; i < G_N_ELEMENTS(sides); i++) {
        g_autofree char *layout = g_strdup_printf(
            "base: sikai-4x17\npage: {side: %s}\nfurniture:\n"
            "  - {box: 0, pages: [even, first], x: 600pt, y: 0, width: 66pt, height: 9pt}\n"
            "  - {box: 0, mirror: false, x: 0, y: 0, width: 20pt, height: 9pt}\n"
            "  - {box: 0, pages: even, x: 0, y: 0, width: 20pt, height: 9pt}\n"
            "  - {box: 0, pages: others, x: 0, y: 0, width: 20pt, height: 9pt}\n"
            "  - {rule: 1pt, pages: odd, x: 660pt, y: 0, height: 9pt}\n"
            "slots: {a: {cols: [1, 1], rows: [1, 9]}}\n",
            sides[i].side);
        Made *made = made_new(layout, (const char *const[]){body}, 1);
        const GArray *furniture = page_of(made)->furniture;
        g_assert_cmpint(furniture->len, ==, 3);
        for (guint k = 0; k < 3; k++) {
            const BxFurniturePlan *plan = &g_array_index(furniture, BxFurniturePlan, k);
            near(plan->rect.x - page_of(made)->type_area.x, sides[i].x[k], 1e-6);
            g_assert_cmpint(plan->is_mirrored, ==, sides[i].is_mirrored && k != 1);
        }
        made_free(made);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/grid/example-grids", test_grids);
    g_test_add_func("/grid/spans", test_spans);
    g_test_add_func("/grid/recut", test_recut);
    g_test_add_func("/grid/box", test_box);
    g_test_add_func("/grid/ornament", test_ornament);
    g_test_add_func("/grid/sides", test_sides);
    g_test_add_func("/grid/furniture", test_furniture);
    g_test_add_func("/grid/furniture-picture", test_furniture_picture);
    return g_test_run();
}
