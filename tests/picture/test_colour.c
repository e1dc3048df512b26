/* SPDX-License-Identifier: Apache-2.0 */
/* Colours of prepared pictures against lcms2's own answer; grey, black and the ink limit. */

#include "corpus.h"

#include <math.h>
#include <string.h>

#define PATCH 40 /* pixels, 5 JPEG blocks */
#define COLUMNS 4
#define ROWS 3
#define N_PATCHES (COLUMNS * ROWS)
#define DELTA_E_MAX 3.0
#define INK_LIMIT 240.0

/* clang-format off */
static const unsigned char rgb_patches[N_PATCHES][3] = {
    {255, 255, 255}, {0, 0, 0},      {128, 128, 128}, {200, 40, 40},
    {40, 150, 60},   {30, 50, 160},  {240, 220, 60},  {225, 180, 155},
    {90, 60, 40},    {60, 160, 200}, {180, 60, 140},  {30, 30, 35},
};
static const unsigned char cmyk_patches[N_PATCHES][4] = { /* 255 is full ink; none over 240 % */
    {0, 0, 0, 0},     {0, 0, 0, 255},    {0, 0, 0, 128},  {0, 255, 255, 0},
    {255, 0, 255, 0}, {255, 255, 0, 0},  {0, 0, 255, 0},  {40, 90, 100, 10},
    {60, 120, 140, 90}, {200, 60, 20, 0}, {30, 200, 20, 10}, {130, 110, 110, 200},
};
/* clang-format on */

static int
patch_at(int x, int y)
{
    return y / PATCH * COLUMNS + x / PATCH;
}

static void
paint_rgb(int x, int y, unsigned char *values)
{
    memcpy(values, rgb_patches[patch_at(x, y)], 3);
}

static void
paint_cmyk(int x, int y, unsigned char *values)
{
    memcpy(values, cmyk_patches[patch_at(x, y)], 4);
}

/* Opaque RGB; the first row of each patch but its edge is transparent in the last column. */
static void
paint_rgba(int x, int y, unsigned char *values)
{
    memcpy(values, rgb_patches[patch_at(x, y)], 3);
    values[3] = 255;
    if (patch_at(x, y) == 0)
        memset(values, 0, 4); /* black, and not there at all: the white of the paper */
}

static VipsImage *
rgb_image(void)
{
    return corpus_image(COLUMNS * PATCH, ROWS * PATCH, 3, paint_rgb);
}

static VipsImage *
cmyk_image(void)
{
    return corpus_cmyk(COLUMNS * PATCH, ROWS * PATCH, paint_cmyk);
}

static cmsHPROFILE
output_profile(void)
{
    cmsHPROFILE profile = cmsOpenProfileFromFile(corpus_profile(), "r");
    g_assert_nonnull(profile);
    return profile;
}

/* A wide RGB space: primaries of Adobe RGB (1998), D65, gamma 2.2. */
static cmsHPROFILE
wide_profile(void)
{
    const cmsCIExyY white = {0.3127, 0.3290, 1};
    const cmsCIExyYTRIPLE primaries = {{0.64, 0.33, 1}, {0.21, 0.71, 1}, {0.15, 0.06, 1}};
    cmsToneCurve *gamma = cmsBuildGamma(NULL, 2.19921875);
    cmsToneCurve *curves[] = {gamma, gamma, gamma};
    cmsHPROFILE profile = cmsCreateRGBProfile(&white, &primaries, curves);
    cmsFreeToneCurve(gamma);
    return profile;
}

/* A CMYK profile of another press, of Ghostscript's package; NULL where it is not installed. */
static cmsHPROFILE
other_press_profile(void)
{
    for (const char *const *dir = g_get_system_data_dirs(); *dir; dir++) {
        g_autofree char *path =
            g_build_filename(*dir, "color", "icc", "ghostscript", "default_cmyk.icc", NULL);
        if (g_file_test(path, G_FILE_TEST_EXISTS))
            return cmsOpenProfileFromFile(path, "r");
    }
    return NULL;
}

static void
transform(cmsHPROFILE from, cmsUInt32Number in, cmsHPROFILE to, cmsUInt32Number out, int intent,
          cmsUInt32Number flags, const void *values, void *made, int n)
{
    cmsHTRANSFORM t =
        cmsCreateTransform(from, in, to, out, (cmsUInt32Number)intent, flags | cmsFLAGS_NOOPTIMIZE);
    g_assert_nonnull(t);
    cmsDoTransform(t, values, made, (cmsUInt32Number)n);
    cmsDeleteTransform(t);
}

/* The colours inks make on the press. */
static void
print_inks(const void *inks, cmsCIELab *colours)
{
    cmsHPROFILE press = output_profile(), lab = cmsCreateLab4Profile(NULL);
    transform(press, TYPE_CMYK_8, lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC, 0, inks, colours,
              N_PATCHES);
    cmsCloseProfile(press);
    cmsCloseProfile(lab);
}

static void
mean_patches(const BxPictureResult *result, unsigned char (*means)[4])
{
    enum { MARGIN = 12 }; /* from the edges, where JPEG and scaling mix */
    g_autofree unsigned char *samples = corpus_samples(result);
    int channels = result->channels;
    for (int patch = 0; patch < N_PATCHES; patch++)
        for (int c = 0; c < channels; c++) {
            int left = patch % COLUMNS * PATCH, top = patch / COLUMNS * PATCH, sum = 0, n = 0;
            for (int y = top + MARGIN; y < top + PATCH - MARGIN; y++)
                for (int x = left + MARGIN; x < left + PATCH - MARGIN; x++, n++)
                    sum += samples[((size_t)y * result->width + x) * channels + c];
            means[patch][c] = (unsigned char)((sum + n / 2) / n);
        }
}

static BxPictures *
prepare(VipsImage *image, const char *name, const char *options, const BxPictureSettings *settings)
{
    g_autofree char *file = corpus_save(image, name, options);
    BxPictureJob job = corpus_job(file);
    return corpus_prepare(&job, settings);
}

static void
assert_close(const cmsCIELab *is, const cmsCIELab *should, const char *what)
{
    for (int i = 0; i < N_PATCHES; i++) {
        double delta = cmsDeltaE(&is[i], &should[i]);
        if (delta > DELTA_E_MAX)
            g_error("%s: patch %d is %.1f %.1f %.1f, should be %.1f %.1f %.1f (ΔE %.1f)", what, i,
                    is[i].L, is[i].a, is[i].b, should[i].L, should[i].a, should[i].b, delta);
    }
}

/* Patches of a picture against inks that lcms2 makes of `values`. */
static void
assert_prints_as(const BxPictures *pictures, cmsHPROFILE from, cmsUInt32Number format, int intent,
                 cmsUInt32Number flags, const void *values, const char *what)
{
    const BxPictureResult *result = bx_pictures_lookup(pictures, 0);
    g_assert_cmpint(result->channels, ==, 4);
    unsigned char inks[N_PATCHES][4], expected[N_PATCHES][4];
    cmsCIELab is[N_PATCHES], should[N_PATCHES];
    cmsHPROFILE press = output_profile();
    transform(from, format, press, TYPE_CMYK_8, intent, flags, values, expected, N_PATCHES);
    cmsCloseProfile(press);
    mean_patches(result, inks);
    print_inks(inks, is);
    print_inks(expected, should);
    assert_close(is, should, what);
}

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
        g_autoptr(VipsImage) image = rgb_image();
        g_autoptr(VipsImage) deep = corpus_deepen(image);
        g_autoptr(BxPictures) pictures =
            prepare(kinds[i].is_deep ? deep : image, kinds[i].name, kinds[i].options, &settings);
        assert_prints_as(pictures, srgb, TYPE_RGB_8, INTENT_PERCEPTUAL, 0, rgb_patches,
                         kinds[i].name);
        g_assert_cmpstr(bx_pictures_lookup(pictures, 0)->source_profile, ==, "sRGB (assumed)");
    }
    cmsCloseProfile(srgb);
}

static void
test_alpha_lies_on_paper(void)
{
    BxPictureSettings settings = corpus_settings();
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    g_autoptr(VipsImage) image = corpus_image(COLUMNS * PATCH, ROWS * PATCH, 4, paint_rgba);
    g_autoptr(VipsImage) deep = corpus_deepen(image);
    g_autoptr(BxPictures) eight = prepare(image, "alpha.png", "", &settings);
    g_autoptr(BxPictures) sixteen = prepare(deep, "alpha16.png", "", &settings);
    g_autoptr(BxPictures) webp = prepare(image, "alpha.webp", "[lossless]", &settings);
    assert_prints_as(eight, srgb, TYPE_RGB_8, INTENT_PERCEPTUAL, 0, rgb_patches, "alpha 8");
    assert_prints_as(sixteen, srgb, TYPE_RGB_8, INTENT_PERCEPTUAL, 0, rgb_patches, "alpha 16");
    assert_prints_as(webp, srgb, TYPE_RGB_8, INTENT_PERCEPTUAL, 0, rgb_patches, "alpha WebP");
    cmsCloseProfile(srgb);
}

static void
test_embedded_profile_is_used(void)
{
    static const char *const names[] = {"wide.jpg", "wide.png", "wide.tif", "wide.webp"};
    static const char *const options[] = {"[Q=100,no-subsample]", "", "", "[lossless]"};
    BxPictureSettings settings = corpus_settings();
    cmsHPROFILE wide = wide_profile();
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autoptr(VipsImage) image = rgb_image();
        corpus_embed(image, wide_profile());
        g_autoptr(BxPictures) pictures = prepare(image, names[i], options[i], &settings);
        assert_prints_as(pictures, wide, TYPE_RGB_8, INTENT_PERCEPTUAL, 0, rgb_patches, names[i]);
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
        g_autoptr(VipsImage) image = rgb_image();
        corpus_embed(image, i == 0 ? output_profile() : cmsCreate_sRGBProfile());
        const void *icc;
        size_t bytes;
        g_assert_cmpint(vips_image_get_blob(image, VIPS_META_ICC_NAME, &icc, &bytes), ==, 0);
        g_autofree char *copy = g_memdup2(icc, bytes);
        if (i == 2)
            memset(copy, 'x', bytes);
        if (i > 0)
            vips_image_set_blob_copy(image, VIPS_META_ICC_NAME, copy, i == 1 ? bytes / 2 : bytes);
        g_autoptr(BxPictures) pictures = prepare(image, "unfit.tif", "", &settings);
        assert_prints_as(pictures, srgb, TYPE_RGB_8, INTENT_PERCEPTUAL, 0, rgb_patches, "unfit");
        g_assert_cmpstr(bx_pictures_lookup(pictures, 0)->source_profile, ==, "sRGB (assumed)");
    }
    cmsCloseProfile(srgb);
}

static void
assert_same_inks(const BxPictures *pictures)
{
    unsigned char inks[N_PATCHES][4];
    g_assert_cmpint(bx_pictures_lookup(pictures, 0)->channels, ==, 4);
    mean_patches(bx_pictures_lookup(pictures, 0), inks);
    for (int i = 0; i < N_PATCHES; i++)
        for (int c = 0; c < 4; c++)
            g_assert_cmpint(ABS(inks[i][c] - cmyk_patches[i][c]), <=, 3);
}

static void
test_cmyk_for_this_press_stays(void)
{
    BxPictureSettings settings = corpus_settings();
    g_autoptr(VipsImage) image = cmyk_image();
    g_autoptr(VipsImage) deep = corpus_deepen(image);
    g_autoptr(BxPictures) jpeg = prepare(image, "cmyk.jpg", "[Q=100]", &settings);
    assert_same_inks(jpeg); /* libvips writes it inverted, as Adobe does */
    g_assert_cmpstr(bx_pictures_lookup(jpeg, 0)->source_profile, ==,
                    "CMYK (output profile assumed)");
    g_autoptr(BxPictures) tiff = prepare(image, "cmyk.tif", "", &settings);
    assert_same_inks(tiff);
    g_autoptr(BxPictures) sixteen = prepare(deep, "cmyk16.tif", "", &settings);
    assert_same_inks(sixteen);
    g_autoptr(VipsImage) tagged = cmyk_image();
    g_autofree char *icc = NULL;
    gsize bytes;
    g_assert_true(g_file_get_contents(corpus_profile(), &icc, &bytes, NULL));
    vips_image_set_blob_copy(tagged, VIPS_META_ICC_NAME, icc, bytes);
    g_autoptr(BxPictures) own = prepare(tagged, "own.tif", "", &settings);
    assert_same_inks(own);
    g_assert_cmpstr(bx_pictures_lookup(own, 0)->source_profile, ==, "CGATS TR 002 newsprint");
}

static void
test_cmyk_for_another_press_is_converted(void)
{
    cmsHPROFILE other = other_press_profile();
    if (!other) {
        g_test_skip("Ghostscript's CMYK profile is not installed");
        return;
    }
    BxPictureSettings settings = corpus_settings();
    g_autoptr(VipsImage) image = cmyk_image();
    corpus_embed(image, other_press_profile());
    g_autoptr(BxPictures) pictures = prepare(image, "other.tif", "", &settings);
    assert_prints_as(pictures, other, TYPE_CMYK_8, INTENT_PRESERVE_K_ONLY_RELATIVE_COLORIMETRIC,
                     cmsFLAGS_BLACKPOINTCOMPENSATION, cmyk_patches, "other press");
    unsigned char inks[N_PATCHES][4];
    mean_patches(bx_pictures_lookup(pictures, 0), inks);
    for (int i = 1; i <= 2; i++) /* the patches of K alone */
        g_assert_cmpint(inks[i][0] + inks[i][1] + inks[i][2], <=, 3);
    g_assert_cmpint(inks[1][3], >, 250);
    cmsCloseProfile(other);
}

static double
most_ink(const BxPictureResult *result)
{
    g_autofree unsigned char *samples = corpus_samples(result);
    int most = 0;
    for (size_t i = 0; i < (size_t)result->width * result->height * 4; i += 4)
        most = MAX(most, samples[i] + samples[i + 1] + samples[i + 2] + samples[i + 3]);
    return most / 2.55;
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
        g_autoptr(BxPictures) pictures = prepare(image, "dark.tif", "", &settings);
        double most = most_ink(bx_pictures_lookup(pictures, 0));
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
    cmsHPROFILE press = output_profile();
    unsigned char rich[N_PATCHES][4];
    for (int i = 0; i < N_PATCHES; i++)
        paint_rich(i, 0, rich[i]);
    g_autoptr(VipsImage) image = corpus_cmyk(COLUMNS * PATCH, ROWS * PATCH, paint_rich);
    g_autoptr(BxPictures) pictures = prepare(image, "rich.tif", "", &settings);
    assert_prints_as(pictures, press, TYPE_CMYK_8, INTENT_RELATIVE_COLORIMETRIC, 0, rich, "rich");
    g_assert_cmpfloat(most_ink(bx_pictures_lookup(pictures, 0)), <=, INK_LIMIT);
    cmsCloseProfile(press);
}

static void
paint_ramp(int x, int y, unsigned char *values)
{
    (void)y;
    values[0] = (unsigned char)(x / 2);
}

static void
paint_neutral(int x, int y, unsigned char *values)
{
    paint_ramp(x, y, values);
    values[1] = values[2] = values[0];
}

static void
paint_grey_alpha(int x, int y, unsigned char *values)
{
    (void)y;
    values[0] = 0;
    values[1] = (unsigned char)(255 - x / 2);
}

static void
paint_tinted(int x, int y, unsigned char *values)
{
    paint_neutral(x, y, values);
    values[2] = (unsigned char)(values[2] * 9 / 10);
}

/* K alone with the luminance of sRGB's value, paper and full K its ends. */
static double
expected_lightness(const double *k_lightness, int value)
{
    double v = value / 255.0;
    double y = v <= 0.04045 ? v / 12.92 : pow((v + 0.055) / 1.055, 2.4);
    double black = pow((k_lightness[255] + 16) / 116, 3);
    return 116 * cbrt(black + (1 - black) * y) - 16;
}

static void
ask_k_lightness(double *lightness)
{
    cmsHPROFILE press = output_profile(), lab = cmsCreateLab4Profile(NULL);
    unsigned char inks[256][4] = {{0}};
    cmsCIELab colours[256];
    for (int i = 0; i < 256; i++)
        inks[i][3] = (unsigned char)i;
    transform(press, TYPE_CMYK_8, lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC, 0, inks, colours,
              256);
    for (int i = 0; i < 256; i++)
        lightness[i] = colours[i].L;
    cmsCloseProfile(press);
    cmsCloseProfile(lab);
}

static void
assert_grey_ramp(const BxPictures *pictures, const char *what)
{
    const BxPictureResult *result = bx_pictures_lookup(pictures, 0);
    double lightness[256];
    ask_k_lightness(lightness);
    g_assert_cmpint(result->channels, ==, 1);
    g_autofree unsigned char *samples = corpus_samples(result);
    const unsigned char *row = samples + (size_t)result->width * 20;
    g_assert_cmpint(row[0], <=, 1);
    g_assert_cmpint(row[511], >=, 254);
    for (int x = 0; x < 512; x++) {
        double is = lightness[255 - row[x]], should = expected_lightness(lightness, x / 2);
        if (fabs(is - should) > 2)
            g_error("%s: value %d has lightness %.1f, should have %.1f", what, x / 2, is, should);
        if (x > 0)
            g_assert_cmpint(row[x], >=, row[x - 1] - 2);
    }
}

static void
test_grey_prints_in_black_alone(void)
{
    BxPictureSettings settings = corpus_settings();
    settings.target_ppi = 300;
    g_autoptr(VipsImage) grey = corpus_image(512, 40, 1, paint_ramp);
    g_autoptr(VipsImage) neutral = corpus_image(512, 40, 3, paint_neutral);
    g_autoptr(VipsImage) alpha = corpus_image(512, 40, 2, paint_grey_alpha);
    g_autoptr(VipsImage) deep = corpus_deepen(grey);
    const struct {
        VipsImage *image;
        const char *name, *options;
    } cases[] = {
        {grey, "grey.png", ""},
        {grey, "grey.jpg", "[Q=98]"},
        {deep, "grey16.png", ""},
        {deep, "grey16.tif", ""},
        {alpha, "greya.png", ""},
        {neutral, "neutral.png", ""},
        {neutral, "neutral.jpg", "[Q=98]"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *file = corpus_save(cases[i].image, cases[i].name, cases[i].options);
        BxPictureJob job = corpus_job(file);
        job.width_pt = 144;
        g_autoptr(BxPictures) pictures = corpus_prepare(&job, &settings);
        if (strcmp(cases[i].name, "greya.png") != 0)
            assert_grey_ramp(pictures, cases[i].name);
        g_assert_cmpint(bx_pictures_lookup(pictures, 0)->channels, ==, 1);
    }
}

static void
test_a_tint_is_no_grey(void)
{
    BxPictureSettings settings = corpus_settings();
    g_autoptr(VipsImage) tinted = corpus_image(512, 40, 3, paint_tinted);
    g_autoptr(BxPictures) pictures = prepare(tinted, "tinted.png", "", &settings);
    g_assert_cmpint(bx_pictures_lookup(pictures, 0)->channels, ==, 4);
}

static void
test_grey_profile_sets_the_tones(void)
{
    cmsToneCurve *linear = cmsBuildGamma(NULL, 1);
    const cmsCIExyY *d50 = cmsD50_xyY();
    g_autoptr(VipsImage) image = corpus_image(512, 40, 1, paint_ramp);
    corpus_embed(image, cmsCreateGrayProfile(d50, linear));
    cmsFreeToneCurve(linear);
    BxPictureSettings settings = corpus_settings();
    settings.colour = BX_PICTURE_RGB;
    settings.target_ppi = 300;
    g_autofree char *file = corpus_save(image, "linear.png", "");
    BxPictureJob job = corpus_job(file);
    job.width_pt = 144;
    g_autoptr(BxPictures) pictures = corpus_prepare(&job, &settings);
    const BxPictureResult *result = bx_pictures_lookup(pictures, 0);
    g_assert_cmpint(result->channels, ==, 1);
    g_autofree unsigned char *samples = corpus_samples(result);
    g_assert_cmpint(ABS(samples[512 * 20 + 256] - 188), <=, 2); /* sRGB's value of luminance 0.5 */
}

static void
paint_k_only(int x, int y, unsigned char *values)
{
    memset(values, 0, 3);
    paint_ramp(x, y, values + 3);
}

static void
test_cmyk_of_black_alone_becomes_one_channel(void)
{
    BxPictureSettings settings = corpus_settings();
    settings.target_ppi = 300;
    g_autoptr(VipsImage) image = corpus_cmyk(512, 40, paint_k_only);
    g_autofree char *file = corpus_save(image, "k.jpg", "[Q=95]");
    BxPictureJob job = corpus_job(file);
    job.width_pt = 144;
    g_autoptr(BxPictures) pictures = corpus_prepare(&job, &settings);
    const BxPictureResult *result = bx_pictures_lookup(pictures, 0);
    g_assert_cmpint(result->channels, ==, 1);
    g_autofree unsigned char *samples = corpus_samples(result);
    for (int x = 0; x < 512; x++)
        g_assert_cmpint(ABS(samples[512 * 20 + x] - (255 - x / 2)), <=, 6);
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
    mean_patches(result, means);
    for (int i = 0; i < N_PATCHES; i++)
        memcpy(rgb[i], means[i], 3);
    transform(from, format, srgb, TYPE_RGB_8, INTENT_RELATIVE_COLORIMETRIC,
              cmsFLAGS_BLACKPOINTCOMPENSATION, values, expected, N_PATCHES);
    transform(srgb, TYPE_RGB_8, lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC, 0, rgb, is,
              N_PATCHES);
    transform(srgb, TYPE_RGB_8, lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC, 0, expected,
              should, N_PATCHES);
    cmsCloseProfile(srgb);
    cmsCloseProfile(lab);
    assert_close(is, should, what);
}

static void
test_screens_get_srgb(void)
{
    BxPictureSettings settings = corpus_settings();
    settings.colour = BX_PICTURE_RGB;
    cmsHPROFILE srgb = cmsCreate_sRGBProfile(), wide = wide_profile(), press = output_profile();
    g_autoptr(VipsImage) plain = rgb_image();
    g_autoptr(BxPictures) same = prepare(plain, "screen.png", "", &settings);
    assert_shows_as(same, srgb, TYPE_RGB_8, rgb_patches, "sRGB");
    g_autoptr(VipsImage) tagged = rgb_image();
    corpus_embed(tagged, wide_profile());
    g_autoptr(BxPictures) mapped = prepare(tagged, "screen-wide.png", "", &settings);
    assert_shows_as(mapped, wide, TYPE_RGB_8, rgb_patches, "wide RGB");
    g_autoptr(VipsImage) inks = cmyk_image();
    g_autoptr(BxPictures) proof = prepare(inks, "screen.tif", "", &settings);
    assert_shows_as(proof, press, TYPE_CMYK_8, cmyk_patches, "CMYK");
    cmsCloseProfile(srgb);
    cmsCloseProfile(wide);
    cmsCloseProfile(press);
}

/* Needed for PDF/X and for Cairo: see encode.h. */
static void
test_jpeg_is_baseline_full_sampled_and_bare(void)
{
    BxPictureSettings settings = corpus_settings();
    g_autoptr(VipsImage) image = rgb_image();
    corpus_embed(image, wide_profile());
    vips_image_set_int(image, VIPS_META_ORIENTATION, 1);
    g_autoptr(BxPictures) pictures = prepare(image, "bare.jpg", "[interlace]", &settings);
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
    g_autoptr(VipsImage) image = rgb_image();
    g_autoptr(BxPictures) plain = prepare(image, "edges.png", "", &settings);
    settings.sharpen = true;
    g_autoptr(BxPictures) sharp = prepare(image, "edges.png", "", &settings);
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    assert_prints_as(sharp, srgb, TYPE_RGB_8, INTENT_PERCEPTUAL, 0, rgb_patches, "sharpened");
    cmsCloseProfile(srgb);
    g_assert_false(
        g_bytes_equal(bx_pictures_lookup(plain, 0)->jpeg, bx_pictures_lookup(sharp, 0)->jpeg));
    g_assert_cmpfloat(most_ink(bx_pictures_lookup(sharp, 0)), <=, INK_LIMIT);
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
    add("cmyk-for-another-press-is-converted", test_cmyk_for_another_press_is_converted);
    add("ink-limit-holds-at-every-pixel", test_ink_limit_holds_at_every_pixel);
    add("too-much-ink-keeps-its-colour", test_too_much_ink_keeps_its_colour);
    add("grey-prints-in-black-alone", test_grey_prints_in_black_alone);
    add("a-tint-is-no-grey", test_a_tint_is_no_grey);
    add("grey-profile-sets-the-tones", test_grey_profile_sets_the_tones);
    add("cmyk-of-black-alone-becomes-one-channel", test_cmyk_of_black_alone_becomes_one_channel);
    add("screens-get-srgb", test_screens_get_srgb);
    add("jpeg-is-baseline-full-sampled-and-bare", test_jpeg_is_baseline_full_sampled_and_bare);
    add("sharpening-is-asked-for", test_sharpening_is_asked_for);
    int failed = g_test_run();
    corpus_end();
    return failed;
}
