/* SPDX-License-Identifier: Apache-2.0 */
/* Numbers: a word before (第 近 约), the digits with their percent sign, 余 多 几, 万 亿, the unit. */

#include "text/number.h"

#include <string.h>

/* clang-format off */
static const char before[] = "第近约超逾";
static const char about[] = "余多几来";
static const char multiples[] = "十百千万亿兆";
/* A date goes on after these. */
static const char date_units[] = "年月日号时分";
/* Units and measures of newspaper copy; the longest that fits is taken. */
static const char *const units[] = {
    "个百分点", "平方公里", "平方厘米", "立方厘米", "千瓦时", "平方米", "立方米", "摄氏度", "百分点", "公里", "千米", "分米", "厘米",
    "毫米", "微米", "纳米", "英里", "海里", "英尺", "英寸", "公顷", "公斤", "千克", "毫克", "微克", "公吨", "毫升", "平方", "立方",
    "千瓦", "兆瓦", "马力", "千伏", "赫兹", "兆赫", "人次", "人民币", "美元", "欧元", "英镑", "日元", "港元", "港币", "卢布", "个月",
    "周年", "年度", "季度", "年代", "年级", "世纪", "小时", "分钟", "秒钟", "点钟", "刻钟", "平米", "车次", "班次",
};
static const char unit_chars[] =
    "年月日时分秒天周岁代纪点刻号期届版章节条款项名位人户家个只台套件辆架艘座栋幢间所处片块张本册部篇份封支枝根颗粒枚"
    "株棵头匹口元角亿万千百十余多米厘毫微纳克吨公斤里亩顷升度级倍成次场轮批回遍趟步层楼路线组类种款门节盏副双对队班"
    "把扇床顶瓶箱袋包桶杯碗盘串束堆车船尺寸丈圈段集页行字国省市县区镇乡村校站厂店镑";
/* clang-format on */

typedef struct {
    const gunichar *text;
    int n;
} Walk;

static bool
is_one_of(gunichar c, const char *list)
{
    return c >= 0x4E00 && g_utf8_strchr(list, -1, c) != NULL;
}

static bool
is_digit(const Walk *walk, int i)
{
    return i >= 0 && i < walk->n && walk->text[i] >= '0' && walk->text[i] <= '9';
}

/* Inside a number: a point, comma, colon, slash or thin blank between two digits. */
static bool
is_inside(const Walk *walk, int i)
{
    gunichar c = walk->text[i];
    return is_digit(walk, i + 1)
           && (c == '.' || c == ',' || c == ':' || c == '/' || c == 0x2236
               || (c == ' ' && is_digit(walk, i + 3) && !is_digit(walk, i + 4)));
}

static int
end_of_digits(const Walk *walk, int i)
{
    while (i < walk->n && (is_digit(walk, i) || is_inside(walk, i)))
        i++;
    while (i < walk->n && (bx_class_lookup(walk->text[i]) == BX_CLASS_SX || walk->text[i] == '+'))
        i++;
    return i;
}

static int
length_of_unit(const Walk *walk, int i)
{
    for (size_t k = 0; k < G_N_ELEMENTS(units); k++) {
        const char *p = units[k];
        int length = 0;
        while (*p && i + length < walk->n && walk->text[i + length] == g_utf8_get_char(p)) {
            p = g_utf8_next_char(p);
            length++;
        }
        if (!*p)
            return length;
    }
    return i < walk->n && is_one_of(walk->text[i], unit_chars) ? 1 : 0;
}

/* The end of a group whose digits end at i. */
static int
end_of_group(const Walk *walk, int i)
{
    while (i < walk->n && is_one_of(walk->text[i], about))
        i++;
    for (;;) {
        int length = length_of_unit(walk, i);
        bool is_multiple = length <= 1 && i < walk->n && is_one_of(walk->text[i], multiples);
        if (!is_multiple)
            return i + length;
        i++;
        while (i < walk->n && is_one_of(walk->text[i], about))
            i++;
    }
}

void
bx_find_ties(const gunichar *text, int n, uint8_t *ties)
{
    const Walk walk = {text, n};
    memset(ties, BX_TIE_NONE, (size_t)n);
    for (int i = 0; i < n;) {
        if (!is_digit(&walk, i)) {
            i++;
            continue;
        }
        int start = i > 0 && is_one_of(text[i - 1], before) ? i - 1 : i;
        int digits_end = end_of_digits(&walk, i);
        bool has_sign = bx_class_lookup(text[digits_end - 1]) == BX_CLASS_SX; /* 30′, 5% */
        int end = has_sign ? digits_end : end_of_group(&walk, digits_end);
        memset(ties + start, BX_TIE_UNIT, (size_t)(end - 1 - start));
        bool goes_on =
            end > digits_end && is_digit(&walk, end) && is_one_of(text[end - 1], date_units);
        if (goes_on)
            ties[end - 1] = BX_TIE_DATE;
        i = end;
    }
}
