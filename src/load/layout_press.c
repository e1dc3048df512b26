/* SPDX-License-Identifier: Apache-2.0 */
/* What of a layout a newspaper press cannot hold (PP-11): looked for when all of it is known, each with
 * the place where it is written. Preflight finds what of it came onto a page. */

#include "load/layout_reading.h"

#include "base/say.h"

#include <math.h>

#define SMALL_TYPE_PT 12
#define REVERSED_TYPE_PT 7
#define BOLD_WEIGHT 700
#define STROKE_ONE_INK_PT 0.25
#define STROKE_INKS_PT 0.5 /* several inks, or reversed */

static int
count_inks(const BxInk *ink)
{
    if (ink->spot[0])
        return ink->tint > 0;
    return (ink->c > 0) + (ink->m > 0) + (ink->y > 0) + (ink->k > 0);
}

/* Small type in several inks shows every misregister; small type reversed out fills in. */
static void
check_style(const BxStyle *style, BxDiags *diags)
{
    double size = style->size.value; /* the largest that it may have */
    int n = count_inks(&style->ink);
    if (n > 1 && size < SMALL_TYPE_PT)
        bx_diag(diags, BX_DIAG_SMALL_TYPE_INKS, style->pos,
                "type of %g pt in %d inks; under %d pt use one ink", size, n, SMALL_TYPE_PT);
    if (n == 0 && (size < REVERSED_TYPE_PT || style->weight < BOLD_WEIGHT))
        bx_diag(diags, BX_DIAG_REVERSED_TYPE, style->pos,
                "reversed type of %g pt and weight %d; it wants %d pt and %d at least", size,
                style->weight, REVERSED_TYPE_PT, BOLD_WEIGHT);
}

/* Under 0.25 pt is said where the width is read. */
static void
check_stroke(double width, const BxInk *ink, BxPos pos, BxDiags *diags)
{
    int n = count_inks(ink);
    if (n != 1 && width >= STROKE_ONE_INK_PT && width < STROKE_INKS_PT)
        bx_diag(diags, BX_DIAG_HAIRLINE, pos,
                n ? N_("rule of %g pt in %d inks; the press holds 0.5 pt and more")
                  : N_("reversed rule of %g pt; the press holds 0.5 pt and more"),
                width, n);
}

static void
check_head(const BxHeadSet *head, BxDiags *diags)
{
    const BxLength *rule = &head->rule_above;
    if (rule->unit == BX_UNIT_PT && rule->value > 0 && rule->value < STROKE_ONE_INK_PT)
        bx_diag(diags, BX_DIAG_HAIRLINE, head->pos,
                "rule of %g pt above the head; the press holds 0.25 pt and more", rule->value);
}

void
bx_check_layout_for_press(const BxLayout *layout, BxDiags *diags)
{
    for (guint i = 0; i < layout->styles->len; i++)
        check_style(g_ptr_array_index(layout->styles, i), diags);
    for (guint i = 0; i < layout->heads->len; i++)
        check_head(g_ptr_array_index(layout->heads, i), diags);
    for (guint i = 0; i < layout->furniture->len; i++) {
        const BxFurniture *item = g_ptr_array_index(layout->furniture, i);
        check_stroke(item->frame.stroke_pt, &item->frame.ink, item->pos, diags);
    }
    for (guint i = 0; i < layout->rules->len; i++) {
        const BxRuleSpec *rule = g_ptr_array_index(layout->rules, i);
        check_stroke(rule->width_pt, &rule->ink, rule->pos, diags);
    }
    const BxCutOff *cut_off = &layout->cut_off;
    check_stroke(cut_off->row_pt, &cut_off->ink, cut_off->pos, diags);
    check_stroke(cut_off->column_pt, &cut_off->ink, cut_off->pos, diags);
    for (guint i = 0; i < layout->slots->len; i++) {
        const BxSlot *slot = g_ptr_array_index(layout->slots, i);
        if (slot->has_box)
            check_stroke(slot->box.frame.stroke_pt, &slot->box.frame.ink, slot->pos, diags);
    }
}
