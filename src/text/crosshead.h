/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Crossheads: small heads that stand in whole rows of a column (GR-6). How many they need hangs on the width
 * they meet. */

#include "text/headline.h"

typedef struct BxCrosshead BxCrosshead;

/* text, style and what `making` names are borrowed; its width is not looked at.
 *
 * least  rows of the block by the layout, for a crosshead of one line
 * em     of the page's body, points */
BxCrosshead *bx_crosshead_new(const BxText *text, const BxStyle *style, const BxHeadMaking *making,
                              int least, double em);
void bx_crosshead_free(BxCrosshead *crosshead);

/* Rows that it takes in lines of `width` points: as the layout has it, more where its lines would touch the text
 * above or below. */
int bx_crosshead_rows(BxCrosshead *crosshead, double width);

/* Sets it `width` points wide. The lines are owned; `size` gets their size. */
GPtrArray *bx_crosshead_set(const BxCrosshead *crosshead, double width, double *size);
