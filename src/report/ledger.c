/* SPDX-License-Identifier: Apache-2.0 */
/* The ledger counts from the far end: from the glyph clusters that stand on pages back to the
 * characters of the source. */

#include "report/ledger.h"

#include <string.h>

/* What became of each character of one text. */
typedef struct {
    const BxText *text;
    int story;
    bool is_composed;
    uint8_t *printed; /* times, by character */
    uint8_t *overset;
} Account;

typedef struct {
    GPtrArray *accounts; /* Account, in order of stories */
    GHashTable *by_text; /* const BxText * → Account *, borrowed */
    GHashTable *lines;   /* const BxLine * → Account *, borrowed */
    GHashTable *placed;  /* const BxLine *, set: on some page */
} Book;

static void
account_free(void *data)
{
    Account *account = data;
    g_free(account->printed);
    g_free(account->overset);
    g_free(account);
}

static void
open_account(Book *book, int story, const BxText *text)
{
    if (!text)
        return;
    Account *account = g_new0(Account, 1);
    account->text = text;
    account->story = story;
    account->printed = g_new0(uint8_t, text->n_chars + 1);
    account->overset = g_new0(uint8_t, text->n_chars + 1);
    g_ptr_array_add(book->accounts, account);
    g_hash_table_insert(book->by_text, (gpointer)text, account);
}

static void
open_figure(Book *book, int story, const BxFigure *figure)
{
    open_account(book, story, figure->text);
    open_account(book, story, figure->caption);
    open_account(book, story, figure->credit);
    for (guint i = 0; i < figure->pictures->len; i++) {
        const BxPicture *picture = g_ptr_array_index(figure->pictures, i);
        open_account(book, story, picture->caption);
        open_account(book, story, picture->credit);
    }
    for (guint r = 0; figure->table && r < figure->table->rows->len; r++) {
        const GPtrArray *row = g_ptr_array_index(figure->table->rows, r);
        for (guint c = 0; c < row->len; c++)
            open_account(book, story, g_ptr_array_index(row, c));
    }
}

static void
open_accounts(Book *book, int index, const BxStory *story)
{
    const BxText *texts[] = {story->standing, story->kicker, story->headline,
                             story->deck,     story->byline, story->credit};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        open_account(book, index, texts[i]);
    for (guint i = 0; i < story->blocks->len; i++) {
        const BxBlock *block = g_ptr_array_index(story->blocks, i);
        open_account(book, index, block->text);
        if (block->figure)
            open_figure(book, index, block->figure);
    }
}

/* Enters the characters of a line; a count never runs over. */
static void
enter(const BxLine *line, uint8_t *counts, int n_chars)
{
    for (guint i = 0; i < line->clusters->len; i++) {
        const BxCluster *cluster = &g_array_index(line->clusters, BxCluster, i);
        for (int c = cluster->start_char; c < cluster->start_char + cluster->n_chars && c < n_chars;
             c++)
            counts[c] += counts[c] < UINT8_MAX;
    }
}

/* Which line is whose. */
static void
note_lines(Book *book, const BxComposed *composed)
{
    for (guint i = 0; i < composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(composed->texts, i);
        Account *account = set->text ? g_hash_table_lookup(book->by_text, set->text) : NULL;
        if (!account
            || set->role == BX_ROLE_JUMP_HEAD) /* the head once more, over a continuation */
            continue;
        account->is_composed = composed->parts->len > 0;
        for (guint k = 0; k < set->lines->len; k++)
            g_hash_table_insert(book->lines, g_ptr_array_index(set->lines, k), account);
    }
}

static void
enter_placed(Book *book, const BxPage *page)
{
    for (guint i = 0; i < page->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
        if (placed->kind != BX_PLACED_TEXT)
            continue;
        const BxLine *line = placed->text.line;
        Account *account = g_hash_table_lookup(book->lines, line);
        if (!account)
            continue;
        enter(line, account->printed, account->text->n_chars);
        g_hash_table_add(book->placed, (gpointer)line);
    }
}

static void
enter_overset(Book *book)
{
    GHashTableIter iter;
    void *line, *account;
    g_hash_table_iter_init(&iter, book->lines);
    while (g_hash_table_iter_next(&iter, &line, &account))
        if (!g_hash_table_contains(book->placed, line))
            enter(line, ((Account *)account)->overset, ((Account *)account)->text->n_chars);
}

static bool
is_blank(gunichar c)
{
    return g_unichar_isspace(c) || c == 0x3000 || g_unichar_iszerowidth(c);
}

/* A caption whose picture has no place was reported as such, and is not composed. */
static void
close_account(const Account *account, BxLedger *ledger, BxDiags *diags)
{
    const char *p = account->text->text;
    for (int i = 0; i < account->text->n_chars; i++, p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (is_blank(c))
            continue;
        int printed = account->printed[i], overset = account->overset[i];
        bool is_missing = account->is_composed && !printed && !overset;
        bool is_wrong = printed > 1 || (printed && overset) || is_missing;
        ledger->source++;
        ledger->printed += printed > 0;
        ledger->overset += !printed && overset;
        ledger->unplaced += !printed && !overset && !account->is_composed;
        ledger->twice += printed > 1;
        if (is_wrong && ledger->missing + ledger->twice < 3)
            bx_diag(diags, BX_DIAG_LEDGER, bx_text_pos(account->text, i),
                    "character U+%04X is printed %d times and overset %d times; it must be one of "
                    "them once",
                    c, printed, overset);
        ledger->missing += is_missing;
    }
}

static void
close_accounts(const Book *book, BxLedger *ledgers, BxDiags *diags)
{
    for (guint i = 0; i < book->accounts->len; i++) {
        const Account *account = g_ptr_array_index(book->accounts, i);
        close_account(account, &ledgers[account->story], diags);
    }
}

BxLedger *
bx_ledgers_balance(const BxIssue *issue, const GPtrArray *stories, const GPtrArray *pages,
                   BxDiags *diags)
{
    Book book = {g_ptr_array_new_with_free_func(account_free), g_hash_table_new(NULL, NULL),
                 g_hash_table_new(NULL, NULL), g_hash_table_new(NULL, NULL)};
    BxLedger *ledgers = g_new0(BxLedger, MAX(1, stories->len));
    for (guint i = 0; i < stories->len; i++) {
        const BxStory *story = g_ptr_array_index(issue->stories, i);
        const BxComposed *composed = g_ptr_array_index(stories, i);
        ledgers[i].markup = story->n_markup;
        ledgers[i].converted = composed->n_converted;
        open_accounts(&book, (int)i, story);
        note_lines(&book, composed);
    }
    for (guint i = 0; i < pages->len; i++)
        enter_placed(&book, g_ptr_array_index(pages, i));
    enter_overset(&book);
    close_accounts(&book, ledgers, diags);
    g_ptr_array_unref(book.accounts);
    g_hash_table_unref(book.by_text);
    g_hash_table_unref(book.lines);
    g_hash_table_unref(book.placed);
    return ledgers;
}
