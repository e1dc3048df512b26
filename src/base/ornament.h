/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Ornaments: frames of printers' flowers (花边) as vector patterns. A pattern is drawn in depths: one
 * depth is how far the frame reaches from its outer edge inwards. Along a side u runs in reading
 * direction of the frame, clockwise, v from the outer edge (0) to the inner one (1); every side is the
 * top one turned, so is every corner. */

#include "base/geometry.h"

typedef struct {
    double offset, width; /* its middle from the outer edge; depths. width 0: no more rails */
} BxRail;

/* Paths as in SVG, absolute: M L C Z, and O u v r, a dot. */
typedef struct {
    double stroke;      /* depths; 0: filled */
    const char *tile;   /* NULL: no more motifs */
    const char *corner; /* "": nothing of its own */
} BxMotif;

#define BX_RAILS_MAX 3
#define BX_MOTIFS_MAX 3

typedef struct {
    const char *name;
    double size_pt; /* a good depth */
    double tile;    /* length of a tile; depths */
    double corner;  /* what a corner takes of each side, 0.5 to 3 depths: tiles stand between */
    BxRail rails[BX_RAILS_MAX];
    BxMotif motifs[BX_MOTIFS_MAX];
} BxOrnament;

/* The n-th ornament; NULL past the end. */
const BxOrnament *bx_ornament_nth(int n);

/* Width of its thinnest stroke, depths; 0: it has none. */
double bx_ornament_thinnest(const BxOrnament *ornament);

/* Where its paths go; points of the page. `paint` ends the path: stroke of that width, or fill (0). */
typedef struct {
    void (*move)(void *data, double x, double y);
    void (*line)(void *data, double x, double y);
    void (*curve)(void *data, const double *xy); /* two handles and the end: six numbers */
    void (*close)(void *data);
    void (*paint)(void *data, double stroke_pt);
} BxPathSink;

/* Draws the frame whose outer edge is `rect`, `size_pt` deep: a whole number of tiles on each side,
 * stretched along it to fit; strokes and dots keep their shape. */
void bx_ornament_trace(const BxOrnament *ornament, BxRect rect, double size_pt,
                       const BxPathSink *sink, void *data);
