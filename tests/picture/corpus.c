/* SPDX-License-Identifier: Apache-2.0 */
#include "corpus.h"
#include "base/remove_tree.h"

#include <glib/gstdio.h>
#include <string.h>

static char *folder;
static char *profile;

void
corpus_start(const char *program_name)
{
    g_assert_cmpint(vips_init(program_name), ==, 0);
    folder = g_dir_make_tmp("banxin-picture-XXXXXX", NULL);
    g_assert_nonnull(folder);
    profile = g_build_filename(g_getenv("G_TEST_SRCDIR"), "..", "layouts",
                               "newsprint-cgats-tr002.icc", NULL);
}

void
corpus_end(void)
{
    remove_tree(folder);
    g_free(folder);
    g_free(profile);
    vips_shutdown();
}

char *
corpus_path(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

char *
corpus_write(const char *name, const void *data, size_t length)
{
    char *path = corpus_path(name);
    g_assert_true(g_file_set_contents(path, data, (gssize)length, NULL));
    return path;
}

const char *
corpus_profile(void)
{
    return profile;
}

const char *
corpus_program(void)
{
    return g_getenv("BX_PICTURE_PROGRAM");
}

static VipsImage *
make_image(int width, int height, int channels, Paint paint, VipsInterpretation space)
{
    size_t length = (size_t)width * height * channels;
    g_autofree unsigned char *pixels = g_malloc(length);
    for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            paint(x, y, pixels + ((size_t)y * width + x) * channels);
    g_autoptr(VipsImage) image =
        vips_image_new_from_memory_copy(pixels, length, width, height, channels, VIPS_FORMAT_UCHAR);
    VipsImage *made = NULL;
    g_assert_cmpint(vips_copy(image, &made, "interpretation", space, NULL), ==, 0);
    return made;
}

VipsImage *
corpus_image(int width, int height, int channels, Paint paint)
{
    return make_image(width, height, channels, paint,
                      channels < 3 ? VIPS_INTERPRETATION_B_W : VIPS_INTERPRETATION_sRGB);
}

VipsImage *
corpus_cmyk(int width, int height, Paint paint)
{
    return make_image(width, height, 4, paint, VIPS_INTERPRETATION_CMYK);
}

VipsImage *
corpus_deepen(VipsImage *image)
{
    g_autoptr(VipsImage) scaled = NULL;
    g_autoptr(VipsImage) cast = NULL;
    VipsImage *deep = NULL;
    VipsInterpretation space = image->Type == VIPS_INTERPRETATION_B_W ? VIPS_INTERPRETATION_GREY16
                               : image->Type == VIPS_INTERPRETATION_sRGB ? VIPS_INTERPRETATION_RGB16
                                                                         : image->Type;
    g_assert_cmpint(vips_linear1(image, &scaled, 257, 0, NULL), ==, 0);
    g_assert_cmpint(vips_cast(scaled, &cast, VIPS_FORMAT_USHORT, NULL), ==, 0);
    g_assert_cmpint(vips_copy(cast, &deep, "interpretation", space, NULL), ==, 0);
    return deep;
}

void
corpus_embed(VipsImage *image, cmsHPROFILE icc)
{
    cmsUInt32Number bytes = 0;
    g_assert_true(cmsSaveProfileToMem(icc, NULL, &bytes));
    g_autofree char *data = g_malloc(bytes);
    g_assert_true(cmsSaveProfileToMem(icc, data, &bytes));
    vips_image_set_blob_copy(image, VIPS_META_ICC_NAME, data, bytes);
    cmsCloseProfile(icc);
}

char *
corpus_save(VipsImage *image, const char *name, const char *options)
{
    char *path = corpus_path(name);
    g_autofree char *target = g_strconcat(path, options, NULL);
    if (vips_image_write_to_file(image, target, NULL))
        g_error("%s: %s", name, vips_error_buffer());
    return path;
}

guint32
corpus_crc32(const guint8 *bytes, size_t length)
{
    guint32 crc = 0xFFFFFFFFu;
    for (size_t i = 0; i < length; i++) {
        crc ^= bytes[i];
        for (int bit = 0; bit < 8; bit++)
            crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
    }
    return ~crc;
}

BxPictureSettings
corpus_settings(void)
{
    return (BxPictureSettings){.program = corpus_program(),
                               .profile = profile,
                               .colour = BX_PICTURE_CMYK,
                               .target_ppi = 200,
                               .jobs = 2,
                               .timeout_s = 60};
}

BxPictureJob
corpus_job(const char *file)
{
    return (BxPictureJob){.file = file,
                          .name = "pictures/test",
                          .width_pt = 72,
                          .height_pt = 72,
                          .focus_x = 0.5,
                          .focus_y = 0.5};
}

unsigned char *
corpus_samples(const BxPictureResult *result)
{
    gsize bytes;
    const void *data = g_bytes_get_data(result->jpeg, &bytes);
    g_autoptr(VipsImage) image = NULL;
    g_assert_cmpint(vips_jpegload_buffer((void *)data, bytes, &image, NULL), ==, 0);
    g_assert_cmpint(image->Xsize, ==, result->width);
    g_assert_cmpint(image->Ysize, ==, result->height);
    g_assert_cmpint(image->Bands, ==, result->channels);
    size_t length;
    unsigned char *samples = vips_image_write_to_memory(image, &length);
    for (size_t i = 0; result->channels == 4 && i < length; i++)
        samples[i] = (unsigned char)(255 - samples[i]); /* libvips inverted them */
    return samples;
}

BxPictures *
corpus_prepare(const BxPictureJob *job, const BxPictureSettings *settings)
{
    g_autoptr(BxDiags) diags = bx_diags_new();
    BxPictures *pictures = bx_pictures_start(job, 1, settings);
    bx_pictures_finish(pictures, diags);
    for (int i = 0; i < bx_diags_count(diags); i++) {
        const BxDiag *diag = bx_diags_lookup(diags, i);
        if (diag->code != BX_DIAG_PICTURE_LOW_PPI && diag->code != BX_DIAG_PICTURE_TOO_LOW)
            g_error("%s: %s", job->file, diag->message);
    }
    return pictures;
}
