/* SPDX-License-Identifier: Apache-2.0 */
/* Beads: a part's frame in pieces in the order of reading, its head and then leg by leg. Together they
 * cover the frame, pictures and captions with the columns they stand in. */

#include "page/build.h"

static void
add_bead(BxPageMaking *making, const BxPart *part, double x0, double y0, double x1, double y1)
{
    BxBead bead = {part->story, {x0, y0, x1 - x0, y1 - y0}};
    if (bead.rect.width > BX_EPS_PT && bead.rect.height > BX_EPS_PT)
        g_array_append_val(making->page->beads, bead);
}

/* Where leg `i` ends and the next begins along the legs: in the middle of the gutter; `first` and `last`
 * are the frame's own edges. */
static double
leg_edge(const BxPart *part, guint i, double first, double last)
{
    if (i == 0)
        return first;
    if (i >= part->legs->len)
        return last;
    const BxLeg *before = &g_array_index(part->legs, BxLeg, i - 1);
    return (before->x + before->width + g_array_index(part->legs, BxLeg, i).x) / 2;
}

/* Legs side by side; those under the head begin below it. */
static void
add_columns(BxPageMaking *making, const BxPart *part, double head_end)
{
    const BxRect *frame = &part->frame;
    double bottom = frame->y + frame->height;
    for (guint i = 0; i < part->legs->len; i++) {
        const BxLeg *leg = &g_array_index(part->legs, BxLeg, i);
        bool is_under_head = leg->x < part->head_x + part->head_width - BX_EPS_PT
                             && leg->x + leg->width > part->head_x + BX_EPS_PT;
        add_bead(making, part, leg_edge(part, i, frame->x, frame->x + frame->width),
                 is_under_head ? head_end : frame->y,
                 leg_edge(part, i + 1, frame->x, frame->x + frame->width), bottom);
    }
}

/* Legs one below the other, left of the head. */
static void
add_bands(BxPageMaking *making, const BxPart *part, double head_edge)
{
    const BxRect *frame = &part->frame;
    for (guint i = 0; i < part->legs->len; i++)
        add_bead(making, part, frame->x, leg_edge(part, i, frame->y, frame->y + frame->height),
                 head_edge, leg_edge(part, i + 1, frame->y, frame->y + frame->height));
}

void
bx_add_part_beads(BxPageMaking *making, const BxPart *part, const BxComposed *composed,
                  int part_index)
{
    const BxRect *frame = &part->frame;
    double right = frame->x + frame->width, bottom = frame->y + frame->height;
    double depth = bx_part_fit(composed, part_index)->head_rows * making->plan_page->pitch;
    if (part->legs->len == 0) {
        add_bead(making, part, frame->x, frame->y, right, bottom);
    } else if (part->is_vertical) {
        double edge = depth > 0 ? part->x + part->width - depth : right;
        add_bead(making, part, edge, frame->y, right, bottom);
        add_bands(making, part, edge);
    } else {
        bool is_wide = part->head_width > frame->width / 2;
        double left = is_wide ? frame->x : part->head_x;
        double end = depth > 0 ? MIN(part->y + depth, bottom) : frame->y;
        add_bead(making, part, left, frame->y, is_wide ? right : left + part->head_width, end);
        add_columns(making, part, end);
    }
}
