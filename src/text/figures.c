/* SPDX-License-Identifier: Apache-2.0 */
/* Figures of a part: their texts are set here, and with them it is known how deep they come (GR-5). */

#include "text/composing.h"

#include <math.h>

/* A figure that does not even have a row for its body is none. */
#define ROWS_LEAST 2

/* Natural depth of a figure's pictures with the captions between their rows, points. */
static double
pictures_height(const BxGalley *galley, int part, int figure, double *texts)
{
    const BxFigurePlan *plan = g_ptr_array_index(bx_galley_part(galley, part)->figures, figure);
    const BxPagePlan *page = bx_galley_page(galley, part);
    g_autoptr(GArray) boxes = bx_figure_boxes(plan, BX_GROUP_GAP_EM * page->em);
    double height = 0;
    *texts = 0;
    for (guint i = 0; i < boxes->len; i++) {
        const BxFigureBox *box = &g_array_index(boxes, BxFigureBox, i);
        bool is_first = i == 0 || g_array_index(boxes, BxFigureBox, i - 1).row != box->row;
        if (!is_first)
            continue;
        double under = bx_figure_row_texts(galley->composed, part, figure, boxes, box->row);
        height += box->height + (i > 0 ? BX_GROUP_GAP_EM * page->em : 0);
        *texts += under + (under > 0 ? BX_CAPTION_GAP_LINES * page->pitch : 0);
    }
    return height;
}

/* The lines that the layout keeps for a caption, if that is more than it takes. */
static double
kept_height(BxGalley *galley, int part, int figure, double texts)
{
    const BxFigurePlan *plan = g_ptr_array_index(bx_galley_part(galley, part)->figures, figure);
    const BxPagePlan *page = bx_galley_page(galley, part);
    const BxSetText *caption =
        bx_composed_lookup_text(galley->composed, BX_ROLE_CAPTION, part, figure, 0);
    const BxSetText *credit =
        bx_composed_lookup_text(galley->composed, BX_ROLE_PICTURE_CREDIT, part, figure, 0);
    const BxSetText *first = caption ? caption : credit;
    int n_lines = (caption ? (int)caption->lines->len : 0) + (credit && !credit->shares_line);
    if (plan->caption_lines < 0 || plan->figure->pictures->len != 1)
        return texts;
    if (n_lines > plan->caption_lines)
        bx_diag_on_page(galley->diags, BX_DIAG_CAPTION_TOO_LONG, plan->figure->pos, page->number,
                        "caption of “%s” has %d lines, picture slot “%s” keeps %d; shorten it or "
                        "raise caption_lines",
                        bx_figure_name(plan->figure), n_lines, plan->slot->name,
                        plan->caption_lines);
    if (!first || plan->caption_lines == 0)
        return texts;
    return MAX(texts, first->size + (plan->caption_lines - 1) * first->pitch
                          + BX_CAPTION_GAP_LINES * page->pitch);
}

static void
compose_figure(BxGalley *galley, int part, int figure)
{
    const BxFigurePlan *plan = g_ptr_array_index(bx_galley_part(galley, part)->figures, figure);
    const BxPagePlan *page = bx_galley_page(galley, part);
    BxFigureFit *fit = &bx_galley_fit(galley, part)->figures[figure];
    bx_compose_captions(galley, part, figure);
    double body = 0;
    switch (plan->figure->kind) {
    case BX_FIGURE_PICTURES:
        body = pictures_height(galley, part, figure, &fit->texts);
        fit->texts = kept_height(galley, part, figure, fit->texts);
        break;
    case BX_FIGURE_PULL:
        bx_compose_pull(galley, part, figure, fit);
        body = fit->body_height;
        break;
    case BX_FIGURE_TABLE:
        bx_compose_table(galley, part, figure, fit);
        body = fit->body_height;
        break;
    }
    double whole = bx_figure_row_texts(galley->composed, part, figure, NULL, -1);
    fit->texts += whole + (whole > 0 ? BX_CAPTION_GAP_LINES * page->pitch : 0);
    double rows = (body + fit->texts) / page->pitch + BX_FIGURE_BELOW_LINES;
    /* a picture can be cropped to whole rows; a quote or table cannot */
    bool may_crop = plan->figure->kind == BX_FIGURE_PICTURES;
    fit->natural_rows = MAX(ROWS_LEAST, (int)(may_crop ? lround(rows) : ceil(rows - 1e-6)));
}

/* The depth by nature, inside what layout and article allow. */
static BxFigureDepth
natural_depth(const BxFigurePlan *plan, const BxFigureFit *fit)
{
    int rows = plan->rows.least > 0 ? CLAMP(fit->natural_rows, plan->rows.least, plan->rows.most)
                                    : fit->natural_rows;
    return (BxFigureDepth){rows, fit->texts};
}

void
bx_compose_part_figures(BxGalley *galley, int part)
{
    const GPtrArray *figures = bx_galley_part(galley, part)->figures;
    BxPartFit *fit = bx_galley_fit(galley, part);
    fit->figures = g_new0(BxFigureFit, figures->len + 1);
    fit->depths = g_new0(BxFigureDepth, figures->len + 1);
    for (guint i = 0; i < figures->len; i++) {
        compose_figure(galley, part, (int)i);
        fit->depths[i] = natural_depth(g_ptr_array_index(figures, i), &fit->figures[i]);
    }
}

/* ---- what they came to ---- */

static BxRect
rect_of(const BxGalley *galley, int part, int figure)
{
    const BxPagePlan *page = bx_galley_page(galley, part);
    const BxPart *in = bx_galley_part(galley, part);
    const BxFigurePlan *plan = g_ptr_array_index(in->figures, figure);
    const BxDepths depths = bx_part_depths(bx_galley_fit(galley, part));
    int row = bx_figure_row(in, figure, &depths);
    return (BxRect){plan->x, bx_page_row_y(page, row), plan->width,
                    bx_page_rows_height(page, depths.figures[figure].rows)};
}

static bool
rects_meet(const BxRect *a, const BxRect *b)
{
    return a->x < b->x + b->width - BX_EPS_PT && b->x < a->x + a->width - BX_EPS_PT
           && a->y < b->y + b->height - BX_EPS_PT && b->y < a->y + a->height - BX_EPS_PT;
}

/* Picture slots are looked at with the head (heads.c). */
static bool
lies_on_head(const BxGalley *galley, int part, const BxRect *rect)
{
    const BxPart *in = bx_galley_part(galley, part);
    const BxPagePlan *page = bx_galley_page(galley, part);
    int rows = bx_galley_fit(galley, part)->head_rows;
    BxRect head = {in->head_x, in->y, in->head_width, bx_page_rows_height(page, rows)};
    if (in->is_vertical)
        head =
            (BxRect){in->x + in->width - rows * page->pitch, in->y, rows * page->pitch, in->height};
    return rows > 0 && rects_meet(rect, &head);
}

/* What stands by size and corner has no rows of its own: it may find none left. */
static void
check_room(const BxGalley *galley, int part, int figure)
{
    const BxPart *in = bx_galley_part(galley, part);
    const BxPagePlan *page = bx_galley_page(galley, part);
    const BxFigurePlan *plan = g_ptr_array_index(in->figures, figure);
    const BxRect rect = rect_of(galley, part, figure);
    const BxPartArea *area = &g_array_index(in->areas, BxPartArea, plan->area);
    bool is_whole = plan->slot || in->areas->len == 1;
    double top = is_whole ? in->y : bx_page_row_y(page, area->first_row + area->above);
    double height =
        is_whole ? in->height : bx_page_rows_height(page, area->n_rows - area->above - area->below);
    if (rect.y < top - BX_EPS_PT || rect.y + rect.height > top + height + BX_EPS_PT)
        bx_diag_on_page(galley->diags, BX_DIAG_PICTURE_NO_ROOM, plan->figure->pos, page->number,
                        "figure “%s” reaches out of slot “%s”; make it or those beside it smaller",
                        bx_figure_name(plan->figure), in->slot->name);
    if (lies_on_head(galley, part, &rect) && !plan->slot)
        bx_diag_on_page(galley->diags, BX_DIAG_PICTURE_NO_ROOM, plan->figure->pos, page->number,
                        "figure “%s” reaches into the head of slot “%s”; make it or those beside "
                        "it smaller",
                        bx_figure_name(plan->figure), in->slot->name);
    for (guint i = 0; i < in->holes->len; i++) {
        const BxHole *hole = &g_array_index(in->holes, BxHole, i);
        const BxRect theirs = {hole->x, bx_page_row_y(page, hole->first_row), hole->width,
                               bx_page_rows_height(page, hole->n_rows)};
        if (rects_meet(&rect, &theirs))
            bx_diag_on_page(galley->diags, BX_DIAG_PICTURE_NO_ROOM, plan->figure->pos, page->number,
                            "figure “%s” lies on slot “%s”, which stands inside “%s”; give it "
                            "another place",
                            bx_figure_name(plan->figure), hole->slot->name, in->slot->name);
    }
    for (int i = 0; i < figure; i++) {
        const BxFigurePlan *other = g_ptr_array_index(in->figures, i);
        const BxRect theirs = rect_of(galley, part, i);
        if (rects_meet(&rect, &theirs))
            bx_diag_on_page(galley->diags, BX_DIAG_PICTURE_NO_ROOM, plan->figure->pos, page->number,
                            "figure “%s” lies on figure “%s”; give it another place",
                            bx_figure_name(plan->figure), bx_figure_name(other->figure));
    }
}

void
bx_check_figures(const BxGalley *galley)
{
    for (guint p = 0; p < galley->story_plan->parts->len; p++)
        for (guint i = 0; i < bx_galley_part(galley, (int)p)->figures->len; i++)
            check_room(galley, (int)p, (int)i);
}
