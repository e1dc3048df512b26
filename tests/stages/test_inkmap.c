/* SPDX-License-Identifier: Apache-2.0 */
/* Maps of ink: as much on each pixel as was placed there, plate by plate and all together. */

#include "paint/inkmap.h"

#define SIDE 72 /* points, and pixels at 72 ppi */
#define LIMIT 240.0

/* A box of mixed ink at the left, of a spot ink at the right, black type's ink over the middle of both. */
static BxPage *
page_of_boxes(void)
{
    BxPage *page = bx_page_new(1, NULL, SIDE, SIDE, 0);
    const BxInk mixed = {.c = 1, .m = 1, .y = 0.5, .tint = 1},
                spot = {.c = 1, .tint = 0.5, .spot = "Gold"}, black = BX_INK_BLACK;
    const BxPlaced boxes[] = {
        {.kind = BX_PLACED_BOX, .story = -1, .box = {{0, 0, 36, SIDE}, 0, mixed, true, mixed}},
        {.kind = BX_PLACED_BOX, .story = -1, .box = {{36, 0, 36, SIDE}, 0, spot, true, spot}},
        {.kind = BX_PLACED_BOX, .story = -1, .box = {{0, 24, SIDE, 24}, 0, black, true, black}}};
    g_array_append_vals(page->placed, boxes, G_N_ELEMENTS(boxes));
    return page;
}

static int
ink_at(const BxInkMap *map, int x, int y)
{
    return map->totals[y * map->width + x];
}

static void
test_plates(void)
{
    /* at left and right above the black, and on it: % of a full ink */
    static const struct {
        int plate, left, right, left_black, right_black;
    } rows[] = {{0, 100, 0, 100, 0}, {1, 100, 0, 100, 0}, {2, 50, 0, 50, 0},
                {3, 0, 0, 100, 100}, {4, 0, 50, 0, 50},   {BX_ALL_PLATES, 250, 50, 350, 150}};
    g_autoptr(BxPage) page = page_of_boxes();
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(BxInkMap) map = bx_ink_map_new(page, NULL, rows[i].plate, 72);
        g_assert_cmpint(map->width, ==, SIDE);
        g_assert_cmpint(map->height, ==, SIDE);
        g_assert_cmpint(ABS(ink_at(map, 9, 9) * 100 / 255 - rows[i].left), <=, 1);
        g_assert_cmpint(ABS(ink_at(map, 60, 9) * 100 / 255 - rows[i].right), <=, 1);
        g_assert_cmpint(ABS(ink_at(map, 9, 36) * 100 / 255 - rows[i].left_black), <=, 1);
        g_assert_cmpint(ABS(ink_at(map, 60, 36) * 100 / 255 - rows[i].right_black), <=, 1);
    }
}

static void
test_looks(void)
{
    g_autoptr(BxPage) page = page_of_boxes();
    g_autoptr(BxInkMap) all = bx_ink_map_new(page, NULL, BX_ALL_PLATES, 72);
    g_autoptr(BxRaster) heat = bx_ink_map_heat(all, LIMIT);
    g_autoptr(BxRaster) higher = bx_ink_map_heat(all, 400);
    const uint32_t over = heat->pixels[36 * SIDE + 9], under = heat->pixels[9 * SIDE + 60];
    g_assert_cmphex(heat->pixels[9 * SIDE + 9], ==, over); /* 250 % is over 240 too */
    g_assert_cmphex(under, !=, over);
    g_assert_cmphex(higher->pixels[36 * SIDE + 9], !=, over);
    g_autoptr(BxInkMap) yellow = bx_ink_map_new(page, NULL, 2, 72);
    const BxInk ink = {.y = 1, .tint = 1};
    g_autoptr(BxRaster) plate = bx_ink_map_plate(yellow, &ink);
    g_assert_cmphex(plate->pixels[9 * SIDE + 60], ==, 0xFFFFFF);
    const uint32_t half = plate->pixels[9 * SIDE + 9];
    g_assert_cmpint(half >> 16, >, 0xE0);
    g_assert_cmpint(half & 0xFF, <, 0xA0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/inkmap/plates", test_plates);
    g_test_add_func("/inkmap/looks", test_looks);
    return g_test_run();
}
