/* SPDX-License-Identifier: Apache-2.0 */
/* The differences as one HTML file: pictures are inside it, nothing is fetched and no script runs. A click
 * on a change marks its place in the picture, a click there the change. */

#include "report/diff_report.h"

/* Characters of a change that are shown; the JSON has all. */
#define SHOWN_CHARS 600

static const char head[] =
    "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
    "style-src 'unsafe-inline'\">\n<title>";
static const char style[] =
    "</title>\n<style>\n"
    ":root { color-scheme: light dark; --gone: #b3001b; --added: #00667a; --line: #8888; }\n"
    "@media (prefers-color-scheme: dark) { :root { --gone: #ff8a95; --added: #6fdcf0; } }\n"
    "body { font: 1rem/1.6 system-ui, sans-serif; margin: 1rem auto; max-width: 110rem; padding: 0 "
    "1rem; }\n"
    "section { border-top: 1px solid var(--line); display: grid; gap: 1.5rem; padding: 1rem 0;\n"
    "          grid-template-columns: minmax(0, 3fr) minmax(18rem, 2fr); }\n"
    "@media (max-width: 60rem) { section { grid-template-columns: minmax(0, 1fr); } }\n"
    "h2 { grid-column: 1 / -1; margin: 0; }\n"
    ".page { align-self: start; border: 1px solid var(--line); position: relative; }\n"
    ".page img { display: block; width: 100%; }\n"
    ".page a { border: 1px solid #d0800090; position: absolute; }\n"
    ".page a:hover, .page a:target { border-color: #d08000; background: #ffb00040; }\n"
    "ul { list-style: none; margin: 0; padding: 0; }\n"
    "li { margin: .4rem 0; scroll-margin: 2rem; }\n"
    "li:target { outline: 2px solid #d08000; }\n"
    "del { color: var(--gone); } ins { color: var(--added); text-decoration: underline; }\n"
    ".legend span { font-weight: bold; }\n"
    "</style>\n</head>\n<body>\n";

static void
append_escaped(GString *out, const char *words)
{
    g_autofree char *safe = g_markup_escape_text(words, -1);
    g_string_append(out, safe);
}

static void
append_shown(GString *out, const char *element, const char *words)
{
    if (!*words)
        return;
    g_autofree char *shown = bx_diff_shorten(words, SHOWN_CHARS);
    g_string_append_printf(out, "<%s>", element);
    append_escaped(out, shown);
    g_string_append_printf(out, "</%s>", element);
}

/* Numbers of CSS have a point whatever the locale. */
static void
append_percent(GString *out, const char *property, double share)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(digits, sizeof digits, "%.3f", share * 100);
    g_string_append_printf(out, "%s:%s%%;", property, digits);
}

static void
append_boxes(GString *out, const BxDiffPage *page, const GArray *rects, int number, guint change)
{
    for (guint i = 0; i < rects->len; i++) {
        const BxRect *rect = &g_array_index(rects, BxRect, i);
        g_string_append(out, "<a ");
        if (i == 0)
            g_string_append_printf(out, "id=\"place-%d-%u\" ", number, change);
        g_string_append_printf(out, "href=\"#change-%d-%u\" aria-label=\"change %u\" style=\"",
                               number, change, change);
        append_percent(out, "left", rect->x / page->width);
        append_percent(out, "top", rect->y / page->height);
        append_percent(out, "width", rect->width / page->width);
        append_percent(out, "height", rect->height / page->height);
        g_string_append(out, "\"></a>\n");
    }
}

/* The box of what is new, or of what is gone where nothing came for it. */
static const GArray *
shown_rects(const BxDiffChange *change)
{
    return change->new_rects->len ? change->new_rects : change->old_rects;
}

static void
append_picture(GString *out, const BxDiffPage *page, int number)
{
    if (!page->picture)
        return;
    gsize size;
    const guchar *bytes = g_bytes_get_data(page->picture, &size);
    g_autofree char *base64 = g_base64_encode(bytes, size);
    g_string_append(out, "<div class=\"page\"><img alt=\"difference of the pages\" "
                         "src=\"data:image/png;base64,");
    g_string_append(out, base64);
    g_string_append(out, "\">\n");
    for (guint i = 0; i < page->changes->len; i++)
        append_boxes(out, page, shown_rects(g_ptr_array_index(page->changes, i)), number, i + 1);
    g_string_append(out, "</div>\n");
}

static void
append_change(GString *out, const BxDiffChange *change, int number, guint index)
{
    g_string_append_printf(out, "<li id=\"change-%d-%u\"><a href=\"#place-%d-%u\">%u</a> ", number,
                           index, number, index, index);
    if (change->story) {
        g_string_append(out, "<b>");
        append_escaped(out, change->story);
        g_string_append(out, "</b>: ");
    }
    append_escaped(out, change->before);
    append_shown(out, "del", change->gone);
    append_shown(out, "ins", change->added);
    append_escaped(out, change->after);
    if (change->old_page && change->new_page && change->old_page != change->new_page)
        g_string_append_printf(out, " (page %d → %d)", change->old_page, change->new_page);
    g_string_append(out, "</li>\n");
}

static void
append_page(GString *out, const BxDiffPage *page, int number)
{
    g_string_append(out, "<section>\n<h2>");
    append_escaped(out, page->label);
    g_string_append_printf(out, "%s: %u change%s of words, %.2f %% of the picture</h2>\n",
                           page->old_index < 0   ? " (added)"
                           : page->new_index < 0 ? " (gone)"
                                                 : "",
                           page->changes->len, page->changes->len == 1 ? "" : "s",
                           page->share * 100);
    append_picture(out, page, number);
    g_string_append(out, "<ul>\n");
    for (guint i = 0; i < page->changes->len; i++)
        append_change(out, g_ptr_array_index(page->changes, i), number, i + 1);
    g_string_append(out, "</ul>\n</section>\n");
}

char *
bx_diff_html(const BxDiff *diff)
{
    GString *out = g_string_new(head);
    g_autofree char *old_name = g_path_get_basename(diff->old_path),
                    *new_name = g_path_get_basename(diff->new_path);
    append_escaped(out, old_name);
    g_string_append(out, " → ");
    append_escaped(out, new_name);
    g_string_append(out, style);
    g_string_append(out, "<h1>");
    append_escaped(out, old_name);
    g_string_append(out, " → ");
    append_escaped(out, new_name);
    g_string_append(out, "</h1>\n<p class=\"legend\">");
    g_string_append(out, diff->is_same
                             ? "The files are the same."
                             : "In the pictures <span style=\"color:#d00\">red</span> was "
                               "there, <span style=\"color:#0aa\">cyan</span> is new, "
                               "<span style=\"color:#c000c0\">magenta</span> has another "
                               "colour, grey stayed. Pages that are the same are left out.");
    g_string_append(out, "</p>\n");
    for (guint i = 0; i < diff->pages->len; i++)
        if (bx_diff_page_differs(g_ptr_array_index(diff->pages, i)))
            append_page(out, g_ptr_array_index(diff->pages, i), (int)i + 1);
    g_string_append(out, "</body>\n</html>\n");
    return g_string_free(out, FALSE);
}
