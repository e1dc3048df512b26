/* SPDX-License-Identifier: Apache-2.0 */
/* Pairs: pages by their printed numbers (in their order where they have none), stories by their titles;
 * a story whose title changed by the words it shares. */

#include "diff/steps.h"

#include <stdlib.h>
#include <string.h>

/* Two stories are one where they share so much of the shorter one's three-character sequences. */
#define SHARE_LEAST 0.4
/* Stories without a partner of their title that are held against each other. */
#define UNPAIRED_MOST 60

/* ---- pages ---- */

static int
find_page(const BxPdfText *text, const BxPdfPage *wanted, int index)
{
    for (guint i = 0; wanted->number && i < text->pages->len; i++)
        if (((const BxPdfPage *)g_ptr_array_index(text->pages, i))->number == wanted->number)
            return (int)i;
    bool has_same = !wanted->number && index < (int)text->pages->len
                    && !((const BxPdfPage *)g_ptr_array_index(text->pages, index))->number;
    return has_same ? index : -1;
}

static void
change_free(void *data)
{
    BxDiffChange *change = data;
    g_free(change->story);
    g_free(change->gone);
    g_free(change->added);
    g_free(change->before);
    g_free(change->after);
    g_array_unref(change->old_rects);
    g_array_unref(change->new_rects);
    g_free(change);
}

static BxDiffPage *
add_page(GPtrArray *pages, const BxPdfPage *old, int old_index, const BxPdfPage *new_page,
         int new_index)
{
    BxDiffPage *page = g_new0(BxDiffPage, 1);
    page->label = g_strdup((new_page ? new_page : old)->label);
    page->old_index = old_index;
    page->new_index = new_index;
    page->width = MAX(old ? old->width : 0, new_page ? new_page->width : 0);
    page->height = MAX(old ? old->height : 0, new_page ? new_page->height : 0);
    page->changes = g_ptr_array_new_with_free_func(change_free);
    g_ptr_array_add(pages, page);
    return page;
}

static void
page_free(void *data)
{
    BxDiffPage *page = data;
    g_free(page->label);
    g_ptr_array_unref(page->changes);
    g_clear_pointer(&page->picture, g_bytes_unref);
    g_free(page);
}

GPtrArray *
bx_pair_pages(const BxPdfText *old, const BxPdfText *new_text)
{
    GPtrArray *pages = g_ptr_array_new_with_free_func(page_free);
    g_autofree bool *is_paired = g_new0(bool, old->pages->len + 1);
    for (guint i = 0; i < new_text->pages->len; i++) {
        const BxPdfPage *page = g_ptr_array_index(new_text->pages, i);
        int other = find_page(old, page, (int)i);
        if (other >= 0 && is_paired[other])
            other = -1; /* two pages of one number */
        if (other >= 0)
            is_paired[other] = true;
        add_page(pages, other >= 0 ? g_ptr_array_index(old->pages, other) : NULL, other, page,
                 (int)i);
    }
    for (guint i = 0; i < old->pages->len; i++)
        if (!is_paired[i])
            add_page(pages, g_ptr_array_index(old->pages, i), (int)i, NULL, -1);
    return pages;
}

/* ---- stories ---- */

/* The three-character sequences of a story, sorted, each once. */
static GArray *
sequences(const BxPdfText *text, int story)
{
    GArray *all = g_array_new(FALSE, FALSE, sizeof(guint64));
    guint64 last = 0;
    int n = 0;
    for (guint p = 0; p < text->pages->len; p++) {
        const GArray *chars = ((const BxPdfPage *)g_ptr_array_index(text->pages, p))->chars;
        for (guint i = 0; i < chars->len; i++) {
            const BxPdfChar *c = &g_array_index(chars, BxPdfChar, i);
            if (c->story != story)
                continue;
            last = (last << 21 | c->c) & ((G_GUINT64_CONSTANT(1) << 63) - 1);
            if (++n >= 3)
                g_array_append_val(all, last);
        }
    }
    return all;
}

static int
compare_sequences(gconstpointer a, gconstpointer b)
{
    guint64 one = *(const guint64 *)a, two = *(const guint64 *)b;
    return one < two ? -1 : one > two;
}

/* Of the shorter one, how much stands in the other. Both are sorted. */
static double
shared(const GArray *a, const GArray *b)
{
    guint i = 0, k = 0, n = 0;
    while (i < a->len && k < b->len) {
        guint64 one = g_array_index(a, guint64, i), two = g_array_index(b, guint64, k);
        n += one == two;
        i += one <= two;
        k += two <= one;
    }
    guint shorter = MIN(a->len, b->len);
    return shorter ? (double)n / shorter : 0;
}

static GPtrArray *
all_sequences(const BxPdfText *text, const bool *is_paired)
{
    GPtrArray *all = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    for (guint i = 0; i < text->titles->len; i++) {
        GArray *one =
            is_paired[i] ? g_array_new(FALSE, FALSE, sizeof(guint64)) : sequences(text, (int)i);
        g_array_sort(one, compare_sequences);
        g_ptr_array_add(all, one);
    }
    return all;
}

typedef struct {
    int *to; /* by story of the old file */
    bool *old_paired, *new_paired;
} Pairing;

static void
pair(Pairing *pairing, int old, int new_story)
{
    pairing->to[old] = new_story;
    pairing->old_paired[old] = pairing->new_paired[new_story] = true;
}

static void
pair_titles(Pairing *pairing, const BxPdfText *old, const BxPdfText *new_text)
{
    for (guint i = 0; i < old->titles->len; i++) {
        const char *title = g_ptr_array_index(old->titles, i);
        for (guint k = 0; k < new_text->titles->len && !pairing->old_paired[i]; k++)
            if (!pairing->new_paired[k] && *title
                && strcmp(title, g_ptr_array_index(new_text->titles, k)) == 0)
                pair(pairing, (int)i, (int)k);
    }
}

static guint
n_unpaired(const bool *is_paired, guint n)
{
    guint unpaired = 0;
    for (guint i = 0; i < n; i++)
        unpaired += !is_paired[i];
    return unpaired;
}

static void
pair_words(Pairing *pairing, const BxPdfText *old, const BxPdfText *new_text)
{
    guint n_old = old->titles->len, n_new = new_text->titles->len;
    if (n_unpaired(pairing->old_paired, n_old) > UNPAIRED_MOST
        || n_unpaired(pairing->new_paired, n_new) > UNPAIRED_MOST)
        return;
    g_autoptr(GPtrArray) ours = all_sequences(old, pairing->old_paired);
    g_autoptr(GPtrArray) theirs = all_sequences(new_text, pairing->new_paired);
    for (guint i = 0; i < n_old; i++) {
        double best = SHARE_LEAST;
        int found = -1;
        for (guint k = 0; k < n_new && !pairing->old_paired[i]; k++) {
            double share = pairing->new_paired[k]
                               ? 0
                               : shared(g_ptr_array_index(ours, i), g_ptr_array_index(theirs, k));
            if (share > best) {
                best = share;
                found = (int)k;
            }
        }
        if (found >= 0)
            pair(pairing, (int)i, found);
    }
}

int *
bx_pair_stories(const BxPdfText *old, const BxPdfText *new_text)
{
    guint n_old = old->titles->len, n_new = new_text->titles->len;
    g_autofree bool *old_paired = g_new0(bool, n_old + 1), *new_paired = g_new0(bool, n_new + 1);
    Pairing pairing = {g_new(int, n_old + 1), old_paired, new_paired};
    for (guint i = 0; i < n_old; i++)
        pairing.to[i] = -1;
    pair_titles(&pairing, old, new_text);
    pair_words(&pairing, old, new_text);
    return pairing.to;
}
