/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* State: what a walk over a content stream carries, and what painting in that state means. Used by the
 * survey alone. */

#include "press/survey.h"

#include <stdbool.h>

#define BX_STATES_DEEP 64

typedef enum { BX_COLOUR_INKS, BX_COLOUR_SPOT, BX_COLOUR_ALL, BX_COLOUR_RGB } BxColourKind;

typedef struct {
    BxColourKind kind;
    double inks[4]; /* 0 … 1; of a spot its tint in [0] */
} BxColour;

#define BX_COLOUR_BLACK ((BxColour){BX_COLOUR_INKS, {0, 0, 0, 1}})

typedef struct {
    double m[6]; /* to the page's own space */
    BxColour fill, stroke;
    bool over_fill, over_stroke;
    double width, font_size, text_scale;
    double text_x, text_y; /* of the text matrix */
} BxState;

typedef struct {
    double left, bottom, right, top;
} BxExtent;

typedef struct {
    BxPdf *pdf;
    int page;
    BxSurvey *survey;
    BxExtent trim, bleed;
    BxExtent path; /* of the path so far, in the page's space; left > right: none */
    BxState states[BX_STATES_DEEP];
    int depth;
    int foreign; /* forms of advertisements about what is walked */
} BxWalk;

BxState *bx_walk_state(BxWalk *walk);
/* Notes a fault, the first of its kind, with its place; `x`, `y` in the page's space. */
void bx_walk_note(BxWalk *walk, char **fault, double x, double y, const char *what);

void bx_matrix_multiply(const double *a, const double *b, double *out);
double bx_matrix_scale(const double *m);

/* A point of the path, in user space. */
void bx_walk_reach(BxWalk *walk, double x, double y);
void bx_walk_end_path(BxWalk *walk);

/* What is painted in the state as it is. */
void bx_walk_paint_text(BxWalk *walk);
void bx_walk_paint_stroke(BxWalk *walk);
void bx_walk_paint_fill(BxWalk *walk);
