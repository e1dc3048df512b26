/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/ledger.h"

#include "base/error.h"
#include "base/say.h"

#include <sqlite3.h>

void
bx_ledger_row_free(void *data)
{
    BxLedgerRow *row = data;
    if (!row)
        return;
    g_free(row->job);
    g_free(row);
}

static sqlite3_stmt *
prepare(BxJournal *journal, const char *sql, const char *folder)
{
    sqlite3_stmt *statement = NULL;
    sqlite3 *db = bx_journal_db(journal);
    if (db && sqlite3_prepare_v2(db, sql, -1, &statement, NULL) == SQLITE_OK && folder)
        sqlite3_bind_text(statement, 1, folder, -1, SQLITE_TRANSIENT);
    return statement;
}

static bool
run(BxJournal *journal, sqlite3_stmt *statement, GError **error)
{
    bool is_done = statement && sqlite3_step(statement) == SQLITE_DONE;
    if (!is_done)
        g_set_error(error, BX_ERROR, BX_ERROR_IO, _("the ledger cannot be written: %s"),
                    sqlite3_errmsg(bx_journal_db(journal)));
    sqlite3_finalize(statement);
    return is_done;
}

BxLedgerRow *
bx_batch_ledger_lookup(BxJournal *journal, const char *folder)
{
    sqlite3_stmt *found = prepare(
        journal, "SELECT job, task, attempts, is_final FROM ledger WHERE folder = ?", folder);
    BxLedgerRow *row = NULL;
    if (found && sqlite3_step(found) == SQLITE_ROW) {
        row = g_new0(BxLedgerRow, 1);
        *row = (BxLedgerRow){g_strdup((const char *)sqlite3_column_text(found, 0)),
                             sqlite3_column_int(found, 1), sqlite3_column_int(found, 2),
                             sqlite3_column_int(found, 3) != 0};
    }
    sqlite3_finalize(found);
    return row;
}

bool
bx_batch_ledger_keep(BxJournal *journal, const char *folder, const BxLedgerRow *row, GError **error)
{
    sqlite3_stmt *change = prepare(journal,
                                   "INSERT OR REPLACE INTO ledger (folder, job, task, attempts, "
                                   "is_final) VALUES (?, ?, ?, ?, ?)",
                                   folder);
    if (change) {
        sqlite3_bind_text(change, 2, row->job, -1, SQLITE_TRANSIENT);
        sqlite3_bind_int(change, 3, row->task);
        sqlite3_bind_int(change, 4, row->attempts);
        sqlite3_bind_int(change, 5, row->is_final);
    }
    return run(journal, change, error);
}

bool
bx_batch_ledger_count(BxJournal *journal, int *n_final, int *n_rows)
{
    sqlite3_stmt *row =
        prepare(journal, "SELECT COALESCE(SUM(is_final), 0), COUNT(*) FROM ledger", NULL);
    bool is_read = row && sqlite3_step(row) == SQLITE_ROW;
    *n_final = is_read ? sqlite3_column_int(row, 0) : 0;
    *n_rows = is_read ? sqlite3_column_int(row, 1) : 0;
    sqlite3_finalize(row);
    return is_read;
}

char **
bx_batch_ledger_jobs(BxJournal *journal)
{
    GPtrArray *jobs = g_ptr_array_new();
    sqlite3_stmt *rows = prepare(
        journal, "SELECT DISTINCT job FROM ledger WHERE is_final = 0 AND job <> '' ORDER BY job",
        NULL);
    while (rows && sqlite3_step(rows) == SQLITE_ROW)
        g_ptr_array_add(jobs, g_strdup((const char *)sqlite3_column_text(rows, 0)));
    sqlite3_finalize(rows);
    g_ptr_array_add(jobs, NULL);
    return (char **)g_ptr_array_free(jobs, FALSE);
}

bool
bx_batch_ledger_clear(BxJournal *journal, GError **error)
{
    return run(journal, prepare(journal, "DELETE FROM ledger", NULL), error);
}
