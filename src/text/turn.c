/* SPDX-License-Identifier: Apache-2.0 */
/* Turn: Han and marks stand (the face's `vert` turns the marks); dashes and ellipses lie, since not
 * every face has vertical ones (VT-6). A western run lies, but a single letter, a short acronym and a
 * year stand letter by letter, and two digits share a frame. */

#include "text/turn.h"

#define ACROSS_DIGITS 2
#define STAND_DIGITS 4  /* VT-7: a year */
#define STAND_LETTERS 4 /* VT-8: an acronym in capitals */

static bool
is_western(BxClass class)
{
    return bx_class_table[class].is_western || class == BX_CLASS_NB;
}

static bool
lies(BxClass class)
{
    return class == BX_CLASS_SP || class == BX_CLASS_DA || class == BX_CLASS_EL
           || class == BX_CLASS_CN || class == BX_CLASS_CH;
}

static bool
all(const gunichar *text, int n, gunichar from, gunichar to)
{
    for (int i = 0; i < n; i++)
        if (text[i] < from || text[i] > to)
            return false;
    return true;
}

static BxTurn
turn_of_run(const gunichar *text, int n)
{
    if (all(text, n, '0', '9'))
        return n == ACROSS_DIGITS  ? BX_TURN_ACROSS
               : n <= STAND_DIGITS ? BX_TURN_STAND
                                   : BX_TURN_LIE;
    if (all(text, n, 'A', 'Z') && n <= STAND_LETTERS)
        return BX_TURN_STAND;
    return n == 1 && all(text, n, 'a', 'z') ? BX_TURN_STAND : BX_TURN_LIE;
}

void
bx_turn(const gunichar *text, const BxClass *classes, int n, BxTurn *turns)
{
    for (int i = 0; i < n;) {
        int end = i + 1;
        BxTurn turn = lies(classes[i]) ? BX_TURN_LIE : BX_TURN_STAND;
        if (is_western(classes[i])) {
            while (end < n && (is_western(classes[end]) || classes[end] == BX_CLASS_CM))
                end++;
            turn = turn_of_run(text + i, end - i);
        }
        for (; i < end; i++)
            turns[i] = turn;
    }
}

uint32_t
bx_turn_glyph(uint32_t c)
{
    switch (c) {
    case 0x201C: /* “ */
        return 0x300E;
    case 0x201D:
        return 0x300F;
    case 0x2018: /* ‘ */
        return 0x300C;
    case 0x2019:
        return 0x300D;
    default: /* all others have their vertical form in the face */
        return c;
    }
}
