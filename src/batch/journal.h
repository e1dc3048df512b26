/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Journal: what a batch knows of its output folder, in one SQLite file there: what each issue was made from and came
 * to. It is written issue by issue, each whole or not at all, so that a batch that was killed goes on where it
 * was. One batch at a time has a folder. */

#include "batch/result.h"

#define BX_JOURNAL_NAME ".banxin-batch.db"

typedef struct BxJournal BxJournal;

/* Opens the journal of an output folder, and makes it where there is none; to look alone does neither, nor needs the
 * folder, and gives an empty one. NULL with `error`: another batch has the folder; the file is damaged. */
BxJournal *bx_journal_open(const char *folder, bool to_look, GError **error);
void bx_journal_free(BxJournal *journal);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxJournal, bx_journal_free)

/* What is known of an issue. */
typedef struct {
    char *name, *options, *pdf_sum;
    BxBatchResult *result;
} BxRecord;

/* The record of the issue in `folder`, owned (bx_record_free); NULL: there is none. */
BxRecord *bx_journal_lookup(BxJournal *journal, const char *folder);
void bx_record_free(BxRecord *record);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxRecord, bx_record_free)

/* What it came to. */
bool bx_journal_finish(BxJournal *journal, const char *folder, const char *name,
                       const char *options, const char *pdf_sum, const BxBatchResult *result,
                       GError **error);

/* Sums of files, see sums.h: the table, owned; and those of it that are new, kept. */
GHashTable *bx_journal_sums(BxJournal *journal);
bool bx_journal_keep_sums(BxJournal *journal, GHashTable *sums, GError **error);

/* Facts by name; owned, NULL: not known. */
char *bx_journal_fact(BxJournal *journal, const char *name);
bool bx_journal_keep_fact(BxJournal *journal, const char *name, const char *value, GError **error);

/* For what keeps tables of its own in the same file (ledger.c); borrowed. */
struct sqlite3;
struct sqlite3 *bx_journal_db(BxJournal *journal);

/* Several changes as one. */
bool bx_journal_start(BxJournal *journal, GError **error);
bool bx_journal_commit(BxJournal *journal, GError **error);
