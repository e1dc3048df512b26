/* SPDX-License-Identifier: Apache-2.0 */
/* Articles: front matter (YAML) and body (CommonMark) to a story, and the count that nothing of the
 * file was dropped on the way. */

#include "load/article.h"

#include "load/path.h"
#include "load/picture_size.h"
#include "load/yaml.h"

#include <cmark.h>
#include <string.h>

#define PARAGRAPH_MAX_CHARS 200000
#define NESTING_MAX 16

typedef struct {
    BxStory *story;
    const BxSource *source;
    const char *folder;
    uint8_t *is_text; /* by byte of the source: became text */
    size_t body;      /* byte at which the body begins */
    int body_line;    /* its line, from 0 */
    BxDiags *diags;
} Reading;

/* clang-format off */
static const BxField front_fields[] = {
    {"headline", BX_YAML_TEXT, offsetof(BxStory, headline), .required = true},
    {"kicker", BX_YAML_TEXT, offsetof(BxStory, kicker), .words = NULL},
    {"deck", BX_YAML_TEXT, offsetof(BxStory, deck), .words = NULL},
    {"byline", BX_YAML_TEXT, offsetof(BxStory, byline), .words = NULL},
    {"credit", BX_YAML_TEXT, offsetof(BxStory, credit), .words = NULL},
    {"jump", BX_YAML_TEXT, offsetof(BxStory, jump), .words = NULL},
    {"source", BX_YAML_TEXT, offsetof(BxStory, origin), .words = NULL},
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
find_front(Reading *reading, size_t *start, size_t *end)
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

static void
mark_text(Reading *reading, const BxText *text)
{
    const char *p = text ? text->text : "";
    for (int i = 0; text && i < text->n_chars; i++, p = g_utf8_next_char(p)) {
        size_t length = (size_t)(g_utf8_next_char(p) - p);
        if (memcmp(reading->source->text + text->origin[i], p, length) == 0)
            memset(reading->is_text + text->origin[i], 1, length);
    }
}

static void
read_front(Reading *reading)
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
                     G_N_ELEMENTS(front_fields), story, NULL);
    const BxText *texts[] = {story->headline, story->kicker, story->deck, story->byline,
                             story->credit};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        mark_text(reading, texts[i]);
}

/* ---- body ---- */

static size_t
line_byte(const Reading *reading, int line)
{
    const GArray *lines = reading->source->lines;
    return (guint)line < lines->len ? g_array_index(lines, size_t, line) : reading->source->length;
}

/* First byte of a block, and the byte after its last line. cmark counts lines from 1. */
static size_t
block_start(const Reading *reading, cmark_node *node)
{
    size_t line = line_byte(reading, reading->body_line + cmark_node_get_start_line(node) - 1);
    return MIN(line + (size_t)MAX(0, cmark_node_get_start_column(node) - 1),
               reading->source->length);
}

static size_t
block_end(const Reading *reading, cmark_node *node)
{
    return line_byte(reading, reading->body_line + cmark_node_get_end_line(node));
}

static BxPos
block_pos(const Reading *reading, cmark_node *node)
{
    return bx_source_pos(reading->source, block_start(reading, node));
}

static void
block_free(void *data)
{
    BxBlock *block = data;
    bx_text_free(block->text);
    bx_picture_free(block->picture);
    g_free(block->marker);
    g_free(block);
}

static BxBlock *
add_block(Reading *reading, BxBlockKind kind, cmark_node *node)
{
    BxBlock *block = g_new0(BxBlock, 1);
    block->kind = kind;
    block->pos = block_pos(reading, node);
    g_ptr_array_add(reading->story->blocks, block);
    return block;
}

static void
unusable(Reading *reading, cmark_node *node, const char *what)
{
    bx_diag(reading->diags, BX_DIAG_MARKDOWN_UNUSABLE, block_pos(reading, node),
            "%s cannot stand in a newspaper column", what);
}

static void
add_text_block(Reading *reading, BxBlockKind kind, cmark_node *node, const char *marker)
{
    BxText *text = bx_inline_read(node, reading->source, block_start(reading, node),
                                  block_end(reading, node), reading->is_text, reading->diags);
    if (!text)
        return;
    if (text->n_chars > PARAGRAPH_MAX_CHARS)
        bx_diag(reading->diags, BX_DIAG_MARK_LIMIT, block_pos(reading, node),
                "paragraph of %d characters; at most %d are set", text->n_chars,
                PARAGRAPH_MAX_CHARS);
    BxBlock *block = add_block(reading, kind, node);
    block->text = text;
    block->marker = g_strdup(marker);
}

/* ---- pictures ---- */

/* clang-format off */
static const char *const at_words[] = {
    "top-left", "top", "top-right", "left", "center", "right", "bottom-left", "bottom", "bottom-right", NULL};
static const char *const fit_words[] = {"fill", "whole", NULL};
static const char *const attribute_names[] = {"slot", "cols", "lines", "at", "fit", "focus", "credit", "crop", "sharpen", NULL};
static const char *const sharpen_words[] = {"yes", "no", NULL};
/* clang-format on */

static int
word_index(const char *const *words, const char *word)
{
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], word) == 0)
            return i;
    return -1;
}

static bool
read_count(const char *value, int *count)
{
    gint64 number;
    if (!g_ascii_string_to_signed(value, 10, 1, BX_SPAN_MOST, &number, NULL))
        return false;
    *count = (int)number;
    return true;
}

static bool
set_attribute(Reading *reading, BxPicture *picture, const char *name, const char *value,
              size_t value_byte)
{
    int word;
    switch (word_index(attribute_names, name)) {
    case 0:
        g_free(picture->slot);
        picture->slot = g_strdup(value);
        return *value != 0;
    case 1:
        return read_count(value, &picture->cols);
    case 2:
        return read_count(value, &picture->lines);
    case 3:
        word = word_index(at_words, value);
        picture->at = word < 0 ? BX_AT_TOP : (BxAt)word;
        return word >= 0;
    case 4:
        word = word_index(fit_words, value);
        picture->fit = word < 0 ? BX_FIT_FILL : (BxFit)word;
        return word >= 0;
    case 5:
        return bx_focus_parse(value, &picture->focus_x, &picture->focus_y);
    case 6: {
        BxTextMaker *maker =
            bx_text_maker_new(reading->source, value_byte, value_byte + strlen(value));
        bx_text_maker_add(maker, value, 0);
        bx_text_maker_mark(maker, reading->is_text);
        bx_text_free(picture->credit);
        picture->credit = bx_text_maker_finish(maker);
        return picture->credit != NULL;
    }
    case 7:
        return bx_crop_parse(value, &picture->crop);
    case 8:
        word = word_index(sharpen_words, value);
        picture->sharpen = word == 0 ? BX_SHARPEN_YES : BX_SHARPEN_NO;
        return word >= 0;
    default:
        return false;
    }
}

/* {name=value name="value with blanks"}; returns false at the first that is not understood. */
static void
read_attributes(Reading *reading, BxPicture *picture, size_t start, size_t end)
{
    const char *text = reading->source->text;
    size_t at = start;
    while (at < end) {
        while (at < end && g_ascii_isspace(text[at]))
            at++;
        size_t name_start = at;
        while (at < end && text[at] != '=' && !g_ascii_isspace(text[at]))
            at++;
        g_autofree char *name = g_strndup(text + name_start, at - name_start);
        if (at >= end && name_start == at)
            return;
        size_t value_start = MIN(at + 1, end);
        bool quoted = value_start < end && text[value_start] == '"';
        value_start += quoted;
        at = value_start;
        while (at < end && (quoted ? text[at] != '"' : !g_ascii_isspace(text[at])))
            at++;
        g_autofree char *value = g_strndup(text + value_start, at - value_start);
        at += quoted && at < end;
        if (!set_attribute(reading, picture, name, value, value_start)) {
            g_autofree char *hint = bx_did_you_mean(name, attribute_names);
            bx_diag(reading->diags, BX_DIAG_PICTURE_ATTRIBUTE,
                    bx_source_pos(reading->source, name_start), "“%s=%s” is not understood%s", name,
                    value, word_index(attribute_names, name) < 0 ? hint : "");
        }
    }
}

static void
find_attributes(Reading *reading, cmark_node *paragraph, BxPicture *picture)
{
    size_t start = block_start(reading, paragraph), end = block_end(reading, paragraph);
    const char *text = reading->source->text;
    const char *close = g_strrstr_len(text + start, (gssize)(end - start), "}");
    const char *open =
        close ? g_strrstr_len(text + start, close - text - (gssize)start, "){") : NULL;
    if (open)
        read_attributes(reading, picture, (size_t)(open + 2 - text), (size_t)(close - text));
}

static void
open_picture(Reading *reading, BxPicture *picture)
{
    picture->file = bx_path_resolve(reading->folder, picture->path, picture->pos,
                                    BX_DIAG_FILE_MISSING, reading->diags);
    if (picture->file && !bx_picture_size(picture->file, &picture->width, &picture->height)) {
        bx_diag(reading->diags, BX_DIAG_PICTURE_UNREADABLE, picture->pos,
                "“%s” is no JPEG, PNG, TIFF or WebP that can be read", picture->path);
        g_clear_pointer(&picture->file, g_free); /* said once: nothing tries it again */
        return;
    }
    picture->width = (int)MAX(1, picture->width * picture->crop.width);
    picture->height = (int)MAX(1, picture->height * picture->crop.height);
}

static void
add_picture(Reading *reading, cmark_node *paragraph, cmark_node *image)
{
    BxPicture *picture = g_new0(BxPicture, 1);
    BxBlock *block = add_block(reading, BX_BLOCK_PICTURE, paragraph);
    block->picture = picture;
    picture->pos = block->pos;
    picture->crop = BX_CROP_WHOLE;
    picture->focus_x = picture->focus_y = -1;
    picture->at = BX_AT_TOP;
    picture->path = g_uri_unescape_string(cmark_node_get_url(image), NULL);
    if (!picture->path)
        picture->path = g_strdup(cmark_node_get_url(image));
    picture->caption =
        bx_inline_read(image, reading->source, block_start(reading, paragraph),
                       block_end(reading, paragraph), reading->is_text, reading->diags);
    find_attributes(reading, paragraph, picture);
    if (picture->focus_x < 0) {
        picture->focus_x = picture->crop.left + picture->crop.width / 2;
        picture->focus_y = picture->crop.top + picture->crop.height / 2;
    }
    open_picture(reading, picture);
}

/* A picture stands alone in its paragraph, but for its attributes. */
static cmark_node *
lone_picture(cmark_node *paragraph)
{
    cmark_node *first = cmark_node_first_child(paragraph);
    if (!first || cmark_node_get_type(first) != CMARK_NODE_IMAGE)
        return NULL;
    cmark_node *second = cmark_node_next(first);
    if (second
        && (cmark_node_get_type(second) != CMARK_NODE_TEXT
            || cmark_node_get_literal(second)[0] != '{'))
        return NULL;
    return first;
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
read_paragraph(Reading *reading, cmark_node *node, BxBlockKind kind, const char *marker)
{
    cmark_node *image = lone_picture(node);
    if (image) {
        add_picture(reading, node, image);
        return;
    }
    if (holds_picture(node))
        unusable(reading, node, "a picture in the middle of a paragraph");
    add_text_block(reading, kind, node, marker);
}

static void
read_heading(Reading *reading, cmark_node *node)
{
    int level = cmark_node_get_heading_level(node);
    if (level == 2 || level == 3)
        add_text_block(reading, level == 2 ? BX_BLOCK_CROSSHEAD : BX_BLOCK_SUBHEAD, node, NULL);
    else
        unusable(reading, node, "a heading that is neither ## nor ###");
}

static void read_blocks(Reading *reading, cmark_node *parent, BxBlockKind kind, int depth);

static void
read_list(Reading *reading, cmark_node *list, int depth)
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
                unusable(reading, block, "this inside a list");
        }
    }
}

static void
read_block(Reading *reading, cmark_node *node, BxBlockKind kind, int depth)
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
        unusable(reading, node, "a code block");
        break;
    case CMARK_NODE_HTML_BLOCK:
        if (!g_str_has_prefix(cmark_node_get_literal(node), "<!--"))
            unusable(reading, node, "an HTML block");
        break;
    default: /* inline nodes do not stand here */
        break;
    }
}

static void
read_blocks(Reading *reading, cmark_node *parent, BxBlockKind kind, int depth)
{
    if (depth > NESTING_MAX) {
        bx_diag(reading->diags, BX_DIAG_MARK_LIMIT, block_pos(reading, parent),
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
count_characters(Reading *reading)
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
    Reading reading = {.story = story,
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
    count_characters(&reading);
    g_free(reading.is_text);
    return story;
}
