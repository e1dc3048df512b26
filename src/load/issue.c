/* SPDX-License-Identifier: Apache-2.0 */
/* The issue's end: every part freed with it. */

#include "load/issue.h"

static void
picture_free(void *data)
{
    BxPicture *picture = data;
    g_free(picture->path);
    g_free(picture->file);
    bx_text_free(picture->caption);
    bx_text_free(picture->credit);
    g_free(picture);
}

BxFigure *
bx_figure_new(BxFigureKind kind, BxPos pos)
{
    BxFigure *figure = g_new0(BxFigure, 1);
    figure->kind = kind;
    figure->pos = pos;
    figure->place.at = BX_AT_TOP;
    figure->place.distance.value = -1;
    figure->pictures = g_ptr_array_new_with_free_func(picture_free);
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
    BxText *texts[] = {story->kicker, story->headline, story->deck,  story->byline,
                       story->credit, story->jump,     story->origin};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        bx_text_free(texts[i]);
    g_free(story->id);
    g_ptr_array_unref(story->blocks);
    g_ptr_array_unref(story->tables);
    g_free(story);
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
    return page;
}

static void
page_spec_free(void *data)
{
    BxPageSpec *page = data;
    bx_text_free(page->label);
    bx_text_free(page->editor);
    g_ptr_array_unref(page->placings);
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

void
bx_issue_free(BxIssue *issue)
{
    if (!issue)
        return;
    BxText *texts[] = {issue->title, issue->label, issue->number, issue->contact, issue->editor};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        bx_text_free(texts[i]);
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
