/* SPDX-License-Identifier: Apache-2.0 */
/* Standing heads on the page: ground and frame of the label, its rule, its words. */

#include "page/build.h"

static BxRect
label_rect(const BxPart *part, const BxPartFit *fit, double x, double y)
{
    const BxStandingFit *standing = &fit->standing;
    BxRect rect = {x + standing->offset, y, standing->width, standing->height};
    if (part->head_is_vertical) {
        rect.x = x - standing->width;
        rect.y = y + standing->offset;
    } else if (standing->indent > 0) { /* in the middle of the head's depth */
        rect.y += (fit->head_height - standing->height) / 2;
    }
    return rect;
}

static void
place_label(BxPageMaking *making, int story, const BxStandingStyle *look, BxRect rect)
{
    if (!look->has_fill && look->stroke_pt <= 0)
        return;
    double half = look->stroke_pt / 2; /* the stroke lies inside the label's edge */
    BxPlaced *placed = bx_page_add(making, BX_PLACED_BOX, story);
    placed->box.rect = (BxRect){rect.x + half, rect.y + half, rect.width - look->stroke_pt,
                                rect.height - look->stroke_pt};
    placed->box.stroke_width = look->stroke_pt;
    placed->box.stroke = look->ink;
    placed->box.has_fill = look->has_fill;
    placed->box.fill = look->fill;
}

/* The rule ends what the label takes: under it, at its left in a vertical head, at its right beside one. */
static void
place_rule(BxPageMaking *making, const BxPart *part, const BxPartFit *fit,
           const BxStandingStyle *look, const BxRect *label, double x, double y)
{
    double half = look->rule_pt / 2, depth = fit->standing.depth;
    if (look->rule_pt <= 0)
        return;
    if (part->head_is_vertical)
        bx_page_add_rule(making, part->story, x - depth + half, y, x - depth + half,
                         y + part->head_measure, look->rule_pt, &look->ink);
    else if (fit->standing.indent > 0)
        bx_page_add_rule(making, part->story, label->x + label->width + half, y,
                         label->x + label->width + half, y + fit->head_height, look->rule_pt,
                         &look->ink);
    else
        bx_page_add_rule(making, part->story, x, y + depth - half, x + part->head_width,
                         y + depth - half, look->rule_pt, &look->ink);
}

void
bx_place_standing(BxPageMaking *making, const BxPart *part, const BxPartFit *fit,
                  const BxSetText *set, double x, double y)
{
    const BxStandingStyle *look = &part->slot->head->standing;
    BxRect rect = label_rect(part, fit, x, y);
    bool is_down = part->head_is_vertical || set->style->vertical;
    place_label(making, part->story, look, rect);
    place_rule(making, part, fit, look, &rect, x, y);
    double words_x = rect.x + fit->standing.words_x, words_y = rect.y + fit->standing.words_y;
    for (guint k = 0; k < set->lines->len; k++) {
        const BxLine *line = g_ptr_array_index(set->lines, k);
        double across = k * set->pitch;
        if (is_down)
            bx_page_add_line(making, part->story, line, words_x - across - set->size / 2, words_y,
                             &set->style->ink, -1, true);
        else
            bx_page_add_line(making, part->story, line, words_x,
                             bx_baseline(words_y + across, set->size), &set->style->ink, -1, false);
    }
}
