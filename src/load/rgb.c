/* SPDX-License-Identifier: Apache-2.0 */
/* RGB: an sRGB value of a layout as inks of the press profile (PP-7). */

#include "load/condition.h"

#include <lcms2.h>
#include <math.h>

#define BLACK_STEPS 100 /* of K, whole per cent */

static double
luminance(double lightness)
{
    return lightness <= 8 ? lightness * 27 / 24389 : pow((lightness + 16) / 116, 3);
}

/* The per cent of K alone with the luminance of an sRGB grey, white on paper and black on full K: as
 * grey pictures are printed. */
static int
black_of_grey(cmsHPROFILE output, unsigned grey)
{
    cmsHPROFILE lab = cmsCreateLab4Profile(NULL);
    cmsHTRANSFORM transform = cmsCreateTransform(output, TYPE_CMYK_DBL, lab, TYPE_Lab_DBL,
                                                 INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOCACHE);
    cmsCloseProfile(lab);
    if (!transform)
        return -1;
    double of[BLACK_STEPS + 1];
    for (int k = 0; k <= BLACK_STEPS; k++) {
        const double inks[4] = {0, 0, 0, k};
        cmsCIELab colour;
        cmsDoTransform(transform, inks, &colour, 1);
        of[k] = luminance(colour.L);
    }
    cmsDeleteTransform(transform);
    double value = grey / 255.0;
    double y = value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
    double wanted = of[BLACK_STEPS] + (of[0] - of[BLACK_STEPS]) * y;
    int best = 0;
    for (int k = 1; k <= BLACK_STEPS; k++)
        if (fabs(of[k] - wanted) < fabs(of[best] - wanted))
            best = k;
    return best;
}

static bool
separate(cmsHPROFILE output, unsigned rgb, double *inks)
{
    const double parts[3] = {(rgb >> 16) / 255.0, (rgb >> 8 & 0xFF) / 255.0, (rgb & 0xFF) / 255.0};
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    cmsHTRANSFORM transform = cmsCreateTransform(srgb, TYPE_RGB_DBL, output, TYPE_CMYK_DBL,
                                                 INTENT_PERCEPTUAL, cmsFLAGS_NOCACHE);
    cmsCloseProfile(srgb);
    if (!transform)
        return false;
    cmsDoTransform(transform, parts, inks, 1);
    cmsDeleteTransform(transform);
    return true;
}

/* Whole per cent; over the limit C, M and Y give way, as in pictures. */
static void
round_inks(double *inks, double limit)
{
    for (int i = 0; i < 4; i++)
        inks[i] = CLAMP(round(inks[i]), 0, 100);
    double colour = inks[0] + inks[1] + inks[2], room = limit - inks[3];
    for (int i = 0; i < 3 && colour > room; i++)
        inks[i] = floor(inks[i] * room / colour);
}

bool
bx_rgb_to_ink(const char *profile, double ink_limit, unsigned rgb, BxInk *ink)
{
    cmsHPROFILE output = bx_open_press_profile(profile);
    if (!output)
        return false;
    unsigned red = rgb >> 16, green = rgb >> 8 & 0xFF, blue = rgb & 0xFF;
    double inks[4] = {0};
    bool is_made;
    if (red == green && green == blue) {
        int black = black_of_grey(output, red);
        inks[3] = black;
        is_made = black >= 0;
    } else {
        is_made = separate(output, rgb, inks);
        round_inks(inks, ink_limit);
    }
    cmsCloseProfile(output);
    *ink = (BxInk){inks[0] / 100, inks[1] / 100, inks[2] / 100, inks[3] / 100, .tint = 1};
    return is_made;
}
