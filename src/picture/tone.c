/* SPDX-License-Identifier: Apache-2.0 */
/* Tone: value → luminance by the source's profile → K by the output profile's K curve. Luminance
 * is relative to the white of the source and to the paper of the press (relative colorimetric),
 * scaled so that black falls on full K: black point compensation as Adobe published it (2006). */

#include "picture/tone.h"

#include <glib.h>
#include <math.h>

#define STEPS 256      /* points at which profiles are asked; between them, straight lines */
#define CHROMA_MAX 2.0 /* ΔE: more, and R = G = B is not grey in that profile */

static double
srgb_to_luminance(double value)
{
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4);
}

static double
luminance_to_srgb(double y)
{
    return y <= 0.0031308 ? y * 12.92 : 1.055 * pow(y, 1 / 2.4) - 0.055;
}

static double
lightness_to_luminance(double l)
{
    return l <= 8 ? l * 27 / 24389 : pow((l + 16) / 116, 3);
}

/* Luminance at STEPS values from 0 to full of the channels in `used` (one bit each), the others 0. */
static bool
ask(cmsHPROFILE profile, unsigned used, double *luminance, double *chroma)
{
    int n = (int)cmsChannelsOf(cmsGetColorSpace(profile));
    cmsUInt32Number format = CHANNELS_SH((cmsUInt32Number)n) | BYTES_SH(2);
    cmsHPROFILE lab = cmsCreateLab4Profile(NULL);
    cmsHTRANSFORM transform = cmsCreateTransform(profile, format, lab, TYPE_Lab_DBL,
                                                 INTENT_RELATIVE_COLORIMETRIC, cmsFLAGS_NOCACHE);
    cmsCloseProfile(lab);
    if (!transform)
        return false;
    *chroma = 0;
    for (int i = 0; i < STEPS; i++) {
        cmsUInt16Number value[cmsMAXCHANNELS] = {0};
        cmsCIELab colour;
        for (int c = 0; c < n; c++)
            value[c] = used >> c & 1 ? (cmsUInt16Number)(i * 65535 / (STEPS - 1)) : 0;
        cmsDoTransform(transform, value, &colour, 1);
        luminance[i] = CLAMP(lightness_to_luminance(colour.L), 0, 1);
        *chroma = MAX(*chroma, hypot(colour.a, colour.b));
    }
    cmsDeleteTransform(transform);
    return true;
}

static double
interpolate(const double *points, double at)
{
    int i = MIN((int)at, STEPS - 2);
    return points[i] + (points[i + 1] - points[i]) * (at - i);
}

static bool
ask_source(cmsHPROFILE source, double *luminance)
{
    if (!source) {
        for (int i = 0; i < STEPS; i++)
            luminance[i] = srgb_to_luminance(i / (STEPS - 1.0));
        return true;
    }
    double chroma;
    return ask(source, ~0u, luminance, &chroma) && chroma <= CHROMA_MAX;
}

/* The luminance of K alone at STEPS steps, paper = 1, falling. */
static bool
ask_output(cmsHPROFILE output, double *luminance)
{
    double chroma;
    if (!ask(output, 1u << 3, luminance, &chroma))
        return false;
    double paper = luminance[0];
    for (int i = 0; i < STEPS; i++) /* a measured curve may waver; it must fall */
        luminance[i] = MIN(luminance[i] / paper, i ? luminance[i - 1] : 1);
    return luminance[STEPS - 1] < luminance[0];
}

/* The step of K, 0 … STEPS − 1, whose luminance is y. */
static double
find_black(const double *luminance, double y)
{
    int low = 0, high = STEPS - 1;
    while (high - low > 1) {
        int middle = (low + high) / 2;
        if (luminance[middle] >= y)
            low = middle;
        else
            high = middle;
    }
    double span = luminance[low] - luminance[high];
    return span > 0 ? low + CLAMP((luminance[low] - y) / span, 0, 1) : low;
}

bool
bx_tone_table(cmsHPROFILE source, cmsHPROFILE output, unsigned char *table)
{
    double from[STEPS], to[STEPS];
    if (!ask_source(source, from) || (output && !ask_output(output, to)))
        return false;
    for (int i = 0; i < BX_TONES; i++) {
        double at = i * (STEPS - 1.0) / (BX_TONES - 1);
        double y = source ? interpolate(from, at) : srgb_to_luminance(i / (BX_TONES - 1.0));
        double grey = luminance_to_srgb(y);
        if (output) {
            double darkest = to[STEPS - 1];
            grey = 1 - find_black(to, darkest + (1 - darkest) * y) / (STEPS - 1);
        }
        table[i] = (unsigned char)lround(CLAMP(grey, 0, 1) * 255);
    }
    return true;
}
