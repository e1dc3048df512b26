/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Layers: pages painted one over the other on one side of paper. A proof is one: the page, and over it and beside it
 * pages that hold what was drawn to it. */

#include "page/page.h"
#include "paint/screen.h"
#include "picture/picture.h"

/* Pixels that lie under a page, as large as its trim: PDF advertisements. See raster.h. */
typedef struct BxRaster BxRaster;

typedef struct {
    const BxPage *page;    /* borrowed */
    const BxRaster *under; /* borrowed; NULL: nothing */
    double x, y;           /* where the top left of its trim lies on the sheet, points */
    double scale;          /* points of the sheet a point of the page */
    double opacity;        /* of all that it places; under 1 it lies on the rest as a wash */
    bool is_printed;       /* has the colours of the press; else it is an addition of the proof */
} BxLayer;

typedef struct {
    double width, height; /* points */
    GArray *layers;       /* BxLayer, back to front */
} BxLayers;

BxLayers *bx_layers_new(double width, double height);
/* The page alone, at its size. */
BxLayers *bx_layers_of_page(const BxPage *page);
void bx_layers_add(BxLayers *layers, BxLayer layer);
void bx_layers_free(BxLayers *layers); /* NULL is taken */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxLayers, bx_layers_free)

/* One PDF of all sheets (BxLayers), in order, as proofs are: inks as they look.
 *
 * simulation  of the press; NULL: inks look near enough, pictures as they were prepared
 * date        ISO 8601, for its properties
 *
 * Owned; NULL with `error` where Cairo refuses. PDF advertisements are left out (bx_foreign_put_in_proof). */
GBytes *bx_layers_pdf(const GPtrArray *sheets, const BxPictures *pictures,
                      const BxSimulation *simulation, const char *title, const char *date,
                      GError **error);
