/* SPDX-License-Identifier: Apache-2.0 */
#include "paint/screen.h"

#include "base/error.h"
#include "base/say.h"

#include <lcms2.h>
#include <string.h>

#define N_INKS 4

struct BxSimulation {
    cmsHTRANSFORM transform; /* CMYK, 255 full ink, to R, G, B */
};

static cmsHTRANSFORM
open_transform(const char *profile)
{
    cmsHPROFILE press = cmsOpenProfileFromFile(profile, "r");
    if (!press)
        return NULL;
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    cmsHTRANSFORM transform = NULL;
    if (cmsGetColorSpace(press) == cmsSigCmykData && cmsGetDeviceClass(press) == cmsSigOutputClass)
        transform = cmsCreateTransform(press, TYPE_CMYK_8, srgb, TYPE_RGB_8,
                                       INTENT_ABSOLUTE_COLORIMETRIC, cmsFLAGS_NOCACHE);
    cmsCloseProfile(srgb);
    cmsCloseProfile(press);
    return transform;
}

BxSimulation *
bx_simulation_new(const char *profile, GError **error)
{
    cmsHTRANSFORM transform = profile ? open_transform(profile) : NULL;
    if (!transform) {
        g_set_error(error, BX_ERROR, BX_ERROR_IO,
                    profile ? _("“%s” is no CMYK output profile: the press cannot be simulated")
                            : _("there is no CMYK output profile: the press cannot be simulated"),
                    profile);
        return NULL;
    }
    BxSimulation *simulation = g_new0(BxSimulation, 1);
    simulation->transform = transform;
    return simulation;
}

void
bx_simulation_free(BxSimulation *simulation)
{
    if (!simulation)
        return;
    cmsDeleteTransform(simulation->transform);
    g_free(simulation);
}

void
bx_screen_colour(const BxSimulation *simulation, const BxInk *ink, double *rgb)
{
    double tint = ink->spot[0] ? ink->tint : 1;
    const double parts[N_INKS] = {ink->c, ink->m, ink->y, ink->k};
    if (simulation) {
        uint8_t cmyk[N_INKS], made[3];
        for (int i = 0; i < N_INKS; i++)
            cmyk[i] = (uint8_t)(255 * CLAMP(tint * parts[i], 0, 1) + 0.5);
        cmsDoTransform(simulation->transform, cmyk, made, 1);
        for (int i = 0; i < 3; i++)
            rgb[i] = made[i] / 255.0;
        return;
    }
    for (int i = 0; i < 3; i++)
        rgb[i] = 1 - MIN(1, tint * (parts[i] * (1 - ink->k) + ink->k));
}

void
bx_screen_cmyk(const BxSimulation *simulation, const uint8_t *cmyk, uint32_t *rgb, int n)
{
    g_autofree uint8_t *made = simulation ? g_malloc((gsize)n * 3) : NULL;
    if (simulation)
        cmsDoTransform(simulation->transform, cmyk, made, (cmsUInt32Number)n);
    for (int i = 0; i < n; i++, cmyk += N_INKS) {
        uint32_t parts[3];
        for (int k = 0; k < 3; k++)
            parts[k] =
                made ? made[3 * i + k] : (uint32_t)((255 - cmyk[k]) * (255 - cmyk[3]) + 127) / 255;
        rgb[i] = parts[0] << 16 | parts[1] << 8 | parts[2];
    }
}
