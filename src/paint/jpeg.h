/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The JPEGs that the picture stage made, as pixels. Used inside the paint stage alone. */

#include "paint/screen.h"
#include "picture/picture.h"

#include <cairo.h>

/* A surface (RGB24) that shows the picture. It is as large as the JPEG, or smaller by eighths, but not smaller than
 * `scale` times the JPEG; scale 0 … 1. simulation: of the inks, NULL: none.
 *
 * Owned; NULL where it cannot be decoded. */
cairo_surface_t *bx_jpeg_surface(const BxPictureResult *result, double scale,
                                 const BxSimulation *simulation);

/* The picture as an RGB JPEG: for one in inks, what the press makes of them. Owned; NULL where it cannot be. */
GBytes *bx_jpeg_for_screen(const BxPictureResult *result, const BxSimulation *simulation);
