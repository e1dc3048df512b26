/* SPDX-License-Identifier: Apache-2.0 */
/* Slots: from columns and rows to frame, areas, legs and the head's place (PG-1, PG-2, EL-6). */

#include "grid/slot.h"

#include <math.h>

/* The frame of a box takes this many rows above and below the text; more where an ornament and its
 * inset are deeper. */
#define BOX_ROWS 1
#define BAND_EM 22    /* length of a vertical line that is aimed at */
#define LEG_MIN_EM 11 /* PG-15 */
#define LEG_MAX_EM 30

static void
add_leg(BxPart *part, double x, double width)
{
    BxLeg leg = {x, width};
    g_array_append_val(part->legs, leg);
}

/* PG-2: m new columns in `total` points from `x` on; whole characters each. Characters that are left
 * make some columns one wider, so that the odd one stands last (22 22 23, 18 18 17); fractions widen
 * the gutters. */
static void
recut(BxPart *part, const BxPagePlan *page, double x, double total, int m, double gutter)
{
    double total_em = (total - (m - 1) * gutter) / page->em;
    int chars = (int)floor(total_em / m + 1e-6);
    int extra = (int)floor(total_em - (double)chars * m + 1e-6);
    double rest = (total_em - chars * m - extra) * page->em;
    x += m == 1 ? rest / 2 : 0;
    for (int i = 0; i < m; i++) {
        bool is_wider = 2 * extra > m ? i < extra : i >= m - extra;
        double width = (chars + is_wider) * page->em;
        add_leg(part, x, width);
        x += width + gutter + (m > 1 ? rest / (m - 1) : 0);
    }
}

/* Bands of a vertical part, if the layout does not say: as many as make good lines of them. */
static int
bands_of(const BxPart *part, const BxPagePlan *page)
{
    return MAX(1, (int)lround(part->height / page->em / BAND_EM));
}

static void
cut_legs(BxPart *part, const BxPagePlan *page, BxDiags *diags)
{
    const BxSlot *slot = part->slot;
    int m = slot->legs > 0 ? slot->legs : slot->cols.count;
    g_array_set_size(part->legs, 0);
    double gutter =
        slot->gutter.value < 0 ? page->gutter : bx_length_pt(slot->gutter, page->em, page->pitch);
    if (part->is_vertical)
        recut(part, page, part->y, part->height, slot->legs > 0 ? slot->legs : bands_of(part, page),
              gutter);
    else if (slot->areas->len > 1
             || (m == slot->cols.count && !slot->has_box && slot->gutter.value < 0))
        for (int i = 0; i < m; i++)
            add_leg(part, bx_page_column_x(page, slot->cols.first + i),
                    bx_page_span_width(page, 1));
    else
        recut(part, page, part->x, part->width, m, gutter);
    double em = g_array_index(part->legs, BxLeg, 0).width / page->em;
    if (em < LEG_MIN_EM || em > LEG_MAX_EM)
        bx_diag(diags, BX_DIAG_NARROW_COLUMN, slot->pos,
                "slot “%s”: text columns of %.0f characters; %d to %d can be set well", slot->name,
                em, LEG_MIN_EM, LEG_MAX_EM);
}

/* VT-1: the lines of a vertical part are counted from its right edge. */
static void
count_vertical_rows(BxPart *part, const BxPagePlan *page)
{
    part->first_row = 0;
    part->n_rows = (int)floor((part->width - page->em) / page->pitch + 1e-6) + 1;
}

/* The area that begins first, of several the leftmost: the head stands on it. */
static const BxPartArea *
top_area(const BxPart *part)
{
    const BxPartArea *top = &g_array_index(part->areas, BxPartArea, 0);
    for (guint i = 1; i < part->areas->len; i++) {
        const BxPartArea *area = &g_array_index(part->areas, BxPartArea, i);
        if (area->first_row < top->first_row
            || (area->first_row == top->first_row && area->x < top->x))
            top = area;
    }
    return top;
}

static void
place_head(BxPart *part, const BxPagePlan *page, BxDiags *diags)
{
    const BxSlot *slot = part->slot;
    part->head_is_vertical = part->is_vertical || (slot->head && slot->head->vertical);
    const BxPartArea *top = top_area(part);
    part->head_x = top->x + top->left;
    part->head_width = top->width - top->left - top->right;
    if (slot->head_cols.count > 0 && !part->is_vertical) {
        part->head_x = MAX(top->x + top->left, bx_page_column_x(page, slot->head_cols.first));
        part->head_width = MIN(bx_page_span_width(page, slot->head_cols.count),
                               top->x + top->width - top->right - part->head_x);
    } else if (part->head_is_vertical && !part->is_vertical) {
        bx_diag(diags, BX_DIAG_KEY_MISSING, slot->pos,
                "slot “%s” has a vertical head over horizontal text: give it head_cols",
                slot->name);
    }
    part->head_measure = part->head_width;
    if (part->head_is_vertical)
        part->head_measure = slot->head_lines.least > 0 && !part->is_vertical
                                 ? bx_page_rows_height(page, slot->head_lines.least)
                                 : part->height;
}

/* A side of an area is on the outline where some cell beyond it is not of the slot. */
static BxPartArea
area_of(const BxPagePlan *page, const BxSlot *slot, const BxArea *area)
{
    int rows;
    double inset = bx_box_inset(page, slot, &rows);
    BxSpan before = {area->cols.first - 1, 1}, after = {area->cols.first + area->cols.count, 1},
           over = {area->rows.first - 1, 1}, under = {area->rows.first + area->rows.count, 1};
    return (BxPartArea){.x = bx_page_column_x(page, area->cols.first),
                        .width = bx_page_span_width(page, area->cols.count),
                        .first_row = area->rows.first - 1,
                        .n_rows = area->rows.count,
                        .left = bx_slot_covers(slot, before, area->rows) ? 0 : inset,
                        .right = bx_slot_covers(slot, after, area->rows) ? 0 : inset,
                        .above = bx_slot_covers(slot, area->cols, over) ? 0 : rows,
                        .below = bx_slot_covers(slot, area->cols, under) ? 0 : rows};
}

/* The slot's areas; of one alone what its box leaves of it. */
static void
find_areas(BxPart *part, const BxPagePlan *page)
{
    const GArray *areas = part->slot->areas;
    BxPartArea whole = {.x = part->x,
                        .width = part->width,
                        .first_row = part->page_row,
                        .n_rows = part->n_page_rows};
    g_array_set_size(part->areas, 0);
    for (guint i = 0; areas->len > 1 && i < areas->len; i++) {
        BxPartArea area = area_of(page, part->slot, &g_array_index(areas, BxArea, i));
        g_array_append_val(part->areas, area);
    }
    if (areas->len <= 1)
        g_array_append_val(part->areas, whole);
}

/* What a box takes of its slot on either side, and the rows above and below. */
double
bx_box_inset(const BxPagePlan *page, const BxSlot *slot, int *rows)
{
    *rows = slot->has_box ? BOX_ROWS : 0;
    if (!slot->has_box)
        return 0;
    double inset =
        bx_length_pt(slot->box.inset, page->em, page->pitch) + bx_frame_depth(&slot->box.frame);
    if (slot->box.frame.ornament)
        *rows = MAX(BOX_ROWS, (int)ceil(inset / page->pitch - 1e-6));
    return inset;
}

void
bx_part_set_rows(BxPart *part, const BxPagePlan *page, BxSpan rows, BxDiags *diags)
{
    const BxSlot *slot = part->slot;
    part->rows = rows;
    part->frame =
        (BxRect){bx_page_column_x(page, slot->cols.first), bx_page_row_y(page, rows.first - 1),
                 bx_page_span_width(page, slot->cols.count), bx_page_rows_height(page, rows.count)};
    int box_rows;
    double inset = bx_box_inset(page, slot, &box_rows);
    part->x = part->frame.x + inset;
    part->width = part->frame.width - 2 * inset;
    part->box_rows = 2 * box_rows;
    part->page_row = rows.first - 1 + box_rows;
    part->n_page_rows = MAX(1, rows.count - part->box_rows);
    part->y = bx_page_row_y(page, part->page_row);
    part->height = bx_page_rows_height(page, part->n_page_rows);
    part->first_row = part->page_row;
    part->n_rows = part->n_page_rows;
    find_areas(part, page);
    if (part->is_vertical)
        count_vertical_rows(part, page);
    cut_legs(part, page, diags);
    place_head(part, page, diags);
}

bool
bx_slot_is_auto(const BxSlot *slot)
{
    return slot->rows.first == 0 || slot->rows.count == 0;
}

BxPart *
bx_part_new(const BxPagePlan *page, const BxSlot *slot, BxDiags *diags)
{
    BxPart *part = g_new0(BxPart, 1);
    part->slot = slot;
    part->areas = g_array_new(FALSE, FALSE, sizeof(BxPartArea));
    part->legs = g_array_new(FALSE, FALSE, sizeof(BxLeg));
    part->holes = g_array_new(FALSE, FALSE, sizeof(BxHole));
    part->figures = g_ptr_array_new_with_free_func(g_free);
    part->is_vertical = (slot->body ? slot->body : &page->layout->body)->vertical;
    part->is_auto = bx_slot_is_auto(slot);
    BxSpan rows = slot->rows;
    rows.first = MAX(1, rows.first);
    rows.count = rows.count > 0 ? rows.count : MAX(1, page->layout->lines - rows.first + 1);
    bx_part_set_rows(part, page, rows, diags);
    return part;
}
