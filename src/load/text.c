/* SPDX-License-Identifier: Apache-2.0 */
/* Texts: characters of the author, each with its place. */

#include "load/article.h"

#include <string.h>

void
bx_text_free(BxText *text)
{
    if (!text)
        return;
    g_free(text->text);
    g_free(text->origin);
    if (text->runs)
        g_array_free(text->runs, TRUE);
    if (text->rubies)
        g_array_free(text->rubies, TRUE);
    g_free(text);
}

static void
clear_ruby(void *data)
{
    g_free(((BxRuby *)data)->ruby);
}

static BxText *
new_text(const BxSource *source)
{
    BxText *text = g_new0(BxText, 1);
    text->source = source;
    text->runs = g_array_new(FALSE, FALSE, sizeof(BxMarkRun));
    text->rubies = g_array_new(FALSE, FALSE, sizeof(BxRuby));
    g_array_set_clear_func(text->rubies, clear_ruby);
    return text;
}

BxText *
bx_text_new(const BxSource *source, const char *utf8)
{
    BxText *text = new_text(source);
    text->text = g_strdup(utf8);
    text->n_chars = (int)g_utf8_strlen(utf8, -1);
    text->origin = g_new(int, text->n_chars + 1);
    int i = 0;
    for (const char *p = utf8; *p; p = g_utf8_next_char(p))
        text->origin[i++] = (int)(p - utf8);
    return text;
}

BxPos
bx_text_pos(const BxText *text, int index)
{
    if (!text->source || text->n_chars == 0)
        return BX_NO_POS;
    return bx_source_pos(text->source, (size_t)text->origin[CLAMP(index, 0, text->n_chars - 1)]);
}

int
bx_text_count(const BxText *text)
{
    int n = 0;
    for (const char *p = text->text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        n += !g_unichar_isspace(c) && c != 0x3000;
    }
    return n;
}

struct BxTextMaker {
    const BxSource *source;
    size_t at, end; /* where the next character is looked for */
    GString *text;
    GArray *origins;  /* int */
    GArray *spans;    /* int: bytes of the source each character takes there; 0: none of its own */
    GArray *readings; /* size_t pairs: bytes of the source that became readings */
    BxText *made;     /* runs and rubies gather here */
};

BxTextMaker *
bx_text_maker_new(const BxSource *source, size_t start, size_t end)
{
    BxTextMaker *maker = g_new0(BxTextMaker, 1);
    maker->source = source;
    maker->at = start;
    maker->end = end;
    maker->text = g_string_new(NULL);
    maker->origins = g_array_new(FALSE, FALSE, sizeof(int));
    maker->spans = g_array_new(FALSE, FALSE, sizeof(int));
    maker->readings = g_array_new(FALSE, FALSE, sizeof(size_t));
    maker->made = new_text(source);
    return maker;
}

static void
put(BxTextMaker *maker, const char *p, int length, size_t origin, int span, unsigned marks)
{
    int index = (int)maker->origins->len, place = (int)origin;
    GArray *runs = maker->made->runs;
    BxMarkRun *last = runs->len ? &g_array_index(runs, BxMarkRun, runs->len - 1) : NULL;
    if (marks && last && last->end_char == index && last->marks == marks) {
        last->end_char++;
    } else if (marks) {
        BxMarkRun run = {index, index + 1, marks};
        g_array_append_val(runs, run);
    }
    g_string_append_len(maker->text, p, length);
    g_array_append_val(maker->origins, place);
    g_array_append_val(maker->spans, span);
}

/* The character stands in the source behind syntax only: marks, escapes, link and tag text. A
 * character written as an entity (&amp;) or escape is not found as itself: it has its place and no
 * width. The search stops at the first match, so nothing that is text can be passed over unseen:
 * what it passes is counted as markup, and Han among it is a fault (see bx_article_read). */
static size_t
find(const BxTextMaker *maker, const char *p, int length)
{
    for (size_t at = maker->at; at + (size_t)length <= maker->end; at++) {
        if (memcmp(maker->source->text + at, p, (size_t)length) == 0)
            return at;
        if ((unsigned char)maker->source->text[at] >= 0x80)
            break; /* markup is ASCII */
        if (maker->source->text[at] == '&')
            break;
    }
    return G_MAXSIZE;
}

static size_t
entity_end(const BxTextMaker *maker, size_t at)
{
    while (at < maker->end && maker->source->text[at] != '&')
        at++;
    const char *end =
        at < maker->end ? memchr(maker->source->text + at, ';', MIN(maker->end - at, 40)) : NULL;
    return end ? (size_t)(end - maker->source->text) + 1 : maker->at;
}

void
bx_text_maker_add(BxTextMaker *maker, const char *utf8, unsigned marks)
{
    for (const char *p = utf8; *p; p = g_utf8_next_char(p)) {
        int length = (int)(g_utf8_next_char(p) - p);
        size_t at = find(maker, p, length);
        if (at != G_MAXSIZE) {
            put(maker, p, length, at, length, marks);
            maker->at = at + (size_t)length;
        } else {
            size_t end = entity_end(maker, maker->at);
            put(maker, p, length, maker->at, 0, marks);
            maker->at = end;
        }
    }
}

static bool
is_wide_before(const BxTextMaker *maker)
{
    if (maker->text->len == 0)
        return true;
    const char *end = maker->text->str + maker->text->len;
    gunichar c = g_utf8_get_char(g_utf8_prev_char(end));
    return g_unichar_iswide(c) || (c >= 0x2014 && c <= 0x2026);
}

void
bx_text_maker_break(BxTextMaker *maker, bool is_hard)
{
    size_t at = maker->at;
    while (at < maker->end && maker->source->text[at] != '\n')
        at++;
    size_t next = MIN(at + 1, maker->end);
    while (next < maker->end
           && (maker->source->text[next] == ' ' || maker->source->text[next] == '>'))
        next++;
    gunichar after = next < maker->end ? g_utf8_get_char(maker->source->text + next) : 0;
    bool is_wide = is_wide_before(maker) || g_unichar_iswide(after);
    if (is_hard)
        put(maker, "\n", 1, at, 1, 0);
    else if (!is_wide)
        put(maker, " ", 1, at, 1, 0);
    maker->at = MIN(at + 1, maker->end);
}

size_t
bx_text_maker_pass_reading(BxTextMaker *maker, const char *utf8)
{
    size_t start = maker->at;
    for (const char *p = utf8; *p; p = g_utf8_next_char(p)) {
        size_t length = (size_t)(g_utf8_next_char(p) - p), at = find(maker, p, (int)length);
        if (at == G_MAXSIZE) {
            maker->at = entity_end(maker, maker->at);
            continue;
        }
        start = p == utf8 ? at : start;
        maker->at = at + length;
        g_array_append_val(maker->readings, at);
        g_array_append_val(maker->readings, maker->at);
    }
    return start;
}

void
bx_text_maker_ruby(BxTextMaker *maker, int start_char, const char *words, size_t start_byte)
{
    BxRuby ruby = {start_char, (int)maker->origins->len, g_strdup(words), (int)start_byte};
    g_array_append_val(maker->made->rubies, ruby);
}

size_t
bx_text_maker_at(const BxTextMaker *maker)
{
    return maker->at;
}

int
bx_text_maker_length(const BxTextMaker *maker)
{
    return (int)maker->origins->len;
}

void
bx_text_maker_mark(BxTextMaker *maker, uint8_t *is_text)
{
    for (guint i = 0; i < maker->origins->len; i++)
        memset(is_text + g_array_index(maker->origins, int, i), 1,
               (size_t)g_array_index(maker->spans, int, i));
    for (guint i = 0; i + 1 < maker->readings->len; i += 2) {
        size_t start = g_array_index(maker->readings, size_t, i);
        memset(is_text + start, 1, g_array_index(maker->readings, size_t, i + 1) - start);
    }
}

BxText *
bx_text_maker_finish(BxTextMaker *maker)
{
    BxText *text = maker->made;
    text->n_chars = (int)maker->origins->len;
    text->text = g_string_free(maker->text, FALSE);
    text->origin = (int *)(void *)g_array_free(maker->origins, FALSE);
    g_array_free(maker->spans, TRUE);
    g_array_free(maker->readings, TRUE);
    g_free(maker);
    if (text->n_chars > 0)
        return text;
    bx_text_free(text);
    return NULL;
}
