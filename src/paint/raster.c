/* SPDX-License-Identifier: Apache-2.0 */
#include "paint/raster.h"

#include "base/error.h"
#include "base/say.h"
#include "base/units.h"
#include "paint/jpeg.h"
#include "paint/layering.h"
#include "paint/png.h"

#include <math.h>

#define PT_PER_IN 72.0

void
bx_raster_free(BxRaster *raster)
{
    if (!raster)
        return;
    g_free(raster->pixels);
    g_free(raster);
}

/* The cairo_t has one unit a pixel of the JPEG: how many pixels of the raster that is. */
static double
scale_of(cairo_t *cr)
{
    cairo_matrix_t matrix;
    cairo_get_matrix(cr, &matrix);
    return MAX(hypot(matrix.xx, matrix.yx), hypot(matrix.xy, matrix.yy));
}

static void
draw_picture(const BxPainter *painter, const BxPictureResult *result)
{
    const BxLayering *layering = painter->own;
    cairo_t *cr = painter->cr;
    cairo_surface_t *surface = bx_jpeg_surface(result, MIN(1, scale_of(cr)), layering->simulation);
    if (!surface)
        return;
    cairo_scale(cr, (double)result->width / cairo_image_surface_get_width(surface),
                (double)result->height / cairo_image_surface_get_height(surface));
    cairo_rectangle(cr, 0, 0, cairo_image_surface_get_width(surface),
                    cairo_image_surface_get_height(surface));
    cairo_set_source_surface(cr, surface, 0, 0);
    cairo_pattern_set_extend(cairo_get_source(cr), CAIRO_EXTEND_PAD); /* no pale edge */
    cairo_fill(cr);
    cairo_surface_destroy(surface);
}

/* Advertisements, on white paper. */
static void
paint_under(cairo_t *cr, const BxLayer *layer)
{
    const BxRaster *under = layer->under;
    /* the surface only reads them: Cairo has no type for that */
    cairo_surface_t *surface =
        cairo_image_surface_create_for_data((unsigned char *)under->pixels, CAIRO_FORMAT_RGB24,
                                            under->width, under->height, under->width * 4);
    cairo_save(cr);
    cairo_translate(cr, layer->x, layer->y);
    cairo_scale(cr, layer->scale * layer->page->width / under->width,
                layer->scale * layer->page->height / under->height);
    cairo_set_source_surface(cr, surface, 0, 0);
    cairo_paint(cr);
    cairo_restore(cr);
    cairo_surface_destroy(surface);
}

static void
draw(cairo_surface_t *surface, const BxLayers *layers, double scale, const BxLayering *how)
{
    cairo_t *cr = cairo_create(surface);
    cairo_set_source_rgb(cr, 1, 1, 1);
    cairo_paint(cr);
    cairo_scale(cr, scale, scale);
    for (guint i = 0; i < layers->layers->len; i++)
        if (g_array_index(layers->layers, BxLayer, i).under)
            paint_under(cr, &g_array_index(layers->layers, BxLayer, i));
    bx_layers_paint(cr, layers, how);
    cairo_destroy(cr);
    cairo_surface_flush(surface);
}

BxRaster *
bx_raster_new(const BxLayers *layers, const BxPictures *pictures, double ppi,
              const BxSimulation *simulation, GError **error)
{
    double scale = ppi / PT_PER_IN;
    double width = ceil(layers->width * scale - 0.01), height = ceil(layers->height * scale - 0.01);
    if (!(width >= 1 && height >= 1 && width * height <= BX_RASTER_PIXELS_MAX)) {
        g_set_error(error, BX_ERROR, BX_ERROR_LIMIT,
                    _("a page of %.0f × %.0f pixels is too large to be drawn: use a smaller --ppi"),
                    width, height);
        return NULL;
    }
    g_autoptr(BxRaster) raster = g_new0(BxRaster, 1);
    raster->width = (int)width;
    raster->height = (int)height;
    raster->pixels = g_new(uint32_t, (gsize)raster->width * (gsize)raster->height);
    cairo_surface_t *surface =
        cairo_image_surface_create_for_data((unsigned char *)raster->pixels, CAIRO_FORMAT_RGB24,
                                            raster->width, raster->height, raster->width * 4);
    const BxLayering how = {
        .pictures = pictures, .simulation = simulation, .draw_picture = draw_picture};
    draw(surface, layers, scale, &how);
    cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        return g_steal_pointer(&raster);
    g_set_error(error, BX_ERROR, BX_ERROR_PICTURE, _("a page cannot be drawn: %s"),
                cairo_status_to_string(status));
    return NULL;
}

GBytes *
bx_raster_png(const BxRaster *raster, GError **error)
{
    return bx_png_write(raster->pixels, raster->width, raster->height, error);
}
