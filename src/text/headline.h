/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Headlines: a head's text in one or more balanced lines, broken at phrases, as large as fits. */

#include "text/paragraph.h"

typedef struct {
    double width;            /* of the span, points; vertical: its depth */
    double line_pt;          /* of the grid */
    double size_most;        /* where the style leaves a choice of size, no larger; 0: any */
    bool is_vertical;        /* whatever the style says */
    bool is_label;           /* lines of one or two characters are as good as any */
    bool only_pauses;        /* broken nowhere but at pauses: a byline (EL-2) */
    bool is_asis;            /* no conversion of the text (issue.yaml text: convert) */
    GHashTable *unconverted; /* rules of conversion that are off, or NULL */
    GHashTable **lists;      /* of words that are not parted, NULL-terminated; NULL: none */
    BxFonts *fonts;
    BxDiags *diags;
} BxHeadMaking;

/* Sets a head.
 *
 * text    the author's; an U+000A in it is a break that wins (HD-6)
 * style   size range, max_lines, tracking and condensing limits, alignment
 * size    gets the size chosen
 *
 * Returns the lines, owned; HEAD_TOO_LONG where even the smallest size needs more lines than
 * max_lines: they are all there, at that size; HEAD_LINES where the author's own breaks make more.
 * Source: HD-1 … HD-12, HD-17. */
GPtrArray *bx_compose_head(const BxText *text, const BxStyle *style, const BxHeadMaking *making,
                           double *size);
