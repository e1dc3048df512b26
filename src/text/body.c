/* SPDX-License-Identifier: Apache-2.0 */
/* The body of a story as items of the flow: each text shaped once, with what must be kept of it. */

#include "text/composing.h"

/* EL-3: blank between the last word and a credit on its line. */
#define CREDIT_GAP_EM 1.0
/* From the marker of a listed item to its words. */
#define MARKER_GAP_EM 0.25

static BxFlowItem *
add_item(BxGalley *galley, const BxText *text, const BxStyle *style, const BxBlock *block,
         bool has_dateline)
{
    BxFlowItem *item = g_new0(BxFlowItem, 1);
    const BxPagePlan *page = bx_galley_page(galley, 0);
    const BxIssue *issue = galley->plan->issue;
    item->style = style;
    item->block = block;
    item->at_slot = -1;
    item->jump_part = -1;
    item->slots = g_array_new(FALSE, FALSE, sizeof(int));
    g_ptr_array_add(galley->items, item);
    if (!text)
        return item;
    double size = bx_length_pt(style->size, page->em, page->pitch);
    BxSetting setting = bx_setting_of(style, size, page->pitch);
    for (guint p = 0; p < galley->story_plan->parts->len; p++) {
        const GArray *legs = bx_galley_part(galley, (int)p)->legs;
        for (guint l = 0; l < legs->len; l++)
            setting.min_measure = MIN(setting.min_measure, g_array_index(legs, BxLeg, l).width);
    }
    setting.is_vertical = bx_galley_part(galley, 0)->is_vertical;
    BxPreparing preparing = {.kind = issue->convert ? BX_PREPARE_BODY : BX_PREPARE_ASIS,
                             .has_dateline = has_dateline,
                             .unconverted = issue->unconverted};
    g_autoptr(BxDiags) later =
        bx_diags_new(); /* a crosshead is set again as a head, which reports */
    BxDiags *diags = galley->diags;
    bool is_short = text == galley->story->credit; /* as in heads, a blank in it is a pause */
    if (is_short && issue->convert)
        preparing.kind = BX_PREPARE_HEAD;
    if (block && (block->kind == BX_BLOCK_CROSSHEAD || block->kind == BX_BLOCK_SUBHEAD)) {
        preparing.kind = issue->convert ? BX_PREPARE_HEAD : BX_PREPARE_ASIS;
        setting.is_head = true;
        setting.indent = 0;
        diags = later;
    }
    item->paragraph = bx_paragraph_new(text, &preparing, &setting, galley->fonts, diags);
    item->ways = bx_ways_new(item->paragraph);
    galley->composed->n_dropped += item->paragraph->prepared->n_dropped;
    galley->composed->n_converted += item->paragraph->prepared->n_converted;
    return item;
}

static void
set_rows_of(BxFlowItem *item, BxRange rows)
{
    item->rows = rows.least;
    item->rows_most = rows.most;
}

/* GR-6: a crosshead is a small head: as large as fits, broken at a phrase. */
static void
add_crosshead(BxGalley *galley, const BxBlock *block, const BxStyle *style, BxRange rows)
{
    BxFlowItem *item = add_item(galley, block->text, style, block, false);
    BxHeadMaking making = bx_galley_making(galley, 0, 0);
    making.is_vertical = bx_galley_part(galley, 0)->is_vertical;
    set_rows_of(item, rows);
    item->crosshead = bx_crosshead_new(item->paragraph->prepared->text, style, &making, rows.least,
                                       bx_galley_page(galley, 0)->em);
}

/* A listed item: its marker stands where a paragraph begins, its words after it. */
static void
add_listed(BxGalley *galley, const BxBlock *block, const BxStyle *body)
{
    BxFlowItem *item = add_item(galley, block->text, body, block, false);
    if (!block->marker)
        return;
    BxSetting setting = item->paragraph->shaped->setting;
    const BxPreparing preparing = {.kind = BX_PREPARE_ASIS};
    item->marker_text = bx_text_new(NULL, block->marker);
    item->marker =
        bx_paragraph_new(item->marker_text, &preparing, &setting, galley->fonts, galley->diags);
    const BxShaped *shaped = item->marker->shaped;
    const BxLineFit fit = bx_fit_line(shaped, 0, (int)shaped->cells->len - 1);
    item->paragraph->shaped->setting.indent += fit.natural + MARKER_GAP_EM * setting.em;
}

static void
add_block(BxGalley *galley, const BxBlock *block, bool is_first)
{
    const BxLayout *layout = bx_galley_page(galley, 0)->layout;
    const BxSlot *slot = bx_galley_part(galley, 0)->slot;
    const BxStyle *body = slot->body ? slot->body : &layout->body;
    BxFlowItem *item;
    switch (block->kind) {
    case BX_BLOCK_PARAGRAPH:
        add_item(galley, block->text, body, block, is_first);
        break;
    case BX_BLOCK_ITEM:
        add_listed(galley, block, body);
        break;
    case BX_BLOCK_QUOTE:
        add_item(galley, block->text, layout->quote, block, false);
        break;
    case BX_BLOCK_CROSSHEAD:
        add_crosshead(galley, block, layout->crosshead, layout->crosshead_lines);
        break;
    case BX_BLOCK_SUBHEAD:
        add_crosshead(galley, block, layout->subhead, layout->subhead_lines);
        break;
    case BX_BLOCK_BREAK:
        item = add_item(galley, NULL, body, block, false);
        set_rows_of(item, (BxRange){1, 1});
        break;
    case BX_BLOCK_FIGURE:
        break;
    }
}

static void
add_blocks(BxGalley *galley)
{
    const BxText *before = NULL;
    bool is_first = true;
    for (guint i = 0; i < galley->story->blocks->len; i++) {
        const BxBlock *block = g_ptr_array_index(galley->story->blocks, i);
        add_block(galley, block, is_first && block->kind == BX_BLOCK_PARAGRAPH);
        if (block->kind == BX_BLOCK_PARAGRAPH) {
            is_first = false;
            if (before && bx_is_broken_join(before, block->text))
                bx_diag(galley->diags, BX_DIAG_BROKEN_JOIN,
                        bx_text_pos(before, before->n_chars - 1),
                        "TX-6: paragraph ends without a stop; join it with the next if a column "
                        "cut it");
        }
        before = block->kind == BX_BLOCK_PARAGRAPH ? block->text
                 : block->kind == BX_BLOCK_FIGURE  ? before
                                                   : NULL;
    }
}

static void
add_jump(BxGalley *galley, const char *format, int number, int part, bool is_start)
{
    g_autofree char *digits = g_strdup_printf("%d", number);
    g_auto(GStrv) around = g_strsplit(format, "%", 2);
    g_autofree char *words = g_strconcat(around[0], digits, around[1], NULL);
    BxText *text = bx_text_new(NULL, words); /* kept by its BxSetText */
    BxFlowItem *item =
        add_item(galley, text, bx_galley_page(galley, part)->layout->jump, NULL, false);
    item->jump_part = part;
    item->is_start = is_start;
}

/* EL-7: the last slot before a jump and the first one after it. */
static void
add_jumps(BxGalley *galley)
{
    for (guint p = 0; p < galley->story_plan->parts->len; p++) {
        const BxPart *part = bx_galley_part(galley, (int)p);
        if (part->jumps_from)
            add_jump(galley, "（上接第%版）", part->jumps_from, (int)p, true);
        if (part->jumps_to)
            add_jump(galley, "（下转第%版）", part->jumps_to, (int)p, false);
    }
}

/* EL-3: on the last line if there is room beside the text, else a line of its own. */
static void
add_credit(BxGalley *galley)
{
    const BxText *text = galley->story->credit;
    guint n = galley->items->len;
    const BxFlowItem *last = n ? g_ptr_array_index(galley->items, n - 1) : NULL;
    if (!text || !last || last->rows > 0)
        return;
    BxFlowItem *credit =
        add_item(galley, text, bx_galley_page(galley, 0)->layout->credit, NULL, false);
    const BxShaped *shaped = credit->paragraph->shaped;
    const BxLineFit fit = bx_fit_line(shaped, 0, (int)shaped->cells->len - 1);
    credit->is_credit = true;
    credit->credit_width = fit.natural + CREDIT_GAP_EM * shaped->setting.em;
}

void
bx_galley_add_body(BxGalley *galley)
{
    add_blocks(galley);
    add_credit(galley);
    add_jumps(galley);
}
