/* SPDX-License-Identifier: Apache-2.0 */
/* Diff: read both → pair pages → words → pictures. */

#include "diff/steps.h"

static bool
draw_pages(const BxDiff *diff, double ppi, GError **error)
{
    for (guint i = 0; i < diff->pages->len; i++)
        if (!bx_diff_picture(g_ptr_array_index(diff->pages, i), diff->old_path, diff->new_path, ppi,
                             error))
            return false;
    return true;
}

static bool
is_same(const BxDiff *diff)
{
    for (guint i = 0; i < diff->pages->len; i++) {
        const BxDiffPage *page = g_ptr_array_index(diff->pages, i);
        if (page->changes->len > 0 || page->picture || page->old_index < 0 || page->new_index < 0)
            return false;
    }
    return true;
}

BxDiff *
bx_diff_new(const char *old_path, const char *new_path, double ppi, GError **error)
{
    g_autoptr(BxPdfText) old = NULL, new_text = NULL;
    if (!bx_pdf_texts_read(old_path, new_path, &old, &new_text, error))
        return NULL;
    g_autoptr(BxDiff) diff = g_new0(BxDiff, 1);
    diff->old_path = g_strdup(old_path);
    diff->new_path = g_strdup(new_path);
    diff->n_old_pages = (int)old->pages->len;
    diff->n_new_pages = (int)new_text->pages->len;
    diff->pages = bx_pair_pages(old, new_text);
    bx_diff_words(diff->pages, old, new_text);
    if (ppi > 0 && !draw_pages(diff, ppi, error))
        return NULL;
    diff->is_same = is_same(diff);
    return g_steal_pointer(&diff);
}

void
bx_diff_free(BxDiff *diff)
{
    if (!diff)
        return;
    g_free(diff->old_path);
    g_free(diff->new_path);
    g_clear_pointer(&diff->pages, g_ptr_array_unref);
    g_free(diff);
}
