/* SPDX-License-Identifier: Apache-2.0 */
/* Colours of prepared pictures against lcms2's own answer, and the ink limit. */

#include "patches.h"

#include <math.h>
#include <string.h>

#define INK_LIMIT 240.0

static void
test_rgb_of_every_kind_of_file(void)
{
    static const struct {
        const char *name, *options;
        bool is_deep;
    } kinds[] = {
        {"p.jpg", "[Q=100,no-subsample]", false},
        {"progressive.jpg", "[Q=100,no-subsample,interlace]", false},
        {"p.png", "", false},
        {"interlaced.png", "[interlace]", false},
        {"deep.png", "", true},
        {"palette.png", "[palette,colours=16,dither=0]", false},
        {"p.tif", "", false},
        {"deep.tif", "[compression=deflate]", true},
        {"tiled.tif", "[tile,pyramid]", false},
        {"big.tif", "[bigtiff,compression=lzw]", false},
        {"p.webp", "[lossless]", false},
    };
    BxPictureSettings settings = corpus_settings();
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_autoptr(VipsImage) image = patches_rgb();
        g_autoptr(VipsImage) deep = corpus_deepen(image);
        g_autoptr(BxPictures) pictures = patches_prepare(
            kinds[i].is_deep ? deep : image, kinds[i].name, kinds[i].options, &settings);
        patches_assert_prints_as(pictures, srgb, TYPE_RGB_8, INTENT_PERCEPTUAL, 0,
                                 patches_rgb_values, kinds[i].name);
        g_assert_cmpstr(bx_pictures_lookup(pictures, 0)->source_profile, ==, "sRGB (assumed)");
    }
    cmsCloseProfile(srgb);
}

static void
test_alpha_lies_on_paper(void)
{
    BxPictureSettings settings = corpus_settings();
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    g_autoptr(VipsImage) image = patches_rgba();
    g_autoptr(VipsImage) deep = corpus_deepen(image);
    g_autoptr(BxPictures) eight = patches_prepare(image, "alpha.png", "", &settings);
    g_autoptr(BxPictures) sixteen = patches_prepare(deep, "alpha16.png", "", &settings);
    g_autoptr(BxPictures) webp = patches_prepare(image, "alpha.webp", "[lossless]", &settings);
    patches_assert_prints_as(eight, srgb, TYPE_RGB_8, INTENT_PERCEPTUAL, 0, patches_rgb_values,
                             "alpha 8");
    patches_assert_prints_as(sixteen, srgb, TYPE_RGB_8, INTENT_PERCEPTUAL, 0, patches_rgb_values,
                             "alpha 16");
    patches_assert_prints_as(webp, srgb, TYPE_RGB_8, INTENT_PERCEPTUAL, 0, patches_rgb_values,
                             "alpha WebP");
    cmsCloseProfile(srgb);
}

static void
test_embedded_profile_is_used(void)
{
    static const char *const names[] = {"wide.jpg", "wide.png", "wide.tif", "wide.webp"};
    static const char *const options[] = {"[Q=100,no-subsample]", "", "", "[lossless]"};
    BxPictureSettings settings = corpus_settings();
    cmsHPROFILE wide = patches_wide();
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(VipsImage) image = patches_rgb();
        corpus_embed(image, patches_wide());
        g_autoptr(BxPictures) pictures = patches_prepare(image, names[i], options[i], &settings);
        patches_assert_prints_as(pictures, wide, TYPE_RGB_8, INTENT_PERCEPTUAL, 0,
                                 patches_rgb_values, names[i]);
        g_assert_cmpstr(bx_pictures_lookup(pictures, 0)->source_profile, ==, "RGB built-in");
    }
    cmsCloseProfile(wide);
}

/* A profile of other channels, one that is torn, one that is none. */
static void
test_unfit_profile_is_passed_over(void)
{
    BxPictureSettings settings = corpus_settings();
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    for (int i = 0; i < 3; i++) {
        g_autoptr(VipsImage) image = patches_rgb();
        corpus_embed(image, i == 0 ? patches_press() : cmsCreate_sRGBProfile());
        const void *icc;
        size_t bytes;
        g_assert_cmpint(vips_image_get_blob(image, VIPS_META_ICC_NAME, &icc, &bytes), ==, 0);
        g_autofree char *copy = g_memdup2(icc, bytes);
        if (i == 2)
            memset(copy, 'x', bytes);
        if (i > 0)
            vips_image_set_blob_copy(image, VIPS_META_ICC_NAME, copy, i == 1 ? bytes / 2 : bytes);
        g_autoptr(BxPictures) pictures = patches_prepare(image, "unfit.tif", "", &settings);
        patches_assert_prints_as(pictures, srgb, TYPE_RGB_8, INTENT_PERCEPTUAL, 0,
                                 patches_rgb_values, "unfit");
        g_assert_cmpstr(bx_pictures_lookup(pictures, 0)->source_profile, ==, "sRGB (assumed)");
    }
    cmsCloseProfile(srgb);
}

static void
test_cmyk_for_this_press_stays(void)
{
    BxPictureSettings settings = corpus_settings();
    g_autoptr(VipsImage) image = patches_cmyk();
    g_autoptr(VipsImage) deep = corpus_deepen(image);
    g_autoptr(BxPictures) jpeg = patches_prepare(image, "cmyk.jpg", "[Q=100]", &settings);
    patches_assert_same_inks(jpeg); /* libvips writes it inverted, as Adobe does */
    g_assert_cmpstr(bx_pictures_lookup(jpeg, 0)->source_profile, ==,
                    "CMYK (output profile assumed)");
    g_autoptr(BxPictures) tiff = patches_prepare(image, "cmyk.tif", "", &settings);
    patches_assert_same_inks(tiff);
    g_autoptr(BxPictures) sixteen = patches_prepare(deep, "cmyk16.tif", "", &settings);
    patches_assert_same_inks(sixteen);
    g_autoptr(VipsImage) tagged = patches_cmyk();
    g_autofree char *icc = NULL;
    gsize bytes;
    g_assert_true(g_file_get_contents(corpus_profile(), &icc, &bytes, NULL));
    vips_image_set_blob_copy(tagged, VIPS_META_ICC_NAME, icc, bytes);
    g_autoptr(BxPictures) own = patches_prepare(tagged, "own.tif", "", &settings);
    patches_assert_same_inks(own);
    g_assert_cmpstr(bx_pictures_lookup(own, 0)->source_profile, ==, "CGATS TR 002 newsprint");
}

/* Without Adobe's marker nothing is inverted: as in our own JPEGs. With it, and with YCCK. */
static void
test_cmyk_jpeg_inverted_or_not(void)
{
    BxPictureSettings settings = corpus_settings();
    g_autoptr(VipsImage) image = patches_cmyk();
    g_autoptr(BxPictures) first = patches_prepare(image, "inverted.jpg", "[Q=100]", &settings);
    gsize bytes;
    const void *jpeg = g_bytes_get_data(bx_pictures_lookup(first, 0)->jpeg, &bytes);
    g_autofree char *file = corpus_write("plain.jpg", jpeg, bytes);
    BxPictureJob job = corpus_job(file);
    g_autoptr(BxPictures) second = corpus_prepare(&job, &settings);
    patches_assert_same_inks(second);
}

static void
test_cmyk_for_another_press_is_converted(void)
{
    cmsHPROFILE other = patches_other_press();
    if (!other) {
        g_test_skip("Ghostscript's CMYK profile is not installed");
        return;
    }
    BxPictureSettings settings = corpus_settings();
    g_autoptr(VipsImage) image = patches_cmyk();
    corpus_embed(image, patches_other_press());
    g_autoptr(BxPictures) pictures = patches_prepare(image, "other.tif", "", &settings);
    patches_assert_prints_as(pictures, other, TYPE_CMYK_8,
                             INTENT_PRESERVE_K_ONLY_RELATIVE_COLORIMETRIC,
                             cmsFLAGS_BLACKPOINTCOMPENSATION, patches_cmyk_values, "other press");
    unsigned char inks[N_PATCHES][4];
    patches_means(bx_pictures_lookup(pictures, 0), inks);
    for (int i = 1; i <= 2; i++) /* the patches of K alone */
        g_assert_cmpint(inks[i][0] + inks[i][1] + inks[i][2], <=, 3);
    g_assert_cmpint(inks[1][3], >, 250);
    cmsCloseProfile(other);
}

static void
paint_dark_noise(int x, int y, unsigned char *values)
{
    guint32 hash = (guint32)x * 2654435761u ^ (guint32)y * 2246822519u;
    hash ^= hash >> 13;
    hash *= 3266489917u;
    for (int i = 0; i < 3; i++)
        values[i] = (unsigned char)((hash >> (i * 8) & 0xFF) * (unsigned)(y / 2 + 1) / 130);
}

static void
paint_dark_blur(int x, int y, unsigned char *values)
{
    for (int i = 0; i < 3; i++)
        values[i] = (unsigned char)(14 + 14 * sin((x * (i + 2) + y * 3) / 19.0));
}

static void
paint_all_inks(int x, int y, unsigned char *values)
{
    paint_dark_noise(y, x, values);
    for (int i = 0; i < 3; i++)
        values[i] = (unsigned char)(255 - values[i] / 2);
    values[3] = (unsigned char)(x < 100 ? 255 : y * 255 / 299);
}

static void
paint_full_ink(int x, int y, unsigned char *values)
{
    (void)x, (void)y;
    memset(values, 255, 4);
}

static void
test_ink_limit_holds_at_every_pixel(void)
{
    static const struct {
        Paint paint;
        bool is_cmyk;
        double limit;
    } cases[] = {
        {paint_dark_noise, false, 240}, {paint_dark_blur, false, 240},  {paint_all_inks, true, 240},
        {paint_full_ink, true, 240},    {paint_dark_noise, false, 180}, {paint_all_inks, true, 120},
        {paint_full_ink, true, 60},     {paint_dark_blur, false, 200},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        BxPictureSettings settings = corpus_settings();
        settings.target_ppi = 300;
        settings.ink_limit = cases[i].limit;
        g_autoptr(VipsImage) image = cases[i].is_cmyk ? corpus_cmyk(300, 300, cases[i].paint)
                                                      : corpus_image(300, 300, 3, cases[i].paint);
        g_autoptr(BxPictures) pictures = patches_prepare(image, "dark.tif", "", &settings);
        double most = patches_most_ink(bx_pictures_lookup(pictures, 0));
        g_assert_cmpfloat(most, <=, cases[i].limit);
        g_assert_cmpfloat(most, >, cases[i].limit * 0.8);
    }
}

static void
paint_rich(int x, int y, unsigned char *values)
{
    static const unsigned char rich[4] = {230, 150, 150, 110};
    (void)x, (void)y;
    memcpy(values, rich, 4);
}

/* The sum of inks is wrong, the colour is not: it is separated anew, and not just cut. */
static void
test_too_much_ink_keeps_its_colour(void)
{
    BxPictureSettings settings = corpus_settings();
    cmsHPROFILE press = patches_press();
    unsigned char rich[N_PATCHES][4];
    for (int i = 0; i < N_PATCHES; i++)
        paint_rich(i, 0, rich[i]);
    g_autoptr(VipsImage) image = corpus_cmyk(COLUMNS * PATCH, ROWS * PATCH, paint_rich);
    g_autoptr(BxPictures) pictures = patches_prepare(image, "rich.tif", "", &settings);
    patches_assert_prints_as(pictures, press, TYPE_CMYK_8, INTENT_RELATIVE_COLORIMETRIC, 0, rich,
                             "rich");
    g_assert_cmpfloat(patches_most_ink(bx_pictures_lookup(pictures, 0)), <=, INK_LIMIT);
    cmsCloseProfile(press);
}

static void
assert_shows_as(const BxPictures *pictures, cmsHPROFILE from, cmsUInt32Number format,
                const void *values, const char *what)
{
    const BxPictureResult *result = bx_pictures_lookup(pictures, 0);
    unsigned char means[N_PATCHES][4], rgb[N_PATCHES][3], expected[N_PATCHES][3];
    cmsCIELab is[N_PATCHES], should[N_PATCHES];
    cmsHPROFILE srgb = cmsCreate_sRGBProfile(), lab = cmsCreateLab4Profile(NULL);
    g_assert_cmpint(result->channels, ==, 3);
    patches_means(result, means);
    for (int i = 0; i < N_PATCHES; i++)
        memcpy(rgb[i], means[i], 3);
    patches_transform(from, format, srgb, TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC,
                      cmsFLAGS_BLACKPOINTCOMPENSATION, values, expected, N_PATCHES);
    patches_transform(srgb, TYPE_RGB_8, lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC, 0, rgb, is,
                      N_PATCHES);
    patches_transform(srgb, TYPE_RGB_8, lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC, 0,
                      expected, should, N_PATCHES);
    cmsCloseProfile(srgb);
    cmsCloseProfile(lab);
    patches_assert_close(is, should, what);
}

static void
test_screens_get_srgb(void)
{
    BxPictureSettings settings = corpus_settings();
    settings.colour = BX_PICTURE_RGB;
    cmsHPROFILE srgb = cmsCreate_sRGBProfile(), wide = patches_wide(), press = patches_press();
    g_autoptr(VipsImage) plain = patches_rgb();
    g_autoptr(BxPictures) same = patches_prepare(plain, "screen.png", "", &settings);
    assert_shows_as(same, srgb, TYPE_RGB_8, patches_rgb_values, "sRGB");
    g_autoptr(VipsImage) tagged = patches_rgb();
    corpus_embed(tagged, patches_wide());
    g_autoptr(BxPictures) mapped = patches_prepare(tagged, "screen-wide.png", "", &settings);
    assert_shows_as(mapped, wide, TYPE_RGB_8, patches_rgb_values, "wide RGB");
    g_autoptr(VipsImage) inks = patches_cmyk();
    g_autoptr(BxPictures) proof = patches_prepare(inks, "screen.tif", "", &settings);
    assert_shows_as(proof, press, TYPE_CMYK_8, patches_cmyk_values, "CMYK");
    cmsCloseProfile(srgb);
    cmsCloseProfile(wide);
    cmsCloseProfile(press);
}

/* Needed for PDF/X and for Cairo: see encode.h. */
static void
test_jpeg_is_baseline_full_sampled_and_bare(void)
{
    BxPictureSettings settings = corpus_settings();
    g_autoptr(VipsImage) image = patches_rgb();
    corpus_embed(image, patches_wide());
    vips_image_set_int(image, VIPS_META_ORIENTATION, 1);
    g_autoptr(BxPictures) pictures = patches_prepare(image, "bare.jpg", "[interlace]", &settings);
    gsize bytes;
    const guint8 *data = g_bytes_get_data(bx_pictures_lookup(pictures, 0)->jpeg, &bytes);
    bool has_frame = false;
    for (gsize at = 2; at + 4 < bytes && data[at] == 0xFF && data[at + 1] != 0xDA;
         at += 2u + (data[at + 2] << 8 | data[at + 3])) {
        int marker = data[at + 1];
        g_assert_true(marker == 0xC0 || marker == 0xC4 || marker == 0xDB); /* SOF0, DHT, DQT */
        if (marker != 0xC0)
            continue;
        has_frame = true;
        g_assert_cmpint(data[at + 9], ==, 4);
        for (int c = 0; c < 4; c++)
            g_assert_cmpint(data[at + 11 + c * 3], ==, 0x11);
    }
    g_assert_true(has_frame);
}

static void
test_sharpening_is_asked_for(void)
{
    BxPictureSettings settings = corpus_settings();
    g_autoptr(VipsImage) image = patches_rgb();
    g_autofree char *file = corpus_save(image, "edges.png", "");
    BxPictureJob job = corpus_job(file);
    g_autoptr(BxPictures) plain = corpus_prepare(&job, &settings);
    job.sharpen = true;
    g_autoptr(BxPictures) sharp = corpus_prepare(&job, &settings);
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    patches_assert_prints_as(sharp, srgb, TYPE_RGB_8, INTENT_PERCEPTUAL, 0, patches_rgb_values,
                             "sharpened");
    cmsCloseProfile(srgb);
    g_assert_false(
        g_bytes_equal(bx_pictures_lookup(plain, 0)->jpeg, bx_pictures_lookup(sharp, 0)->jpeg));
    g_assert_cmpfloat(patches_most_ink(bx_pictures_lookup(sharp, 0)), <=, INK_LIMIT);
}

static void
add(const char *name, GTestFunc test)
{
    g_autofree char *path = g_strconcat("/picture/colour/", name, NULL);
    g_test_add_func(path, test);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    corpus_start(argv[0]);
    add("rgb-of-every-kind-of-file", test_rgb_of_every_kind_of_file);
    add("alpha-lies-on-paper", test_alpha_lies_on_paper);
    add("embedded-profile-is-used", test_embedded_profile_is_used);
    add("unfit-profile-is-passed-over", test_unfit_profile_is_passed_over);
    add("cmyk-for-this-press-stays", test_cmyk_for_this_press_stays);
    add("cmyk-jpeg-inverted-or-not", test_cmyk_jpeg_inverted_or_not);
    add("cmyk-for-another-press-is-converted", test_cmyk_for_another_press_is_converted);
    add("ink-limit-holds-at-every-pixel", test_ink_limit_holds_at_every_pixel);
    add("too-much-ink-keeps-its-colour", test_too_much_ink_keeps_its_colour);
    add("screens-get-srgb", test_screens_get_srgb);
    add("jpeg-is-baseline-full-sampled-and-bare", test_jpeg_is_baseline_full_sampled_and_bare);
    add("sharpening-is-asked-for", test_sharpening_is_asked_for);
    int failed = g_test_run();
    corpus_end();
    return failed;
}
