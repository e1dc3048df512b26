/* SPDX-License-Identifier: Apache-2.0 */
/* Furniture, boxes and rules: what stands on a page beside its stories (EL-5, EL-6, EL-8, EL-9). */

#include "page/build.h"

#include <math.h>

static void
place_furniture_rule(BxPageMaking *making, const BxFurniturePlan *plan)
{
    const BxFurniture *item = plan->item;
    const BxRect *rect = &plan->rect;
    bool is_upright = rect->height > 0;
    int n = item->gap_pt > 0 ? 2 : 1;
    for (int i = 0; i < n; i++) {
        double off = i * (item->gap_pt + item->frame.stroke_pt);
        double x = rect->x + (is_upright ? (plan->is_mirrored ? -off : off) : 0);
        double y = rect->y + (is_upright ? 0 : off);
        bx_page_add_rule(making, -1, x, y, is_upright ? x : x + rect->width,
                         is_upright ? y + rect->height : y, item->frame.stroke_pt,
                         &item->frame.ink);
    }
}

/* Lines one below the other, vertical ones from right to left; valign is across the lines. */
static void
place_furniture_text(BxPageMaking *making, const BxFurniturePlan *plan, const BxSetText *set)
{
    static const double shares[] = {
        [BX_VALIGN_TOP] = 0, [BX_VALIGN_MIDDLE] = 0.5, [BX_VALIGN_BOTTOM] = 1};
    const BxRect *rect = &plan->rect;
    bool turned = set->style->vertical;
    double depth = set->size + (set->lines->len - 1) * set->pitch;
    double into = shares[plan->item->valign] * ((turned ? rect->width : rect->height) - depth);
    for (guint k = 0; k < set->lines->len; k++, into += set->pitch) {
        double x = turned ? rect->x + rect->width - into - set->size / 2 : rect->x;
        double y = turned ? rect->y : bx_baseline(rect->y + into, set->size);
        bx_page_add_line(making, -1, g_ptr_array_index(set->lines, k), x, y, &set->style->ink, -1,
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

static BxRect
inner_rect(BxRect rect, double by)
{
    return (BxRect){rect.x + by, rect.y + by, MAX(0, rect.width - 2 * by),
                    MAX(0, rect.height - 2 * by)};
}

/* A frame whose outer edge is `rect`: ground, stroke, ornament. The ground ends at the ornament. */
static void
add_frame(BxPageMaking *making, int story, BxRect rect, const BxFrame *frame, const BxInk *fill)
{
    double half = frame->stroke_pt / 2, in = bx_frame_stroke_offset(frame) + half;
    if (frame->ornament && frame->stroke_pt <= 0)
        in = frame->depth_pt;
    if (!frame->ornament || fill || frame->stroke_pt > 0)
        add_box(making, story, inner_rect(rect, in), frame->stroke_pt, &frame->ink, fill);
    if (!frame->ornament)
        return;
    BxPlaced *placed = bx_page_add(making, BX_PLACED_ORNAMENT, story);
    placed->ornament.ornament = frame->ornament;
    placed->ornament.rect = rect;
    placed->ornament.depth = frame->depth_pt;
    placed->ornament.ink = frame->ink;
}

static void
place_furniture_box(BxPageMaking *making, const BxFurniture *item, BxRect rect)
{
    double depth = bx_frame_depth(&item->frame);
    if (!item->frame.ornament) /* a plain stroke is centred on the edge */
        rect = inner_rect(rect, -item->frame.stroke_pt / 2);
    else if (MIN(rect.width, rect.height) < 2 * depth)
        bx_diag_on_page(making->diags, BX_DIAG_FURNITURE_FIT, item->pos, making->plan_page->number,
                        "a box of %.0f × %.0f pt is too small for an ornament of %g pt", rect.width,
                        rect.height, depth);
    add_frame(making, -1, rect, &item->frame, item->has_fill ? &item->fill : NULL);
}

static void
place_furniture_picture(BxPageMaking *making, const BxFurniturePlan *plan)
{
    if (plan->picture >= 0) /* else its path could not be read */
        bx_page_add_picture(making, -1, plan->picture, plan->item->picture, plan->rect);
}

void
bx_place_furniture(BxPageMaking *making, const BxComposed *furniture)
{
    const GArray *plans = making->plan_page->furniture;
    for (guint i = 0; i < plans->len; i++) {
        const BxFurniturePlan *plan = &g_array_index(plans, BxFurniturePlan, i);
        switch (plan->item->kind) {
        case BX_FURNITURE_TEXT:
            for (guint k = 0; k < furniture->texts->len; k++) {
                const BxSetText *set = g_ptr_array_index(furniture->texts, k);
                if (set->role == BX_ROLE_FURNITURE && set->furniture == (int)i)
                    place_furniture_text(making, plan, set);
            }
            break;
        case BX_FURNITURE_RULE:
            place_furniture_rule(making, plan);
            break;
        case BX_FURNITURE_BOX:
            place_furniture_box(making, plan->item, plan->rect);
            break;
        case BX_FURNITURE_PICTURE:
            place_furniture_picture(making, plan);
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
    if (part->slot->areas->len > 1) {
        bx_place_outline(making, part);
        return;
    }
    add_frame(making, part->story, part->frame, &box->frame, box->has_tint ? &box->tint : NULL);
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

/* ---- rules between the legs of a part ---- */

/* Along a rule, points. */
typedef struct {
    double start, end;
} Stretch;

/* A rule along x or y that figures and slots inside the part break: never through a picture. */
typedef struct {
    BxPageMaking *making;
    const BxPart *part;
    BxDepths depths;
    bool is_level;
    double at;     /* across the rule */
    GArray *stops; /* Stretch: what is in its way */
} PartRule;

/* Text stands off a thing by this much, and so does the rule. */
static double
clearance(const PartRule *rule)
{
    const BxPagePlan *page = rule->making->plan_page;
    return rule->is_level ? page->em : page->pitch;
}

static void
add_stop(const PartRule *rule, BxRect rect)
{
    double low = rule->is_level ? rect.y : rect.x;
    double high = low + (rule->is_level ? rect.height : rect.width);
    double start = rule->is_level ? rect.x : rect.y;
    Stretch stop = {start, start + (rule->is_level ? rect.width + clearance(rule) : rect.height)};
    if (low <= rule->at && high >= rule->at)
        g_array_append_val(rule->stops, stop);
}

static void
find_stops(const PartRule *rule)
{
    const BxPagePlan *page = rule->making->plan_page;
    const BxPart *part = rule->part;
    for (guint i = 0; i < part->figures->len; i++) {
        const BxFigurePlan *figure = g_ptr_array_index(part->figures, i);
        int row = bx_figure_row(part, (int)i, &rule->depths);
        add_stop(rule, (BxRect){figure->x, bx_page_row_y(page, row), figure->width,
                                rule->depths.figures[i].rows * page->pitch});
    }
    for (guint i = 0; i < part->holes->len; i++) {
        const BxHole *hole = &g_array_index(part->holes, BxHole, i);
        add_stop(rule, (BxRect){hole->x, bx_page_row_y(page, hole->first_row), hole->width,
                                (hole->n_rows + 1) * page->pitch});
    }
}

static int
compare_stops(const void *a, const void *b)
{
    const Stretch *one = a, *other = b;
    return (one->start > other->start) - (one->start < other->start);
}

static void
add_piece(const PartRule *rule, double from, double to)
{
    double width = rule->part->slot->column_rule_pt, at = rule->at;
    int story = rule->part->story;
    if (to - from <= rule->making->plan_page->pitch)
        return;
    if (rule->is_level)
        bx_page_add_rule(rule->making, story, from, at, to, at, width, &BX_INK_BLACK);
    else
        bx_page_add_rule(rule->making, story, at, from, at, to, width, &BX_INK_BLACK);
}

static void
place_part_rule(PartRule *rule, double at, Stretch run)
{
    g_autoptr(GArray) stops = g_array_new(FALSE, FALSE, sizeof(Stretch));
    rule->at = at;
    rule->stops = stops;
    find_stops(rule);
    g_array_sort(stops, compare_stops);
    for (guint i = 0; i < stops->len; i++) {
        const Stretch *stop = &g_array_index(stops, Stretch, i);
        add_piece(rule, run.start, MIN(run.end, stop->start - clearance(rule)));
        run.start = MAX(run.start, stop->end);
    }
    add_piece(rule, run.start, run.end);
}

/* First and last slot height of a leg's text between which a rule may run. */
static Stretch
leg_reach(const BxComposed *composed, int part, int leg, double em)
{
    Stretch reach = {INFINITY, -INFINITY};
    for (guint i = 0; i < composed->slots->len; i++) {
        const BxLineSlot *slot = &g_array_index(composed->slots, BxLineSlot, i);
        if (slot->part != part || slot->leg != leg)
            continue;
        reach.start = MIN(reach.start, slot->y);
        reach.end = MAX(reach.end, slot->y + em);
    }
    return reach;
}

/* Where the rule between two legs may run. Between the bands of a vertical part it goes as far as the lines may;
 * between columns as far as the longer one, where they stand in one rectangle. */
static Stretch
run_between(const PartRule *rule, const BxComposed *composed, int part_index, int leg)
{
    const BxPart *part = rule->part;
    const BxPagePlan *page = rule->making->plan_page;
    if (part->is_vertical)
        return (Stretch){part->x, part->x + part->width - rule->depths.head_rows * page->pitch};
    Stretch left = leg_reach(composed, part_index, leg, page->em);
    Stretch right = leg_reach(composed, part_index, leg + 1, page->em);
    bool is_one = part->areas->len == 1;
    return (Stretch){MAX(left.start, right.start),
                     is_one ? MAX(left.end, right.end) : MIN(left.end, right.end)};
}

void
bx_place_part_rules(BxPageMaking *making, const BxPart *part, const BxComposed *composed,
                    int part_index)
{
    PartRule rule = {.making = making,
                     .part = part,
                     .depths = bx_part_depths(bx_part_fit(composed, part_index)),
                     .is_level = part->is_vertical};
    if (part->slot->column_rule_pt <= 0)
        return;
    for (guint l = 0; l + 1 < part->legs->len; l++) {
        const BxLeg *a = &g_array_index(part->legs, BxLeg, l);
        const BxLeg *b = &g_array_index(part->legs, BxLeg, l + 1);
        place_part_rule(&rule, (a->x + a->width + b->x) / 2,
                        run_between(&rule, composed, part_index, (int)l));
    }
}
