/* SPDX-License-Identifier: Apache-2.0 */
/* Convert: choose the way by the kind of source, then one lcms2 transform over all pixels. */

#include "picture/convert.h"
#include "base/error.h"
#include "picture/tone.h"

#include <stdint.h>
#include <string.h>

#define NEUTRAL_SPREAD 2  /* of 255: R, G and B of a grey picture saved as RGB differ by no more */
#define NO_INK 3          /* of 255, about 1 %: C, M and Y that a JPEG of pure K may carry */
#define RINGING_PERCENT 5 /* of ink over the limit, and … */
#define RINGING_SHARE                                                                              \
    0.005 /* … of the pixels of a picture, that are no reason to separate it anew */
#define PROFILE_NAME_MAX 80 /* bytes */

/* A source as lcms2 sees it. */
typedef struct {
    VipsImage *image;
    const BxOrder *order;
    cmsHPROFILE profile; /* embedded and fit for the channels, owned; or NULL */
    cmsHPROFILE output;  /* the press profile, borrowed; or NULL */
    const BxDecoded *decoded;
} Source;

static BxConverted *
converted_new(const Source *source, int channels)
{
    BxConverted *made = g_new0(BxConverted, 1);
    made->width = source->image->Xsize;
    made->height = source->image->Ysize;
    made->channels = channels;
    made->pixels = g_malloc((size_t)made->width * made->height * channels);
    return made;
}

void
bx_converted_free(BxConverted *converted)
{
    if (!converted)
        return;
    g_free(converted->pixels);
    g_free(converted->profile);
    g_free(converted);
}

static size_t
n_pixels(const VipsImage *image)
{
    return (size_t)image->Xsize * image->Ysize;
}

static bool
is_deep(const VipsImage *image)
{
    return image->BandFmt == VIPS_FORMAT_USHORT;
}

static cmsColorSpaceSignature
space_of(int channels)
{
    return channels == 1 ? cmsSigGrayData : channels == 3 ? cmsSigRgbData : cmsSigCmykData;
}

/* Pixels as lcms2 names them; without the colour space it would not build its quick table. */
static cmsUInt32Number
format_of(int channels, cmsUInt32Number depth)
{
    cmsUInt32Number space = channels == 1 ? PT_GRAY : channels == 3 ? PT_RGB : PT_CMYK;
    return COLORSPACE_SH(space) | CHANNELS_SH((cmsUInt32Number)channels) | BYTES_SH(depth);
}

/* The embedded profile, where it can be opened and fits the pixels. */
static cmsHPROFILE
open_embedded(const BxDecoded *decoded)
{
    if (!decoded->icc)
        return NULL;
    cmsHPROFILE profile = cmsOpenProfileFromMem(decoded->icc, (cmsUInt32Number)decoded->icc_bytes);
    if (!profile)
        return NULL;
    cmsProfileClassSignature class = cmsGetDeviceClass(profile);
    if (cmsGetColorSpace(profile) == space_of(decoded->pixels->Bands)
        && (class == cmsSigInputClass || class == cmsSigDisplayClass || class == cmsSigOutputClass
            || class == cmsSigColorSpaceClass))
        return profile;
    cmsCloseProfile(profile);
    return NULL;
}

static const char *
assumed_name(int channels)
{
    return channels == 1   ? "grey (sRGB tones assumed)"
           : channels == 3 ? "sRGB (assumed)"
                           : "CMYK (output profile assumed)";
}

/* The profile's description, in one printable line. */
static char *
profile_name(const Source *source)
{
    char name[PROFILE_NAME_MAX] = "";
    if (!source->profile)
        return g_strdup(assumed_name(source->image->Bands));
    cmsGetProfileInfoASCII(source->profile, cmsInfoDescription, "en", "US", name, sizeof name);
    name[sizeof name - 1] = '\0';
    for (char *p = name; *p; p++)
        if (!g_ascii_isprint(*p))
            *p = ' ';
    return g_strdup(*g_strstrip(name) ? name : "unnamed profile");
}

/* R, G and B all but equal in every pixel. */
static bool
is_neutral(const VipsImage *image)
{
    size_t n = n_pixels(image);
    int shift = is_deep(image) ? 8 : 0;
    const unsigned char *bytes = (const unsigned char *)image->data;
    const uint16_t *words = (const uint16_t *)(const void *)image->data;
    for (size_t i = 0; i < n * 3; i += 3) {
        int r = shift ? words[i] >> shift : bytes[i];
        int g = shift ? words[i + 1] >> shift : bytes[i + 1];
        int b = shift ? words[i + 2] >> shift : bytes[i + 2];
        if (ABS(r - g) > NEUTRAL_SPREAD || ABS(g - b) > NEUTRAL_SPREAD
            || ABS(r - b) > NEUTRAL_SPREAD)
            return false;
    }
    return true;
}

/* One channel; from RGB, the green one. NULL where the profiles do not serve. */
static BxConverted *
convert_grey(const Source *source)
{
    g_autofree unsigned char *table = g_malloc(BX_TONES);
    if (!bx_tone_table(source->profile, source->order->rgb ? NULL : source->output, table))
        return NULL;
    BxConverted *made = converted_new(source, 1);
    size_t n = n_pixels(source->image), step = (size_t)source->image->Bands;
    const unsigned char *bytes = (const unsigned char *)source->image->data + (step > 1);
    const uint16_t *words = (const uint16_t *)(const void *)source->image->data + (step > 1);
    for (size_t i = 0; i < n; i++)
        made->pixels[i] = table[is_deep(source->image) ? words[i * step] : bytes[i * step] * 257];
    return made;
}

/* The table from inks to colours, as it stands in the profile; NULL: there is none. */
static GBytes *
ink_table(cmsHPROFILE profile)
{
    cmsUInt32Number size = cmsReadRawTag(profile, cmsSigAToB1Tag, NULL, 0);
    if (size == 0)
        return NULL;
    void *data = g_malloc(size);
    return g_bytes_new_take(data, cmsReadRawTag(profile, cmsSigAToB1Tag, data, size));
}

/* An embedded profile that is the output profile: its header may have been written anew. */
static bool
is_output_profile(const Source *source)
{
    g_autoptr(GBytes) own = ink_table(source->profile);
    g_autoptr(GBytes) output = ink_table(source->output);
    return own && output && g_bytes_equal(own, output);
}

static BxConverted *
run_transform(const Source *source, cmsHPROFILE from, cmsHPROFILE to, int channels,
              cmsUInt32Number intent, cmsUInt32Number flags)
{
    cmsUInt32Number depth = is_deep(source->image) ? 2 : 1;
    cmsUInt32Number in = format_of(source->image->Bands, depth), out = format_of(channels, 1);
    cmsHTRANSFORM transform = cmsCreateTransform(from, in, to, out, intent, flags);
    if (!transform)
        return NULL;
    BxConverted *made = converted_new(source, channels);
    size_t n = n_pixels(source->image), row = (size_t)source->image->Xsize;
    const unsigned char *pixels = (const unsigned char *)source->image->data;
    for (size_t i = 0; i < n; i += row) /* row by row: lcms2 counts in 32 bits */
        cmsDoTransform(transform, pixels + i * depth * (size_t)source->image->Bands,
                       made->pixels + i * (size_t)channels, (cmsUInt32Number)row);
    cmsDeleteTransform(transform);
    return made;
}

/* Eight bits as they are, sixteen rounded. */
static BxConverted *
copy_pixels(const Source *source)
{
    BxConverted *made = converted_new(source, source->image->Bands);
    size_t n = n_pixels(source->image) * (size_t)source->image->Bands;
    const uint16_t *words = (const uint16_t *)(const void *)source->image->data;
    if (!is_deep(source->image))
        memcpy(made->pixels, source->image->data, n);
    else
        for (size_t i = 0; i < n; i++)
            made->pixels[i] = (unsigned char)((words[i] + 128u) / 257u);
    return made;
}

/* More ink than the paper holds, in more places than the ringing of a JPEG makes at edges: those few
 * points are taken down one by one when the picture is encoded. */
static bool
is_over_limit(const BxConverted *cmyk, double limit)
{
    size_t n = (size_t)cmyk->width * cmyk->height, n_over = 0;
    const unsigned char *p = cmyk->pixels;
    double most = (limit + RINGING_PERCENT) * 2.55;
    for (size_t i = 0; i < n * 4; i += 4)
        n_over += p[i] + p[i + 1] + p[i + 2] + p[i + 3] > most;
    return (double)n_over > RINGING_SHARE * (double)n;
}

/* CMYK for the press that is CMYK already. */
static BxConverted *
convert_cmyk(const Source *source)
{
    if (!source->profile || is_output_profile(source)) {
        g_autoptr(BxConverted) same = copy_pixels(source);
        if (!is_over_limit(same, source->order->ink_limit))
            return g_steal_pointer(&same);
    }
    return run_transform(source, source->profile ? source->profile : source->output, source->output,
                         4, INTENT_PRESERVE_K_ONLY_RELATIVE_COLORIMETRIC,
                         cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_HIGHRESPRECALC);
}

static BxConverted *
convert_rgb(const Source *source)
{
    cmsHPROFILE srgb = source->profile ? NULL : cmsCreate_sRGBProfile();
    cmsHPROFILE from = source->profile ? source->profile : srgb;
    BxConverted *made = run_transform(source, from, source->output, 4, INTENT_PERCEPTUAL, 0);
    if (srgb)
        cmsCloseProfile(srgb);
    return made;
}

static BxConverted *
convert_for_screen(const Source *source)
{
    cmsHPROFILE srgb = cmsCreate_sRGBProfile();
    cmsHPROFILE from = source->profile             ? source->profile
                       : source->image->Bands == 4 ? source->output
                                                   : NULL;
    BxConverted *made = NULL;
    if (from)
        made = run_transform(source, from, srgb, 3, INTENT_RELATIVE_COLORIMETRIC,
                             cmsFLAGS_BLACKPOINTCOMPENSATION);
    else if (source->image->Bands == 3)
        made = copy_pixels(source);
    cmsCloseProfile(srgb);
    return made;
}

/* CMYK without C, M and Y becomes one channel. */
static void
drop_empty_plates(BxConverted *made)
{
    size_t n = (size_t)made->width * made->height;
    const unsigned char *p = made->pixels;
    for (size_t i = 0; i < n * 4; i += 4)
        if (p[i] > NO_INK || p[i + 1] > NO_INK || p[i + 2] > NO_INK)
            return;
    for (size_t i = 0; i < n; i++)
        made->pixels[i] = (unsigned char)(255 - p[i * 4 + 3]);
    made->channels = 1;
}

static BxConverted *
convert(const Source *source)
{
    int channels = source->image->Bands;
    bool is_grey = channels == 1 || (channels == 3 && is_neutral(source->image));
    BxConverted *made = is_grey ? convert_grey(source) : NULL;
    if (made || channels == 1)
        return made;
    if (source->order->rgb)
        return convert_for_screen(source);
    made = channels == 3 ? convert_rgb(source) : convert_cmyk(source);
    if (made)
        drop_empty_plates(made);
    return made;
}

BxConverted *
bx_convert(const BxDecoded *decoded, const BxOrder *order, cmsHPROFILE output, GError **error)
{
    Source source = {decoded->pixels, order, open_embedded(decoded), output, decoded};
    BxConverted *made = convert(&source);
    if (!made && source.profile) { /* one that opens and yet is of no use: as if there were none */
        cmsCloseProfile(source.profile);
        source.profile = NULL;
        made = convert(&source);
    }
    if (made)
        made->profile = profile_name(&source);
    else
        g_set_error(error, BX_ERROR, BX_ERROR_IO, "the output profile cannot be used");
    if (source.profile)
        cmsCloseProfile(source.profile);
    return made;
}
