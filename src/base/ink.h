/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Inks: colours as the press knows them. Plain data; two inks are equal if all fields are. */

#include <stdbool.h>

#define BX_SPOT_NAME_MAX                                                                           \
    63 /* bytes; PDF names may have 127, Separation names of presses are short */

typedef struct {
    double c, m, y, k;               /* 0 … 1; for a spot ink its CMYK alternate at full tint */
    double tint;                     /* 0 … 1 of the spot ink; 1 for process inks */
    char spot[BX_SPOT_NAME_MAX + 1]; /* name of the Separation; empty: process inks */
} BxInk;

/* Total ink where nothing else is asked, % (PP-9: coldset newsprint). */
#define BX_INK_LIMIT 240.0

#define BX_INK_BLACK ((BxInk){.k = 1, .tint = 1})
#define BX_INK_WHITE ((BxInk){.tint = 1})

/* Black alone, at full strength: what must overprint (PP-6). */
bool bx_ink_is_black(const BxInk *ink);
/* No ink at all: what must knock out (PP-6). */
bool bx_ink_is_white(const BxInk *ink);
bool bx_ink_equal(const BxInk *a, const BxInk *b);
