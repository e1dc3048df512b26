/* SPDX-License-Identifier: Apache-2.0 */
/* Marks that come in pairs: straight quotes, missing partners, nesting, and the 、 between quoted
 * items. Source: GB/T 15834-2011, 4.5.3.5, 4.8, 4.9, 4.15. */

#include "lint/rules.h"

#include "base/say.h"

/* clang-format off */
static const struct {
    gunichar open, close;
    gunichar open_half, close_half; /* the same in half width, 0: none */
    const char *clause, *inner;     /* inner: the form for one inside another, NULL: any */
} kinds[] = {
    {0x201C, 0x201D, 0, 0, "4.8.2", "‘ ’"}, /* “ ” */
    {0x2018, 0x2019, 0, 0, "4.8.2", "“ ”"}, /* ‘ ’ */
    {0x300A, 0x300B, 0, 0, "4.15.2", "〈 〉"}, /* 《 》 */
    {0x3008, 0x3009, 0, 0, "4.15.2", "《 》"}, /* 〈 〉 */
    {0xFF08, 0xFF09, '(', ')', "4.9.2", NULL}, /* （ ） */
    {0x3014, 0x3015, 0, 0, "4.9.2", NULL}, /* 〔 〕 */
    {0x3010, 0x3011, 0, 0, "4.9.2", NULL}, /* 【 】 */
    {0xFF3B, 0xFF3D, '[', ']', "4.9.2", NULL}, /* ［ ］ */
    {0x300C, 0x300D, 0, 0, "4.8.2", NULL}, /* 「 」 */
    {0x300E, 0x300F, 0, 0, "4.8.2", NULL}, /* 『 』 */
};
/* clang-format on */
#define N_KINDS ((int)G_N_ELEMENTS(kinds))
#define RIGHT_SINGLE 0x2019

typedef struct {
    int kind, at;
} Open;

typedef struct {
    BxChecking *checking;
    GArray *stack; /* Open */
    int n_open[G_N_ELEMENTS(kinds)], n_close[G_N_ELEMENTS(kinds)];
    int n_stacked[G_N_ELEMENTS(kinds)]; /* in the stack now: most questions are answered by 0 */
} Pairing;

/* The kind of mark that c is; `opens` tells which side. -1: none. */
static int
kind_of(gunichar c, bool *opens)
{
    for (int k = 0; c && k < N_KINDS; k++) {
        *opens = c == kinds[k].open || c == kinds[k].open_half;
        if (*opens || c == kinds[k].close || c == kinds[k].close_half)
            return k;
    }
    return -1;
}

static int
find_open(const Pairing *pairing, int kind)
{
    for (int i = (int)pairing->stack->len - 1; pairing->n_stacked[kind] > 0 && i >= 0; i--)
        if (g_array_index(pairing->stack, Open, i).kind == kind)
            return i;
    return -1;
}

/* Is ’ the sign of omission: don’t, students’, ’98? */
static bool
is_apostrophe(const Pairing *pairing, int i)
{
    const BxCopy *copy = pairing->checking->copy;
    gunichar before = bx_copy_at(copy, i - 1), after = bx_copy_at(copy, i + 1);
    if (copy->c[i] != RIGHT_SINGLE)
        return false;
    bool is_inside = bx_is_latin(before) && bx_is_latin(after);
    return is_inside
           || (find_open(pairing, 1) < 0
               && (bx_is_latin(before) || bx_is_digit(before) || bx_is_digit(after)));
}

/* 1） and a）: an ordinal may have the closing bracket alone. */
static bool
is_ordinal_bracket(const BxCopy *copy, int i)
{
    int n = 0;
    while (
        n < 3
        && (bx_is_digit(bx_copy_at(copy, i - 1 - n)) || bx_is_latin(bx_copy_at(copy, i - 1 - n))))
        n++;
    gunichar before = bx_copy_at(copy, i - 1);
    if (n == 0 && before >= 0x2460 && before <= 0x24FF) /* ① … */
        n = 1;
    return n > 0
           && (bx_copy_starts(copy, i - n) || bx_in(bx_copy_at(copy, i - n - 1), "，、”’）》"));
}

static void
report_unpaired(Pairing *pairing, int at, bool opens)
{
    const BxCopy *copy = pairing->checking->copy;
    bool ignored;
    int kind = kind_of(copy->c[at], &ignored);
    g_autofree char *words = bx_copy_words(copy, at, 1);
    bx_found(pairing->checking, BX_DIAG_MARK_UNPAIRED, at,
             "GB/T 15834, %s: the %s %s has no partner in its paragraph", kinds[kind].clause,
             opens ? bx_word("opening") : bx_word("closing"), words);
}

/* 4.8.3.4: a quotation over several paragraphs opens in each and closes in the last. */
static bool
goes_on(const BxCopy *copy, const Open *open)
{
    return open->kind == 0 && copy->next == kinds[0].open;
}

/* Drops what was opened from `index` on up to `end`, in order of the text, and reports it. */
static void
drop_open(Pairing *pairing, guint index, guint end)
{
    for (guint i = index; i < end; i++) {
        const Open *open = &g_array_index(pairing->stack, Open, i);
        if (!goes_on(pairing->checking->copy, open))
            report_unpaired(pairing, open->at, true);
        pairing->n_stacked[open->kind]--;
    }
    if (end > index)
        g_array_remove_range(pairing->stack, index, end - index);
}

static void
open_pair(Pairing *pairing, int kind, int at)
{
    const Open open = {kind, at};
    int outer = find_open(pairing, kind);
    bool is_odd = pairing->n_open[kind] > pairing->n_close[kind];
    if (outer >= 0 && kinds[kind].inner && is_odd) {
        drop_open(pairing, (guint)outer, (guint)outer + 1); /* the one before was never closed */
        pairing->n_open[kind]--;
    } else if (outer >= 0 && kinds[kind].inner) {
        g_autofree char *words = bx_copy_words(pairing->checking->copy, at, 1);
        bx_found(pairing->checking, BX_DIAG_MARK_NESTED, at,
                 "GB/T 15834, %s: %s inside the same marks; write %s inside",
                 kind < 2 ? "4.8.3.5" : "4.15.3.4", words, kinds[kind].inner);
    }
    pairing->n_stacked[kind]++;
    g_array_append_val(pairing->stack, open);
}

static void
close_pair(Pairing *pairing, int kind, int at)
{
    int index = find_open(pairing, kind);
    if (index < 0) {
        report_unpaired(pairing, at, false);
        return;
    }
    drop_open(pairing, (guint)index + 1, pairing->stack->len); /* opened inside and left open */
    pairing->n_stacked[kind]--;
    g_array_set_size(pairing->stack, (guint)index);
}

static void
count_marks(Pairing *pairing)
{
    const BxCopy *copy = pairing->checking->copy;
    for (int i = 0; i < copy->n; i++) {
        bool opens;
        int kind = kind_of(copy->c[i], &opens);
        if (kind >= 0)
            (opens ? pairing->n_open : pairing->n_close)[kind]++;
    }
}

static void
pair_marks(BxChecking *checking)
{
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(Open));
    Pairing pairing = {.checking = checking, .stack = stack};
    const BxCopy *copy = checking->copy;
    count_marks(&pairing);
    for (int i = 0; i < copy->n; i++) {
        bool opens;
        int kind = kind_of(copy->c[i], &opens);
        if (kind < 0 || is_apostrophe(&pairing, i))
            continue;
        if (opens)
            open_pair(&pairing, kind, i);
        else if (!(kinds[kind].close == 0xFF09 && find_open(&pairing, kind) < 0
                   && is_ordinal_bracket(copy, i)))
            close_pair(&pairing, kind, i);
    }
    drop_open(&pairing, 0, stack->len);
}

/* ---- straight quotes (4.8.2) ---- */

static bool
is_straight(const BxCopy *copy, int i)
{
    gunichar c = copy->c[i], before = bx_copy_at(copy, i - 1), after = bx_copy_at(copy, i + 1);
    if (c != '"' && c != '\'' && c != 0xFF02 && c != 0xFF07)
        return false;
    if (bx_is_digit(before) && !bx_is_chinese(after))
        return false; /* 55", 5'30": inches, minutes */
    if ((c == '\'' || c == 0xFF07) && bx_is_latin(before))
        return false;                          /* an apostrophe */
    return !(c == '\'' && bx_is_digit(after)); /* '98: check_years() */
}

/* Opening where nothing or a mark or Chinese is before it and a word after it; the partner the other
 * way round: only then is alternation more than a guess. */
static bool
is_sure_pair(const BxCopy *copy, int open, int close)
{
    gunichar inside_start = bx_copy_at(copy, open + 1), inside_end = bx_copy_at(copy, close - 1);
    return close - open > 1 && !bx_is_blank(inside_start) && !bx_is_blank(inside_end)
           && !bx_is_digit(bx_copy_at(copy, open - 1)) && !bx_in(inside_start, "。，、；：？！")
           && !bx_in(inside_end, "、：");
}

static void
report_straight(BxChecking *checking, const GArray *places, bool has_curly)
{
    const BxCopy *copy = checking->copy;
    bool is_even = places->len % 2 == 0;
    for (guint k = 0; k < places->len; k += is_even ? 2 : 1) {
        int at = g_array_index(places, int, k);
        g_autofree char *words = bx_copy_words(copy, at, 1);
        bool is_double = copy->c[at] == '"' || copy->c[at] == 0xFF02;
        bx_found(checking, BX_DIAG_QUOTE_STRAIGHT, at,
                 "GB/T 15834, 4.8.2: straight %s in Chinese text; write %s", words,
                 is_double ? "“ ”" : "‘ ’");
        if (!is_even || has_curly || !is_double)
            continue;
        int close = g_array_index(places, int, k + 1);
        if (is_sure_pair(copy, at, close)) {
            bx_mend(checking, at, 1, "“");
            bx_mend(checking, close, 1, "”");
        }
    }
}

static void
check_straight(BxChecking *checking)
{
    const BxCopy *copy = checking->copy;
    g_autoptr(GArray) doubles = g_array_new(FALSE, FALSE, sizeof(int));
    g_autoptr(GArray) singles = g_array_new(FALSE, FALSE, sizeof(int));
    bool has_curly = false;
    for (int i = 0; i < copy->n; i++) {
        has_curly |= copy->c[i] == kinds[0].open || copy->c[i] == kinds[0].close;
        if (is_straight(copy, i))
            g_array_append_val(copy->c[i] == '"' || copy->c[i] == 0xFF02 ? doubles : singles, i);
    }
    report_straight(checking, doubles, has_curly);
    report_straight(checking, singles, has_curly);
}

void
bx_check_pairs(BxChecking *checking)
{
    if (!checking->copy->has_han)
        return;
    check_straight(checking);
    pair_marks(checking);
}

/* ---- lists of quoted items (4.5.3.5) ---- */

#define OPENERS "“《"
#define CLOSERS "”》"

/* An item of a list is no longer. */
#define ITEM_MOST 400

/* The other end of the item that opens or closes at i, `step` away; -1: none near. */
static int
item_end(const BxCopy *copy, int i, int step)
{
    gunichar here = copy->c[i];
    gunichar other = here == 0x201C   ? 0x201D
                     : here == 0x201D ? 0x201C
                     : here == 0x300A ? 0x300B
                                      : 0x300A;
    int depth = 0;
    for (int k = i; k >= 0 && k < copy->n && ABS(k - i) < ITEM_MOST; k += step) {
        depth += (copy->c[k] == here) - (copy->c[k] == other);
        if (depth == 0)
            return k;
    }
    return -1;
}

/* Whether the list whose first 、 stands at i begins with its item before: nothing is joined to it. */
static bool
begins_plain(const BxCopy *copy, int i)
{
    int start = item_end(copy, i - 1, -1);
    gunichar before = bx_copy_at(copy, start - 1);
    return start >= 0 && before != 0x3001 && !bx_in(before, "）)和与及或");
}

/* 《甲》、“乙”丙、丁: a 、 behind further words, before any other mark. */
static bool
goes_on_mixed(const BxCopy *copy, int i)
{
    for (int k = i; k < copy->n && k < i + ITEM_MOST && !bx_in(copy->c[k], "，。；：！？（\n"); k++)
        if (copy->c[k] == 0x3001)
            return true;
    return false;
}

/* From the 、 at i over items and 、 to the end of the list. `is_plain`: it holds quoted items alone,
 * each with a 、 before it, and nothing is joined to the last. */
static int
list_end(const BxCopy *copy, int i, bool *is_plain)
{
    *is_plain = true;
    while (bx_copy_at(copy, i) == 0x3001) {
        int end = bx_in(bx_copy_at(copy, i + 1), OPENERS) ? item_end(copy, i + 1, 1) : -1;
        *is_plain &= end >= 0;
        if (end < 0)
            return i + 1;
        i = end + 1;
    }
    *is_plain &= !bx_in(bx_copy_at(copy, i), OPENERS "（(和与及或") && !goes_on_mixed(copy, i);
    return i;
}

void
bx_check_quoted_list(BxChecking *checking)
{
    const BxCopy *copy = checking->copy;
    for (int i = 1; i < copy->n; i++) {
        if (copy->c[i] != 0x3001 || !bx_in(copy->c[i - 1], CLOSERS)
            || !bx_in(bx_copy_at(copy, i + 1), OPENERS))
            continue;
        bool is_plain;
        int end = list_end(copy, i, &is_plain);
        if (is_plain && begins_plain(copy, i))
            bx_found(checking, BX_DIAG_LIST_COMMA, i,
                     "GB/T 15834, 4.5.3.5: between items in quotation or title marks usually "
                     "stands no “、”");
        i = end - 1;
    }
}
