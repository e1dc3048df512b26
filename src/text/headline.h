/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Headlines: a head's text in one or more balanced lines, broken at phrases, as large as fits. */

#include "text/paragraph.h"

/* Sets a head.
 *
 * text    the author's; an U+000A in it is a break that wins (HD-6)
 * style   size range, max_lines, tracking and condensing limits, alignment
 * width   of the span, points
 * size    gets the size chosen
 *
 * Returns the lines, owned; HEAD_TOO_LONG where even the smallest size needs more lines than
 * max_lines: they are all there, at that size. Source: HD-1 … HD-12. */
GPtrArray *bx_compose_head(const BxText *text, const BxStyle *style, double width, double line_pt,
                           GHashTable *unconverted, BxFonts *fonts, double *size, BxDiags *diags);
