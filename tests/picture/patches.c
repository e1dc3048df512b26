/* SPDX-License-Identifier: Apache-2.0 */
#include "patches.h"

#include <math.h>
#include <string.h>

/* clang-format off */
const unsigned char patches_rgb_values[N_PATCHES][3] = {
    {255, 255, 255}, {0, 0, 0},      {128, 128, 128}, {200, 40, 40},
    {40, 150, 60},   {30, 50, 160},  {240, 220, 60},  {225, 180, 155},
    {90, 60, 40},    {60, 160, 200}, {180, 60, 140},  {30, 30, 35},
};
const unsigned char patches_cmyk_values[N_PATCHES][4] = { /* 255 is full ink; none over 240 % */
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
    memcpy(values, patches_rgb_values[patch_at(x, y)], 3);
}

static void
paint_cmyk(int x, int y, unsigned char *values)
{
    memcpy(values, patches_cmyk_values[patch_at(x, y)], 4);
}

static void
paint_rgba(int x, int y, unsigned char *values)
{
    memcpy(values, patches_rgb_values[patch_at(x, y)], 3);
    values[3] = 255;
    if (patch_at(x, y) == 0)
        memset(values, 0, 4); /* black, and not there at all: the white of the paper */
}

VipsImage *
patches_rgb(void)
{
    return corpus_image(COLUMNS * PATCH, ROWS * PATCH, 3, paint_rgb);
}

VipsImage *
patches_rgba(void)
{
    return corpus_image(COLUMNS * PATCH, ROWS * PATCH, 4, paint_rgba);
}

VipsImage *
patches_cmyk(void)
{
    return corpus_cmyk(COLUMNS * PATCH, ROWS * PATCH, paint_cmyk);
}

cmsHPROFILE
patches_press(void)
{
    cmsHPROFILE profile = cmsOpenProfileFromFile(corpus_profile(), "r");
    g_assert_nonnull(profile);
    return profile;
}

/* A wide RGB space: primaries of Adobe RGB (1998), D65, gamma 2.2. */
cmsHPROFILE
patches_wide(void)
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
cmsHPROFILE
patches_other_press(void)
{
    for (const char *const *dir = g_get_system_data_dirs(); *dir; dir++) {
        g_autofree char *path =
            g_build_filename(*dir, "color", "icc", "ghostscript", "default_cmyk.icc", NULL);
        if (g_file_test(path, G_FILE_TEST_EXISTS))
            return cmsOpenProfileFromFile(path, "r");
    }
    return NULL;
}

void
patches_transform(cmsHPROFILE from, cmsUInt32Number in, cmsHPROFILE to, cmsUInt32Number out,
                  int intent, cmsUInt32Number flags, const void *values, void *made, int n)
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
    cmsHPROFILE press = patches_press(), lab = cmsCreateLab4Profile(NULL);
    patches_transform(press, TYPE_CMYK_8, lab, TYPE_Lab_DBL, INTENT_RELATIVE_COLORIMETRIC, 0, inks,
                      colours, N_PATCHES);
    cmsCloseProfile(press);
    cmsCloseProfile(lab);
}

void
patches_means(const BxPictureResult *result, unsigned char (*means)[4])
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

BxPictures *
patches_prepare(VipsImage *image, const char *name, const char *options,
                const BxPictureSettings *settings)
{
    g_autofree char *file = corpus_save(image, name, options);
    BxPictureJob job = corpus_job(file);
    return corpus_prepare(&job, settings);
}

void
patches_assert_close(const cmsCIELab *is, const cmsCIELab *should, const char *what)
{
    for (int i = 0; i < N_PATCHES; i++) {
        double delta = cmsDeltaE(&is[i], &should[i]);
        if (delta > DELTA_E_MAX)
            g_error("%s: patch %d is %.1f %.1f %.1f, should be %.1f %.1f %.1f (ΔE %.1f)", what, i,
                    is[i].L, is[i].a, is[i].b, should[i].L, should[i].a, should[i].b, delta);
    }
}

/* Patches of a picture against inks that lcms2 makes of `values`. */
void
patches_assert_prints_as(const BxPictures *pictures, cmsHPROFILE from, cmsUInt32Number format,
                         int intent, cmsUInt32Number flags, const void *values, const char *what)
{
    const BxPictureResult *result = bx_pictures_lookup(pictures, 0);
    g_assert_cmpint(result->channels, ==, 4);
    unsigned char inks[N_PATCHES][4], expected[N_PATCHES][4];
    cmsCIELab is[N_PATCHES], should[N_PATCHES];
    cmsHPROFILE press = patches_press();
    patches_transform(from, format, press, TYPE_CMYK_8, intent, flags, values, expected, N_PATCHES);
    cmsCloseProfile(press);
    patches_means(result, inks);
    print_inks(inks, is);
    print_inks(expected, should);
    patches_assert_close(is, should, what);
}

void
patches_assert_same_inks(const BxPictures *pictures)
{
    unsigned char inks[N_PATCHES][4];
    g_assert_cmpint(bx_pictures_lookup(pictures, 0)->channels, ==, 4);
    patches_means(bx_pictures_lookup(pictures, 0), inks);
    for (int i = 0; i < N_PATCHES; i++)
        for (int c = 0; c < 4; c++)
            if (ABS(inks[i][c] - patches_cmyk_values[i][c]) > 3)
                g_error("patch %d, plate %d: %d, should be %d", i, c, inks[i][c],
                        patches_cmyk_values[i][c]);
}

double
patches_most_ink(const BxPictureResult *result)
{
    g_autofree unsigned char *samples = corpus_samples(result);
    int most = 0;
    for (size_t i = 0; i < (size_t)result->width * result->height * 4; i += 4)
        most = MAX(most, samples[i] + samples[i + 1] + samples[i + 2] + samples[i + 3]);
    return most / 2.55;
}
