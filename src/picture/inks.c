/* SPDX-License-Identifier: Apache-2.0 */
#include "picture/inks.h"

#include <string.h>

/* Sums of one row of blocks, as it grows. */
typedef struct {
    unsigned sums[4], n, most_colour;
} Gathered;

static void
gather(Gathered *block, const guint8 *inks, int *most)
{
    unsigned colour = inks[0] + inks[1] + inks[2];
    for (int c = 0; c < 4; c++)
        block->sums[c] += inks[c];
    block->n++;
    block->most_colour = MAX(block->most_colour, colour);
    *most = MAX(*most, (int)colour + inks[3]);
}

static BxInkBlock
finish(const Gathered *block)
{
    BxInkBlock made = {.most_colour = (guint8)((block->most_colour + 2) / 3)};
    for (int c = 0; c < 4; c++)
        made.mean[c] = (guint8)((block->sums[c] + block->n / 2) / block->n);
    return made;
}

/* libvips has inverted what it reads as CMYK; grey is light, not ink. */
static void
inks_of(const guint8 *pixel, int bands, guint8 *inks)
{
    for (int c = 0; c < 4; c++)
        inks[c] = bands == 4 ? (guint8)(255 - pixel[c]) : c == 3 ? (guint8)(255 - pixel[0]) : 0;
}

GBytes *
bx_measure_inks(GBytes *jpeg, double *ink_max, GError **error)
{
    gsize bytes;
    const void *data = g_bytes_get_data(jpeg, &bytes);
    g_autoptr(VipsImage) image = NULL;
    g_autoptr(VipsImage) decoded = NULL;
    if (vips_jpegload_buffer((void *)data, bytes, &image, NULL)
        || !(decoded = vips_image_copy_memory(image))) {
        bx_vips_error(error);
        return NULL;
    }
    int columns = (decoded->Xsize + BX_INK_BLOCK - 1) / BX_INK_BLOCK, most = 0;
    g_autofree Gathered *row = g_new(Gathered, columns);
    GByteArray *made = g_byte_array_new();
    const guint8 *pixel = (const guint8 *)decoded->data;
    for (int y = 0; y < decoded->Ysize; y++) {
        if (y % BX_INK_BLOCK == 0)
            memset(row, 0, sizeof *row * (size_t)columns);
        for (int x = 0; x < decoded->Xsize; x++, pixel += decoded->Bands) {
            guint8 inks[4];
            inks_of(pixel, decoded->Bands, inks);
            gather(&row[x / BX_INK_BLOCK], inks, &most);
        }
        bool is_last = y % BX_INK_BLOCK == BX_INK_BLOCK - 1 || y == decoded->Ysize - 1;
        for (int i = 0; is_last && i < columns; i++) {
            BxInkBlock block = finish(&row[i]);
            g_byte_array_append(made, (const guint8 *)&block, sizeof block);
        }
    }
    *ink_max = most / 2.55;
    return g_byte_array_free_to_bytes(made);
}
