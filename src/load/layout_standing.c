/* SPDX-License-Identifier: Apache-2.0 */
/* Standing heads of a layout's head sets: the label's look, and inks that the press can hold. */

#include "load/layout_reading.h"

#define TOTAL_INK_MAX 2.4 /* PP-9 */

static const char *const at_words[] = {"above", "left", NULL};

static void
fill_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    BxStandingStyle *standing = field;
    bx_read_ink(yaml, node, &standing->fill, context);
    standing->has_fill = true;
}

/* clang-format off */
static const BxField standing_fields[] = {
    BX_STYLE_FIELD("style", BxStandingStyle, style),
    {"at", BX_YAML_WORD, offsetof(BxStandingStyle, at), .words = at_words},
    {"stroke", BX_YAML_CUSTOM, offsetof(BxStandingStyle, stroke_pt), .read = bx_read_rule_width},
    {"rule", BX_YAML_CUSTOM, offsetof(BxStandingStyle, rule_pt), .read = bx_read_rule_width},
    {"ink", BX_YAML_CUSTOM, offsetof(BxStandingStyle, ink), .read = bx_read_ink},
    {"fill", BX_YAML_CUSTOM, 0, .read = fill_reader},
    {"pad", BX_YAML_LENGTH, offsetof(BxStandingStyle, pad), .words = NULL},
    {"width", BX_YAML_LENGTH, offsetof(BxStandingStyle, width), .words = NULL},
};
/* clang-format on */

void
bx_read_standing(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    BxStandingStyle *standing = field;
    bx_forget_style(context, &standing->style); /* a look replaces that of the base as a whole */
    *standing = BX_STANDING_PLAIN;
    if (bx_yaml_is_mapping(node))
        bx_yaml_read(yaml, node, "a standing head", standing_fields, G_N_ELEMENTS(standing_fields),
                     standing, context);
    else
        bx_read_style_name(yaml, node, &standing->style, context);
}

void
bx_check_standing(const BxLayoutReading *reading, const BxHeadSet *head)
{
    const BxStandingStyle *standing = &head->standing;
    const BxStyle *style = standing->style;
    const BxInk *fill = &standing->fill;
    bool is_reversed = bx_ink_is_white(&style->ink);
    if (is_reversed && !standing->has_fill)
        bx_diag(reading->diags, BX_DIAG_REVERSED_TYPE, head->pos,
                "the standing head of head set “%s” is white on white; give it a fill", head->name);
    double limit = reading->layout->press.ink_limit;
    double total = fill->spot[0] ? 0 : 100 * (fill->c + fill->m + fill->y + 1);
    if (standing->has_fill && bx_ink_is_black(&style->ink) && total > limit + 1e-6)
        bx_diag(
            reading->diags, BX_DIAG_INK_LIMIT, head->pos,
            "black over the fill of the standing head of “%s” is %.0f %% of ink; the press holds "
            "%.0f %%",
            head->name, total, limit);
}
