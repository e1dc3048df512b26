/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Summary: what became of a batch, for people, for programs (JSON), for build servers (JUnit XML). */

#include "batch/batch.h"

typedef struct {
    int n[BX_BATCH_BROKEN + 1]; /* of each state */
    int n_errors, n_warnings;
} BxTally;

BxTally bx_batch_tally(const BxBatch *batch);
/* Whether every issue is there as it should be. */
bool bx_batch_is_good(const BxBatch *batch);

/* All owned. */
char *bx_summary_text(const BxBatch *batch);
char *bx_summary_json(const BxBatch *batch);
char *bx_summary_junit(const BxBatch *batch);
