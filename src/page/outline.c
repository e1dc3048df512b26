/* SPDX-License-Identifier: Apache-2.0 */
/* The box round joined areas (L, step): a stroke along the outline of all of them and a ground inside it (EL-6). The
 * outline is found on the grid: a side of a cell is on it where the cell beyond is not of the slot. */

#include "page/build.h"

typedef struct {
    BxPageMaking *making;
    const BxPagePlan *page;
    const BxPart *part;
    double in; /* from the cells' edges to the middle of the stroke */
} Outlining;

static bool
holds(const Outlining *outlining, int column, int row)
{
    return bx_slot_covers(outlining->part->slot, (BxSpan){column, 1}, (BxSpan){row, 1});
}

/* The four edges of a cell, moved inwards. Columns and rows from 1. */
static double
left_of(const Outlining *outlining, int column)
{
    return bx_page_column_x(outlining->page, column) + outlining->in;
}

static double
right_of(const Outlining *outlining, int column)
{
    return bx_page_column_x(outlining->page, column) + bx_page_span_width(outlining->page, 1)
           - outlining->in;
}

static double
top_of(const Outlining *outlining, int row)
{
    return bx_page_row_y(outlining->page, row - 1) + outlining->in;
}

static double
bottom_of(const Outlining *outlining, int row)
{
    return bx_page_row_y(outlining->page, row - 1) + outlining->page->em - outlining->in;
}

/* ---- stroke ---- */

/* Strokes are longer by half their width at each end: they fill the corners. */
static void
add_stroke(const Outlining *outlining, double x0, double y0, double x1, double y1)
{
    const BxFrame *frame = &outlining->part->slot->box.frame;
    double half = frame->stroke_pt / 2;
    bool is_level = y1 - y0 < x1 - x0;
    bx_page_add_rule(outlining->making, outlining->part->story, x0 - (is_level ? half : 0),
                     y0 - (is_level ? 0 : half), x1 + (is_level ? half : 0),
                     y1 + (is_level ? 0 : half), frame->stroke_pt, &frame->ink);
}

/* Runs of columns whose cells in this row have nothing of the slot beyond (`step` −1: above, 1: below). Where the
 * next cell is of the slot too, the outline turns there, and the run ends at that turn. */
static void
stroke_row(const Outlining *outlining, int row, int step)
{
    const BxSpan cols = outlining->part->slot->cols;
    double y = step < 0 ? top_of(outlining, row) : bottom_of(outlining, row);
    for (int c = cols.first; c < cols.first + cols.count; c++) {
        int end = c;
        while (holds(outlining, end, row) && !holds(outlining, end, row + step))
            end++;
        if (end == c)
            continue;
        double x0 =
            holds(outlining, c - 1, row) ? right_of(outlining, c - 1) : left_of(outlining, c);
        double x1 =
            holds(outlining, end, row) ? left_of(outlining, end) : right_of(outlining, end - 1);
        add_stroke(outlining, x0, y, x1, y);
        c = end;
    }
}

/* The same down a column (`step` −1: at its left, 1: at its right). */
static void
stroke_column(const Outlining *outlining, int column, int step)
{
    const BxSpan rows = outlining->part->slot->rows;
    double x = step < 0 ? left_of(outlining, column) : right_of(outlining, column);
    for (int r = rows.first; r < rows.first + rows.count; r++) {
        int end = r;
        while (holds(outlining, column, end) && !holds(outlining, column + step, end))
            end++;
        if (end == r)
            continue;
        double y0 =
            holds(outlining, column, r - 1) ? bottom_of(outlining, r - 1) : top_of(outlining, r);
        double y1 =
            holds(outlining, column, end) ? top_of(outlining, end) : bottom_of(outlining, end - 1);
        add_stroke(outlining, x, y0, x, y1);
        r = end;
    }
}

/* ---- ground ---- */

static void
add_ground(const Outlining *outlining, int column, int end, int row, int end_row)
{
    BxPlaced *placed = bx_page_add(outlining->making, BX_PLACED_BOX, outlining->part->story);
    double x = left_of(outlining, column), y = top_of(outlining, row);
    placed->box.rect =
        (BxRect){x, y, right_of(outlining, end - 1) - x, bottom_of(outlining, end_row - 1) - y};
    placed->box.has_fill = true;
    placed->box.fill = outlining->part->slot->box.tint;
}

/* Of a row, the first run of cells from `column` on that it has, and has in common with row `with`. */
static bool
find_run(const Outlining *outlining, int row, int with, int *column, int *end)
{
    const BxSpan cols = outlining->part->slot->cols;
    int last = cols.first + cols.count;
    while (*column < last && !(holds(outlining, *column, row) && holds(outlining, *column, with)))
        ++*column;
    *end = *column;
    while (*end < last && holds(outlining, *end, row) && holds(outlining, *end, with))
        ++*end;
    return *end > *column;
}

static bool
are_alike(const Outlining *outlining, int row, int other)
{
    const BxSpan cols = outlining->part->slot->cols;
    for (int c = cols.first; c < cols.first + cols.count; c++)
        if (holds(outlining, c, row) != holds(outlining, c, other))
            return false;
    return true;
}

/* Bands of rows that are alike, and over each seam between two of them a piece of what both have: grounds that only
 * touch would show a hair of white. */
static void
fill(const Outlining *outlining)
{
    const BxSpan rows = outlining->part->slot->rows;
    int last = rows.first + rows.count;
    for (int row = rows.first, end; row < last; row = end) {
        for (end = row + 1; end < last && are_alike(outlining, row, end);)
            end++;
        for (int c = 1, to; find_run(outlining, row, row, &c, &to); c = to)
            add_ground(outlining, c, to, row, end);
        for (int c = 1, to; end < last && find_run(outlining, end - 1, end, &c, &to); c = to)
            add_ground(outlining, c, to, end - 1, end + 1);
    }
}

void
bx_place_outline(BxPageMaking *making, const BxPart *part)
{
    const BxBoxStyle *box = &part->slot->box;
    const BxSpan cols = part->slot->cols, rows = part->slot->rows;
    const Outlining outlining = {making, making->plan_page, part, box->frame.stroke_pt / 2};
    if (box->has_tint)
        fill(&outlining);
    for (int r = rows.first; box->frame.stroke_pt > 0 && r < rows.first + rows.count; r++) {
        stroke_row(&outlining, r, -1);
        stroke_row(&outlining, r, 1);
    }
    for (int c = cols.first; box->frame.stroke_pt > 0 && c < cols.first + cols.count; c++) {
        stroke_column(&outlining, c, -1);
        stroke_column(&outlining, c, 1);
    }
}
