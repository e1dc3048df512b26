/* SPDX-License-Identifier: Apache-2.0 */
/* The issue's end: every part freed with it. */

#include "load/issue.h"

#include <string.h>

BxFigure *
bx_figure_new(BxFigureKind kind, BxPos pos)
{
    BxFigure *figure = g_new0(BxFigure, 1);
    figure->kind = kind;
    figure->pos = pos;
    figure->place.at = BX_AT_TOP;
    figure->place.distance.value = -1;
    figure->pictures = g_ptr_array_new_with_free_func(bx_picture_free);
    return figure;
}

void
bx_figure_free(BxFigure *figure)
{
    if (!figure)
        return;
    g_ptr_array_unref(figure->pictures);
    bx_text_free(figure->text);
    bx_text_free(figure->caption);
    bx_text_free(figure->credit);
    g_free(figure->place.slot);
    if (figure->place.outline)
        g_array_unref(figure->place.outline);
    g_free(figure);
}

void
bx_table_free(void *data)
{
    BxTable *table = data;
    if (!table)
        return;
    g_free(table->name);
    g_ptr_array_unref(table->rows);
    g_array_unref(table->aligns);
    g_free(table);
}

void
bx_story_free(void *data)
{
    BxStory *story = data;
    if (!story)
        return;
    BxText *texts[] = {story->standing, story->kicker, story->headline, story->deck,
                       story->byline,   story->credit, story->jump,     story->origin};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        bx_text_free(texts[i]);
    g_free(story->id);
    g_ptr_array_unref(story->blocks);
    g_ptr_array_unref(story->tables);
    g_free(story);
}

static void
add_figure_texts(GPtrArray *texts, const BxFigure *figure)
{
    g_ptr_array_add(texts, figure->text);
    g_ptr_array_add(texts, figure->caption);
    g_ptr_array_add(texts, figure->credit);
    for (guint i = 0; i < figure->pictures->len; i++) {
        const BxPicture *picture = g_ptr_array_index(figure->pictures, i);
        g_ptr_array_add(texts, picture->caption);
        g_ptr_array_add(texts, picture->credit);
    }
    for (guint r = 0; figure->table && r < figure->table->rows->len; r++)
        g_ptr_array_extend(texts, g_ptr_array_index(figure->table->rows, r), NULL, NULL);
}

GPtrArray *
bx_story_all_texts(const BxStory *story)
{
    BxText *const heads[] = {story->standing, story->kicker, story->headline, story->deck,
                             story->byline,   story->credit, story->jump,     story->origin};
    GPtrArray *texts = g_ptr_array_new();
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
        g_ptr_array_add(texts, heads[i]);
    for (guint i = 0; i < story->blocks->len; i++) {
        const BxBlock *block = g_ptr_array_index(story->blocks, i);
        g_ptr_array_add(texts, block->text);
        if (block->figure)
            add_figure_texts(texts, block->figure);
    }
    return texts;
}

const char *const bx_rank_words[] = {"lead", "second", "news", "brief", NULL};

static void
placing_free(void *data)
{
    BxPlacing *placing = data;
    g_free(placing->slot);
    g_free(placing);
}

BxPageSpec *
bx_page_spec_new(void)
{
    BxPageSpec *page = g_new0(BxPageSpec, 1);
    page->placings = g_ptr_array_new_with_free_func(placing_free);
    page->ads = g_ptr_array_new_with_free_func(bx_ad_free);
    return page;
}

static void
page_spec_free(void *data)
{
    BxPageSpec *page = data;
    bx_text_free(page->label);
    bx_text_free(page->editor);
    g_ptr_array_unref(page->placings);
    g_ptr_array_unref(page->ads);
    g_free(page);
}

BxIssue *
bx_issue_new(const char *folder)
{
    BxIssue *issue = g_new0(BxIssue, 1);
    issue->folder = g_strdup(folder);
    issue->convert = true;
    issue->keywords = g_ptr_array_new_with_free_func(g_free);
    issue->slogans = g_ptr_array_new_with_free_func((GDestroyNotify)bx_text_free);
    issue->unconverted = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    issue->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    issue->stories = g_ptr_array_new_with_free_func(bx_story_free);
    issue->pages = g_ptr_array_new_with_free_func(page_spec_free);
    issue->layouts = g_ptr_array_new_with_free_func((GDestroyNotify)bx_layout_free);
    issue->sources = g_ptr_array_new_with_free_func((GDestroyNotify)bx_source_free);
    g_date_clear(&issue->date, 1);
    return issue;
}

/* clang-format off */
#define WORD(name) {#name, offsetof(BxIssue, name)}
const BxIssueWord bx_issue_words[] = {
    WORD(title), WORD(label), WORD(number), WORD(contact), WORD(editor), WORD(total), WORD(cn), WORD(authority),
    WORD(sponsor), WORD(publisher), WORD(address), WORD(printer), WORD(distribution), WORD(price), WORD(extra),
    {NULL, 0},
};
#undef WORD
/* clang-format on */

static BxText *
word_of(const BxIssue *issue, const BxIssueWord *word)
{
    return G_STRUCT_MEMBER(BxText *, issue, word->offset);
}

const BxText *
bx_issue_lookup_word(const BxIssue *issue, const char *name)
{
    for (const BxIssueWord *word = bx_issue_words; word->name; word++)
        if (strcmp(word->name, name) == 0)
            return word_of(issue, word);
    return NULL;
}

void
bx_issue_free(BxIssue *issue)
{
    if (!issue)
        return;
    for (const BxIssueWord *word = bx_issue_words; word->name; word++)
        bx_text_free(word_of(issue, word));
    g_free(issue->folder);
    g_ptr_array_unref(issue->slogans);
    g_ptr_array_unref(issue->keywords);
    g_hash_table_unref(issue->unconverted);
    g_hash_table_unref(issue->words);
    g_ptr_array_unref(issue->pages);
    g_ptr_array_unref(issue->stories);
    g_ptr_array_unref(issue->layouts);
    g_ptr_array_unref(issue->sources);
    g_free(issue);
}
