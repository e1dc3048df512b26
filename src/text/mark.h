/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Marks: where the ink of a glyph lies along its line, and how a full-width mark gives up its blank
 * half in a face (PU-12). Measured once a face and size. */

#include "text/fonts.h"

typedef struct _PangoFont PangoFont;

typedef struct {
    double start, end; /* ink along the line from the glyph's origin, em; start > end: none */
} BxInkSpan;

/* A glyph in a horizontal line, or upright in a vertical one. */
BxInkSpan bx_ink_span(BxFonts *fonts, PangoFont *font, uint32_t glyph, bool is_upright);

typedef struct {
    PangoFont *font;
    gunichar c;      /* as it is drawn */
    BxInkSpan ink;   /* from the start of the mark's full frame */
    bool is_upright; /* in a vertical line */
    bool is_opening; /* its blank half lies before the ink by its class */
} BxMark;

/* Which share of the half em that is taken off comes off before the ink: 1 for most opening marks, 0
 * for most others; as the face's `halt` or `vhal` has it, else by class, and so that no ink is cut
 * (0.02 em). −1: the ink is wider than half an em and nothing may be taken. */
double bx_mark_lean(BxFonts *fonts, const BxMark *mark);
