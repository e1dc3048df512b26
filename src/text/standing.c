/* SPDX-License-Identifier: Apache-2.0 */
/* Standing heads (栏目): the words of the label, and the room it takes of the head. */

#include "text/composing.h"

#include <math.h>

/* Between a label and the head beside it, em of the label's words. */
#define BESIDE_GAP_EM 0.7
/* A label at the left leaves the head at least this share of the measure. */
#define BESIDE_MOST 0.4

/* Where the words begin and end along their lines, whatever their alignment. */
typedef struct {
    double start, end;
} Extent;

static Extent
extent_of(const BxSetText *set)
{
    Extent extent = {INFINITY, 0};
    for (guint i = 0; i < set->lines->len; i++) {
        const BxLine *line = g_ptr_array_index(set->lines, i);
        if (line->clusters->len == 0)
            continue;
        extent.start = MIN(extent.start, g_array_index(line->clusters, BxCluster, 0).x);
        extent.end = MAX(extent.end, line->width);
    }
    return extent;
}

static bool
is_beside(const BxPart *part, const BxStandingStyle *look)
{
    return look->at == BX_STANDING_LEFT && !part->head_is_vertical;
}

/* How long the lines of the words may be. */
static double
measure_of(const BxPart *part, const BxStandingStyle *look, double pad, double size)
{
    if (!is_beside(part, look))
        return part->head_measure - 2 * pad;
    if (look->width.value > 0)
        return bx_length_pt(look->width, size, size);
    return look->style->vertical ? part->height : BESIDE_MOST * part->head_measure;
}

static void
fit_label(BxStandingFit *fit, const BxPart *part, const BxStandingStyle *look, const BxSetText *set,
          double pad)
{
    bool is_down = part->head_is_vertical || look->style->vertical;
    bool has_edge = look->has_fill || look->stroke_pt > 0;
    const Extent words = extent_of(set);
    double along_pad = has_edge ? pad : 0, across_pad = has_edge ? pad / 2 : 0;
    double along = words.end - words.start + 2 * along_pad,
           across = bx_set_text_height(set) + 2 * across_pad;
    /* a rule stands on the edge of a label that has one, else at a distance from the words */
    double rule = look->rule_pt > 0 ? look->rule_pt + (has_edge ? 0 : pad / 2) : 0;
    fit->width = is_down ? across : along;
    fit->height = is_down ? along : across;
    fit->words_x = is_down ? across - across_pad : along_pad - words.start;
    fit->words_y = is_down ? along_pad - words.start : across_pad;
    fit->offset = words.start + pad - along_pad;
    fit->depth = (part->head_is_vertical ? fit->width : fit->height) + rule;
    if (is_beside(part, look)) {
        fit->offset = 0;
        fit->depth = fit->height;
        fit->indent = fit->width + rule + BESIDE_GAP_EM * set->size;
    }
}

void
bx_compose_standing(BxGalley *galley, const BxHeadSet *head, int part)
{
    const BxStandingStyle *look = &head->standing;
    const BxPart *in = bx_galley_part(galley, part);
    if (!galley->story->standing)
        return;
    BxSetText *set = bx_composed_add(galley->composed, BX_ROLE_STANDING, look->style,
                                     galley->story->standing, part);
    double size = look->style->size.value, pad = bx_length_pt(look->pad, size, size);
    BxHeadMaking making = bx_galley_making(galley, part, measure_of(in, look, pad, size));
    making.is_vertical = in->head_is_vertical;
    making.is_label = true;
    set->lines = bx_compose_head(set->text, set->style, &making, &set->size);
    set->pitch = bx_pitch_of(set->style, set->size, bx_galley_page(galley, part)->pitch);
    if (set->lines->len > 0)
        fit_label(&bx_galley_fit(galley, part)->standing, in, look, set,
                  bx_length_pt(look->pad, set->size, set->size));
}
