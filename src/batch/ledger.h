/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Ledger: which task of which Slurm job an issue was given to, until it is final. In the journal's file, so that a
 * submitter that was killed knows what is under way. */

#include "batch/journal.h"

typedef struct {
    char *job;    /* Slurm's number; empty: it is given to none */
    int task;     /* index in the job's array */
    int attempts; /* times that it was given to one */
    bool is_final;
} BxLedgerRow;

void bx_ledger_row_free(void *row); /* BxLedgerRow *, NULL is taken */

/* The row of an issue's folder, owned; NULL: it is in no row. */
BxLedgerRow *bx_batch_ledger_lookup(BxJournal *journal, const char *folder);
bool bx_batch_ledger_keep(BxJournal *journal, const char *folder, const BxLedgerRow *row,
                          GError **error);
/* Rows that are final, and all; false where the ledger cannot be read. */
bool bx_batch_ledger_count(BxJournal *journal, int *n_final, int *n_rows);
/* The jobs that rows which are not final were given to, NULL-terminated, owned. */
char **bx_batch_ledger_jobs(BxJournal *journal);
bool bx_batch_ledger_clear(BxJournal *journal, GError **error);
