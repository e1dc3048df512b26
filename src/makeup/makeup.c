/* SPDX-License-Identifier: Apache-2.0 */
/* Make-up of one page: what stands where already, what each story takes, the search, and the pages found
 * held to the engine itself before they are proposed. */

#include "makeup/makeup.h"

#include "base/say.h"
#include "makeup/advice.h"

#include <string.h>

/* PG-8: rows that the stories leave empty at the foot, tenths: for the hole, and for each of its rows. */
#define HOLE_COST 100
#define HOLE_ROW_COST 10

typedef struct {
    const BxIssue *issue;
    int page;
    const BxPageSpec *spec;
    BxArea region;
    GPtrArray *placings; /* BxPlacing, by rank */
    GPtrArray *measured;
    BxFonts *fonts;
    BxDiags *diags;
} Making;

void
bx_proposal_free(void *data)
{
    BxProposal *proposal = data;
    if (!proposal)
        return;
    g_ptr_array_unref(proposal->slots);
    g_array_unref(proposal->rules);
    g_array_unref(proposal->parts);
    g_free(proposal);
}

static void
slot_free(void *data)
{
    BxProposedSlot *slot = data;
    g_array_unref(slot->figures);
    g_free(slot);
}

/* ---- what there is ---- */

static BxArea
region_of(const BxLayout *layout)
{
    if (layout->plan.cols.count > 0)
        return layout->plan;
    return (BxArea){{1, layout->columns}, {1, layout->lines}};
}

/* A rectangle of the page, seen from the region; cut to it. */
static void
add_fixed(const Making *making, const BxArea *area, GArray *fixed)
{
    int column = area->cols.first - making->region.cols.first,
        row = area->rows.first - making->region.rows.first;
    int end_column = column + area->cols.count, end_row = row + area->rows.count;
    column = MAX(0, column);
    row = MAX(0, row);
    BxFixed one = {column, MIN(end_column, making->region.cols.count) - column, row,
                   MIN(end_row, making->region.rows.count) - row};
    if (one.columns > 0 && one.rows > 0)
        g_array_append_val(fixed, one);
}

static GArray *
find_fixed(const Making *making)
{
    GArray *fixed = g_array_new(FALSE, FALSE, sizeof(BxFixed));
    const BxLayout *layout = making->spec->layout;
    for (guint i = 0; i < layout->slots->len; i++) {
        const BxSlot *slot = g_ptr_array_index(layout->slots, i);
        const BxArea around = {slot->cols, slot->rows};
        if (slot->is_pinned && !slot->outer)
            add_fixed(making, &around, fixed);
    }
    for (guint i = 0; i < layout->ads->len; i++) {
        const BxAdSlot *ad = g_ptr_array_index(layout->ads, i);
        const BxArea place = {ad->cols, ad->rows};
        add_fixed(making, &place, fixed);
    }
    return fixed;
}

static int
compare_ranks(const void *a, const void *b)
{
    const BxPlacing *one = *(BxPlacing *const *)a, *other = *(BxPlacing *const *)b;
    return one->rank != other->rank ? (int)one->rank - (int)other->rank
                                    : one->pos.line - other->pos.line;
}

/* Stories that no pinned slot holds, by rank. */
static GPtrArray *
find_placings(const BxPageSpec *spec)
{
    GPtrArray *placings = g_ptr_array_new();
    for (guint i = 0; i < spec->placings->len; i++) {
        BxPlacing *placing = g_ptr_array_index(spec->placings, i);
        const BxSlot *slot = bx_layout_lookup_slot(spec->layout, placing->slot);
        if (placing->story >= 0 && !(slot && slot->is_pinned))
            g_ptr_array_add(placings, placing);
    }
    g_ptr_array_sort(placings, compare_ranks);
    return placings;
}

/* ---- from seats to slots ---- */

static const BxMeasured *
measured_of(const Making *making, const BxLeaf *leaf)
{
    return g_ptr_array_index(making->measured, leaf->story);
}

static BxProposedSlot *
slot_of(const Making *making, const BxLeaf *leaf, const BxSeat *seat)
{
    const BxMeasured *measured = measured_of(making, leaf);
    const BxMeasuredHead *head = &measured->heads[leaf->head][leaf->head_columns];
    BxProposedSlot *slot = g_new0(BxProposedSlot, 1);
    slot->story = measured->index;
    slot->rank = measured->rank;
    slot->cols = (BxSpan){making->region.cols.first + seat->column, leaf->columns};
    slot->rows = (BxSpan){making->region.rows.first + seat->row, leaf->rows};
    slot->head = head->set;
    slot->head_rows = leaf->head_rows;
    slot->head_size = head->size;
    if (leaf->head_columns < leaf->columns)
        slot->head_cols = (BxSpan){slot->cols.first, leaf->head_columns};
    slot->n_lines = measured->n_lines;
    slot->n_slots = leaf->n_slots;
    slot->figures = g_array_new(FALSE, FALSE, sizeof(BxProposedFigure));
    for (int i = 0; i < measured->n_figures; i++) {
        BxProposedFigure figure = {
            i,
            {slot->cols.first + leaf->figure_first[i], leaf->figure_columns[i]},
            {slot->rows.first + leaf->figure_rows[i].start,
             leaf->figure_rows[i].end - leaf->figure_rows[i].start}};
        g_array_append_val(slot->figures, figure);
    }
    for (int i = 0; i < BX_N_LEAF_COSTS; i++)
        slot->costs[i] = leaf->costs[i] / 10.0;
    return slot;
}

/* clang-format off */
static const char *const leaf_rules[BX_N_LEAF_COSTS] = {
    [BX_LEAF_FIT] = "PA-9",  [BX_LEAF_CROP] = "PA-9",  [BX_LEAF_HEAD] = "HD-3",
    [BX_LEAF_SHAPE] = "PG-11", [BX_LEAF_RANK] = "PG-9", [BX_LEAF_FIGURE] = "PG-10",
};
static const char *const page_rules[BX_N_PAGE_COSTS] = {
    [BX_PAGE_ORDER] = "PG-9",  [BX_PAGE_NEIGHBOUR] = "PG-5", [BX_PAGE_PICTURES] = "PG-10",
    [BX_PAGE_GUTTER] = "PG-7", [BX_PAGE_CUT] = "PG-7",       [BX_PAGE_LEAD] = "PG-14",
    [BX_PAGE_SIZES] = "HD-14",
};
/* clang-format on */

static void
add_part(BxProposal *proposal, const char *rule, BxTenths cost, int story)
{
    BxProposedCost part = {rule, cost / 10.0, story};
    if (cost > 0)
        g_array_append_val(proposal->parts, part);
}

static void
add_rule(const Making *making, const BxCutRule *cut, BxProposal *proposal)
{
    int column = making->region.cols.first, row = making->region.rows.first;
    BxProposedRule rule = {cut->is_column,
                           cut->at + (cut->is_column ? column - 1 : row),
                           {cut->start + (cut->is_column ? row : column), cut->count}};
    g_array_append_val(proposal->rules, rule);
}

static BxProposal *
proposal_of(const Making *making, const BxFound *found, const BxSearchResult *result)
{
    BxProposal *proposal = g_new0(BxProposal, 1);
    proposal->slots = g_ptr_array_new_with_free_func(slot_free);
    proposal->rules = g_array_new(FALSE, FALSE, sizeof(BxProposedRule));
    proposal->parts = g_array_new(FALSE, FALSE, sizeof(BxProposedCost));
    proposal->rows_left = making->region.rows.count - result->rows;
    proposal->lines_left = proposal->rows_left * making->region.cols.count;
    BxTenths hole = proposal->rows_left > 0 ? HOLE_COST + HOLE_ROW_COST * proposal->rows_left : 0;
    proposal->cost = (found->cost + hole) / 10.0;
    proposal->bound = (result->bound + hole) / 10.0;
    proposal->n_searched = result->n_searched;
    add_part(proposal, "PG-8", hole, -1);
    for (guint i = 0; i < found->seats->len; i++) {
        const BxSeat *seat = &g_array_index(found->seats, BxSeat, i);
        const BxLeaf *leaf = &g_array_index(result->leaves, BxLeaf, seat->leaf);
        g_ptr_array_add(proposal->slots, slot_of(making, leaf, seat));
        for (int k = 0; k < BX_N_LEAF_COSTS; k++)
            add_part(proposal, leaf_rules[k], leaf->costs[k], measured_of(making, leaf)->index);
    }
    for (int k = 0; k < BX_N_PAGE_COSTS; k++)
        add_part(proposal, page_rules[k], found->costs[k], -1);
    for (guint i = 0; i < found->rules->len; i++)
        add_rule(making, &g_array_index(found->rules, BxCutRule, i), proposal);
    return proposal;
}

/* ---- the engine's word ---- */

static BxPictureSlot *
picture_slot_of(const BxProposedFigure *figure)
{
    BxPictureSlot *slot = g_new0(BxPictureSlot, 1);
    slot->name = bx_proposed_figure_name(figure->figure);
    slot->cols = figure->cols;
    slot->first_row = figure->rows.first;
    slot->rows = (BxRange){figure->rows.count, figure->rows.count};
    slot->caption_lines = -1;
    return slot;
}

static void
picture_slot_free(void *data)
{
    BxPictureSlot *slot = data;
    g_free(slot->name);
    g_free(slot);
}

static BxSlot *
layout_slot_of(const BxProposedSlot *proposed, const BxStory *story)
{
    BxSlot *slot = g_new0(BxSlot, 1);
    slot->name = story->id;
    slot->cols = proposed->cols;
    slot->rows = proposed->rows;
    slot->areas = g_array_new(FALSE, FALSE, sizeof(BxArea));
    slot->gutter.value = -1;
    slot->head = proposed->head;
    slot->head_cols = proposed->head_cols;
    slot->head_lines = (BxRange){proposed->head_rows, proposed->head_rows};
    slot->balance = true;
    slot->pictures = g_ptr_array_new_with_free_func(picture_slot_free);
    for (guint i = 0; i < proposed->figures->len; i++)
        g_ptr_array_add(slot->pictures,
                        picture_slot_of(&g_array_index(proposed->figures, BxProposedFigure, i)));
    return slot;
}

static void
layout_slot_free(void *data)
{
    BxSlot *slot = data;
    g_array_unref(slot->areas);
    g_ptr_array_unref(slot->pictures);
    g_free(slot);
}

/* Composes one story in its proposed slot: false where it is overset, or leaves more than a row. */
static bool
fits(const void *data, const BxLeaf *leaf)
{
    const Making *making = data;
    const BxSeat seat = {-1, 0, 0};
    BxProposedSlot *proposed = slot_of(making, leaf, &seat);
    const BxStory *story = g_ptr_array_index(making->issue->stories, proposed->story);
    g_autoptr(GPtrArray) slots = g_ptr_array_new_with_free_func(layout_slot_free);
    g_ptr_array_add(slots, layout_slot_of(proposed, story));
    BxLayout layout = *making->spec->layout;
    layout.slots = slots;
    BxPlacing placing = {.slot = story->id, .rank = proposed->rank};
    g_autoptr(GPtrArray) placings = g_ptr_array_new();
    g_ptr_array_add(placings, &placing);
    BxPageSpec page = *making->spec;
    page.layout = &layout;
    page.placings = placings;
    g_autoptr(GPtrArray) pages = g_ptr_array_new(), stories = g_ptr_array_new();
    g_ptr_array_add(pages, &page);
    g_ptr_array_add(stories, (gpointer)story);
    BxIssue issue = *making->issue;
    issue.pages = pages;
    issue.stories = stories;
    g_autoptr(BxDiags) diags = bx_diags_new();
    g_autoptr(BxPlan) plan = bx_plan_new(&issue, diags);
    g_autoptr(BxGalley) galley = bx_galley_new(plan, 0, making->fonts, diags);
    g_autoptr(BxComposed) composed = bx_compose_story(galley);
    bool is_full = composed->overset_lines == 0 && composed->underset_lines <= leaf->columns;
    for (int i = 0; i < bx_diags_count(diags); i++)
        is_full &= bx_diags_lookup(diags, i)->code != BX_DIAG_HEAD_TOO_LONG;
    slot_free(proposed);
    return is_full;
}

/* ---- the whole ---- */

/* PG-8: so much of the region must be filled, and all where something stands in it. */
#define DEPTH_LEAST 0.8

static int
least_rows(const Making *making, const GArray *fixed)
{
    int rows = making->region.rows.count;
    return fixed->len > 0 ? rows : MAX(1, (int)(DEPTH_LEAST * rows));
}

static bool
check_ask(const Making *making, const GPtrArray *placings)
{
    const BxArea *region = &making->region;
    const BxLayout *layout = making->spec->layout;
    g_autofree char *fault = NULL;
    if (region->cols.first + region->cols.count - 1 > layout->columns
        || region->rows.first + region->rows.count - 1 > layout->lines)
        fault = bx_say(
            "`plan` of the layout leaves its type area (PG-12); give it fewer columns or rows");
    else if (placings->len == 0)
        fault = bx_say("no stories are left to be planned; list some, or take a `pin` out");
    else if (placings->len > BX_MAKEUP_STORIES_MOST || region->cols.count > BX_MAKEUP_COLUMNS_MOST)
        fault = bx_say("more than %d stories or %d columns cannot be planned; pin some slots",
                       BX_MAKEUP_STORIES_MOST, BX_MAKEUP_COLUMNS_MOST);
    if (fault)
        bx_diag_on_page(making->diags, BX_DIAG_NO_PLAN, making->spec->pos, making->spec->number,
                        "%s", fault);
    return !fault;
}

GPtrArray *
bx_makeup_propose(const BxIssue *issue, int page, int n_wanted, BxFonts *fonts, BxDiags *diags)
{
    const BxPageSpec *spec = g_ptr_array_index(issue->pages, page);
    Making making = {.issue = issue,
                     .page = page,
                     .spec = spec,
                     .region = region_of(spec->layout),
                     .fonts = fonts,
                     .diags = diags};
    GPtrArray *proposals = g_ptr_array_new_with_free_func(bx_proposal_free);
    g_autoptr(GPtrArray) placings = find_placings(spec);
    if (!check_ask(&making, placings))
        return proposals;
    making.measured =
        bx_measure_stories(issue, spec, placings, making.region.cols.count, fonts, diags);
    if (bx_diags_count_level(diags, BX_LEVEL_ERROR) > 0) {
        g_ptr_array_unref(making.measured);
        return proposals;
    }
    g_autoptr(GArray) fixed = find_fixed(&making);
    BxSearchAsk ask = {.measured = making.measured,
                       .layout = spec->layout,
                       .columns = making.region.cols.count,
                       .rows = making.region.rows.count,
                       .page_rows = spec->layout->lines,
                       .rows_least = making.region.rows.count,
                       .fixed = fixed,
                       .n_wanted = n_wanted,
                       .fits = fits,
                       .data = &making};
    g_autoptr(BxSearchResult) result = bx_search(&ask);
    if (result->found->len == 0 && !result->is_too_large) {
        bx_search_result_free(result);
        ask.is_stretched = true;
        ask.rows_least = least_rows(&making, fixed);
        result = bx_search(&ask);
    }
    for (guint i = 0; i < result->found->len; i++)
        g_ptr_array_add(proposals,
                        proposal_of(&making, g_ptr_array_index(result->found, i), result));
    if (proposals->len == 0)
        bx_report_no_page(&ask, result, spec, diags);
    g_ptr_array_unref(making.measured);
    return proposals;
}
