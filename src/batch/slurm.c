/* SPDX-License-Identifier: Apache-2.0 */
/* Slurm: look for results → ask the queue → what is in neither is a gap → submit the gaps. The queue is asked before the
 * results are looked at a last time, so that a task which ends in between is no gap. */

#include "batch/slurm.h"

#include "banxin/banxin.h"
#include "base/error.h"
#include "base/file.h"
#include "base/say.h"
#include "batch/ledger.h"
#include "batch/parcel.h"
#include "batch/progress.h"
#include "batch/queue.h"
#include "batch/sums.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define TASKS_MOST 1000 /* of one array; MaxArraySize is 1001 where nobody changed it */
#define POLL_LEAST_US (500 * 1000)
#define POLL_MOST_US (5 * G_USEC_PER_SEC)
#define GRACE_US (4 * G_USEC_PER_SEC) /* a shared folder may show a file that late */
#define NAP_US (50 * 1000)
#define FACT_OPTIONS "slurm options"

typedef struct {
    BxEntry *entry;
    BxLedgerRow row;
    gint64 missing_us; /* since when its task is gone; 0: it is not */
} Given;

typedef struct {
    BxBatch *batch;
    const char *output;
    Given *given; /* n of them */
    int n, n_final, n_submissions;
    BxProgress progress;
    bool is_warned; /* that the controller does not answer */
} Slurm;

/* ---- results ---- */

static bool
finish(Slurm *slurm, Given *given, BxBatchResult *result_taken, const char *pdf_sum, GError **error)
{
    given->row.is_final = true;
    slurm->n_final++;
    bx_progress_done(&slurm->progress, given->entry->found->name, result_taken);
    return bx_batch_settle(slurm->batch, given->entry, result_taken, pdf_sum, error)
           && bx_batch_ledger_keep(slurm->batch->journal, given->entry->found->folder, &given->row,
                                   error);
}

/* The marks of files as the node saw them, where this machine sees the same: nothing is read here again. */
static void
believe_marks(Slurm *slurm, const BxBatchResult *result)
{
    for (guint i = 0; i < result->inputs->len; i++) {
        BxBatchInput *input = g_ptr_array_index(result->inputs, i);
        g_autofree char *file = bx_batch_input_file(input);
        BxFileMark here;
        if (!input->mark.inode || !bx_file_mark(file, &here))
            continue;
        input->mark.device = here.device; /* each machine counts its own */
        if (bx_file_mark_equal(&input->mark, &here))
            bx_sums_tell(slurm->batch->sums, file, input->sum, &input->mark, /*new*/ true);
    }
}

/* Takes a result that lies in the folder; one that was made from other files than are there now is deleted. */
static bool
take_result(Slurm *slurm, Given *given, GError **error)
{
    const BxFound *found = given->entry->found;
    g_autofree char *path = bx_parcel_result_path(slurm->output, found->name), *sum = NULL;
    g_autoptr(BxBatchResult) result =
        bx_parcel_read_result(path, found->folder, slurm->batch->options_text, &sum);
    if (!result)
        return true;
    believe_marks(slurm, result);
    g_autofree char *reason = result->state == BX_BATCH_DONE
                                  ? bx_batch_inputs_reason(slurm->batch, result, found->folder)
                                  : NULL;
    bool is_good = reason || finish(slurm, given, g_steal_pointer(&result), sum, error);
    if (reason && given->row.attempts >= slurm->batch->options->attempts) {
        g_autofree char *why = g_strdup_printf("made from other files than are here: %s", reason);
        is_good = finish(slurm, given, bx_batch_result_new(BX_BATCH_BROKEN, why), "", error);
    }
    unlink(path);
    return is_good;
}

static bool
take_results(Slurm *slurm, GError **error)
{
    for (int i = 0; i < slurm->n; i++)
        if (!slurm->given[i].row.is_final && !take_result(slurm, &slurm->given[i], error))
            return false;
    return true;
}

/* ---- submitting ---- */

static char *
write_script(const char *parcels, GError **error)
{
    g_autofree char *program = bx_helper_path("banxin-batch");
    g_autofree char *quoted = g_shell_quote(program), *folder = g_shell_quote(parcels);
    char *text = g_strdup_printf("#!/bin/sh\nexec %s --slurm-task %s \"$SLURM_ARRAY_TASK_ID\"\n",
                                 quoted, folder);
    g_autoptr(GBytes) bytes = g_bytes_new_take(text, strlen(text));
    g_autofree char *path = g_build_filename(parcels, "job.sh", NULL);
    return bx_write_file(path, bytes, error) ? g_steal_pointer(&path) : NULL;
}

static char *
submit_parcels(Slurm *slurm, const char *parcels, int n_tasks, GError **error)
{
    const BxBatchOptions *options = slurm->batch->options;
    g_autofree char *script = write_script(parcels, error);
    if (!script)
        return NULL;
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(words, g_strdup("--job-name=banxin"));
    g_ptr_array_add(words, g_strdup_printf("--output=%s/task-%%a.log", parcels));
    g_ptr_array_add(words, g_strdup_printf("--chdir=%s", slurm->output));
    g_ptr_array_add(words, g_strdup_printf("--cpus-per-task=%d", MAX(1, options->jobs)));
    for (char **own = options->slurm_options; own && *own; own++)
        g_ptr_array_add(words, g_strdup(*own));
    g_ptr_array_add(words, NULL);
    return bx_queue_submit(script, n_tasks, (const char *const *)words->pdata, error);
}

/* Tasks of one array: GPtrArray of GPtrArray of BxEntry, owned; `at` is moved behind the last that is in it. */
static GPtrArray *
next_tasks(const Slurm *slurm, const GPtrArray *gaps, guint *at)
{
    guint per_task = (guint)slurm->batch->options->per_task;
    GPtrArray *tasks = g_ptr_array_new_with_free_func((GDestroyNotify)g_ptr_array_unref);
    while (*at < gaps->len && tasks->len < TASKS_MOST) {
        GPtrArray *task = g_ptr_array_new();
        for (; *at < gaps->len && task->len < per_task; (*at)++)
            g_ptr_array_add(task, ((Given *)g_ptr_array_index(gaps, *at))->entry);
        g_ptr_array_add(tasks, task);
    }
    return tasks;
}

static bool
note_given(Slurm *slurm, const GPtrArray *gaps, guint from, guint to, const char *job,
           GError **error)
{
    BxJournal *journal = slurm->batch->journal;
    bool is_good = bx_journal_start(journal, error);
    for (guint i = from; is_good && i < to; i++) {
        Given *given = g_ptr_array_index(gaps, i);
        g_free(given->row.job);
        given->row.job = g_strdup(job);
        given->row.task = (int)(i - from) / slurm->batch->options->per_task;
        given->row.attempts++;
        given->missing_us = 0;
        is_good = bx_batch_ledger_keep(journal, given->entry->found->folder, &given->row, error);
    }
    return is_good && bx_journal_commit(journal, error);
}

/* False with `error`; a controller that does not answer is no error, the gaps stay gaps. */
static bool
submit(Slurm *slurm, const GPtrArray *gaps, GError **error)
{
    for (guint at = 0; at < gaps->len;) {
        guint from = at;
        g_autoptr(GError) fault = NULL;
        g_autoptr(GPtrArray) tasks = next_tasks(slurm, gaps, &at);
        g_autofree char *parcels = bx_parcel_send(slurm->batch, slurm->output, tasks, error);
        if (!parcels)
            return false;
        g_autofree char *job = submit_parcels(slurm, parcels, (int)tasks->len, &fault);
        if (!job && bx_queue_is_away(fault))
            return true;
        if (!job) {
            g_propagate_error(error, g_steal_pointer(&fault));
            return false;
        }
        slurm->n_submissions++;
        if (!note_given(slurm, gaps, from, at, job, error))
            return false;
    }
    return true;
}

/* ---- gaps ---- */

static char **
jobs_of(const Slurm *slurm)
{
    g_autoptr(GHashTable) jobs = g_hash_table_new(g_str_hash, g_str_equal);
    GPtrArray *list = g_ptr_array_new();
    for (int i = 0; i < slurm->n; i++) {
        const BxLedgerRow *row = &slurm->given[i].row;
        if (!row->is_final && *row->job && g_hash_table_add(jobs, row->job))
            g_ptr_array_add(list, g_strdup(row->job));
    }
    g_ptr_array_add(list, NULL);
    return (char **)g_ptr_array_free(list, FALSE);
}

/* Its task was not in the queue for long enough that a result would be seen. */
static bool
is_gap(Given *given, GHashTable *live)
{
    if (given->row.is_final || !*given->row.job)
        return !given->row.is_final;
    g_autofree char *task = g_strdup_printf("%s %d", given->row.job, given->row.task);
    gint64 now = g_get_monotonic_time();
    if (g_hash_table_contains(live, task))
        given->missing_us = 0;
    else if (!given->missing_us)
        given->missing_us = now;
    return given->missing_us && now - given->missing_us >= GRACE_US;
}

static bool
give_up(Slurm *slurm, Given *given, GError **error)
{
    g_autofree char *why =
        g_strdup_printf("no node made it in %d tries; see the logs of the tasks in %s/%s",
                        given->row.attempts, slurm->output, BX_PARCEL_FOLDER);
    return finish(slurm, given, bx_batch_result_new(BX_BATCH_BROKEN, why), "", error);
}

static bool
fill_gaps(Slurm *slurm, GHashTable *live, GError **error)
{
    g_autoptr(GPtrArray) gaps = g_ptr_array_new();
    for (int i = 0; i < slurm->n; i++) {
        Given *given = &slurm->given[i];
        if (!is_gap(given, live))
            continue;
        if (given->row.attempts < slurm->batch->options->attempts)
            g_ptr_array_add(gaps, given);
        else if (!give_up(slurm, given, error))
            return false;
    }
    return submit(slurm, gaps, error);
}

static void
warn_of_silence(Slurm *slurm)
{
    if (!slurm->is_warned)
        fputs("banxin batch: Slurm's controller does not answer; waiting for it\n", stderr);
    slurm->is_warned = true;
}

/* The user wants it later. */
static bool
has_begin_time(const BxBatchOptions *options)
{
    for (char **word = options->slurm_options; word && *word; word++)
        if (g_str_has_prefix(*word, "--begin") || g_str_has_prefix(*word, "-b"))
            return true;
    return false;
}

static bool
step(Slurm *slurm, GError **error)
{
    g_auto(GStrv) jobs = jobs_of(slurm);
    g_autoptr(GHashTable) live = bx_queue_live(jobs, !has_begin_time(slurm->batch->options));
    if (!take_results(slurm, error))
        return false;
    if (live)
        return fill_gaps(slurm, live, error);
    warn_of_silence(slurm);
    return true;
}

/* ---- the whole ---- */

static void
nap(Slurm *slurm, gint64 us)
{
    gint64 end = g_get_monotonic_time() + us;
    while (g_get_monotonic_time() < end && *slurm->batch->stop == 0) {
        bx_progress_tick(&slurm->progress);
        g_usleep(NAP_US);
    }
}

/* What an earlier submitter gave is gone on with, but for other options. */
static bool
start(Slurm *slurm, GPtrArray *due, GError **error)
{
    BxJournal *journal = slurm->batch->journal;
    g_autofree char *before = bx_journal_fact(journal, FACT_OPTIONS);
    g_auto(GStrv) jobs = bx_batch_ledger_jobs(journal);
    bool goes_on = jobs[0] && g_strcmp0(before, slurm->batch->options_text) == 0;
    if (!goes_on) {
        bx_queue_cancel(jobs);
        if (!bx_batch_ledger_clear(journal, error)
            || !bx_journal_keep_fact(journal, FACT_OPTIONS, slurm->batch->options_text, error))
            return false;
    }
    slurm->n = (int)due->len;
    slurm->given = g_new0(Given, MAX(1, slurm->n));
    for (int i = 0; i < slurm->n; i++) {
        Given *given = &slurm->given[i];
        given->entry = g_ptr_array_index(due, i);
        BxLedgerRow *row = bx_batch_ledger_lookup(journal, given->entry->found->folder);
        if (row && !row->is_final)
            given->row = (BxLedgerRow){g_strdup(row->job), row->task, row->attempts, false};
        else
            given->row.job = g_strdup("");
        bx_ledger_row_free(row);
        if (!bx_batch_ledger_keep(journal, given->entry->found->folder, &given->row, error))
            return false;
    }
    return true;
}

static bool
make_folder(const char *output, GError **error)
{
    g_autofree char *folder = g_build_filename(output, BX_PARCEL_FOLDER, NULL);
    if (g_mkdir_with_parents(folder, 0777) == 0)
        return true;
    g_set_error(error, BX_ERROR, BX_ERROR_IO, "“%s”: %s", folder, bx_errno_local(errno));
    return false;
}

/* Every issue that was given to a node is final, or the batch was stopped. */
static bool
close_ledger(Slurm *slurm, GError **error)
{
    int n_final, n_rows;
    bool is_read = bx_batch_ledger_count(slurm->batch->journal, &n_final, &n_rows);
    bool is_stopped = *slurm->batch->stop != 0;
    if (is_read && !is_stopped)
        printf("ledger: %d of %d issues final, in %d submission%s\n", n_final, n_rows,
               slurm->n_submissions, slurm->n_submissions == 1 ? "" : "s");
    if (is_read && (is_stopped || n_final == n_rows))
        return true;
    g_set_error(error, BX_ERROR, BX_ERROR_IO, _("the ledger has %d of %d issues final"), n_final,
                n_rows);
    return false;
}

bool
bx_slurm_make(BxBatch *batch, const char *output, GPtrArray *due, GError **error)
{
    Slurm slurm = {.batch = batch, .output = output};
    if (!bx_queue_check(error) || !make_folder(output, error))
        return false;
    bx_progress_start(&slurm.progress, (int)due->len, batch->options->quiet);
    bool is_good = start(&slurm, due, error);
    gint64 pause = POLL_LEAST_US;
    while (is_good && slurm.n_final < slurm.n && *batch->stop == 0) {
        is_good = step(&slurm, error);
        if (is_good && slurm.n_final < slurm.n)
            nap(&slurm, pause);
        pause = MIN(pause * 5 / 4, POLL_MOST_US);
    }
    g_auto(GStrv) jobs = jobs_of(&slurm);
    bx_queue_cancel(jobs);
    bx_progress_end(&slurm.progress);
    is_good = is_good && close_ledger(&slurm, error);
    for (int i = 0; i < slurm.n; i++)
        g_free(slurm.given[i].row.job);
    g_free(slurm.given);
    return is_good;
}
