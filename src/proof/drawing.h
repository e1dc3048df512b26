/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Drawing: what is put on a page of a proof. Used inside the proof stage alone. */

#include "proof/proof.h"

/* Colours of a proof, as a screen shows them. */
#define BX_PROOF_RED ((BxInk){.c = 0.12, .m = 0.90, .y = 0.82, .tint = 1})
#define BX_PROOF_AMBER ((BxInk){.c = 0.10, .m = 0.50, .y = 1, .tint = 1})
#define BX_PROOF_GREEN ((BxInk){.c = 0.80, .m = 0.30, .y = 0.85, .tint = 1})
#define BX_PROOF_BLUE ((BxInk){.c = 0.85, .m = 0.45, .tint = 1})
#define BX_PROOF_SKY ((BxInk){.c = 0.45, .m = 0.12, .tint = 1})
#define BX_PROOF_GREY ((BxInk){.k = 0.55, .tint = 1})

typedef enum { BX_WEIGHT_PLAIN = 400, BX_WEIGHT_BOLD = 700 } BxWeight;

/* A page that is being drawn on, in points of its layer. */
typedef struct {
    BxProof *proof; /* owns what is made */
    BxPage *page;
    BxFonts *fonts;
    double size; /* of its type, points */
} BxDrawing;

/* A new page of the proof. */
BxDrawing bx_drawing_new(BxProof *proof, BxFonts *fonts, double size);

void bx_draw_fill(const BxDrawing *drawing, BxRect rect, BxInk ink);
void bx_draw_frame(const BxDrawing *drawing, BxRect rect, double stroke, BxInk ink);
void bx_draw_rule(const BxDrawing *drawing, double x0, double y0, double x1, double y1,
                  double stroke, BxInk ink);
void bx_draw_cross(const BxDrawing *drawing, BxRect rect, double stroke, BxInk ink);

#define BX_PROOF_PITCH_EM 1.4

/* Words set in lines of `width` points; borrowed from the proof. */
const GPtrArray *bx_draw_set(const BxDrawing *drawing, const char *words, double size, double width,
                             BxWeight weight);
/* Draws one line with the top left of its em box at x, y. */
void bx_draw_line(const BxDrawing *drawing, const BxLine *line, double x, double y, BxInk ink);
/* Both, one line below the other; returns how deep they are. */
double bx_draw_words(const BxDrawing *drawing, const char *words, double x, double y, double size,
                     double width, BxWeight weight, BxInk ink);

/* Where the point given lies on the tag. */
typedef enum { BX_TAG_TOP_LEFT, BX_TAG_BOTTOM_LEFT, BX_TAG_BOTTOM_RIGHT, BX_TAG_MIDDLE } BxTagAt;

/* White words on a coloured label, one line. Returns where it stands. */
BxRect bx_draw_tag(const BxDrawing *drawing, const char *words, double x, double y, BxTagAt at,
                   BxInk ground);
