/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Slurm: the issues of a batch as arrays of jobs over a shared folder. Where Slurm loses a task, or runs it twice, the
 * ledger has it: what is not final when its task is gone is submitted again. */

#include "batch/batch.h"

/* Makes the entries (GPtrArray of BxEntry), and returns when each is final, or `batch->stop` says so: then
 * what waits or runs is cancelled. `output` is the output folder, absolute. False with `error`. */
bool bx_slurm_make(BxBatch *batch, const char *output, GPtrArray *due, GError **error);
