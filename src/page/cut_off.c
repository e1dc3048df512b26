/* SPDX-License-Identifier: Apache-2.0 */
/* Cut-off rules (栏线, EL-5) that the engine finds: in the blank rows between slots of which one stands on the other,
 * and in the gutters between slots side by side. A box ends its slot itself, and so does an advertisement. */

#include "page/build.h"

#define GAP_MOST 3   /* rows between two slots that a rule parts */
#define ROWS_LEAST 2 /* a shorter upright rule is a dot */
#define NONE (-1)

typedef struct {
    BxPageMaking *making;
    const BxPagePlan *page;
    const BxCutOff *look;
    int columns, rows;
    int *cells; /* index into plan->parts; NONE */
} Cutting;

static int
cell(const Cutting *cutting, int column, int row)
{
    return cutting->cells[row * cutting->columns + column];
}

/* Whether a rule belongs between what stands in two cells. */
static bool
is_parted(const Cutting *cutting, int a, int b)
{
    if (a == NONE || b == NONE || a == b)
        return false;
    const BxPart *one = g_ptr_array_index(cutting->making->plan->parts, a),
                 *other = g_ptr_array_index(cutting->making->plan->parts, b);
    const BxSlot *first = one->slot, *second = other->slot;
    return one->story != other->story && !first->has_box && !second->has_box
           && !first->has_no_cut_off && !second->has_no_cut_off && !bx_is_slot_inside(first, second)
           && !bx_is_slot_inside(second, first);
}

/* ---- in blank rows ---- */

/* The row above that is filled in this column, of at most GAP_MOST blank ones between; NONE. */
static int
row_above(const Cutting *cutting, int column, int row)
{
    int above = row - 1;
    while (above >= 0 && cell(cutting, column, above) == NONE && row - above <= GAP_MOST)
        above--;
    bool has_gap = above >= 0 && above < row - 1 && cell(cutting, column, above) != NONE;
    return has_gap ? above : NONE;
}

/* Whether a slot begins in that cell under a rule; `gap`: blank rows over it. */
static bool
is_cut_over(const Cutting *cutting, int column, int row, int *gap)
{
    int at = cell(cutting, column, row);
    if (at == NONE || row == 0 || cell(cutting, column, row - 1) != NONE)
        return false;
    int above = row_above(cutting, column, row);
    *gap = row - above - 1;
    return above != NONE && is_parted(cutting, cell(cutting, column, above), at);
}

static void
add_level_rule(const Cutting *cutting, int column, int n_columns, int row, int gap)
{
    const BxPagePlan *page = cutting->page;
    double top = bx_page_row_y(page, row - gap - 1) + page->em, end = bx_page_row_y(page, row);
    double x = bx_page_column_x(page, column + 1), y = (top + end) / 2;
    bx_page_add_rule(cutting->making, -1, x, y, x + bx_page_span_width(page, n_columns), y,
                     cutting->look->row_pt, &cutting->look->ink);
}

static void
add_level_rules(const Cutting *cutting)
{
    for (int row = 1; row < cutting->rows; row++)
        for (int c = 0; c < cutting->columns; c++) {
            int gap, next, n = 1;
            if (!is_cut_over(cutting, c, row, &gap))
                continue;
            while (c + n < cutting->columns && is_cut_over(cutting, c + n, row, &next)
                   && next == gap)
                n++;
            add_level_rule(cutting, c, n, row, gap);
            c += n - 1;
        }
}

/* ---- in gutters ---- */

static void
add_upright_rule(const Cutting *cutting, int column, int top, int end)
{
    const BxPagePlan *page = cutting->page;
    double x = bx_page_column_x(page, column + 1) + bx_page_span_width(page, 1) + page->gutter / 2;
    double y = bx_page_row_y(page, top);
    if (end - top >= ROWS_LEAST)
        bx_page_add_rule(cutting->making, -1, x, y, x, y + bx_page_rows_height(page, end - top),
                         cutting->look->column_pt, &cutting->look->ink);
}

/* Blank rows at one side do not end a rule where both sides go on below them. */
static void
add_upright_rules(const Cutting *cutting, int column)
{
    int top = NONE, end = NONE;
    for (int row = 0; row <= cutting->rows; row++) {
        bool is_past = row == cutting->rows;
        int left = is_past ? NONE : cell(cutting, column, row);
        int right = is_past ? NONE : cell(cutting, column + 1, row);
        bool is_between = is_parted(cutting, left, right);
        bool is_blank = !is_past && (left == NONE) != (right == NONE) && row - end < GAP_MOST;
        if (is_between) {
            top = top == NONE ? row : top;
            end = row + 1;
        } else if (top != NONE && !is_blank) {
            add_upright_rule(cutting, column, top, end);
            top = NONE;
        }
    }
}

void
bx_place_cut_offs(BxPageMaking *making)
{
    const BxPagePlan *page = making->plan_page;
    const BxLayout *layout = page->layout;
    int n = layout->columns * layout->lines;
    if (layout->cut_off.row_pt <= 0 && layout->cut_off.column_pt <= 0)
        return;
    g_autofree int *cells = g_new(int, n);
    for (int i = 0; i < n; i++)
        cells[i] = NONE;
    bx_fill_part_cells(making->plan, making->index, cells);
    const Cutting cutting = {making, page, &layout->cut_off, layout->columns, layout->lines, cells};
    if (layout->cut_off.row_pt > 0)
        add_level_rules(&cutting);
    for (int c = 0; layout->cut_off.column_pt > 0 && c + 1 < layout->columns; c++)
        add_upright_rules(&cutting, c);
}
