/* SPDX-License-Identifier: Apache-2.0 */
/* Outlines of joined rectangles: as many corners as they have, the area of all, holes, corners that touch. */

#include "report/edition/edition.h"

#include <math.h>

static GPtrArray *
outline(const BxRect *rects, guint n)
{
    g_autoptr(GArray) array = g_array_new(FALSE, FALSE, sizeof(BxRect));
    g_array_append_vals(array, rects, n);
    return bx_outline_of(array);
}

/* Signed: what is filled lies on the right of the way, holes count off. */
static double
area_of(const GPtrArray *polygons)
{
    double twice = 0;
    for (guint i = 0; i < polygons->len; i++) {
        const GArray *polygon = g_ptr_array_index(polygons, i);
        for (guint k = 0; k < polygon->len; k++) {
            const BxPoint *a = &g_array_index(polygon, BxPoint, k);
            const BxPoint *b = &g_array_index(polygon, BxPoint, (k + 1) % polygon->len);
            g_assert_true(a->x == b->x || a->y == b->y);
            g_assert_false(a->x == b->x && a->y == b->y);
            twice += a->x * b->y - b->x * a->y;
        }
    }
    return twice / 2;
}

static guint
corners_of(const GPtrArray *polygons, guint index)
{
    return ((const GArray *)g_ptr_array_index(polygons, index))->len;
}

static void
test_shapes(void)
{
    const BxRect one[] = {{10, 20, 30, 40}};
    const BxRect ell[] = {{0, 0, 10, 30}, {10, 20, 20, 10}};
    const BxRect pieces[] = {{0, 0, 10, 10}, {10, 0, 10, 10}, {0, 10, 20, 5}}; /* one rectangle */
    const BxRect ring[] = {{0, 0, 30, 10}, {0, 20, 30, 10}, {0, 10, 10, 10}, {20, 10, 10, 10}};
    const BxRect apart[] = {{0, 0, 10, 10}, {20, 0, 10, 10}};
    const BxRect touching[] = {{0, 0, 10, 10}, {10, 10, 10, 10}}; /* in a corner */
    const BxRect near[] = {{0, 0, 10, 10}, {10.01, 0, 10, 10}};   /* by rounding */
    const struct {
        const BxRect *rects;
        guint n, n_polygons, n_corners;
        double area;
    } rows[] = {{one, 1, 1, 4, 1200},   {ell, 2, 1, 6, 500},   {pieces, 3, 1, 4, 300},
                {ring, 4, 2, 4, 800},   {apart, 2, 2, 4, 200}, {touching, 2, 2, 4, 200},
                {near, 2, 1, 4, 200.1}, {one, 0, 0, 0, 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GPtrArray) polygons = outline(rows[i].rects, rows[i].n);
        g_assert_cmpuint(polygons->len, ==, rows[i].n_polygons);
        for (guint k = 0; k < polygons->len; k++)
            g_assert_cmpuint(corners_of(polygons, k), ==, rows[i].n_corners);
        g_assert_cmpfloat_with_epsilon(area_of(polygons), rows[i].area, 0.2);
    }
}

#define SIDE 12

/* Any rectangles on a small grid: the area is that of the cells they cover. */
static void
test_random(void)
{
    for (int turn = 0; turn < 500; turn++) {
        bool filled[SIDE][SIDE] = {{false}};
        BxRect rects[6];
        int n = g_test_rand_int_range(1, 7), cells = 0;
        for (int i = 0; i < n; i++) {
            int x = g_test_rand_int_range(0, SIDE - 1), y = g_test_rand_int_range(0, SIDE - 1);
            int right = g_test_rand_int_range(x + 1, SIDE),
                bottom = g_test_rand_int_range(y + 1, SIDE);
            rects[i] = (BxRect){x, y, right - x, bottom - y};
            for (int row = y; row < bottom; row++)
                for (int column = x; column < right; column++)
                    filled[row][column] = true;
        }
        for (int i = 0; i < SIDE * SIDE; i++)
            cells += filled[i / SIDE][i % SIDE];
        g_autoptr(GPtrArray) polygons = outline(rects, (guint)n);
        g_assert_cmpfloat_with_epsilon(area_of(polygons), cells, 1e-9);
    }
}

static void
test_names(void)
{
    static const char *const own[] = {"index.html",   "style.css",     "map.json",
                                      "page-1.html",  "page-12.jpg",   "page-3-small.jpg",
                                      "story-7.html", "picture-40.jpg"};
    static const char *const others[] = {"",
                                         "index.htm",
                                         "page-.html",
                                         "page-1.htm",
                                         "story-a.html",
                                         "xpage-1.html",
                                         "page-1.jpg.bak"};
    for (size_t i = 0; i < G_N_ELEMENTS(own); i++)
        g_assert_true(bx_edition_knows_file(own[i]));
    for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
        g_assert_false(bx_edition_knows_file(others[i]));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/edition/outline/shapes", test_shapes);
    g_test_add_func("/edition/outline/random", test_random);
    g_test_add_func("/edition/names", test_names);
    return g_test_run();
}
