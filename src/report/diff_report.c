/* SPDX-License-Identifier: Apache-2.0 */
#include "report/diff_report.h"

#include "base/say.h"
#include "report/json.h"

#define DIFF_VERSION 1
/* Characters of a change that a terminal shows. */
#define SHOWN_CHARS 60

bool
bx_diff_page_differs(const BxDiffPage *page)
{
    return page->changes->len > 0 || page->picture || page->old_index < 0 || page->new_index < 0;
}

char *
bx_diff_shorten(const char *words, int most)
{
    long n = g_utf8_strlen(words, -1);
    if (n <= most)
        return g_strdup(words);
    const char *end = g_utf8_offset_to_pointer(words, n - most / 2);
    g_autofree char *start = g_utf8_substring(words, 0, most / 2);
    return g_strdup_printf("%s … %s", start, end);
}

/* ---- text ---- */

static void
append_change(GString *out, const BxDiffChange *change)
{
    g_autofree char *gone = bx_diff_shorten(change->gone, SHOWN_CHARS),
                    *added = bx_diff_shorten(change->added, SHOWN_CHARS);
    g_string_append_printf(out, "  %s%s", change->story ? change->story : "",
                           change->story ? ": " : "");
    g_string_append(out, change->before);
    if (*gone)
        g_string_append_printf(out, "[-%s-]", gone);
    if (*added)
        g_string_append_printf(out, "{+%s+}", added);
    g_string_append_printf(out, "%s\n", change->after);
}

char *
bx_diff_text(const BxDiff *diff)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < diff->pages->len; i++) {
        const BxDiffPage *page = g_ptr_array_index(diff->pages, i);
        if (!bx_diff_page_differs(page))
            continue;
        g_string_append_printf(out, _("page %s: "), page->label);
        if (page->old_index < 0 || page->new_index < 0)
            g_string_append(out, page->old_index < 0 ? _("added, ") : _("gone, "));
        g_string_append_printf(out,
                               dngettext(BX_DOMAIN, "%u change of words, %.2f %% of the picture\n",
                                         "%u changes of words, %.2f %% of the picture\n",
                                         page->changes->len),
                               page->changes->len, page->share * 100);
        for (guint k = 0; k < page->changes->len; k++)
            append_change(out, g_ptr_array_index(page->changes, k));
    }
    if (diff->is_same)
        g_string_append(out, _("the same\n"));
    return g_string_free(out, FALSE);
}

/* ---- JSON ---- */

static void
add_place(JsonBuilder *json, const char *key, int page, const GArray *rects)
{
    if (page == 0)
        return;
    json_builder_set_member_name(json, key);
    json_builder_begin_object(json);
    bx_json_int(json, "page", page);
    json_builder_set_member_name(json, "rects");
    json_builder_begin_array(json);
    for (guint i = 0; i < rects->len; i++) {
        const BxRect *rect = &g_array_index(rects, BxRect, i);
        json_builder_begin_object(json);
        bx_json_number(json, "x", rect->x);
        bx_json_number(json, "y", rect->y);
        bx_json_number(json, "width", rect->width);
        bx_json_number(json, "height", rect->height);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
    json_builder_end_object(json);
}

static void
add_change(JsonBuilder *json, const BxDiffChange *change)
{
    json_builder_begin_object(json);
    bx_json_string(json, "story", change->story);
    bx_json_string(json, "gone", change->gone);
    bx_json_string(json, "added", change->added);
    bx_json_string(json, "before", change->before);
    bx_json_string(json, "after", change->after);
    add_place(json, "old_place", change->old_page, change->old_rects);
    add_place(json, "new_place", change->new_page, change->new_rects);
    json_builder_end_object(json);
}

static void
add_page(JsonBuilder *json, const BxDiffPage *page)
{
    json_builder_begin_object(json);
    bx_json_string(json, "label", page->label);
    json_builder_set_member_name(json, "old_index");
    page->old_index < 0 ? json_builder_add_null_value(json)
                        : json_builder_add_int_value(json, page->old_index);
    json_builder_set_member_name(json, "new_index");
    page->new_index < 0 ? json_builder_add_null_value(json)
                        : json_builder_add_int_value(json, page->new_index);
    bx_json_number(json, "width", page->width);
    bx_json_number(json, "height", page->height);
    bx_json_bool(json, "same", !bx_diff_page_differs(page));
    json_builder_set_member_name(json, "picture_share");
    json_builder_add_double_value(json, page->share);
    json_builder_set_member_name(json, "changes");
    json_builder_begin_array(json);
    for (guint i = 0; i < page->changes->len; i++)
        add_change(json, g_ptr_array_index(page->changes, i));
    json_builder_end_array(json);
    json_builder_end_object(json);
}

static void
add_file(JsonBuilder *json, const char *key, const char *path, int n_pages)
{
    json_builder_set_member_name(json, key);
    json_builder_begin_object(json);
    bx_json_string(json, "file", path);
    bx_json_int(json, "pages", n_pages);
    json_builder_end_object(json);
}

char *
bx_diff_json(const BxDiff *diff)
{
    g_autoptr(JsonBuilder) json = json_builder_new();
    json_builder_begin_object(json);
    bx_json_int(json, "diff", DIFF_VERSION);
    add_file(json, "old", diff->old_path, diff->n_old_pages);
    add_file(json, "new", diff->new_path, diff->n_new_pages);
    bx_json_bool(json, "same", diff->is_same);
    json_builder_set_member_name(json, "pages");
    json_builder_begin_array(json);
    for (guint i = 0; i < diff->pages->len; i++)
        add_page(json, g_ptr_array_index(diff->pages, i));
    json_builder_end_array(json);
    json_builder_end_object(json);
    return bx_json_text(json, true);
}
