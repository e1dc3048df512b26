/* SPDX-License-Identifier: Apache-2.0 */
/* Articles: front matter (YAML) and body (CommonMark) to a story, and the count that nothing of the
 * file was dropped on the way. */

#include "load/article_reading.h"

#include "base/say.h"

#include <cmark.h>
#include <string.h>

#define PARAGRAPH_MAX_CHARS 200000
#define NESTING_MAX 16

/* clang-format off */
static const BxField front_fields[] = {
    {"headline", BX_YAML_TEXT, offsetof(BxStory, headline), .required = true},
    {"standing", BX_YAML_TEXT, offsetof(BxStory, standing), .words = NULL},
    {"kicker", BX_YAML_TEXT, offsetof(BxStory, kicker), .words = NULL},
    {"deck", BX_YAML_TEXT, offsetof(BxStory, deck), .words = NULL},
    {"byline", BX_YAML_TEXT, offsetof(BxStory, byline), .words = NULL},
    {"credit", BX_YAML_TEXT, offsetof(BxStory, credit), .words = NULL},
    {"jump", BX_YAML_TEXT, offsetof(BxStory, jump), .words = NULL},
    {"source", BX_YAML_TEXT, offsetof(BxStory, origin), .words = NULL},
    {"tables", BX_YAML_CUSTOM, 0, .read = bx_read_tables},
    {"advertisement", BX_YAML_BOOL, offsetof(BxStory, is_advertisement), .words = NULL},
};
/* clang-format on */

static bool
is_fence(const char *line, const char *end)
{
    return end - line >= 3 && memcmp(line, "---", 3) == 0
           && (line + 3 == end || line[3] == '\n' || line[3] == '\r');
}

/* The bytes between the two lines ---; false where there are none. */
static bool
find_front(BxArticleReading *reading, size_t *start, size_t *end)
{
    const char *text = reading->source->text, *limit = text + reading->source->length;
    if (!is_fence(text, limit))
        return false;
    int line_number = 1;
    const char *line = memchr(text, '\n', reading->source->length);
    *start = line ? (size_t)(line + 1 - text) : 0;
    while (line && ++line < limit) {
        if (is_fence(line, limit)) {
            *end = (size_t)(line - text);
            const char *next = memchr(line, '\n', (size_t)(limit - line));
            reading->body = next ? (size_t)(next + 1 - text) : reading->source->length;
            reading->body_line = line_number + 1;
            return true;
        }
        line = memchr(line, '\n', (size_t)(limit - line));
        line_number++;
    }
    return false;
}

void
bx_mark_text(BxArticleReading *reading, const BxText *text)
{
    const char *p = text ? text->text : "";
    for (int i = 0; text && i < text->n_chars; i++, p = g_utf8_next_char(p)) {
        size_t length = (size_t)(g_utf8_next_char(p) - p);
        if (memcmp(reading->source->text + text->origin[i], p, length) == 0)
            memset(reading->is_text + text->origin[i], 1, length);
    }
}

static void
read_front(BxArticleReading *reading)
{
    size_t start = 0, end = 0;
    if (!find_front(reading, &start, &end)) {
        bx_diag(reading->diags, BX_DIAG_FRONT_MATTER, bx_source_pos(reading->source, 0),
                "the article must begin with a line ---, its keys, and a line ---");
        return;
    }
    g_autoptr(BxYaml) yaml = bx_yaml_parse(reading->source, start, end, reading->diags);
    BxStory *story = reading->story;
    if (yaml)
        bx_yaml_read(yaml, bx_yaml_root(yaml), "an article", front_fields,
                     G_N_ELEMENTS(front_fields), story, reading);
    const BxText *texts[] = {story->standing, story->headline, story->kicker,
                             story->deck,     story->byline,   story->credit};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        bx_mark_text(reading, texts[i]);
}

/* ---- body ---- */

static size_t
line_byte(const BxArticleReading *reading, int line)
{
    const GArray *lines = reading->source->lines;
    return (guint)line < lines->len ? g_array_index(lines, size_t, line) : reading->source->length;
}

/* First byte of a block, and the byte after its last line. cmark counts lines from 1. */
size_t
bx_block_start(const BxArticleReading *reading, cmark_node *node)
{
    size_t line = line_byte(reading, reading->body_line + cmark_node_get_start_line(node) - 1);
    return MIN(line + (size_t)MAX(0, cmark_node_get_start_column(node) - 1),
               reading->source->length);
}

size_t
bx_block_end(const BxArticleReading *reading, cmark_node *node)
{
    return line_byte(reading, reading->body_line + cmark_node_get_end_line(node));
}

BxPos
bx_block_pos(const BxArticleReading *reading, cmark_node *node)
{
    return bx_source_pos(reading->source, bx_block_start(reading, node));
}

static void
block_free(void *data)
{
    BxBlock *block = data;
    bx_text_free(block->text);
    bx_figure_free(block->figure);
    g_free(block->marker);
    g_free(block);
}

static BxBlock *
add_block(BxArticleReading *reading, BxBlockKind kind, cmark_node *node)
{
    BxBlock *block = g_new0(BxBlock, 1);
    block->kind = kind;
    block->pos = bx_block_pos(reading, node);
    g_ptr_array_add(reading->story->blocks, block);
    return block;
}

void
bx_unusable(BxArticleReading *reading, cmark_node *node, const char *what)
{
    bx_diag(reading->diags, BX_DIAG_MARKDOWN_UNUSABLE, bx_block_pos(reading, node),
            "%s cannot stand in a newspaper column", bx_word(what));
}

static void
add_text_block(BxArticleReading *reading, BxBlockKind kind, cmark_node *node, const char *marker)
{
    BxText *text = bx_inline_read(node, reading->source, bx_block_start(reading, node),
                                  bx_block_end(reading, node), reading->is_text, reading->diags);
    if (!text)
        return;
    if (text->n_chars > PARAGRAPH_MAX_CHARS)
        bx_diag(reading->diags, BX_DIAG_MARK_LIMIT, bx_block_pos(reading, node),
                "paragraph of %d characters; at most %d are set", text->n_chars,
                PARAGRAPH_MAX_CHARS);
    BxBlock *block = add_block(reading, kind, node);
    block->text = text;
    block->marker = g_strdup(marker);
}

static bool
holds_picture(cmark_node *block)
{
    for (cmark_node *child = cmark_node_first_child(block); child; child = cmark_node_next(child))
        if (cmark_node_get_type(child) == CMARK_NODE_IMAGE)
            return true;
    return false;
}

/* ---- blocks ---- */

static void
read_paragraph(BxArticleReading *reading, cmark_node *node, BxBlockKind kind, const char *marker)
{
    BxFigure *figure = bx_figure_read(reading, node);
    if (!figure && kind == BX_BLOCK_QUOTE)
        figure = bx_pull_read(reading, node);
    if (figure) {
        add_block(reading, BX_BLOCK_FIGURE, node)->figure = figure;
        return;
    }
    if (holds_picture(node))
        bx_unusable(reading, node, "a picture in the middle of a paragraph");
    add_text_block(reading, kind, node, marker);
}

static void
read_heading(BxArticleReading *reading, cmark_node *node)
{
    int level = cmark_node_get_heading_level(node);
    if (level == 2 || level == 3)
        add_text_block(reading, level == 2 ? BX_BLOCK_CROSSHEAD : BX_BLOCK_SUBHEAD, node, NULL);
    else
        bx_unusable(reading, node, "a heading that is neither ## nor ###");
}

static void read_blocks(BxArticleReading *reading, cmark_node *parent, BxBlockKind kind, int depth);

static void
read_list(BxArticleReading *reading, cmark_node *list, int depth)
{
    int number = cmark_node_get_list_start(list);
    bool ordered = cmark_node_get_list_type(list) == CMARK_ORDERED_LIST;
    for (cmark_node *item = cmark_node_first_child(list); item;
         item = cmark_node_next(item), number++) {
        g_autofree char *marker = ordered ? g_strdup_printf("%d.", number) : g_strdup("·");
        for (cmark_node *block = cmark_node_first_child(item); block;
             block = cmark_node_next(block)) {
            if (cmark_node_get_type(block) == CMARK_NODE_PARAGRAPH)
                read_paragraph(reading, block, BX_BLOCK_ITEM,
                               block == cmark_node_first_child(item) ? marker : NULL);
            else if (cmark_node_get_type(block) == CMARK_NODE_LIST && depth < NESTING_MAX)
                read_list(reading, block, depth + 1);
            else
                bx_unusable(reading, block, "this inside a list");
        }
    }
}

static void
read_block(BxArticleReading *reading, cmark_node *node, BxBlockKind kind, int depth)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_PARAGRAPH:
        read_paragraph(reading, node, kind, NULL);
        break;
    case CMARK_NODE_HEADING:
        read_heading(reading, node);
        break;
    case CMARK_NODE_BLOCK_QUOTE:
        read_blocks(reading, node, BX_BLOCK_QUOTE, depth + 1);
        break;
    case CMARK_NODE_LIST:
        read_list(reading, node, depth + 1);
        break;
    case CMARK_NODE_THEMATIC_BREAK:
        add_block(reading, BX_BLOCK_BREAK, node);
        break;
    case CMARK_NODE_CODE_BLOCK:
        bx_unusable(reading, node, "a code block");
        break;
    case CMARK_NODE_HTML_BLOCK:
        if (!g_str_has_prefix(cmark_node_get_literal(node), "<!--"))
            bx_unusable(reading, node, "an HTML block");
        break;
    default: /* inline nodes do not stand here */
        break;
    }
}

static void
read_blocks(BxArticleReading *reading, cmark_node *parent, BxBlockKind kind, int depth)
{
    if (depth > NESTING_MAX) {
        bx_diag(reading->diags, BX_DIAG_MARK_LIMIT, bx_block_pos(reading, parent),
                "Markdown nested deeper than %d", NESTING_MAX);
        return;
    }
    for (cmark_node *node = cmark_node_first_child(parent); node; node = cmark_node_next(node))
        read_block(reading, node, kind, depth);
}

/* ---- the count ---- */

/* Everything between text is syntax: ASCII, comments, paths, keys of pictures. Another character that
 * is no text was lost by the reader. */
static void
count_characters(BxArticleReading *reading)
{
    const char *text = reading->source->text, *end = text + reading->source->length;
    bool is_comment = false, in_path = false;
    for (const char *p = text; p < end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        size_t at = (size_t)(p - text);
        is_comment |= g_str_has_prefix(p, "<!--");
        in_path |= g_str_has_prefix(p, "](");
        if (!g_unichar_isspace(c) && c != 0x3000) {
            bool is_text = reading->is_text[at];
            reading->story->n_chars += is_text;
            reading->story->n_markup += !is_text;
            if (!is_text && c >= 0x80 && !is_comment && !in_path && at >= reading->body
                && bx_diags_count_level(reading->diags, BX_LEVEL_ERROR) == 0)
                bx_diag(reading->diags, BX_DIAG_LEDGER, bx_source_pos(reading->source, at),
                        "U+%04X was read as markup; it would not be printed", c);
        }
        if (is_comment && at >= 2 && strncmp(p - 2, "-->", 3) == 0)
            is_comment = false;
        in_path = in_path && c != ')' && c != '\n';
    }
}

BxStory *
bx_article_read(BxSource *source, const char *id, const char *folder, BxDiags *diags)
{
    BxStory *story = g_new0(BxStory, 1);
    story->id = g_strdup(id);
    story->source = source;
    story->blocks = g_ptr_array_new_with_free_func(block_free);
    story->tables = g_ptr_array_new_with_free_func(bx_table_free);
    BxArticleReading reading = {.story = story,
                                .source = source,
                                .folder = folder,
                                .diags = diags,
                                .is_text = g_new0(uint8_t, source->length + 1)};
    read_front(&reading);
    cmark_node *body = cmark_parse_document(source->text + reading.body,
                                            source->length - reading.body, CMARK_OPT_DEFAULT);
    read_blocks(&reading, body, BX_BLOCK_PARAGRAPH, 0);
    cmark_node_free(body);
    if (story->blocks->len == 0)
        bx_diag(diags, BX_DIAG_ARTICLE_EMPTY, bx_source_pos(source, reading.body),
                "the article has no text");
    bx_report_unused_tables(&reading);
    count_characters(&reading);
    g_free(reading.is_text);
    return story;
}
