/* SPDX-License-Identifier: Apache-2.0 */
/* White holes (断版, PG-8): columns that end before their slot does, rows between slots that hold nothing, and a cut
 * that parts the page in two halves with nothing to say so. */

#include "review/rules.h"

#include "base/say.h"

#define LINES_MOST 1   /* a leg may end so many before its slot */
#define BLANK_ROWS 3   /* PG-13 has two about a head; more is a hole */
#define RULE_SHARE 0.9 /* of the width that a rule in a cut takes at least */

/* ---- in slots ---- */

static BxRect
hole_in_leg(const BxSeen *seen, const BxSeenPart *part, int leg)
{
    const BxLeg *plan = &g_array_index(part->part->legs, BxLeg, leg);
    const BxSeenLeg *at = &g_array_index(part->legs, BxSeenLeg, leg);
    const BxPagePlan *page = seen->page;
    int from = at->last_line + 1, n = at->last_place - at->last_line;
    double depth = (n - 1) * page->pitch + page->em;
    if (part->part->is_vertical)
        return (BxRect){bx_part_line_x(part->part, page, at->last_place) - page->em / 2, plan->x,
                        depth, plan->width};
    return (BxRect){plan->x, bx_page_row_y(page, from), plan->width, depth};
}

/* A leg without a line is whole: its place is a hole from its top on. */
static int
rows_left(const BxSeenLeg *leg)
{
    return leg->n_lines > 0 ? leg->last_place - leg->last_line : leg->n_places;
}

/* A story that leaves more than a row under all its columns was told of while it was set. */
static bool
is_told(const BxSeenPart *part)
{
    return part->composed->overset_lines > 0
           || part->composed->underset_lines > (int)part->legs->len;
}

static void
look_at_part(BxReviewing *reviewing, const BxSeenPart *part)
{
    const BxSlot *slot = part->part->slot;
    int worst = -1, most = LINES_MOST;
    for (guint l = 0; l < part->legs->len; l++) {
        const BxSeenLeg *leg = &g_array_index(part->legs, BxSeenLeg, l);
        if (leg->n_places > 0 && rows_left(leg) > most) {
            most = rows_left(leg);
            worst = (int)l;
        }
    }
    if (worst < 0 || is_told(part) || part->text.width <= 0)
        return;
    const BxFinding finding = {
        .slot = slot, .pos = slot->pos, .box = hole_in_leg(reviewing->seen, part, worst)};
    bx_found_on_page(reviewing, &finding,
                     "column %d of slot “%s” ends %d lines before the slot does; take rows from "
                     "the slot, lengthen the story, or let the picture take them",
                     worst + 1, slot->name, most);
}

/* ---- between slots ---- */

/* Rows of the page from the first to the last with a story or an advertisement. */
static BxSpan
rows_in_use(const BxCells *cells)
{
    int first = cells->rows, last = -1;
    for (int row = 0; row < cells->rows; row++)
        for (int c = 0; c < cells->columns; c++)
            if (bx_cell_is_matter(bx_cell(cells, c, row))) {
                first = MIN(first, row);
                last = row;
            }
    first = MAX(first, cells->plate_rows);
    return (BxSpan){first, MAX(0, last - first + 1)};
}

static void
report_blank(BxReviewing *reviewing, int column, int n_columns, int top, int end)
{
    const BxFinding finding = {
        .pos = reviewing->seen->page->layout->pos,
        .box = bx_cells_rect(reviewing->seen, column, column + n_columns, top, end)};
    char *const columns = n_columns == 1
                              ? bx_say("column %d", column + 1)
                              : bx_say("columns %d to %d", column + 1, column + n_columns);
    bx_found_on_page(reviewing, &finding,
                     "nothing stands in rows %d to %d of %s; let a slot or an advertisement take "
                     "them",
                     top + 1, end, columns);
    g_free(columns);
}

static int
blank_until(const BxCells *cells, int column, int row, int end)
{
    while (row < end && bx_cell(cells, column, row) == BX_CELL_BLANK)
        row++;
    return row;
}

/* The columns next to this one that are blank in the same rows. */
static int
columns_alike(const BxCells *cells, int column, int top, int end, int last)
{
    int n = 1;
    while (column + n < cells->columns && blank_until(cells, column + n, top, last) == end
           && (top == 0 || bx_cell(cells, column + n, top - 1) != BX_CELL_BLANK))
        n++;
    return n;
}

static void
look_between(BxReviewing *reviewing)
{
    const BxCells *cells = reviewing->cells;
    BxSpan rows = rows_in_use(cells);
    int last = rows.first + rows.count;
    for (int c = 0; c < cells->columns; c++)
        for (int row = rows.first; row < last;) {
            int end = blank_until(cells, c, row, last);
            bool is_start = row == rows.first || bx_cell(cells, c, row - 1) != BX_CELL_BLANK;
            bool is_counted = c > 0 && is_start && blank_until(cells, c - 1, row, last) == end
                              && (row == 0 || bx_cell(cells, c - 1, row - 1) != BX_CELL_BLANK);
            if (end - row >= BLANK_ROWS && !is_counted)
                report_blank(reviewing, c, columns_alike(cells, c, row, end, last), row, end);
            row = MAX(end, row + 1);
        }
}

/* Rows under everything: a page in the making ends anywhere, so this is a note. */
static void
look_at_foot(BxReviewing *reviewing)
{
    const BxCells *cells = reviewing->cells;
    BxSpan rows = rows_in_use(cells);
    int end = rows.first + rows.count;
    if (rows.count > 0 && cells->rows - end >= BLANK_ROWS)
        bx_diag_at(reviewing->diags, BX_DIAG_FOOT_BLANK, reviewing->seen->page->layout->pos,
                   reviewing->seen->page->number,
                   bx_cells_rect(reviewing->seen, 0, cells->columns, end, cells->rows),
                   "nothing stands in rows %d to %d at the foot of the page (PG-8)", end + 1,
                   cells->rows);
}

/* ---- cuts ---- */

static bool
has_rule(const BxSeen *seen, double top, double end)
{
    double width = 0, of = seen->page->type_area.width;
    for (guint i = 0; i < seen->rules->len; i++) {
        const BxRect *rule = &g_array_index(seen->rules, BxSeenRule, i).rect;
        if (rule->height < rule->width && rule->y > top && bx_end_y(*rule) < end)
            width += rule->width;
    }
    return width >= RULE_SHARE * of;
}

/* Whether what stands below is a head over the whole width (通栏题), or boxes that end the cut themselves. */
static bool
has_banner(const BxReviewing *reviewing, int row)
{
    int cell = bx_cell(reviewing->cells, 0, row);
    const BxPart *part = cell < 0 ? NULL : bx_seen_part(reviewing->seen, cell)->part;
    return part && part->slot->cols.count == reviewing->cells->columns
           && (part->slot->has_box || bx_seen_part(reviewing->seen, cell)->head.width > 0);
}

static void
look_at_cuts(BxReviewing *reviewing)
{
    const BxSeen *seen = reviewing->seen;
    g_autoptr(GArray) cuts = bx_cells_cuts(reviewing->cells);
    for (guint i = 0; i < cuts->len; i++) {
        const BxCut *cut = &g_array_index(cuts, BxCut, i);
        int top = cut->row - MAX(1, cut->n_rows);
        double y = bx_page_row_y(seen->page, top) - seen->page->pitch;
        if (has_banner(reviewing, cut->row)
            || has_rule(seen, y, bx_page_row_y(seen->page, cut->row) + 1))
            continue;
        const BxFinding finding = {
            .pos = seen->page->layout->pos,
            .box = bx_cells_rect(seen, 0, reviewing->cells->columns, top, cut->row)};
        bx_found_on_page(reviewing, &finding,
                         "a gap above row %d parts the page in two halves with nothing between "
                         "them; put a rule into it (rules: {row: %d, cols: [1, %d], width: 0.5pt}) "
                         "or a head over all columns below it",
                         cut->row + 1, cut->row, reviewing->cells->columns);
    }
}

void
bx_review_holes(BxReviewing *reviewing)
{
    for (guint i = 0; i < reviewing->seen->parts->len; i++)
        look_at_part(reviewing, bx_seen_part(reviewing->seen, (int)i));
    look_between(reviewing);
    look_at_foot(reviewing);
    look_at_cuts(reviewing);
}
