/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What passes between the programs of a batch: orders to a worker, results from it. Data alone. */

#include <glib.h>
#include <stdbool.h>

/* How a file is told to be the one that was summed, without reading it. */
typedef struct {
    gint64 device, inode, size, mtime_ns, ctime_ns;
    gint64 summed_ns; /* when its sum was made, by this machine's clock */
} BxFileMark;

/* As text and back; owned. False where it is none. */
char *bx_file_mark_text(const BxFileMark *mark);
bool bx_file_mark_parse(const char *text, BxFileMark *mark);

/* A file that an issue was made from. */
typedef struct {
    char *
        kind; /* of bx_document_inputs(); also “names” (the names of the files in the folder) and
                   “faces” (what the aliases, or all of fontconfig, come to) */
    char *path;
    char *sum;       /* SHA-256 in hex; BX_SUM_UNSTEADY; empty: it cannot be read */
    BxFileMark mark; /* inode 0: not known */
} BxBatchInput;

/* The file changed while the issue was made: no run takes it for up to date. */
#define BX_SUM_UNSTEADY "unsteady"

typedef enum {
    BX_BATCH_LEFT,      /* not tried: the batch was stopped */
    BX_BATCH_UNCHANGED, /* up to date */
    BX_BATCH_DONE,      /* written */
    BX_BATCH_FAILED,    /* the issue has errors */
    BX_BATCH_BROKEN,    /* the worker crashed, ran over a limit, or the world did not let it */
} BxBatchState;

typedef struct {
    BxBatchState state;
    guint n_errors, n_warnings, n_pages;
    double seconds, cpu_seconds;
    char *message;     /* of BROKEN: why; else empty */
    char *diagnostics; /* JSON, one object a line */
    GPtrArray *inputs; /* BxBatchInput */
} BxBatchResult;

BxBatchResult *bx_batch_result_new(BxBatchState state, const char *message);
void bx_batch_result_free(BxBatchResult *result);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxBatchResult, bx_batch_result_free)

BxBatchInput *bx_batch_input_new(const char *kind, const char *path, const char *sum);
/* Where it lies: of a face without its number; owned. */
char *bx_batch_input_file(const BxBatchInput *input);
void bx_batch_input_free(void *input); /* BxBatchInput *, NULL is taken */

/* Results as they travel and lie in files; a floating reference. */
GVariant *bx_batch_result_pack(const BxBatchResult *result);
/* NULL where the value is not of that form; owned. */
BxBatchResult *bx_batch_result_unpack(GVariant *packed);
#define BX_RESULT_TYPE "(uuuuddssa(sss(xxxxxx)))"

const char *bx_batch_state_name(BxBatchState state); /* “done” … */
