/* SPDX-License-Identifier: Apache-2.0 */
/* Raster of a PDF: what mutool draws, as PPM. */

#include "base/error.h"
#include "base/say.h"
#include "paint/raster.h"

#include <string.h>

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

/* “P6 width height 255”; `pixels` gets where they begin. */
static bool
read_head(GBytes *bytes, int *width, int *height, const uint8_t **pixels)
{
    gsize size;
    const char *p = g_bytes_get_data(bytes, &size);
    if (size <= 2 || memcmp(p, "P6", 2) != 0)
        return false;
    const char *end = p + size;
    int most = 0;
    p += 2;
    bool is_head = read_number(&p, end, width) && read_number(&p, end, height)
                   && read_number(&p, end, &most) && most == 255;
    *pixels = (const uint8_t *)p + 1;
    return is_head && *width > 0 && *height > 0
           && (gsize)*width * (gsize)*height * 3 <= (gsize)(end - p - 1);
}

BxTool *
bx_raster_start_pdf(const char *path, int index, double ppi, GError **error)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(digits, sizeof digits, "%.2f", ppi);
    g_autofree char *page = g_strdup_printf("%d", index + 1);
    const char *const arguments[] = {"draw", "-q", "-c", "rgb", "-F", "ppm", "-r",
                                     digits, "-o", "-",  "--",  path, page,  NULL};
    return bx_tool_start(arguments, error);
}

BxRaster *
bx_raster_finish_pdf(BxTool *tool, GError **error)
{
    g_autoptr(GBytes) bytes = bx_tool_finish(tool, error);
    int width, height;
    const uint8_t *rgb;
    if (!bytes)
        return NULL;
    if (!read_head(bytes, &width, &height, &rgb)) {
        g_set_error(error, BX_ERROR, BX_ERROR_PICTURE, _("mutool drew no picture of a page"));
        return NULL;
    }
    BxRaster *raster = g_new0(BxRaster, 1);
    gsize n = (gsize)width * (gsize)height;
    raster->width = width;
    raster->height = height;
    raster->pixels = g_new(uint32_t, n);
    for (gsize i = 0; i < n; i++, rgb += 3)
        raster->pixels[i] = (uint32_t)rgb[0] << 16 | (uint32_t)rgb[1] << 8 | rgb[2];
    return raster;
}
