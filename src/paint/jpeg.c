/* SPDX-License-Identifier: Apache-2.0 */
#include "paint/jpeg.h"

#include "base/error.h"
#include "base/say.h"
#include "paint/raster.h"

#include <math.h>
#include <turbojpeg.h>

#if G_BYTE_ORDER == G_LITTLE_ENDIAN
#define PIXELS TJPF_BGRX
#else
#define PIXELS TJPF_XRGB
#endif
#define N_INKS 4

/* The least scaling that libjpeg knows, by eighths up to 1, that is `scale` or more. */
static tjscalingfactor
scaling_of(double scale)
{
    int eighths = CLAMP((int)ceil(scale * 8 - 1e-6), 1, 8);
    return (tjscalingfactor){eighths, 8};
}

typedef struct {
    tjhandle handle;
    const unsigned char *data;
    gsize size;
    int width, height; /* as they are wanted */
} Jpeg;

static bool
read_colours(const Jpeg *jpeg, cairo_surface_t *surface)
{
    return tjDecompress2(jpeg->handle, jpeg->data, jpeg->size,
                         cairo_image_surface_get_data(surface), jpeg->width,
                         cairo_image_surface_get_stride(surface), jpeg->height, PIXELS, 0)
           == 0;
}

/* Row by row from inks: of a grey picture black alone. */
static bool
read_inks(const Jpeg *jpeg, bool is_grey, const BxSimulation *simulation, cairo_surface_t *surface)
{
    gsize n = (gsize)jpeg->width * (gsize)jpeg->height;
    int step = is_grey ? 1 : N_INKS;
    g_autofree unsigned char *from = g_malloc(n * (gsize)step);
    if (tjDecompress2(jpeg->handle, jpeg->data, jpeg->size, from, jpeg->width, jpeg->width * step,
                      jpeg->height, is_grey ? TJPF_GRAY : TJPF_CMYK, 0)
        != 0)
        return false;
    g_autofree uint8_t *row = g_malloc0((gsize)jpeg->width * N_INKS);
    for (int y = 0; y < jpeg->height; y++) {
        const unsigned char *p = from + (gsize)y * (gsize)jpeg->width * (gsize)step;
        for (int x = 0; is_grey && x < jpeg->width; x++)
            row[x * N_INKS + 3] = (uint8_t)(255 - p[x]);
        void *to =
            cairo_image_surface_get_data(surface) + y * cairo_image_surface_get_stride(surface);
        bx_screen_cmyk(simulation, is_grey ? row : p, to, jpeg->width);
    }
    return true;
}

static cairo_surface_t *
read_surface(Jpeg *jpeg, double scale, int channels, const BxSimulation *simulation)
{
    int width, height, sampling, space;
    if (tjDecompressHeader3(jpeg->handle, jpeg->data, jpeg->size, &width, &height, &sampling,
                            &space)
        != 0)
        return NULL;
    tjscalingfactor factor = scaling_of(scale);
    jpeg->width = TJSCALED(width, factor);
    jpeg->height = TJSCALED(height, factor);
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, jpeg->width, jpeg->height);
    cairo_surface_flush(surface);
    bool is_grey = channels == 1, is_cmyk = channels == N_INKS;
    bool is_read =
        cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS
        && (is_cmyk || (is_grey && simulation) ? read_inks(jpeg, is_grey, simulation, surface)
                                               : read_colours(jpeg, surface));
    cairo_surface_mark_dirty(surface);
    if (is_read)
        return surface;
    cairo_surface_destroy(surface);
    return NULL;
}

cairo_surface_t *
bx_jpeg_surface(const BxPictureResult *result, double scale, const BxSimulation *simulation)
{
    Jpeg jpeg = {.handle = tjInitDecompress()};
    jpeg.data = g_bytes_get_data(result->jpeg, &jpeg.size);
    cairo_surface_t *surface =
        jpeg.handle ? read_surface(&jpeg, scale, result->channels, simulation) : NULL;
    if (jpeg.handle)
        tjDestroy(jpeg.handle);
    return surface;
}

#define QUALITY 90

/* Owned; NULL where libjpeg refuses. */
static GBytes *
encode(const unsigned char *pixels, int width, int stride, int height, int quality)
{
    tjhandle handle = tjInitCompress();
    unsigned char *bytes = NULL;
    unsigned long size = 0;
    GBytes *jpeg = NULL;
    if (handle
        && tjCompress2(handle, pixels, width, stride, height, PIXELS, &bytes, &size, TJSAMP_444,
                       quality, TJFLAG_ACCURATEDCT)
               == 0)
        jpeg = g_bytes_new(bytes, size);
    tjFree(bytes);
    if (handle)
        tjDestroy(handle);
    return jpeg;
}

GBytes *
bx_jpeg_for_screen(const BxPictureResult *result, const BxSimulation *simulation)
{
    cairo_surface_t *surface = bx_jpeg_surface(result, 1, simulation);
    if (!surface)
        return NULL;
    GBytes *jpeg = encode(
        cairo_image_surface_get_data(surface), cairo_image_surface_get_width(surface),
        cairo_image_surface_get_stride(surface), cairo_image_surface_get_height(surface), QUALITY);
    cairo_surface_destroy(surface);
    return jpeg;
}

GBytes *
bx_raster_jpeg(const BxRaster *raster, int quality, GError **error)
{
    GBytes *jpeg = encode((const unsigned char *)raster->pixels, raster->width, raster->width * 4,
                          raster->height, quality);
    if (!jpeg)
        g_set_error(error, BX_ERROR, BX_ERROR_PICTURE,
                    _("a picture cannot be made: libjpeg refuses it"));
    return jpeg;
}
