/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Queue: Slurm's commands. */

#include <glib.h>
#include <stdbool.h>

/* False with `error`, which names the package, where Slurm is not installed here. */
bool bx_queue_check(GError **error);

/* Submits `script` as an array of n tasks; `options` are words for sbatch. The job's number, owned; NULL with
 * `error`. */
char *bx_queue_submit(const char *script, int n, const char *const *options, GError **error);

/* Whether an error of the above is that the controller does not answer: it may later. */
bool bx_queue_is_away(const GError *error);

/* The tasks of jobs that are waiting or running: “JOB TASK” as a set, owned. NULL: the controller does not
 * answer, and nothing is known. Tasks that Slurm holds back for good are given up, and are not in it. `may_hurry`: what
 * waits for a time to begin, as after the failure of a node, may begin now. */
GHashTable *bx_queue_live(char *const *jobs, bool may_hurry);
/* Takes jobs out of the queue, and ends what runs of them. */
void bx_queue_cancel(char *const *jobs);
