/* SPDX-License-Identifier: Apache-2.0 */
/* Grid: from basic columns and rows to points (GR-1, PG-1), and the plan of an issue. */

#include "grid/furniture.h"
#include "grid/slot.h"

#include <math.h>

double
bx_page_row_y(const BxPagePlan *page, int row)
{
    return page->type_area.y + row * page->pitch;
}

double
bx_page_rows_height(const BxPagePlan *page, int count)
{
    return (count - 1) * page->pitch + page->em;
}

double
bx_page_span_width(const BxPagePlan *page, int count)
{
    return (count * page->layout->column_chars + (count - 1) * page->layout->gutter_em) * page->em;
}

double
bx_page_column_x(const BxPagePlan *page, int first)
{
    return page->type_area.x
           + (first - 1) * (page->layout->column_chars + page->layout->gutter_em) * page->em;
}

static bool
is_recto(const BxPageSpec *spec)
{
    switch (spec->layout->side) {
    case BX_SIDE_AUTO:
        return spec->number % 2 == 1;
    case BX_SIDE_RECTO:
        return true;
    case BX_SIDE_VERSO:
        return false;
    }
    return true;
}

static void
page_plan_free(void *data)
{
    BxPagePlan *page = data;
    g_array_free(page->furniture, TRUE);
    g_array_free(page->ads, TRUE);
    g_free(page);
}

static BxPagePlan *
plan_page(const BxPageSpec *spec, bool is_first)
{
    const BxLayout *layout = spec->layout;
    BxPagePlan *page = g_new0(BxPagePlan, 1);
    page->spec = spec;
    page->layout = layout;
    page->number = spec->number;
    page->em = layout->body.size.value;
    page->pitch = bx_length_pt(layout->body.pitch, page->em, 0);
    page->gutter = layout->gutter_em * page->em;
    page->is_recto = is_recto(spec);
    double width = bx_page_span_width(page, layout->columns);
    double inner =
        layout->margin_centered ? (layout->trim_width - width) / 2 : layout->margin_inner;
    page->type_area = (BxRect){page->is_recto ? inner : layout->trim_width - inner - width,
                               layout->margin_top, width, bx_page_rows_height(page, layout->lines)};
    page->furniture = bx_plan_furniture(page, is_first);
    page->ads = bx_plan_ads(page);
    return page;
}

static void
part_free(void *data)
{
    BxPart *part = data;
    g_array_free(part->areas, TRUE);
    g_array_free(part->legs, TRUE);
    g_array_free(part->holes, TRUE);
    g_ptr_array_unref(part->figures);
    g_free(part);
}

static void
story_plan_free(void *data)
{
    BxStoryPlan *story = data;
    g_ptr_array_unref(story->parts);
    g_free(story);
}

/* Which parts of a story jump where (EL-7); on one page a story just goes on. */
static void
link_parts(const BxPlan *plan, BxStoryPlan *story, BxDiags *diags)
{
    for (guint i = 0; story->parts->len > 1 && i < story->parts->len; i++) {
        BxPart *part = g_ptr_array_index(story->parts, i);
        if (part->is_auto)
            bx_diag(diags, BX_DIAG_AUTO_ROWS, part->slot->pos,
                    "slot “%s” has open rows and holds part of a story; give it rows",
                    part->slot->name);
        part->is_auto = false;
    }
    for (guint i = 1; i < story->parts->len; i++) {
        BxPart *before = g_ptr_array_index(story->parts, i - 1);
        BxPart *part = g_ptr_array_index(story->parts, i);
        part->is_continuation = true;
        if (before->page == part->page)
            continue;
        before->jumps_to = ((const BxPagePlan *)g_ptr_array_index(plan->pages, part->page))->number;
        part->jumps_from =
            ((const BxPagePlan *)g_ptr_array_index(plan->pages, before->page))->number;
    }
}

static BxPart *
part_in_slot(const BxPlan *plan, int page, const BxSlot *slot)
{
    for (guint i = 0; i < plan->parts->len; i++) {
        BxPart *part = g_ptr_array_index(plan->parts, i);
        if (part->page == page && part->slot == slot)
            return part;
    }
    return NULL;
}

/* A slot that stands inside another is a hole in it, whether a story fills it or not. */
static void
cut_holes(const BxPlan *plan, int page_index)
{
    const BxPagePlan *page = g_ptr_array_index(plan->pages, page_index);
    for (guint i = 0; i < page->layout->slots->len; i++) {
        const BxSlot *slot = g_ptr_array_index(page->layout->slots, i);
        BxPart *outer = slot->outer ? part_in_slot(plan, page_index, slot->outer) : NULL;
        if (!outer)
            continue;
        BxHole hole = {slot, bx_page_column_x(page, slot->cols.first),
                       bx_page_span_width(page, slot->cols.count), slot->rows.first - 1,
                       slot->rows.count};
        g_array_append_val(outer->holes, hole);
    }
}

static void
plan_placings(BxPlan *plan, int page_index, BxDiags *diags)
{
    const BxPagePlan *page = g_ptr_array_index(plan->pages, page_index);
    const GPtrArray *placings = page->spec->placings;
    for (guint i = 0; i < placings->len; i++) {
        const BxPlacing *placing = g_ptr_array_index(placings, i);
        const BxSlot *slot = bx_layout_lookup_slot(page->layout, placing->slot);
        if (!slot || placing->story < 0)
            continue;
        BxPart *part = bx_part_new(page, slot, diags);
        part->page = page_index;
        part->story = placing->story;
        g_ptr_array_add(plan->parts, part);
        BxStoryPlan *story = g_ptr_array_index(plan->stories, placing->story);
        g_ptr_array_add(story->parts, part);
    }
    cut_holes(plan, page_index);
    bx_check_slots(page, diags);
}

/* Pictures of furniture and advertisements are numbered after those of stories. */
static void
number_others(BxPlan *plan)
{
    for (guint i = 0; i < plan->pages->len; i++) {
        const BxPagePlan *page = g_ptr_array_index(plan->pages, i);
        for (guint k = 0; k < page->furniture->len; k++) {
            BxFurniturePlan *item = &g_array_index(page->furniture, BxFurniturePlan, k);
            if (item->item->kind == BX_FURNITURE_PICTURE && item->item->picture)
                item->picture = plan->n_pictures++;
        }
        for (guint k = 0; k < page->ads->len; k++) {
            BxAdPlan *ad = &g_array_index(page->ads, BxAdPlan, k);
            if (ad->ad->is_pdf)
                ad->pdf = plan->n_pdfs++;
            else
                ad->picture = plan->n_pictures++;
        }
    }
}

BxPlan *
bx_plan_new(const BxIssue *issue, BxDiags *diags)
{
    BxPlan *plan = g_new0(BxPlan, 1);
    plan->issue = issue;
    plan->pages = g_ptr_array_new_with_free_func(page_plan_free);
    plan->parts = g_ptr_array_new_with_free_func(part_free);
    plan->stories = g_ptr_array_new_with_free_func(story_plan_free);
    for (guint i = 0; i < issue->stories->len; i++) {
        BxStoryPlan *story = g_new0(BxStoryPlan, 1);
        story->story = (int)i;
        story->parts = g_ptr_array_new();
        g_ptr_array_add(plan->stories, story);
    }
    for (guint i = 0; i < issue->pages->len; i++) {
        g_ptr_array_add(plan->pages, plan_page(g_ptr_array_index(issue->pages, i), i == 0));
        plan_placings(plan, (int)i, diags);
    }
    for (guint i = 0; i < plan->stories->len; i++) {
        BxStoryPlan *story = g_ptr_array_index(plan->stories, i);
        link_parts(plan, story, diags);
        bx_place_figures(plan, story, diags);
    }
    number_others(plan);
    return plan;
}

void
bx_plan_free(BxPlan *plan)
{
    if (!plan)
        return;
    g_ptr_array_unref(plan->stories);
    g_ptr_array_unref(plan->parts);
    g_ptr_array_unref(plan->pages);
    g_free(plan);
}

static const char *const kinds[] = {[BX_FIGURE_PICTURES] = "pictures",
                                    [BX_FIGURE_PULL] = "pull quote",
                                    [BX_FIGURE_TABLE] = "table"};

static void
dump_part(const BxPlan *plan, const BxPart *part, GString *out)
{
    const BxPagePlan *page = g_ptr_array_index(plan->pages, part->page);
    const BxStory *story = g_ptr_array_index(plan->issue->stories, part->story);
    g_string_append_printf(out, "part %s page %d slot %s rows %d+%d x %.2f width %.2f", story->id,
                           page->number, part->slot->name, part->first_row, part->n_rows, part->x,
                           part->width);
    if (part->jumps_to)
        g_string_append_printf(out, " jumps to %d", part->jumps_to);
    if (part->jumps_from)
        g_string_append_printf(out, " jumps from %d", part->jumps_from);
    g_string_append_c(out, '\n');
    for (guint i = 0; i < part->legs->len; i++) {
        const BxLeg *leg = &g_array_index(part->legs, BxLeg, i);
        g_string_append_printf(out, "  leg %u x %.2f width %.2f\n", i, leg->x, leg->width);
    }
    for (guint i = 0; part->areas->len > 1 && i < part->areas->len; i++) {
        const BxPartArea *area = &g_array_index(part->areas, BxPartArea, i);
        g_string_append_printf(out, "  area rows %d+%d x %.2f width %.2f\n", area->first_row,
                               area->n_rows, area->x, area->width);
    }
    for (guint i = 0; i < part->figures->len; i++) {
        const BxFigurePlan *figure = g_ptr_array_index(part->figures, i);
        g_string_append_printf(out, "  %s x %.2f width %.2f rows", kinds[figure->figure->kind],
                               figure->x, figure->width);
        if (figure->first_row >= 0)
            g_string_append_printf(out, " %d", figure->first_row);
        else
            g_string_append_printf(out, " at %.1f", figure->share);
        g_string_append_printf(out, " depth %d-%d\n", figure->rows.least, figure->rows.most);
    }
    for (guint i = 0; i < part->holes->len; i++) {
        const BxHole *hole = &g_array_index(part->holes, BxHole, i);
        g_string_append_printf(out, "  hole x %.2f width %.2f rows %d+%d\n", hole->x, hole->width,
                               hole->first_row, hole->n_rows);
    }
}

static void
dump_ads(const BxPagePlan *page, GString *out)
{
    for (guint i = 0; i < page->ads->len; i++) {
        const BxAdPlan *ad = &g_array_index(page->ads, BxAdPlan, i);
        g_string_append_printf(out, "ad %s page %d place %s %.2f %.2f %.2f × %.2f\n", ad->ad->path,
                               page->number, ad->ad->slot->name, ad->rect.x, ad->rect.y,
                               ad->rect.width, ad->rect.height);
    }
}

char *
bx_plan_dump(const BxPlan *plan)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < plan->pages->len; i++) {
        const BxPagePlan *page = g_ptr_array_index(plan->pages, i);
        g_string_append_printf(out, "page %d type area %.2f %.2f %.2f x %.2f em %.2f pitch %.2f\n",
                               page->number, page->type_area.x, page->type_area.y,
                               page->type_area.width, page->type_area.height, page->em,
                               page->pitch);
        dump_ads(page, out);
    }
    for (guint i = 0; i < plan->parts->len; i++)
        dump_part(plan, g_ptr_array_index(plan->parts, i), out);
    return g_string_free(out, FALSE);
}
