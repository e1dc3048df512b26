/* SPDX-License-Identifier: Apache-2.0 */
/* Figures of a story: into the picture slots of its layout, or by size and corner into its part. */

#include "grid/slot.h"

#include "base/say.h"

#include <math.h>
#include <string.h>

typedef struct {
    BxPlan *plan;
    const BxStoryPlan *story;
    GHashTable *taken; /* BxPictureSlot *, set */
    BxDiags *diags;
} Placing;

static const BxPictureSlot *
find_slot(const Placing *placing, const char *name, BxPart **part)
{
    for (guint i = 0; i < placing->story->parts->len; i++) {
        BxPart *candidate = g_ptr_array_index(placing->story->parts, i);
        for (guint k = 0; k < candidate->slot->pictures->len; k++) {
            const BxPictureSlot *slot = g_ptr_array_index(candidate->slot->pictures, k);
            bool fits =
                name ? strcmp(slot->name, name) == 0 : !g_hash_table_contains(placing->taken, slot);
            if (fits) {
                *part = candidate;
                return slot;
            }
        }
    }
    return NULL;
}

static BxFigurePlan *
add_figure(BxPart *part, const BxFigure *figure)
{
    BxFigurePlan *plan = g_new0(BxFigurePlan, 1);
    plan->figure = figure;
    plan->caption_lines = -1;
    plan->first_row = -1;
    g_ptr_array_add(part->figures, plan);
    return plan;
}

/* Where a picture slot stands across the page: inside the box of its slot. False where it reaches out of the slot's
 * areas, or onto the rows that a box round them takes. */
static bool
find_width(const BxPagePlan *page, const BxPart *part, const BxPictureSlot *slot,
           BxFigurePlan *plan)
{
    int box_rows;
    double inset = bx_box_inset(page, part->slot, &box_rows);
    double left = bx_page_column_x(page, slot->cols.first);
    double right = left + bx_page_span_width(page, slot->cols.count);
    BxSpan rows = {slot->first_row, slot->rows.most}, before = {slot->cols.first - 1, 1},
           after = {slot->cols.first + slot->cols.count, 1};
    if (!bx_slot_covers(part->slot, before, rows))
        left += inset;
    if (!bx_slot_covers(part->slot, after, rows))
        right -= inset;
    plan->x = MAX(part->x, left);
    plan->width = MIN(right, part->x + part->width) - plan->x;
    BxSpan clear = {rows.first - box_rows, rows.count + 2 * box_rows};
    return bx_slot_covers(part->slot, slot->cols, clear);
}

static void
place_in_slot(Placing *placing, BxPart *part, const BxPictureSlot *slot, const BxFigure *figure)
{
    const BxPagePlan *page = g_ptr_array_index(placing->plan->pages, part->page);
    BxFigurePlan *plan = add_figure(part, figure);
    plan->slot = slot;
    bool is_clear = find_width(page, part, slot, plan);
    plan->first_row = slot->first_row - 1;
    plan->rows = slot->rows;
    plan->caption_lines = slot->caption_lines;
    g_hash_table_add(placing->taken, (gpointer)slot);
    if (!is_clear || plan->width <= 0 || plan->first_row < part->page_row
        || plan->first_row + plan->rows.most > part->page_row + part->n_page_rows)
        bx_diag_on_page(placing->diags, BX_DIAG_PICTURE_NO_ROOM, slot->pos, page->number,
                        "picture slot “%s” reaches out of its slot “%s”; move it inside",
                        slot->name, part->slot->name);
}

/* clang-format off */
/* Share of the free room left of and above the figure, by BxAt. */
static const struct { double x, y; } corners[] = {
    [BX_AT_TOP_LEFT]    = {0, 0},   [BX_AT_TOP]    = {0.5, 0},   [BX_AT_TOP_RIGHT]    = {1, 0},
    [BX_AT_LEFT]        = {0, 0.5}, [BX_AT_CENTER] = {0.5, 0.5}, [BX_AT_RIGHT]        = {1, 0.5},
    [BX_AT_BOTTOM_LEFT] = {0, 1},   [BX_AT_BOTTOM] = {0.5, 1},   [BX_AT_BOTTOM_RIGHT] = {1, 1},
};
/* clang-format on */

/* Columns that a figure may be measured in: the legs of an area, in a vertical part the page's columns. */
static void
columns_of(const BxPagePlan *page, const BxPart *part, int area, GArray *columns)
{
    const BxPartArea *in = &g_array_index(part->areas, BxPartArea, area);
    for (int i = 0; part->is_vertical && i < part->slot->cols.count; i++) {
        double x = bx_page_column_x(page, part->slot->cols.first + i);
        double right = MIN(x + bx_page_span_width(page, 1), part->x + part->width);
        BxLeg column = {MAX(part->x, x), right - MAX(part->x, x)};
        g_array_append_val(columns, column);
    }
    for (guint i = 0; !part->is_vertical && i < part->legs->len; i++) {
        const BxLeg *leg = &g_array_index(part->legs, BxLeg, i);
        if (leg->x >= in->x - BX_EPS_PT && leg->x + leg->width <= in->x + in->width + BX_EPS_PT)
            g_array_append_val(columns, *leg);
    }
}

/* Where a figure would stand in one area of a part, and how far that is from the corner of the whole that it asks
 * for. */
typedef struct {
    int area;
    double x, width;
    double off; /* in rows and columns' widths alike: points */
} Spot;

static bool
spot_in_area(const BxPagePlan *page, const BxPart *part, int index, const BxPlacement *place,
             Spot *spot)
{
    const BxPartArea *area = &g_array_index(part->areas, BxPartArea, index);
    g_autoptr(GArray) columns = g_array_new(FALSE, FALSE, sizeof(BxLeg));
    columns_of(page, part, index, columns);
    int n = (int)columns->len;
    if (place->cols > n || place->lines.least >= area->n_rows - area->above - area->below)
        return false;
    int first = (int)lround(corners[place->at].x * (n - place->cols));
    const BxLeg *left = &g_array_index(columns, BxLeg, first);
    const BxLeg *right = &g_array_index(columns, BxLeg, first + place->cols - 1);
    double x0 = left->x + (first == 0 ? area->left : 0);
    double x1 = right->x + right->width - (first + place->cols == n ? area->right : 0);
    *spot = (Spot){index, x0, x1 - x0, 0};
    double share_x = corners[place->at].x, share_y = corners[place->at].y;
    double row = area->first_row + share_y * area->n_rows,
           wanted = part->page_row + share_y * part->n_page_rows;
    spot->off = fabs(spot->x + share_x * spot->width - part->x - share_x * part->width)
                + fabs(row - wanted) * page->pitch;
    return true;
}

static void
place_by_size(Placing *placing, BxPart *part, const BxFigure *figure)
{
    const BxPagePlan *page = g_ptr_array_index(placing->plan->pages, part->page);
    const BxPlacement *place = &figure->place;
    Spot best = {.area = -1}, spot;
    for (int i = 0; i < (int)part->areas->len; i++)
        if (spot_in_area(page, part, i, place, &spot) && (best.area < 0 || spot.off < best.off))
            best = spot;
    if (best.area < 0) {
        bx_diag_on_page(placing->diags, BX_DIAG_PICTURE_NO_ROOM, figure->pos, page->number,
                        "figure of %d columns and %d lines in slot “%s” of %d columns and %d rows; "
                        "make it smaller",
                        place->cols, place->lines.least, part->slot->name,
                        part->is_vertical ? part->slot->cols.count : (int)part->legs->len,
                        part->n_page_rows);
        return;
    }
    BxFigurePlan *plan = add_figure(part, figure);
    plan->x = best.x;
    plan->width = best.width;
    plan->area = best.area;
    plan->rows = place->lines;
    plan->share = corners[place->at].y;
}

/* Pictures of unknown size are taken to be of the common shape of a photograph. */
#define USUAL_RATIO 1.5

static double
ratio_of(const BxFigure *figure, guint i)
{
    const BxPicture *picture = g_ptr_array_index(figure->pictures, i);
    return picture->width > 0 && picture->height > 0 ? (double)picture->width / picture->height
                                                     : USUAL_RATIO;
}

/* Up to three pictures stand in one row, four in two, more in rows of three. */
static int
across_of(const BxFigure *figure)
{
    int n = (int)figure->pictures->len;
    if (figure->across > 0)
        return MIN(figure->across, MAX(1, n));
    return n <= 3 ? MAX(1, n) : n == 4 ? 2 : 3;
}

GArray *
bx_figure_boxes(const BxFigurePlan *plan, double gap)
{
    const BxFigure *figure = plan->figure;
    GArray *boxes = g_array_new(FALSE, FALSE, sizeof(BxFigureBox));
    guint across = (guint)across_of(figure);
    for (guint first = 0; first < figure->pictures->len; first += across) {
        guint end = MIN(first + across, figure->pictures->len);
        double ratios = 0, x = 0, room = plan->width - (end - first - 1) * gap;
        for (guint i = first; i < end; i++)
            ratios += ratio_of(figure, i);
        for (guint i = first; i < end; i++) {
            double width = room * ratio_of(figure, i) / ratios;
            BxFigureBox box = {x, width, room / ratios, (int)(first / across)};
            g_array_append_val(boxes, box);
            x += width + gap;
        }
    }
    return boxes;
}

BxRect
bx_picture_rect(BxRect rect, const BxPicture *picture)
{
    if (picture->fit != BX_FIT_WHOLE || picture->width <= 0 || picture->height <= 0)
        return rect;
    double scale = MIN(rect.width / picture->width, rect.height / picture->height);
    double width = picture->width * scale, height = picture->height * scale;
    return (BxRect){rect.x + (rect.width - width) / 2, rect.y + (rect.height - height) / 2, width,
                    height};
}

double
bx_figure_bottom(const BxPart *part, const BxPagePlan *page, int row, int rows)
{
    bool at_foot = row + rows >= part->page_row + part->n_page_rows;
    return bx_page_row_y(page, row) + rows * page->pitch
           - (at_foot ? page->pitch - page->em : BX_FIGURE_BELOW_LINES * page->pitch);
}

/* What a figure is called in messages. */
const char *
bx_figure_name(const BxFigure *figure)
{
    switch (figure->kind) {
    case BX_FIGURE_PICTURES:
        return figure->pictures->len
                   ? ((const BxPicture *)g_ptr_array_index(figure->pictures, 0))->path
                   : "";
    case BX_FIGURE_PULL:
        return bx_word("pull quote");
    case BX_FIGURE_TABLE:
        return figure->table ? figure->table->name : bx_word("table");
    }
    return "";
}

static void
place_figure(Placing *placing, const BxFigure *figure)
{
    const BxPlacement *place = &figure->place;
    BxPart *part = NULL;
    const BxPictureSlot *slot = NULL;
    if (place->slot || place->cols == 0)
        slot = find_slot(placing, place->slot, &part);
    if (slot && g_hash_table_contains(placing->taken, slot)) {
        bx_diag(placing->diags, BX_DIAG_PICTURE_UNPLACED, figure->pos,
                "picture slot “%s” already holds a picture; name another", slot->name);
    } else if (slot) {
        place_in_slot(placing, part, slot, figure);
    } else if (place->cols > 0 && !place->slot) {
        place_by_size(placing, g_ptr_array_index(placing->story->parts, 0), figure);
    } else {
        bx_diag(placing->diags, BX_DIAG_PICTURE_UNPLACED, figure->pos,
                place->slot
                    ? N_("figure “%s” has no place: the story's slot has no picture slot %s; "
                         "write {cols=… at=…}")
                    : N_("figure “%s” has no place: the story's slot has no free picture "
                         "slot; write {cols=… at=…}"),
                bx_figure_name(figure), place->slot);
    }
}

static void
report_empty_slots(const Placing *placing)
{
    for (guint i = 0; i < placing->story->parts->len; i++) {
        const BxPart *part = g_ptr_array_index(placing->story->parts, i);
        for (guint k = 0; k < part->slot->pictures->len; k++) {
            const BxPictureSlot *slot = g_ptr_array_index(part->slot->pictures, k);
            if (!g_hash_table_contains(placing->taken, slot))
                bx_diag(placing->diags, BX_DIAG_PICTURE_SLOT_EMPTY, slot->pos,
                        "picture slot “%s” of slot “%s” gets no picture", slot->name,
                        part->slot->name);
        }
    }
}

void
bx_place_figures(BxPlan *plan, const BxStoryPlan *story, BxDiags *diags)
{
    if (story->parts->len == 0)
        return;
    const BxStory *source = g_ptr_array_index(plan->issue->stories, story->story);
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
    Placing placing = {plan, story, taken, diags};
    for (guint i = 0; i < source->blocks->len; i++) {
        const BxBlock *block = g_ptr_array_index(source->blocks, i);
        if (block->kind == BX_BLOCK_FIGURE)
            place_figure(&placing, block->figure);
    }
    report_empty_slots(&placing);
    for (guint i = 0; i < story->parts->len; i++) {
        BxPart *part = g_ptr_array_index(story->parts, i);
        for (guint k = 0; k < part->figures->len; k++) {
            BxFigurePlan *figure = g_ptr_array_index(part->figures, k);
            figure->index = plan->n_pictures;
            plan->n_pictures += (int)figure->figure->pictures->len;
        }
    }
}
