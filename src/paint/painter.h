/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Painter: one walk over a page's list for every kind of surface; what inks and pictures become there
 * is the surface's own. Used inside the paint stage alone. */

#include "page/page.h"
#include "paint/faces.h"
#include "picture/picture.h"

#include <cairo.h>

typedef struct BxPainter BxPainter;
struct BxPainter {
    cairo_t *cr;
    const BxPictures *pictures; /* may be NULL */
    const BxFaces *faces;       /* may be NULL: faces as they are */
    const void *own;            /* of the two below */
    /* Makes an ink the source of what is drawn next; false: nothing in that ink is to be drawn. */
    bool (*set_ink)(const BxPainter *painter, const BxInk *ink);
    /* Draws a picture that has a JPEG, one unit a pixel of it, from 0, 0. */
    void (*draw_picture)(const BxPainter *painter, const BxPictureResult *result);
};

void bx_paint_page(const BxPainter *painter, const BxPage *page);
