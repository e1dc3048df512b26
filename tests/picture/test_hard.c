/* SPDX-License-Identifier: Apache-2.0 */
/* Hard pictures: kinds that other programs write and that are easily read wrongly, each against the
 * colours it has; and their sizes as the page knows them, before anything is decoded. */

#include "patches.h"

#include "load/picture_size.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

#include <jpeglib.h> /* after stdio.h */

/* clang-format off */
#define RGB_AS(pictures, what) \
    patches_assert_prints_as(pictures, srgb, TYPE_RGB_8, INTENT_PERCEPTUAL, 0, patches_rgb_values, what)
/* clang-format on */

/* CMYK as Photoshop writes it: inverted, as YCCK, with Adobe's marker. */
static char *
write_ycck(const char *name, bool is_progressive)
{
    char *path = corpus_path(name);
    FILE *file = fopen(path, "wb");
    g_assert_nonnull(file);
    struct jpeg_compress_struct jpeg;
    struct jpeg_error_mgr errors;
    jpeg.err = jpeg_std_error(&errors);
    jpeg_create_compress(&jpeg);
    jpeg_stdio_dest(&jpeg, file);
    jpeg.image_width = COLUMNS * PATCH;
    jpeg.image_height = ROWS * PATCH;
    jpeg.input_components = 4;
    jpeg.in_color_space = JCS_CMYK;
    jpeg_set_defaults(&jpeg);
    jpeg_set_colorspace(&jpeg, JCS_YCCK);
    jpeg_set_quality(&jpeg, 98, TRUE);
    if (is_progressive)
        jpeg_simple_progression(&jpeg);
    jpeg_start_compress(&jpeg, TRUE);
    for (int y = 0; y < ROWS * PATCH; y++) {
        unsigned char row[COLUMNS * PATCH * 4];
        for (int x = 0; x < COLUMNS * PATCH; x++)
            for (int c = 0; c < 4; c++)
                row[x * 4 + c] =
                    (unsigned char)(255 - patches_cmyk_values[y / PATCH * COLUMNS + x / PATCH][c]);
        JSAMPROW rows[1] = {row};
        jpeg_write_scanlines(&jpeg, rows, 1);
    }
    jpeg_finish_compress(&jpeg);
    jpeg_destroy_compress(&jpeg);
    g_assert_cmpint(fclose(file), ==, 0);
    return path;
}

static BxPictures *
prepare_file(char *file_taken)
{
    g_autofree char *file = file_taken;
    BxPictureSettings settings = corpus_settings();
    BxPictureJob job = corpus_job(file);
    return corpus_prepare(&job, &settings);
}

static void
test_cmyk_as_photoshop_writes_it(void)
{
    for (int is_progressive = 0; is_progressive < 2; is_progressive++) {
        g_autoptr(BxPictures) pictures = prepare_file(write_ycck("ycck.jpg", is_progressive));
        patches_assert_same_inks(pictures);
    }
}

/* A profile longer than a segment of JPEG lies in several. */
static void
test_cmyk_with_a_long_profile(void)
{
    BxPictureSettings settings = corpus_settings();
    g_autoptr(VipsImage) image = patches_cmyk();
    corpus_embed(image, patches_press());
    g_autoptr(BxPictures) pictures = patches_prepare(image, "long.jpg", "[Q=100]", &settings);
    patches_assert_same_inks(pictures);
    g_assert_cmpstr(bx_pictures_lookup(pictures, 0)->source_profile, ==, "CGATS TR 002 newsprint");
}

static VipsImage *
with_alpha(VipsImage *image, double alpha)
{
    VipsImage *joined = NULL;
    g_assert_cmpint(vips_bandjoin_const1(image, &joined, alpha, NULL), ==, 0);
    return joined;
}

static void
test_cmyk_with_alpha(void)
{
    BxPictureSettings settings = corpus_settings();
    g_autoptr(VipsImage) plain = patches_cmyk();
    g_autoptr(VipsImage) opaque = with_alpha(plain, 255);
    g_autoptr(BxPictures) same = patches_prepare(opaque, "opaque.tif", "", &settings);
    patches_assert_same_inks(same);
    g_autoptr(VipsImage) glass = with_alpha(plain, 0);
    g_autoptr(BxPictures) nothing = patches_prepare(glass, "glass.tif", "", &settings);
    const BxPictureResult *result = bx_pictures_lookup(nothing, 0);
    g_assert_cmpint(result->channels, ==, 1); /* paper: no plate has ink */
    g_autofree unsigned char *samples = corpus_samples(result);
    for (int i = 0; i < result->width * result->height; i++)
        g_assert_cmpint(samples[i], ==, 255);
}

/* Colours multiplied by their alpha, as TIFF calls it: associated. */
static void
test_alpha_that_is_multiplied_in(void)
{
    BxPictureSettings settings = corpus_settings();
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    g_autoptr(VipsImage) image = patches_rgba();
    g_autoptr(BxPictures) pictures =
        patches_prepare(image, "associated.tif", "[premultiply]", &settings);
    RGB_AS(pictures, "associated alpha");
    cmsCloseProfile(srgb);
}

static void
paint_squares(int x, int y, unsigned char *values)
{
    values[0] = (x / PATCH + y / PATCH) % 2 ? 255 : 0;
}

/* Line art of one bit, black on white however the file counts. */
static void
test_one_bit(void)
{
    static const char *const options[] = {"[bitdepth=1]", "[bitdepth=1,miniswhite]",
                                          "[bitdepth=1,compression=ccittfax4]"};
    BxPictureSettings settings = corpus_settings();
    for (size_t i = 0; i < G_N_ELEMENTS(options) + 1; i++) {
        g_autoptr(VipsImage) image = corpus_image(COLUMNS * PATCH, ROWS * PATCH, 1, paint_squares);
        bool is_png = i == G_N_ELEMENTS(options);
        g_autoptr(BxPictures) pictures =
            patches_prepare(image, is_png ? "bits.png" : "bits.tif",
                            is_png ? "[bitdepth=1]" : options[i], &settings);
        const BxPictureResult *result = bx_pictures_lookup(pictures, 0);
        g_assert_cmpint(result->channels, ==, 1);
        unsigned char means[N_PATCHES][4];
        patches_means(result, means);
        for (int k = 0; k < N_PATCHES; k++) {
            bool is_white = (k % COLUMNS + k / COLUMNS) % 2;
            g_assert_cmpint(ABS(means[k][0] - (is_white ? 255 : 0)), <=, 2);
        }
    }
}

static void
test_rgb_in_other_clothes(void)
{
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    BxPictureSettings settings = corpus_settings();
    g_autoptr(VipsImage) image = patches_rgb();
    static const VipsInterpretation spaces[] = {VIPS_INTERPRETATION_LAB, VIPS_INTERPRETATION_LABS,
                                                VIPS_INTERPRETATION_scRGB};
    for (size_t i = 0; i < G_N_ELEMENTS(spaces); i++) {
        g_autoptr(VipsImage) other = NULL;
        g_assert_cmpint(vips_colourspace(image, &other, spaces[i], NULL), ==, 0);
        g_autoptr(BxPictures) made = patches_prepare(other, "other.tif", "", &settings);
        RGB_AS(made, vips_enum_nick(VIPS_TYPE_INTERPRETATION, spaces[i]));
    }
    g_autoptr(BxPictures) webp = patches_prepare(image, "lossy.webp", "[Q=98]", &settings);
    RGB_AS(webp, "lossy WebP");
    g_autoptr(BxPictures) subsampled = patches_prepare(image, "420.jpg", "[Q=95]", &settings);
    RGB_AS(subsampled, "4:2:0");
    g_autoptr(BxPictures) jpeg_tiff =
        patches_prepare(image, "jpeg.tif", "[compression=jpeg,Q=98]", &settings);
    RGB_AS(jpeg_tiff, "TIFF of JPEG");
    cmsCloseProfile(srgb);
}

static void
test_first_page_of_several(void)
{
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    BxPictureSettings settings = corpus_settings();
    g_autoptr(VipsImage) first = patches_rgb();
    g_autoptr(VipsImage) other = NULL;
    g_autoptr(VipsImage) both = NULL;
    g_autoptr(VipsImage) pages = NULL;
    g_assert_cmpint(vips_invert(first, &other, NULL), ==, 0);
    g_assert_cmpint(vips_join(first, other, &both, VIPS_DIRECTION_VERTICAL, NULL), ==, 0);
    g_assert_cmpint(vips_copy(both, &pages, NULL), ==, 0);
    vips_image_set_int(pages, VIPS_META_PAGE_HEIGHT, ROWS * PATCH);
    g_autoptr(BxPictures) tiff = patches_prepare(pages, "pages.tif", "", &settings);
    RGB_AS(tiff, "TIFF of two pages");
    g_autoptr(BxPictures) webp = patches_prepare(pages, "moving.webp", "[lossless]", &settings);
    RGB_AS(webp, "moving WebP");
    cmsCloseProfile(srgb);
}

static void
test_numbers_that_are_no_colours(void)
{
    g_autoptr(VipsImage) image = patches_rgb();
    g_autoptr(VipsImage) counts = NULL;
    g_assert_cmpint(vips_cast(image, &counts, VIPS_FORMAT_UINT, NULL), ==, 0);
    g_autofree char *file = corpus_save(counts, "counts.tif", "");
    BxPictureSettings settings = corpus_settings();
    BxPictureJob job = corpus_job(file);
    g_autoptr(BxDiags) diags = bx_diags_new();
    g_autoptr(BxPictures) pictures = bx_pictures_start(&job, 1, &settings);
    bx_pictures_finish(pictures, diags);
    g_assert_null(bx_pictures_lookup(pictures, 0)->jpeg);
    g_assert_cmpint(bx_diags_count(diags), ==, 1);
    g_assert_nonnull(strstr(bx_diags_lookup(diags, 0)->message, "neither 8 nor 16 bits"));
}

/* libvips reads eXIf and writes none: behind IHDR, or, as others do, before IEND. */
static char *
with_exif(char *file_taken, int orientation, bool is_last)
{
    enum { HEAD = 33, END = 12 };
    guint8 chunk[] = "\0\0\0\x1A"
                     "eXIfMM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0O\0\0\0\0\0\0CRC4";
    chunk[27] = (guint8)orientation;
    guint32 crc = GUINT32_TO_BE(corpus_crc32(chunk + 4, 30));
    memcpy(chunk + 34, &crc, 4);
    g_autofree char *png = NULL;
    gsize length;
    g_assert_true(g_file_get_contents(file_taken, &png, &length, NULL));
    gsize at = is_last ? length - END : HEAD;
    GString *made = g_string_new_len(png, (gssize)at);
    g_string_append_len(made, (const char *)chunk, 38);
    g_string_append_len(made, png + at, (gssize)(length - at));
    g_assert_true(g_file_set_contents(file_taken, made->str, (gssize)made->len, NULL));
    g_string_free(made, TRUE);
    return file_taken;
}

/* The page must know the same size that decoding finds, turned as the camera says. */
static void
test_sizes_and_orientations(void)
{
    static const struct {
        const char *name, *options;
    } files[] = {
        {"turned.jpg", ""},
        {"turned.png", ""},
        {"turned-2.png", "[interlace]"},
        {"turned.tif", ""},
        {"turned.webp", "[lossless]"},
        {"turned-2.webp", ""},
        {"turned-big.tif", "[bigtiff]"},
        {"turned-3.jpg", "[interlace]"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(files); i++)
        for (int orientation = 1; orientation <= 8; orientation++) {
            g_autoptr(VipsImage) image = patches_rgb();
            vips_image_set_int(image, VIPS_META_ORIENTATION, orientation);
            g_autofree char *file = corpus_save(image, files[i].name, files[i].options);
            if (g_str_has_suffix(file, ".png"))
                file = with_exif(file, orientation, /*is_last*/ i == 1);
            int width = 0, height = 0;
            g_assert_true(bx_picture_size(file, &width, &height));
            g_autoptr(BxPictures) pictures = prepare_file(g_steal_pointer(&file));
            const BxPictureResult *result = bx_pictures_lookup(pictures, 0);
            bool is_turned = orientation >= 5;
            g_test_message("%s %d: %d × %d, %d × %d", files[i].name, orientation, width, height,
                           result->width, result->height);
            g_assert_cmpint(width, ==, is_turned ? ROWS * PATCH : COLUMNS * PATCH);
            g_assert_cmpint(height, ==, is_turned ? COLUMNS * PATCH : ROWS * PATCH);
            g_assert_cmpint(result->width, ==, width);
            g_assert_cmpint(result->height, ==, height);
        }
}

/* Whatever a header says, reading it ends. */
static void
test_sizes_of_damaged_files(void)
{
    static const char *const names[] = {"d.jpg", "d.png", "d.tif", "d-big.tif", "d.webp"};
    g_autoptr(GRand) rand = g_rand_new_with_seed(3);
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(VipsImage) image = patches_rgb();
        vips_image_set_int(image, VIPS_META_ORIENTATION, 6);
        g_autofree char *file = corpus_save(image, names[i], i == 3 ? "[bigtiff]" : "");
        g_autofree char *bytes = NULL;
        gsize length;
        g_assert_true(g_file_get_contents(file, &bytes, &length, NULL));
        for (int k = 0; k < 300; k++) {
            g_autofree char *damaged = g_memdup2(bytes, length);
            gsize most = MIN(length, 600);
            for (int n = 0; n < 8; n++)
                damaged[g_rand_int_range(rand, 12, (gint32)most)] = (char)g_rand_int(rand);
            gsize kept = k % 3 ? length : (gsize)g_rand_int_range(rand, 1, (gint32)length);
            g_assert_true(g_file_set_contents_full(file, damaged, (gssize)kept,
                                                   G_FILE_SET_CONTENTS_NONE, 0600, NULL));
            int width = 0, height = 0;
            if (bx_picture_size(file, &width, &height))
                g_assert_true(width > 0 && height > 0);
        }
    }
}

static void
add(const char *name, GTestFunc test)
{
    g_autofree char *path = g_strconcat("/picture/hard/", name, NULL);
    g_test_add_func(path, test);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    corpus_start(argv[0]);
    add("cmyk-as-photoshop-writes-it", test_cmyk_as_photoshop_writes_it);
    add("cmyk-with-a-long-profile", test_cmyk_with_a_long_profile);
    add("cmyk-with-alpha", test_cmyk_with_alpha);
    add("alpha-that-is-multiplied-in", test_alpha_that_is_multiplied_in);
    add("one-bit", test_one_bit);
    add("rgb-in-other-clothes", test_rgb_in_other_clothes);
    add("first-page-of-several", test_first_page_of_several);
    add("numbers-that-are-no-colours", test_numbers_that_are_no_colours);
    add("sizes-and-orientations", test_sizes_and_orientations);
    add("sizes-of-damaged-files", test_sizes_of_damaged_files);
    int failed = g_test_run();
    corpus_end();
    return failed;
}
