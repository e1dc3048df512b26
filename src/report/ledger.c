/* SPDX-License-Identifier: Apache-2.0 */
/* The ledger counts from the far end: from the glyph clusters that stand on pages back to the
 * characters of the source. */

#include "report/ledger.h"

#include <string.h>

/* What became of each character of one text. */
typedef struct {
    const BxText *text;
    uint8_t *printed; /* times, by character */
    uint8_t *overset;
} Account;

typedef struct {
    GHashTable *accounts; /* const BxText * → Account * */
    GHashTable *lines;    /* const BxLine * → const BxText *, of this story */
    GHashTable *placed;   /* const BxLine *, set: on some page */
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
open_account(Book *book, const BxText *text)
{
    if (!text)
        return;
    Account *account = g_new0(Account, 1);
    account->text = text;
    account->printed = g_new0(uint8_t, text->n_chars + 1);
    account->overset = g_new0(uint8_t, text->n_chars + 1);
    g_hash_table_insert(book->accounts, (gpointer)text, account);
}

static void
open_figure(Book *book, const BxFigure *figure)
{
    open_account(book, figure->text);
    open_account(book, figure->caption);
    open_account(book, figure->credit);
    for (guint i = 0; i < figure->pictures->len; i++) {
        const BxPicture *picture = g_ptr_array_index(figure->pictures, i);
        open_account(book, picture->caption);
        open_account(book, picture->credit);
    }
    for (guint r = 0; figure->table && r < figure->table->rows->len; r++) {
        const GPtrArray *row = g_ptr_array_index(figure->table->rows, r);
        for (guint c = 0; c < row->len; c++)
            open_account(book, g_ptr_array_index(row, c));
    }
}

static void
open_accounts(Book *book, const BxStory *story)
{
    const BxText *texts[] = {story->standing, story->kicker, story->headline,
                             story->deck,     story->byline, story->credit};
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        open_account(book, texts[i]);
    for (guint i = 0; i < story->blocks->len; i++) {
        const BxBlock *block = g_ptr_array_index(story->blocks, i);
        open_account(book, block->text);
        if (block->figure)
            open_figure(book, block->figure);
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

static void
enter_placed(Book *book, const GPtrArray *pages)
{
    for (guint p = 0; p < pages->len; p++) {
        const BxPage *page = g_ptr_array_index(pages, p);
        for (guint i = 0; i < page->placed->len; i++) {
            const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
            if (placed->kind != BX_PLACED_TEXT)
                continue;
            const BxText *text = g_hash_table_lookup(book->lines, placed->text.line);
            Account *account = text ? g_hash_table_lookup(book->accounts, text) : NULL;
            if (account)
                enter(placed->text.line, account->printed, account->text->n_chars);
            g_hash_table_add(book->placed, (gpointer)placed->text.line);
        }
    }
}

static void
enter_overset(Book *book, const BxComposed *composed)
{
    for (guint i = 0; i < composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(composed->texts, i);
        Account *account = set->text ? g_hash_table_lookup(book->accounts, set->text) : NULL;
        for (guint k = 0; account && k < set->lines->len; k++) {
            const BxLine *line = g_ptr_array_index(set->lines, k);
            if (!g_hash_table_contains(book->placed, line))
                enter(line, account->overset, account->text->n_chars);
        }
    }
}

static bool
is_blank(gunichar c)
{
    return g_unichar_isspace(c) || c == 0x3000 || g_unichar_iszerowidth(c);
}

static void
close_account(const Account *account, bool is_composed, BxLedger *ledger, BxDiags *diags)
{
    const char *p = account->text->text;
    for (int i = 0; i < account->text->n_chars; i++, p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (is_blank(c))
            continue;
        int printed = account->printed[i], overset = account->overset[i];
        bool is_wrong =
            printed > 1 || (printed && overset) || (is_composed && !printed && !overset);
        ledger->printed += printed > 0;
        ledger->overset += !printed && overset;
        ledger->unplaced += !printed && !overset && !is_composed;
        ledger->twice += printed > 1;
        if (is_wrong && ledger->missing + ledger->twice < 3)
            bx_diag(diags, BX_DIAG_LEDGER, bx_text_pos(account->text, i),
                    "character U+%04X is printed %d times and overset %d times; it must be one of "
                    "them once",
                    c, printed, overset);
        ledger->missing += is_composed && !printed && !overset;
    }
}

static int
count_text(const BxText *text)
{
    int n = 0;
    const char *p = text->text;
    for (int i = 0; i < text->n_chars; i++, p = g_utf8_next_char(p))
        n += !is_blank(g_utf8_get_char(p));
    return n;
}

BxLedger
bx_ledger_balance(const BxIssue *issue, int story_index, const BxComposed *composed,
                  const GPtrArray *pages, BxDiags *diags)
{
    const BxStory *story = g_ptr_array_index(issue->stories, story_index);
    Book book = {g_hash_table_new_full(NULL, NULL, NULL, account_free),
                 g_hash_table_new(NULL, NULL), g_hash_table_new(NULL, NULL)};
    BxLedger ledger = {.markup = story->n_markup};
    open_accounts(&book, story);
    g_autoptr(GHashTable) composed_texts = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(composed->texts, i);
        if (set->role == BX_ROLE_JUMP_HEAD) /* the head once more, over a continuation */
            continue;
        for (guint k = 0; set->text && k < set->lines->len; k++)
            g_hash_table_insert(book.lines, g_ptr_array_index(set->lines, k), (gpointer)set->text);
        if (set->text)
            g_hash_table_add(composed_texts, (gpointer)set->text);
    }
    enter_placed(&book, pages);
    enter_overset(&book, composed);
    GHashTableIter iter;
    gpointer text, account;
    g_hash_table_iter_init(&iter, book.accounts);
    bool is_on_page = composed->parts->len > 0;
    while (g_hash_table_iter_next(&iter, &text, &account)) {
        /* a caption whose picture has no place was reported as such, and is not composed */
        close_account(account, is_on_page && g_hash_table_contains(composed_texts, text), &ledger,
                      diags);
        ledger.source += count_text(text);
    }
    ledger.converted = composed->n_converted;
    g_hash_table_unref(book.accounts);
    g_hash_table_unref(book.lines);
    g_hash_table_unref(book.placed);
    return ledger;
}
