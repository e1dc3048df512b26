/* SPDX-License-Identifier: Apache-2.0 */
#include "paint/inkmap.h"

#include <math.h>
#include <string.h>

#define FULL 255.0
#define WHITE 0xFFFFFFu

/* What a share of the limit looks like; the last one is all that lies over it. */
static const struct {
    double share;
    uint8_t rgb[3];
} heats[] = {{0, {255, 255, 255}},
             {0.05, {222, 235, 247}},
             {0.4, {158, 202, 225}},
             {0.7, {254, 217, 118}},
             {1, {240, 110, 30}}};
#define OVER 0xB00020u

static uint32_t
pack(const double *rgb)
{
    return (uint32_t)lround(rgb[0]) << 16 | (uint32_t)lround(rgb[1]) << 8
           | (uint32_t)lround(rgb[2]);
}

static uint32_t
heat_of(double share)
{
    if (share > 1 + 1e-9)
        return OVER;
    size_t i = 1;
    while (i + 1 < G_N_ELEMENTS(heats) && share > heats[i].share)
        i++;
    double at = (share - heats[i - 1].share) / (heats[i].share - heats[i - 1].share), rgb[3];
    for (int c = 0; c < 3; c++)
        rgb[c] = heats[i - 1].rgb[c] + at * (heats[i].rgb[c] - heats[i - 1].rgb[c]);
    return pack(rgb);
}

/* Every amount of ink through a table, from 0 on. */
static BxRaster *
through_table(const BxInkMap *map, const uint32_t *table, guint16 most)
{
    BxRaster *raster = g_new0(BxRaster, 1);
    size_t n = (size_t)map->width * (size_t)map->height;
    raster->width = map->width;
    raster->height = map->height;
    raster->pixels = g_new(uint32_t, n);
    for (size_t i = 0; i < n; i++)
        raster->pixels[i] = table[MIN(map->totals[i], most)];
    return raster;
}

BxRaster *
bx_ink_map_plate(const BxInkMap *map, const BxInk *ink)
{
    uint32_t table[256];
    double full[3], rgb[3];
    bx_screen_colour(NULL, ink, full);
    for (int i = 0; i < 256; i++) {
        for (int c = 0; c < 3; c++)
            rgb[c] = FULL - i * (1 - full[c]);
        table[i] = pack(rgb);
    }
    return through_table(map, table, 255);
}

BxRaster *
bx_ink_map_heat(const BxInkMap *map, double limit)
{
    const guint16 most = (guint16)MIN(floor(limit / 100 * FULL) + 1, G_MAXUINT16);
    g_autofree uint32_t *table = g_new(uint32_t, most + 1u);
    for (guint i = 0; i < most; i++)
        table[i] = heat_of(i / FULL * 100 / limit);
    table[0] = WHITE;
    table[most] = OVER;
    return through_table(map, table, most);
}
