/* SPDX-License-Identifier: Apache-2.0 */
/* Journal: SQLite. A rollback journal and not a WAL: the folder may lie on another machine. */

#include "batch/journal.h"

#include "base/error.h"
#include "base/say.h"
#include "batch/sums.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#define LOCK_NAME ".banxin-batch.lock"
#define FORM "1" /* of the tables; another one is begun anew */
#define BUSY_MS 5000

struct BxJournal {
    sqlite3 *db; /* NULL: to look, and there is none */
    int lock;    /* -1: none is held */
};

/* clang-format off */
static const char tables[] =
    "CREATE TABLE IF NOT EXISTS fact (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS issue (folder TEXT PRIMARY KEY, name TEXT NOT NULL,"
    " options TEXT, pdf_sum TEXT, state INTEGER, errors INTEGER, warnings INTEGER, pages INTEGER,"
    " seconds REAL, cpu REAL, message TEXT, diagnostics TEXT);"
    "CREATE TABLE IF NOT EXISTS input (folder TEXT NOT NULL, kind TEXT NOT NULL, path TEXT NOT NULL,"
    " sum TEXT NOT NULL, PRIMARY KEY (folder, kind, path)) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS file (path TEXT PRIMARY KEY, device INTEGER, inode INTEGER, size INTEGER,"
    " mtime INTEGER, ctime INTEGER, summed INTEGER, sum TEXT NOT NULL) WITHOUT ROWID;"
    "CREATE TABLE IF NOT EXISTS ledger (folder TEXT PRIMARY KEY, job TEXT NOT NULL, task INTEGER NOT NULL,"
    " attempts INTEGER NOT NULL, is_final INTEGER NOT NULL) WITHOUT ROWID;";
/* clang-format on */

static bool
fail(const BxJournal *journal, GError **error)
{
    g_set_error(error, BX_ERROR, BX_ERROR_IO,
                _("the journal cannot be used: %s; delete %s to begin anew"),
                sqlite3_errmsg(journal->db), BX_JOURNAL_NAME);
    return false;
}

static bool
run(BxJournal *journal, const char *sql, GError **error)
{
    return sqlite3_exec(journal->db, sql, NULL, NULL, NULL) == SQLITE_OK || fail(journal, error);
}

static sqlite3_stmt *
prepare(BxJournal *journal, const char *sql)
{
    sqlite3_stmt *statement = NULL;
    if (journal->db)
        sqlite3_prepare_v2(journal->db, sql, -1, &statement, NULL);
    return statement;
}

static void
bind_text(sqlite3_stmt *statement, int place, const char *text)
{
    sqlite3_bind_text(statement, place, text, -1, SQLITE_TRANSIENT);
}

/* Runs a statement that gives no rows, and ends it. */
static bool
finish(BxJournal *journal, sqlite3_stmt *statement, GError **error)
{
    bool is_done = statement && sqlite3_step(statement) == SQLITE_DONE;
    if (!is_done)
        fail(journal, error);
    sqlite3_finalize(statement);
    return is_done;
}

static char *
text_column(sqlite3_stmt *statement, int column)
{
    const unsigned char *text = sqlite3_column_text(statement, column);
    return g_strdup(text ? (const char *)text : "");
}

/* ---- opening ---- */

static bool
take_lock(BxJournal *journal, const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename(folder, LOCK_NAME, NULL);
    journal->lock = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0666);
    if (journal->lock >= 0 && flock(journal->lock, LOCK_EX | LOCK_NB) == 0)
        return true;
    if (journal->lock >= 0 && errno == EWOULDBLOCK)
        g_set_error(error, BX_ERROR, BX_ERROR_IO,
                    _("another batch is writing into “%s”; wait for it, or choose another folder "
                      "with -o"),
                    folder);
    else
        g_set_error(error, BX_ERROR, BX_ERROR_IO, _("“%s” cannot be locked: %s"), path,
                    bx_errno_local(errno));
    return false;
}

static bool
make_tables(BxJournal *journal, GError **error)
{
    if (!run(journal, "PRAGMA journal_mode=DELETE; PRAGMA synchronous=FULL;", error)
        || !run(journal, tables, error))
        return false;
    g_autofree char *form = bx_journal_fact(journal, "form");
    if (form && strcmp(form, FORM) != 0
        && !run(journal,
                "DROP TABLE issue; DROP TABLE input; DROP TABLE file; DROP TABLE ledger; DELETE "
                "FROM fact;",
                error))
        return false;
    return (form && strcmp(form, FORM) == 0)
           || (run(journal, tables, error) && bx_journal_keep_fact(journal, "form", FORM, error));
}

BxJournal *
bx_journal_open(const char *folder, bool to_look, GError **error)
{
    g_autoptr(BxJournal) journal = g_new0(BxJournal, 1);
    journal->lock = -1;
    g_autofree char *path = g_build_filename(folder, BX_JOURNAL_NAME, NULL);
    if (to_look && !g_file_test(path, G_FILE_TEST_EXISTS))
        return g_steal_pointer(&journal);
    if (!to_look && !take_lock(journal, folder, error))
        return NULL;
    int flags = to_look ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    if (sqlite3_open_v2(path, &journal->db, flags, NULL) != SQLITE_OK) {
        fail(journal, error);
        return NULL;
    }
    sqlite3_busy_timeout(journal->db, BUSY_MS);
    if (!to_look && !make_tables(journal, error))
        return NULL;
    return g_steal_pointer(&journal);
}

void
bx_journal_free(BxJournal *journal)
{
    if (!journal)
        return;
    sqlite3_close(journal->db);
    if (journal->lock >= 0)
        close(journal->lock);
    g_free(journal);
}

sqlite3 *
bx_journal_db(BxJournal *journal)
{
    return journal->db;
}

bool
bx_journal_start(BxJournal *journal, GError **error)
{
    return run(journal, "BEGIN IMMEDIATE", error);
}

bool
bx_journal_commit(BxJournal *journal, GError **error)
{
    return run(journal, "COMMIT", error);
}

/* ---- issues ---- */

static void
read_inputs(BxJournal *journal, const char *folder, GPtrArray *inputs)
{
    sqlite3_stmt *rows =
        prepare(journal, "SELECT kind, path, sum FROM input WHERE folder = ? ORDER BY kind, path");
    if (!rows)
        return;
    bind_text(rows, 1, folder);
    while (sqlite3_step(rows) == SQLITE_ROW)
        g_ptr_array_add(inputs, bx_batch_input_new((const char *)sqlite3_column_text(rows, 0),
                                                   (const char *)sqlite3_column_text(rows, 1),
                                                   (const char *)sqlite3_column_text(rows, 2)));
    sqlite3_finalize(rows);
}

static BxRecord *
read_record(sqlite3_stmt *row)
{
    BxRecord *record = g_new0(BxRecord, 1);
    record->name = text_column(row, 0);
    record->options = text_column(row, 2);
    record->pdf_sum = text_column(row, 3);
    g_autofree char *message = text_column(row, 9);
    int state = CLAMP(sqlite3_column_int(row, 4), BX_BATCH_LEFT, BX_BATCH_BROKEN);
    BxBatchResult *result = bx_batch_result_new((BxBatchState)state, message);
    result->n_errors = (guint)sqlite3_column_int(row, 5);
    result->n_warnings = (guint)sqlite3_column_int(row, 6);
    result->n_pages = (guint)sqlite3_column_int(row, 7);
    result->seconds = sqlite3_column_double(row, 8);
    g_free(result->diagnostics);
    result->diagnostics = text_column(row, 10);
    result->cpu_seconds = sqlite3_column_double(row, 11);
    record->result = result;
    return record;
}

BxRecord *
bx_journal_lookup(BxJournal *journal, const char *folder)
{
    sqlite3_stmt *row =
        prepare(journal, "SELECT name, folder, options, pdf_sum, state, errors, warnings, pages, "
                         "seconds, message, diagnostics, cpu FROM issue WHERE folder = ?");
    if (!row)
        return NULL;
    bind_text(row, 1, folder);
    BxRecord *record = sqlite3_step(row) == SQLITE_ROW ? read_record(row) : NULL;
    sqlite3_finalize(row);
    if (record)
        read_inputs(journal, folder, record->result->inputs);
    return record;
}

void
bx_record_free(BxRecord *record)
{
    if (!record)
        return;
    g_free(record->name);
    g_free(record->options);
    g_free(record->pdf_sum);
    bx_batch_result_free(record->result);
    g_free(record);
}

static bool
keep_input(BxJournal *journal, const char *folder, const BxBatchInput *input, GError **error)
{
    sqlite3_stmt *change =
        prepare(journal, "INSERT OR REPLACE INTO input (folder, kind, path, sum) VALUES (?,?,?,?)");
    bind_text(change, 1, folder);
    bind_text(change, 2, input->kind);
    bind_text(change, 3, input->path);
    bind_text(change, 4, input->sum);
    return finish(journal, change, error);
}

static bool
keep_inputs(BxJournal *journal, const char *folder, const GPtrArray *inputs, GError **error)
{
    sqlite3_stmt *change = prepare(journal, "DELETE FROM input WHERE folder = ?");
    bind_text(change, 1, folder);
    bool is_good = finish(journal, change, error);
    for (guint i = 0; is_good && i < inputs->len; i++)
        is_good = keep_input(journal, folder, g_ptr_array_index(inputs, i), error);
    return is_good;
}

bool
bx_journal_finish(BxJournal *journal, const char *folder, const char *name, const char *options,
                  const char *pdf_sum, const BxBatchResult *result, GError **error)
{
    if (!bx_journal_start(journal, error))
        return false;
    sqlite3_stmt *change = prepare(
        journal,
        "INSERT OR REPLACE INTO issue (folder, name, options, pdf_sum, state, errors, "
        "warnings, pages, seconds, cpu, message, diagnostics) VALUES (?,?,?,?,?,?,?,?,?,?,?,?)");
    const char *const texts[] = {folder, name, options, pdf_sum};
    for (int i = 0; i < (int)G_N_ELEMENTS(texts); i++)
        bind_text(change, i + 1, texts[i]);
    sqlite3_bind_int(change, 5, (int)result->state);
    sqlite3_bind_int(change, 6, (int)result->n_errors);
    sqlite3_bind_int(change, 7, (int)result->n_warnings);
    sqlite3_bind_int(change, 8, (int)result->n_pages);
    sqlite3_bind_double(change, 9, result->seconds);
    sqlite3_bind_double(change, 10, result->cpu_seconds);
    bind_text(change, 11, result->message);
    bind_text(change, 12, result->diagnostics);
    return finish(journal, change, error) && keep_inputs(journal, folder, result->inputs, error)
           && bx_journal_commit(journal, error);
}

/* ---- sums of files ---- */

GHashTable *
bx_journal_sums(BxJournal *journal)
{
    GHashTable *sums = bx_sums_new();
    sqlite3_stmt *rows =
        prepare(journal, "SELECT path, sum, device, inode, size, mtime, ctime, summed FROM file");
    while (rows && sqlite3_step(rows) == SQLITE_ROW) {
        const BxFileMark mark = {sqlite3_column_int64(rows, 2), sqlite3_column_int64(rows, 3),
                                 sqlite3_column_int64(rows, 4), sqlite3_column_int64(rows, 5),
                                 sqlite3_column_int64(rows, 6), sqlite3_column_int64(rows, 7)};
        bx_sums_tell(sums, (const char *)sqlite3_column_text(rows, 0),
                     (const char *)sqlite3_column_text(rows, 1), &mark, /*new*/ false);
    }
    sqlite3_finalize(rows);
    return sums;
}

static bool
keep_sum(BxJournal *journal, sqlite3_stmt *change, const char *path, const BxKnownFile *known,
         GError **error)
{
    const BxFileMark *mark = &known->mark;
    const gint64 numbers[] = {mark->device,   mark->inode,    mark->size,
                              mark->mtime_ns, mark->ctime_ns, mark->summed_ns};
    bind_text(change, 1, path);
    bind_text(change, 2, known->sum);
    for (int i = 0; i < (int)G_N_ELEMENTS(numbers); i++)
        sqlite3_bind_int64(change, 3 + i, numbers[i]);
    bool is_kept = sqlite3_step(change) == SQLITE_DONE || fail(journal, error);
    sqlite3_reset(change);
    return is_kept;
}

bool
bx_journal_keep_sums(BxJournal *journal, GHashTable *sums, GError **error)
{
    GHashTableIter iter;
    gpointer path, data;
    sqlite3_stmt *change = NULL;
    bool is_good = true;
    g_hash_table_iter_init(&iter, sums);
    while (is_good && g_hash_table_iter_next(&iter, &path, &data)) {
        BxKnownFile *known = data;
        if (!known->is_new)
            continue;
        if (!change) {
            is_good = bx_journal_start(journal, error);
            change =
                prepare(journal, "INSERT OR REPLACE INTO file (path, sum, device, inode, size, "
                                 "mtime, ctime, summed) VALUES (?,?,?,?,?,?,?,?)");
        }
        is_good = is_good && keep_sum(journal, change, path, known, error);
        known->is_new = false;
    }
    bool has_changed = change != NULL;
    sqlite3_finalize(change);
    return is_good && (!has_changed || bx_journal_commit(journal, error));
}

/* ---- facts ---- */

char *
bx_journal_fact(BxJournal *journal, const char *name)
{
    sqlite3_stmt *row = prepare(journal, "SELECT value FROM fact WHERE name = ?");
    if (!row)
        return NULL;
    bind_text(row, 1, name);
    char *value = sqlite3_step(row) == SQLITE_ROW ? text_column(row, 0) : NULL;
    sqlite3_finalize(row);
    return value;
}

bool
bx_journal_keep_fact(BxJournal *journal, const char *name, const char *value, GError **error)
{
    sqlite3_stmt *change =
        prepare(journal, "INSERT OR REPLACE INTO fact (name, value) VALUES (?, ?)");
    bind_text(change, 1, name);
    bind_text(change, 2, value);
    return finish(journal, change, error);
}
