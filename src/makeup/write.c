/* SPDX-License-Identifier: Apache-2.0 */
/* A proposal as a layout: YAML as a person would write it. Story names are file names without blanks or
 * they are quoted; everything else is numbers and names of the layout. */

#include "makeup/makeup.h"

#include <string.h>

char *
bx_proposed_figure_name(int figure)
{
    return g_strdup_printf("picture%d", figure + 1);
}

/* A name as a YAML scalar: in double quotes where it is not plain. */
static char *
scalar(const char *name)
{
    bool is_plain = *name && !strchr("-?!&*|>%@`\"'#", *name);
    for (const char *p = name; *p; p++)
        is_plain &= g_ascii_isalnum(*p) || (*p & 0x80) || *p == '-' || *p == '_' || *p == '.';
    if (is_plain)
        return g_strdup(name);
    g_autofree char *escaped = g_strescape(name, NULL);
    return g_strdup_printf("\"%s\"", escaped);
}

static void
add_span(GString *out, const char *key, BxSpan span)
{
    g_string_append_printf(out, "%s: [%d, %d]", key, span.first, span.count);
}

static void
add_slot(GString *out, const BxProposedSlot *slot, const BxIssue *issue)
{
    const BxStory *story = g_ptr_array_index(issue->stories, slot->story);
    g_autofree char *name = scalar(story->id);
    g_string_append_printf(out, "  %s:\n    {", name);
    add_span(out, "cols", slot->cols);
    add_span(out, ", rows", slot->rows);
    if (slot->head)
        g_string_append_printf(out, ", head: %s", slot->head->name);
    if (slot->head)
        g_string_append_printf(out, ", head_lines: %d", slot->head_rows);
    if (slot->head_cols.count > 0)
        add_span(out, ", head_cols", slot->head_cols);
    if (slot->figures->len > 0)
        g_string_append(out, ",\n     pictures: {");
    for (guint i = 0; i < slot->figures->len; i++) {
        const BxProposedFigure *figure = &g_array_index(slot->figures, BxProposedFigure, i);
        g_autofree char *picture = bx_proposed_figure_name(figure->figure);
        g_string_append_printf(out, "%s%s: {", i ? ", " : "", picture);
        add_span(out, "cols", figure->cols);
        add_span(out, ", rows", figure->rows);
        g_string_append(out, "}");
    }
    g_string_append(out, slot->figures->len > 0 ? "}}\n" : "}\n");
}

static void
add_rules(GString *out, const BxProposal *proposal)
{
    if (proposal->rules->len > 0)
        g_string_append(out, "add-rules:\n");
    for (guint i = 0; i < proposal->rules->len; i++) {
        const BxProposedRule *rule = &g_array_index(proposal->rules, BxProposedRule, i);
        g_string_append_printf(out, "  - {%s: %d, %s: [%d, %d], width: %s}\n",
                               rule->is_column ? "column" : "row", rule->at,
                               rule->is_column ? "rows" : "cols", rule->span.first,
                               rule->span.count, rule->is_column ? "0.3pt" : "0.5pt");
    }
}

static void
add_written(GString *out, const BxSlot *slot)
{
    g_autofree char *name = scalar(slot->name);
    g_string_append_printf(out, "  %s:\n    %s\n", name, g_strchomp(slot->written));
}

static void
add_pinned(GString *out, const BxLayout *layout)
{
    for (guint i = 0; i < layout->slots->len; i++) {
        const BxSlot *slot = g_ptr_array_index(layout->slots, i);
        if (slot->is_pinned)
            add_written(out, slot);
    }
}

char *
bx_proposal_layout(const BxProposal *proposal, const BxIssue *issue, int page)
{
    const BxPageSpec *spec = g_ptr_array_index(issue->pages, page);
    GString *out = g_string_new(NULL);
    const BxLayout *layout = spec->layout;
    g_autofree char *base = scalar(layout->slots_base ? layout->slots_base : layout->name);
    g_string_append_printf(out,
                           "# Proposed for page %d: score %.1f, at most %.1f from the best page.\n"
                           "layout: 1\nbase: %s\n",
                           spec->number, proposal->cost, proposal->cost - proposal->bound, base);
    add_rules(out, proposal);
    g_string_append(out, "slots:\n");
    add_pinned(out, spec->layout);
    for (guint i = 0; i < proposal->slots->len; i++)
        add_slot(out, g_ptr_array_index(proposal->slots, i), issue);
    return g_string_free(out, FALSE);
}
