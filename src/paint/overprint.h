/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Overprint: how much ink lies under what prints in black. Used inside the paint stage alone. */

#include "paint/plates.h"

#include <cairo.h>

/* A row of a surface on which plates were drawn. */
const guint32 *bx_plate_row(cairo_surface_t *surface, int y);

/* The ink in one channel of a pixel of it, 255 for full ink. */
static inline unsigned
bx_plate_ink(guint32 pixel, int channel)
{
    return 255 - (pixel >> (16 - 8 * channel) & 0xFF);
}

/* Keeps the place where most ink is. `over_taken` is what prints in black there, or NULL. */
void bx_plates_note(BxPlates *plates, double percent, double x, double y, char *over_taken);

/* The em boxes of a placed text, from its first to its last. */
BxRect bx_frame_of_line(const BxPlaced *placed);

/* Notes black type, rules, frames and boxes with what they print over.
 *
 * heavy  the page without what is black: a third of C + M + Y in the first channel, the spot ink in
 *        the second
 * scale  its pixels a point */
void bx_check_overprint(BxPlates *plates, const BxPage *page, cairo_surface_t *heavy, double scale);
