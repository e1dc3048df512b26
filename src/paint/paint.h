/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Paint: pages to Cairo. Everything has its place; nothing is measured here. For the press every ink is painted as its
 * RGB key; layers.h and raster.h are for all else. */

#include "page/page.h"
#include "paint/faces.h"
#include "paint/key.h"
#include "picture/picture.h"

typedef struct {
    BxKeys *keys;         /* gets the inks met */
    const BxFaces *faces; /* of these pages; NULL: whole ones */
    const char *title;    /* of the document, for its properties */
    const char *date;     /* ISO 8601, of the document: never the clock (PP-15) */
    double margin_pt;     /* room around the trim on each side (bleed, marks) */
    bool old_version;     /* PDF 1.4 (X-1a), else 1.5 */
} BxPainting;

/* One PDF of all pages, in order. Owned; NULL with `error` where Cairo refuses. */
GBytes *bx_paint_pdf(const GPtrArray *pages, const BxPictures *pictures, const BxPainting *painting,
                     GError **error);
