/* SPDX-License-Identifier: Apache-2.0 */
#include "paint/layers.h"

#include "paint/jpeg.h"
#include "paint/layering.h"
#include "paint/pdf_surface.h"

#include <cairo-pdf.h>

BxLayers *
bx_layers_new(double width, double height)
{
    BxLayers *layers = g_new0(BxLayers, 1);
    layers->width = width;
    layers->height = height;
    layers->layers = g_array_new(FALSE, FALSE, sizeof(BxLayer));
    return layers;
}

void
bx_layers_add(BxLayers *layers, BxLayer layer)
{
    g_array_append_val(layers->layers, layer);
}

BxLayers *
bx_layers_of_page(const BxPage *page)
{
    BxLayers *layers = bx_layers_new(page->width, page->height);
    bx_layers_add(layers, (BxLayer){.page = page, .scale = 1, .opacity = 1, .is_printed = true});
    return layers;
}

void
bx_layers_free(BxLayers *layers)
{
    if (!layers)
        return;
    g_array_unref(layers->layers);
    g_free(layers);
}

/* ---- painting ---- */

static bool
set_ink(const BxPainter *painter, const BxInk *ink)
{
    const BxLayering *layering = painter->own;
    double rgb[3];
    bx_screen_colour(layering->is_printed ? layering->simulation : NULL, ink, rgb);
    cairo_set_source_rgb(painter->cr, rgb[0], rgb[1], rgb[2]);
    return true;
}

/* The paper, but under advertisements, which lie on the sheet already. */
static void
paint_paper(const BxPainter *painter, const BxPage *page)
{
    const BxInk white = BX_INK_WHITE;
    cairo_t *cr = painter->cr;
    set_ink(painter, &white);
    cairo_set_fill_rule(cr, CAIRO_FILL_RULE_EVEN_ODD);
    cairo_rectangle(cr, 0, 0, page->width, page->height);
    for (guint i = 0; i < page->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
        const BxRect *rect = &placed->pdf.rect;
        if (placed->kind == BX_PLACED_PDF)
            cairo_rectangle(cr, rect->x, rect->y, rect->width, rect->height);
    }
    cairo_fill(cr);
    cairo_set_fill_rule(cr, CAIRO_FILL_RULE_WINDING);
}

static void
paint_layer(cairo_t *cr, const BxLayer *layer, const BxLayering *how)
{
    BxLayering layering = *how;
    layering.is_printed = layer->is_printed;
    BxPainter painter = {cr,        layering.pictures, layering.faces,
                         &layering, set_ink,           layering.draw_picture};
    cairo_save(cr);
    cairo_translate(cr, layer->x, layer->y);
    cairo_scale(cr, layer->scale, layer->scale);
    if (layer->is_printed) { /* what runs off the trim is cut off */
        cairo_rectangle(cr, 0, 0, layer->page->width, layer->page->height);
        cairo_clip(cr);
    }
    if (layer->opacity < 1)
        cairo_push_group(cr);
    if (layer->is_printed && layering.simulation)
        paint_paper(&painter, layer->page);
    bx_paint_page(&painter, layer->page);
    if (layer->opacity < 1) {
        cairo_pop_group_to_source(cr);
        cairo_set_operator(cr, CAIRO_OPERATOR_MULTIPLY); /* black stays black under a wash */
        cairo_paint_with_alpha(cr, layer->opacity);
    }
    cairo_restore(cr);
}

void
bx_layers_paint(cairo_t *cr, const BxLayers *layers, const BxLayering *how)
{
    for (guint i = 0; i < layers->layers->len; i++)
        paint_layer(cr, &g_array_index(layers->layers, BxLayer, i), how);
}

/* ---- as a PDF ---- */

/* What the press makes of the picture, as a JPEG again; without simulation, as it was prepared. */
static void
draw_picture(const BxPainter *painter, const BxPictureResult *result)
{
    const BxLayering *layering = painter->own;
    g_autoptr(GBytes) jpeg = layering->simulation || result->channels == 4
                                 ? bx_jpeg_for_screen(result, layering->simulation)
                                 : g_bytes_ref(result->jpeg);
    if (jpeg)
        bx_paint_jpeg(painter->cr, jpeg, result->width, result->height);
}

static BxFaces *
faces_of(const GPtrArray *sheets)
{
    g_autoptr(GPtrArray) pages = g_ptr_array_new();
    for (guint i = 0; i < sheets->len; i++) {
        const GArray *layers = ((const BxLayers *)g_ptr_array_index(sheets, i))->layers;
        for (guint k = 0; k < layers->len; k++)
            g_ptr_array_add(pages, (gpointer)g_array_index(layers, BxLayer, k).page);
    }
    return bx_faces_new(pages);
}

GBytes *
bx_layers_pdf(const GPtrArray *sheets, const BxPictures *pictures, const BxSimulation *simulation,
              const char *title, const char *date, GError **error)
{
    GByteArray *out = g_byte_array_new();
    cairo_surface_t *surface = bx_pdf_surface_new(out, title, date, /*old_version*/ false);
    g_autoptr(BxFaces) faces = faces_of(sheets);
    const BxLayering how = {.pictures = pictures,
                            .simulation = simulation,
                            .faces = faces,
                            .draw_picture = draw_picture};
    for (guint i = 0; i < sheets->len; i++) {
        const BxLayers *layers = g_ptr_array_index(sheets, i);
        cairo_pdf_surface_set_size(surface, layers->width, layers->height);
        cairo_t *cr = cairo_create(surface);
        bx_layers_paint(cr, layers, &how);
        cairo_show_page(cr);
        cairo_destroy(cr);
    }
    return bx_pdf_surface_finish(surface, out, error);
}
