/* SPDX-License-Identifier: Apache-2.0 */
/* Captions and credits of pictures (EL-4). */

#include "text/composing.h"

#define CREDIT_GAP_EM 1.0

double
bx_set_text_height(const BxSetText *set)
{
    return set ? set->size + (set->lines->len - 1) * set->pitch : 0;
}

const BxSetText *
bx_composed_lookup_text(const BxComposed *composed, BxRole role, int part, int figure, int box)
{
    for (guint i = 0; i < composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(composed->texts, i);
        if (set->role == role && set->part == part && set->figure == figure && set->box == box)
            return set;
    }
    return NULL;
}

static const BxLine *
last_line(const BxSetText *set)
{
    return g_ptr_array_index(set->lines, set->lines->len - 1);
}

/* The credit stands on the caption's last line where both fit. */
static bool
may_share_line(const BxSetText *caption, const BxSetText *credit)
{
    if (!caption || credit->lines->len != 1 || last_line(credit)->clusters->len == 0)
        return false;
    const BxLine *line = last_line(credit);
    double start = g_array_index(line->clusters, BxCluster, 0).x;
    double end = last_line(caption)->width + CREDIT_GAP_EM * credit->size;
    return end <= start + BX_EPS_PT || end + (line->width - start) <= line->measure;
}

static BxSetText *
set_one(BxGalley *galley, int part, int figure, int box, BxRole role, const BxText *text,
        double width)
{
    const BxLayout *layout = bx_galley_page(galley, part)->layout;
    const BxStyle *style = role == BX_ROLE_CAPTION ? layout->caption : layout->picture_credit;
    if (!text)
        return NULL;
    BxSetText *set = bx_composed_add(galley->composed, role, style, text, part);
    set->figure = figure;
    set->box = box;
    /* in a credit a blank is a pause: 某某 摄 */
    bx_galley_set_block(galley, set, role == BX_ROLE_CAPTION ? BX_PREPARE_BODY : BX_PREPARE_HEAD,
                        width);
    return set;
}

static void
set_pair(BxGalley *galley, int part, int figure, int box, const BxText *caption,
         const BxText *credit, double width)
{
    const BxSetText *words = set_one(galley, part, figure, box, BX_ROLE_CAPTION, caption, width);
    BxSetText *name = set_one(galley, part, figure, box, BX_ROLE_PICTURE_CREDIT, credit, width);
    if (name)
        name->shares_line = may_share_line(words, name);
}

void
bx_compose_captions(BxGalley *galley, int part, int figure)
{
    const BxFigurePlan *plan = g_ptr_array_index(bx_galley_part(galley, part)->figures, figure);
    double gap = BX_GROUP_GAP_EM * bx_galley_page(galley, part)->em;
    g_autoptr(GArray) boxes = bx_figure_boxes(plan, gap);
    for (guint i = 0; i < boxes->len; i++) {
        const BxPicture *picture = g_ptr_array_index(plan->figure->pictures, i);
        set_pair(galley, part, figure, (int)i, picture->caption, picture->credit,
                 g_array_index(boxes, BxFigureBox, i).width);
    }
    set_pair(galley, part, figure, -1, plan->figure->caption, plan->figure->credit, plan->width);
}

/* Depth of a caption with its credit. */
static double
pair_height(const BxComposed *composed, int part, int figure, int box)
{
    const BxSetText *caption =
        bx_composed_lookup_text(composed, BX_ROLE_CAPTION, part, figure, box);
    const BxSetText *credit =
        bx_composed_lookup_text(composed, BX_ROLE_PICTURE_CREDIT, part, figure, box);
    if (!caption || !credit || credit->shares_line)
        return bx_set_text_height(caption ? caption : credit);
    return caption->lines->len * caption->pitch + bx_set_text_height(credit);
}

double
bx_figure_row_texts(const BxComposed *composed, int part, int figure, const GArray *boxes, int row)
{
    if (row < 0)
        return pair_height(composed, part, figure, -1);
    double height = 0;
    for (guint i = 0; i < boxes->len; i++)
        if (g_array_index(boxes, BxFigureBox, i).row == row)
            height = MAX(height, pair_height(composed, part, figure, (int)i));
    return height;
}
