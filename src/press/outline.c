/* SPDX-License-Identifier: Apache-2.0 */
/* Outline: bookmarks per page and story, page labels, and an article thread for each story (PP-14).
 * Places in the page only; no actions. */

#include "press/steps.h"

#include <math.h>

/* Where a page lies in the file. */
typedef struct {
    const BxSheet *sheet;
    double left, top; /* PDF points of the page's top left trim corner */
} Place;

static Place
place_of(const BxPressing *pressing, const BxPage *page)
{
    double margin = pressing->settings->margin_pt;
    for (guint i = 0; i < pressing->sheets->len; i++) {
        const BxSheet *sheet = &g_array_index(pressing->sheets, BxSheet, i);
        for (int k = 0; k < sheet->n_pages; k++)
            if (sheet->pages[k] == page)
                return (Place){sheet, margin + sheet->offsets[k], margin + page->height};
    }
    g_assert_not_reached();
}

/* A list of bookmarks under one parent, as it grows. */
typedef struct {
    BxObj parent, first, last;
    int count; /* of items, those below them included */
} Bookmarks;

static BxObj
add_bookmark(BxPdf *pdf, Bookmarks *list, const char *title, const Place *place, double x, double y)
{
    BxObj destination = bx_pdf_parse(pdf, "[ ]");
    bx_obj_append(pdf, destination, place->sheet->obj);
    bx_obj_append(pdf, destination, bx_pdf_new_name(pdf, "/XYZ"));
    bx_obj_append(pdf, destination, bx_pdf_new_number(pdf, place->left + x));
    bx_obj_append(pdf, destination, bx_pdf_new_number(pdf, place->top - y));
    bx_obj_append(pdf, destination, bx_pdf_parse(pdf, "null"));
    BxObj item = bx_pdf_indirect(pdf, bx_pdf_parse(pdf, "<< >>"));
    bx_obj_set(pdf, item, "/Title", bx_pdf_new_text(pdf, title));
    bx_obj_set(pdf, item, "/Parent", list->parent);
    bx_obj_set(pdf, item, "/Dest", destination);
    if (list->last) {
        bx_obj_set(pdf, item, "/Prev", list->last);
        bx_obj_set(pdf, list->last, "/Next", item);
    } else {
        list->first = item;
    }
    list->last = item;
    list->count++;
    return item;
}

static void
close_bookmarks(BxPdf *pdf, const Bookmarks *list)
{
    if (!list->first)
        return;
    bx_obj_set(pdf, list->parent, "/First", list->first);
    bx_obj_set(pdf, list->parent, "/Last", list->last);
    bx_obj_set(pdf, list->parent, "/Count", bx_pdf_new_number(pdf, list->count));
}

static void
add_page_bookmarks(BxPressing *pressing, const BxPage *page, Bookmarks *list)
{
    BxPdf *pdf = pressing->pdf;
    Place place = place_of(pressing, page);
    bool has_label = page->label && *page->label;
    g_autofree char *title = g_strdup_printf("第%d版%s%s", page->number, has_label ? " " : "",
                                             has_label ? page->label : "");
    Bookmarks stories = {.parent = add_bookmark(pdf, list, title, &place, 0, 0)};
    for (guint i = 0; page->outline && i < page->outline->len; i++) {
        const BxOutlineEntry *entry = g_ptr_array_index(page->outline, i);
        add_bookmark(pdf, &stories, entry->title, &place, entry->x, entry->y);
    }
    close_bookmarks(pdf, &stories);
    list->count += stories.count;
}

static void
make_bookmarks(BxPressing *pressing)
{
    BxPdf *pdf = pressing->pdf;
    Bookmarks pages = {.parent = bx_pdf_indirect(pdf, bx_pdf_parse(pdf, "<< /Type /Outlines >>"))};
    for (guint i = 0; i < pressing->pages->len; i++)
        add_page_bookmarks(pressing, g_ptr_array_index(pressing->pages, i), &pages);
    close_bookmarks(pdf, &pages);
    bx_obj_set(pdf, bx_pdf_root(pdf), "/Outlines", pages.parent);
}

static BxObj
sheet_label(BxPdf *pdf, const BxSheet *sheet)
{
    const BxPage *page = sheet->pages[0];
    g_autofree char *prefix = NULL;
    if (sheet->n_pages == 2)
        prefix = g_strdup_printf("%d‖%d", page->number, sheet->pages[1]->number);
    else if (page->label && *page->label)
        prefix = g_strdup_printf("%s ", page->label);
    BxObj label = sheet->n_pages == 2
                      ? bx_pdf_parse(pdf, "<< >>")
                      : bx_pdf_parse(pdf, "<< /S /D /St %d >>", MAX(1, page->number));
    if (prefix)
        bx_obj_set(pdf, label, "/P", bx_pdf_new_text(pdf, prefix));
    return label;
}

static void
make_labels(BxPressing *pressing)
{
    BxPdf *pdf = pressing->pdf;
    BxObj numbers = bx_pdf_parse(pdf, "[ ]");
    for (guint i = 0; i < pressing->sheets->len; i++) {
        bx_obj_append(pdf, numbers, bx_pdf_new_number(pdf, i));
        bx_obj_append(pdf, numbers, sheet_label(pdf, &g_array_index(pressing->sheets, BxSheet, i)));
    }
    BxObj labels = bx_pdf_parse(pdf, "<< >>");
    bx_obj_set(pdf, labels, "/Nums", numbers);
    bx_obj_set(pdf, bx_pdf_root(pdf), "/PageLabels", labels);
}

/* A story's beads form a ring; `first` and `last` are where it is open while it grows. */
typedef struct {
    BxObj thread, first, last;
} Thread;

static const char *
story_title(const BxPressing *pressing, int story)
{
    for (guint i = 0; i < pressing->pages->len; i++) {
        const BxPage *page = g_ptr_array_index(pressing->pages, i);
        for (guint k = 0; page->outline && k < page->outline->len; k++) {
            const BxOutlineEntry *entry = g_ptr_array_index(page->outline, k);
            if (entry->story == story)
                return entry->title;
        }
    }
    return NULL;
}

static Thread *
find_thread(BxPressing *pressing, GHashTable *threads, BxObj list, int story)
{
    BxPdf *pdf = pressing->pdf;
    Thread *thread = g_hash_table_lookup(threads, GINT_TO_POINTER(story));
    if (thread)
        return thread;
    thread = g_new0(Thread, 1);
    g_hash_table_insert(threads, GINT_TO_POINTER(story), thread);
    thread->thread = bx_pdf_indirect(pdf, bx_pdf_parse(pdf, "<< /Type /Thread >>"));
    const char *title = story_title(pressing, story);
    if (title)
        bx_obj_set(pdf, bx_obj_key_dict(pdf, thread->thread, "/I"), "/Title",
                   bx_pdf_new_text(pdf, title));
    bx_obj_append(pdf, list, thread->thread);
    return thread;
}

static void
add_bead(BxPdf *pdf, Thread *thread, const Place *place, const BxRect *rect)
{
    BxObj bead = bx_pdf_indirect(pdf, bx_pdf_parse(pdf, "<< /Type /Bead >>"));
    double left = place->left + rect->x, top = place->top - rect->y;
    bx_obj_set(pdf, bead, "/T", thread->thread);
    bx_obj_set(pdf, bead, "/P", place->sheet->obj);
    bx_obj_set(pdf, bead, "/R",
               bx_pdf_new_rect(pdf, left, top - rect->height, left + rect->width, top));
    if (!thread->first) {
        thread->first = thread->last = bead;
        bx_obj_set(pdf, thread->thread, "/F", bead);
    }
    bx_obj_set(pdf, thread->last, "/N", bead);
    bx_obj_set(pdf, bead, "/V", thread->last);
    bx_obj_set(pdf, bead, "/N", thread->first);
    bx_obj_set(pdf, thread->first, "/V", bead);
    thread->last = bead;
    BxObj beads = bx_obj_key(pdf, place->sheet->obj, "/B");
    if (!beads)
        bx_obj_set(pdf, place->sheet->obj, "/B", beads = bx_pdf_parse(pdf, "[ ]"));
    bx_obj_append(pdf, beads, bead);
}

static void
make_threads(BxPressing *pressing)
{
    BxPdf *pdf = pressing->pdf;
    g_autoptr(GHashTable) threads = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    BxObj list = bx_pdf_parse(pdf, "[ ]");
    for (guint i = 0; i < pressing->pages->len; i++) {
        const BxPage *page = g_ptr_array_index(pressing->pages, i);
        Place place = place_of(pressing, page);
        for (guint k = 0; page->beads && k < page->beads->len; k++) {
            const BxBead *bead = &g_array_index(page->beads, BxBead, k);
            if (bead->story >= 0)
                add_bead(pdf, find_thread(pressing, threads, list, bead->story), &place,
                         &bead->rect);
        }
    }
    if (g_hash_table_size(threads) > 0)
        bx_obj_set(pdf, bx_pdf_root(pdf), "/Threads", list);
}

bool
bx_press_outline(BxPressing *pressing, GError **error)
{
    make_bookmarks(pressing);
    make_labels(pressing);
    if (pressing->settings->standard == BX_PRESS_X4)
        make_threads(pressing);
    return bx_pdf_check(pressing->pdf, error);
}
