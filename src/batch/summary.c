/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/summary.h"

#include "banxin/banxin.h"
#include "batch/progress.h"
#include "report/json.h"

#include <string.h>

#define SUMMARY_VERSION 1

static const BxBatchResult *
result_of(const BxEntry *entry)
{
    static const BxBatchResult left = {
        .state = BX_BATCH_LEFT, .message = (char *)"", .diagnostics = (char *)""};
    return entry->result ? entry->result : &left;
}

BxTally
bx_batch_tally(const BxBatch *batch)
{
    BxTally tally = {0};
    for (guint i = 0; i < batch->entries->len; i++) {
        const BxBatchResult *result = result_of(g_ptr_array_index(batch->entries, i));
        tally.n[result->state]++;
        tally.n_errors += (int)result->n_errors;
        tally.n_warnings += (int)result->n_warnings;
    }
    return tally;
}

bool
bx_batch_is_good(const BxBatch *batch)
{
    BxTally tally = bx_batch_tally(batch);
    return tally.n[BX_BATCH_FAILED] + tally.n[BX_BATCH_BROKEN] + tally.n[BX_BATCH_LEFT] == 0;
}

/* ---- for people ---- */

/* Diagnostics of JSON lines as lines for people, at most `most` of them and only of `level` where not NULL;
 * owned. */
static char *
diagnostic_lines(const char *diagnostics, const char *level, int most)
{
    g_auto(GStrv) lines = g_strsplit(diagnostics, "\n", -1);
    GString *text = g_string_new(NULL);
    for (char **line = lines; *line && most > 0; line++) {
        g_autoptr(JsonNode) node = **line ? json_from_string(*line, NULL) : NULL;
        if (!node || !JSON_NODE_HOLDS_OBJECT(node))
            continue;
        JsonObject *object = json_node_get_object(node);
        const char *own = json_object_get_string_member_with_default(object, "level", "");
        if (level && strcmp(own, level) != 0)
            continue;
        const char *file = json_object_get_string_member_with_default(object, "file", NULL);
        gint64 number = json_object_get_int_member_with_default(object, "line", 0);
        if (file)
            g_string_append_printf(text, "%s:%" G_GINT64_FORMAT ": ", file, number);
        g_string_append_printf(text, "%s[%s]: %s\n", own,
                               json_object_get_string_member_with_default(object, "code", ""),
                               json_object_get_string_member_with_default(object, "message", ""));
        most--;
    }
    return g_string_free(text, FALSE);
}

static void
add_fault(GString *text, const BxEntry *entry)
{
    const BxBatchResult *result = result_of(entry);
    g_autofree char *counts = bx_count_words(result->n_errors, result->n_warnings);
    g_autofree char *first = diagnostic_lines(result->diagnostics, "error", 1);
    g_string_append_printf(text, "%s %s: %s\n", bx_batch_state_name(result->state),
                           entry->found->name, *result->message ? result->message : counts);
    if (*first)
        g_string_append_printf(text, "    %s", first);
    if (result->state == BX_BATCH_FAILED)
        g_string_append_printf(text, "    see %s\n", entry->log);
}

char *
bx_summary_text(const BxBatch *batch)
{
    BxTally tally = bx_batch_tally(batch);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < batch->entries->len; i++) {
        const BxEntry *entry = g_ptr_array_index(batch->entries, i);
        BxBatchState state = result_of(entry)->state;
        if (state == BX_BATCH_FAILED || state == BX_BATCH_BROKEN)
            add_fault(text, entry);
    }
    g_string_append_printf(text, "%u issue%s:", batch->entries->len,
                           batch->entries->len == 1 ? "" : "s");
    static const BxBatchState order[] = {BX_BATCH_DONE, BX_BATCH_UNCHANGED, BX_BATCH_FAILED,
                                         BX_BATCH_BROKEN, BX_BATCH_LEFT};
    for (size_t i = 0; i < G_N_ELEMENTS(order); i++)
        if (tally.n[order[i]] || order[i] == BX_BATCH_DONE)
            g_string_append_printf(text, "%s %d %s", i ? "," : "", tally.n[order[i]],
                                   bx_batch_state_name(order[i]));
    int made = tally.n[BX_BATCH_DONE] + tally.n[BX_BATCH_FAILED] + tally.n[BX_BATCH_BROKEN];
    g_string_append_printf(text, "; %.1f s", batch->seconds);
    if (made && batch->seconds > 0)
        g_string_append_printf(text, ", %.1f a second", made / batch->seconds);
    g_string_append_c(text, '\n');
    return g_string_free(text, FALSE);
}

/* ---- JSON ---- */

static void
add_diagnostics(JsonBuilder *json, const char *diagnostics)
{
    g_auto(GStrv) lines = g_strsplit(diagnostics, "\n", -1);
    json_builder_set_member_name(json, "diagnostics");
    json_builder_begin_array(json);
    for (char **line = lines; *line; line++) {
        JsonNode *node = **line ? json_from_string(*line, NULL) : NULL;
        if (node)
            json_builder_add_value(json, node);
    }
    json_builder_end_array(json);
}

static void
add_entry(JsonBuilder *json, const BxEntry *entry)
{
    const BxBatchResult *result = result_of(entry);
    json_builder_begin_object(json);
    bx_json_string(json, "name", entry->found->name);
    bx_json_string(json, "folder", entry->found->folder);
    bx_json_string(json, "state", bx_batch_state_name(result->state));
    bx_json_string(json, "reason", entry->reason);
    bx_json_string(json, "message", *result->message ? result->message : NULL);
    bx_json_string(json, "pdf", entry->pdf);
    bx_json_string(json, "log", entry->log);
    bx_json_int(json, "pages", result->n_pages);
    bx_json_int(json, "errors", result->n_errors);
    bx_json_int(json, "warnings", result->n_warnings);
    bx_json_number(json, "seconds", result->seconds);
    bx_json_number(json, "cpu_seconds", result->cpu_seconds);
    add_diagnostics(json, result->diagnostics);
    json_builder_end_object(json);
}

char *
bx_summary_json(const BxBatch *batch)
{
    BxTally tally = bx_batch_tally(batch);
    g_autoptr(JsonBuilder) json = json_builder_new();
    json_builder_begin_object(json);
    bx_json_int(json, "batch", SUMMARY_VERSION);
    bx_json_string(json, "program", bx_version());
    bx_json_bool(json, "good", bx_batch_is_good(batch));
    bx_json_number(json, "seconds", batch->seconds);
    json_builder_set_member_name(json, "counts");
    json_builder_begin_object(json);
    for (int i = 0; i <= BX_BATCH_BROKEN; i++)
        bx_json_int(json, bx_batch_state_name((BxBatchState)i), tally.n[i]);
    bx_json_int(json, "errors", tally.n_errors);
    bx_json_int(json, "warnings", tally.n_warnings);
    json_builder_end_object(json);
    json_builder_set_member_name(json, "issues");
    json_builder_begin_array(json);
    for (guint i = 0; i < batch->entries->len; i++)
        add_entry(json, g_ptr_array_index(batch->entries, i));
    json_builder_end_array(json);
    json_builder_end_object(json);
    return bx_json_text(json, /*pretty*/ true);
}

/* ---- JUnit XML ---- */

/* What XML 1.0 cannot hold is left out. */
static char *
escape(const char *text)
{
    g_autoptr(GString) kept = g_string_new(NULL);
    for (const char *p = text; *p; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c == '\n' || c == '\t' || (c >= 0x20 && c != 0xFFFE && c != 0xFFFF))
            g_string_append_unichar(kept, c);
    }
    return g_markup_escape_text(kept->str, (gssize)kept->len);
}

static void
add_element(GString *xml, const char *element, const char *message, const char *text)
{
    g_autofree char *words = escape(message), *body = escape(text);
    g_string_append_printf(xml, "    <%s message=\"%s\">%s</%s>\n", element, words, body, element);
}

static void
add_case(GString *xml, const BxEntry *entry)
{
    const BxBatchResult *result = result_of(entry);
    g_autofree char *folder = g_path_get_dirname(entry->found->folder);
    g_autofree char *where = escape(folder), *name = escape(entry->found->name);
    g_autofree char *counts = bx_count_words(result->n_errors, result->n_warnings);
    g_autofree char *said = diagnostic_lines(result->diagnostics, NULL, G_MAXINT);
    char seconds[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(seconds, sizeof seconds, "%.3f",
                    result->state == BX_BATCH_UNCHANGED ? 0 : result->seconds);
    g_string_append_printf(xml, "  <testcase classname=\"%s\" name=\"%s\" time=\"%s\">\n", where,
                           name, seconds);
    switch (result->state) {
    case BX_BATCH_FAILED:
        add_element(xml, "failure", counts, said);
        break;
    case BX_BATCH_BROKEN:
        add_element(xml, "error", result->message, said);
        break;
    case BX_BATCH_LEFT:
        add_element(xml, "error", "not made: the batch was stopped", "");
        break;
    case BX_BATCH_UNCHANGED:
    case BX_BATCH_DONE:
        if (*said) {
            g_autofree char *escaped = escape(said);
            g_string_append_printf(xml, "    <system-out>%s</system-out>\n", escaped);
        }
        break;
    }
    g_string_append(xml, "  </testcase>\n");
}

char *
bx_summary_junit(const BxBatch *batch)
{
    BxTally tally = bx_batch_tally(batch);
    GString *xml = g_string_new("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    char seconds[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(seconds, sizeof seconds, "%.3f", batch->seconds);
    g_string_append_printf(
        xml,
        "<testsuite name=\"banxin batch\" tests=\"%u\" failures=\"%d\" errors=\"%d\" "
        "time=\"%s\">\n",
        batch->entries->len, tally.n[BX_BATCH_FAILED],
        tally.n[BX_BATCH_BROKEN] + tally.n[BX_BATCH_LEFT], seconds);
    for (guint i = 0; i < batch->entries->len; i++)
        add_case(xml, g_ptr_array_index(batch->entries, i));
    g_string_append(xml, "</testsuite>\n");
    return g_string_free(xml, FALSE);
}
