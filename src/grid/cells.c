/* SPDX-License-Identifier: Apache-2.0 */
/* Cells: which part fills each row of each basic column of a page. */

#include "grid/plan.h"

static void
fill(const BxPagePlan *page, BxSpan cols, BxSpan rows, int what, int *cells)
{
    int n_columns = page->layout->columns, n_rows = page->layout->lines;
    for (int row = MAX(0, rows.first - 1); row < MIN(n_rows, rows.first - 1 + rows.count); row++)
        for (int c = MAX(0, cols.first - 1); c < MIN(n_columns, cols.first - 1 + cols.count); c++)
            cells[row * n_columns + c] = what;
}

void
bx_fill_cells(const BxPagePlan *page, const BxSlot *slot, BxSpan rows, int what, int *cells)
{
    if (slot->areas->len == 0)
        fill(page, slot->cols, rows, what, cells);
    for (guint i = 0; i < slot->areas->len; i++) {
        const BxArea *area = &g_array_index(slot->areas, BxArea, i);
        fill(page, area->cols, area->rows, what, cells);
    }
}

static int
depth_of(const BxSlot *slot)
{
    int depth = 0;
    for (const BxSlot *at = slot->outer; at; at = at->outer)
        depth++;
    return depth;
}

void
bx_fill_part_cells(const BxPlan *plan, int page, int *cells)
{
    bool is_more = true;
    for (int depth = 0; is_more; depth++) {
        is_more = false;
        for (guint i = 0; i < plan->parts->len; i++) {
            const BxPart *part = g_ptr_array_index(plan->parts, i);
            int own = part->page == page ? depth_of(part->slot) : -1;
            is_more |= own > depth;
            if (own == depth)
                bx_fill_cells(g_ptr_array_index(plan->pages, page), part->slot, part->rows, (int)i,
                              cells);
        }
    }
}

bool
bx_is_slot_inside(const BxSlot *slot, const BxSlot *outer)
{
    for (const BxSlot *at = slot->outer; at; at = at->outer)
        if (at == outer)
            return true;
    return false;
}
