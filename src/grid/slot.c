/* SPDX-License-Identifier: Apache-2.0 */
/* Slots: from columns and rows to frame, legs and line slots (PG-1, PG-2, EL-6, GR-5). */

#include "grid/slot.h"

#include <math.h>

/* The frame of a box takes this many rows above and below the text. */
#define BOX_ROWS 1
/* Beside a picture that leaves part of a leg free, text stands at this distance … */
#define WRAP_DISTANCE_EM 1.0
/* … and only if this much is left. */
#define WRAP_MIN_EM 7.0
/* Text ends this many rows above a picture. */
#define ROWS_ABOVE_PICTURE 1
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
    double gutter =
        slot->gutter.value < 0 ? page->gutter : bx_length_pt(slot->gutter, page->em, page->pitch);
    if (part->is_vertical)
        recut(part, page, part->y, part->height, slot->legs > 0 ? slot->legs : bands_of(part, page),
              gutter);
    else if (m == slot->cols.count && !slot->has_box && slot->gutter.value < 0)
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

static void
place_head(BxPart *part, const BxPagePlan *page, BxDiags *diags)
{
    const BxSlot *slot = part->slot;
    part->head_is_vertical = part->is_vertical || (slot->head && slot->head->vertical);
    part->head_x = part->x;
    part->head_width = part->width;
    if (slot->head_cols.count > 0 && !part->is_vertical) {
        part->head_x = MAX(part->x, bx_page_column_x(page, slot->head_cols.first));
        part->head_width = MIN(bx_page_span_width(page, slot->head_cols.count),
                               part->x + part->width - part->head_x);
    } else if (part->head_is_vertical && !part->is_vertical) {
        bx_diag(diags, BX_DIAG_KEY_MISSING, slot->pos,
                "slot “%s” has a vertical head over horizontal text: give it head_cols",
                slot->name);
    }
    part->head_measure = part->head_width;
    if (part->head_is_vertical)
        part->head_measure = slot->head_lines > 0 && !part->is_vertical
                                 ? bx_page_rows_height(page, slot->head_lines)
                                 : part->height;
}

BxPart *
bx_part_new(const BxPagePlan *page, const BxSlot *slot, BxDiags *diags)
{
    BxPart *part = g_new0(BxPart, 1);
    part->slot = slot;
    part->legs = g_array_new(FALSE, FALSE, sizeof(BxLeg));
    part->pictures = g_ptr_array_new_with_free_func(g_free);
    part->frame = (BxRect){
        bx_page_column_x(page, slot->cols.first), bx_page_row_y(page, slot->rows.first - 1),
        bx_page_span_width(page, slot->cols.count), bx_page_rows_height(page, slot->rows.count)};
    part->x = part->frame.x;
    part->width = part->frame.width;
    part->page_row = slot->rows.first - 1;
    part->n_page_rows = slot->rows.count;
    part->is_vertical = (slot->body ? slot->body : &page->layout->body)->vertical;
    if (slot->has_box) {
        double inset = bx_length_pt(slot->box.inset, page->em, page->pitch);
        part->x += inset;
        part->width -= 2 * inset;
        part->page_row += BOX_ROWS;
        part->n_page_rows -= 2 * BOX_ROWS;
    }
    part->y = bx_page_row_y(page, part->page_row);
    part->height = bx_page_rows_height(page, MAX(1, part->n_page_rows));
    part->first_row = part->page_row;
    part->n_rows = part->n_page_rows;
    if (part->is_vertical)
        count_vertical_rows(part, page);
    cut_legs(part, page, diags);
    place_head(part, page, diags);
    return part;
}

double
bx_part_line_x(const BxPart *part, const BxPagePlan *page, int row)
{
    return part->x + part->width - row * page->pitch - page->em / 2;
}

int
bx_picture_row(const BxPart *part, const BxPicturePlan *picture, int head_rows)
{
    int head = part->is_vertical ? 0 : head_rows; /* there it stands beside */
    return picture->is_below_head ? part->page_row + head + picture->first_row : picture->first_row;
}

static bool
overlap(double a0, double a1, double b0, double b1)
{
    return a0 < b1 - BX_EPS_PT && b0 < a1 - BX_EPS_PT;
}

/* Part of a leg that is free in one row: [x0, x1). */
typedef struct {
    double x0, x1;
} Free;

static void
block(Free *free, double x0, double x1, double distance)
{
    if (!overlap(free->x0, free->x1, x0, x1))
        return;
    double left = x0 - distance - free->x0, right = free->x1 - (x1 + distance);
    if (left >= right)
        free->x1 = MAX(free->x0, x0 - distance);
    else
        free->x0 = MIN(free->x1, x1 + distance);
}

/* A picture as the lines of its part meet it: rows that it stops, and its extent along them. */
typedef struct {
    int first, end; /* rows */
    double x0, x1;
} Obstacle;

static Obstacle
obstacle_of(const BxPagePlan *page, const BxPart *part, const BxPicturePlan *picture, int head_rows)
{
    int row = bx_picture_row(part, picture, head_rows), body_row = part->first_row + head_rows;
    if (!part->is_vertical) {
        int blank = row > part->first_row && row > body_row ? ROWS_ABOVE_PICTURE : 0;
        return (Obstacle){row - blank, row + picture->n_rows, picture->x,
                          picture->x + picture->width};
    }
    double right = part->x + part->width, near = right - picture->x - picture->width,
           far = right - picture->x, blank = page->pitch - page->em;
    return (Obstacle){(int)floor((near - blank) / page->pitch + 1e-6),
                      (int)ceil((far + blank) / page->pitch - 1e-6), bx_page_row_y(page, row),
                      bx_page_row_y(page, row) + bx_page_rows_height(page, picture->n_rows)};
}

static Free
free_of_row(const BxPagePlan *page, const BxPart *part, const BxLeg *leg, int row, int head_rows)
{
    Free free = {leg->x, leg->x + leg->width};
    bool is_under_head =
        part->is_vertical
        || overlap(free.x0, free.x1, part->head_x, part->head_x + part->head_width);
    if (row < part->first_row + head_rows && is_under_head)
        free.x1 = free.x0;
    for (guint i = 0; i < part->pictures->len; i++) {
        Obstacle obstacle =
            obstacle_of(page, part, g_ptr_array_index(part->pictures, i), head_rows);
        if (row >= obstacle.first && row < obstacle.end)
            block(&free, obstacle.x0, obstacle.x1, WRAP_DISTANCE_EM * page->em);
    }
    return free;
}

void
bx_part_line_slots(const BxPlan *plan, const BxPart *part, int part_index, int head_rows,
                   int depth_rows, GArray *slots)
{
    const BxPagePlan *page = g_ptr_array_index(plan->pages, part->page);
    int end = part->first_row + (depth_rows > 0 ? MIN(depth_rows, part->n_rows) : part->n_rows);
    for (guint l = 0; l < part->legs->len; l++) {
        const BxLeg *leg = &g_array_index(part->legs, BxLeg, l);
        for (int row = part->first_row; row < end; row++) {
            Free free = free_of_row(page, part, leg, row, head_rows);
            double width = free.x1 - free.x0;
            bool is_whole = fabs(width - leg->width) < BX_EPS_PT;
            if (width < (is_whole ? 1 : WRAP_MIN_EM) * page->em)
                continue;
            double whole = is_whole ? width : floor(width / page->em + 1e-6) * page->em;
            double start = free.x0 > leg->x + BX_EPS_PT ? free.x1 - whole : free.x0;
            BxLineSlot slot = {.x = part->is_vertical ? bx_part_line_x(part, page, row) : start,
                               .y = part->is_vertical ? start : bx_page_row_y(page, row),
                               .width = whole,
                               .leg = (int)l,
                               .row = row,
                               .part = part_index};
            g_array_append_val(slots, slot);
        }
    }
}

static bool
spans_overlap(BxSpan a, BxSpan b)
{
    return a.first < b.first + b.count && b.first < a.first + a.count;
}

static void
check_inside(const BxPagePlan *page, const BxSlot *slot, BxDiags *diags)
{
    const BxLayout *layout = page->layout;
    int last_col = slot->cols.first + slot->cols.count - 1;
    int last_row = slot->rows.first + slot->rows.count - 1;
    if (last_col > layout->columns)
        bx_diag_on_page(diags, BX_DIAG_OUTSIDE_TYPE_AREA, slot->pos, page->number,
                        "slot “%s” reaches to column %d; the page has %d: give it %d columns",
                        slot->name, last_col, layout->columns,
                        MAX(0, layout->columns - slot->cols.first + 1));
    if (last_row > layout->lines)
        bx_diag_on_page(diags, BX_DIAG_OUTSIDE_TYPE_AREA, slot->pos, page->number,
                        "slot “%s” reaches to row %d; the page has %d: give it %d rows", slot->name,
                        last_row, layout->lines, MAX(0, layout->lines - slot->rows.first + 1));
}

void
bx_check_slots(const BxPagePlan *page, BxDiags *diags)
{
    const GPtrArray *slots = page->layout->slots;
    for (guint i = 0; i < slots->len; i++) {
        const BxSlot *a = g_ptr_array_index(slots, i);
        check_inside(page, a, diags);
        for (guint k = 0; k < i; k++) {
            const BxSlot *b = g_ptr_array_index(slots, k);
            if (spans_overlap(a->cols, b->cols) && spans_overlap(a->rows, b->rows))
                bx_diag_on_page(diags, BX_DIAG_SLOTS_OVERLAP, a->pos, page->number,
                                "slot “%s” covers part of slot “%s” (line %d); move one of them",
                                a->name, b->name, b->pos.line);
        }
    }
}
