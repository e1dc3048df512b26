/* SPDX-License-Identifier: Apache-2.0 */
/* Dashes and ellipses that are written otherwise than —— and ……. Source: GB/T 15834-2011, 4.10.2,
 * 4.11.2, A.9; what --fix writes is what the engine would set (TX-3). */

#include "lint/rules.h"

#define ELLIPSIS 0x2026
#define DASH 0x2014
#define STOP 0x3002
#define DOT 0xB7

static bool
is_by_chinese(const BxCopy *copy, int i, int n)
{
    return bx_is_chinese(bx_copy_at(copy, i - 1)) || bx_is_chinese(bx_copy_at(copy, i + n));
}

static void
found_ellipsis(BxChecking *checking, int i, int n, bool is_mended)
{
    g_autofree char *words = bx_copy_words(checking->copy, i, n);
    bx_found(checking, BX_DIAG_ELLIPSIS, i, "GB/T 15834, 4.11.2: “%s”; an ellipsis is “……”", words);
    if (is_mended)
        bx_mend(checking, i, n, "……");
}

static void
check_ellipsis(BxChecking *checking, int i, int n)
{
    const BxCopy *copy = checking->copy;
    if (copy->c[i] == ELLIPSIS) {
        bool stands_alone = n == 4 && copy->n == 4; /* 4.11.3: twelve dots for whole paragraphs */
        if (n > 3 && !stands_alone)
            bx_found(checking, BX_DIAG_ELLIPSIS, i,
                     "GB/T 15834, A.9.1: %d characters “…”; an ellipsis is two of them", n);
        else if (n == 3 || (n == 1 && is_by_chinese(copy, i, n)))
            found_ellipsis(checking, i, n, true);
    } else if (copy->c[i] == STOP && n >= 3) {
        found_ellipsis(checking, i, n, n == 3 || n == 6);
    } else if ((copy->c[i] == '.' || copy->c[i] == DOT) && n >= 2 && is_by_chinese(copy, i, n)) {
        found_ellipsis(checking, i, n, n == 3 || n == 6);
    }
    if (copy->c[i] == ELLIPSIS && n == 2 && bx_copy_word(copy, i + n, "等等。 等等， 等等；"))
        bx_found(checking, BX_DIAG_ELLIPSIS, i,
                 "GB/T 15834, A.9.2: “……” and “等等” say the same; keep one");
}

static void
found_dash(BxChecking *checking, int i, int n, bool is_mended)
{
    g_autofree char *words = bx_copy_words(checking->copy, i, n);
    bx_found(checking, BX_DIAG_DASH, i, "GB/T 15834, 4.10.2: “%s”; a dash is “——”", words);
    if (is_mended)
        bx_mend(checking, i, n, "——");
}

/* A single — is the connector 一字线, which stands between two things. */
static bool
is_lone_dash(const BxCopy *copy, int i)
{
    gunichar before = bx_copy_at(copy, i - 1), after = bx_copy_at(copy, i + 1);
    return (before == 0 && bx_is_han(after))
           || (bx_is_han(before) && (after == 0 || bx_in(after, "”’？！")));
}

static void
check_dash(BxChecking *checking, int i, int n)
{
    const BxCopy *copy = checking->copy;
    switch (copy->c[i]) {
    case DASH:
        if (n > 2 || (n == 1 && copy->has_han && is_lone_dash(copy, i)))
            found_dash(checking, i, n, n == 1);
        break;
    case '-':
        if (n >= 2 && is_by_chinese(copy, i, n))
            found_dash(checking, i, n, n == 2);
        break;
    case 0x2015: /* ― horizontal bar */
    case 0x2500: /* ─ box drawing */
    case 0xFF0D: /* － full-width hyphen */
    case 0x2013: /* – en dash */
        if (n >= 2 && is_by_chinese(copy, i, n))
            found_dash(checking, i, n, n == 2);
        break;
    default: /* no dash */
        break;
    }
}

void
bx_check_long_marks(BxChecking *checking)
{
    const BxCopy *copy = checking->copy;
    for (int i = 0; i < copy->n;) {
        int n = bx_copy_run(copy, i);
        if (copy->c[i] != BX_ASIS) {
            check_ellipsis(checking, i, n);
            check_dash(checking, i, n);
        }
        i += n;
    }
}
