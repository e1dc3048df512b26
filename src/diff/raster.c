/* SPDX-License-Identifier: Apache-2.0 */
/* Raster: both pages as pixels, side by side in one picture: what was there is red, what is new cyan, what
 * stayed a light grey. */

#include "paint/raster.h"
#include "base/error.h"
#include "base/say.h"
#include "base/tool.h"
#include "diff/steps.h"
#include "paint/png.h"

#include <math.h>

#define PT_PER_IN 72.0
/* Of one page; a broadsheet at 100 ppi has 3.3 million. */
#define PIXELS_MOST 16e6
/* A page may be drawn so much larger than its boxes say. */
#define SURPLUS_MOST 4
/* Levels that a colour may differ by and still be the same: a glyph set a thousandth further. */
#define TOLERANCE 24
/* How far what stayed is lightened. */
#define PALE 0.35

/* NULL without `error`: there is no such page. */
static BxTool *
start_drawing(const char *path, int index, double ppi, GError **error)
{
    return index < 0 ? NULL : bx_raster_start_pdf(path, index, ppi, error);
}

static BxRaster *
finish_drawing(BxTool *tool, GError **error)
{
    return tool ? bx_raster_finish_pdf(tool, error) : NULL;
}

/* White outside the raster, and where there is none. */
static void
pixel_of(const BxRaster *raster, int x, int y, int rgb[3])
{
    bool is_in = raster && x < raster->width && y < raster->height;
    uint32_t pixel = is_in ? raster->pixels[(gsize)y * (gsize)raster->width + (gsize)x] : 0xFFFFFF;
    for (int i = 0; i < 3; i++)
        rgb[i] = (int)(pixel >> (16 - 8 * i) & 0xFF);
}

static int
lightness(const int rgb[3])
{
    return (rgb[0] * 77 + rgb[1] * 150 + rgb[2] * 29) >> 8;
}

/* The pixel of the picture; `differs` tells whether the two are the same. */
static uint32_t
blend(const int old[3], const int new[3], bool *differs)
{
    int most = 0;
    for (int i = 0; i < 3; i++)
        most = MAX(most, ABS(old[i] - new[i]));
    int was = lightness(old), is = lightness(new);
    *differs = most > TOLERANCE;
    if (!*differs) {
        uint32_t grey = (uint32_t)(255 - (255 - is) * PALE);
        return grey << 16 | grey << 8 | grey;
    }
    if (ABS(was - is) <= TOLERANCE) /* another colour as light as the one before */
        return 0xC000C0;
    return (uint32_t)is << 16 | (uint32_t)was << 8 | (uint32_t)was;
}

static bool
compare(BxDiffPage *page, const BxRaster *old, const BxRaster *new, GError **error)
{
    int width = MAX(old ? old->width : 0, new ? new->width : 0);
    int height = MAX(old ? old->height : 0, new ? new->height : 0);
    if ((double)width * height > SURPLUS_MOST * PIXELS_MOST) {
        g_set_error(error, BX_ERROR, BX_ERROR_LIMIT, _("page %s is too large to be drawn"),
                    page->label);
        return false;
    }
    g_autofree uint32_t *pixels = g_new(uint32_t, (gsize)width * (gsize)height);
    gsize n = 0;
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++) {
            int was[3], is[3];
            bool differs;
            pixel_of(old, x, y, was);
            pixel_of(new, x, y, is);
            pixels[(gsize)y * (gsize)width + (gsize)x] = blend(was, is, &differs);
            n += differs;
        }
    bool is_other = n > 0 || page->old_index < 0 || page->new_index < 0;
    page->share = (double)n / ((double)width * height);
    page->picture = is_other ? bx_png_write(pixels, width, height, error) : NULL;
    return page->picture || !is_other;
}

static double
allowed_ppi(const BxDiffPage *page, double ppi)
{
    double inches = page->width / PT_PER_IN * (page->height / PT_PER_IN);
    return MIN(ppi, sqrt(PIXELS_MOST / MAX(inches, 1e-6)));
}

bool
bx_diff_picture(BxDiffPage *page, const char *old_path, const char *new_path, double ppi,
                GError **error)
{
    GError *fault = NULL;
    ppi = allowed_ppi(page, ppi);
    BxTool *first = start_drawing(old_path, page->old_index, ppi, &fault);
    BxTool *second = fault ? NULL : start_drawing(new_path, page->new_index, ppi, &fault);
    g_autoptr(BxRaster) old = finish_drawing(first, fault ? NULL : &fault);
    g_autoptr(BxRaster) new = finish_drawing(second, fault ? NULL : &fault);
    bool is_done = !fault && compare(page, old, new, &fault);
    if (fault)
        g_propagate_error(error, fault);
    return is_done;
}
