/* SPDX-License-Identifier: Apache-2.0 */
/* Outline: page labels and article threads, as press/outline.c writes them; a file of another program
 * may have neither. */

#include "base/error.h"
#include "base/say.h"
#include "diff/document.h"
#include "press/pdf.h"

#include <math.h>

#define PAGES_MOST 200
#define BEADS_MOST 5000
#define STORIES_MOST 1000
#define PAGE_BEADS_MOST 300 /* each character of the page is held against them */
/* PDF 32000-1, annex C: no side of a page is longer. */
#define SIDE_MOST_PT 14400
#define FILE_MOST ((gsize)1 << 30)

typedef struct {
    BxPdf *pdf;
    BxPdfText *text;
    GPtrArray *beads;
    GHashTable *pages; /* object id of a page → index + 1 */
} Reading;

static void
page_free(void *data)
{
    BxPdfPage *page = data;
    g_free(page->label);
    g_array_unref(page->chars);
    g_free(page);
}

/* The box that is shown: CropBox, else MediaBox. Letter where there is none that can be one. */
static BxRect
page_box(BxPdf *pdf, BxObj page)
{
    BxObj box = bx_obj_key(pdf, page, bx_obj_has(pdf, page, "/CropBox") ? "/CropBox" : "/MediaBox");
    double side[4];
    for (int i = 0; i < 4; i++)
        side[i] = bx_obj_number(pdf, bx_obj_item(pdf, box, i));
    BxRect rect = {MIN(side[0], side[2]), MIN(side[1], side[3]), fabs(side[2] - side[0]),
                   fabs(side[3] - side[1])};
    bool is_box = rect.width > 0 && rect.height > 0 && rect.width <= SIDE_MOST_PT
                  && rect.height <= SIDE_MOST_PT;
    return is_box ? rect : (BxRect){0, 0, 612, 792};
}

/* ---- labels ---- */

/* The entry of /PageLabels for a page: ours have one a page. 0: none. */
static BxObj
label_of(BxPdf *pdf, int index)
{
    BxObj numbers = bx_obj_key(pdf, bx_obj_key(pdf, bx_pdf_root(pdf), "/PageLabels"), "/Nums");
    int n = bx_obj_count(pdf, numbers);
    for (int i = 0; i + 1 < n && i < 2 * PAGES_MOST; i += 2)
        if ((int)bx_obj_number(pdf, bx_obj_item(pdf, numbers, i)) == index)
            return bx_obj_item(pdf, numbers, i + 1);
    return 0;
}

static BxPdfPage *
read_page(BxPdf *pdf, int index)
{
    BxPdfPage *page = g_new0(BxPdfPage, 1);
    BxRect box = page_box(pdf, bx_pdf_page(pdf, index));
    BxObj label = label_of(pdf, index);
    g_autofree char *prefix = label ? bx_obj_text(pdf, bx_obj_key(pdf, label, "/P")) : NULL;
    page->number = (int)CLAMP(bx_obj_number(pdf, bx_obj_key(pdf, label, "/St")), 0, 99999);
    g_autofree char *number = page->number || !prefix
                                  ? g_strdup_printf("%d", page->number ? page->number : index + 1)
                                  : g_strdup("");
    page->label = g_strconcat(prefix ? prefix : "", number, NULL);
    page->width = box.width;
    page->height = box.height;
    page->chars = g_array_new(FALSE, FALSE, sizeof(BxPdfChar));
    return page;
}

/* ---- threads ---- */

static void
read_bead(Reading *reading, BxObj bead, int story)
{
    BxPdf *pdf = reading->pdf;
    BxObj page = bx_obj_key(pdf, bead, "/P"), rect = bx_obj_key(pdf, bead, "/R");
    int index =
        GPOINTER_TO_INT(g_hash_table_lookup(reading->pages, GINT_TO_POINTER(bx_obj_id(pdf, page))))
        - 1;
    if (index < 0 || bx_obj_count(pdf, rect) != 4)
        return;
    BxRect box = page_box(pdf, bx_pdf_page(pdf, index));
    double left = bx_obj_number(pdf, bx_obj_item(pdf, rect, 0)),
           bottom = bx_obj_number(pdf, bx_obj_item(pdf, rect, 1)),
           right = bx_obj_number(pdf, bx_obj_item(pdf, rect, 2)),
           top = bx_obj_number(pdf, bx_obj_item(pdf, rect, 3));
    const BxPdfBead made = {story,
                            {left - box.x, box.y + box.height - top, right - left, top - bottom}};
    GArray *beads = g_ptr_array_index(reading->beads, index);
    if (beads->len < PAGE_BEADS_MOST)
        g_array_append_val(beads, made);
}

static void
read_thread(Reading *reading, BxObj thread)
{
    BxPdf *pdf = reading->pdf;
    char *title = bx_obj_text(pdf, bx_obj_key(pdf, bx_obj_key(pdf, thread, "/I"), "/Title"));
    int story = (int)reading->text->titles->len;
    g_ptr_array_add(reading->text->titles, title ? title : g_strdup(""));
    BxObj first = bx_obj_key(pdf, thread, "/F"), bead = first;
    for (int i = 0; bead && i < BEADS_MOST; i++) {
        read_bead(reading, bead, story);
        bead = bx_obj_key(pdf, bead, "/N");
        if (bx_obj_id(pdf, bead) == bx_obj_id(pdf, first))
            break;
    }
}

static void
read_all(Reading *reading)
{
    BxPdf *pdf = reading->pdf;
    for (int i = 0; i < bx_pdf_n_pages(pdf); i++) {
        g_ptr_array_add(reading->text->pages, read_page(pdf, i));
        g_ptr_array_add(reading->beads, g_array_new(FALSE, FALSE, sizeof(BxPdfBead)));
        g_hash_table_insert(reading->pages, GINT_TO_POINTER(bx_obj_id(pdf, bx_pdf_page(pdf, i))),
                            GINT_TO_POINTER(i + 1));
    }
    BxObj threads = bx_obj_key(pdf, bx_pdf_root(pdf), "/Threads");
    int n = MIN(bx_obj_count(pdf, threads), STORIES_MOST);
    for (int i = 0; i < n; i++)
        read_thread(reading, bx_obj_item(pdf, threads, i));
}

static GBytes *
read_file(const char *path, GError **error)
{
    g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, error);
    if (file && g_mapped_file_get_length(file) > FILE_MOST) {
        g_set_error(error, BX_ERROR, BX_ERROR_LIMIT, _("“%s” is over 1 GiB"), path);
        return NULL;
    }
    return file ? g_mapped_file_get_bytes(file) : NULL;
}

BxPdfText *
bx_pdf_outline_read(const char *path, GPtrArray *beads, GError **error)
{
    g_autoptr(GBytes) bytes = read_file(path, error);
    g_autoptr(BxPdf) pdf = bytes ? bx_pdf_read(bytes, error) : NULL;
    if (!pdf) {
        g_prefix_error(error, "%s: ", path);
        return NULL;
    }
    if (bx_pdf_n_pages(pdf) > PAGES_MOST) {
        g_set_error(error, BX_ERROR, BX_ERROR_LIMIT, _("“%s” has more than %d pages"), path,
                    PAGES_MOST);
        return NULL;
    }
    g_autoptr(BxPdfText) text = g_new0(BxPdfText, 1);
    text->path = g_strdup(path);
    text->pages = g_ptr_array_new_with_free_func(page_free);
    text->titles = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) pages = g_hash_table_new(NULL, NULL);
    Reading reading = {pdf, text, beads, pages};
    read_all(&reading);
    if (!bx_pdf_check(pdf, error)) {
        g_prefix_error(error, "%s: ", path);
        return NULL;
    }
    return g_steal_pointer(&text);
}
