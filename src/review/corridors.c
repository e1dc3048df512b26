/* SPDX-License-Identifier: Apache-2.0 */
/* White corridors (通缝, 通线; PG-7): a gutter that runs down most of the page between different stories, or gaps
 * from edge to edge, of which a page bears one. They are seen on the paper, so the direction of reading is of no
 * matter. */

#include "review/rules.h"

#define GUTTER_SHARE 0.6 /* of the rows of the page */
#define CUTS_MOST 1

/* Whose matter a cell shows: parts of one story are one. */
static int
story_in(const BxReviewing *reviewing, int cell)
{
    if (cell < 0)
        return -2 - cell;
    return 1000000 + bx_seen_part(reviewing->seen, cell)->part->story;
}

/* The slot that could be made to span a gutter: the one at its side that is deepest. */
static const BxSlot *
slot_beside(const BxReviewing *reviewing, int column, int top, int end)
{
    const BxSlot *best = NULL;
    int rows = 0;
    for (int c = column; c < MIN(column + 2, reviewing->cells->columns); c++)
        for (int row = top; row < end; row++) {
            int cell = bx_cell(reviewing->cells, c, row);
            const BxPart *part = cell < 0 ? NULL : bx_seen_part(reviewing->seen, cell)->part;
            if (part && part->rows.count > rows) {
                rows = part->rows.count;
                best = part->slot;
            }
        }
    return best;
}

static void
report_gutter(BxReviewing *reviewing, int column, int top, int end)
{
    const BxPagePlan *page = reviewing->seen->page;
    const BxSlot *slot = slot_beside(reviewing, column, top, end);
    int all = page->layout->lines, rows = end - top;
    BxRect box = bx_cells_rect(reviewing->seen, column, column + 1, top, end);
    const BxFinding finding = {.pos = slot ? slot->pos : page->layout->pos,
                               .box = {bx_end_x(box), box.y, page->gutter, box.height}};
    if (rows > GUTTER_SHARE * all)
        bx_found_on_page(reviewing, &finding,
                         "the gutter after column %d runs between different stories through %d of "
                         "%d rows; let a story or a picture span it",
                         column + 1, rows, all);
}

/* Runs of rows in which what stands left and right of the gutter differs. Blank rows at either side do not end
 * one; a story or the nameplate across it does. */
static void
follow_gutter(BxReviewing *reviewing, int column)
{
    int top = -1, end = -1;
    for (int row = 0; row <= reviewing->cells->rows; row++) {
        bool is_past = row == reviewing->cells->rows;
        int left = is_past ? 0 : bx_cell(reviewing->cells, column, row);
        int right = is_past ? 0 : bx_cell(reviewing->cells, column + 1, row);
        bool is_white = left == BX_CELL_BLANK || right == BX_CELL_BLANK;
        bool is_between = !is_past && left >= 0 && right >= 0
                          && story_in(reviewing, left) != story_in(reviewing, right);
        if (is_between) {
            top = top < 0 ? row : top;
            end = row + 1;
        } else if (top >= 0 && (is_past || !is_white)) {
            report_gutter(reviewing, column, top, end);
            top = -1;
        }
    }
}

void
bx_review_corridors(BxReviewing *reviewing)
{
    const BxSeen *seen = reviewing->seen;
    for (int c = 0; c + 1 < reviewing->cells->columns; c++)
        follow_gutter(reviewing, c);
    g_autoptr(GArray) cuts = bx_cells_cuts(reviewing->cells);
    for (guint i = CUTS_MOST; i < cuts->len; i++) {
        const BxCut *cut = &g_array_index(cuts, BxCut, i);
        const BxSlot *slot = slot_beside(reviewing, 0, cut->row, cut->row + 1);
        const BxFinding finding = {.pos = slot ? slot->pos : seen->page->layout->pos,
                                   .box = bx_cells_rect(seen, 0, reviewing->cells->columns,
                                                        cut->row - MAX(1, cut->n_rows), cut->row)};
        bx_found_on_page(reviewing, &finding,
                         "a gap runs from edge to edge above row %d, and there is another above "
                         "row %d; let a slot reach across one of them",
                         cut->row + 1, g_array_index(cuts, BxCut, 0).row + 1);
    }
}
