/* SPDX-License-Identifier: Apache-2.0 */
#include "lint/texts.h"

static void
add(GArray *texts, const BxText *text, BxCopyKind kind)
{
    const BxStoryText entry = {text, kind, 0};
    if (text)
        g_array_append_val(texts, entry);
}

static void
add_figure(GArray *texts, const BxFigure *figure)
{
    for (guint i = 0; i < figure->pictures->len; i++) {
        const BxPicture *picture = g_ptr_array_index(figure->pictures, i);
        add(texts, picture->caption, BX_COPY_CAPTION);
        add(texts, picture->credit, BX_COPY_CAPTION);
    }
    add(texts, figure->text, BX_COPY_CAPTION);
    add(texts, figure->caption, BX_COPY_CAPTION);
    add(texts, figure->credit, BX_COPY_CAPTION);
}

static void
add_table(GArray *texts, const BxTable *table)
{
    for (guint r = 0; r < table->rows->len; r++) {
        const GPtrArray *row = g_ptr_array_index(table->rows, r);
        for (guint c = 0; c < row->len; c++)
            add(texts, g_ptr_array_index(row, c), BX_COPY_CAPTION);
    }
}

static void
add_block(GArray *texts, const BxBlock *block)
{
    switch (block->kind) {
    case BX_BLOCK_PARAGRAPH:
    case BX_BLOCK_QUOTE:
    case BX_BLOCK_ITEM:
        add(texts, block->text, BX_COPY_BODY);
        break;
    case BX_BLOCK_CROSSHEAD:
    case BX_BLOCK_SUBHEAD:
        add(texts, block->text, BX_COPY_HEAD);
        break;
    case BX_BLOCK_FIGURE:
        add_figure(texts, block->figure);
        break;
    case BX_BLOCK_BREAK:
        break;
    }
}

static void
link_paragraphs(GArray *texts)
{
    gunichar next = 0;
    for (guint i = texts->len; i > 0; i--) {
        BxStoryText *entry = &g_array_index(texts, BxStoryText, i - 1);
        entry->next = next;
        if (entry->kind == BX_COPY_BODY)
            next = g_utf8_get_char(entry->text->text);
    }
}

GArray *
bx_story_texts(const BxStory *story)
{
    GArray *texts = g_array_new(FALSE, FALSE, sizeof(BxStoryText));
    add(texts, story->kicker, BX_COPY_HEAD);
    add(texts, story->headline, BX_COPY_HEAD);
    add(texts, story->deck, BX_COPY_HEAD);
    add(texts, story->byline, BX_COPY_HEAD);
    add(texts, story->jump, BX_COPY_HEAD);
    add(texts, story->origin, BX_COPY_HEAD);
    for (guint i = 0; i < story->blocks->len; i++)
        add_block(texts, g_ptr_array_index(story->blocks, i));
    add(texts, story->credit, BX_COPY_CAPTION);
    for (guint i = 0; i < story->tables->len; i++)
        add_table(texts, g_ptr_array_index(story->tables, i));
    link_paragraphs(texts);
    return texts;
}

GPtrArray *
bx_story_pictures(const BxStory *story)
{
    GPtrArray *pictures = g_ptr_array_new();
    for (guint i = 0; i < story->blocks->len; i++) {
        const BxFigure *figure = ((const BxBlock *)g_ptr_array_index(story->blocks, i))->figure;
        for (guint k = 0; figure && k < figure->pictures->len; k++)
            g_ptr_array_add(pictures, g_ptr_array_index(figure->pictures, k));
    }
    return pictures;
}
