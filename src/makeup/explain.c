/* SPDX-License-Identifier: Apache-2.0 */
/* What is said of a proposal: its score, what it is made of, and why each story stands where it stands. */

#include "makeup/leaf.h"

#include "base/say.h"

static const char *const rank_names[BX_N_RANKS] = {[BX_RANK_LEAD] = "头条",
                                                   [BX_RANK_SECOND] = "次条",
                                                   [BX_RANK_NEWS] = "一般",
                                                   [BX_RANK_BRIEF] = "简讯"};

static const char *const cost_names[BX_N_LEAF_COSTS] = {
    [BX_LEAF_FIT] = N_("text fitted"),     [BX_LEAF_CROP] = N_("picture cropped"),
    [BX_LEAF_HEAD] = N_("head"),           [BX_LEAF_SHAPE] = N_("shape"),
    [BX_LEAF_RANK] = N_("width for rank"), [BX_LEAF_FIGURE] = N_("share of pictures"),
};

/* PG-9: where on the page a place is. */
static const char *
place_of(const BxProposedSlot *slot, const BxProposal *proposal)
{
    const BxProposedSlot *first = g_ptr_array_index(proposal->slots, 0);
    int left = first->cols.first, top = first->rows.first, right = 0;
    for (guint i = 0; i < proposal->slots->len; i++) {
        const BxProposedSlot *other = g_ptr_array_index(proposal->slots, i);
        right = MAX(right, other->cols.first + other->cols.count);
    }
    bool is_wide = slot->cols.first == left && slot->cols.first + slot->cols.count == right;
    if (slot->rows.first == top)
        return is_wide                    ? _("across the top")
               : slot->cols.first == left ? _("top left")
                                          : _("top right");
    return is_wide ? _("across the page") : slot->cols.first == left ? _("left") : _("right");
}

static void
add_reason(GString *out, const BxProposedSlot *slot, const BxProposal *proposal,
           const BxIssue *issue)
{
    const BxStory *story = g_ptr_array_index(issue->stories, slot->story);
    g_string_append_printf(out, _("  %-16s %s  %s: %d columns × %d rows, head %.0f pt in %d rows"),
                           story->id, rank_names[slot->rank], place_of(slot, proposal),
                           slot->cols.count, slot->rows.count, slot->head_size, slot->head_rows);
    int off = slot->n_slots - slot->n_lines;
    if (off == 0)
        g_string_append_printf(out, _("; its %d lines fill it as they come"), slot->n_lines);
    else
        g_string_append_printf(out, _("; %d lines in %d places, %d to be %s"), slot->n_lines,
                               slot->n_slots, ABS(off), off > 0 ? _("gained") : _("saved"));
    if (slot->head_cols.count > 0)
        g_string_append(out,
                        slot->figures->len > 0
                            ? _("; a picture beside the head keeps it from its neighbour's (PG-5)")
                            : _("; text beside the head keeps it from its neighbour's (PG-5)"));
    for (int i = 0; i < BX_N_LEAF_COSTS; i++)
        if (slot->costs[i] >= 0.1)
            g_string_append_printf(out, "; %s %.1f", _(cost_names[i]), slot->costs[i]);
    g_string_append_c(out, '\n');
}

static void
add_parts(GString *out, const BxProposal *proposal)
{
    for (guint i = 0; i < proposal->parts->len; i++) {
        const BxProposedCost *part = &g_array_index(proposal->parts, BxProposedCost, i);
        double sum = 0;
        bool is_first = true;
        for (guint k = 0; k < proposal->parts->len; k++) {
            const BxProposedCost *other = &g_array_index(proposal->parts, BxProposedCost, k);
            if (g_str_equal(other->rule, part->rule)) {
                sum += other->cost;
                is_first &= k >= i;
            }
        }
        if (is_first)
            g_string_append_printf(out, "  %-6s %6.1f\n", part->rule, sum);
    }
}

char *
bx_proposal_explain(const BxProposal *proposal, const BxIssue *issue)
{
    GString *out = g_string_new(NULL);
    double gap = proposal->cost - proposal->bound;
    g_string_append_printf(out, _("score %.1f (0: nothing to wish for); "), proposal->cost);
    if (gap < 0.05)
        g_string_append(out, _("no page of straight cuts is better\n"));
    else
        g_string_append_printf(out, _("at most %.1f from the best page of straight cuts\n"), gap);
    if (proposal->rows_left > 0)
        g_string_append_printf(
            out,
            _("the stories leave %d rows at the foot empty (PG-8), with pictures and heads as deep "
              "as they may be: %d lines more fill them, or a picture, or an advertisement\n"),
            proposal->rows_left, proposal->lines_left);
    g_string_append(out, _("by rule:\n"));
    add_parts(out, proposal);
    g_string_append(out, _("by story:\n"));
    for (guint i = 0; i < proposal->slots->len; i++)
        add_reason(out, g_ptr_array_index(proposal->slots, i), proposal, issue);
    return g_string_free(out, FALSE);
}
