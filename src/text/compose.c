/* SPDX-License-Identifier: Apache-2.0 */
/* Compose: a story's head first (its depth comes off the slot), then the body into what is left,
 * then captions. */

#include "text/composing.h"

#include "text/flow.h"

#include <math.h>
#include <string.h>

/* EL-7: lines before and after a jump. */
#define JUMP_MIN_LINES 4
/* EL-3: blank between the last word and a credit on its line. */
#define CREDIT_GAP_EM 1.0

static void
set_text_free(void *data)
{
    BxSetText *text = data;
    bx_text_free(text->own_text);
    bx_style_free(text->own_style);
    g_ptr_array_unref(text->lines);
    if (text->slots)
        g_array_free(text->slots, TRUE);
    g_free(text);
}

BxComposed *
bx_composed_new(int story)
{
    BxComposed *composed = g_new0(BxComposed, 1);
    composed->story = story;
    composed->texts = g_ptr_array_new_with_free_func(set_text_free);
    composed->slots = g_array_new(FALSE, FALSE, sizeof(BxLineSlot));
    composed->parts = g_array_new(FALSE, TRUE, sizeof(BxPartFit));
    return composed;
}

void
bx_composed_free(BxComposed *composed)
{
    if (!composed)
        return;
    g_ptr_array_unref(composed->texts);
    g_array_free(composed->slots, TRUE);
    g_array_free(composed->parts, TRUE);
    g_free(composed);
}

const BxPart *
bx_composing_part(const BxComposing *composing, int i)
{
    return g_ptr_array_index(composing->story_plan->parts, i);
}

const BxPagePlan *
bx_composing_page(const BxComposing *composing, int i)
{
    return g_ptr_array_index(composing->plan->pages, bx_composing_part(composing, i)->page);
}

BxSetText *
bx_composed_add(BxComposed *composed, BxRole role, const BxStyle *style, const BxText *text,
                int part)
{
    BxSetText *set = g_new0(BxSetText, 1);
    set->role = role;
    set->style = style;
    set->text = text;
    set->part = part;
    set->picture = set->furniture = -1;
    g_ptr_array_add(composed->texts, set);
    return set;
}

double
bx_pitch_of(const BxStyle *style, double size, double line_pt)
{
    return bx_length_pt(style->pitch, size, line_pt);
}

/* ---- body ---- */

static BxFlowItem *
add_item(BxComposing *composing, const BxText *text, const BxStyle *style, const BxBlock *block,
         bool has_dateline)
{
    BxFlowItem *item = g_new0(BxFlowItem, 1);
    const BxPagePlan *page = bx_composing_page(composing, 0);
    const BxIssue *issue = composing->plan->issue;
    item->style = style;
    item->block = block;
    item->at_slot = -1;
    item->slots = g_array_new(FALSE, FALSE, sizeof(int));
    g_ptr_array_add(composing->items, item);
    if (!text)
        return item;
    double size = bx_length_pt(style->size, page->em, page->pitch);
    BxSetting setting = bx_setting_of(style, size, page->pitch);
    for (guint p = 0; p < composing->story_plan->parts->len; p++) {
        const GArray *legs = bx_composing_part(composing, (int)p)->legs;
        for (guint l = 0; l < legs->len; l++)
            setting.min_measure = MIN(setting.min_measure, g_array_index(legs, BxLeg, l).width);
    }
    setting.is_vertical = bx_composing_part(composing, 0)->is_vertical;
    BxPreparing preparing = {.kind = issue->convert ? BX_PREPARE_BODY : BX_PREPARE_ASIS,
                             .has_dateline = has_dateline,
                             .unconverted = issue->unconverted};
    g_autoptr(BxDiags) later =
        bx_diags_new(); /* a crosshead is set again as a head, which reports */
    BxDiags *diags = composing->diags;
    bool is_short = text == composing->story->credit; /* as in heads, a blank in it is a pause */
    if (is_short && issue->convert)
        preparing.kind = BX_PREPARE_HEAD;
    if (block && (block->kind == BX_BLOCK_CROSSHEAD || block->kind == BX_BLOCK_SUBHEAD)) {
        preparing.kind = issue->convert ? BX_PREPARE_HEAD : BX_PREPARE_ASIS;
        setting.is_head = true;
        setting.indent = 0;
        diags = later;
    }
    item->paragraph = bx_paragraph_new(text, &preparing, &setting, composing->fonts, diags);
    composing->composed->n_dropped += item->paragraph->prepared->n_dropped;
    composing->composed->n_converted += item->paragraph->prepared->n_converted;
    return item;
}

static void
add_block(BxComposing *composing, const BxBlock *block, bool is_first)
{
    const BxLayout *layout = bx_composing_page(composing, 0)->layout;
    const BxSlot *slot = bx_composing_part(composing, 0)->slot;
    const BxStyle *body = slot->body ? slot->body : &layout->body;
    BxFlowItem *item;
    switch (block->kind) {
    case BX_BLOCK_PARAGRAPH:
    case BX_BLOCK_ITEM:
        add_item(composing, block->text, body, block, is_first);
        break;
    case BX_BLOCK_QUOTE:
        add_item(composing, block->text, layout->quote, block, false);
        break;
    case BX_BLOCK_CROSSHEAD:
        item = add_item(composing, block->text, layout->crosshead, block, false);
        item->rows = layout->crosshead_lines;
        break;
    case BX_BLOCK_SUBHEAD:
        item = add_item(composing, block->text, layout->subhead, block, false);
        item->rows = layout->subhead_lines;
        break;
    case BX_BLOCK_BREAK:
        item = add_item(composing, NULL, body, block, false);
        item->rows = 1;
        break;
    case BX_BLOCK_PICTURE:
        break;
    }
}

static void
add_blocks(BxComposing *composing)
{
    const BxText *before = NULL;
    bool is_first = true;
    for (guint i = 0; i < composing->story->blocks->len; i++) {
        const BxBlock *block = g_ptr_array_index(composing->story->blocks, i);
        add_block(composing, block, is_first && block->kind == BX_BLOCK_PARAGRAPH);
        if (block->kind == BX_BLOCK_PARAGRAPH) {
            is_first = false;
            if (before && bx_is_broken_join(before, block->text))
                bx_diag(composing->diags, BX_DIAG_BROKEN_JOIN,
                        bx_text_pos(before, before->n_chars - 1),
                        "TX-6: paragraph ends without a stop; join it with the next if a column "
                        "cut it");
        }
        before = block->kind == BX_BLOCK_PARAGRAPH ? block->text
                 : block->kind == BX_BLOCK_PICTURE ? before
                                                   : NULL;
    }
}

static void
add_jump(BxComposing *composing, const char *format, int number, int slot, bool is_start)
{
    g_autofree char *digits = g_strdup_printf("%d", number);
    g_auto(GStrv) around = g_strsplit(format, "%", 2);
    g_autofree char *words = g_strconcat(around[0], digits, around[1], NULL);
    BxText *text = bx_text_new(NULL, words);
    BxFlowItem *item =
        add_item(composing, text, bx_composing_page(composing, 0)->layout->jump, NULL, false);
    item->at_slot = slot;
    item->is_start = is_start;
}

/* Reserves the last slot before a jump and the first one after it. The text of an own item is kept
 * by its BxSetText. */
static void
reserve_jumps(BxComposing *composing)
{
    const GArray *slots = composing->composed->slots;
    for (guint p = 0; p < composing->story_plan->parts->len; p++) {
        const BxPart *part = bx_composing_part(composing, (int)p);
        int first = -1, last = -1;
        for (guint i = 0; i < slots->len; i++)
            if (g_array_index(slots, BxLineSlot, i).part == (int)p) {
                first = first < 0 ? (int)i : first;
                last = (int)i;
            }
        if (first < 0)
            continue;
        if (part->jumps_from)
            add_jump(composing, "（上接第%版）", part->jumps_from, first, true);
        if (part->jumps_to)
            add_jump(composing, "（下转第%版）", part->jumps_to, last, false);
    }
}

static void
find_slots(BxComposing *composing, int depth)
{
    GArray *slots = composing->composed->slots;
    g_array_set_size(slots, 0);
    for (guint p = 0; p < composing->story_plan->parts->len; p++) {
        BxPartFit *fit = &g_array_index(composing->composed->parts, BxPartFit, p);
        guint before = slots->len;
        bx_part_line_slots(composing->plan, bx_composing_part(composing, (int)p), (int)p,
                           fit->head_rows, p + 1 == composing->story_plan->parts->len ? depth : 0,
                           slots);
        fit->n_slots = (int)(slots->len - before);
    }
}

/* PA-8: where the text is short, the least depth of the last part that still holds it; the rows
 * left over are then under all its columns and not at the end of one. */
static void
balance(BxComposing *composing, BxFlowResult *result)
{
    int n_parts = (int)composing->story_plan->parts->len;
    const BxPart *last = bx_composing_part(composing, n_parts - 1);
    if (!last->slot->balance || result->overset_lines > 0 || last->legs->len < 2)
        return;
    const BxPartFit *fit = &g_array_index(composing->composed->parts, BxPartFit, n_parts - 1);
    int n_before = (int)composing->composed->slots->len - fit->n_slots;
    /* fewer rows cannot hold as many lines; high holds the text */
    int low = MAX(1, (result->n_used - n_before) / (int)last->legs->len), high = last->n_rows;
    if (last->slot->head_cols.count == 0)
        low += fit->head_rows;
    low = MIN(low, high);
    while (low < high) {
        int middle = (low + high) / 2;
        find_slots(composing, middle);
        bx_flow(composing->items, composing->composed->slots, result);
        if (result->overset_lines == 0)
            high = middle;
        else
            low = middle + 1;
    }
    find_slots(composing, high);
    bx_flow(composing->items, composing->composed->slots, result);
}

/* GR-6: a crosshead is a small head: as large as fits, broken at a phrase. */
static void
set_rows(BxComposing *composing, const BxFlowItem *item, BxSetText *set)
{
    const GArray *slots = composing->composed->slots;
    const BxPagePlan *page = bx_composing_page(composing, 0);
    const BxLineSlot *slot =
        slots->len ? &g_array_index(slots, BxLineSlot, item->has_room ? item->first_slot : 0)
                   : NULL;
    double width = slot ? slot->width : page->em * page->layout->column_chars;
    GHashTable *lists[] = {page->layout->words, composing->plan->issue->words, NULL};
    const BxHeadMaking making = {.width = width,
                                 .line_pt = page->pitch,
                                 .is_vertical = bx_composing_part(composing, 0)->is_vertical,
                                 .is_asis = !composing->plan->issue->convert,
                                 .unconverted = composing->plan->issue->unconverted,
                                 .lists = lists,
                                 .fonts = composing->fonts,
                                 .diags = composing->diags};
    set->lines = bx_compose_head(item->paragraph->prepared->text, item->style, &making, &set->size);
    set->pitch = bx_pitch_of(item->style, set->size, page->pitch);
    set->first_slot = item->has_room ? item->first_slot : -1;
    set->n_slots = item->rows;
    set->part = item->has_room && slot ? slot->part : 0;
}

static void
set_item(BxComposing *composing, BxFlowItem *item)
{
    if (!item->paragraph)
        return;
    const BxText *text = item->paragraph->prepared->text;
    BxSetText *set = bx_composed_add(composing->composed, BX_ROLE_BODY, item->style, text, 0);
    const BxPagePlan *page = bx_composing_page(composing, 0);
    set->size = item->paragraph->shaped->setting.em;
    set->pitch = bx_pitch_of(item->style, set->size, page->pitch);
    if (item->rows > 0) {
        set->role = BX_ROLE_CROSSHEAD;
        set_rows(composing, item, set);
        return;
    }
    set->lines = bx_justify_lines(item->paragraph->shaped, item->breaks, composing->diags);
    set->slots = g_steal_pointer(&item->slots);
    int slot = set->slots->len ? g_array_index(set->slots, int, 0) : -1;
    if (slot >= 0)
        set->part = g_array_index(composing->composed->slots, BxLineSlot, slot).part;
    if (item->block)
        return;
    if (item->at_slot < 0) {
        set->role = BX_ROLE_CREDIT;
        return;
    }
    set->own_text = (BxText *)text; /* the engine's own words: the set text keeps them */
    set->text = NULL;
    set->role = item->is_start ? BX_ROLE_JUMP_FROM : BX_ROLE_JUMP_TO;
}

/* ---- what stands after the text ---- */

static BxFlowItem *
last_paragraph(const BxComposing *composing)
{
    for (guint i = composing->items->len; i > 0; i--) {
        BxFlowItem *item = g_ptr_array_index(composing->items, i - 1);
        if (item->paragraph && item->rows == 0 && item->at_slot < 0)
            return item;
    }
    return NULL;
}

static double
natural_width(const BxParagraph *paragraph, int first, int last)
{
    return bx_fit_line(paragraph->shaped, first, last).natural;
}

/* EL-3: on the last line if there is room beside the text, else a line of its own. Takes a share in
 * the flow in either case; on the last line it shares that line's slot. */
static void
flow_credit(BxComposing *composing, BxFlowResult *result)
{
    const BxText *text = composing->story->credit;
    BxFlowItem *last = last_paragraph(composing);
    if (!text || !last)
        return;
    const BxBreak *line =
        &g_array_index(last->breaks->lines, BxBreak, last->breaks->lines->len - 1);
    int last_slot = g_array_index(last->slots, int, last->slots->len - 1);
    BxFlowItem *credit =
        add_item(composing, text, bx_composing_page(composing, 0)->layout->credit, NULL, false);
    double em = credit->paragraph->shaped->setting.em;
    double room =
        line->measure - line->indent - natural_width(last->paragraph, line->first, line->last)
        - CREDIT_GAP_EM * em
        - natural_width(credit->paragraph, 0, (int)credit->paragraph->shaped->cells->len - 1);
    credit->shares_slot = room >= 0 && last_slot >= 0;
    bx_flow(composing->items, composing->composed->slots, result);
}

/* ---- the whole ---- */

/* Characters of a text that found no slot. */
static int
chars_without_slot(const BxSetText *set)
{
    int n = 0;
    for (guint i = 0; i < set->lines->len; i++) {
        const BxLine *line = g_ptr_array_index(set->lines, i);
        bool is_placed =
            set->n_slots > 0 ? set->first_slot >= 0 : g_array_index(set->slots, int, i) >= 0;
        for (const char *p = line->text; !is_placed && *p; p = g_utf8_next_char(p))
            n += !g_unichar_isspace(g_utf8_get_char(p));
    }
    return n;
}

static const BxText *
overset_text(const BxComposing *composing, const BxFlowResult *result, int *index)
{
    const BxFlowItem *item = g_ptr_array_index(composing->items, result->first_overset);
    *index = 0;
    for (guint i = 0; item->rows == 0 && item->breaks && i < item->slots->len; i++)
        if (g_array_index(item->slots, int, i) < 0) {
            const BxBreak *line = &g_array_index(item->breaks->lines, BxBreak, i);
            const BxPrepared *prepared = item->paragraph->prepared;
            *index = prepared->from[bx_cell(item->paragraph->shaped, line->start)->start_char];
            break;
        }
    return item->paragraph ? item->paragraph->prepared->text : NULL;
}

static void
report_fit(BxComposing *composing, const BxFlowResult *result, const BxText *first, int first_char)
{
    BxComposed *composed = composing->composed;
    const BxPart *part = bx_composing_part(composing, (int)composing->story_plan->parts->len - 1);
    int page = bx_composing_page(composing, (int)composing->story_plan->parts->len - 1)->number;
    if (result->overset_lines > 0) {
        for (guint i = 0; i < composed->texts->len; i++) {
            const BxSetText *set = g_ptr_array_index(composed->texts, i);
            if (set->slots || set->n_slots > 0)
                composed->overset_chars += chars_without_slot(set);
        }
        composed->overset_lines = result->overset_lines;
        if (first)
            composed->overset_pos = bx_text_pos(first, first_char);
        bx_diag_on_page(
            composing->diags, BX_DIAG_OVERSET, composed->overset_pos, page,
            "story “%s” overflows slot “%s” by %d line%s (%d characters) from here; cut it or "
            "give the slot more rows",
            composing->story->id, part->slot->name, composed->overset_lines,
            composed->overset_lines == 1 ? "" : "s", composed->overset_chars);
    }
}

static void
report_underset(BxComposing *composing, int capacity)
{
    const BxPart *part = bx_composing_part(composing, (int)composing->story_plan->parts->len - 1);
    composing->composed->underset_lines = capacity - composing->composed->used_lines;
    /* what cannot be shared out evenly between the columns is no fault */
    if (composing->composed->underset_lines > MAX(1, (int)part->legs->len - 1))
        bx_diag_on_page(
            composing->diags, BX_DIAG_UNDERSET, part->slot->pos,
            bx_composing_page(composing, (int)composing->story_plan->parts->len - 1)->number,
            "story “%s” leaves %d of %d lines of slot “%s” empty; lengthen it or take rows "
            "from the slot",
            composing->story->id, composing->composed->underset_lines, capacity, part->slot->name);
}

/* EL-7: a jump with hardly any text before or after it. */
static void
check_jumps(BxComposing *composing)
{
    int n_parts = (int)composing->story_plan->parts->len;
    for (int p = 0; p < n_parts; p++) {
        const BxPart *part = bx_composing_part(composing, p);
        int lines = g_array_index(composing->composed->parts, BxPartFit, p).n_lines;
        if (p > 0 && lines == 0)
            bx_diag_on_page(composing->diags, BX_DIAG_JUMP_UNUSED, part->slot->pos,
                            bx_composing_page(composing, p)->number,
                            "story “%s” ends before slot “%s”; take it out of the page",
                            composing->story->id, part->slot->name);
        else if ((part->jumps_to || part->jumps_from) && lines < JUMP_MIN_LINES)
            bx_diag_on_page(
                composing->diags, BX_DIAG_JUMP_SHORT, part->slot->pos,
                bx_composing_page(composing, p)->number,
                "only %d lines of story “%s” stand in slot “%s” at its jump; %d are wanted", lines,
                composing->story->id, part->slot->name, JUMP_MIN_LINES);
    }
}

static void
count_parts(BxComposed *composed)
{
    for (guint i = 0; i < composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(composed->texts, i);
        for (guint k = 0; set->slots && k < set->slots->len; k++) {
            int slot = g_array_index(set->slots, int, k);
            if (slot < 0 || set->role != BX_ROLE_BODY)
                continue;
            int part = g_array_index(composed->slots, BxLineSlot, slot).part;
            g_array_index(composed->parts, BxPartFit, part).n_lines++;
        }
    }
}

static void
compose_body(BxComposing *composing)
{
    BxFlowResult full;
    find_slots(composing, 0);
    int capacity = (int)composing->composed->slots->len;
    add_blocks(composing);
    reserve_jumps(composing);
    bx_flow(composing->items, composing->composed->slots, &full);
    flow_credit(composing, &full);
    composing->composed->used_lines = full.n_used;
    BxFlowResult result = full;
    balance(composing, &result);
    int first_char = 0;
    const BxText *first =
        result.first_overset >= 0 ? overset_text(composing, &result, &first_char) : NULL;
    for (guint i = 0; i < composing->items->len; i++)
        set_item(composing, g_ptr_array_index(composing->items, i));
    report_fit(composing, &result, first, first_char);
    if (result.overset_lines == 0 && composing->items->len > 0) /* an empty article was reported */
        report_underset(composing, capacity);
    count_parts(composing->composed);
    check_jumps(composing);
}

BxComposed *
bx_compose_story(const BxPlan *plan, int story, BxFonts *fonts, BxDiags *diags)
{
    const BxStoryPlan *story_plan = g_ptr_array_index(plan->stories, story);
    BxComposed *composed = bx_composed_new(story);
    g_array_set_size(composed->parts, story_plan->parts->len);
    if (story_plan->parts->len == 0)
        return composed;
    g_autoptr(GPtrArray) items = g_ptr_array_new_with_free_func((GDestroyNotify)bx_flow_item_free);
    BxComposing composing = {.plan = plan,
                             .story_plan = story_plan,
                             .fonts = fonts,
                             .diags = diags,
                             .story = g_ptr_array_index(plan->issue->stories, story),
                             .composed = composed,
                             .items = items};
    for (guint p = 0; p < story_plan->parts->len; p++)
        bx_compose_part_head(&composing, (int)p);
    compose_body(&composing);
    bx_compose_captions(&composing);
    return composed;
}

static const char *const role_names[] = {
    [BX_ROLE_KICKER] = "kicker",       [BX_ROLE_HEADLINE] = "headline",
    [BX_ROLE_DECK] = "deck",           [BX_ROLE_BYLINE] = "byline",
    [BX_ROLE_JUMP_HEAD] = "jump-head", [BX_ROLE_BODY] = "body",
    [BX_ROLE_CROSSHEAD] = "crosshead", [BX_ROLE_CREDIT] = "credit",
    [BX_ROLE_CAPTION] = "caption",     [BX_ROLE_PICTURE_CREDIT] = "picture-credit",
    [BX_ROLE_JUMP_TO] = "jump-to",     [BX_ROLE_JUMP_FROM] = "jump-from",
    [BX_ROLE_FURNITURE] = "furniture",
};

const char *
bx_role_name(BxRole role)
{
    return role_names[role];
}

char *
bx_composed_dump(const BxComposed *composed)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(composed->texts, i);
        for (guint k = 0; k < set->lines->len; k++) {
            const BxLine *line = g_ptr_array_index(set->lines, k);
            int slot = set->slots ? g_array_index(set->slots, int, k) : -1;
            g_string_append_printf(
                out, "%s part %d slot %d size %.2f chars %d-%d width %.3f stretch %.3f |%s|\n",
                bx_role_name(set->role), set->part, set->n_slots ? set->first_slot : slot,
                set->size, line->start_char, line->end_char, line->width / line->size,
                line->stretch_em, line->text);
        }
    }
    return g_string_free(out, FALSE);
}
