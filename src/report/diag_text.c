/* SPDX-License-Identifier: Apache-2.0 */
/* Diagnostics as text: where, what, and the line with a caret under the place. */

#include "report/diag_text.h"

#include "base/columns.h"
#include "base/say.h"

#include <string.h>

/* Characters of the source line shown on each side of the place. */
#define CONTEXT_CHARS 24
/* Faults of one kind in one file that are shown; the others are counted. */
#define ALIKE_SHOWN 20

static const struct {
    const char *name, *colour;
} levels[] = {
    [BX_LEVEL_NOTE] = {N_("note"), "\033[1;36m"},
    [BX_LEVEL_WARNING] = {N_("warning"), "\033[1;35m"},
    [BX_LEVEL_ERROR] = {N_("error"), "\033[1;31m"},
};

const char *
bx_level_name(BxLevel level)
{
    return levels[level].name;
}

static int
compare(gconstpointer a, gconstpointer b)
{
    const BxDiag *one = *(const BxDiag *const *)a, *two = *(const BxDiag *const *)b;
    if (!one->pos.source != !two->pos.source)
        return one->pos.source ? -1 : 1;
    int by_path = one->pos.source ? strcmp(one->pos.source->path, two->pos.source->path) : 0;
    if (by_path)
        return by_path;
    if (one->pos.line != two->pos.line)
        return one->pos.line - two->pos.line;
    if (one->pos.column != two->pos.column)
        return one->pos.column - two->pos.column;
    if (one->code != two->code)
        return (int)one->code - (int)two->code;
    return strcmp(one->message, two->message);
}

GPtrArray *
bx_diags_sorted(const BxDiags *diags, bool with_notes)
{
    GPtrArray *sorted = g_ptr_array_new();
    for (int i = 0; i < bx_diags_count(diags); i++) {
        const BxDiag *diag = bx_diags_lookup(diags, i);
        if (with_notes || diag->level != BX_LEVEL_NOTE)
            g_ptr_array_add(sorted, (gpointer)diag);
    }
    g_ptr_array_sort(sorted, compare);
    return sorted;
}

static void
append_excerpt(GString *out, const BxPos *pos)
{
    g_autofree char *line = bx_source_copy_line(pos->source, pos->line);
    int n = (int)g_utf8_strlen(line, -1);
    int at = CLAMP(pos->column - 1, 0, n);
    int start = MAX(0, at - CONTEXT_CHARS), end = MIN(n, at + CONTEXT_CHARS);
    g_autofree char *number = g_strdup_printf("%5d", pos->line);
    g_string_append_printf(out, "%s | %s", number, start > 0 ? "…" : "");
    int indent = start > 0 ? 2 : 0;
    const char *p = g_utf8_offset_to_pointer(line, start);
    for (int i = start; i < end; i++, p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        g_string_append_unichar(out, g_unichar_iscntrl(c) ? ' ' : c);
        if (i < at)
            indent += g_unichar_iscntrl(c) ? 1 : bx_char_cells(c);
    }
    g_string_append_printf(out, "%s\n%*s | %*s^\n", end < n ? "…" : "", (int)strlen(number), "",
                           indent, "");
}

static void
append_diag(GString *out, const BxDiag *diag, bool colour)
{
    const char *end = colour ? "\033[0m" : "", *bold = colour ? "\033[1m" : "";
    if (diag->pos.source)
        g_string_append_printf(out, "%s%s:%d:%d:%s ", bold, diag->pos.source->path, diag->pos.line,
                               diag->pos.column, end);
    g_string_append_printf(out, "%s%s[%s]:%s %s\n", colour ? levels[diag->level].colour : "",
                           _(levels[diag->level].name), bx_diag_code_name(diag->code), end,
                           bx_diag_local(diag));
    if (diag->pos.source && diag->pos.line > 0)
        append_excerpt(out, &diag->pos);
}

/* How often each kind came in the file in hand: code → count. */
static void
append_counts(GString *out, const BxSource *source, GHashTable *counts)
{
    BxDiagCode code;
    for (int i = 0; bx_diag_code_nth(i, &code); i++) {
        int n = GPOINTER_TO_INT(g_hash_table_lookup(counts, GINT_TO_POINTER(code)));
        if (n > ALIKE_SHOWN)
            g_string_append_printf(out, _("%s: … and %d more of %s\n"),
                                   source ? source->path : "banxin", n - ALIKE_SHOWN,
                                   bx_diag_code_name(code));
    }
    g_hash_table_remove_all(counts);
}

static int
count_one(GHashTable *counts, BxDiagCode code)
{
    gpointer key = GINT_TO_POINTER(code);
    int n = GPOINTER_TO_INT(g_hash_table_lookup(counts, key)) + 1;
    g_hash_table_insert(counts, key, GINT_TO_POINTER(n));
    return n;
}

char *
bx_diags_text(const BxDiags *diags, bool colour, bool with_notes)
{
    g_autoptr(GPtrArray) sorted = bx_diags_sorted(diags, with_notes);
    g_autoptr(GHashTable) counts = g_hash_table_new(NULL, NULL);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < sorted->len; i++) {
        const BxDiag *diag = g_ptr_array_index(sorted, i);
        const BxDiag *next = i + 1 < sorted->len ? g_ptr_array_index(sorted, i + 1) : NULL;
        if (count_one(counts, diag->code) <= ALIKE_SHOWN)
            append_diag(out, diag, colour);
        if (!next || next->pos.source != diag->pos.source)
            append_counts(out, diag->pos.source, counts);
    }
    return g_string_free(out, FALSE);
}
