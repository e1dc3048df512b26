/* SPDX-License-Identifier: Apache-2.0 */
/* Blanks that are not set (TX-5), and characters without any width. A blank that may be a pause — in
 * heads and captions, after a 消息头, between Han — is left to the author. */

#include "lint/rules.h"

#include "base/say.h"

/* What is no part of a text and not seen: BOM, soft hyphen, zero-width space; joiners, but for the
 * scripts and emoji that they shape. */
static bool
is_invisible(const BxCopy *copy, int i)
{
    gunichar c = copy->c[i], before = bx_copy_at(copy, i - 1);
    if (c == 0x200C || c == 0x200D)
        return before < 0x80 || bx_is_chinese(before);
    return c == 0xFEFF || c == 0xAD || c == 0x200B || c == 0x2060 || c == 0x200E || c == 0x200F
           || c == 0x180E || (c >= 0xFFF9 && c <= 0xFFFB);
}

static void
check_invisible(BxChecking *checking, int i)
{
    const BxCopy *copy = checking->copy;
    if (!is_invisible(copy, i))
        return;
    bx_found(checking, BX_DIAG_INVISIBLE, i, "U+%04X shows nothing; delete it", copy->c[i]);
    bx_mend(checking, i, 1, "");
}

/* 第一条 为了…: a blank after the ordinal of a chapter or clause is right (GB/T 15834, B.3.6). */
static bool
is_after_ordinal(const BxCopy *copy, int i)
{
    int n = 0;
    while (n < 8 && bx_in(bx_copy_at(copy, i - 2 - n), "一二三四五六七八九十百零〇0123456789"))
        n++;
    return n > 0 && bx_in(bx_copy_at(copy, i - 1), "条章节编款课讲回卷篇")
           && bx_copy_at(copy, i - 2 - n) == 0x7B2C /* 第 */ && bx_copy_starts(copy, i - 2 - n);
}

/* Does a blank at i touch a mark of Chinese text, where none is ever set? */
static bool
touches_mark(const BxCopy *copy, int i, int n)
{
    gunichar before = bx_copy_at(copy, i - 1), after = bx_copy_at(copy, i + n);
    if (before == 0x2019 && bx_is_latin(bx_copy_at(copy, i - 2)) && bx_is_latin(after))
        return false; /* students’ books */
    bool is_before =
        bx_in(before, "。，、；：？！（《〈“‘〔【」』") || bx_in(before, "）》〉”’〕】");
    return is_before || bx_in(after, "。，、；：？！）》〉”’〕】（《〈“‘〔【");
}

static void
check_run(BxChecking *checking, int i, int n)
{
    const BxCopy *copy = checking->copy;
    gunichar before = bx_copy_at(copy, i - 1), after = bx_copy_at(copy, i + n);
    if (i == copy->pause && n == 1)
        return;
    if (before == 0 || after == 0 || before == '\n' || after == '\n') {
        bx_found(checking, BX_DIAG_BLANK_STRAY, i,
                 "TX-5: blank at the %s of a line; the layout sets indents itself",
                 before == 0 || before == '\n' ? bx_word("start") : bx_word("end"));
        bx_mend(checking, i, n, "");
        return;
    }
    if (i == copy->pause || copy->kind != BX_COPY_BODY)
        return;
    bool is_ideographic = bx_copy_span(copy, i, "　") > 0; /* a pause that is set */
    if (is_ideographic && n == 1)
        return;
    if (touches_mark(copy, i, n) && copy->has_han && !is_ideographic) {
        bx_found(checking, BX_DIAG_BLANK_STRAY, i, "TX-5: blank beside a Chinese mark");
        bx_mend(checking, i, n, "");
    } else if (bx_is_han(before) && bx_is_han(after) && !is_ideographic
               && !is_after_ordinal(copy, i)) {
        bx_found(checking, BX_DIAG_BLANK_STRAY, i,
                 "TX-5: blank between Chinese characters; it is not set: take it out, or write "
                 "U+3000 for a pause");
    } else if (n > 1) {
        bx_found(checking, BX_DIAG_BLANK_STRAY, i, "TX-5: %d blanks; one is set", n);
        if (!is_ideographic && before < 0x80 && after < 0x80)
            bx_mend(checking, i, n, " ");
    }
}

void
bx_check_blanks(BxChecking *checking)
{
    const BxCopy *copy = checking->copy;
    for (int i = 0; i < copy->n;) {
        int n = 0;
        while (bx_is_blank(bx_copy_at(copy, i + n)))
            n++;
        check_invisible(checking, i);
        if (n > 0)
            check_run(checking, i, n);
        i += MAX(1, n);
    }
}
