/* SPDX-License-Identifier: Apache-2.0 */
/* Numerals: mixed forms, approximate numbers, ranges, years. Source: GB/T 15835-2011. Only forms that
 * the standard names as wrong; where a sense decides (3、4号楼, 5年, 98年的历史) nothing is said. */

#include "lint/rules.h"

#include "base/say.h"

#define HAN_DIGITS "〇零一二三四五六七八九"
#define TENS "十百千"
/* Counting words after which a number is an amount, never a place in a row (3、4层 are two floors). */
#define AMOUNTS                                                                                    \
    "个 天 岁 人 米 公里 千米 厘米 公斤 千克 斤 吨 升 元 块 亩 公顷 倍 遍 趟 分钟 秒 小时 平方米"
#define COUNTED                                                                                                         \
    AMOUNTS                                                                                                             \
    " 位 名 家 户 口 次 件 项 台 套 辆 艘 架 座 栋 间 棵 株 头 只 匹 条 根 张 枚 本 册 篇 " \
    "首 场 届 批 份 种 类 处 所 支 把 年 万 亿 多 余"

/* A number of ASCII figures from i on, with points and thousands' commas; 0: none. */
static int
number_at(const BxCopy *copy, int i)
{
    int n = 0;
    while (bx_is_digit(bx_copy_at(copy, i + n))
           || (n > 0 && bx_in(bx_copy_at(copy, i + n), ".,")
               && bx_is_digit(bx_copy_at(copy, i + n + 1))))
        n++;
    return n;
}

/* What stands before a number so that it is none of its own: letters, a sign, part of a longer one. */
static bool
is_joined(gunichar before)
{
    return g_unichar_isalnum(before) ? before < 0x80
                                     : before == BX_ASIS || bx_in(before, ".,-/:第№#");
}

/* ---- mixed forms (5.3) ---- */

static void
found_mixed(BxChecking *checking, int i, int n, const char *how)
{
    g_autofree char *words = bx_copy_words(checking->copy, i, n);
    bx_found(checking, BX_DIAG_NUMBER_MIXED, i,
             "GB/T 15835, 5.3: “%s” mixes Arabic and Chinese figures; %s", words, bx_word(how));
}

/* 4千人, 3百万: 千 and 百 may not follow Arabic figures; units that begin with them may. */
static void
check_multiplier(BxChecking *checking, int i, int n)
{
    const BxCopy *copy = checking->copy;
    gunichar unit = bx_copy_at(copy, i + n);
    bool is_short = n == 1 && copy->c[i] != '0';
    for (int k = i; k < i + n; k++)
        is_short |= copy->c[k] == '.';
    if (!is_short || !bx_in(unit, TENS)
        || bx_copy_word(copy, i + n,
                        "千克 千米 千瓦 千卡 千帕 千伏 千赫 千焦 千牛 千安 千升 千吨 千字节 千比特 "
                        "百米 百帕 百分"))
        return;
    int end = i + n + 1;
    bool is_large = bx_in(bx_copy_at(copy, end), "万亿");
    int counted = bx_copy_word(copy, end, COUNTED);
    if (is_large || counted > 0)
        found_mixed(checking, i, end - i + (is_large ? 1 : counted),
                    "only 万 and 亿 may follow Arabic figures");
}

/* 三百50, 20三: figures of both kinds side by side. */
static void
check_neighbours(BxChecking *checking, int i, int n)
{
    const BxCopy *copy = checking->copy;
    int before = 0;
    while (bx_in(bx_copy_at(copy, i - 1 - before), HAN_DIGITS TENS "万亿两"))
        before++;
    gunichar last = bx_copy_at(copy, i - 1);
    if (before >= 2 && bx_in(last, TENS "零〇") && !bx_is_latin(bx_copy_at(copy, i + n)))
        found_mixed(checking, i - before, before + n, "write it in one of the two");
    else if (bx_in(bx_copy_at(copy, i + n), HAN_DIGITS) && bx_is_digit(bx_copy_at(copy, i + n + 1)))
        found_mixed(checking, i, n + 2, "write it in one of the two, or — for a dash typed as 一");
}

/* 百分之50. */
static void
check_fraction(BxChecking *checking, int i, int n)
{
    const BxCopy *copy = checking->copy;
    if (i < 3 || !bx_copy_word(copy, i - 3, "百分之 千分之 万分之 十分之"))
        return;
    found_mixed(checking, i - 3, n + 3,
                copy->c[i - 3] == 0x767E /* 百 */
                    ? /* xgettext:no-c-format */ N_("write 50% or 百分之五十")
                    : N_("write all of it in one of the two"));
}

void
bx_check_mixed_numbers(BxChecking *checking)
{
    const BxCopy *copy = checking->copy;
    for (int i = 0; i < copy->n;) {
        int n = number_at(copy, i);
        if (n > 0 && !is_joined(bx_copy_at(copy, i - 1))) {
            check_multiplier(checking, i, n);
            check_neighbours(checking, i, n);
            check_fraction(checking, i, n);
        }
        i += MAX(1, n);
    }
}

/* ---- approximate numbers (4.2.2, 5.2.1) ---- */

/* 20几个; not 2000几乎. */
static void
check_some(BxChecking *checking, int i, int n)
{
    const BxCopy *copy = checking->copy;
    int counted = bx_copy_word(copy, i + n + 1, COUNTED " 十 百 千");
    if (bx_copy_at(copy, i + n) != 0x51E0 /* 几 */ || counted == 0)
        return;
    g_autofree char *words = bx_copy_words(copy, i, n + 1 + counted);
    bx_found(checking, BX_DIAG_NUMBER_ABOUT, i,
             "GB/T 15835, 4.2.2: “%s”; a number with 几 is written in Chinese figures", words);
}

/* 3、4个 or 三、四个: two neighbours that say about how many. Not a list (第3、4个, 1、2、3个), nor an
 * ordinal before its sentence (一、二个坚持). */
static bool
is_about_pair(const BxCopy *copy, int i, int first, int second)
{
    gunichar before = bx_copy_at(copy, i - 1);
    if (first < 1 || second != first + 1 || bx_copy_starts(copy, i) || is_joined(before)
        || bx_in(before, "、，第表图例式题章节页版期条款" HAN_DIGITS) || bx_is_digit(before))
        return false;
    int tens = bx_copy_word(copy, i + 3, "十 百 千 万 多");
    return bx_copy_word(copy, i + 3 + tens, AMOUNTS) > 0
           && bx_copy_at(copy, i - 2) != 0x7B2C /* 第 */;
}

static void
check_pair(BxChecking *checking, int i)
{
    const BxCopy *copy = checking->copy;
    if (bx_copy_at(copy, i + 1) != 0x3001)
        return;
    gunichar a = copy->c[i], b = bx_copy_at(copy, i + 2);
    bool is_arabic = bx_is_digit(a) && bx_is_digit(b);
    if (is_arabic ? !is_about_pair(copy, i, (int)a - '0', (int)b - '0')
                  : !is_about_pair(copy, i, bx_han_digit(a), bx_han_digit(b)))
        return;
    g_autofree char *words = bx_copy_words(copy, i, 3);
    bx_found(checking, BX_DIAG_NUMBER_ABOUT, i,
             is_arabic
                 ? N_("GB/T 15835, 4.2.2: “%s” for about how many; write it in Chinese figures, "
                      "without “、”")
                 : N_("GB/T 15835, 5.2.1: “%s” for about how many; take the “、” out"),
             words);
    if (!is_arabic)
        bx_mend(checking, i + 1, 1, "");
}

void
bx_check_about(BxChecking *checking)
{
    const BxCopy *copy = checking->copy;
    for (int i = 0; i < copy->n; i++) {
        int n = number_at(copy, i);
        check_pair(checking, i);
        if (n > 0 && !is_joined(bx_copy_at(copy, i - 1)))
            check_some(checking, i, n);
        i += MAX(0, n - 1);
    }
}

/* ---- ranges (5.1.3) ---- */

#define CONNECTORS "～—~-–"
/* Units after a range: with a hyphen before them it is no score, number or date. */
#define UNITS AMOUNTS " % ‰ ℃ 万元 亿元 万人 毫米 毫升 平方公里 立方米 名 户 家 年 月 日"

static void
check_range(BxChecking *checking, int i, int n)
{
    const BxCopy *copy = checking->copy;
    int first_end = i + n + (bx_in(bx_copy_at(copy, i + n), "%‰℃") ? 1 : 0);
    gunichar connector = bx_copy_at(copy, first_end);
    int second = first_end + 1, m = number_at(copy, second);
    if (!bx_in(connector, CONNECTORS) || m == 0)
        return;
    int end = second + m;
    gunichar sign = bx_copy_at(copy, end);
    g_autofree char *words = bx_copy_words(copy, i, end + (sign ? 1 : 0) - i);
    if (first_end == i + n && bx_in(sign, "%‰万亿"))
        bx_found(checking, BX_DIAG_NUMBER_RANGE, i,
                 "GB/T 15835, 5.1.3: “%s”; %s must stand after both numbers", words,
                 sign == 0x4E07   ? "万"
                 : sign == 0x4EBF ? "亿"
                 : sign == '%'    ? "%"
                                  : "‰");
    else if (connector == '-' && bx_copy_word(copy, end, UNITS))
        bx_found(checking, BX_DIAG_NUMBER_RANGE, first_end,
                 "GB/T 15835, 5.1.3: “%s”; the connector of a range is ～ or —", words);
}

void
bx_check_ranges(BxChecking *checking)
{
    const BxCopy *copy = checking->copy;
    for (int i = 0; i < copy->n;) {
        int n = number_at(copy, i);
        gunichar before = bx_copy_at(copy, i - 1);
        if (n > 0 && !is_joined(before) && !bx_in(before, CONNECTORS))
            check_range(checking, i, n);
        i += MAX(1, n);
    }
}

/* ---- years, zeros, decimals ---- */

/* A ’ or ' with its partner near before it, or behind a word. */
static bool
closes_quote(const BxCopy *copy, int i)
{
    gunichar before = bx_copy_at(copy, i - 1);
    if (before < 0x80 && g_unichar_isalnum(before))
        return true;
    for (int k = i - 1; k >= 0 && k > i - 60; k--)
        if (copy->c[k] == 0x2018 || copy->c[k] == '\'')
            return true;
    return false;
}

/* ’98, and 98年5月3日: figures before a month with its day are a year. */
static void
check_short_year(BxChecking *checking, int i, int n)
{
    const BxCopy *copy = checking->copy;
    gunichar before = bx_copy_at(copy, i - 1);
    if (n != 2 || bx_is_latin(bx_copy_at(copy, i + n)))
        return;
    bool is_omitted = (before == 0x2019 || before == '\'') && !closes_quote(copy, i - 1);
    int month = number_at(copy, i + 3), day = number_at(copy, i + 4 + month);
    bool is_date = bx_copy_at(copy, i + 2) == 0x5E74 && month > 0 && !is_joined(before)
                   && !bx_in(before, CONNECTORS) && bx_copy_at(copy, i + 3 + month) == 0x6708
                   && day > 0 && bx_in(bx_copy_at(copy, i + 4 + month + day), "日号");
    if (!is_omitted && !is_date)
        return;
    int start = i - is_omitted;
    g_autofree char *words = bx_copy_words(copy, start, i + 2 - start);
    bx_found(checking, BX_DIAG_YEAR_SHORT, start,
             "GB/T 15835, 5.1.4: a year is not written with two figures: “%s”", words);
}

/* .46 behind a blank, a mark or a word that an amount follows; the point may be anything else. */
static void
check_decimal(BxChecking *checking, int i, int n)
{
    const BxCopy *copy = checking->copy;
    gunichar before = bx_copy_at(copy, i - 2), after = bx_copy_at(copy, i + n);
    if (i < 1 || copy->c[i - 1] != '.' || bx_is_latin(after) || after == '.')
        return;
    if (before != 0 && before != ' ' && !bx_in(before, "，、；：（“为约达到仅超近占"))
        return;
    bx_found(checking, BX_DIAG_NUMBER_DECIMAL, i - 1,
             "GB/T 15835, 5.1.2: a decimal needs a 0 before its point");
}

/* 5.2.5: 〇 in years and numbers, 零 in amounts. */
static void
check_zero(BxChecking *checking, int i, int n)
{
    const BxCopy *copy = checking->copy;
    bool is_year = n == 4 && bx_copy_at(copy, i + n) == 0x5E74 && bx_in(copy->c[i], "一二")
                   && !bx_in(bx_copy_at(copy, i - 1), TENS "万亿");
    for (int k = i; k < i + n; k++) {
        bool is_after_ten = k == i && bx_in(bx_copy_at(copy, k - 1), "百千万亿");
        bool is_wrong =
            (is_year && copy->c[k] == 0x96F6) || (is_after_ten && copy->c[k] == 0x3007 && n > 1);
        if (!is_wrong)
            continue;
        bx_found(checking, BX_DIAG_NUMBER_ZERO, k,
                 is_year ? N_("GB/T 15835, 5.2.5: a year is written with 〇")
                         : N_("GB/T 15835, 5.2.5: an amount is written with 零"));
        bx_mend(checking, k, 1, is_year ? "〇" : "零");
    }
}

void
bx_check_years(BxChecking *checking)
{
    const BxCopy *copy = checking->copy;
    for (int i = 0; i < copy->n;) {
        int n = number_at(copy, i), m = bx_copy_span(copy, i, HAN_DIGITS);
        if (n > 0 && copy->has_han) {
            check_short_year(checking, i, n);
            check_decimal(checking, i, n);
        }
        if (m > 0)
            check_zero(checking, i, m);
        i += MAX(1, MAX(n, m));
    }
}
