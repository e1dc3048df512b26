/* SPDX-License-Identifier: Apache-2.0 */
#include "review/cells.h"

#include <math.h>

int
bx_cell(const BxCells *cells, int column, int row)
{
    return cells->cells[row * cells->columns + column];
}

bool
bx_cell_is_matter(int cell)
{
    return cell >= 0 || cell <= BX_CELL_UNUSED;
}

/* Columns and rows from 0, clipped to the page; what stands there stays. */
static void
fill_blank(BxCells *cells, BxSpan cols, BxSpan rows, int what)
{
    for (int row = MAX(0, rows.first); row < MIN(cells->rows, rows.first + rows.count); row++)
        for (int c = MAX(0, cols.first); c < MIN(cells->columns, cols.first + cols.count); c++) {
            int *cell = &cells->cells[row * cells->columns + c];
            if (*cell == BX_CELL_BLANK)
                *cell = what;
        }
}

/* The grid knows parts by their index in the plan. */
static void
fill_parts(BxCells *cells, const BxSeen *seen, const BxPlan *plan)
{
    int n = cells->columns * cells->rows;
    g_autofree int *found = g_new(int, n);
    g_autofree int *seen_as = g_new(int, plan->parts->len + 1);
    for (int i = 0; i < n; i++)
        found[i] = -1;
    bx_fill_part_cells(plan, seen->index, found);
    for (guint i = 0; i < plan->parts->len; i++)
        for (guint k = 0; k < seen->parts->len; k++)
            if (bx_seen_part(seen, (int)k)->part == g_ptr_array_index(plan->parts, i))
                seen_as[i] = (int)k;
    for (int i = 0; i < n; i++)
        if (found[i] >= 0)
            cells->cells[i] = seen_as[found[i]];
}

static void
fill_unused(BxCells *cells, const BxSeen *seen)
{
    const GPtrArray *slots = seen->page->layout->slots;
    for (guint i = 0; i < slots->len; i++) {
        const BxSlot *slot = g_ptr_array_index(slots, i);
        if (!bx_slot_is_auto(slot) && !slot->outer)
            bx_fill_cells(seen->page, slot, slot->rows, BX_CELL_UNUSED, cells->cells);
    }
}

static void
fill_items(BxCells *cells, const BxSeen *seen)
{
    const BxPagePlan *page = seen->page;
    double step = (page->layout->column_chars + page->layout->gutter_em) * page->em;
    for (guint i = 0; i < seen->items->len; i++) {
        const BxSeenItem *item = &g_array_index(seen->items, BxSeenItem, i);
        if (item->rect.width <= 0)
            continue;
        int left = (int)floor((item->rect.x - page->type_area.x) / step + 0.01);
        int right = (int)ceil((bx_end_x(item->rect) - page->type_area.x) / step - 0.01);
        int top = (int)floor((item->rect.y - page->type_area.y) / page->pitch + 0.01);
        int end = (int)ceil((bx_end_y(item->rect) - page->type_area.y) / page->pitch - 0.01);
        fill_blank(cells, (BxSpan){left, right - left}, (BxSpan){top, end - top},
                   BX_CELL_FURNITURE);
    }
}

#define PLATE_SHARE 0.2 /* of the page: furniture further down is no nameplate */

static int
find_plate(const BxCells *cells)
{
    int rows = 0;
    for (int row = 0; row < PLATE_SHARE * cells->rows; row++)
        for (int c = 0; c < cells->columns; c++)
            if (bx_cell(cells, c, row) == BX_CELL_FURNITURE)
                rows = row + 1;
    return rows;
}

BxCells *
bx_cells_new(const BxSeen *seen, const BxPlan *plan)
{
    const BxLayout *layout = seen->page->layout;
    BxCells *cells = g_new0(BxCells, 1);
    cells->columns = layout->columns;
    cells->rows = layout->lines;
    cells->cells = g_new(int, (gsize)cells->columns *(gsize)cells->rows);
    for (int i = 0; i < cells->columns * cells->rows; i++)
        cells->cells[i] = BX_CELL_BLANK;
    fill_unused(cells, seen);
    for (guint i = 0; i < layout->ads->len; i++) {
        const BxAdSlot *ad = g_ptr_array_index(layout->ads, i);
        fill_blank(cells, (BxSpan){ad->cols.first - 1, ad->cols.count},
                   (BxSpan){ad->rows.first - 1, ad->rows.count}, BX_CELL_AD - (int)i);
    }
    fill_parts(cells, seen, plan);
    fill_items(cells, seen);
    cells->plate_rows = find_plate(cells);
    return cells;
}

void
bx_cells_free(BxCells *cells)
{
    if (!cells)
        return;
    g_free(cells->cells);
    g_free(cells);
}

BxRect
bx_cells_rect(const BxSeen *seen, int left, int right, int top, int bottom)
{
    double x = bx_page_column_x(seen->page, left + 1), y = bx_page_row_y(seen->page, top);
    return (BxRect){x, y, bx_page_span_width(seen->page, right - left),
                    bx_page_rows_height(seen->page, bottom - top)};
}

/* ---- cuts ---- */

static bool
is_story(int cell)
{
    return cell >= 0 || cell == BX_CELL_UNUSED;
}

static bool
is_blank(int cell)
{
    return cell == BX_CELL_BLANK;
}

/* How many cells of a row are so. */
static int
count_in_row(const BxCells *cells, int row, bool (*is_so)(int cell))
{
    int n = 0;
    for (int c = 0; c < cells->columns; c++)
        n += is_so(bx_cell(cells, c, row));
    return n;
}

/* Whether something stands in both rows. */
static bool
is_spanned(const BxCells *cells, int upper, int lower)
{
    for (int c = 0; lower == upper + 1 && c < cells->columns; c++)
        if (bx_cell(cells, c, upper) == bx_cell(cells, c, lower)
            && !is_blank(bx_cell(cells, c, lower)))
            return true;
    return false;
}

GArray *
bx_cells_cuts(const BxCells *cells)
{
    GArray *cuts = g_array_new(FALSE, FALSE, sizeof(BxCut));
    int last = cells->rows - 1, above = -1; /* the last row that is no blank one */
    bool has_story = false;
    while (last > 0 && count_in_row(cells, last, is_story) == 0)
        last--;
    for (int row = 0; row <= last; row++) {
        if (count_in_row(cells, row, is_blank) == cells->columns)
            continue;
        BxCut cut = {row, row - above - 1};
        if (has_story && !is_spanned(cells, above, row))
            g_array_append_val(cuts, cut);
        has_story |= row >= cells->plate_rows && count_in_row(cells, row, is_story) > 0;
        above = row;
    }
    return cuts;
}
