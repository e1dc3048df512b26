/* SPDX-License-Identifier: Apache-2.0 */
/* What the author says of pages and numbers: 下转 and 上接, and the number against date and weekday. */

#include "lint/across.h"

#include "base/say.h"
#include "lint/dates.h"
#include "lint/lint.h"
#include "lint/texts.h"

#include <string.h>

/* ---- jump lines that the author typed (EL-7) ---- */

/* An issue has a few; each is held against all others. */
#define JUMPS_MOST 500

typedef struct {
    int story, page; /* page: the number named */
    bool is_to;      /* 下转; else 上接 */
    BxPos pos;
} Jump;

/* 下转第3版, （转3版）, 上接第一版; `page` gets the number. Characters, 0: none. */
static int
jump_at(const BxCopy *copy, int i, Jump *jump)
{
    int n = bx_copy_word(copy, i, "下转 上接 紧接"), length;
    if (n == 0 && bx_in(bx_copy_at(copy, i - 1), "（("))
        n = bx_copy_word(copy, i, "转 接");
    if (n == 0)
        return 0;
    jump->is_to = bx_copy_at(copy, i + n - 1) == 0x8F6C; /* 转 */
    n += bx_copy_word(copy, i + n, "第");
    jump->page = bx_figure_at(copy, i + n, &length);
    return length > 0 && bx_copy_at(copy, i + n + length) == 0x7248 /* 版 */ ? n + length + 1 : 0;
}

static void
find_jumps(const BxIssue *issue, int index, GArray *jumps)
{
    g_autoptr(GArray) texts = bx_story_texts(g_ptr_array_index(issue->stories, index));
    for (guint t = 0; t < texts->len; t++) {
        const BxStoryText *entry = &g_array_index(texts, BxStoryText, t);
        g_autoptr(BxCopy) copy = bx_copy_new(entry->text, entry->kind);
        for (int i = 0; i < copy->n && jumps->len < JUMPS_MOST; i++) {
            Jump jump = {.story = index};
            if (jump_at(copy, i, &jump) == 0)
                continue;
            jump.pos = bx_text_pos(entry->text, i);
            g_array_append_val(jumps, jump);
        }
    }
}

static bool
is_on_page(const BxIssue *issue, int story, int number)
{
    for (guint p = 0; p < issue->pages->len; p++) {
        const BxPageSpec *page = g_ptr_array_index(issue->pages, p);
        for (guint k = 0; page->number == number && k < page->placings->len; k++)
            if (((const BxPlacing *)g_ptr_array_index(page->placings, k))->story == story)
                return true;
    }
    return false;
}

static bool
has_page(const BxIssue *issue, int number)
{
    for (guint p = 0; p < issue->pages->len; p++)
        if (((const BxPageSpec *)g_ptr_array_index(issue->pages, p))->number == number)
            return true;
    return false;
}

/* The number of a page that the story stands on; 0: none. */
static int
page_of(const BxIssue *issue, int story)
{
    for (guint p = 0; p < issue->pages->len; p++) {
        const BxPageSpec *page = g_ptr_array_index(issue->pages, p);
        if (is_on_page(issue, story, page->number))
            return page->number;
    }
    return 0;
}

/* Is there a line the other way round on the page named, that names a page of this story? */
static bool
is_answered(const BxIssue *issue, const GArray *jumps, const Jump *jump)
{
    for (guint i = 0; i < jumps->len; i++) {
        const Jump *other = &g_array_index(jumps, Jump, i);
        if (other->is_to != jump->is_to && other->story != jump->story
            && is_on_page(issue, other->story, jump->page)
            && is_on_page(issue, jump->story, other->page))
            return true;
    }
    return false;
}

static void
check_jump(const BxIssue *issue, const GArray *jumps, const Jump *jump, BxDiags *diags)
{
    const char *words = jump->is_to ? "下转" : "上接", *answer = jump->is_to ? "上接" : "下转";
    int page = page_of(issue, jump->story);
    if (page == 0)
        return; /* it is on no page: nothing to hold it to */
    if (!has_page(issue, jump->page))
        bx_diag(diags, BX_DIAG_JUMP_PAIR, jump->pos, "“%s第%d版”: the issue has no page %d", words,
                jump->page, jump->page);
    else if (is_on_page(issue, jump->story, jump->page))
        bx_diag(diags, BX_DIAG_JUMP_PAIR, jump->pos,
                page == jump->page
                    ? N_("“%s第%d版” stands on that page itself")
                    : N_("“%s第%d版”: the article goes on there, and its jump lines are set by the "
                         "engine; take these words out"),
                words, jump->page);
    else if (!is_answered(issue, jumps, jump))
        bx_diag(diags, BX_DIAG_JUMP_PAIR, jump->pos,
                "“%s第%d版”: no article on page %d says “%s第%d版”", words, jump->page, jump->page,
                answer, page);
}

void
bx_check_jumps(const BxIssue *issue, BxDiags *diags)
{
    g_autoptr(GArray) jumps = g_array_new(FALSE, FALSE, sizeof(Jump));
    for (guint i = 0; i < issue->stories->len; i++)
        find_jumps(issue, (int)i, jumps);
    for (guint i = 0; i < jumps->len; i++)
        check_jump(issue, jumps, &g_array_index(jumps, Jump, i), diags);
}

/* ---- number, date, weekday ---- */

typedef struct {
    int year, number, total; /* 2024年第12期 总第345期; 0: not said */
} Number;

/* The first figures of a text; 0: it has none. */
static int
first_figure(const BxText *text)
{
    g_autoptr(BxCopy) copy = text ? bx_copy_new(text, BX_COPY_ISSUE) : NULL;
    for (int i = 0, n; copy && i < copy->n; i++) {
        int value = bx_figure_at(copy, i, &n);
        if (n > 0)
            return value;
    }
    return 0;
}

static Number
read_number(const BxIssue *issue)
{
    Number number = {.total = first_figure(issue->total)};
    g_autoptr(BxCopy) copy = issue->number ? bx_copy_new(issue->number, BX_COPY_ISSUE) : NULL;
    for (int i = 0; copy && i < copy->n; i++) {
        int n, value = bx_figure_at(copy, i, &n);
        gunichar after = bx_copy_at(copy, i + n);
        if (n == 4 && after == 0x5E74 && !number.year)
            number.year = value;
        if (n > 0 && after == 0x671F /* 期 */ && bx_copy_at(copy, i - 1) == 0x7B2C /* 第 */) {
            bool is_total = bx_copy_at(copy, i - 2) == 0x603B; /* 总 */
            *(is_total ? &number.total : &number.number) = value;
        }
        i += n > 0 ? n - 1 : 0;
    }
    return number;
}

/* A weekday alone is the issue's; beside a date it is held to that (bx_check_dates). */
static void
check_lone_weekday(const BxIssue *issue, const BxText *text, BxDiags *diags)
{
    g_autoptr(BxCopy) copy = text ? bx_copy_new(text, BX_COPY_ISSUE) : NULL;
    for (int i = 0; copy && i < copy->n; i++) {
        BxWrittenDate date;
        int length, weekday = bx_weekday_at(copy, i, &length);
        if (bx_date_at(copy, i, &date))
            return;
        int right = (int)g_date_get_weekday(&issue->date);
        /* 周一版, 周日特刊 are names */
        if (weekday == 0 || copy->c[i] == 0x5468 /* 周 */ || weekday == right)
            continue;
        bx_diag(diags, BX_DIAG_WEEKDAY_WRONG, bx_text_pos(text, i),
                "%d-%02d-%02d, the date of the issue, is a %s", g_date_get_year(&issue->date),
                g_date_get_month(&issue->date), g_date_get_day(&issue->date),
                bx_weekday_name(right));
    }
}

/* The full date that stands in `number`; false: none. */
static bool
find_date(const BxText *text, BxWrittenDate *date, int *at)
{
    g_autoptr(BxCopy) copy = text ? bx_copy_new(text, BX_COPY_ISSUE) : NULL;
    for (*at = 0; copy && *at < copy->n; (*at)++)
        if (bx_date_at(copy, *at, date) && date->year > 0)
            return true;
    return false;
}

static void
check_number_date(const BxIssue *issue, BxDiags *diags)
{
    BxWrittenDate date;
    int at;
    const GDate *day = &issue->date;
    Number number = read_number(issue);
    if (find_date(issue->number, &date, &at)) {
        if (date.year != g_date_get_year(day) || date.month != (int)g_date_get_month(day)
            || date.day != g_date_get_day(day))
            bx_diag(diags, BX_DIAG_NUMBER_ORDER, bx_text_pos(issue->number, at),
                    "the number says %d-%02d-%02d, the date of the issue is %d-%02d-%02d",
                    date.year, date.month, date.day, g_date_get_year(day), g_date_get_month(day),
                    g_date_get_day(day));
    } else if (number.year && number.year != g_date_get_year(day)) {
        bx_diag(diags, BX_DIAG_NUMBER_ORDER, bx_text_pos(issue->number, 0),
                "the number is of %d, the date of %d", number.year, g_date_get_year(day));
    }
    if (number.total && number.number > number.total)
        bx_diag(diags, BX_DIAG_NUMBER_ORDER, bx_text_pos(issue->number, 0),
                "number %d of the year is over the total number %d", number.number, number.total);
}

void
bx_check_number(const BxIssue *issue, BxDiags *diags)
{
    if (!g_date_valid(&issue->date))
        return;
    const BxText *texts[] = {issue->number, issue->label, issue->contact};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        check_lone_weekday(issue, texts[i], diags);
    check_number_date(issue, diags);
}

/* ---- several issues ---- */

static int
compare_dates(gconstpointer a, gconstpointer b)
{
    const BxIssue *one = *(const BxIssue *const *)a, *two = *(const BxIssue *const *)b;
    int by_title = strcmp(one->title->text, two->title->text);
    return by_title ? by_title : g_date_compare(&one->date, &two->date);
}

static void
compare_issues(const BxIssue *before, const BxIssue *issue, BxDiags *diags)
{
    Number old = read_number(before), new = read_number(issue);
    bool same_year = g_date_get_year(&before->date) == g_date_get_year(&issue->date);
    bool same_day = g_date_compare(&before->date, &issue->date) == 0;
    const char *order = same_day ? bx_word("of the same day") : bx_word("before it");
    BxPos pos = issue->number ? bx_text_pos(issue->number, 0) : BX_NO_POS;
    if (same_year && old.number && new.number
        && (same_day ? old.number == new.number : new.number <= old.number))
        bx_diag(diags, BX_DIAG_NUMBER_ORDER, pos, "number %d; the issue %s (%s) has %d", new.number,
                order, before->folder, old.number);
    if (old.total && new.total && (same_day ? old.total == new.total : new.total <= old.total))
        bx_diag(diags, BX_DIAG_NUMBER_ORDER, pos, "total number %d; the issue %s (%s) has %d",
                new.total, order, before->folder, old.total);
}

void
bx_lint_series(const GPtrArray *issues, BxDiags *diags)
{
    g_autoptr(GPtrArray) sorted = g_ptr_array_new();
    for (guint i = 0; i < issues->len; i++) {
        const BxIssue *issue = g_ptr_array_index(issues, i);
        if (g_date_valid(&issue->date))
            g_ptr_array_add(sorted, (gpointer)issue);
    }
    g_ptr_array_sort(sorted, compare_dates);
    for (guint i = 1; i < sorted->len; i++) {
        const BxIssue *before = g_ptr_array_index(sorted, i - 1),
                      *issue = g_ptr_array_index(sorted, i);
        if (strcmp(before->title->text, issue->title->text) == 0)
            compare_issues(before, issue, diags);
    }
}
