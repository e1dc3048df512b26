/* SPDX-License-Identifier: Apache-2.0 */
/* Tables of a few rows, with three rules (三线表): columns as wide as their cells want, and cells that want
 * more than there is broken into lines. */

#include "text/composing.h"

#include "base/geometry.h"
#include "text/paragraph.h"

#define CELL_PAD_EM 0.5     /* left and right of a cell's words, em of the table */
#define ROW_PAD_EM 0.35     /* above and below them */
#define COLUMN_LEAST_EM 2.0 /* of words in a column, however wide the others are */

typedef struct {
    BxGalley *galley;
    int part, figure;
    const BxFigurePlan *plan;
    const BxTable *table;
    const BxPagePlan *page;
    double *naturals; /* widths that the columns want, points, without pads */
    double *widths;   /* that they get */
    double em;        /* of the table */
} Tabling;

static const BxText *
text_at(const Tabling *tabling, int row, int column)
{
    return g_ptr_array_index((GPtrArray *)g_ptr_array_index(tabling->table->rows, row), column);
}

static const BxStyle *
style_at(const Tabling *tabling, int row)
{
    const BxLayout *layout = tabling->page->layout;
    return row == 0 && tabling->table->has_head ? layout->table_head : layout->table;
}

/* What a cell wants in one line; the author's breaks are not looked at. */
static double
natural_width(const Tabling *tabling, const BxText *text, const BxStyle *style)
{
    double size = bx_length_pt(style->size, tabling->page->em, tabling->page->pitch);
    BxSetting setting = bx_setting_of(style, size, tabling->page->pitch);
    setting.indent = 0;
    const BxIssue *issue = tabling->galley->plan->issue;
    const BxPreparing preparing = {.kind = issue->convert ? BX_PREPARE_HEAD : BX_PREPARE_ASIS,
                                   .unconverted = issue->unconverted};
    g_autoptr(BxDiags) told = bx_diags_new(); /* it is set, and reports, once more */
    g_autoptr(BxParagraph) paragraph =
        bx_paragraph_new(text, &preparing, &setting, tabling->galley->fonts, told);
    const BxLineFit fit = bx_fit_line(paragraph->shaped, 0, (int)paragraph->shaped->cells->len - 1);
    return fit.natural;
}

static void
find_naturals(Tabling *tabling)
{
    for (int r = 0; r < (int)tabling->table->rows->len; r++)
        for (int c = 0; c < tabling->table->n_columns; c++) {
            const BxText *text = text_at(tabling, r, c);
            if (text)
                tabling->naturals[c] =
                    MAX(tabling->naturals[c], natural_width(tabling, text, style_at(tabling, r)));
        }
}

/* Room left over is shared out evenly; where there is too little, the columns that want least keep what
 * they want and the others share the rest. */
static void
share_widths(Tabling *tabling)
{
    int n = tabling->table->n_columns, n_open = n;
    double pads = 2 * CELL_PAD_EM * tabling->em, room = tabling->plan->width - n * pads, want = 0;
    for (int c = 0; c < n; c++) {
        tabling->naturals[c] = MAX(tabling->naturals[c], COLUMN_LEAST_EM * tabling->em);
        want += tabling->naturals[c];
    }
    if (want <= room) {
        for (int c = 0; c < n; c++)
            tabling->widths[c] = tabling->naturals[c] + (room - want) / n;
        return;
    }
    for (bool is_changed = true; is_changed && n_open > 0;) {
        is_changed = false;
        for (int c = 0; c < n; c++) {
            if (tabling->widths[c] > 0 || tabling->naturals[c] > room / n_open)
                continue;
            tabling->widths[c] = tabling->naturals[c];
            room -= tabling->widths[c];
            n_open--;
            is_changed = true;
        }
    }
    for (int c = 0; c < n; c++)
        if (tabling->widths[c] <= 0)
            tabling->widths[c] = MAX(room / n_open, COLUMN_LEAST_EM * tabling->em);
}

/* How far a line of `width` is moved to the right in its column. */
static double
offset_of(BxAlign align, double room)
{
    switch (align) {
    case BX_ALIGN_CENTER:
        return MAX(0, room / 2);
    case BX_ALIGN_RIGHT:
        return MAX(0, room);
    case BX_ALIGN_LEFT:
    case BX_ALIGN_JUSTIFY:
    case BX_ALIGN_SPREAD:
        return 0;
    }
    return 0;
}

static double
longest_line(const BxSetText *set)
{
    double longest = 0;
    for (guint i = 0; i < set->lines->len; i++)
        longest = MAX(longest, ((const BxLine *)g_ptr_array_index(set->lines, i))->width);
    return longest;
}

static BxSetText *
set_cell(Tabling *tabling, int row, int column, double x, double y)
{
    const BxText *text = text_at(tabling, row, column);
    if (!text)
        return NULL;
    BxSetText *set = bx_composed_add(tabling->galley->composed, BX_ROLE_CELL,
                                     style_at(tabling, row), text, tabling->part);
    set->figure = tabling->figure;
    bx_galley_set_block(tabling->galley, set, BX_PREPARE_HEAD, tabling->widths[column]);
    bool is_head = row == 0 && tabling->table->has_head;
    BxAlign align =
        is_head ? BX_ALIGN_CENTER : g_array_index(tabling->table->aligns, BxAlign, column);
    bool is_aligned = set->style->align == BX_ALIGN_CENTER || set->style->align == BX_ALIGN_RIGHT;
    double room = is_aligned ? 0 : tabling->widths[column] - longest_line(set);
    set->x = x + offset_of(align, room);
    set->y = y;
    return set;
}

/* Sets one row whose top is at y; returns its depth. The cells stand in its middle. */
static double
set_row(Tabling *tabling, int row, double y)
{
    g_autofree BxSetText **cells = g_new0(BxSetText *, tabling->table->n_columns);
    double x = CELL_PAD_EM * tabling->em, depth = tabling->em;
    for (int c = 0; c < tabling->table->n_columns; c++) {
        cells[c] = set_cell(tabling, row, c, x, y);
        depth = MAX(depth, bx_set_text_height(cells[c]));
        x += tabling->widths[c] + 2 * CELL_PAD_EM * tabling->em;
    }
    depth += 2 * ROW_PAD_EM * tabling->em;
    for (int c = 0; c < tabling->table->n_columns; c++)
        if (cells[c])
            cells[c]->y += (depth - bx_set_text_height(cells[c])) / 2;
    return depth;
}

static void
check_width(const Tabling *tabling)
{
    double width = 2 * CELL_PAD_EM * tabling->em * tabling->table->n_columns;
    for (int c = 0; c < tabling->table->n_columns; c++)
        width += tabling->widths[c];
    if (width > tabling->plan->width + BX_EPS_PT)
        bx_diag_on_page(tabling->galley->diags, BX_DIAG_PICTURE_NO_ROOM, tabling->plan->figure->pos,
                        tabling->page->number,
                        "table “%s” of %d columns is %.0f pt wide at least, its place %.0f; give "
                        "it more cols",
                        tabling->table->name, tabling->table->n_columns, width,
                        tabling->plan->width);
}

void
bx_compose_table(BxGalley *galley, int part, int figure, BxFigureFit *fit)
{
    const BxPagePlan *page = bx_galley_page(galley, part);
    Tabling tabling = {.galley = galley,
                       .part = part,
                       .figure = figure,
                       .plan = g_ptr_array_index(bx_galley_part(galley, part)->figures, figure),
                       .page = page};
    tabling.table = tabling.plan->figure->table;
    if (!tabling.table || tabling.table->n_columns == 0)
        return;
    tabling.em = bx_length_pt(page->layout->table->size, page->em, page->pitch);
    tabling.naturals = g_new0(double, tabling.table->n_columns);
    tabling.widths = g_new0(double, tabling.table->n_columns);
    find_naturals(&tabling);
    share_widths(&tabling);
    check_width(&tabling);
    for (guint r = 0; r < tabling.table->rows->len; r++) {
        fit->body_height += set_row(&tabling, (int)r, fit->body_height);
        if (r == 0 && tabling.table->has_head)
            fit->head_height = fit->body_height;
    }
    g_free(tabling.naturals);
    g_free(tabling.widths);
}
