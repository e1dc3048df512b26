/* SPDX-License-Identifier: Apache-2.0 */
/* Dates: ones that no calendar has, and weekdays that do not fit. A weekday is held to a date with
 * its year alone: without one nobody can tell. */

#include "lint/dates.h"

#include "lint/rules.h"

#define YEAR 0x5E74
#define MONTH 0x6708
#define DAY 0x65E5

static const char *const weekdays[] = {"星期一", "星期二", "星期三", "星期四",
                                       "星期五", "星期六", "星期日"};

const char *
bx_weekday_name(int weekday)
{
    return weekdays[CLAMP(weekday, 1, 7) - 1];
}

int
bx_figure_at(const BxCopy *copy, int i, int *length)
{
    int n = bx_copy_span(copy, i, "0123456789"), value = 0;
    if (n > 8)
        n = 0;
    *length = n;
    for (int k = 0; k < n; k++)
        value = value * 10 + (int)(copy->c[i + k] - '0');
    if (n > 0)
        return value;
    n = bx_copy_span(copy, i, "〇零一二三四五六七八九十");
    if (n == 0 || n > 4)
        return 0;
    *length = n;
    bool is_tens = false;
    for (int k = 0; k < n; k++) {
        gunichar c = copy->c[i + k];
        if (c != 0x5341 /* 十 */)
            value =
                is_tens && value % 10 == 0 ? value + bx_han_digit(c) : value * 10 + bx_han_digit(c);
        else
            value = (value ? value : 1) * 10;
        is_tens |= c == 0x5341;
    }
    return value;
}

bool
bx_date_at(const BxCopy *copy, int i, BxWrittenDate *date)
{
    int n, start = i, value = bx_figure_at(copy, i, &n);
    *date = (BxWrittenDate){0};
    if (n > 0 && bx_copy_at(copy, i + n) == YEAR) {
        if (n != 4)
            return false;
        date->year = value;
        i += n + 1;
        value = bx_figure_at(copy, i, &n);
    }
    if (n == 0 || n > 3 || bx_copy_at(copy, i + n) != MONTH)
        return false;
    date->month = value;
    i += n + 1;
    date->day = bx_figure_at(copy, i, &n);
    if (n == 0 || n > 3 || !bx_in(bx_copy_at(copy, i + n), "日号"))
        return false;
    date->length = i + n + 1 - start;
    return true;
}

int
bx_weekday_at(const BxCopy *copy, int i, int *length)
{
    int n = bx_copy_word(copy, i, "星期 礼拜 周");
    gunichar day = bx_copy_at(copy, i + n);
    *length = n + 1;
    if (n == 0 || !bx_in(day, "一二三四五六日天"))
        return 0;
    int value = bx_han_digit(day);
    return value > 0 ? value : 7;
}

static int
days_in(int month, int year)
{
    if (year > 0)
        return g_date_get_days_in_month((GDateMonth)month, (GDateYear)year);
    return month == 2 ? 29 : g_date_get_days_in_month((GDateMonth)month, 2000);
}

/* （星期三）, ，星期三 or 星期三 right behind the date. */
static void
check_weekday(BxChecking *checking, int i, const BxWrittenDate *written)
{
    const BxCopy *copy = checking->copy;
    int end = i + written->length, length;
    while (bx_in(bx_copy_at(copy, end), "（(，, 　") && end < i + written->length + 2)
        end++;
    int weekday = bx_weekday_at(copy, end, &length);
    if (weekday == 0 || written->year == 0)
        return;
    g_autoptr(GDate) date = g_date_new_dmy((GDateDay)written->day, (GDateMonth)written->month,
                                           (GDateYear)written->year);
    int right = (int)g_date_get_weekday(date);
    if (right != weekday)
        bx_found(checking, BX_DIAG_WEEKDAY_WRONG, end, "%d年%d月%d日 is a %s, not %s",
                 written->year, written->month, written->day, bx_weekday_name(right),
                 bx_weekday_name(weekday));
}

/* Days of the old calendar, which may be a 30th of its second month: 农历二月三十日, 光绪三年二月三十日. */
static bool
is_of_old_calendar(const BxCopy *copy, int i, const BxWrittenDate *date)
{
    for (int k = i - 1; k >= 0 && k > i - 8; k--)
        if (bx_copy_word(copy, k, "农历 阴历 旧历 夏历 回历 藏历"))
            return true;
    return date->year == 0 && !bx_is_digit(bx_copy_at(copy, i));
}

static bool
is_in_calendar(const BxWrittenDate *date)
{
    return date->month >= 1 && date->month <= 12 && date->day >= 1
           && date->day <= days_in(date->month, date->year);
}

void
bx_check_dates(BxChecking *checking)
{
    const BxCopy *copy = checking->copy;
    for (int i = 0; i < copy->n; i++) {
        BxWrittenDate date;
        if (bx_in(bx_copy_at(copy, i - 1), "0123456789.〇零一二三四五六七八九十闰")
            || !bx_date_at(copy, i, &date))
            continue;
        bool is_day = bx_copy_at(copy, i + date.length - 1) == DAY; /* 5月31号线 is none */
        if (is_in_calendar(&date)) {
            check_weekday(checking, i, &date);
        } else if (is_day && !is_of_old_calendar(copy, i, &date)) {
            g_autofree char *words = bx_copy_words(copy, i, date.length);
            bx_found(checking, BX_DIAG_DATE_WRONG, i, "“%s” is in no calendar", words);
        }
        i += date.length - 1;
    }
}
