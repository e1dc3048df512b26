/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz: what another program says of a page's text is read without a crash, and compared with itself
 * read again it is the same. */

#include "diff/steps.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
page_free(void *data)
{
    BxPdfPage *page = data;
    g_free(page->label);
    g_array_unref(page->chars);
    g_free(page);
}

static BxPdfText *
text_new(GPtrArray *beads)
{
    static const BxPdfBead bead = {0, {10, 10, 100, 100}};
    BxPdfText *text = g_new0(BxPdfText, 1);
    text->pages = g_ptr_array_new_with_free_func(page_free);
    text->titles = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(text->titles, g_strdup("T"));
    BxPdfPage *page = g_new0(BxPdfPage, 1);
    page->label = g_strdup("1");
    page->chars = g_array_new(FALSE, FALSE, sizeof(BxPdfChar));
    g_ptr_array_add(text->pages, page);
    GArray *on_page = g_array_new(FALSE, FALSE, sizeof(BxPdfBead));
    g_array_append_val(on_page, bead);
    g_ptr_array_add(beads, on_page);
    return text;
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(GPtrArray) beads = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    g_autoptr(BxPdfText) one = text_new(beads), two = text_new(beads);
    g_autoptr(GBytes) stext = g_bytes_new(data, size);
    if (!bx_pdf_chars_read(one, beads, stext, NULL) || !bx_pdf_chars_read(two, beads, stext, NULL))
        return 0;
    g_autoptr(GPtrArray) pages = bx_pair_pages(one, two);
    bx_diff_words(pages, one, two);
    if (((const BxDiffPage *)g_ptr_array_index(pages, 0))->changes->len > 0)
        abort();
    return 0;
}
