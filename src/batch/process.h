/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Process: one worker, started, spoken to, watched, ended. */

#include "batch/result.h"

#include <sys/types.h>

/* How workers are started. */
typedef struct {
    char *const *argv; /* of banxin-worker, NULL-terminated; argv[0] is its path */
    int memory_mib;    /* most that a worker may hold */
    int seconds;       /* most that an issue may take */
} BxWorkerSettings;

typedef struct {
    pid_t pid;            /* 0: not started */
    int fd;               /* socket, not blocking; -1: none */
    int said;             /* what it writes to standard output and error */
    GByteArray *received; /* what came in and is not taken yet */
    bool is_gone;         /* its end of the socket is closed */
    int order;            /* what it is at; -1: idle */
    gint64 since_us;      /* when it was told to */
} BxWorker;

void bx_worker_clear(BxWorker *worker); /* to one that is not started */
/* Starts it in a process group of its own. False with `error`. */
bool bx_worker_start(BxWorker *worker, const BxWorkerSettings *settings, GError **error);
/* Sends an order of frame.h; false where the worker is gone. */
bool bx_worker_tell(BxWorker *worker, guint8 what, guint number, const char *one, const char *two,
                    const char *three);
/* Reads what has come; false at its end. */
bool bx_worker_read(BxWorker *worker);
/* Memory that it holds, MiB; 0 where that cannot be told. */
int bx_worker_memory(const BxWorker *worker);
/* Kills it with the children it has, if it has not ended by itself, and makes it one that is not started. How it
 * ended, for people; owned. */
char *bx_worker_end(BxWorker *worker, const BxWorkerSettings *settings);
