/* SPDX-License-Identifier: Apache-2.0 */
/* A page: its picture with the hot areas of its stories, and the list of them; and the index of all pages. */

#include "report/edition/parts.h"

static void
append_number(GString *out, double value)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(digits, sizeof digits, "%.1f", value);
    g_string_append(out, digits);
}

static void
append_area(GString *out, const BxEdition *edition, const BxHotArea *area)
{
    g_autofree char *title = bx_edition_title(edition, area->story);
    g_autofree char *file = bx_edition_story_file(area->story);
    g_string_append_printf(out, "<a href=\"%s\" aria-label=\"", file);
    bx_html_escape(out, title);
    g_string_append(out, "\"><title>");
    bx_html_escape(out, title);
    g_string_append(out, "</title><path d=\"");
    for (guint i = 0; i < area->polygons->len; i++) {
        const GArray *polygon = g_ptr_array_index(area->polygons, i);
        for (guint k = 0; k < polygon->len; k++) {
            const BxPoint *point = &g_array_index(polygon, BxPoint, k);
            g_string_append(out, k == 0 ? "M" : "L");
            append_number(out, point->x);
            g_string_append_c(out, ' ');
            append_number(out, point->y);
        }
        g_string_append_c(out, 'Z');
    }
    g_string_append(out, "\"/></a>\n");
}

static double
extent(const BxHotArea *area)
{
    return area->frame.width * area->frame.height;
}

static int
order_by_extent(gconstpointer a, gconstpointer b)
{
    double one = extent(*(const BxHotArea *const *)a), other = extent(*(const BxHotArea *const *)b);
    return (one < other) - (one > other);
}

/* The smallest last, on top: a slot may stand inside another. */
static void
append_picture(GString *out, const BxEdition *edition, const BxEditionPage *page)
{
    g_autofree char *picture = bx_edition_picture_of_page(page, false);
    g_autofree char *title = bx_edition_page_title(page);
    g_autoptr(GPtrArray) areas = g_ptr_array_new();
    for (guint i = 0; i < page->areas->len; i++)
        g_ptr_array_add(areas, &g_array_index(page->areas, BxHotArea, i));
    g_ptr_array_sort(areas, order_by_extent);
    g_string_append_printf(out,
                           "<div class=\"sheet\">\n<img src=\"%s\" width=\"%d\" height=\"%d\" "
                           "alt=\"",
                           picture, page->width, page->height);
    bx_html_escape(out, title);
    g_string_append(out, "版面图\">\n<svg viewBox=\"0 0 ");
    append_number(out, page->page->width);
    g_string_append_c(out, ' ');
    append_number(out, page->page->height);
    g_string_append(out, "\" preserveAspectRatio=\"none\" role=\"group\" aria-label=\"稿件\">\n");
    for (guint i = 0; i < areas->len; i++)
        append_area(out, edition, g_ptr_array_index(areas, i));
    g_string_append(out, "</svg>\n</div>\n");
}

static void
append_stories(GString *out, const BxEdition *edition, const BxEditionPage *page)
{
    g_string_append(out, "<ol class=\"stories\">\n");
    for (guint i = 0; i < page->areas->len; i++) {
        int story = g_array_index(page->areas, BxHotArea, i).story;
        g_autofree char *title = bx_edition_title(edition, story);
        g_autofree char *file = bx_edition_story_file(story);
        g_string_append_printf(out, "<li><a href=\"%s\">", file);
        bx_html_escape(out, title);
        g_string_append(out, "</a></li>\n");
    }
    g_string_append(out, "</ol>\n");
}

static void
append_link(GString *out, const BxEdition *edition, guint index, bool is_there, const char *rel,
            const char *words)
{
    if (!is_there)
        return;
    g_autofree char *file = bx_edition_page_file(g_ptr_array_index(edition->pages, index));
    g_string_append_printf(out, "<a rel=\"%s\" href=\"%s\">%s</a>\n", rel, file, words);
}

static void
append_paper(GString *out, const BxEdition *edition)
{
    const BxIssue *issue = bx_edition_issue(edition);
    g_autofree char *date = bx_edition_date(edition);
    bx_html_escape(out, issue->title->text);
    if (issue->number) {
        g_string_append(out, " <span class=\"number\">");
        bx_html_escape(out, issue->number->text);
        g_string_append(out, "</span>");
    }
    if (date)
        g_string_append_printf(out, " <time datetime=\"%s\">%s</time>", date, date);
}

char *
bx_edition_page_html(const BxEdition *edition, guint index)
{
    const BxEditionPage *page = g_ptr_array_index(edition->pages, index);
    GString *out = g_string_new(NULL);
    g_autofree char *name = bx_edition_page_title(page);
    g_autofree char *picture = bx_edition_picture_of_page(page, false);
    g_autofree char *title =
        g_strdup_printf("%s - %s", name, bx_edition_issue(edition)->title->text);
    bx_html_begin(out, title, NULL, "page");
    g_string_append(out, "<header class=\"bar\">\n<nav aria-label=\"版面\">\n"
                         "<a href=\"index.html\">");
    append_paper(out, edition);
    g_string_append(out, "</a>\n");
    append_link(out, edition, index - 1, index > 0, "prev", "上一版");
    append_link(out, edition, index + 1, index + 1 < edition->pages->len, "next", "下一版");
    g_string_append_printf(out, "<a href=\"%s\">大图</a>\n</nav>\n</header>\n<main>\n<h1>",
                           picture);
    bx_html_escape(out, name);
    g_string_append(out, "</h1>\n<div class=\"columns\">\n");
    append_picture(out, edition, page);
    append_stories(out, edition, page);
    g_string_append(out, "</div>\n</main>\n");
    bx_html_end(out);
    return g_string_free(out, FALSE);
}

static void
append_entry(GString *out, const BxEdition *edition, const BxEditionPage *page)
{
    g_autofree char *file = bx_edition_page_file(page);
    g_autofree char *picture = bx_edition_picture_of_page(page, true);
    g_autofree char *name = bx_edition_page_title(page);
    g_string_append_printf(out,
                           "<section>\n<a class=\"cover\" href=\"%s\"><img src=\"%s\" "
                           "width=\"%d\" height=\"%d\" alt=\"",
                           file, picture, page->small_width, page->small_height);
    bx_html_escape(out, name);
    g_string_append(out, "\"></a>\n<h2>");
    bx_html_escape(out, name);
    g_string_append(out, "</h2>\n");
    append_stories(out, edition, page);
    g_string_append(out, "</section>\n");
}

char *
bx_edition_index_html(const BxEdition *edition)
{
    GString *out = g_string_new(NULL);
    const BxIssue *issue = bx_edition_issue(edition);
    g_autofree char *title = g_strconcat(issue->title->text, issue->number ? " " : "",
                                         issue->number ? issue->number->text : "", NULL);
    bx_html_begin(out, title, NULL, "index");
    g_string_append(out, "<main>\n<h1>");
    append_paper(out, edition);
    g_string_append(out, "</h1>\n<div class=\"pages\">\n");
    for (guint i = 0; i < edition->pages->len; i++)
        append_entry(out, edition, g_ptr_array_index(edition->pages, i));
    g_string_append(out, "</div>\n</main>\n");
    bx_html_end(out);
    return g_string_free(out, FALSE);
}
