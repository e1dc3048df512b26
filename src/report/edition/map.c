/* SPDX-License-Identifier: Apache-2.0 */
/* The edition as data: map.json, and schema.org's description of a story. */

#include "report/edition/parts.h"
#include "report/json.h"

#include <string.h>

#define MAP_VERSION 1

static void
add_text_as(JsonBuilder *json, const BxEdition *edition, const char *key, const BxText *text,
            BxPrepareKind kind)
{
    if (!text)
        return;
    g_autofree char *plain = bx_plain_text(edition, text, kind);
    bx_json_string(json, key, plain);
}

static void
add_text(JsonBuilder *json, const BxEdition *edition, const char *key, const BxText *text)
{
    add_text_as(json, edition, key, text, BX_PREPARE_HEAD);
}

static void
begin_list(JsonBuilder *json, const char *key)
{
    json_builder_set_member_name(json, key);
    json_builder_begin_array(json);
}

/* ---- pages ---- */

static void
add_polygon(JsonBuilder *json, const GArray *polygon)
{
    json_builder_begin_array(json);
    for (guint i = 0; i < polygon->len; i++) {
        const BxPoint *point = &g_array_index(polygon, BxPoint, i);
        json_builder_begin_object(json);
        bx_json_number(json, "x", point->x);
        bx_json_number(json, "y", point->y);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

static void
add_area(JsonBuilder *json, const BxEdition *edition, const BxHotArea *area)
{
    g_autofree char *file = bx_edition_story_file(area->story);
    g_autofree char *title = bx_edition_title(edition, area->story);
    json_builder_begin_object(json);
    bx_json_string(json, "story", bx_edition_story(edition, area->story)->id);
    bx_json_string(json, "title", title);
    bx_json_string(json, "html", file);
    bx_json_rect(json, "frame", &area->frame);
    begin_list(json, "polygons");
    for (guint i = 0; i < area->polygons->len; i++)
        add_polygon(json, g_ptr_array_index(area->polygons, i));
    json_builder_end_array(json);
    json_builder_end_object(json);
}

static void
add_image(JsonBuilder *json, const char *key, const char *file, int width, int height)
{
    json_builder_set_member_name(json, key);
    json_builder_begin_object(json);
    bx_json_string(json, "file", file);
    bx_json_int(json, "width", width);
    bx_json_int(json, "height", height);
    json_builder_end_object(json);
}

static void
add_page(JsonBuilder *json, const BxEdition *edition, const BxEditionPage *page)
{
    g_autofree char *file = bx_edition_page_file(page);
    g_autofree char *picture = bx_edition_picture_of_page(page, false);
    g_autofree char *small = bx_edition_picture_of_page(page, true);
    json_builder_begin_object(json);
    bx_json_int(json, "number", page->page->number);
    if (page->page->label && *page->page->label)
        bx_json_string(json, "label", page->page->label);
    bx_json_number(json, "width", page->page->width);
    bx_json_number(json, "height", page->page->height);
    bx_json_string(json, "html", file);
    add_image(json, "picture", picture, page->width, page->height);
    add_image(json, "small", small, page->small_width, page->small_height);
    begin_list(json, "areas");
    for (guint i = 0; i < page->areas->len; i++)
        add_area(json, edition, &g_array_index(page->areas, BxHotArea, i));
    json_builder_end_array(json);
    json_builder_end_object(json);
}

/* ---- stories ---- */

static const char *
block_name(BxBlockKind kind)
{
    static const char *const names[] = {
        [BX_BLOCK_PARAGRAPH] = "paragraph", [BX_BLOCK_CROSSHEAD] = "crosshead",
        [BX_BLOCK_SUBHEAD] = "subhead",     [BX_BLOCK_QUOTE] = "quote",
        [BX_BLOCK_ITEM] = "item",           [BX_BLOCK_BREAK] = "break",
        [BX_BLOCK_FIGURE] = "figure"};
    return names[kind];
}

static void
add_rows(JsonBuilder *json, const BxEdition *edition, const BxTable *table)
{
    bx_json_bool(json, "has_head", table->has_head);
    begin_list(json, "rows");
    for (guint r = 0; r < table->rows->len; r++) {
        const GPtrArray *row = g_ptr_array_index(table->rows, r);
        json_builder_begin_array(json);
        for (guint c = 0; c < row->len; c++) {
            const BxText *cell = g_ptr_array_index(row, c);
            g_autofree char *plain =
                cell ? bx_plain_text(edition, cell, BX_PREPARE_HEAD) : g_strdup("");
            json_builder_add_string_value(json, plain);
        }
        json_builder_end_array(json);
    }
    json_builder_end_array(json);
}

static void
add_picture(JsonBuilder *json, const BxEdition *edition, const BxPicture *picture)
{
    int index = bx_edition_find_picture(edition, picture);
    if (index < 0)
        return;
    const BxPictureResult *result = bx_pictures_lookup(edition->pictures, index);
    g_autofree char *file = bx_edition_picture_file(index);
    json_builder_begin_object(json);
    bx_json_string(json, "file", file);
    bx_json_int(json, "width", result->width);
    bx_json_int(json, "height", result->height);
    add_text_as(json, edition, "caption", picture->caption, BX_PREPARE_BODY);
    add_text(json, edition, "credit", picture->credit);
    json_builder_end_object(json);
}

static void
add_figure(JsonBuilder *json, const BxEdition *edition, const BxFigure *figure)
{
    add_text(json, edition, "text", figure->text);
    add_text_as(json, edition, "caption", figure->caption, BX_PREPARE_BODY);
    add_text(json, edition, "credit", figure->credit);
    if (figure->table)
        add_rows(json, edition, figure->table);
    begin_list(json, "pictures");
    for (guint i = 0; i < figure->pictures->len; i++)
        add_picture(json, edition, g_ptr_array_index(figure->pictures, i));
    json_builder_end_array(json);
}

static void
add_block(JsonBuilder *json, const BxEdition *edition, const BxBlock *block)
{
    json_builder_begin_object(json);
    bx_json_string(json, "kind", block_name(block->kind));
    if (block->marker)
        bx_json_string(json, "marker", block->marker);
    if (block->figure) {
        add_figure(json, edition, block->figure);
    } else if (block->text) {
        bool is_head = block->kind == BX_BLOCK_CROSSHEAD || block->kind == BX_BLOCK_SUBHEAD;
        g_autofree char *plain =
            bx_plain_text(edition, block->text, is_head ? BX_PREPARE_HEAD : BX_PREPARE_BODY);
        bx_json_string(json, "text", plain);
    }
    json_builder_end_object(json);
}

static void
add_heads(JsonBuilder *json, const BxEdition *edition, const BxStory *story)
{
    const struct {
        const char *key;
        const BxText *text;
    } rows[] = {{"standing", story->standing}, {"kicker", story->kicker},
                {"headline", story->headline}, {"deck", story->deck},
                {"byline", story->byline},     {"credit", story->credit},
                {"origin", story->origin}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        add_text(json, edition, rows[i].key, rows[i].text);
}

static void
add_story(JsonBuilder *json, const BxEdition *edition, int index)
{
    const BxStory *story = bx_edition_story(edition, index);
    g_autofree char *file = bx_edition_story_file(index);
    g_autofree char *title = bx_edition_title(edition, index);
    json_builder_begin_object(json);
    bx_json_string(json, "id", story->id);
    bx_json_string(json, "title", title);
    bx_json_string(json, "html", file);
    begin_list(json, "pages");
    for (guint i = 0; i < edition->pages->len; i++) {
        const BxEditionPage *page = g_ptr_array_index(edition->pages, i);
        for (guint k = 0; k < page->areas->len; k++)
            if (g_array_index(page->areas, BxHotArea, k).story == index)
                json_builder_add_int_value(json, page->page->number);
    }
    json_builder_end_array(json);
    add_heads(json, edition, story);
    bx_json_bool(json, "advertisement", story->is_advertisement);
    begin_list(json, "blocks");
    for (guint i = 0; i < story->blocks->len; i++)
        add_block(json, edition, g_ptr_array_index(story->blocks, i));
    json_builder_end_array(json);
    json_builder_end_object(json);
}

char *
bx_edition_map_json(const BxEdition *edition)
{
    const BxIssue *issue = bx_edition_issue(edition);
    g_autofree char *date = bx_edition_date(edition);
    g_autoptr(JsonBuilder) json = json_builder_new();
    json_builder_begin_object(json);
    bx_json_int(json, "map", MAP_VERSION);
    bx_json_string(json, "program", "Banxin " BX_VERSION);
    bx_json_string(json, "title", issue->title->text);
    if (issue->number)
        bx_json_string(json, "number", issue->number->text);
    if (date)
        bx_json_string(json, "date", date);
    begin_list(json, "pages");
    for (guint i = 0; i < edition->pages->len; i++)
        add_page(json, edition, g_ptr_array_index(edition->pages, i));
    json_builder_end_array(json);
    begin_list(json, "stories");
    for (guint i = 0; i < edition->stories->len; i++)
        add_story(json, edition, g_array_index(edition->stories, int, i));
    json_builder_end_array(json);
    json_builder_end_object(json);
    return bx_json_text(json, true);
}

/* ---- schema.org ---- */

static void
begin_thing(JsonBuilder *json, const char *key, const char *type)
{
    json_builder_set_member_name(json, key);
    json_builder_begin_object(json);
    bx_json_string(json, "@type", type);
}

static void
add_issue(JsonBuilder *json, const BxEdition *edition)
{
    const BxIssue *issue = bx_edition_issue(edition);
    begin_thing(json, "isPartOf", "PublicationIssue");
    if (issue->number)
        bx_json_string(json, "issueNumber", issue->number->text);
    begin_thing(json, "isPartOf", "Newspaper");
    bx_json_string(json, "name", issue->title->text);
    json_builder_end_object(json);
    json_builder_end_object(json);
}

static void
add_images(JsonBuilder *json, const BxEdition *edition, int story)
{
    g_autoptr(GArray) pictures = bx_edition_pictures(edition, story);
    if (pictures->len == 0)
        return;
    begin_list(json, "image");
    for (guint i = 0; i < pictures->len; i++) {
        g_autofree char *file = bx_edition_picture_file(g_array_index(pictures, int, i));
        json_builder_add_string_value(json, file);
    }
    json_builder_end_array(json);
}

char *
bx_edition_metadata(const BxEdition *edition, int index)
{
    const BxStory *story = bx_edition_story(edition, index);
    const BxEditionPage *page = bx_edition_first_page(edition, index);
    g_autofree char *title = bx_edition_title(edition, index);
    g_autofree char *date = bx_edition_date(edition);
    g_autofree char *number = g_strdup_printf("%d", page->page->number);
    g_autoptr(JsonBuilder) json = json_builder_new();
    json_builder_begin_object(json);
    bx_json_string(json, "@context", "https://schema.org");
    bx_json_string(json, "@type",
                   story->is_advertisement ? "AdvertiserContentArticle" : "NewsArticle");
    bx_json_string(json, "headline", title);
    add_text(json, edition, "alternativeHeadline", story->deck);
    bx_json_string(json, "inLanguage", "zh-CN");
    if (date)
        bx_json_string(json, "datePublished", date);
    if (story->byline) {
        begin_thing(json, "author", "Person");
        add_text(json, edition, "name", story->byline);
        json_builder_end_object(json);
    }
    bx_json_string(json, "printPage", number);
    if (page->page->label && *page->page->label)
        bx_json_string(json, "printSection", page->page->label);
    add_issue(json, edition);
    add_images(json, edition, index);
    json_builder_end_object(json);
    g_autofree char *text = bx_json_text(json, true);
    GString *safe = g_string_new(text);
    g_string_replace(safe, "<", "\\u003c", 0); /* no end of the script inside it */
    return g_string_free(safe, FALSE);
}
