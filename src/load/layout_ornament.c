/* SPDX-License-Identifier: Apache-2.0 */
/* Ornaments of a layout: their names, and strokes that the press can hold. */

#include "load/layout_reading.h"

#include <math.h>

#define STROKE_LEAST_PT 0.25     /* PP-11 */
#define STROKE_INKS_LEAST_PT 0.5 /* … in several inks */

void
bx_read_ornament(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    for (int i = 0; bx_ornament_nth(i); i++)
        g_ptr_array_add(names, (gpointer)bx_ornament_nth(i)->name);
    g_ptr_array_add(names, NULL);
    const BxField row = {"ornament", BX_YAML_WORD, 0, .words = (const char *const *)names->pdata};
    int word = -1;
    bx_yaml_read_value(yaml, node, &row, &word);
    *(const BxOrnament **)field = bx_ornament_nth(word);
}

static int
n_inks(const BxInk *ink)
{
    return ink->spot[0] ? 1 : (ink->c > 0) + (ink->m > 0) + (ink->y > 0) + (ink->k > 0);
}

void
bx_settle_frame(BxYaml *yaml, BxNode *node, BxFrame *frame)
{
    if (!bx_yaml_is_mapping(node))
        return;
    BxPos pos = bx_yaml_pos(yaml, node);
    bool is_named = bx_yaml_lookup(node, "ornament") != NULL;
    if (!is_named && bx_yaml_lookup(node, "size"))
        bx_diag(bx_yaml_diags(yaml), BX_DIAG_KEY_MISSING, pos,
                "“size” is the depth of an ornament: add the key “ornament”");
    if (!frame->ornament)
        return;
    if (frame->depth_pt <= 0)
        frame->depth_pt = frame->ornament->size_pt;
    double least = n_inks(&frame->ink) > 1 ? STROKE_INKS_LEAST_PT : STROKE_LEAST_PT;
    double thinnest = bx_ornament_thinnest(frame->ornament);
    if (thinnest > 0 && thinnest * frame->depth_pt < least)
        bx_diag(bx_yaml_diags(yaml), BX_DIAG_HAIRLINE, pos,
                "ornament “%s” of %g pt has strokes of %.2f pt; give it a size of %.1fpt or more",
                frame->ornament->name, frame->depth_pt, thinnest * frame->depth_pt,
                ceil(least / thinnest * 10 - 1e-6) / 10);
}
