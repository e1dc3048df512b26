/* SPDX-License-Identifier: Apache-2.0 */
#include "paint/png.h"

#include "base/error.h"

#include <cairo.h>

static cairo_status_t
append(void *closure, const unsigned char *data, unsigned length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

GBytes *
bx_png_write(const uint32_t *pixels, int width, int height, GError **error)
{
    GByteArray *bytes = g_byte_array_new();
    /* the surface only reads them: Cairo has no type for that */
    cairo_surface_t *surface = cairo_image_surface_create_for_data(
        (unsigned char *)(uintptr_t)pixels, CAIRO_FORMAT_RGB24, width, height, width * 4);
    cairo_status_t status = cairo_surface_write_to_png_stream(surface, append, bytes);
    cairo_surface_destroy(surface);
    if (status == CAIRO_STATUS_SUCCESS)
        return g_byte_array_free_to_bytes(bytes);
    g_byte_array_unref(bytes);
    g_set_error(error, BX_ERROR, BX_ERROR_PICTURE, "a picture cannot be made: %s",
                cairo_status_to_string(status));
    return NULL;
}
