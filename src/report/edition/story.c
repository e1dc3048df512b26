/* SPDX-License-Identifier: Apache-2.0 */
/* A story as a page of its own. */

#include "report/edition/parts.h"

typedef struct {
    const BxEdition *edition;
    const BxStory *story;
    GString *out;
    bool in_list;    /* a list is open … */
    bool is_ordered; /* … of numbered items */
} Writing;

static void
append_element(Writing *writing, const char *name, const char *class_name, const BxText *text,
               BxPrepareKind kind)
{
    if (!text)
        return;
    g_autofree char *html = bx_inline_html(writing->edition, text, kind);
    g_string_append_printf(writing->out, "<%s", name);
    if (class_name)
        g_string_append_printf(writing->out, " class=\"%s\"", class_name);
    g_string_append_printf(writing->out, ">%s</%s>\n", html, name);
}

static void
append_head(Writing *writing)
{
    const BxStory *story = writing->story;
    g_string_append(writing->out, "<header>\n");
    if (story->is_advertisement)
        g_string_append(writing->out, "<p class=\"mark\">广告</p>\n");
    append_element(writing, "p", "standing", story->standing, BX_PREPARE_HEAD);
    append_element(writing, "p", "kicker", story->kicker, BX_PREPARE_HEAD);
    append_element(writing, "h1", NULL, story->headline, BX_PREPARE_HEAD);
    append_element(writing, "p", "deck", story->deck, BX_PREPARE_HEAD);
    append_element(writing, "p", "byline", story->byline, BX_PREPARE_HEAD);
    g_string_append(writing->out, "</header>\n");
}

/* ---- figures ---- */

static void
append_caption(Writing *writing, const char *element, const BxText *caption, const BxText *credit)
{
    if (!caption && !credit)
        return;
    g_string_append_printf(writing->out, "<%s>", element);
    g_autofree char *words =
        caption ? bx_inline_html(writing->edition, caption, BX_PREPARE_BODY) : g_strdup("");
    g_string_append(writing->out, words);
    if (credit) {
        g_autofree char *by = bx_inline_html(writing->edition, credit, BX_PREPARE_HEAD);
        g_string_append_printf(writing->out, " <span class=\"credit\">%s</span>", by);
    }
    g_string_append_printf(writing->out, "</%s>\n", element);
}

static void
append_picture(Writing *writing, const BxPicture *picture)
{
    int index = bx_edition_find_picture(writing->edition, picture);
    if (index < 0)
        return;
    const BxPictureResult *result = bx_pictures_lookup(writing->edition->pictures, index);
    g_autofree char *file = bx_edition_picture_file(index);
    g_autofree char *words =
        picture->caption ? bx_plain_text(writing->edition, picture->caption, BX_PREPARE_BODY)
                         : g_strdup("");
    g_string_append_printf(writing->out,
                           "<figure>\n<img src=\"%s\" width=\"%d\" height=\"%d\" alt=\"", file,
                           result->width, result->height);
    bx_html_escape(writing->out, words);
    g_string_append(writing->out, "\">\n");
    append_caption(writing, "figcaption", picture->caption, picture->credit);
    g_string_append(writing->out, "</figure>\n");
}

static void
append_cell(Writing *writing, const BxText *cell, const char *element, BxAlign align)
{
    g_autofree char *html =
        cell ? bx_inline_html(writing->edition, cell, BX_PREPARE_HEAD) : g_strdup("");
    const char *class_name = align == BX_ALIGN_RIGHT    ? " class=\"right\""
                             : align == BX_ALIGN_CENTER ? " class=\"center\""
                                                        : "";
    g_string_append_printf(writing->out, "<%s%s%s>%s</%s>", element,
                           g_str_equal(element, "th") ? " scope=\"col\"" : "", class_name, html,
                           element);
}

static void
append_table(Writing *writing, const BxFigure *figure)
{
    const BxTable *table = figure->table;
    g_string_append(writing->out, "<div class=\"wide\"><table>\n");
    append_caption(writing, "caption", figure->caption, figure->credit);
    for (guint r = 0; r < table->rows->len; r++) {
        const GPtrArray *row = g_ptr_array_index(table->rows, r);
        bool is_head = table->has_head && r == 0;
        g_string_append(writing->out, is_head                         ? "<thead><tr>"
                                      : r == (guint)(table->has_head) ? "<tbody>\n<tr>"
                                                                      : "<tr>");
        for (guint c = 0; c < row->len; c++)
            append_cell(writing, g_ptr_array_index(row, c), is_head ? "th" : "td",
                        g_array_index(table->aligns, BxAlign, c));
        g_string_append(writing->out, is_head ? "</tr></thead>\n" : "</tr>\n");
    }
    if (table->rows->len > (guint)table->has_head)
        g_string_append(writing->out, "</tbody>\n");
    g_string_append(writing->out, "</table></div>\n");
}

static void
append_figure(Writing *writing, const BxFigure *figure)
{
    switch (figure->kind) {
    case BX_FIGURE_PICTURES:
        for (guint i = 0; i < figure->pictures->len; i++)
            append_picture(writing, g_ptr_array_index(figure->pictures, i));
        if (figure->caption || figure->credit)
            append_caption(writing, "p", figure->caption, figure->credit);
        break;
    case BX_FIGURE_PULL:
        g_string_append(writing->out, "<aside>\n");
        append_element(writing, "p", "pull", figure->text, BX_PREPARE_HEAD);
        g_string_append(writing->out, "</aside>\n");
        break;
    case BX_FIGURE_TABLE:
        append_table(writing, figure);
        break;
    }
}

/* ---- the body ---- */

static void
close_list(Writing *writing)
{
    if (writing->in_list)
        g_string_append(writing->out, writing->is_ordered ? "</ol>\n" : "</ul>\n");
    writing->in_list = false;
}

/* “3.” keeps its number. */
static void
append_item(Writing *writing, const BxBlock *block)
{
    bool is_ordered = block->marker && g_ascii_isdigit(*block->marker);
    int number = is_ordered ? (int)g_ascii_strtoll(block->marker, NULL, 10) : 0;
    if (writing->in_list && writing->is_ordered != is_ordered)
        close_list(writing);
    if (!writing->in_list && is_ordered)
        g_string_append_printf(writing->out, "<ol start=\"%d\">\n", number);
    else if (!writing->in_list)
        g_string_append(writing->out, "<ul>\n");
    writing->in_list = true;
    writing->is_ordered = is_ordered;
    append_element(writing, "li", NULL, block->text, BX_PREPARE_BODY);
}

static void
append_block(Writing *writing, const BxBlock *block)
{
    if (block->kind != BX_BLOCK_ITEM)
        close_list(writing);
    switch (block->kind) {
    case BX_BLOCK_PARAGRAPH:
        append_element(writing, "p", NULL, block->text, BX_PREPARE_BODY);
        break;
    case BX_BLOCK_CROSSHEAD:
        append_element(writing, "h2", NULL, block->text, BX_PREPARE_HEAD);
        break;
    case BX_BLOCK_SUBHEAD:
        append_element(writing, "h3", NULL, block->text, BX_PREPARE_HEAD);
        break;
    case BX_BLOCK_QUOTE:
        g_string_append(writing->out, "<blockquote>\n");
        append_element(writing, "p", NULL, block->text, BX_PREPARE_BODY);
        g_string_append(writing->out, "</blockquote>\n");
        break;
    case BX_BLOCK_ITEM:
        append_item(writing, block);
        break;
    case BX_BLOCK_BREAK:
        g_string_append(writing->out, "<hr>\n");
        break;
    case BX_BLOCK_FIGURE:
        append_figure(writing, block->figure);
        break;
    }
}

static void
append_body(Writing *writing)
{
    for (guint i = 0; i < writing->story->blocks->len; i++)
        append_block(writing, g_ptr_array_index(writing->story->blocks, i));
    close_list(writing);
    append_element(writing, "p", "credit", writing->story->credit, BX_PREPARE_HEAD);
    append_element(writing, "p", "credit", writing->story->origin, BX_PREPARE_HEAD);
}

/* ---- the whole ---- */

static void
append_bar(Writing *writing, int story)
{
    const BxEditionPage *page = bx_edition_first_page(writing->edition, story);
    g_autofree char *file = bx_edition_page_file(page);
    g_autofree char *name = bx_edition_page_title(page);
    g_string_append(writing->out, "<div class=\"bar\">\n<nav aria-label=\"版面\">\n"
                                  "<a href=\"index.html\">");
    bx_html_escape(writing->out, bx_edition_issue(writing->edition)->title->text);
    g_string_append_printf(writing->out, "</a>\n<a href=\"%s\">", file);
    bx_html_escape(writing->out, name);
    g_string_append(writing->out, "</a>\n</nav>\n</div>\n");
}

static void
append_neighbour(Writing *writing, guint index, const char *rel, const char *words)
{
    if (index >= writing->edition->stories->len) /* before the first, too: unsigned */
        return;
    int story = g_array_index(writing->edition->stories, int, index);
    g_autofree char *file = bx_edition_story_file(story);
    g_autofree char *title = bx_edition_title(writing->edition, story);
    g_string_append_printf(writing->out, "<a rel=\"%s\" href=\"%s\"><span>%s</span> ", rel, file,
                           words);
    bx_html_escape(writing->out, title);
    g_string_append(writing->out, "</a>\n");
}

static void
append_neighbours(Writing *writing, guint index)
{
    if (writing->edition->stories->len < 2)
        return;
    g_string_append(writing->out, "<nav class=\"pager\" aria-label=\"稿件\">\n");
    append_neighbour(writing, index - 1, "prev", "上一篇");
    append_neighbour(writing, index + 1, "next", "下一篇");
    g_string_append(writing->out, "</nav>\n");
}

char *
bx_edition_story_html(const BxEdition *edition, guint index)
{
    int story = g_array_index(edition->stories, int, index);
    Writing writing = {edition, bx_edition_story(edition, story), g_string_new(NULL), false, false};
    g_autofree char *name = bx_edition_title(edition, story);
    g_autofree char *title =
        g_strdup_printf("%s - %s", name, bx_edition_issue(edition)->title->text);
    g_autofree char *metadata = bx_edition_metadata(edition, story);
    g_autofree char *extra =
        g_strdup_printf("<script type=\"application/ld+json\">\n%s</script>\n", metadata);
    bx_html_begin(writing.out, title, extra, "story");
    append_bar(&writing, story);
    g_string_append(writing.out, "<main>\n<article>\n");
    append_head(&writing);
    append_body(&writing);
    g_string_append(writing.out, "</article>\n");
    append_neighbours(&writing, index);
    g_string_append(writing.out, "</main>\n");
    bx_html_end(writing.out);
    return g_string_free(writing.out, FALSE);
}
