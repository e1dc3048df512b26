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
    case BX_BLOCK_PICTURE:
        add(texts, block->picture->caption, BX_COPY_CAPTION);
        add(texts, block->picture->credit, BX_COPY_CAPTION);
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
    link_paragraphs(texts);
    return texts;
}
