/* SPDX-License-Identifier: Apache-2.0 */
/* Where a line may end (LB-1 … LB-16): pairs of characters by their kinds, numbers with their units,
 * and runs that no line can hold. */

#include "setting.h"

#include <string.h>

/* Kinds of characters and where they may not stand. */
static const struct {
    const char *chars;
    bool no_start, no_end, is_western;
} kinds[] = {
    {"字〇㐀𠮷①カ○※〇Ａ", false, false, false},
    {"“‘（《〈「『【〔〖〘〚［｛〝", false, true, false},   /* LB-3 */
    {"”’）》〉」』】〕〗〙〛］｝〞〟", true, false, false}, /* LB-2 … */
    {"、，；：。．！？‼⁇⁈⁉", true, false, false},
    {"·‧・", true, false, false},
    {"～〜々〃〻ゝゞーヽヾ", true, false, false},
    {"／", true, true, false},
    {"￥＃＄￡", false, true, true},
    {"％℃℉‰￠", true, false, true},
};

static char *
around(gunichar a, gunichar b)
{
    const gunichar chars[] = {0x5B57, 0x5B57, a, b, 0x5B57, 0x5B57};
    return g_ucs4_to_utf8(chars, 6, NULL, NULL, NULL);
}

static bool
may_break(const Set *set, int character)
{
    const BxShaped *shaped = set->paragraph->shaped;
    for (int i = 0; i + 1 < (int)shaped->cells->len; i++)
        if (bx_cell(shaped, i + 1)->start_char == character)
            return shaped->breaks[i] <= BX_BREAK_COST_MAX;
    return false;
}

static void
test_pairs(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        for (const char *p = kinds[i].chars; *p; p = g_utf8_next_char(p))
            for (size_t k = 0; k < G_N_ELEMENTS(kinds); k++)
                for (const char *q = kinds[k].chars; *q; q = g_utf8_next_char(q)) {
                    g_autofree char *words = around(g_utf8_get_char(p), g_utf8_get_char(q));
                    Words how = plain_words(words, 40);
                    g_autoptr(Set) set = set_new(&how);
                    bool is_wanted = !kinds[i].no_end && !kinds[k].no_start
                                     && !(kinds[i].is_western && kinds[k].is_western);
                    if (may_break(set, 3) != is_wanted)
                        g_error("%s: a break in the middle is %s", words,
                                is_wanted ? "lost" : "wrong");
                    g_assert_true(may_break(set, 2) == !kinds[i].no_start);
                    g_assert_true(may_break(set, 4) == !kinds[k].no_end);
                }
}

/* “|” where a line may end, “!” where it had better not: the rest is one piece. */
static void
check_breaks(const char *marked, bool strict)
{
    g_autoptr(GString) words = g_string_new(NULL);
    for (const char *p = marked; *p; p++)
        if (*p != '|' && *p != '!')
            g_string_append_c(words, *p);
    Words how = plain_words(words->str, 100);
    how.style.strict = strict;
    g_autoptr(Set) set = set_new(&how);
    const BxShaped *shaped = set->paragraph->shaped;
    g_autoptr(GString) got = g_string_new(NULL);
    for (int i = 0; i < (int)shaped->cells->len; i++) {
        const BxCell *cell = bx_cell(shaped, i);
        g_string_append_len(got, shaped->prepared->utf8 + cell->start_byte, cell->n_bytes);
        if (i + 1 < (int)shaped->cells->len && shaped->breaks[i] <= BX_BREAK_COST_MAX)
            g_string_append_c(got, shaped->breaks[i] ? '!' : '|');
    }
    if (strcmp(got->str, marked) != 0) {
        g_test_message("%s, wanted %s", got->str, marked);
        g_test_fail();
    }
}

static void
test_runs(void)
{
    static const char *const rows[] = {
        /* LB-6, LB-7: Western runs */
        "的|99.5%|以",
        "达|198.93!亿!元",
        "投|R&D|的",
        "从|5G+|到",
        "比|1∶500|的",
        "电|0351-7537117|转",
        "共|12 345!户",
        "在|8:30|到",
        "买|US$3500|的",
        "纬|112°30′|处",
        "温|22℃±1℃|内",
        "约|¥1,234.56!元",
        "把|café|喝",
        "x²|的",
        "氢|H₂O|的",
        "说|don’t|吧",
        "叫|hello |world|吧",
        "（f(x)）",
        "第!12!期",
        /* LB-2: after Han a hyphen is a connector */
        "歼-20|战|机",
        "甲\u2011乙|丙",
        "甲-|乙",
        "甲–|乙",
        "太|原—|大|同",
        /* LB-8 */
        "近!2!万!平!方!米|的",
        "100!余!个|岗",
        "4.5!亿!元|左",
        "2023!年!12!月!28!日|在",
        "占|3.2!个!百!分!点|的",
        "发|电|30!万!千!瓦!时|的",
        "约!8!小!时|后",
        "10!多!万!人!次|来",
        /* LB-9 */
        "资|100—!150!万!元",
        "由|6%～!8%|到",
        "价|￥5—!￥8|的",
        /* LB-12 */
        "动!+|股|权",
        "长!×|宽",
        "甲!=|乙",
        "网!+|AI|的",
        /* LB-13 */
        "甲|乙 |丙",
        "甲|乙　|丙",
        "（ 甲|乙",
        "甲|乙 ，|丙",
        "（  甲|乙",
        /* LB-4, LB-5 */
        "甲!——|乙",
        "甲!……|乙",
        "甲!——!——|乙",
        "他|说：|“……|我",
        /* LB-14 */
        "说：|“甲”|“乙”、|《丙》。|丁",
        /* characters without a width */
        "甲\u200e|乙",
        "（\u200e甲",
        "甲\u200b|乙",
        "Donau\u200b|dampf",
        "（\u200b甲",
        "甲\u2060乙",
        "12\u00a0kg",
        /* pictures of several characters */
        "甲|👍🏽|乙",
        "甲|🇨🇳|🇺🇸|乙",
        "甲|👨\u200d👩|乙",
        "甲|葛󠄀|乙",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        check_breaks(rows[i], false);
    check_breaks("甲——|乙", true);
    check_breaks("甲……|乙", true);
    check_breaks("——|甲|乙", true);
}

/* LB-15: a superscript stays with what is before it, and its own text is text. */
static void
test_superscript(void)
{
    Words how = plain_words("甲乙丙丁戊", 40);
    how.marks = BX_MARK_SUPER;
    how.marked_from = 2;
    how.marked_to = 4;
    g_autoptr(Set) set = set_new(&how);
    g_assert_false(may_break(set, 2));
    g_assert_true(may_break(set, 3));
    g_assert_true(may_break(set, 4));
}

static void
check_lines(const char *words, double measure, const char *wanted, int n_cut)
{
    Words how = plain_words(words, measure);
    g_autoptr(Set) set = set_new(&how);
    g_autoptr(GPtrArray) lines = set_lines(set, 0);
    g_autofree char *got = join_lines(lines, "|");
    if (strcmp(got, wanted) != 0) {
        g_test_message("%s, wanted %s", got, wanted);
        g_test_fail();
    }
    g_assert_cmpint(count_diags(set, BX_DIAG_RUN_CUT), ==, n_cut);
    g_assert_cmpint(count_diags(set, BX_DIAG_OVERFULL), ==, 0);
}

/* LB-10, LB-11: what is wider than its column is cut where it hurts least, and that is said unless
 * it is an address cut where addresses may be. */
static void
test_too_wide(void)
{
    check_lines("https://www.example.com/abc/def", 8, "https://www|.example.com/|abc/def", 0);
    check_lines("longname@longer.example.com", 9, "longname@longer|.example.com", 0);
    check_lines("Donaudampfschifffahrt", 6, "Donauda|mpfschifff|ahrt", 1);
    check_lines("字字12345678901234567890字", 5, "字字12345|6789012345|67890字", 1);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    open_fonts();
    g_test_add_func("/breaks/pairs", test_pairs);
    g_test_add_func("/breaks/runs", test_runs);
    g_test_add_func("/breaks/superscript", test_superscript);
    g_test_add_func("/breaks/too-wide", test_too_wide);
    int failed = g_test_run();
    close_fonts();
    return failed;
}
