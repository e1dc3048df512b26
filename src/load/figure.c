/* SPDX-License-Identifier: Apache-2.0 */
/* Figures of an article: pictures, groups of them, tables and pull quotes, with their attributes in
 * braces. */

#include "load/article_reading.h"

#include <cmark.h>
#include <string.h>

#define OUTLINE_MOST 256
#define ACROSS_MOST 12
#define GROUP_MOST 24
#define TABLE_PREFIX "table:"

/* ---- values ---- */

static bool
read_count(const char *value, int most, int *count)
{
    gint64 number;
    if (!g_ascii_string_to_signed(value, 10, 1, most, &number, NULL))
        return false;
    *count = (int)number;
    return true;
}

/* 14, or 14-22. */
static bool
read_range(const char *value, BxRange *range)
{
    g_auto(GStrv) parts = g_strsplit(value, "-", 2);
    BxRange read;
    if (!parts[0] || !read_count(parts[0], BX_SPAN_MOST, &read.least))
        return false;
    read.most = read.least;
    if ((parts[1] && !read_count(parts[1], BX_SPAN_MOST, &read.most)) || read.most < read.least)
        return false;
    *range = read;
    return true;
}

/* Three corners and more: 0,0 1,0 0.5,1 */
static bool
read_outline(const char *value, GArray **outline)
{
    g_auto(GStrv) corners = g_strsplit(value, " ", OUTLINE_MOST + 1);
    g_autoptr(GArray) read = g_array_new(FALSE, FALSE, sizeof(BxShare));
    for (int i = 0; corners[i]; i++) {
        BxShare corner;
        if (!*corners[i])
            continue;
        if (!bx_focus_parse(corners[i], &corner.x, &corner.y))
            return false;
        g_array_append_val(read, corner);
    }
    if (read->len < 3 || read->len > OUTLINE_MOST)
        return false;
    g_clear_pointer(outline, g_array_unref);
    *outline = g_steal_pointer(&read);
    return true;
}

static bool
read_word(const char *const *words, const char *value, int *index)
{
    for (int i = 0; words[i]; i++)
        if (strcmp(words[i], value) == 0) {
            *index = i;
            return true;
        }
    return false;
}

static bool
read_text(BxArticleReading *reading, const char *value, size_t byte, BxText **text)
{
    BxTextMaker *maker = bx_text_maker_new(reading->source, byte, byte + strlen(value));
    bx_text_maker_add(maker, value, 0);
    bx_text_maker_mark(maker, reading->is_text);
    bx_text_free(*text);
    *text = bx_text_maker_finish(maker);
    return *text != NULL;
}

/* ---- attributes ---- */

typedef enum {
    ATTRIBUTE_SLOT,
    ATTRIBUTE_COLS,
    ATTRIBUTE_LINES,
    ATTRIBUTE_AT,
    ATTRIBUTE_OUTLINE,
    ATTRIBUTE_DISTANCE,
    ATTRIBUTE_ACROSS,
    ATTRIBUTE_CAPTION,
    ATTRIBUTE_CREDIT,
    ATTRIBUTE_FIT,
    ATTRIBUTE_FOCUS,
    ATTRIBUTE_CROP,
    ATTRIBUTE_SHARPEN,
    ATTRIBUTE_KIND,
} Attribute;

/* clang-format off */
static const char *const attribute_names[] = {
    "slot", "cols", "lines", "at", "outline", "distance", "across", "caption", "credit", "fit", "focus", "crop",
    "sharpen", "kind", NULL};
static const char *const at_words[] = {
    "top-left", "top", "top-right", "left", "center", "right", "bottom-left", "bottom", "bottom-right", NULL};
static const char *const sharpen_words[] = {"yes", "no", NULL};
static const char *const kind_words[] = {"work", "decoration", NULL};
/* clang-format on */

/* Attributes as they stand in the source: name=value, or name="value with blanks". */
typedef struct {
    const char *name, *value;
    size_t name_byte, value_byte;
} Given;

/* What is said of a picture's own pixels. */
static bool
set_picture_attribute(BxPicture *picture, Attribute name, const char *value)
{
    int word;
    if (name == ATTRIBUTE_FOCUS)
        return bx_focus_parse(value, &picture->focus.x, &picture->focus.y);
    if (name == ATTRIBUTE_CROP)
        return bx_crop_parse(value, &picture->crop);
    if (!read_word(name == ATTRIBUTE_FIT    ? bx_fit_words
                   : name == ATTRIBUTE_KIND ? kind_words
                                            : sharpen_words,
                   value, &word))
        return false;
    if (name == ATTRIBUTE_FIT)
        picture->fit = (BxFit)word;
    else if (name == ATTRIBUTE_KIND)
        picture->is_decoration = word == 1;
    else
        picture->sharpen = word == 0 ? BX_SHARPEN_YES : BX_SHARPEN_NO;
    return true;
}

static bool
set_attribute(BxArticleReading *reading, BxFigure *figure, BxPicture *picture, const Given *given)
{
    int word, name;
    const char *value = given->value;
    BxPlacement *place = &figure->place;
    if (!read_word(attribute_names, given->name, &name))
        return false;
    switch ((Attribute)name) {
    case ATTRIBUTE_SLOT:
        g_free(place->slot);
        place->slot = g_strdup(value);
        return *value != 0;
    case ATTRIBUTE_COLS:
        return read_count(value, BX_SPAN_MOST, &place->cols);
    case ATTRIBUTE_LINES:
        return read_range(value, &place->lines);
    case ATTRIBUTE_AT:
        if (!read_word(at_words, value, &word))
            return false;
        place->at = (BxAt)word;
        return true;
    case ATTRIBUTE_OUTLINE:
        return read_outline(value, &place->outline);
    case ATTRIBUTE_DISTANCE:
        return bx_length_parse(value, &place->distance) && place->distance.value >= 0;
    case ATTRIBUTE_ACROSS:
        return read_count(value, ACROSS_MOST, &figure->across);
    case ATTRIBUTE_CAPTION:
        return read_text(reading, value, given->value_byte, &figure->caption);
    case ATTRIBUTE_CREDIT:
        return read_text(reading, value, given->value_byte,
                         picture ? &picture->credit : &figure->credit);
    case ATTRIBUTE_FIT:
    case ATTRIBUTE_FOCUS:
    case ATTRIBUTE_CROP:
    case ATTRIBUTE_SHARPEN:
    case ATTRIBUTE_KIND:
        return picture && set_picture_attribute(picture, (Attribute)name, value);
    }
    return false;
}

static void
report_attribute(BxArticleReading *reading, const Given *given)
{
    int known;
    g_autofree char *hint = read_word(attribute_names, given->name, &known)
                                ? g_strdup("")
                                : bx_did_you_mean(given->name, attribute_names);
    bx_diag(reading->diags, BX_DIAG_PICTURE_ATTRIBUTE,
            bx_source_pos(reading->source, given->name_byte), "“%s=%s” is not understood%s",
            given->name, given->value, hint);
}

/* What stands between braces, [start, end) of the source. */
static void
read_attributes(BxArticleReading *reading, BxFigure *figure, BxPicture *picture, size_t start,
                size_t end)
{
    const char *text = reading->source->text;
    for (size_t at = start;;) {
        while (at < end && g_ascii_isspace(text[at]))
            at++;
        if (at >= end)
            return;
        Given given = {.name_byte = at};
        while (at < end && text[at] != '=' && !g_ascii_isspace(text[at]))
            at++;
        g_autofree char *name = g_strndup(text + given.name_byte, at - given.name_byte);
        given.value_byte = MIN(at + 1, end);
        bool quoted = given.value_byte < end && text[given.value_byte] == '"';
        given.value_byte += quoted;
        at = given.value_byte;
        while (at < end && (quoted ? text[at] != '"' : !g_ascii_isspace(text[at])))
            at++;
        g_autofree char *value = g_strndup(text + given.value_byte, at - given.value_byte);
        at += quoted && at < end;
        given.name = name;
        given.value = value;
        if (!set_attribute(reading, figure, picture, &given))
            report_attribute(reading, &given);
    }
}

/* ---- pictures and tables ---- */

static char *
address_of(cmark_node *image)
{
    const char *written = cmark_node_get_url(image);
    char *address = g_uri_unescape_string(written, NULL);
    if (!address) /* no escape that can be read: as it is written */
        address = g_strdup(written);
    return address;
}

static BxPicture *
add_picture(BxArticleReading *reading, BxFigure *figure, const char *address, BxPos pos)
{
    BxPicture *picture = bx_picture_new(address, pos);
    g_ptr_array_add(figure->pictures, picture);
    if (figure->pictures->len == GROUP_MOST + 1)
        bx_diag(reading->diags, BX_DIAG_MARK_LIMIT, pos, "a group has at most %d pictures",
                GROUP_MOST);
    return picture;
}

/* Bytes of one image with its attributes: from its “![” to the next one's. */
typedef struct {
    size_t start, end;
} Extent;

static Extent
extent_of_next(const BxArticleReading *reading, size_t from, size_t limit)
{
    const char *text = reading->source->text;
    const char *start = g_strstr_len(text + from, (gssize)(limit - from), "![");
    Extent extent = {start ? (size_t)(start - text) : from, limit};
    const char *close = g_strstr_len(text + extent.start, (gssize)(limit - extent.start), "](");
    const char *next =
        close ? g_strstr_len(close, (gssize)(limit - (size_t)(close - text)), "![") : NULL;
    if (next)
        extent.end = (size_t)(next - text);
    return extent;
}

static void
read_image(BxArticleReading *reading, BxFigure *figure, cmark_node *image, Extent extent)
{
    const char *text = reading->source->text;
    g_autofree char *address = address_of(image);
    BxPos pos = bx_source_pos(reading->source, extent.start);
    BxPicture *picture = NULL;
    BxText **caption = &figure->caption;
    if (g_str_has_prefix(address, TABLE_PREFIX)) {
        figure->kind = BX_FIGURE_TABLE;
        figure->table = bx_take_table(reading, address + strlen(TABLE_PREFIX), pos);
    } else {
        picture = add_picture(reading, figure, address, pos);
        caption = &picture->caption;
    }
    *caption = bx_inline_read(image, reading->source, extent.start, extent.end, reading->is_text,
                              reading->diags);
    gssize length = (gssize)(extent.end - extent.start);
    const char *close = g_strrstr_len(text + extent.start, length, "}");
    const char *open =
        close ? g_strrstr_len(text + extent.start, close - text - (gssize)extent.start, "){")
              : NULL;
    const BxText *caption_before = figure->caption;
    if (open)
        read_attributes(reading, figure, picture, (size_t)(open + 2 - text),
                        (size_t)(close - text));
    if (picture
        && figure->caption != caption_before) { /* a credit beside a caption of all is of all */
        bx_text_free(figure->credit);
        figure->credit = g_steal_pointer(&picture->credit);
    }
    if (picture)
        bx_picture_open(picture, reading->folder, reading->diags);
}

/* Pictures alone: nothing stands between them but blanks and attributes. */
static bool
holds_pictures_alone(cmark_node *paragraph)
{
    cmark_node *child = cmark_node_first_child(paragraph);
    if (!child || cmark_node_get_type(child) != CMARK_NODE_IMAGE)
        return false;
    bool in_braces = false;
    for (; child; child = cmark_node_next(child)) {
        cmark_node_type type = cmark_node_get_type(child);
        const char *words = type == CMARK_NODE_TEXT ? cmark_node_get_literal(child) : NULL;
        if (type == CMARK_NODE_IMAGE || type == CMARK_NODE_SOFTBREAK)
            continue;
        if (!in_braces && words && words[0] == '{')
            in_braces = true;
        if (!in_braces && (!words || words[strspn(words, " ")] != '\0'))
            return false;
        if (in_braces && words && words[0] && words[strlen(words) - 1] == '}')
            in_braces = false;
    }
    return true;
}

BxFigure *
bx_figure_read(BxArticleReading *reading, cmark_node *paragraph)
{
    if (!holds_pictures_alone(paragraph))
        return NULL;
    BxFigure *figure = bx_figure_new(BX_FIGURE_PICTURES, bx_block_pos(reading, paragraph));
    size_t at = bx_block_start(reading, paragraph), limit = bx_block_end(reading, paragraph);
    for (cmark_node *child = cmark_node_first_child(paragraph); child;
         child = cmark_node_next(child)) {
        if (cmark_node_get_type(child) != CMARK_NODE_IMAGE)
            continue;
        Extent extent = extent_of_next(reading, at, limit);
        read_image(reading, figure, child, extent);
        at = extent.end;
    }
    if (figure->kind == BX_FIGURE_TABLE && figure->pictures->len > 0)
        bx_unusable(reading, paragraph, "a table and pictures in one paragraph");
    return figure;
}

/* ---- pull quotes ---- */

#define PULL "{pull"

/* Takes {pull …} off the last words of a paragraph; false where it does not end so. */
static bool
take_pull(cmark_node *paragraph)
{
    cmark_node *last = cmark_node_last_child(paragraph), *node = last;
    const char *words =
        last && cmark_node_get_type(last) == CMARK_NODE_TEXT ? cmark_node_get_literal(last) : NULL;
    if (!words || !g_str_has_suffix(words, "}"))
        return false;
    /* a quotation mark in a value may have cut the text in several nodes */
    while (node && cmark_node_get_type(node) == CMARK_NODE_TEXT
           && !strstr(cmark_node_get_literal(node), PULL))
        node = cmark_node_previous(node);
    if (!node || cmark_node_get_type(node) != CMARK_NODE_TEXT)
        return false;
    g_autofree char *kept = g_strdup(cmark_node_get_literal(node));
    *strstr(kept, PULL) = '\0';
    cmark_node_set_literal(node, g_strchomp(kept));
    for (cmark_node *next = cmark_node_next(node); next; next = cmark_node_next(node)) {
        cmark_node_unlink(next);
        cmark_node_free(next);
    }
    return true;
}

BxFigure *
bx_pull_read(BxArticleReading *reading, cmark_node *paragraph)
{
    if (!take_pull(paragraph))
        return NULL;
    size_t start = bx_block_start(reading, paragraph), end = bx_block_end(reading, paragraph);
    const char *text = reading->source->text;
    const char *open = g_strrstr_len(text + start, (gssize)(end - start), PULL);
    const char *close = g_strrstr_len(text + start, (gssize)(end - start), "}");
    BxFigure *figure = bx_figure_new(BX_FIGURE_PULL, bx_block_pos(reading, paragraph));
    size_t words_end = open ? (size_t)(open - text) : end;
    figure->text = bx_inline_read(paragraph, reading->source, start, words_end, reading->is_text,
                                  reading->diags);
    if (open && close > open)
        read_attributes(reading, figure, NULL, words_end + strlen(PULL), (size_t)(close - text));
    return figure;
}
