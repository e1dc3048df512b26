/* SPDX-License-Identifier: Apache-2.0 */
/* Each measure is a small plan of its own: a story, or its head or one figure alone, in a slot of some
 * columns on an empty page of the same grid. */

#include "makeup/measure.h"

#include <string.h>

/* Rows of the slot that things are measured in; deeper than any page. */
#define DEEP 400

typedef struct {
    const BxIssue *issue;
    const BxPageSpec *page;
    BxFonts *fonts;
    BxDiags *diags;
    BxIssue *empty;  /* with the same settings of the text, and one story at a time */
    BxLayout *sheet; /* the page's layout with a slot of its own */
    BxSlot *slot;
} Measuring;

static BxLayout *
sheet_of(const BxLayout *layout, BxSlot *slot)
{
    BxLayout *sheet = g_new(BxLayout, 1);
    *sheet = *layout; /* all but the slots is borrowed */
    sheet->lines = DEEP;
    sheet->slots = g_ptr_array_new();
    g_ptr_array_add(sheet->slots, slot);
    return sheet;
}

static BxSlot *
slot_new(void)
{
    BxSlot *slot = g_new0(BxSlot, 1);
    slot->name = (char *)"measure";
    slot->rows = (BxSpan){1, DEEP};
    slot->areas = g_array_new(FALSE, FALSE, sizeof(BxArea));
    slot->pictures = g_ptr_array_new();
    slot->gutter.value = -1;
    return slot;
}

/* The galley of a story across `columns` columns under a head, and the plan that it stands on. */
typedef struct {
    BxPlan *plan;
    BxGalley *galley;
} Sheet;

static Sheet
sheet_new(Measuring *measuring, const BxStory *story, int columns, const BxHeadSet *head,
          BxDiags *diags)
{
    measuring->slot->cols = (BxSpan){1, columns};
    measuring->slot->head = head;
    g_ptr_array_set_size(measuring->empty->stories, 0);
    g_ptr_array_add(measuring->empty->stories, (gpointer)story);
    g_autoptr(BxDiags) of_sheet =
        bx_diags_new(); /* narrow columns and the like are no matter here */
    Sheet sheet = {bx_plan_new(measuring->empty, of_sheet), NULL};
    sheet.galley = bx_galley_new(sheet.plan, 0, measuring->fonts, diags);
    return sheet;
}

static void
sheet_free(Sheet *sheet)
{
    bx_galley_free(sheet->galley);
    bx_plan_free(sheet->plan);
}

/* ---- body ---- */

static void
measure_body(Measuring *measuring, BxMeasured *measured)
{
    const BxLayout *layout = measuring->page->layout;
    double width = layout->column_chars * layout->body.size.value;
    BxStory body = *measured->story;
    g_autoptr(GPtrArray) blocks = g_ptr_array_new();
    for (guint i = 0; i < measured->story->blocks->len; i++) {
        BxBlock *block = g_ptr_array_index(measured->story->blocks, i);
        measured->has_crosshead |= block->kind == BX_BLOCK_CROSSHEAD;
        if (block->kind != BX_BLOCK_FIGURE)
            g_ptr_array_add(blocks, block);
    }
    body.blocks = blocks;
    Sheet sheet = sheet_new(measuring, &body, 1, NULL, measuring->diags);
    measured->costs = bx_galley_line_costs(sheet.galley, width, &measured->least);
    double best = BX_OVERSET_COST;
    for (guint i = 0; i < measured->costs->len; i++)
        if (g_array_index(measured->costs, double, i) < best) {
            best = g_array_index(measured->costs, double, i);
            measured->n_lines = measured->least + (int)i;
        }
    sheet_free(&sheet);
}

/* ---- heads ---- */

static bool
is_for_rank(const BxHeadSet *head, BxRank rank)
{
    size_t length = strlen(bx_rank_words[rank]);
    return strncmp(head->name, bx_rank_words[rank], length) == 0
           && (head->name[length] == '\0' || head->name[length] == '-');
}

/* Head sets that a rank may have: those of its name, and NAME-…; without any, `default`. */
static int
find_heads(const BxLayout *layout, BxRank rank, const BxHeadSet **heads)
{
    int n = 0;
    for (guint i = 0; i < layout->heads->len && n < BX_MAKEUP_HEADS_MOST; i++) {
        const BxHeadSet *head = g_ptr_array_index(layout->heads, i);
        if (!head->vertical && is_for_rank(head, rank))
            heads[n++] = head;
    }
    for (guint i = 0; n == 0 && i < layout->heads->len; i++) {
        const BxHeadSet *head = g_ptr_array_index(layout->heads, i);
        if (strcmp(head->name, "default") == 0)
            heads[n++] = head;
    }
    return n;
}

static double
longest_line(const BxSetText *set)
{
    double longest = 0;
    for (guint i = 0; i < set->lines->len; i++) {
        const BxLine *line = g_ptr_array_index(set->lines, i);
        double start = line->clusters->len ? g_array_index(line->clusters, BxCluster, 0).x : 0;
        longest = MAX(longest, line->width - start);
    }
    return longest;
}

static void
measure_head(Measuring *measuring, const BxMeasured *measured, int columns, const BxHeadSet *set,
             BxMeasuredHead *head)
{
    BxStory head_alone = *measured->story;
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    head_alone.blocks = none;
    head_alone.credit = NULL;
    g_autoptr(BxDiags) told = bx_diags_new(); /* the head is set, and reports, in its slot */
    Sheet sheet = sheet_new(measuring, &head_alone, columns, set, told);
    const BxPart *part = g_ptr_array_index(sheet.plan->parts, 0);
    g_autoptr(BxComposed) composed = bx_compose_story(sheet.galley);
    *head = (BxMeasuredHead){.set = set, .rows = bx_part_fit(composed, 0)->head_rows};
    for (guint i = 0; i < composed->texts->len; i++) {
        const BxSetText *text = g_ptr_array_index(composed->texts, i);
        if (text->role != BX_ROLE_HEADLINE)
            continue;
        head->size = text->size;
        head->n_lines = (int)text->lines->len;
        head->fill = longest_line(text) / part->head_width;
    }
    for (int i = 0; i < bx_diags_count(told); i++)
        head->is_overlong |= bx_diags_lookup(told, i)->code == BX_DIAG_HEAD_TOO_LONG;
    sheet_free(&sheet);
}

static void
measure_heads(Measuring *measuring, BxMeasured *measured, int columns)
{
    const BxHeadSet *sets[BX_MAKEUP_HEADS_MOST];
    measured->n_heads = find_heads(measuring->page->layout, measured->rank, sets);
    for (int h = 0; h < measured->n_heads; h++)
        for (int k = 1; k <= columns; k++)
            measure_head(measuring, measured, k, sets[h], &measured->heads[h][k]);
    for (int h = 0; h < measured->n_heads; h++)
        for (int k = 1; k <= columns; k++)
            if (!measured->heads[h][k].is_overlong)
                return;
    bx_diag(measuring->diags, BX_DIAG_HEAD_TOO_LONG, bx_text_pos(measured->story->headline, 0),
            "this headline fits no head for “%s” in 1 to %d columns; shorten it, or give the "
            "layout a head set “%s-…” with smaller sizes or more lines",
            bx_rank_words[measured->rank], columns, bx_rank_words[measured->rank]);
}

/* ---- figures ---- */

/* The least of a figure's pictures, side by side as the figure says. */
static double
ppi_of(const BxFigure *figure, double width_pt)
{
    double least = 0;
    int across = MAX(1, figure->across > 0 ? figure->across : (int)figure->pictures->len);
    for (guint i = 0; i < figure->pictures->len; i++) {
        const BxPicture *picture = g_ptr_array_index(figure->pictures, i);
        double ppi = picture->width * 72.0 * across / width_pt;
        least = least > 0 ? MIN(least, ppi) : ppi;
    }
    return least;
}

static void
measure_figure(Measuring *measuring, BxMeasured *measured, int number, const BxFigure *figure,
               int columns)
{
    BxFigure alone = *figure;
    alone.place = (BxPlacement){.cols = columns, .at = BX_AT_TOP, .distance = {-1, BX_UNIT_PT}};
    BxBlock block = {.kind = BX_BLOCK_FIGURE, .figure = &alone};
    BxStory story = *measured->story;
    g_autoptr(GPtrArray) blocks = g_ptr_array_new();
    g_ptr_array_add(blocks, &block);
    story.blocks = blocks;
    story.credit = NULL;
    g_autoptr(BxDiags) told = bx_diags_new();
    Sheet sheet = sheet_new(measuring, &story, columns, NULL, told);
    g_autoptr(BxComposed) composed = bx_compose_story(sheet.galley);
    const BxPart *part = g_ptr_array_index(sheet.plan->parts, 0);
    if (part->figures->len > 0) {
        const BxFigurePlan *plan = g_ptr_array_index(part->figures, 0);
        measured->figure_rows[number][columns] = bx_part_fit(composed, 0)->figures[0].natural_rows;
        measured->figure_ppi[number][columns] = ppi_of(figure, plan->width);
    }
    sheet_free(&sheet);
}

static void
measure_figures(Measuring *measuring, BxMeasured *measured, int columns)
{
    for (guint i = 0; i < measured->story->blocks->len; i++) {
        const BxBlock *block = g_ptr_array_index(measured->story->blocks, i);
        if (block->kind != BX_BLOCK_FIGURE || measured->n_figures == BX_MAKEUP_FIGURES_MOST)
            continue;
        int n = measured->n_figures++;
        measured->may_crop[n] = block->figure->kind == BX_FIGURE_PICTURES;
        for (int k = 1; k <= columns; k++)
            measure_figure(measuring, measured, n, block->figure, k);
    }
}

static void
measured_free(void *data)
{
    BxMeasured *measured = data;
    g_array_unref(measured->costs);
    g_free(measured);
}

static void
empty_issue(Measuring *measuring, BxPageSpec *page, BxPlacing *placing)
{
    measuring->empty = bx_issue_new("");
    measuring->empty->convert = measuring->issue->convert;
    g_hash_table_unref(measuring->empty->unconverted);
    measuring->empty->unconverted = g_hash_table_ref(measuring->issue->unconverted);
    g_ptr_array_unref(measuring->empty->stories);
    measuring->empty->stories = g_ptr_array_new(); /* borrowed, one at a time */
    g_ptr_array_unref(measuring->empty->pages);
    measuring->empty->pages = g_ptr_array_new();
    page->number = 1;
    page->layout = measuring->sheet;
    g_ptr_array_add(page->placings, placing);
    g_ptr_array_add(measuring->empty->pages, page);
}

GPtrArray *
bx_measure_stories(const BxIssue *issue, const BxPageSpec *page, const GPtrArray *placings,
                   int columns, BxFonts *fonts, BxDiags *diags)
{
    Measuring measuring = {
        .issue = issue, .page = page, .fonts = fonts, .diags = diags, .slot = slot_new()};
    measuring.sheet = sheet_of(page->layout, measuring.slot);
    BxPlacing placing = {.slot = measuring.slot->name, .rank = BX_RANK_NONE};
    BxPageSpec sheet = {.placings = g_ptr_array_new(), .ads = g_ptr_array_new()};
    empty_issue(&measuring, &sheet, &placing);
    GPtrArray *all = g_ptr_array_new_with_free_func(measured_free);
    for (guint i = 0; i < placings->len; i++) {
        const BxPlacing *one = g_ptr_array_index(placings, i);
        BxMeasured *measured = g_new0(BxMeasured, 1);
        measured->index = one->story;
        measured->story = g_ptr_array_index(issue->stories, one->story);
        measured->rank = one->rank == BX_RANK_NONE ? BX_RANK_NEWS : one->rank;
        measure_body(&measuring, measured);
        measure_heads(&measuring, measured, columns);
        measure_figures(&measuring, measured, columns);
        g_ptr_array_add(all, measured);
    }
    bx_issue_free(measuring.empty);
    g_ptr_array_unref(sheet.placings);
    g_ptr_array_unref(sheet.ads);
    g_ptr_array_unref(measuring.sheet->slots);
    g_array_unref(measuring.slot->areas);
    g_ptr_array_unref(measuring.slot->pictures);
    g_free(measuring.slot);
    g_free(measuring.sheet);
    return all;
}
