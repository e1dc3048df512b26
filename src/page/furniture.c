/* SPDX-License-Identifier: Apache-2.0 */
/* Furniture, boxes and rules: what stands on a page beside its stories (EL-5, EL-6, EL-8, EL-9). */

#include "page/build.h"

#include <math.h>

static BxRect
furniture_rect(const BxPagePlan *page, const BxFurniture *item)
{
    BxRect rect = {page->type_area.x + bx_length_pt(item->x, page->em, page->pitch),
                   page->type_area.y + bx_length_pt(item->y, page->em, page->pitch),
                   bx_length_pt(item->width, page->em, page->pitch),
                   bx_length_pt(item->height, page->em, page->pitch)};
    if (rect.width <= 0 && !(item->kind == BX_FURNITURE_RULE && rect.height > 0))
        rect.width = page->type_area.width;
    return rect;
}

static void
place_furniture_rule(BxPageMaking *making, const BxFurniture *item, BxRect rect)
{
    bool vertical = rect.height > 0;
    int n = item->gap_pt > 0 ? 2 : 1;
    for (int i = 0; i < n; i++) {
        double off = i * (item->gap_pt + item->stroke_pt);
        double x = rect.x + (vertical ? off : 0), y = rect.y + (vertical ? 0 : off);
        bx_page_add_rule(making, -1, x, y, vertical ? x : x + rect.width,
                         vertical ? y + rect.height : y, item->stroke_pt, &item->ink);
    }
}

/* Lines one below the other, vertical ones from right to left; valign is across the lines. */
static void
place_furniture_text(BxPageMaking *making, const BxFurniture *item, const BxSetText *set)
{
    static const double shares[] = {
        [BX_VALIGN_TOP] = 0, [BX_VALIGN_MIDDLE] = 0.5, [BX_VALIGN_BOTTOM] = 1};
    BxRect rect = furniture_rect(making->plan_page, item);
    bool turned = item->style->vertical;
    double depth = set->size + (set->lines->len - 1) * set->pitch;
    double into = shares[item->valign] * ((turned ? rect.width : rect.height) - depth);
    for (guint k = 0; k < set->lines->len; k++, into += set->pitch) {
        double x = turned ? rect.x + rect.width - into - set->size / 2 : rect.x;
        double y = turned ? rect.y : bx_baseline(rect.y + into, set->size);
        bx_page_add_line(making, -1, g_ptr_array_index(set->lines, k), x, y, &item->style->ink, -1,
                         turned);
    }
}

static void
add_box(BxPageMaking *making, int story, BxRect rect, double stroke, const BxInk *ink,
        const BxInk *fill)
{
    BxPlaced *placed = bx_page_add(making, BX_PLACED_BOX, story);
    placed->box.rect = rect;
    placed->box.stroke_width = stroke;
    placed->box.stroke = *ink;
    placed->box.has_fill = fill != NULL;
    if (fill)
        placed->box.fill = *fill;
}

void
bx_place_furniture(BxPageMaking *making, const BxComposed *furniture)
{
    const GPtrArray *items = making->plan_page->layout->furniture;
    for (guint i = 0; i < items->len; i++) {
        const BxFurniture *item = g_ptr_array_index(items, i);
        BxRect rect = furniture_rect(making->plan_page, item);
        switch (item->kind) {
        case BX_FURNITURE_TEXT:
            for (guint k = 0; k < furniture->texts->len; k++) {
                const BxSetText *set = g_ptr_array_index(furniture->texts, k);
                if (set->furniture == (int)i)
                    place_furniture_text(making, item, set);
            }
            break;
        case BX_FURNITURE_RULE:
            place_furniture_rule(making, item, rect);
            break;
        case BX_FURNITURE_BOX:
            add_box(making, -1, rect, item->stroke_pt, &item->ink,
                    item->has_fill ? &item->fill : NULL);
            break;
        }
    }
}

void
bx_place_part_ground(BxPageMaking *making, const BxPart *part)
{
    const BxBoxStyle *box = &part->slot->box;
    if (!part->slot->has_box)
        return;
    double half = box->stroke_pt / 2; /* the frame's outer edge is the columns' edge */
    BxRect rect = {part->frame.x + half, part->frame.y + half, part->frame.width - box->stroke_pt,
                   part->frame.height - box->stroke_pt};
    add_box(making, part->story, rect, box->stroke_pt, &box->ink,
            box->has_tint ? &box->tint : NULL);
}

void
bx_place_rules(BxPageMaking *making)
{
    const BxPagePlan *page = making->plan_page;
    for (guint i = 0; i < page->layout->rules->len; i++) {
        const BxRuleSpec *rule = g_ptr_array_index(page->layout->rules, i);
        double off = rule->gap_pt > 0 ? (rule->gap_pt + rule->width_pt) / 2 : 0;
        for (int line = rule->gap_pt > 0 ? 0 : 1; line < 2; line++) {
            double shift = rule->gap_pt > 0 ? (line ? off : -off) : 0;
            if (rule->kind == BX_RULE_ROW) {
                double x = bx_page_column_x(page, rule->span.first);
                double y = bx_page_row_y(page, rule->at - 1) + page->em / 2 + shift;
                bx_page_add_rule(making, -1, x, y, x + bx_page_span_width(page, rule->span.count),
                                 y, rule->width_pt, &rule->ink);
            } else {
                double x = bx_page_column_x(page, rule->at) + bx_page_span_width(page, 1)
                           + page->gutter / 2 + shift;
                double y = bx_page_row_y(page, rule->span.first - 1);
                bx_page_add_rule(making, -1, x, y, x,
                                 y + bx_page_rows_height(page, rule->span.count), rule->width_pt,
                                 &rule->ink);
            }
        }
    }
}

/* First and last slot height of a leg's text between which a rule may run. */
typedef struct {
    double top, bottom;
} Reach;

static Reach
leg_reach(const BxComposed *composed, int part, int leg, double em)
{
    Reach reach = {INFINITY, -INFINITY};
    for (guint i = 0; i < composed->slots->len; i++) {
        const BxLineSlot *slot = &g_array_index(composed->slots, BxLineSlot, i);
        if (slot->part != part || slot->leg != leg)
            continue;
        reach.top = MIN(reach.top, slot->y);
        reach.bottom = MAX(reach.bottom, slot->y + em);
    }
    return reach;
}

/* Rules between the bands of a vertical part, as far as its lines go. */
static void
place_band_rules(BxPageMaking *making, const BxPart *part, int head_rows)
{
    double right = part->x + part->width - head_rows * making->plan_page->pitch;
    for (guint l = 0; l + 1 < part->legs->len; l++) {
        const BxLeg *a = &g_array_index(part->legs, BxLeg, l);
        const BxLeg *b = &g_array_index(part->legs, BxLeg, l + 1);
        double y = (a->x + a->width + b->x) / 2;
        bx_page_add_rule(making, part->story, part->x, y, right, y, part->slot->column_rule_pt,
                         &BX_INK_BLACK);
    }
}

void
bx_place_part_rules(BxPageMaking *making, const BxPart *part, const BxComposed *composed,
                    int part_index)
{
    if (part->slot->column_rule_pt <= 0)
        return;
    const BxPagePlan *page = making->plan_page;
    const BxDepths depths = bx_part_depths(bx_part_fit(composed, part_index));
    if (part->is_vertical) {
        place_band_rules(making, part, depths.head_rows);
        return;
    }
    for (guint l = 0; l + 1 < part->legs->len; l++) {
        const BxLeg *a = &g_array_index(part->legs, BxLeg, l);
        const BxLeg *b = &g_array_index(part->legs, BxLeg, l + 1);
        double x = (a->x + a->width + b->x) / 2;
        Reach left = leg_reach(composed, part_index, (int)l, page->em);
        Reach right = leg_reach(composed, part_index, (int)l + 1, page->em);
        double top = MAX(left.top, right.top), bottom = MAX(left.bottom, right.bottom);
        for (guint i = 0; i < part->figures->len; i++) { /* never through a picture */
            const BxFigurePlan *figure = g_ptr_array_index(part->figures, i);
            if (figure->x > x || figure->x + figure->width < x)
                continue;
            double start = bx_page_row_y(page, bx_figure_row(part, (int)i, &depths));
            double end = start + depths.figures[i].rows * page->pitch;
            if (start - top > page->pitch)
                bx_page_add_rule(making, part->story, x, top, x, start - page->pitch,
                                 part->slot->column_rule_pt, &BX_INK_BLACK);
            top = MAX(top, end);
        }
        if (bottom - top > page->pitch)
            bx_page_add_rule(making, part->story, x, top, x, bottom, part->slot->column_rule_pt,
                             &BX_INK_BLACK);
    }
}
