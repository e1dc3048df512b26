/* SPDX-License-Identifier: Apache-2.0 */
/* 重稿: articles and paragraphs that stand twice in an issue. Sentences are compared, so that a story
 * which was cut or got another headline is found; what is said is how much they share. */

#include "lint/across.h"

#include <string.h>

/* Shorter sentences and paragraphs may stand anywhere; characters. */
#define SENTENCE_LEAST 12
#define PARAGRAPH_LEAST 30
/* Two stories say the same where one shares that much of its sentences with the other. */
#define SHARE_LEAST 0.5
#define SHARED_LEAST 60 /* characters */

typedef struct {
    const BxIssue *issue;
    BxDiags *diags;
    GHashTable *sentences;  /* char * → index of the first story with it + 1 */
    GHashTable *paragraphs; /* char * → BxText */
    int *shared;            /* of the story in hand, with each before it: characters */
    int *told;              /* stories of which it was said: the one that it repeats + 1 */
} Comparing;

/* Without blanks, which two typings may differ in. */
static char *
condensed(const char *text, gsize length)
{
    GString *out = g_string_sized_new(length);
    for (const char *p = text; p < text + length; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_isspace(c))
            g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

static bool
ends_sentence(gunichar c)
{
    return c == 0x3002 || c == 0xFF01 || c == 0xFF1F || c == 0xFF1B || c == '\n' || c == 0;
}

/* Enters one sentence; returns its characters, 0 where it is too short to tell anything. */
static int
enter_sentence(Comparing *comparing, int story, const char *start, const char *end)
{
    g_autofree char *key = condensed(start, (gsize)(end - start));
    int n = (int)g_utf8_strlen(key, -1);
    if (n < SENTENCE_LEAST)
        return 0;
    int first = GPOINTER_TO_INT(g_hash_table_lookup(comparing->sentences, key));
    if (!first)
        g_hash_table_insert(comparing->sentences, g_steal_pointer(&key),
                            GINT_TO_POINTER(story + 1));
    else if (first - 1 != story)
        comparing->shared[first - 1] += n;
    return n;
}

static int
enter_text(Comparing *comparing, int story, const BxText *text)
{
    int n = 0;
    const char *start = text->text;
    for (const char *p = start;; p = g_utf8_next_char(p)) {
        if (!ends_sentence(g_utf8_get_char(p)))
            continue;
        n += enter_sentence(comparing, story, start, p);
        if (!*p)
            return n;
        start = g_utf8_next_char(p);
    }
}

static const char *
path_of(const Comparing *comparing, int story)
{
    const BxStory *other = g_ptr_array_index(comparing->issue->stories, story);
    return other->source ? other->source->path : other->id;
}

static BxPos
head_pos(const BxStory *story)
{
    return story->headline ? bx_text_pos(story->headline, 0) : BX_NO_POS;
}

static void
compare_story(Comparing *comparing, int index)
{
    const BxStory *story = g_ptr_array_index(comparing->issue->stories, index);
    int n = 0;
    memset(comparing->shared, 0, sizeof(int) * comparing->issue->stories->len);
    for (guint i = 0; i < story->blocks->len; i++) {
        const BxBlock *block = g_ptr_array_index(story->blocks, i);
        n += block->text ? enter_text(comparing, index, block->text) : 0;
    }
    for (int other = 0; other < index; other++) {
        int shared = comparing->shared[other];
        if (shared < SHARED_LEAST || shared < SHARE_LEAST * n)
            continue;
        comparing->told[index] = other + 1;
        bx_diag(comparing->diags, BX_DIAG_STORY_TWICE, head_pos(story),
                "%d of %d characters stand also in %s", shared, n, path_of(comparing, other));
    }
}

static void
compare_headlines(const Comparing *comparing)
{
    g_autoptr(GHashTable) headlines = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < comparing->issue->stories->len; i++) {
        const BxStory *story = g_ptr_array_index(comparing->issue->stories, i);
        if (!story->headline)
            continue;
        g_autofree char *key = condensed(story->headline->text, strlen(story->headline->text));
        int first = GPOINTER_TO_INT(g_hash_table_lookup(headlines, key));
        if (!first)
            g_hash_table_insert(headlines, g_steal_pointer(&key), GINT_TO_POINTER(i + 1));
        else if (!comparing->told[i])
            bx_diag(comparing->diags, BX_DIAG_STORY_TWICE, head_pos(story),
                    "%s has the same headline", path_of(comparing, first - 1));
    }
}

static void
compare_paragraph(Comparing *comparing, const BxText *text)
{
    g_autofree char *key = condensed(text->text, strlen(text->text));
    if (g_utf8_strlen(key, -1) < PARAGRAPH_LEAST)
        return;
    const BxText *first = g_hash_table_lookup(comparing->paragraphs, key);
    if (!first) {
        g_hash_table_insert(comparing->paragraphs, g_steal_pointer(&key), (gpointer)text);
        return;
    }
    BxPos pos = bx_text_pos(first, 0);
    bx_diag(comparing->diags, BX_DIAG_PARAGRAPH_TWICE, bx_text_pos(text, 0),
            "the paragraph stands also in %s:%d", pos.source ? pos.source->path : "", pos.line);
}

static void
compare_paragraphs(Comparing *comparing)
{
    for (guint s = 0; s < comparing->issue->stories->len; s++) {
        const BxStory *story = g_ptr_array_index(comparing->issue->stories, s);
        for (guint i = 0; !comparing->told[s] && i < story->blocks->len; i++) {
            const BxBlock *block = g_ptr_array_index(story->blocks, i);
            if (block->text)
                compare_paragraph(comparing, block->text);
        }
    }
}

void
bx_check_stories(const BxIssue *issue, BxDiags *diags)
{
    guint n = issue->stories->len;
    Comparing comparing = {
        .issue = issue,
        .diags = diags,
        .sentences = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .paragraphs = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
        .shared = g_new0(int, n + 1),
        .told = g_new0(int, n + 1)};
    for (guint i = 0; i < n; i++)
        compare_story(&comparing, (int)i);
    compare_headlines(&comparing);
    compare_paragraphs(&comparing);
    g_hash_table_unref(comparing.sentences);
    g_hash_table_unref(comparing.paragraphs);
    g_free(comparing.shared);
    g_free(comparing.told);
}
