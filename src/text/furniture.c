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
    const struct {
        const char *name;
        const BxText *text;
    } texts[] = {
        {"title", issue->title},     {"label", issue->label},
        {"number", issue->number},   {"contact", issue->contact},
        {"page_label", spec->label}, {"editor", spec->editor ? spec->editor : issue->editor}};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        if (strcmp(name, texts[i].name) == 0)
            return words_of(texts[i].text);
    if (strcmp(name, "date") == 0)
        return date_words(&issue->date);
    if (strcmp(name, "page") == 0)
        return g_strdup_printf("%d", fields->page->number);
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

/* Of its lines: the frame's width, for vertical words its height. */
static double
length_of(const BxFurniture *item, const BxPagePlan *page)
{
    double height = bx_length_pt(item->height, page->em, page->pitch);
    if (item->style->vertical && height > 0)
        return height;
    double width = bx_length_pt(item->width, page->em, page->pitch);
    return width > 0 ? width : page->type_area.width;
}

static void
compose_item(BxComposed *composed, const Fields *fields, int index, BxFonts *fonts, BxDiags *diags)
{
    const BxFurniture *item = g_ptr_array_index(fields->page->layout->furniture, index);
    g_autofree char *words = fill(fields, item->text);
    if (!*words)
        return;
    BxSetText *set = g_new0(BxSetText, 1);
    set->role = BX_ROLE_FURNITURE;
    set->style = item->style;
    set->own_text = bx_text_new(NULL, words);
    set->figure = set->box = -1;
    set->furniture = index;
    GHashTable *lists[] = {fields->page->layout->words, fields->plan->issue->words, NULL};
    const BxHeadMaking making = {.width = length_of(item, fields->page),
                                 .line_pt = fields->page->pitch,
                                 .is_asis = !fields->plan->issue->convert,
                                 .unconverted = fields->plan->issue->unconverted,
                                 .lists = lists,
                                 .fonts = fonts,
                                 .diags = diags};
    set->lines = bx_compose_head(set->own_text, item->style, &making, &set->size);
    set->pitch = bx_length_pt(item->style->pitch, set->size, fields->page->pitch);
    g_ptr_array_add(composed->texts, set);
}

BxComposed *
bx_compose_furniture(const BxPlan *plan, int page, BxFonts *fonts, BxDiags *diags)
{
    BxComposed *composed = bx_composed_new(-1);
    Fields fields = {plan, g_ptr_array_index(plan->pages, page)};
    const GPtrArray *furniture = fields.page->layout->furniture;
    for (guint i = 0; i < furniture->len; i++) {
        const BxFurniture *item = g_ptr_array_index(furniture, i);
        if (item->kind != BX_FURNITURE_TEXT || !item->text) /* no text: it could not be read */
            continue;
        g_autoptr(BxDiags) own = bx_diags_new();
        compose_item(composed, &fields, (int)i, fonts, own);
        for (int k = 0; k < bx_diags_count(own); k++) {
            const BxDiag *diag = bx_diags_lookup(own, k);
            bool is_fit = diag->code == BX_DIAG_HEAD_TOO_LONG;
            bx_diag_on_page(diags, is_fit ? BX_DIAG_FURNITURE_FIT : diag->code, item->pos,
                            fields.page->number, "furniture “%s”: %s", item->text, diag->message);
        }
    }
    return composed;
}

BxComposed *
bx_compose_slug(const char *words, double width, const BxInk *ink, BxFonts *fonts, BxDiags *diags)
{
    BxStyle *style = g_new0(BxStyle, 1);
    *style = (BxStyle){.name = g_strdup("slug"),
                       .font = g_strdup("hei"),
                       .weight = 400,
                       .size = {BX_SLUG_SIZE_PT, BX_UNIT_PT},
                       .size_min = {BX_SLUG_SIZE_PT, BX_UNIT_PT},
                       .pitch = {1.25, BX_UNIT_EM},
                       .max_lines = 1,
                       .condense_min = 0.8,
                       .condense_max = 1,
                       .ink = *ink,
                       .autospace_em = 0.25,
                       .emphasis = g_strdup("kai"),
                       .strong = g_strdup("hei")};
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
