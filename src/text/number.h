/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Numbers: what stands together with a number, so that lines do not part it (LB-8). */

#include "text/class.h"

#include <stdint.h>

typedef enum {
    BX_TIE_NONE,
    BX_TIE_UNIT, /* inside 4.5亿元, 第12期, 近2万平方米 */
    BX_TIE_DATE, /* between 年, 月 and 日 groups: looser */
} BxTie;

/* ties[i]: what binds character i to the next; n of them. */
void bx_find_ties(const gunichar *text, int n, uint8_t *ties);
