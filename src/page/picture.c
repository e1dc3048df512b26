/* SPDX-License-Identifier: Apache-2.0 */
/* Pictures on the page: picture, caption and credit share whole rows (GR-5, EL-4). */

#include "page/build.h"

#include <math.h>

#define CAPTION_GAP_LINES 0.45 /* picture to caption, EL-4: half a line */
#define BLANK_BELOW_LINES 0.75 /* caption to the text below */
#define CREDIT_GAP_EM 1.0

static const BxSetText *
find_text(const BxComposed *composed, BxRole role, int part, int picture)
{
    for (guint i = 0; i < composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(composed->texts, i);
        if (set->role == role && set->part == part && set->picture == picture)
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
shares_line(const BxSetText *caption, const BxSetText *credit)
{
    if (!caption || credit->lines->len != 1)
        return false;
    const BxLine *line = last_line(credit);
    double start = g_array_index(line->clusters, BxCluster, 0).x;
    return last_line(caption)->width + CREDIT_GAP_EM * credit->size <= start + BX_EPS_PT
           || last_line(caption)->width + CREDIT_GAP_EM * credit->size + (line->width - start)
                  <= line->measure;
}

static double
block_height(const BxSetText *set)
{
    return set ? set->size + (set->lines->len - 1) * set->pitch : 0;
}

/* Height of caption and credit (NULL: none of its own lines), or that of the lines the layout keeps
 * for them. */
static double
texts_height(BxPageMaking *making, const BxPicturePlan *plan, const BxSetText *caption,
             const BxSetText *credit)
{
    const BxSetText *first = caption ? caption : credit;
    double height = block_height(caption);
    if (credit)
        height += caption ? credit->pitch : credit->size;
    if (plan->caption_lines < 0)
        return height;
    int n_lines = (caption ? (int)caption->lines->len : 0) + (credit ? 1 : 0);
    if (n_lines > plan->caption_lines)
        bx_diag_on_page(making->diags, BX_DIAG_CAPTION_TOO_LONG, plan->picture->pos,
                        making->plan_page->number,
                        "caption of “%s” has %d lines, picture slot “%s” keeps %d; shorten it or "
                        "raise caption_lines",
                        plan->picture->path, n_lines, plan->slot->name, plan->caption_lines);
    else if (first && plan->caption_lines > 0)
        height = MAX(height, first->size + (plan->caption_lines - 1) * first->pitch);
    return height;
}

static BxRect
fit_whole(BxRect rect, const BxPicture *picture)
{
    if (picture->fit != BX_FIT_WHOLE || picture->width <= 0 || picture->height <= 0)
        return rect;
    double scale = MIN(rect.width / picture->width, rect.height / picture->height);
    double width = picture->width * scale, height = picture->height * scale;
    return (BxRect){rect.x + (rect.width - width) / 2, rect.y + (rect.height - height) / 2, width,
                    height};
}

static void
place_lines(BxPageMaking *making, int story, const BxSetText *set, double x, double y)
{
    for (guint k = 0; k < set->lines->len; k++)
        bx_page_add_line(making, story, g_ptr_array_index(set->lines, k), x,
                         bx_baseline(y + k * set->pitch, set->size), &set->style->ink, -1, false);
}

static void
place_one(BxPageMaking *making, const BxPart *part, const BxComposed *composed, int part_index,
          int i)
{
    const BxPagePlan *page = making->plan_page;
    const BxPicturePlan *plan = g_ptr_array_index(part->pictures, i);
    const BxSetText *caption = find_text(composed, BX_ROLE_CAPTION, part_index, i);
    const BxSetText *credit = find_text(composed, BX_ROLE_PICTURE_CREDIT, part_index, i);
    bool shared = credit && shares_line(caption, credit);
    int head_rows = g_array_index(composed->parts, BxPartFit, part_index).head_rows;
    int row = bx_picture_row(part, plan, head_rows);
    bool at_foot = row + plan->n_rows >= part->page_row + part->n_page_rows;
    double top = bx_page_row_y(page, row);
    double bottom = top + plan->n_rows * page->pitch
                    - (at_foot ? page->pitch - page->em : BLANK_BELOW_LINES * page->pitch);
    double texts = texts_height(making, plan, caption, shared ? NULL : credit);
    double gap = texts > 0 ? CAPTION_GAP_LINES * page->pitch : 0;
    BxRect rect = {plan->x, top, plan->width, bottom - top - texts - gap};
    if (rect.height < page->pitch) {
        bx_diag_on_page(making->diags, BX_DIAG_CAPTION_TOO_LONG, plan->picture->pos, page->number,
                        "caption of “%s” leaves no room for its picture in %d rows",
                        plan->picture->path, plan->n_rows);
        return;
    }
    rect = fit_whole(rect, plan->picture);
    making->pictures[plan->index] =
        (BxPicturePlace){plan->picture, rect, making->index, part->story};
    BxPlaced *placed = bx_page_add(making, BX_PLACED_PICTURE, part->story);
    placed->picture.rect = rect;
    placed->picture.index = plan->index;
    double y = bottom - texts;
    if (caption)
        place_lines(making, part->story, caption, plan->x, y);
    if (credit)
        place_lines(making, part->story, credit, plan->x,
                    caption ? y + (caption->lines->len - shared) * caption->pitch : y);
}

void
bx_place_part_pictures(BxPageMaking *making, const BxPart *part, const BxComposed *composed,
                       int part_index)
{
    for (guint i = 0; i < part->pictures->len; i++)
        place_one(making, part, composed, part_index, (int)i);
}
