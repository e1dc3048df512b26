/* SPDX-License-Identifier: Apache-2.0 */
/* Run: find → decide → make → sum up. */

#include "batch/run.h"

#include "banxin/banxin.h"
#include "base/file.h"
#include "base/say.h"
#include "batch/progress.h"
#include "batch/slurm.h"
#include "batch/summary.h"
#include "batch/sums.h"
#include "batch/temporaries.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#define KEEP_SUMS_EVERY_US (5 * G_USEC_PER_SEC)

static void
entry_free(void *data)
{
    BxEntry *entry = data;
    g_free(entry->pdf);
    g_free(entry->log);
    g_free(entry->reason);
    bx_batch_result_free(entry->result);
    g_free(entry);
}

static void
batch_clear(BxBatch *batch)
{
    g_clear_pointer(&batch->entries, g_ptr_array_unref);
    g_clear_pointer(&batch->found, g_ptr_array_unref);
    g_clear_pointer(&batch->sums, g_hash_table_unref);
    g_clear_pointer(&batch->known_faces, g_hash_table_unref);
    bx_journal_free(batch->journal);
    g_free(batch->options_text);
    g_free(batch->aliases);
    g_free(batch->installed);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BxBatch, batch_clear)

static int
fail(const char *message)
{
    fprintf(stderr, "banxin batch: %s\n", message);
    return 1;
}

/* ---- find ---- */

static bool
refuse_outputs(const BxBatch *batch, const char *output)
{
    g_autofree char *collisions = bx_find_collisions(batch->found);
    if (collisions)
        fprintf(stderr, "banxin batch: name folders so that each is one of its kind:\n%s",
                collisions);
    bool is_refused = collisions != NULL;
    for (guint i = 0; i < batch->found->len; i++) {
        const BxFound *found = g_ptr_array_index(batch->found, i);
        size_t n = strlen(found->folder);
        if (strncmp(output, found->folder, n) != 0 || (output[n] != '/' && output[n] != '\0'))
            continue;
        fprintf(stderr,
                "banxin batch: the output folder “%s” lies in the issue “%s”; choose another "
                "with -o\n",
                output, found->folder);
        is_refused = true;
    }
    return is_refused;
}

static bool
find(BxBatch *batch, const char *output)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
    batch->found = bx_find_issues(batch->options->where, notes, &error);
    if (!batch->found) {
        fail(error->message);
        return false;
    }
    for (guint i = 0; i < notes->len; i++)
        fprintf(stderr, "banxin batch: %s\n", (const char *)g_ptr_array_index(notes, i));
    if (batch->found->len == 0) {
        fprintf(stderr, "banxin batch: no issue below “%s”: an issue is a folder with issue.yaml\n",
                batch->options->where);
        return false;
    }
    if (refuse_outputs(batch, output))
        return false;
    batch->entries = g_ptr_array_new_with_free_func(entry_free);
    for (guint i = 0; i < batch->found->len; i++) {
        BxEntry *entry = g_new0(BxEntry, 1);
        entry->found = g_ptr_array_index(batch->found, i);
        entry->pdf = g_strdup_printf("%s/%s.pdf", output, entry->found->name);
        entry->log = g_strdup_printf("%s/%s.log", output, entry->found->name);
        g_ptr_array_add(batch->entries, entry);
    }
    return true;
}

/* ---- make ---- */

char **
bx_batch_worker_words(const BxBatchOptions *options, int jobs)
{
    GPtrArray *words = g_ptr_array_new();
    const struct {
        bool is_on;
        const char *word;
    } flags[] = {{g_strcmp0(options->profile, "proof") == 0, "--proof"},
                 {g_strcmp0(options->standard, "x1a") == 0, "--x1a"},
                 {options->marks, "--marks"},
                 {options->impose != NULL, "--impose"},
                 {options->locked, "--locked"},
                 {options->deny_warnings, "--deny-warnings"}};
    g_ptr_array_add(words, bx_helper_path("banxin-worker"));
    for (size_t i = 0; i < G_N_ELEMENTS(flags); i++)
        if (flags[i].is_on)
            g_ptr_array_add(words, g_strdup(flags[i].word));
    g_ptr_array_add(words, g_strdup_printf("--jobs=%d", jobs));
    g_ptr_array_add(words, g_strconcat("--data=", options->data_dir, NULL));
    if (options->cache)
        g_ptr_array_add(words, g_strconcat("--cache=", options->cache, NULL));
    if (options->lock_file)
        g_ptr_array_add(words, g_strconcat("--lock-file=", options->lock_file, NULL));
    g_ptr_array_add(words, NULL);
    return (char **)g_ptr_array_free(words, FALSE);
}

bool
bx_batch_settle(BxBatch *batch, BxEntry *entry, BxBatchResult *result_taken, const char *pdf_sum,
                GError **error)
{
    entry->result = result_taken;
    if (result_taken->state == BX_BATCH_LEFT)
        return true;
    const BxKnownFile *pdf = result_taken->state == BX_BATCH_DONE && !pdf_sum
                                 ? bx_sums_lookup(batch->sums, entry->pdf)
                                 : NULL;
    if (!pdf_sum)
        pdf_sum = pdf ? pdf->sum : "";
    return bx_journal_finish(batch->journal, entry->found->folder, entry->found->name,
                             batch->options_text, pdf_sum, result_taken, error);
}

/* What a worker summed on this machine. */
static void
believe_marks(BxBatch *batch, const BxBatchResult *result)
{
    for (guint i = 0; i < result->inputs->len; i++) {
        const BxBatchInput *input = g_ptr_array_index(result->inputs, i);
        g_autofree char *file = bx_batch_input_file(input);
        if (input->mark.inode)
            bx_sums_tell(batch->sums, file, input->sum, &input->mark, /*new*/ true);
    }
}

/* What the pool's callbacks know. */
typedef struct {
    BxBatch *batch;
    BxEntry **due;
    BxProgress progress;
    gint64 kept_us; /* when the sums were last kept */
    GError *error;
    int stop; /* the batch's, or 1 after an error */
} Making;

static void
order_started(int order, void *data)
{
    Making *making = data;
    bx_progress_name(&making->progress, making->due[order]->found->name);
}

static void
order_done(int order, BxBatchResult *result_taken, void *data)
{
    Making *making = data;
    BxEntry *entry = making->due[order];
    if (result_taken->state != BX_BATCH_LEFT)
        bx_progress_done(&making->progress, entry->found->name, result_taken);
    believe_marks(making->batch, result_taken);
    if (!bx_batch_settle(making->batch, entry, result_taken, NULL,
                         making->error ? NULL : &making->error))
        making->stop = 2;
}

static void
tick(void *data)
{
    Making *making = data;
    bx_progress_tick(&making->progress);
    making->stop = MAX(making->stop, *making->batch->stop);
    gint64 now = g_get_monotonic_time();
    if (now - making->kept_us < KEEP_SUMS_EVERY_US)
        return;
    making->kept_us = now;
    bx_journal_keep_sums(making->batch->journal, making->batch->sums, NULL);
}

/* Files of faces that the journal knows and that are still the same. */
static GHashTable *
known_faces(const BxBatch *batch)
{
    GHashTable *faces = bx_sums_new();
    g_autofree char *list = bx_journal_fact(batch->journal, "faces files");
    g_auto(GStrv) files = g_strsplit(list ? list : "", "\n", -1);
    for (char **file = files; *file; file++) {
        const BxKnownFile *known = **file ? bx_sums_lookup(batch->sums, *file) : NULL;
        if (known)
            bx_sums_tell(faces, *file, known->sum, &known->mark, false);
    }
    return faces;
}

static void
keep_known_faces(const BxBatch *batch)
{
    g_autoptr(GHashTable) set = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GString) list = g_string_new(NULL);
    for (guint i = 0; i < batch->entries->len; i++) {
        const BxEntry *entry = g_ptr_array_index(batch->entries, i);
        for (guint k = 0; entry->result && k < entry->result->inputs->len; k++) {
            const BxBatchInput *input = g_ptr_array_index(entry->result->inputs, k);
            char *number = strcmp(input->kind, "face") == 0 ? strrchr(input->path, '#') : NULL;
            if (number && g_hash_table_add(set, input->path))
                g_string_append_printf(list, "%.*s\n", (int)(number - input->path), input->path);
        }
    }
    if (list->len)
        bx_journal_keep_fact(batch->journal, "faces files", list->str, NULL);
}

static int
n_processors(const BxBatchOptions *options)
{
    return options->jobs > 0 ? options->jobs : (int)g_get_num_processors();
}

static BxPoolSettings
pool_settings(const BxBatch *batch, char **words, int jobs)
{
    return (BxPoolSettings){.worker = {.argv = words,
                                       .memory_mib = batch->options->memory_mib,
                                       .seconds = batch->options->timeout_s},
                            .jobs = jobs,
                            .known_faces = batch->known_faces};
}

static bool
make(BxBatch *batch, const BxPoolSettings *pool, GPtrArray *due, GError **error)
{
    g_autofree BxOrder *orders = g_new0(BxOrder, MAX(1, due->len));
    for (guint i = 0; i < due->len; i++) {
        const BxEntry *entry = g_ptr_array_index(due, i);
        orders[i] = (BxOrder){entry->found->folder, entry->pdf, entry->log};
    }
    Making making = {.batch = batch, .due = (BxEntry **)due->pdata, .stop = *batch->stop};
    BxPoolSettings settings = *pool;
    settings.stop = &making.stop;
    settings.started = order_started;
    settings.done = order_done;
    settings.tick = tick;
    settings.data = &making;
    settings.jobs = MIN(pool->jobs, MAX(1, (int)due->len));
    bx_progress_start(&making.progress, (int)due->len, batch->options->quiet);
    bool is_good = bx_pool_run(&settings, orders, (int)due->len, error);
    bx_progress_end(&making.progress);
    if (is_good && making.error) {
        g_propagate_error(error, making.error);
        return false;
    }
    g_clear_error(&making.error);
    return is_good && bx_journal_keep_sums(batch->journal, batch->sums, error);
}

static bool
make_due(BxBatch *batch, const BxPoolSettings *pool, const char *output, GPtrArray *due,
         GError **error)
{
    return batch->options->slurm ? bx_slurm_make(batch, output, due, error)
                                 : make(batch, pool, due, error);
}

/* ---- the whole ---- */

static GPtrArray *
due_entries(const BxBatch *batch)
{
    GPtrArray *due = g_ptr_array_new();
    for (guint i = 0; i < batch->entries->len; i++) {
        BxEntry *entry = g_ptr_array_index(batch->entries, i);
        if (!entry->result)
            g_ptr_array_add(due, entry);
    }
    return due;
}

static int
show_plan(const BxBatch *batch)
{
    int n = 0;
    for (guint i = 0; i < batch->entries->len; i++) {
        const BxEntry *entry = g_ptr_array_index(batch->entries, i);
        n += entry->reason != NULL;
        if (entry->found->fault)
            printf("fault %s: %s\n", entry->found->name, entry->found->fault);
        else
            printf("%s %s%s%s\n", entry->reason ? "make " : "keep ", entry->found->name,
                   entry->reason ? ": " : "", entry->reason ? entry->reason : "");
    }
    printf("%d of %u to be made\n", n, batch->entries->len);
    return bx_batch_tally(batch).n[BX_BATCH_BROKEN] ? 1 : 0;
}

static bool
write_text(const char *path, char *text_taken)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = g_bytes_new_take(text_taken, strlen(text_taken));
    if (path && !bx_write_file(path, bytes, &error)) {
        fail(error->message);
        return false;
    }
    return true;
}

static int
sum_up(const BxBatch *batch)
{
    const BxBatchOptions *options = batch->options;
    g_autofree char *text = bx_summary_text(batch);
    fputs(text, stdout);
    bool is_written = (!options->report || write_text(options->report, bx_summary_json(batch)))
                      & (!options->junit || write_text(options->junit, bx_summary_junit(batch)));
    if (*batch->stop)
        fputs("banxin batch: stopped; the same command goes on where it was\n", stderr);
    return is_written && bx_batch_is_good(batch) ? 0 : 1;
}

/* What a batch left that was killed. */
static void
tidy(const BxBatch *batch, const char *output)
{
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < batch->entries->len; i++) {
        const BxEntry *entry = g_ptr_array_index(batch->entries, i);
        g_hash_table_add(names, g_path_get_basename(entry->pdf));
        g_hash_table_add(names, g_path_get_basename(entry->log));
    }
    bx_remove_temporaries(output, names);
}

static bool
prepare(BxBatch *batch, const char *output, GError **error)
{
    const BxBatchOptions *options = batch->options;
    if (!options->dry_run && g_mkdir_with_parents(output, 0777) != 0) {
        fprintf(stderr, "banxin batch: “%s”: %s\n", output, bx_errno_local(errno));
        return false;
    }
    batch->journal = bx_journal_open(output, options->dry_run, error);
    if (!batch->journal)
        return false;
    if (!options->dry_run && !options->slurm) /* a node may be at work yet */
        tidy(batch, output);
    batch->sums = bx_journal_sums(batch->journal);
    batch->options_text = bx_batch_options_text(options, batch->sums);
    batch->known_faces = known_faces(batch);
    return true;
}

int
bx_batch_run(const BxBatchOptions *options, const int *stop)
{
    g_autoptr(GError) error = NULL;
    gint64 start = g_get_monotonic_time();
    g_auto(BxBatch) batch = {.options = options, .stop = stop};
    g_autofree char *output = g_canonicalize_filename(options->output, NULL);
    if (!find(&batch, output))
        return 1;
    if (!prepare(&batch, output, &error))
        return error ? fail(error->message) : 1;
    int jobs = n_processors(options);
    g_auto(GStrv) words =
        bx_batch_worker_words(options, MAX(1, (int)g_get_num_processors() / jobs));
    const BxPoolSettings pool = pool_settings(&batch, words, jobs);
    if (!bx_batch_look_at_faces(&batch, &pool, &error))
        return fail(error->message);
    bx_batch_decide(&batch);
    if (options->dry_run)
        return show_plan(&batch);
    g_autoptr(GPtrArray) due = due_entries(&batch);
    bool is_good = due->len == 0 || make_due(&batch, &pool, output, due, &error);
    is_good = is_good && bx_journal_keep_sums(batch.journal, batch.sums, &error);
    if (is_good && due->len)
        keep_known_faces(&batch);
    batch.seconds = (double)(g_get_monotonic_time() - start) / G_USEC_PER_SEC;
    int code = sum_up(&batch);
    return is_good ? code : fail(error->message);
}
