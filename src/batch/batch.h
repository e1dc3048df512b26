/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* A batch: its options, its issues, what becomes of each. */

#include "batch/find.h"
#include "batch/journal.h"
#include "batch/pool.h"

typedef struct {
    char *where;          /* a folder or a list */
    char *output;         /* folder */
    char *report, *junit; /* files; NULL: none */
    /* as for banxin build */
    char *profile, *standard, *impose, *cache, *lock_file, *data_dir;
    gboolean marks, deny_warnings, locked;
    gboolean dry_run, force, quiet;
    int jobs, timeout_s, memory_mib;
    /* on a cluster */
    gboolean slurm;
    int per_task, attempts;
    char **slurm_options; /* words for sbatch; NULL: none */
} BxBatchOptions;

/* One issue of the batch. */
typedef struct {
    const BxFound *found;
    char *pdf, *log;
    char *reason;          /* why it is to be made; NULL: it is up to date */
    BxBatchResult *result; /* NULL: none yet */
} BxEntry;

typedef struct {
    const BxBatchOptions *options;
    GPtrArray *found;   /* BxFound */
    GPtrArray *entries; /* BxEntry, in the same order */
    BxJournal *journal;
    GHashTable *sums;          /* sums.h */
    char *options_text;        /* what else decides on the result: a line each */
    char *aliases, *installed; /* sums over the faces */
    GHashTable *known_faces;   /* sums.h */
    const int *stop;
    double seconds; /* that it took */
} BxBatch;

/* What each issue waits for: reasons are set, and up to date ones get their result from the journal. */
void bx_batch_decide(BxBatch *batch);
/* What decides on the result beside the files, a line each; owned. */
char *bx_batch_options_text(const BxBatchOptions *options, GHashTable *sums);

/* Makes batch->aliases and ->installed: from the journal where no folder of faces has changed, else by asking
 * a worker. False with `error`. */
bool bx_batch_look_at_faces(BxBatch *batch, const BxPoolSettings *pool, GError **error);

/* Why a result is not what would be made now, by its inputs; owned. NULL: it is. */
char *bx_batch_inputs_reason(const BxBatch *batch, const BxBatchResult *result, const char *folder);

/* Takes a result into the entry and the journal. `pdf_sum` is that of the PDF; NULL: it is looked at. False with
 * `error`. */
bool bx_batch_settle(BxBatch *batch, BxEntry *entry, BxBatchResult *result_taken,
                     const char *pdf_sum, GError **error);

/* How banxin-worker is started for these options; NULL-terminated, owned. */
char **bx_batch_worker_words(const BxBatchOptions *options, int jobs);
