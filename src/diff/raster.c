/* SPDX-License-Identifier: Apache-2.0 */
/* Raster: both pages as pixels, side by side in one picture: what was there is red, what is new cyan, what
 * stayed a light grey. */

#include "base/error.h"
#include "diff/steps.h"
#include "diff/tool.h"
#include "paint/png.h"

#include <math.h>
#include <string.h>

#define PT_PER_IN 72.0
/* Of one page; a broadsheet at 100 ppi has 3.3 million. */
#define PIXELS_MOST 16e6
/* A page may be drawn so much larger than its boxes say. */
#define SURPLUS_MOST 4
/* Levels that a colour may differ by and still be the same: a glyph set a thousandth further. */
#define TOLERANCE 24
/* How far what stayed is lightened. */
#define PALE 0.35

typedef struct {
    GBytes *bytes; /* owned */
    const uint8_t *rgb;
    int width, height;
} Raster;

static void
raster_clear(Raster *raster)
{
    g_clear_pointer(&raster->bytes, g_bytes_unref);
}

/* A number of a PPM's head, and the one byte behind it. */
static bool
read_number(const char **p, const char *end, int *number)
{
    while (*p < end && g_ascii_isspace(**p))
        (*p)++;
    int n = 0;
    const char *start = *p;
    for (; *p < end && g_ascii_isdigit(**p) && n < 1000000; (*p)++)
        n = n * 10 + (**p - '0');
    *number = n;
    return *p > start && *p < end && g_ascii_isspace(**p);
}

/* “P6 width height 255” and the pixels; takes the bytes. */
static bool
read_ppm(GBytes *bytes, Raster *raster)
{
    gsize size;
    const char *p = g_bytes_get_data(bytes, &size);
    raster->bytes = bytes;
    if (size <= 2 || memcmp(p, "P6", 2) != 0)
        return false;
    const char *end = p + size;
    int most = 0;
    p += 2;
    bool is_head = read_number(&p, end, &raster->width) && read_number(&p, end, &raster->height)
                   && read_number(&p, end, &most) && most == 255;
    raster->rgb = (const uint8_t *)p + 1;
    return is_head && raster->width > 0 && raster->height > 0
           && (gsize)raster->width * (gsize)raster->height * 3 <= (gsize)(end - p - 1);
}

/* Starts the drawing of one page; NULL without `error`: there is no such page. */
static BxTool *
start_drawing(const char *path, int index, double ppi, GError **error)
{
    if (index < 0)
        return NULL;
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(digits, sizeof digits, "%.2f", ppi);
    g_autofree char *page = g_strdup_printf("%d", index + 1);
    const char *const arguments[] = {"draw", "-q", "-c", "rgb", "-F", "ppm", "-r",
                                     digits, "-o", "-",  "--",  path, page,  NULL};
    return bx_tool_start(arguments, error);
}

static bool
finish_drawing(BxTool *tool, Raster *raster, GError **error)
{
    if (!tool)
        return true;
    GBytes *bytes = bx_tool_finish(tool, error);
    if (!bytes)
        return false;
    if (read_ppm(bytes, raster))
        return true;
    g_set_error(error, BX_ERROR, BX_ERROR_PICTURE, "mutool drew no picture of a page");
    return false;
}

/* White outside the raster. */
static void
pixel_of(const Raster *raster, int x, int y, int rgb[3])
{
    bool is_in = raster->bytes && x < raster->width && y < raster->height;
    const uint8_t *p =
        is_in ? raster->rgb + 3 * ((size_t)y * (size_t)raster->width + (size_t)x) : NULL;
    for (int i = 0; i < 3; i++)
        rgb[i] = p ? p[i] : 255;
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
compare(BxDiffPage *page, const Raster *old, const Raster *new, GError **error)
{
    int width = MAX(old->width, new->width), height = MAX(old->height, new->height);
    if ((double)width * height > SURPLUS_MOST * PIXELS_MOST) {
        g_set_error(error, BX_ERROR, BX_ERROR_LIMIT, "page %s is too large to be drawn",
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
    Raster old = {0}, new = {0};
    GError *fault = NULL;
    ppi = allowed_ppi(page, ppi);
    BxTool *first = start_drawing(old_path, page->old_index, ppi, &fault);
    BxTool *second = fault ? NULL : start_drawing(new_path, page->new_index, ppi, &fault);
    finish_drawing(first, &old, fault ? NULL : &fault);
    finish_drawing(second, &new, fault ? NULL : &fault);
    bool is_done = !fault && compare(page, &old, &new, &fault);
    raster_clear(&old);
    raster_clear(&new);
    if (fault)
        g_propagate_error(error, fault);
    return is_done;
}
