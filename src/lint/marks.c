/* SPDX-License-Identifier: Apache-2.0 */
/* Marks: half-width ones in Chinese text, ones that follow each other or stand where none may, and
 * those after ordinals. Source: GB/T 15834-2011. */

#include "lint/rules.h"

/* ---- half-width marks (5.1) ---- */

/* clang-format off */
static const struct {
    gunichar ascii;
    const char *full, *clause;
} halves[] = {
    {',', "，", "4.4.2"}, {';', "；", "4.6.2"}, {':', "：", "4.7.2"}, {'?', "？", "4.2.2"},
    {'!', "！", "4.3.2"},
};
/* clang-format on */

static bool
is_ascii_word(gunichar c)
{
    return bx_is_latin(c) || bx_is_digit(c);
}

/* What makes a mark beside it Chinese: Han, or a mark that these rules never write. With the others a
 * mend would call for the next one, over and over. */
static bool
is_context(gunichar c)
{
    return bx_is_chinese(c) && !bx_in(c, "，；：？！（）");
}

/* A row of n marks beside Chinese; a mark inside a number, time or Latin word is none of the sentence. */
static bool
is_chinese_row(const BxCopy *copy, int i, int n)
{
    gunichar before = bx_copy_at(copy, i - 1), after = bx_copy_at(copy, i + n);
    if (is_ascii_word(before) && is_ascii_word(after))
        return false;
    return is_context(before) || is_context(after);
}

/* The partner of each ASCII bracket, by its place; -1: none. */
static int *
bracket_partners(const BxCopy *copy)
{
    int *partners = g_new(int, copy->n + 1);
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(int));
    for (int i = 0; i < copy->n; i++) {
        partners[i] = -1;
        if (copy->c[i] == '(') {
            g_array_append_val(open, i);
        } else if (copy->c[i] == ')' && open->len > 0) {
            int partner = g_array_index(open, int, open->len - 1);
            g_array_set_size(open, open->len - 1);
            partners[i] = partner;
            partners[partner] = i;
        }
    }
    return partners;
}

/* TX-2: beside Chinese on an outer side; (记者 王波) may stand alone in its line. */
static bool
is_chinese_bracket(const BxCopy *copy, int open, int close)
{
    gunichar before = bx_copy_at(copy, open - 1), after = bx_copy_at(copy, close + 1);
    if (is_context(before) || is_context(after))
        return true;
    return before == 0 && after == 0 && bx_is_han(bx_copy_at(copy, open + 1));
}

/* A pair is one finding. A bracket whose partner is missing or has another width is looked at alone. */
static void
check_half_bracket(BxChecking *checking, int i, int partner)
{
    const BxCopy *copy = checking->copy;
    bool is_open = copy->c[i] == '(';
    if (partner >= 0 && partner < i)
        return;
    if (partner >= 0 ? !is_chinese_bracket(copy, i, partner)
                     : !is_context(bx_copy_at(copy, is_open ? i - 1 : i + 1)))
        return;
    bx_found(checking, BX_DIAG_MARK_HALF_WIDTH, i,
             "GB/T 15834, 4.9.2: half-width “%s” in Chinese text; write “%s”",
             partner >= 0 ? "( )"
             : is_open    ? "("
                          : ")",
             partner >= 0 ? "（ ）"
             : is_open    ? "（"
                          : "）");
    if (partner < 0)
        return;
    bx_mend(checking, i, 1, "（");
    bx_mend(checking, partner, 1, "）");
}

static const char *
full_width_of(gunichar c, const char **clause)
{
    for (size_t k = 0; k < G_N_ELEMENTS(halves); k++)
        if (halves[k].ascii == c) {
            *clause = halves[k].clause;
            return halves[k].full;
        }
    return NULL;
}

/* One mark, or a row of ？ and ！ that may be one, is mended; of others one is meant and nobody knows
 * which. Returns the characters that were looked at. */
static int
check_half(BxChecking *checking, int i)
{
    const BxCopy *copy = checking->copy;
    int n = bx_copy_span(copy, i, ",;:?!");
    if (n == 0 || !is_chinese_row(copy, i, n))
        return MAX(1, n);
    const char *clause = "5.1";
    g_autofree char *old = bx_copy_words(copy, i, n);
    g_autoptr(GString) new = g_string_new(NULL);
    for (int k = i; k < i + n; k++)
        g_string_append(new, full_width_of(copy->c[k], &clause));
    bx_found(checking, BX_DIAG_MARK_HALF_WIDTH, i,
             "GB/T 15834, %s: half-width “%s” in Chinese text; write “%s”", clause, old, new->str);
    if (n == 1 || (n <= 3 && n == bx_copy_span(copy, i, "?!")))
        bx_mend(checking, i, n, new->str);
    return n;
}

/* A point after Han that ends a sentence: at the end, before a blank, Han or a closing quote. */
static void
check_point(BxChecking *checking, int i)
{
    const BxCopy *copy = checking->copy;
    gunichar after = bx_copy_at(copy, i + 1);
    if (copy->c[i] != '.' || !bx_is_han(bx_copy_at(copy, i - 1)))
        return;
    if (after != 0 && after != '\n' && after != ' ' && !bx_is_han(after) && !bx_in(after, "”’）"))
        return;
    bx_found(checking, BX_DIAG_MARK_HALF_WIDTH, i,
             "GB/T 15834, 4.1.2, 4.14.2: half-width “.” in Chinese text; write “。”, or “·” inside "
             "a name");
    if (after == 0 && copy->kind == BX_COPY_BODY)
        bx_mend(checking, i, 1, "。");
}

/* 4.13.2: between figures or Han. U+2013 is no connector of the standard. */
static void
check_connector(BxChecking *checking, int i)
{
    const BxCopy *copy = checking->copy;
    gunichar before = bx_copy_at(copy, i - 1), after = bx_copy_at(copy, i + 1);
    bool is_between = (bx_is_digit(before) || bx_is_han(before) || bx_in(before, "%‰℃"))
                      && (bx_is_digit(after) || bx_is_han(after));
    if (!is_between)
        return;
    if (copy->c[i] == '~' || copy->c[i] == 0x301C || copy->c[i] == 0x223C) {
        g_autofree char *words = bx_copy_words(copy, i, 1);
        bx_found(checking, BX_DIAG_CONNECTOR, i, "GB/T 15834, 4.13.2: “%s” (U+%04X); write “～”",
                 words, copy->c[i]);
        bx_mend(checking, i, 1, "～");
    } else if (copy->c[i] == 0x2013 && copy->has_han) {
        bx_found(checking, BX_DIAG_CONNECTOR, i,
                 "GB/T 15834, 4.13.2: “–” (U+2013) is no connector; write “—” or “～” for a range, "
                 "“-” in a number");
    }
}

void
bx_check_half_width(BxChecking *checking)
{
    const BxCopy *copy = checking->copy;
    if (!copy->has_han)
        return;
    g_autofree int *partners = bracket_partners(copy);
    for (int i = 0; i < copy->n;) {
        check_point(checking, i);
        check_connector(checking, i);
        if (copy->c[i] == '(' || copy->c[i] == ')')
            check_half_bracket(checking, i, partners[i]);
        i += check_half(checking, i);
    }
}

/* ---- marks in a row and in the wrong place ---- */

#define POINTS "。，、；：？！"

static void
report_row(BxChecking *checking, int i, int n)
{
    const BxCopy *copy = checking->copy;
    g_autofree char *row = bx_copy_words(copy, i, n);
    bool is_alike = bx_copy_run(copy, i) >= n;
    if (is_alike && copy->c[i] == 0x3002 && n >= 3)
        return; /* meant as an ellipsis: check_long_marks() */
    if (n == bx_copy_span(copy, i, "？！")) {
        bool is_allowed = (is_alike && n <= 3) || bx_copy_word(copy, i, "？！") == n;
        if (!is_allowed)
            bx_found(checking, BX_DIAG_MARK_REPEATED, i,
                     "GB/T 15834, 4.2.3.3, 4.3.3.3: “%s”; at most three alike, or “？！”", row);
        return;
    }
    bx_found(checking, BX_DIAG_MARK_REPEATED, i,
             "GB/T 15834, 5.1: marks in a row: “%s”; keep one of them", row);
    if (is_alike && n == 2 && copy->c[i] != 0x3002)
        bx_mend(checking, i, 2, (char[8]){row[0], row[1], row[2]});
}

static void
check_place(BxChecking *checking, int i)
{
    const BxCopy *copy = checking->copy;
    gunichar before = bx_copy_at(copy, i - 1);
    if (i == 0 || before == '\n')
        bx_found(checking, BX_DIAG_MARK_PLACE, i,
                 "GB/T 15834, 5.1.1: a line begins with a mark; it belongs to the text before it");
    else if (before == 0x2014 && bx_copy_at(copy, i - 2) == 0x2014
             && bx_in(copy->c[i], "。，、；："))
        bx_found(checking, BX_DIAG_MARK_PLACE, i,
                 "GB/T 15834, B.2.3: after —— stands no mark but ？ or ！; take it out");
    else if (copy->c[i] == 0x3001
             && bx_copy_word(copy, i + 1, "等。 等， 等； 等等。 等等， 等等；"))
        bx_found(checking, BX_DIAG_MARK_PLACE, i,
                 "GB/T 15834, B.1.2: no “、” before “等”; take it out");
    else
        return;
    if (copy->c[i] == 0x3001 && bx_copy_at(copy, i + 1) == 0x7B49)
        bx_mend(checking, i, 1, "");
}

void
bx_check_mark_order(BxChecking *checking)
{
    const BxCopy *copy = checking->copy;
    for (int i = 0; i < copy->n;) {
        int n = bx_copy_span(copy, i, POINTS);
        if (n > 0)
            check_place(checking, i);
        if (n > 1)
            report_row(checking, i, n);
        i += MAX(1, n);
    }
}

/* ---- marks after ordinals (B.3) ---- */

#define HAN_FIGURES "一二三四五六七八九十"
#define FIGURES "0123456789"

/* 第一、 or 首先、: only where a clause follows, not a second ordinal or a count. */
static void
check_word_ordinal(BxChecking *checking, int i)
{
    const BxCopy *copy = checking->copy;
    int n = bx_copy_word(copy, i, "首先 其次 再次 最后");
    bool is_numbered = n == 0 && bx_copy_word(copy, i, "第 其");
    n = is_numbered ? 1 + bx_copy_span(copy, i + 1, HAN_FIGURES) : n;
    gunichar after = bx_copy_at(copy, i + n + 1);
    if (n < 2 || bx_copy_at(copy, i + n) != 0x3001 || bx_in(after, HAN_FIGURES FIGURES "第其首再最")
        || !bx_is_han(after))
        return;
    g_autofree char *words = bx_copy_words(copy, i, n);
    bx_found(checking, BX_DIAG_ORDINAL_MARK, i + n,
             "GB/T 15834, B.3.1: “%s、”; after it stands a comma: “%s，”", words, words);
    bx_mend(checking, i + n, 1, "，");
}

static void
check_figure_ordinal(BxChecking *checking, int i)
{
    const BxCopy *copy = checking->copy;
    int n = bx_copy_span(copy, i, FIGURES);
    /* 1、2号楼 is a list, 1、两个… may be one */
    if (n < 1 || n > 2 || bx_copy_at(copy, i + n) != 0x3001 || copy->c[i] == '0'
        || !bx_is_han(bx_copy_at(copy, i + n + 1))
        || bx_in(bx_copy_at(copy, i + n + 1), HAN_FIGURES))
        return;
    g_autofree char *words = bx_copy_words(copy, i, n);
    bx_found(checking, BX_DIAG_ORDINAL_MARK, i + n,
             "GB/T 15834, B.3.3: “%s、”; an Arabic ordinal has a point: “%s.”", words, words);
}

static void
check_bracket_ordinal(BxChecking *checking, int i)
{
    const BxCopy *copy = checking->copy;
    if (!bx_in(copy->c[i], "（("))
        return;
    int n = MAX(bx_copy_span(copy, i + 1, HAN_FIGURES), bx_copy_span(copy, i + 1, FIGURES));
    if (n < 1 || n > 3 || !bx_in(bx_copy_at(copy, i + n + 1), "）)")
        || !bx_in(bx_copy_at(copy, i + n + 2), "、，.．"))
        return;
    bx_found(checking, BX_DIAG_ORDINAL_MARK, i + n + 2,
             "GB/T 15834, B.3.4: no mark after an ordinal in brackets; take it out");
    bx_mend(checking, i + n + 2, 1, "");
}

void
bx_check_ordinals(BxChecking *checking)
{
    const BxCopy *copy = checking->copy;
    for (int i = 0; i < copy->n; i++) {
        if (bx_is_blank(copy->c[i]) || !bx_copy_starts(copy, i))
            continue;
        check_word_ordinal(checking, i);
        check_bracket_ordinal(checking, i);
        if (copy->kind != BX_COPY_ISSUE)
            check_figure_ordinal(checking, i);
    }
}
