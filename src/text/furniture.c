/* SPDX-License-Identifier: Apache-2.0 */
/* Furniture: the layout's own texts (nameplate, folio) with the issue's words in their fields. */

#include "text/compose.h"

#include "text/headline.h"

#include <string.h>

typedef struct {
    const BxPlan *plan;
    const BxPagePlan *page;
} Fields;

static char *
date_words(const GDate *date)
{
    if (!g_date_valid(date))
        return g_strdup("");
    return g_strdup_printf("%d年%d月%d日", g_date_get_year(date), g_date_get_month(date),
                           g_date_get_day(date));
}

static char *
weekday_words(const GDate *date)
{
    static const char *const days[] = {"", "一", "二", "三", "四", "五", "六", "日"};
    return g_date_valid(date) ? g_strconcat("星期", days[g_date_get_weekday(date)], NULL)
                              : g_strdup("");
}

/* A number under 10,000 in Chinese numerals, as spoken: 十二, 一百零三. */
static char *
han_number(int number)
{
    static const char *const digits[] = {"零", "一", "二", "三", "四",
                                         "五", "六", "七", "八", "九"};
    static const char *const ranks[] = {"千", "百", "十", ""};
    GString *out = g_string_new(NULL);
    bool has_gap = false;
    for (int rank = 0, unit = 1000; rank < 4; rank++, unit /= 10) {
        int digit = number / unit % 10;
        if (digit == 0) {
            has_gap = out->len > 0;
            continue;
        }
        if (has_gap)
            g_string_append(out, digits[0]);
        has_gap = false;
        if (digit > 1 || rank != 2 || out->len > 0) /* 十二, not 一十二 */
            g_string_append(out, digits[digit]);
        g_string_append(out, ranks[rank]);
    }
    return g_string_free(out, FALSE);
}

static char *
words_of(const BxText *text)
{
    return g_strdup(text ? text->text : "");
}

static char *
slogan(const BxIssue *issue, const char *number)
{
    guint64 n = g_ascii_strtoull(number, NULL, 10);
    return n >= 1 && n <= issue->slogans->len ? words_of(g_ptr_array_index(issue->slogans, n - 1))
                                              : g_strdup("");
}

/* The words of one field; NULL: no such field. */
static char *
field(const Fields *fields, const char *name)
{
    const BxIssue *issue = fields->plan->issue;
    const BxPageSpec *spec = fields->page->spec;
    for (const BxIssueWord *word = bx_issue_words; word->name; word++)
        if (strcmp(name, word->name) == 0)
            return words_of(spec->editor && strcmp(name, "editor") == 0
                                ? spec->editor
                                : bx_issue_lookup_word(issue, name));
    if (strcmp(name, "page_label") == 0)
        return words_of(spec->label);
    if (strcmp(name, "date") == 0)
        return date_words(&issue->date);
    if (strcmp(name, "page") == 0)
        return g_strdup_printf("%d", fields->page->number);
    if (strcmp(name, "page_han") == 0)
        return han_number(fields->page->number);
    if (strcmp(name, "weekday") == 0)
        return weekday_words(&issue->date);
    if (strcmp(name, "pages") == 0)
        return g_strdup_printf("%u", fields->plan->pages->len);
    if (g_str_has_prefix(name, "slogan"))
        return slogan(issue, name + strlen("slogan"));
    return NULL;
}

/* Fills {fields}; the loader has refused those that are none. */
static char *
fill(const Fields *fields, const char *template)
{
    GString *out = g_string_new(NULL);
    while (*template) {
        const char *end = *template == '{' ? strchr(template, '}') : NULL;
        g_autofree char *name = end ? g_strndup(template + 1, (gsize)(end - template - 1)) : NULL;
        g_autofree char *words = name ? field(fields, name) : NULL;
        if (words) {
            g_string_append(out, words);
            template = end + 1;
        } else {
            g_string_append_c(out, *template ++);
        }
    }
    char *filled = g_string_free(out, FALSE);
    return g_strstrip(filled);
}

/* The style where left and right have changed places; NULL: it is the same. Owned. */
static BxStyle *
mirrored(const BxStyle *style)
{
    if (style->align != BX_ALIGN_LEFT && style->align != BX_ALIGN_RIGHT)
        return NULL;
    BxStyle *other = bx_style_copy(style);
    other->align = style->align == BX_ALIGN_LEFT ? BX_ALIGN_RIGHT : BX_ALIGN_LEFT;
    return other;
}

static void
compose_item(BxComposed *composed, const Fields *fields, int index, BxFonts *fonts, BxDiags *diags)
{
    const BxFurniturePlan *plan = &g_array_index(fields->page->furniture, BxFurniturePlan, index);
    const BxFurniture *item = plan->item;
    g_autofree char *words = fill(fields, item->text);
    if (!*words)
        return;
    BxSetText *set = g_new0(BxSetText, 1);
    set->role = BX_ROLE_FURNITURE;
    set->own_style = plan->is_mirrored ? mirrored(item->style) : NULL;
    set->style = set->own_style ? set->own_style : item->style;
    set->own_text = bx_text_new(NULL, words);
    set->figure = set->box = -1;
    set->furniture = index;
    GHashTable *lists[] = {fields->page->layout->words, fields->plan->issue->words, NULL};
    bool is_down = item->style->vertical && plan->rect.height > 0;
    const BxHeadMaking making = {.width = is_down ? plan->rect.height : plan->rect.width,
                                 .line_pt = fields->page->pitch,
                                 .is_asis = !fields->plan->issue->convert,
                                 .unconverted = fields->plan->issue->unconverted,
                                 .lists = lists,
                                 .fonts = fonts,
                                 .diags = diags};
    set->lines = bx_compose_head(set->own_text, set->style, &making, &set->size);
    set->pitch = bx_length_pt(item->style->pitch, set->size, fields->page->pitch);
    g_ptr_array_add(composed->texts, set);
}

/* 广告: what is paid for is marked as such. */
static void
compose_ad_mark(BxComposed *composed, const Fields *fields, int index, BxFonts *fonts,
                BxDiags *diags)
{
    const BxAdPlan *plan = &g_array_index(fields->page->ads, BxAdPlan, index);
    if (plan->ad->mark == BX_AD_MARK_NONE)
        return;
    BxSetText *set = g_new0(BxSetText, 1);
    set->role = BX_ROLE_AD_MARK;
    set->style = fields->page->layout->ad_mark;
    set->own_text = bx_text_new(NULL, "广告");
    set->figure = set->box = -1;
    set->furniture = index;
    const BxHeadMaking making = {.width = plan->net.width,
                                 .line_pt = fields->page->pitch,
                                 .is_label = true,
                                 .is_asis = true,
                                 .fonts = fonts,
                                 .diags = diags};
    set->lines = bx_compose_head(set->own_text, set->style, &making, &set->size);
    set->pitch = bx_length_pt(set->style->pitch, set->size, fields->page->pitch);
    g_ptr_array_add(composed->texts, set);
}

BxComposed *
bx_compose_furniture(const BxPlan *plan, int page, BxFonts *fonts, BxDiags *diags)
{
    BxComposed *composed = bx_composed_new(-1);
    Fields fields = {plan, g_ptr_array_index(plan->pages, page)};
    const GArray *furniture = fields.page->furniture;
    for (guint i = 0; i < furniture->len; i++) {
        const BxFurniture *item = g_array_index(furniture, BxFurniturePlan, i).item;
        if (item->kind != BX_FURNITURE_TEXT || !item->text) /* no text: it could not be read */
            continue;
        g_autoptr(BxDiags) own = bx_diags_new();
        compose_item(composed, &fields, (int)i, fonts, own);
        for (int k = 0; k < bx_diags_count(own); k++) {
            const BxDiag *diag = bx_diags_lookup(own, k);
            bool is_fit = diag->code == BX_DIAG_HEAD_TOO_LONG;
            g_autofree char *said = bx_diag_said(diag);
            if (bx_diag_is_of_no_place(diag))
                bx_diag(diags, diag->code, diag->pos, "%s", said);
            else
                bx_diag_on_page(diags, is_fit ? BX_DIAG_FURNITURE_FIT : diag->code, item->pos,
                                fields.page->number, "furniture “%s”: %s", item->text, said);
        }
    }
    for (guint i = 0; i < fields.page->ads->len; i++)
        compose_ad_mark(composed, &fields, (int)i, fonts, diags);
    return composed;
}

BxComposed *
bx_compose_slug(const char *words, double width, const BxInk *ink, BxFonts *fonts, BxDiags *diags)
{
    const BxStyle small = {.name = (char *)"slug",
                           .font = (char *)BX_SLUG_FONT,
                           .weight = BX_SLUG_WEIGHT,
                           .size = {BX_SLUG_SIZE_PT, BX_UNIT_PT},
                           .size_min = {BX_SLUG_SIZE_PT, BX_UNIT_PT},
                           .pitch = {1.25, BX_UNIT_EM},
                           .max_lines = 1,
                           .condense_min = 0.8,
                           .condense_max = 1,
                           .ink = *ink,
                           .autospace_em = 0.25,
                           .emphasis = (char *)"kai",
                           .strong = (char *)"hei"};
    BxStyle *style = bx_style_copy(&small);
    BxComposed *composed = bx_composed_new(-1);
    BxSetText *set = g_new0(BxSetText, 1);
    set->role = BX_ROLE_FURNITURE;
    set->own_style = style;
    set->style = style;
    set->own_text = bx_text_new(NULL, words);
    set->figure = set->box = set->furniture = -1;
    const BxHeadMaking making = {.width = width,
                                 .line_pt = BX_SLUG_SIZE_PT,
                                 .is_asis = true,
                                 .fonts = fonts,
                                 .diags = diags};
    set->lines = bx_compose_head(set->own_text, style, &making, &set->size);
    g_ptr_array_add(composed->texts, set);
    return composed;
}
