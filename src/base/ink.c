/* SPDX-License-Identifier: Apache-2.0 */
/* Inks: the questions the stages ask of one. */

#include "base/ink.h"

#include <string.h>

bool
bx_ink_is_black(const BxInk *ink)
{
    return !ink->spot[0] && ink->c <= 0 && ink->m <= 0 && ink->y <= 0 && ink->k >= 1;
}

bool
bx_ink_is_white(const BxInk *ink)
{
    if (ink->spot[0])
        return ink->tint <= 0;
    return ink->c <= 0 && ink->m <= 0 && ink->y <= 0 && ink->k <= 0;
}

bool
bx_ink_equal(const BxInk *a, const BxInk *b)
{
    return a->c == b->c && a->m == b->m && a->y == b->y && a->k == b->k && a->tint == b->tint
           && strcmp(a->spot, b->spot) == 0;
}
