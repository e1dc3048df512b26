/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Turn: how characters stand in a vertical line (VT-2, VT-5 … VT-8). */

#include "text/class.h"

#include <stdint.h>

typedef enum {
    BX_TURN_STAND,  /* upright in a frame of its own */
    BX_TURN_LIE,    /* turned with the line: words, long numbers */
    BX_TURN_ACROSS, /* a number of two digits, side by side in one frame (纵中横) */
} BxTurn;

/* The turn of each of n characters. */
void bx_turn(const gunichar *text, const BxClass *classes, int n, BxTurn *turns);

/* The character drawn for this one in a vertical line: corner brackets for quotes (VT-5). */
uint32_t bx_turn_glyph(uint32_t c);
