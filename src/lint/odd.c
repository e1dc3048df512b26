/* SPDX-License-Identifier: Apache-2.0 */
/* Odd characters: full-width figures and letters, look-alikes, private use, signs of a wrong encoding.
 * What Unicode itself calls the same character is mended. */

#include "lint/rules.h"

#include "base/say.h"

#include <string.h>

/* ---- full width ---- */

static bool
is_full_width(gunichar c)
{
    return (c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A)
           || (c >= 0xFF41 && c <= 0xFF5A);
}

/* ３．５％ is one run; the point and sign go with the figures beside them. */
static int
full_width_run(const BxCopy *copy, int i)
{
    int n = 0;
    while (is_full_width(bx_copy_at(copy, i + n))
           || (n > 0 && bx_copy_at(copy, i + n) == 0xFF0E
               && is_full_width(bx_copy_at(copy, i + n + 1))))
        n++;
    return n;
}

static void
found_full_width(BxChecking *checking, int i, int n)
{
    g_autofree char *old = bx_copy_words(checking->copy, i, n);
    g_autofree char *new = g_utf8_normalize(old, -1, G_NORMALIZE_NFKC);
    bx_found(checking, BX_DIAG_FULL_WIDTH, i, "GB/T 15835, 5.1.7.1: full-width “%s”; write “%s”",
             old, new);
    bx_mend(checking, i, n, new);
}

/* ---- look-alikes ---- */

static bool
is_compatibility(gunichar c)
{
    return (c >= 0x2E80 && c <= 0x2FD5) || (c >= 0xF900 && c <= 0xFAFF)
           || (c >= 0x2F800 && c <= 0x2FA1F) || (c >= 0xFE10 && c <= 0xFE1F)
           || (c >= 0xFE30 && c <= 0xFE48) || (c >= 0xFE50 && c <= 0xFE6B)
           || (c >= 0xFF61 && c <= 0xFF65);
}

/* What Unicode says that c stands for, in the width of Chinese text; owned, NULL: itself. */
static char *
ordinary(const char *old)
{
    g_autofree char *new = g_utf8_normalize(old, -1, G_NORMALIZE_NFKC);
    if (!new || strcmp(new, old) == 0)
        return NULL;
    if (new[1] == 0 && new[0] > 0x20 && new[0] < 0x7F) { /* ︵ comes out as ( */
        char full[8] = {0};
        g_unichar_to_utf8((gunichar) new[0] + 0xFEE0, full);
        return g_strdup(full);
    }
    return g_steal_pointer(&new);
}

static void
check_compatibility(BxChecking *checking, int i)
{
    const BxCopy *copy = checking->copy;
    if (!is_compatibility(copy->c[i]))
        return;
    g_autofree char *old = bx_copy_words(copy, i, 1), *new = ordinary(old);
    bool is_radical = copy->c[i] <= 0x2FD5 && copy->c[i] >= 0x2E80;
    if (!new && !is_radical)
        return; /* twelve ideographs that only lie in that block */
    if (!new)
        bx_found(checking, BX_DIAG_LOOKALIKE, i,
                 "“%s” (U+%04X) is a part of characters, not one; write the character", old,
                 copy->c[i]);
    else {
        bx_found(checking, BX_DIAG_LOOKALIKE, i, "“%s” (U+%04X) only looks like “%s”; write that",
                 old, copy->c[i], new);
        bx_mend(checking, i, 1, new);
    }
}

/* clang-format off */
static const struct {
    gunichar from;
    const char *to, *beside; /* both neighbours must be of the kind: han, figures (Chinese), digits */
} twins[] = {
    {0x2027, "·", "han"}, {0x2022, "·", "han"}, {0x30FB, "·", "han"}, {0x2219, "·", "han"},
    {0x22C5, "·", "han"}, {0xFF0E, ".", "digits"},
    {0x25CB, "〇", "figures"}, {0x25EF, "〇", "figures"}, {'O', "〇", "figures"}, {'0', "〇", "figures"},
    {0x2500, "—", "han"}, {0x2015, "—", "han"},
};
/* clang-format on */

static bool
is_of_kind(gunichar c, const char *kind)
{
    switch (kind[0]) {
    case 'h':
        return bx_is_han(c);
    case 'd':
        return bx_is_digit(c);
    default: /* figures */
        return bx_in(c, "〇○一二三四五六七八九年");
    }
}

static void
check_twin(BxChecking *checking, int i)
{
    const BxCopy *copy = checking->copy;
    gunichar before = bx_copy_at(copy, i - 1), after = bx_copy_at(copy, i + 1);
    for (size_t k = 0; k < G_N_ELEMENTS(twins); k++) {
        if (twins[k].from != copy->c[i] || !is_of_kind(before, twins[k].beside)
            || !is_of_kind(after, twins[k].beside) || before == 0x5E74 /* 年 */)
            continue;
        g_autofree char *words = bx_copy_words(copy, i, 1);
        bx_found(checking, BX_DIAG_LOOKALIKE, i, "“%s” (U+%04X) only looks like “%s”; write that",
                 words, copy->c[i], twins[k].to);
        bx_mend(checking, i, 1, twins[k].to);
    }
}

/* Cyrillic and Greek letters that look like Latin ones, in one word with Latin letters. */
static void
check_alphabet(BxChecking *checking, int i)
{
    const BxCopy *copy = checking->copy;
    bool is_twin = bx_in(copy->c[i], "АВЕКМНОРСТХаеорсухіјѕ"
                                     "ΑΒΕΖΗΙΚΜΝΟΡΤΥΧο");
    if (!is_twin
        || (!bx_is_latin(bx_copy_at(copy, i - 1)) && !bx_is_latin(bx_copy_at(copy, i + 1))))
        return;
    g_autofree char *words = bx_copy_words(copy, i, 1);
    bx_found(checking, BX_DIAG_LOOKALIKE, i,
             "“%s” (U+%04X) is a %s letter in a Latin word; write the Latin one", words, copy->c[i],
             copy->c[i] < 0x0400 ? bx_word("Greek") : bx_word("Cyrillic"));
}

/* ---- damage ---- */

static bool
is_private(gunichar c)
{
    return (c >= 0xE000 && c <= 0xF8FF) || c >= 0xF0000;
}

/* A row of lost characters is one loss; it tells how many characters were looked at. */
static int
check_damage(BxChecking *checking, int i)
{
    const BxCopy *copy = checking->copy;
    gunichar c = copy->c[i];
    if (is_private(c)) {
        bx_found(checking, BX_DIAG_PRIVATE_USE, i,
                 "private-use character U+%04X; write the one that Unicode has", c);
        return 1;
    }
    int n = c == 0xFFFD ? bx_copy_run(copy, i) : 0,
        row = bx_copy_word(copy, i, "锟斤拷 烫烫烫 屯屯屯");
    if (n > 0)
        bx_found(checking, BX_DIAG_TEXT_DAMAGED, i,
                 n == 1 ? N_("U+FFFD: a character was lost here")
                        : N_("U+FFFD: characters were lost here"));
    else if (row > 0)
        bx_found(checking, BX_DIAG_TEXT_DAMAGED, i,
                 "the text was read in a wrong encoding here; copy it anew");
    return MAX(1, n + row);
}

void
bx_check_odd(BxChecking *checking)
{
    const BxCopy *copy = checking->copy;
    for (int i = 0; i < copy->n;) {
        int n = full_width_run(copy, i);
        if (n > 0) {
            found_full_width(checking, i, n);
            i += n;
            continue;
        }
        check_compatibility(checking, i);
        check_twin(checking, i);
        check_alphabet(checking, i);
        i += check_damage(checking, i);
    }
}
