/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Cairo's PDF surface. Used inside the paint stage alone. */

#include <cairo.h>
#include <glib.h>
#include <stdbool.h>

/* One that writes into `out`; date: ISO 8601. old_version: PDF 1.4, else 1.5. */
cairo_surface_t *bx_pdf_surface_new(GByteArray *out, const char *title, const char *date,
                                    bool old_version);
/* Ends it and frees both. The file's bytes, owned; NULL with `error` where Cairo refused something. */
GBytes *bx_pdf_surface_finish(cairo_surface_t *surface, GByteArray *out, GError **error);

/* Draws a JPEG, one unit a pixel, from 0, 0: its bytes go into the PDF as they are. */
void bx_paint_jpeg(cairo_t *cr, GBytes *jpeg, int width, int height);
