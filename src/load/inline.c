/* SPDX-License-Identifier: Apache-2.0 */
/* Inline content: cmark's nodes to text with marks. A few HTML tags carry what Markdown lacks. */

#include "load/article.h"

#include <cmark.h>
#include <string.h>

#define NESTING_MAX 16

/* clang-format off */
static const struct {
    const char *open, *close;
    unsigned mark;
} tags[] = {
    {"<sup>", "</sup>", BX_MARK_SUPER},
    {"<sub>", "</sub>", BX_MARK_SUB},
    {"<small>", "</small>", BX_MARK_SMALL},
    {"<em class=\"dot\">", "</em>", BX_MARK_DOTS},
    {"<u class=\"title\">", "</u>", BX_MARK_TITLE},
    {"<u>", "</u>", BX_MARK_NAME},
};
/* clang-format on */

typedef struct {
    BxTextMaker *maker;
    const BxSource *source;
    size_t end;
    BxDiags *diags;
    size_t stack[NESTING_MAX]; /* tags that are open, rows of the table */
    int depth;
    unsigned marks; /* all that are open */
    bool is_start;  /* no text yet since the last tag opened */
    int ruby_start; /* character the base begins at, -1: no ruby open */
    GString *ruby;  /* inside <rt> */
    size_t ruby_byte;
} Inline;

/* Where these words of markup stand next after the text read so far. */
static BxPos
place_of(const Inline *in, const char *words)
{
    size_t at = bx_text_maker_at(in->maker);
    const char *from = in->source->text + at;
    const char *found = g_strstr_len(from, (gssize)(in->end - at), words);
    return bx_source_pos(in->source, found ? (size_t)(found - in->source->text) : at);
}

static void
open_ruby(Inline *in, const char *tag)
{
    if (strcmp(tag, "<ruby>") == 0)
        in->ruby_start = bx_text_maker_length(in->maker);
    else if (strcmp(tag, "<rt>") == 0)
        in->ruby = g_string_new(NULL);
    else if (strcmp(tag, "</rt>") == 0 && in->ruby) {
        if (in->ruby_start >= 0 && bx_text_maker_length(in->maker) > in->ruby_start)
            bx_text_maker_ruby(in->maker, in->ruby_start, in->ruby->str, in->ruby_byte);
        g_string_free(in->ruby, TRUE);
        in->ruby = NULL;
        in->ruby_start = bx_text_maker_length(in->maker);
    } else if (strcmp(tag, "</ruby>") == 0)
        in->ruby_start = -1;
}

static bool
is_closing_tag(const char *tag)
{
    for (size_t i = 0; i < G_N_ELEMENTS(tags); i++)
        if (strcmp(tag, tags[i].close) == 0)
            return true;
    return false;
}

static void
read_tag(Inline *in, const char *tag)
{
    if (g_str_has_prefix(tag, "<!--"))
        return;
    if (strstr("<ruby></ruby><rt></rt>", tag)) {
        open_ruby(in, tag);
        return;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(tags); i++) {
        if (strcmp(tag, tags[i].open) == 0 && in->depth < NESTING_MAX) {
            in->stack[in->depth++] = i;
            in->marks |= tags[i].mark;
            in->is_start = true;
            return;
        }
        if (in->depth > 0 && in->stack[in->depth - 1] == i && strcmp(tag, tags[i].close) == 0) {
            in->marks &= ~tags[i].mark;
            in->depth--;
            return;
        }
    }
    if (is_closing_tag(tag))
        bx_diag(in->diags, BX_DIAG_MARKDOWN_UNUSABLE, place_of(in, tag),
                "“%s” closes nothing; close the tag opened last first", tag);
    else
        bx_diag(in->diags, BX_DIAG_MARKDOWN_UNUSABLE, place_of(in, tag),
                "“%s” is no tag of articles; known are sup, sub, small, em class=\"dot\", u, u "
                "class=\"title\", ruby",
                tag);
}

static void
check_closed(const Inline *in)
{
    if (in->depth > 0)
        bx_diag(in->diags, BX_DIAG_MARKDOWN_UNUSABLE, place_of(in, ""),
                "“%s” is not closed in its paragraph; write %s",
                tags[in->stack[in->depth - 1]].open, tags[in->stack[in->depth - 1]].close);
}

static void
read_literal(Inline *in, cmark_node *node, unsigned marks)
{
    const char *words = cmark_node_get_literal(node);
    if (in->ruby) {
        size_t start = bx_text_maker_pass_reading(in->maker, words);
        in->ruby_byte = in->ruby->len ? in->ruby_byte : start;
        g_string_append(in->ruby, words);
        return;
    }
    if (in->is_start && *words && (marks & (BX_MARK_NAME | BX_MARK_TITLE))) {
        g_autofree char *first = g_strndup(words, (gsize)(g_utf8_next_char(words) - words));
        bx_text_maker_add(in->maker, first, marks | BX_MARK_START);
        words = g_utf8_next_char(words);
    }
    in->is_start = false;
    bx_text_maker_add(in->maker, words, marks);
}

static unsigned
mark_of(cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_EMPH:
        return BX_MARK_EMPHASIS;
    case CMARK_NODE_STRONG:
        return BX_MARK_STRONG;
    case CMARK_NODE_LINK:
        return BX_MARK_CODE;
    default: /* the others carry no mark of their own */
        return 0;
    }
}

/* A link that shows its own address is text; one with words of its own would lose the address. */
static void
check_link(Inline *in, cmark_node *node)
{
    cmark_node *child = cmark_node_first_child(node);
    const char *words = child ? cmark_node_get_literal(child) : NULL,
               *url = cmark_node_get_url(node);
    const char *shown = g_str_has_prefix(url, "mailto:") ? url + strlen("mailto:") : url;
    if (!words || strcmp(words, shown) != 0)
        bx_diag(in->diags, BX_DIAG_MARKDOWN_UNUSABLE, place_of(in, words ? words : url),
                "a link with words of its own cannot be printed; write the address as <%s>", url);
}

BxText *
bx_inline_read(cmark_node *block, const BxSource *source, size_t start, size_t end,
               uint8_t *is_text, BxDiags *diags)
{
    Inline in = {.maker = bx_text_maker_new(source, start, end),
                 .source = source,
                 .end = end,
                 .diags = diags,
                 .ruby_start = -1};
    cmark_iter *iter = cmark_iter_new(block);
    int depth = 0;
    cmark_event_type event;
    unsigned nested[NESTING_MAX + 1] = {0};
    while ((event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        unsigned mark = mark_of(node);
        if (mark && event == CMARK_EVENT_ENTER) {
            depth++;
            nested[MIN(depth, NESTING_MAX)] = nested[MIN(depth - 1, NESTING_MAX)] | mark;
            if (mark == BX_MARK_CODE)
                check_link(&in, node);
        } else if (mark) {
            depth--;
        }
        unsigned marks = nested[MIN(depth, NESTING_MAX)] | in.marks;
        switch (cmark_node_get_type(node)) {
        case CMARK_NODE_TEXT:
            read_literal(&in, node, marks);
            break;
        case CMARK_NODE_CODE:
            read_literal(&in, node, marks | BX_MARK_CODE);
            break;
        case CMARK_NODE_HTML_INLINE:
            read_tag(&in, cmark_node_get_literal(node));
            break;
        case CMARK_NODE_SOFTBREAK:
            bx_text_maker_break(in.maker, false);
            break;
        case CMARK_NODE_LINEBREAK:
            bx_text_maker_break(in.maker, true);
            break;
        default: /* containers: their text comes as children */
            break;
        }
    }
    cmark_iter_free(iter);
    check_closed(&in);
    if (in.ruby)
        g_string_free(in.ruby, TRUE);
    bx_text_maker_mark(in.maker, is_text);
    return bx_text_maker_finish(in.maker);
}
