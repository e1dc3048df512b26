/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
#include "batch/batch.h"

/* Runs a batch from its options to its summary. 0: every issue is there as it should be; 1: not. `stop` as in
 * pool.h. */
int bx_batch_run(const BxBatchOptions *options, const int *stop);
