/* SPDX-License-Identifier: Apache-2.0 */
/* Compose: a story's head first (its depth comes off the slot), then the body into what is left,
 * then captions. */

#include "text/composing.h"

#include "base/say.h"
#include "text/justify.h"

/* EL-7: lines before and after a jump. */
#define JUMP_MIN_LINES 4

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

static void
clear_part_fit(void *data)
{
    BxPartFit *fit = data;
    g_free(fit->figures);
    g_free(fit->depths);
}

BxComposed *
bx_composed_new(int story)
{
    BxComposed *composed = g_new0(BxComposed, 1);
    composed->story = story;
    composed->texts = g_ptr_array_new_with_free_func(set_text_free);
    composed->slots = g_array_new(FALSE, FALSE, sizeof(BxLineSlot));
    composed->parts = g_array_new(FALSE, TRUE, sizeof(BxPartFit));
    g_array_set_clear_func(composed->parts, clear_part_fit);
    composed->changes = g_array_new(FALSE, FALSE, sizeof(BxChange));
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
    g_array_free(composed->changes, TRUE);
    g_free(composed);
}

const BxPart *
bx_galley_part(const BxGalley *galley, int i)
{
    return g_ptr_array_index(galley->story_plan->parts, i);
}

const BxPagePlan *
bx_galley_page(const BxGalley *galley, int i)
{
    return g_ptr_array_index(galley->plan->pages, bx_galley_part(galley, i)->page);
}

BxPartFit *
bx_galley_fit(const BxGalley *galley, int i)
{
    return &g_array_index(galley->composed->parts, BxPartFit, i);
}

const BxPartFit *
bx_part_fit(const BxComposed *composed, int part)
{
    return &g_array_index(composed->parts, BxPartFit, part);
}

BxDepths
bx_part_depths(const BxPartFit *fit)
{
    return (BxDepths){.head_rows = fit->head_rows, .n_rows = fit->n_rows, .figures = fit->depths};
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
    set->figure = set->box = set->furniture = -1;
    g_ptr_array_add(composed->texts, set);
    return set;
}

double
bx_pitch_of(const BxStyle *style, double size, double line_pt)
{
    return bx_length_pt(style->pitch, size, line_pt);
}

BxHeadMaking
bx_galley_making(BxGalley *galley, int part, double width)
{
    galley->lists[0] = bx_galley_page(galley, part)->layout->words;
    galley->lists[1] = galley->plan->issue->words;
    return (BxHeadMaking){.width = width,
                          .line_pt = bx_galley_page(galley, part)->pitch,
                          .is_asis = !galley->plan->issue->convert,
                          .unconverted = galley->plan->issue->unconverted,
                          .lists = galley->lists,
                          .fonts = galley->fonts,
                          .diags = galley->diags};
}

void
bx_galley_set_block(const BxGalley *galley, BxSetText *set, BxPrepareKind kind, double width)
{
    const BxPagePlan *page = bx_galley_page(galley, set->part);
    const BxIssue *issue = galley->plan->issue;
    set->size = bx_length_pt(set->style->size, page->em, page->pitch);
    set->pitch = bx_pitch_of(set->style, set->size, page->pitch);
    BxSetting setting = bx_setting_of(set->style, set->size, page->pitch);
    setting.indent = 0;
    setting.min_measure = width;
    const BxPreparing preparing = {.kind = issue->convert ? kind : BX_PREPARE_ASIS,
                                   .unconverted = issue->unconverted};
    g_autoptr(BxParagraph) paragraph =
        bx_paragraph_new(set->text, &preparing, &setting, galley->fonts, galley->diags);
    const BxMeasures measures = {&width, 1};
    set->lines = bx_paragraph_set(paragraph, &measures, 0, galley->diags);
}

/* ---- from the flow to lines ---- */

static void
set_rows(BxGalley *galley, const BxFlowItem *item, BxSetText *set)
{
    const BxPagePlan *page = bx_galley_page(galley, 0);
    double width = item->has_room ? item->width : page->em * page->layout->column_chars;
    set->lines = bx_crosshead_set(item->crosshead, width, &set->size);
    set->pitch = bx_pitch_of(item->style, set->size, page->pitch);
    set->first_slot = item->has_room ? item->first_slot : -1;
    set->n_slots = item->n_rows;
    set->x = item->inset;
    if (item->has_room)
        set->part = g_array_index(galley->composed->slots, BxLineSlot, item->first_slot).part;
}

/* The marker of a listed item shares the slot of its first line. */
static void
set_marker(BxGalley *galley, BxFlowItem *item, const BxSetText *words)
{
    BxSetText *set =
        bx_composed_add(galley->composed, BX_ROLE_MARKER, item->style, NULL, words->part);
    const BxBreak *first = &g_array_index(item->breaks->lines, BxBreak, 0);
    const BxMeasures measures = {&first->measure, 1};
    set->own_text = g_steal_pointer(&item->marker_text);
    set->size = words->size;
    set->pitch = words->pitch;
    set->lines = bx_paragraph_set(item->marker, &measures, 0, galley->diags);
    set->slots = g_array_new(FALSE, FALSE, sizeof(int));
    for (guint i = 0; i < set->lines->len; i++)
        g_array_append_val(set->slots, g_array_index(words->slots, int, 0));
}

static void
set_item(BxGalley *galley, BxFlowItem *item)
{
    if (!item->paragraph)
        return;
    const BxText *text = item->paragraph->prepared->text;
    BxSetText *set = bx_composed_add(galley->composed, BX_ROLE_BODY, item->style, text, 0);
    const BxPagePlan *page = bx_galley_page(galley, 0);
    set->size = item->paragraph->shaped->setting.em;
    set->pitch = bx_pitch_of(item->style, set->size, page->pitch);
    if (item->rows > 0) {
        set->role = BX_ROLE_CROSSHEAD;
        set_rows(galley, item, set);
        return;
    }
    set->lines = bx_justify_lines(item->paragraph->shaped, item->breaks, galley->diags);
    set->slots = g_steal_pointer(&item->slots);
    int slot = set->slots->len ? g_array_index(set->slots, int, 0) : -1;
    if (slot >= 0)
        set->part = g_array_index(galley->composed->slots, BxLineSlot, slot).part;
    if (item->marker)
        set_marker(galley, item, set);
    if (item->block)
        return;
    if (item->is_credit) {
        set->role = BX_ROLE_CREDIT;
        return;
    }
    set->own_text = (BxText *)text; /* the engine's own words: the set text keeps them */
    set->text = NULL;
    set->role = item->is_start ? BX_ROLE_JUMP_FROM : BX_ROLE_JUMP_TO;
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

/* Where the overset begins: at a character, at a block that has none. */
static BxPos
overset_pos(const BxGalley *galley, const BxFlowResult *result)
{
    const BxFlowItem *item = g_ptr_array_index(galley->items, result->first_overset);
    int index = 0;
    for (guint i = 0; item->rows == 0 && item->breaks && i < item->slots->len; i++)
        if (g_array_index(item->slots, int, i) < 0) {
            const BxBreak *line = &g_array_index(item->breaks->lines, BxBreak, i);
            const BxPrepared *prepared = item->paragraph->prepared;
            index = prepared->from[bx_cell(item->paragraph->shaped, line->start)->start_char];
            break;
        }
    return item->paragraph ? bx_text_pos(item->paragraph->prepared->text, index) : item->block->pos;
}

static void
report_overset(BxGalley *galley, const BxFlowResult *result, BxPos pos)
{
    BxComposed *composed = galley->composed;
    int last = (int)galley->story_plan->parts->len - 1;
    for (guint i = 0; i < composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(composed->texts, i);
        if (set->slots || set->n_slots > 0)
            composed->overset_chars += chars_without_slot(set);
    }
    composed->overset_lines = result->overset_lines;
    composed->overset_pos = pos;
    bx_diag_on_page(
        galley->diags, BX_DIAG_OVERSET, pos, bx_galley_page(galley, last)->number,
        composed->overset_lines == 1
            ? N_("story “%s” overflows slot “%s” by %d line (%d characters) from here; "
                 "cut it or give the slot more rows")
            : N_("story “%s” overflows slot “%s” by %d lines (%d characters) from here; "
                 "cut it or give the slot more rows"),
        galley->story->id, bx_galley_part(galley, last)->slot->name, composed->overset_lines,
        composed->overset_chars);
}

static void
report_underset(BxGalley *galley, int capacity)
{
    const BxPart *part = bx_galley_part(galley, (int)galley->story_plan->parts->len - 1);
    galley->composed->underset_lines = capacity - galley->composed->used_lines;
    /* PG-8: a row under all columns, or less than one that cannot be shared out, is no fault */
    if (galley->composed->underset_lines > (int)part->legs->len)
        bx_diag_on_page(
            galley->diags, BX_DIAG_UNDERSET, part->slot->pos,
            bx_galley_page(galley, (int)galley->story_plan->parts->len - 1)->number,
            "story “%s” leaves %d of %d lines of slot “%s” empty; lengthen it or take rows "
            "from the slot",
            galley->story->id, galley->composed->underset_lines, capacity, part->slot->name);
}

/* EL-7: a jump with hardly any text before or after it. */
static void
check_jumps(BxGalley *galley)
{
    int n_parts = (int)galley->story_plan->parts->len;
    for (int p = 0; p < n_parts; p++) {
        const BxPart *part = bx_galley_part(galley, p);
        int lines = g_array_index(galley->composed->parts, BxPartFit, p).n_lines;
        if (p > 0 && lines == 0)
            bx_diag_on_page(galley->diags, BX_DIAG_JUMP_UNUSED, part->slot->pos,
                            bx_galley_page(galley, p)->number,
                            "story “%s” ends before slot “%s”; take it out of the page",
                            galley->story->id, part->slot->name);
        else if ((part->jumps_to || part->jumps_from) && lines < JUMP_MIN_LINES)
            bx_diag_on_page(
                galley->diags, BX_DIAG_JUMP_SHORT, part->slot->pos,
                bx_galley_page(galley, p)->number,
                "only %d lines of story “%s” stand in slot “%s” at its jump; %d are wanted", lines,
                galley->story->id, part->slot->name, JUMP_MIN_LINES);
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
add_change(const BxGalley *galley, BxChangeKind kind, int delta, double cost, BxPos pos)
{
    BxChange change = {kind, delta, cost, pos};
    if (delta != 0)
        g_array_append_val(galley->composed->changes, change);
}

/* PA-9: what was set otherwise than it comes by nature. */
static void
note_changes(const BxGalley *galley)
{
    for (guint p = 0; p < galley->story_plan->parts->len; p++) {
        const BxPart *part = bx_galley_part(galley, (int)p);
        const BxPartFit *fit = bx_galley_fit(galley, (int)p);
        add_change(galley, BX_CHANGE_HEAD, fit->head_rows - fit->head_natural, 0, part->slot->pos);
        for (guint i = 0; i < part->figures->len; i++) {
            const BxFigurePlan *figure = g_ptr_array_index(part->figures, i);
            if (figure->rows.least < figure->rows.most)
                add_change(galley, BX_CHANGE_FIGURE,
                           fit->depths[i].rows - fit->figures[i].natural_rows, 0,
                           figure->figure->pos);
        }
    }
    for (guint i = 0; i < galley->items->len; i++) {
        const BxFlowItem *item = g_ptr_array_index(galley->items, i);
        if (item->crosshead)
            add_change(galley, BX_CHANGE_CROSSHEAD, item->n_rows - item->n_natural, 0,
                       item->block->pos);
        else if (item->block && item->breaks)
            add_change(galley, BX_CHANGE_PARAGRAPH, (int)item->breaks->lines->len - item->n_natural,
                       item->cost, item->block->pos);
    }
}

static void
compose_body(BxGalley *galley)
{
    BxFlowResult result;
    int capacity = bx_galley_fit_slots(galley, &result);
    galley->composed->used_lines = result.n_used;
    BxPos pos = result.first_overset >= 0 ? overset_pos(galley, &result) : BX_NO_POS;
    note_changes(galley);
    for (guint i = 0; i < galley->items->len; i++)
        set_item(galley, g_ptr_array_index(galley->items, i));
    for (guint p = 0; p < galley->story_plan->parts->len; p++)
        bx_check_head(galley, (int)p);
    bx_check_figures(galley);
    if (result.overset_lines > 0)
        report_overset(galley, &result, pos);
    else if (galley->items->len > 0) /* an empty article was reported */
        report_underset(galley, capacity);
    count_parts(galley->composed);
    check_jumps(galley);
}

BxGalley *
bx_galley_new(const BxPlan *plan, int story, BxFonts *fonts, BxDiags *diags)
{
    const BxStoryPlan *story_plan = g_ptr_array_index(plan->stories, story);
    BxGalley *galley = g_new0(BxGalley, 1);
    *galley =
        (BxGalley){.plan = plan,
                   .story_plan = story_plan,
                   .fonts = fonts,
                   .diags = diags,
                   .story = g_ptr_array_index(plan->issue->stories, story),
                   .composed = bx_composed_new(story),
                   .items = g_ptr_array_new_with_free_func((GDestroyNotify)bx_flow_item_free)};
    g_array_set_size(galley->composed->parts, story_plan->parts->len);
    if (story_plan->parts->len == 0)
        return galley;
    for (guint p = 0; p < story_plan->parts->len; p++) {
        bx_compose_part_head(galley, (int)p);
        bx_compose_part_figures(galley, (int)p);
    }
    bx_galley_add_body(galley);
    return galley;
}

void
bx_galley_free(BxGalley *galley)
{
    if (!galley)
        return;
    bx_composed_free(galley->composed);
    g_ptr_array_unref(galley->items);
    g_free(galley);
}

BxComposed *
bx_compose_story(BxGalley *galley)
{
    if (galley->story_plan->parts->len > 0)
        compose_body(galley);
    return g_steal_pointer(&galley->composed);
}

static const char *const role_names[] = {
    [BX_ROLE_STANDING] = "standing",
    [BX_ROLE_KICKER] = N_("kicker"),
    [BX_ROLE_HEADLINE] = N_("headline"),
    [BX_ROLE_DECK] = N_("deck"),
    [BX_ROLE_BYLINE] = "byline",
    [BX_ROLE_JUMP_HEAD] = "jump-head",
    [BX_ROLE_BODY] = "body",
    [BX_ROLE_CROSSHEAD] = "crosshead",
    [BX_ROLE_CREDIT] = "credit",
    [BX_ROLE_CAPTION] = "caption",
    [BX_ROLE_PICTURE_CREDIT] = "picture-credit",
    [BX_ROLE_JUMP_TO] = "jump-to",
    [BX_ROLE_JUMP_FROM] = "jump-from",
    [BX_ROLE_FURNITURE] = "furniture",
    [BX_ROLE_MARKER] = "marker",
    [BX_ROLE_PULL] = "pull",
    [BX_ROLE_CELL] = "cell",
    [BX_ROLE_AD_MARK] = "ad mark",
};

static const char *const change_names[] = {
    [BX_CHANGE_PARAGRAPH] = "paragraph",
    [BX_CHANGE_CROSSHEAD] = "crosshead",
    [BX_CHANGE_FIGURE] = "figure",
    [BX_CHANGE_HEAD] = "head",
};

const char *
bx_change_name(BxChangeKind kind)
{
    return change_names[kind];
}

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

static void
set_faces_of_line(BxLine *line, BxFonts *fonts)
{
    for (guint i = 0; i < line->runs->len; i++) {
        BxRun *run = &g_array_index(line->runs, BxRun, i);
        run->font = bx_fonts_twin(fonts, run->font);
    }
    for (guint i = 0; line->rubies && i < line->rubies->len; i++)
        set_faces_of_line(g_array_index(line->rubies, BxRubyPlace, i).line, fonts);
}

void
bx_composed_set_faces(BxComposed *composed, BxFonts *fonts)
{
    for (guint i = 0; i < composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(composed->texts, i);
        for (guint k = 0; k < set->lines->len; k++)
            set_faces_of_line(g_ptr_array_index(set->lines, k), fonts);
    }
}
