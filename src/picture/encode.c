/* SPDX-License-Identifier: Apache-2.0 */
/* Encode: libvips writes the JPEG; the ink limit is held by writing, reading back and correcting
 * the blocks that came out over it. JPEG blocks are independent (4:4:4, baseline), so this ends. */

#include "picture/encode.h"
#include "base/error.h"

#include <string.h>

#define QUALITY 92 /* PP-10: 90 or better */
#define BLOCK 8    /* pixels: what JPEG rounds together */
#define LEVELS_PER_PERCENT 2.55
#define GUARD_LEVELS 3 /* of 255, all inks together, about 1 %: other decoders round otherwise */
#define ROUNDS_MAX 12  /* of correction; a profile of 240 % needs one, very noisy blocks five */

/* How much ink the blocks of a picture may be given, so that no more than `limit` comes out. */
typedef struct {
    int limit; /* levels, all inks together */
    int columns, rows;
    int *allowed; /* of each block, owned */
} Blocks;

static GBytes *
save(unsigned char *pixels, const BxConverted *like, GError **error)
{
    static const VipsInterpretation spaces[] = {
        [1] = VIPS_INTERPRETATION_B_W,
        [3] = VIPS_INTERPRETATION_sRGB,
        [4] = VIPS_INTERPRETATION_CMYK,
    };
    size_t length = (size_t)like->width * like->height * like->channels;
    g_autoptr(VipsImage) memory = vips_image_new_from_memory(
        pixels, length, like->width, like->height, like->channels, VIPS_FORMAT_UCHAR);
    g_autoptr(VipsImage) image = NULL;
    void *jpeg;
    size_t bytes;
    if (!memory || vips_copy(memory, &image, "interpretation", spaces[like->channels], NULL)
        || vips_jpegsave_buffer(image, &jpeg, &bytes, "Q", QUALITY, "strip", TRUE, "interlace",
                                FALSE, "optimize_coding", TRUE, "subsample_mode",
                                VIPS_FOREIGN_SUBSAMPLE_OFF, NULL)) {
        bx_vips_error(error);
        return NULL;
    }
    return g_bytes_new_with_free_func(jpeg, bytes, g_free, jpeg);
}

/* Takes out the Adobe marker (APP14), which libjpeg puts right after the start of the image. */
static GBytes *
without_adobe_marker(GBytes *jpeg)
{
    enum { START = 2, MARKER = 16 };
    gsize bytes;
    const guint8 *data = g_bytes_get_data(jpeg, &bytes);
    if (bytes < START + MARKER
        || memcmp(data + START,
                  "\xFF\xEE\0\x0E"
                  "Adobe",
                  9)
               != 0)
        return g_bytes_ref(jpeg);
    GByteArray *plain = g_byte_array_sized_new((guint)bytes);
    g_byte_array_append(plain, data, START);
    g_byte_array_append(plain, data + START + MARKER, (guint)bytes - START - MARKER);
    return g_byte_array_free_to_bytes(plain);
}

/* libvips inverts CMYK whenever it writes or reads a JPEG; so does this, before it. */
static GBytes *
save_cmyk(const unsigned char *inks, const BxConverted *like, GError **error)
{
    size_t length = (size_t)like->width * like->height * 4;
    g_autofree unsigned char *inverted = g_malloc(length);
    for (size_t i = 0; i < length; i++)
        inverted[i] = (unsigned char)(255 - inks[i]);
    g_autoptr(GBytes) jpeg = save(inverted, like, error);
    return jpeg ? without_adobe_marker(jpeg) : NULL;
}

/* One pixel with no more than `allowed` levels: C, M and Y give way and K keeps the drawing. */
static void
limit_pixel(unsigned char *p, int allowed)
{
    int colour = p[0] + p[1] + p[2];
    if (colour + p[3] <= allowed)
        return;
    p[3] = (unsigned char)MIN(p[3], MAX(allowed, 0));
    int room = MAX(allowed, 0) - p[3];
    for (int i = 0; i < 3 && colour > 0; i++)
        p[i] = (unsigned char)(p[i] * room / colour);
}

static int *
block_of(const Blocks *blocks, int x, int y)
{
    return &blocks->allowed[y / BLOCK * blocks->columns + x / BLOCK];
}

static void
limit_pixels(const BxConverted *from, const Blocks *blocks, unsigned char *to)
{
    memcpy(to, from->pixels, (size_t)from->width * from->height * 4);
    for (int y = 0; y < from->height; y++)
        for (int x = 0; x < from->width; x++, to += 4)
            limit_pixel(to, *block_of(blocks, x, y));
}

/* Takes down the blocks whose decoded pixels are over the limit; counts them, or −1 with an error. */
static int
correct_blocks(const Blocks *blocks, int round, GBytes *jpeg, GError **error)
{
    gsize bytes;
    const void *data = g_bytes_get_data(jpeg, &bytes);
    g_autoptr(VipsImage) image = NULL;
    g_autoptr(VipsImage) decoded = NULL;
    if (vips_jpegload_buffer((void *)data, bytes, &image, NULL)
        || !(decoded = vips_image_copy_memory(image))) {
        bx_vips_error(error);
        return -1;
    }
    g_autofree int *excess = g_new0(int, (gsize)blocks->columns * blocks->rows);
    const unsigned char *p = (const unsigned char *)decoded->data;
    for (int y = 0; y < decoded->Ysize; y++)
        for (int x = 0; x < decoded->Xsize; x++, p += 4) {
            int *most = &excess[block_of(blocks, x, y) - blocks->allowed];
            *most = MAX(*most, 4 * 255 - (p[0] + p[1] + p[2] + p[3]) - blocks->limit);
        }
    int n = 0;
    for (int i = 0; i < blocks->columns * blocks->rows; i++) {
        if (excess[i] > 0) {
            blocks->allowed[i] -= excess[i] * (round + 2); /* ever harder, so that it ends soon */
            n++;
        }
    }
    return n;
}

static GBytes *
encode_cmyk(const BxConverted *converted, double ink_limit, GError **error)
{
    Blocks blocks = {.limit = (int)(ink_limit * LEVELS_PER_PERCENT) - GUARD_LEVELS,
                     .columns = (converted->width + BLOCK - 1) / BLOCK,
                     .rows = (converted->height + BLOCK - 1) / BLOCK};
    int n_blocks = blocks.columns * blocks.rows;
    g_autofree int *allowed = blocks.allowed = g_new(int, (gsize)n_blocks);
    for (int i = 0; i < n_blocks; i++)
        allowed[i] = blocks.limit;
    g_autofree unsigned char *inks = g_malloc((size_t)converted->width * converted->height * 4);
    for (int round = 0; round < ROUNDS_MAX; round++) {
        limit_pixels(converted, &blocks, inks);
        g_autoptr(GBytes) jpeg = save_cmyk(inks, converted, error);
        int n_over = jpeg ? correct_blocks(&blocks, round, jpeg, error) : -1;
        if (n_over == 0)
            return g_steal_pointer(&jpeg);
        if (n_over < 0)
            return NULL;
    }
    g_set_error(error, BX_ERROR, BX_ERROR_PICTURE, "its ink cannot be brought under the limit");
    return NULL;
}

GBytes *
bx_encode(const BxConverted *converted, double ink_limit, GError **error)
{
    return converted->channels == 4 ? encode_cmyk(converted, ink_limit, error)
                                    : save(converted->pixels, converted, error);
}
