/* SPDX-License-Identifier: Apache-2.0 */
/* Decide: an issue is up to date where everything that it was made from, and the PDF, is what the journal says. */

#include "batch/batch.h"

#include "banxin/banxin.h"
#include "batch/sums.h"

#include <string.h>

#define REASONS_SHOWN 3

/* ---- options ---- */

static void
add_program(GString *text, const char *name, GHashTable *sums)
{
    g_autofree char *path = bx_helper_path(name);
    const BxKnownFile *known = bx_sums_lookup(sums, path);
    g_string_append_printf(text, "program %s %.16s\n", name, known ? known->sum : "missing");
}

char *
bx_batch_options_text(const BxBatchOptions *options, GHashTable *sums)
{
    GString *text = g_string_new(NULL);
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    g_string_append_printf(text, "version %s\n", bx_version());
    add_program(text, "banxin-worker", sums);
    add_program(text, "banxin-picture", sums);
    g_string_append_printf(text, "profile %s\n", options->profile ? options->profile : "press");
    g_string_append_printf(text, "standard %s\n", options->standard ? options->standard : "x4");
    g_string_append_printf(text, "marks %d\n", options->marks);
    g_string_append_printf(text, "impose %s\n", options->impose ? options->impose : "no");
    g_string_append_printf(text, "deny-warnings %d\n", options->deny_warnings);
    g_string_append_printf(text, "locked %d\n", options->locked || options->lock_file);
    g_string_append_printf(text, "lock-file %s\n", options->lock_file ? options->lock_file : "");
    g_string_append_printf(text, "SOURCE_DATE_EPOCH %s\n", epoch ? epoch : "");
    return g_string_free(text, FALSE);
}

/* The first line that differs, for people; NULL: none. Owned. */
static char *
options_reason(const char *now, const char *before)
{
    g_auto(GStrv) new_lines = g_strsplit(now, "\n", -1), old_lines = g_strsplit(before, "\n", -1);
    if (strcmp(now, before) == 0)
        return NULL;
    for (int i = 0; new_lines[i] && old_lines[i]; i++)
        if (strcmp(new_lines[i], old_lines[i]) != 0)
            return g_str_has_prefix(new_lines[i], "program ")
                       ? g_strdup("another banxin")
                       : g_strdup_printf("option: %s, was: %s", new_lines[i], old_lines[i]);
    return g_strdup("another banxin");
}

/* ---- inputs ---- */

static const char *
sum_of_faces(const BxBatch *batch, const char *which)
{
    const char *sum = strcmp(which, "aliases") == 0 ? batch->aliases : batch->installed;
    return sum ? sum : "";
}

/* The sum of an input as it is now; owned, NULL: it is gone. */
static char *
sum_now(const BxBatch *batch, const BxBatchInput *input)
{
    if (strcmp(input->kind, "faces") == 0)
        return g_strdup(sum_of_faces(batch, input->path));
    if (strcmp(input->kind, "names") == 0)
        return bx_names_sum(input->path);
    g_autofree char *file = bx_batch_input_file(input);
    const BxKnownFile *known = bx_sums_lookup(batch->sums, file);
    return known ? g_strdup(known->sum) : NULL;
}

/* As people know it: below the folder where it lies there. */
static const char *
shown(const BxBatchInput *input, const char *folder)
{
    size_t n = strlen(folder);
    bool is_below = strncmp(input->path, folder, n) == 0 && input->path[n] == '/';
    return is_below ? input->path + n + 1 : input->path;
}

/* Why an input asks for a new build; NULL: it does not. Owned. */
static char *
input_reason(const BxBatch *batch, const BxBatchInput *input, const char *folder)
{
    g_autofree char *sum = sum_now(batch, input);
    if (sum && strcmp(sum, input->sum) == 0)
        return NULL;
    if (strcmp(input->kind, "names") == 0)
        return g_strdup("a file was added to the issue's folder, or taken away");
    if (strcmp(input->kind, "faces") == 0)
        return g_strdup(strcmp(input->path, "aliases") == 0
                            ? "other faces are behind the aliases"
                            : "other faces are installed, and one of them lends a character");
    if (strcmp(input->sum, BX_SUM_UNSTEADY) == 0)
        return g_strdup_printf("%s %s changed while it was read", input->kind,
                               shown(input, folder));
    return g_strdup_printf("%s %s %s", input->kind, shown(input, folder),
                           sum ? "changed" : "is gone");
}

char *
bx_batch_inputs_reason(const BxBatch *batch, const BxBatchResult *result, const char *folder)
{
    const GPtrArray *inputs = result->inputs;
    g_autoptr(GString) reasons = g_string_new(NULL);
    int n = 0;
    for (guint i = 0; i < inputs->len; i++) {
        g_autofree char *reason = input_reason(batch, g_ptr_array_index(inputs, i), folder);
        if (reason && n++ < REASONS_SHOWN)
            g_string_append_printf(reasons, "%s%s", n > 1 ? "; " : "", reason);
    }
    if (n > REASONS_SHOWN)
        g_string_append_printf(reasons, "; and %d more", n - REASONS_SHOWN);
    return n ? g_string_free(g_steal_pointer(&reasons), FALSE) : NULL;
}

static char *
output_reason(const BxBatch *batch, const BxEntry *entry, const BxRecord *record)
{
    const BxKnownFile *pdf = bx_sums_lookup(batch->sums, entry->pdf);
    if (!pdf)
        return g_strdup("the PDF is missing");
    return strcmp(pdf->sum, record->pdf_sum) == 0
               ? NULL
               : g_strdup("the PDF is not the one that was written");
}

/* ---- the whole ---- */

static char *
reason(const BxBatch *batch, const BxEntry *entry, const BxRecord *record)
{
    if (batch->options->force)
        return g_strdup("asked for (--force)");
    if (!record)
        return g_strdup("new");
    if (record->result->state != BX_BATCH_DONE)
        return g_strdup("it failed before");
    char *why = options_reason(batch->options_text, record->options);
    if (!why)
        why = bx_batch_inputs_reason(batch, record->result, entry->found->folder);
    return why ? why : output_reason(batch, entry, record);
}

void
bx_batch_decide(BxBatch *batch)
{
    for (guint i = 0; i < batch->entries->len; i++) {
        BxEntry *entry = g_ptr_array_index(batch->entries, i);
        if (entry->found->fault) {
            entry->result = bx_batch_result_new(BX_BATCH_BROKEN, entry->found->fault);
            continue;
        }
        g_autoptr(BxRecord) record = bx_journal_lookup(batch->journal, entry->found->folder);
        entry->reason = reason(batch, entry, record);
        if (entry->reason)
            continue;
        entry->result = g_steal_pointer(&record->result);
        entry->result->state = BX_BATCH_UNCHANGED;
    }
}
