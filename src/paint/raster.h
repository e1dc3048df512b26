/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Raster: pages to pixels, straight from their lists: for previews, proofs and the e-edition. */

#include "base/tool.h"
#include "paint/layers.h"
#include "paint/screen.h"
#include "picture/picture.h"

#include <stdint.h>

/* Pixels, 0x00RRGGBB, row after row without gaps. */
struct BxRaster {
    int width, height;
    uint32_t *pixels; /* owned */
};

void bx_raster_free(BxRaster *raster); /* NULL is taken */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxRaster, bx_raster_free)

#define BX_RASTER_PPI 144.0 /* for screens */
/* Most pixels of one picture; a broadsheet at 300 ppi has 30 million. */
#define BX_RASTER_PIXELS_MAX 120e6

/* Draws layers on their sheet.
 *
 * pictures    of the issue; NULL: all are missing
 * ppi         pixels an inch of the sheet
 * simulation  the inks as the press prints them; NULL: near enough
 *
 * Owned; NULL with BX_ERROR_LIMIT where it would have too many pixels. A surface belongs to one thread, and so do the
 * faces of the lines: draw where they were composed. */
BxRaster *bx_raster_new(const BxLayers *layers, const BxPictures *pictures, double ppi,
                        const BxSimulation *simulation, GError **error);

/* The same as a PNG, owned; the same bytes for the same layers. */
GBytes *bx_raster_png(const BxRaster *raster, GError **error);

/* The same as a JPEG of a quality up to 100; owned, NULL with `error`. */
GBytes *bx_raster_jpeg(const BxRaster *raster, int quality, GError **error);

/* A page (from 0) of a PDF, drawn by mutool as a child; to be started, and finished later. NULL with `error` where it is
 * not installed or cannot read the file. finish takes the tool; its raster is owned. */
BxTool *bx_raster_start_pdf(const char *path, int index, double ppi, GError **error);
BxRaster *bx_raster_finish_pdf(BxTool *tool, GError **error);
