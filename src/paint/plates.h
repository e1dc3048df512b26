/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Plates: how much ink a page takes, plate by plate, as a press prints it: black overprints, all else
 * knocks out. Made from the same list as the PDF, for preflight. */

#include "page/page.h"
#include "paint/faces.h"
#include "picture/picture.h"

typedef struct {
    char *name; /* “Cyan”, “Magenta”, “Yellow”, “Black”, or that of the spot ink; owned */
    double coverage; /* % of the trimmed page that its ink covers */
} BxPlate;

typedef struct {
    int page;       /* its printed number */
    GArray *plates; /* BxPlate: the four of process inks, then spots in order of first use */
    double ink_max; /* % of all inks where there is most */
    double x, y;    /* where that is, points from the top left of the trim */
    char *over;     /* what prints in black there over other inks; owned. NULL: nothing does */
} BxPlates;

/* An ink for each plate of a page, at full strength: the four of process inks, then spots in order of
 * first use. BxInk, owned. */
GArray *bx_plate_inks(const BxPage *page);
/* The name of such an ink's plate, borrowed. */
const char *bx_plate_name(const BxInk *ink);

/* What lies outside the trim is not counted. Under black type and rules the most ink that any point of
 * their frames has is taken: their strokes are finer than the plates are looked at. `faces` may be NULL. */
BxPlates *bx_plates_new(const BxPage *page, const BxPictures *pictures, const BxFaces *faces);
void bx_plates_free(BxPlates *plates);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxPlates, bx_plates_free)

/* How much ink there is at each pixel of the trimmed page. */
typedef struct {
    int width, height;
    guint16 *totals; /* 255 a full ink; owned */
} BxInkMap;

/* Of the plate of that index (bx_plate_inks), or of all plates together: BX_ALL_PLATES. `ppi` is such that the map has
 * BX_RASTER_PIXELS_MAX pixels at most. Pictures are as coarse as BX_INK_BLOCK. Owned. */
#define BX_ALL_PLATES (-1)
BxInkMap *bx_ink_map_new(const BxPage *page, const BxPictures *pictures, int plate, double ppi);
void bx_ink_map_free(BxInkMap *map); /* NULL is taken */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxInkMap, bx_ink_map_free)
