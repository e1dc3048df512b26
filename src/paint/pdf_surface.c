/* SPDX-License-Identifier: Apache-2.0 */
#include "paint/pdf_surface.h"

#include "base/error.h"
#include "base/say.h"

#include <cairo-pdf.h>

static cairo_status_t
append_bytes(void *closure, const unsigned char *data, unsigned length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

cairo_surface_t *
bx_pdf_surface_new(GByteArray *out, const char *title, const char *date, bool old_version)
{
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(append_bytes, out, 1, 1);
    cairo_pdf_surface_restrict_to_version(surface, old_version ? CAIRO_PDF_VERSION_1_4
                                                               : CAIRO_PDF_VERSION_1_5);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title);
    cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, date);
    return surface;
}

GBytes *
bx_pdf_surface_finish(cairo_surface_t *surface, GByteArray *out, GError **error)
{
    cairo_surface_finish(surface);
    cairo_status_t status = cairo_surface_status(surface);
    cairo_surface_destroy(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        return g_byte_array_free_to_bytes(out);
    g_byte_array_unref(out);
    g_set_error(error, BX_ERROR, BX_ERROR_PDF, _("cairo: %s"), cairo_status_to_string(status));
    return NULL;
}

static void
release_jpeg(void *bytes)
{
    g_bytes_unref(bytes);
}

/* A surface that carries the JPEG; Cairo's PDF takes the bytes and never looks at its pixels. One for
 * each place: a surface used twice on a page is named twice in Cairo's resources. Press stores equal
 * pictures once. */
void
bx_paint_jpeg(cairo_t *cr, GBytes *jpeg, int width, int height)
{
    gsize size;
    const unsigned char *data = g_bytes_get_data(jpeg, &size);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG, data, size, release_jpeg,
                                g_bytes_ref(jpeg));
    cairo_set_source_surface(cr, surface, 0, 0);
    cairo_paint(cr);
    cairo_surface_destroy(surface);
}
