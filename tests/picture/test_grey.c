/* SPDX-License-Identifier: Apache-2.0 */
/* Grey pictures: one channel, black alone, tones by lightness; greys of coloured pictures stay neutral. */

#include "patches.h"

#include <math.h>
#include <string.h>

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
    cmsHPROFILE press = patches_press(), lab = cmsCreateLab4Profile(NULL);
    unsigned char inks[256][4] = {{0}};
    cmsCIELab colours[256];
    for (int i = 0; i < 256; i++)
        inks[i][3] = (unsigned char)i;
    patches_transform(press, TYPE_CMYK_8, lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC, 0, inks,
                      colours, 256);
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
    g_autoptr(BxPictures) pictures = patches_prepare(tinted, "tinted.png", "", &settings);
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

#define STEP 16 /* pixels of a step of grey in paint_steps */

/* Steps of grey above, colours below: a picture that is separated into four inks. */
static void
paint_steps(int x, int y, unsigned char *values)
{
    memset(values, x / STEP * 8, 3);
    if (y >= 40)
        values[x / STEP % 3] = 220;
}

static double
chroma_of_inks(cmsHPROFILE press, const unsigned char *inks)
{
    cmsHPROFILE lab = cmsCreateLab4Profile(NULL);
    cmsCIELab colour;
    patches_transform(press, TYPE_CMYK_8, lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC, 0, inks,
                      &colour, 1);
    cmsCloseProfile(lab);
    return hypot(colour.a, colour.b); /* ΔE to the grey of the same lightness, paper being white */
}

/* How neutral depends on the profile's tables: TR 002 was made with 0.17 mean and 1.05 most ΔE. */
static void
test_greys_of_colour_pictures_stay_neutral(void)
{
    enum { N = 32 };
    BxPictureSettings settings = corpus_settings();
    settings.target_ppi = 300;
    g_autoptr(VipsImage) image = corpus_image(N * STEP, 80, 3, paint_steps);
    g_autofree char *file = corpus_save(image, "steps.png", "");
    BxPictureJob job = corpus_job(file);
    job.width_pt = 144;
    g_autoptr(BxPictures) pictures = corpus_prepare(&job, &settings);
    const BxPictureResult *result = bx_pictures_lookup(pictures, 0);
    g_assert_cmpint(result->channels, ==, 4);
    g_assert_cmpint(result->width, ==, N * STEP);
    g_autofree unsigned char *samples = corpus_samples(result);
    cmsHPROFILE press = patches_press();
    double sum = 0, most = 0;
    for (int i = 0; i < N; i++) {
        const unsigned char *inks =
            samples + ((size_t)16 * result->width + i * STEP + STEP / 2) * 4;
        double chroma = chroma_of_inks(press, inks);
        sum += chroma;
        most = MAX(most, chroma);
    }
    cmsCloseProfile(press);
    g_test_message("%d greys: ΔE to neutral %.2f in the mean, %.2f at most", N, sum / N, most);
    g_assert_cmpfloat(sum / N, <, 1.5);
    g_assert_cmpfloat(most, <, 3);
}

static void
add(const char *name, GTestFunc test)
{
    g_autofree char *path = g_strconcat("/picture/grey/", name, NULL);
    g_test_add_func(path, test);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    corpus_start(argv[0]);
    add("prints-in-black-alone", test_grey_prints_in_black_alone);
    add("a-tint-is-no-grey", test_a_tint_is_no_grey);
    add("profile-sets-the-tones", test_grey_profile_sets_the_tones);
    add("cmyk-of-black-alone-becomes-one-channel", test_cmyk_of_black_alone_becomes_one_channel);
    add("of-colour-pictures-stay-neutral", test_greys_of_colour_pictures_stay_neutral);
    int failed = g_test_run();
    corpus_end();
    return failed;
}
