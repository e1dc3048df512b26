/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Geometry: rectangles in points (1/72 in), origin top left of the trim, y down. */

/* Two lengths closer than this are the same place. */
#define BX_EPS_PT 1e-6

typedef struct {
    double x, y;          /* top left corner */
    double width, height; /* both >= 0 */
} BxRect;
