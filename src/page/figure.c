/* SPDX-License-Identifier: Apache-2.0 */
/* Figures on the page: body, captions and credits share whole rows (GR-5, EL-4). */

#include "page/build.h"

#include <math.h>

#define TABLE_RULE_PT 0.75 /* above and below a table … */
#define HEAD_RULE_PT 0.35  /* … and under its head */
#define PULL_RULE_PT 1.0

typedef struct {
    BxPageMaking *making;
    const BxPart *part;
    const BxComposed *composed;
    int part_index, index;
    const BxFigurePlan *plan;
    const BxFigureFit *fit;
} Figuring;

void
bx_page_add_picture(BxPageMaking *making, int story, int index, const BxPicture *picture,
                    BxRect rect)
{
    rect = bx_picture_rect(rect, picture);
    making->pictures[index] = (BxPicturePlace){picture, rect, making->index, story};
    BxPlaced *placed = bx_page_add(making, BX_PLACED_PICTURE, story);
    placed->picture.rect = rect;
    placed->picture.index = index;
}

static void
place_lines(BxPageMaking *making, int story, const BxSetText *set, double x, double y)
{
    for (guint k = 0; k < set->lines->len; k++)
        bx_page_add_line(making, story, g_ptr_array_index(set->lines, k), x,
                         bx_baseline(y + k * set->pitch, set->size), &set->style->ink, -1, false);
}

/* Caption and credit of one picture, or of the whole figure (box −1), from y on. */
static void
place_pair(const Figuring *figuring, int box, double x, double y)
{
    const BxSetText *caption = bx_composed_lookup_text(figuring->composed, BX_ROLE_CAPTION,
                                                       figuring->part_index, figuring->index, box);
    const BxSetText *credit = bx_composed_lookup_text(figuring->composed, BX_ROLE_PICTURE_CREDIT,
                                                      figuring->part_index, figuring->index, box);
    if (caption)
        place_lines(figuring->making, figuring->part->story, caption, x, y);
    if (credit)
        place_lines(figuring->making, figuring->part->story, credit, x,
                    caption ? y + ((int)caption->lines->len - credit->shares_line) * caption->pitch
                            : y);
}

static void
place_picture(const Figuring *figuring, int box, BxRect rect)
{
    bx_page_add_picture(figuring->making, figuring->part->story, figuring->plan->index + box,
                        g_ptr_array_index(figuring->plan->figure->pictures, box), rect);
}

/* The pictures of a figure in `height` points, row by row with the captions under each: what is there is
 * shared out as the rows would have it by nature. */
static void
place_pictures(const Figuring *figuring, double top, double height)
{
    const BxPagePlan *page = figuring->making->plan_page;
    double gap = BX_GROUP_GAP_EM * page->em, natural = 0, y = top;
    g_autoptr(GArray) boxes = bx_figure_boxes(figuring->plan, gap);
    int row = -1;
    for (guint i = 0; i < boxes->len; i++) {
        const BxFigureBox *box = &g_array_index(boxes, BxFigureBox, i);
        natural += box->row != row ? box->height : 0;
        height -= box->row != row && row >= 0 ? gap : 0;
        row = box->row;
    }
    for (guint i = 0; i < boxes->len;) {
        double under =
            bx_figure_row_texts(figuring->composed, figuring->part_index, figuring->index, boxes,
                                g_array_index(boxes, BxFigureBox, i).row);
        double above = under > 0 ? BX_CAPTION_GAP_LINES * page->pitch : 0, share = 0;
        row = g_array_index(boxes, BxFigureBox, i).row;
        for (; i < boxes->len && g_array_index(boxes, BxFigureBox, i).row == row; i++) {
            const BxFigureBox *box = &g_array_index(boxes, BxFigureBox, i);
            double x = figuring->plan->x + box->x;
            share = height * box->height / natural;
            place_picture(figuring, (int)i, (BxRect){x, y, box->width, share});
            place_pair(figuring, (int)i, x, y + share + above);
        }
        y += share + above + under + gap;
    }
}

static void
add_rule(const Figuring *figuring, double y, double width, const BxInk *ink)
{
    bx_page_add_rule(figuring->making, figuring->part->story, figuring->plan->x, y,
                     figuring->plan->x + figuring->plan->width, y, width, ink);
}

/* The texts of a quote or a table, which know their places in it. */
static void
place_texts(const Figuring *figuring, BxRole role, double top)
{
    for (guint i = 0; i < figuring->composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(figuring->composed->texts, i);
        if (set->role == role && set->part == figuring->part_index
            && set->figure == figuring->index)
            place_lines(figuring->making, figuring->part->story, set, figuring->plan->x + set->x,
                        top + set->y);
    }
}

/* Rows that copyfitting or the layout gives beyond what a quote needs stand above and below it. */
static void
place_pull(const Figuring *figuring, double top, double height)
{
    const BxInk *ink = &figuring->making->plan_page->layout->pull->ink;
    double spare = MAX(0, height - figuring->fit->body_height);
    add_rule(figuring, top + PULL_RULE_PT / 2, PULL_RULE_PT, ink);
    place_texts(figuring, BX_ROLE_PULL, top + spare / 2);
    add_rule(figuring, top + height - PULL_RULE_PT / 2, PULL_RULE_PT, ink);
}

static void
place_table(const Figuring *figuring, double top, double height)
{
    const BxInk *ink = &figuring->making->plan_page->layout->table->ink;
    (void)height; /* what is left over stays under the table */
    add_rule(figuring, top + TABLE_RULE_PT / 2, TABLE_RULE_PT, ink);
    if (figuring->fit->head_height > 0)
        add_rule(figuring, top + figuring->fit->head_height, HEAD_RULE_PT, ink);
    place_texts(figuring, BX_ROLE_CELL, top);
    add_rule(figuring, top + figuring->fit->body_height - TABLE_RULE_PT / 2, TABLE_RULE_PT, ink);
}

/* The caption of a table heads it, that of pictures stands under them. */
static void
place_figure(const Figuring *figuring, double top, double bottom)
{
    const BxPagePlan *page = figuring->making->plan_page;
    double whole =
        bx_figure_row_texts(figuring->composed, figuring->part_index, figuring->index, NULL, -1);
    double with_gap = whole > 0 ? whole + BX_CAPTION_GAP_LINES * page->pitch : 0;
    double height = bottom - top - figuring->fit->texts;
    if (height < page->pitch) {
        bx_diag_on_page(
            figuring->making->diags, BX_DIAG_CAPTION_TOO_LONG, figuring->plan->figure->pos,
            page->number, "caption of “%s” leaves no room for its picture in %d rows",
            bx_figure_name(figuring->plan->figure),
            bx_part_fit(figuring->composed, figuring->part_index)->depths[figuring->index].rows);
        return;
    }
    switch (figuring->plan->figure->kind) {
    case BX_FIGURE_PICTURES:
        place_pictures(figuring, top, height);
        place_pair(figuring, -1, figuring->plan->x, bottom - whole);
        break;
    case BX_FIGURE_PULL:
        place_pull(figuring, top, height);
        break;
    case BX_FIGURE_TABLE:
        place_pair(figuring, -1, figuring->plan->x, top);
        place_table(figuring, top + with_gap, height);
        break;
    }
}

static void
place_one(BxPageMaking *making, const BxPart *part, const BxComposed *composed, int part_index,
          int index)
{
    const BxPagePlan *page = making->plan_page;
    const BxPartFit *fit = bx_part_fit(composed, part_index);
    const BxDepths depths = bx_part_depths(fit);
    Figuring figuring = {making,
                         part,
                         composed,
                         part_index,
                         index,
                         g_ptr_array_index(part->figures, index),
                         &fit->figures[index]};
    int row = bx_figure_row(part, index, &depths), n_rows = depths.figures[index].rows;
    double top = bx_page_row_y(page, row), bottom = bx_figure_bottom(part, page, row, n_rows);
    place_figure(&figuring, top, bottom);
}

void
bx_place_part_figures(BxPageMaking *making, const BxPart *part, const BxComposed *composed,
                      int part_index)
{
    for (guint i = 0; i < part->figures->len; i++)
        place_one(making, part, composed, part_index, (int)i);
}
