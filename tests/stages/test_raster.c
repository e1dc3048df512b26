/* SPDX-License-Identifier: Apache-2.0 */
/* Raster: pages as pixels: where ink is and where none is, layers over each other, the press on its paper, limits. */

#include "base/error.h"
#include "issue_of.h"
#include "paint/raster.h"

#include <math.h>
#include <string.h>

#define PAPER 0xFFFFFFu

static Made *
made_page(void)
{
    g_autofree char *text = han(200);
    return made_new("base: sikai-4x17\nslots:\n  a: {cols: [1, 4], rows: [1, 16], head: news}\n",
                    (const char *const[]){text}, 1);
}

static BxPage *
page_of(const Made *made)
{
    return g_ptr_array_index(made->pages, 0);
}

static BxRaster *
draw(const BxLayers *layers, double ppi, const BxSimulation *simulation)
{
    GError *error = NULL;
    BxRaster *raster = bx_raster_new(layers, NULL, ppi, simulation, &error);
    g_assert_no_error(error);
    return raster;
}

/* Pixels of a rectangle (points of the sheet) that are not `ground`. */
static int
count_other(const BxRaster *raster, double ppi, const BxRect *rect, uint32_t ground)
{
    int n = 0;
    for (int y = (int)(rect->y * ppi / 72); y < (rect->y + rect->height) * ppi / 72; y++)
        for (int x = (int)(rect->x * ppi / 72); x < (rect->x + rect->width) * ppi / 72; x++)
            n += (raster->pixels[y * raster->width + x] & PAPER) != ground;
    return n;
}

/* Every line of text has ink in its frame; the margins of the page have none. */
static void
test_ink(void)
{
    Made *made = made_page();
    const BxPage *page = page_of(made);
    const BxPagePlan *plan = g_ptr_array_index(made->plan->pages, 0);
    g_autoptr(BxLayers) layers = bx_layers_of_page(page);
    g_autoptr(BxRaster) raster = draw(layers, 100, NULL);
    g_assert_cmpint(raster->width, ==, (int)ceil(page->width * 100 / 72 - 0.01));
    g_assert_cmpint(raster->height, ==, (int)ceil(page->height * 100 / 72 - 0.01));
    int n = 0;
    for (guint i = 0; i < page->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
        if (placed->kind != BX_PLACED_TEXT || placed->text.slot < 0)
            continue;
        const BxLine *line = placed->text.line;
        const BxRect frame = {placed->text.x, placed->text.y - 0.8 * line->size, line->width,
                              line->size};
        g_assert_cmpint(count_other(raster, 100, &frame, PAPER), >, line->width * line->size / 10);
        n++;
    }
    g_assert_cmpint(n, >=, 200 / 70);
    const BxRect left = {0, 0, plan->type_area.x - 2, page->height - 1};
    g_assert_cmpint(count_other(raster, 100, &left, PAPER), ==, 0);
    made_free(made);
}

static void
add_box(BxPage *page, BxRect rect, BxInk ink)
{
    BxPlaced box = {.kind = BX_PLACED_BOX, .story = -1};
    box.box.rect = rect;
    box.box.has_fill = true;
    box.box.fill = ink;
    g_array_append_val(page->placed, box);
}

/* A page at half its size in the middle of a sheet, cut off at its trim, and a wash over it. */
static void
test_layers(void)
{
    const BxInk red = {.m = 1, .y = 1, .tint = 1}, black = BX_INK_BLACK;
    g_autoptr(BxPage) page = bx_page_new(1, NULL, 100, 100, 9);
    add_box(page, (BxRect){-9, 80, 118, 29}, black);
    g_autoptr(BxPage) wash = bx_page_new(1, NULL, 100, 100, 0);
    add_box(wash, (BxRect){0, 0, 50, 50}, red);
    g_autoptr(BxLayers) layers = bx_layers_new(100, 100);
    bx_layers_add(layers, (BxLayer){page, NULL, 25, 25, 0.5, 1, true});
    bx_layers_add(layers, (BxLayer){wash, NULL, 0, 0, 1, 0.5, false});
    g_autoptr(BxRaster) raster = draw(layers, 72, NULL);
    const struct {
        int x, y;
        uint32_t rgb;
    } pixels[] = {{10, 10, 0xFF8080}, {60, 60, PAPER}, {50, 70, 0x000000},
                  {23, 70, PAPER},    {50, 76, PAPER}, {49, 49, 0xFF8080}};
    for (size_t i = 0; i < G_N_ELEMENTS(pixels); i++)
        for (int shift = 0; shift <= 16; shift += 8) {
            uint32_t is = raster->pixels[pixels[i].y * 100 + pixels[i].x] >> shift & 0xFF;
            g_assert_cmpfloat_with_epsilon(is, pixels[i].rgb >> shift & 0xFF, 1.5);
        }
}

/* What the press makes of paper and ink; the additions of a proof keep their colours. */
static void
test_simulation(void)
{
    const BxInk blue = {.c = 1, .tint = 1};
    g_autofree char *profile =
        g_test_build_filename(G_TEST_DIST, "..", "layouts", "newsprint-cgats-tr002.icc", NULL);
    GError *error = NULL;
    g_autoptr(BxSimulation) press = bx_simulation_new(profile, &error);
    g_assert_no_error(error);
    g_autoptr(BxPage) page = bx_page_new(1, NULL, 30, 30, 0);
    g_autoptr(BxPage) marks = bx_page_new(1, NULL, 30, 30, 0);
    add_box(page, (BxRect){0, 0, 10, 10}, blue);
    add_box(marks, (BxRect){20, 20, 10, 10}, blue);
    g_autoptr(BxLayers) layers = bx_layers_of_page(page);
    bx_layers_add(layers, (BxLayer){marks, NULL, 0, 0, 1, 1, false});
    g_autoptr(BxRaster) raster = draw(layers, 72, press);
    uint32_t paper = raster->pixels[15 * 30 + 15] & PAPER, ink = raster->pixels[0] & PAPER;
    g_assert_cmphex(paper, !=, PAPER); /* newsprint is warm … */
    g_assert_cmphex(paper >> 16, >, paper & 0xFF);
    g_assert_cmphex(paper >> 16, >, 0xA0); /* … and yet light, */
    g_assert_cmphex(ink, !=, 0x00FFFF);    /* and cyan is duller on it */
    g_assert_cmphex(raster->pixels[25 * 30 + 25] & PAPER, ==, 0x00FFFF);
    g_assert_null(bx_simulation_new("/dev/null", &error));
    g_assert_error(error, BX_ERROR, BX_ERROR_IO);
    g_clear_error(&error);
}

static void
test_png(void)
{
    Made *made = made_page();
    g_autoptr(BxLayers) layers = bx_layers_of_page(page_of(made));
    g_autoptr(BxRaster) one = draw(layers, 50, NULL), other = draw(layers, 50, NULL);
    g_autoptr(GBytes) png = bx_raster_png(one, NULL), again = bx_raster_png(other, NULL);
    g_assert_true(g_bytes_equal(png, again));
    g_assert_cmpmem(g_bytes_get_data(png, NULL), 8, "\x89PNG\r\n\x1a\n", 8);
    GError *error = NULL;
    g_assert_null(bx_raster_new(layers, NULL, 5000, NULL, &error));
    g_assert_error(error, BX_ERROR, BX_ERROR_LIMIT);
    g_assert_nonnull(strstr(error->message, "--ppi"));
    g_clear_error(&error);
    made_free(made);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/paint/raster/ink-where-text-is", test_ink);
    g_test_add_func("/paint/raster/layers", test_layers);
    g_test_add_func("/paint/raster/simulation", test_simulation);
    g_test_add_func("/paint/raster/png", test_png);
    return g_test_run();
}
