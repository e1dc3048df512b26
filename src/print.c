/* SPDX-License-Identifier: Apache-2.0 */
#include "print.h"

#include "paint/paint.h"
#include "paint/plates.h"
#include "press/press.h"
#include "slug.h"
#include "version.h"

/* “2024-04-01”, owned; NULL: there is none. */
static char *
date_text(const GDate *date)
{
    return g_date_valid(date) ? g_strdup_printf("%04d-%02d-%02d", g_date_get_year(date),
                                                g_date_get_month(date), g_date_get_day(date))
                              : NULL;
}

static const char *
text_or_null(const BxText *text)
{
    return text ? text->text : NULL;
}

/* The words, borrowed, with a NULL at the end. */
static GPtrArray *
keyword_list(const BxIssue *issue)
{
    GPtrArray *words = g_ptr_array_new();
    for (guint i = 0; i < issue->keywords->len; i++)
        g_ptr_array_add(words, g_ptr_array_index(issue->keywords, i));
    g_ptr_array_add(words, NULL);
    return words;
}

/* Of all that is printed. */
static char *
version_of(const BxPrinting *printing)
{
    g_autoptr(GString) sums = g_string_new(NULL);
    for (guint i = 0; i < printing->pages->len; i++) {
        g_autofree char *sum =
            bx_page_version(g_ptr_array_index(printing->pages, i), printing->pictures);
        g_string_append(sums, sum);
    }
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, sums->str, (gssize)sums->len);
}

typedef struct {
    const BxPrinting *printing;
    const BxFaces *faces;
} Counting;

/* Runs beside the making of the file: both only read pages, pictures and faces. */
static void *
count_plates(void *data)
{
    const Counting *counting = data;
    const BxPrinting *printing = counting->printing;
    GPtrArray *plates = g_ptr_array_new_with_free_func((GDestroyNotify)bx_plates_free);
    for (guint i = 0; i < printing->pages->len; i++) {
        BxMoment start = bx_trace_now(printing->trace);
        g_ptr_array_add(plates, bx_plates_new(g_ptr_array_index(printing->pages, i),
                                              printing->pictures, counting->faces));
        bx_trace_end(printing->trace, "plates", NULL, start);
    }
    return plates;
}

/* Cairo 1.16 keeps 512 pages of 32 glyphs for all its faces, and is locked for ever where one thread throws some out
 * while another sets type: the one holds the cache and wants the face, the other the reverse. One page in a process of
 * its own cannot fill it; many pages, or a session of documents, do. */
static bool
may_count_beside(const BxPrinting *printing)
{
    return printing->pages->len == 1 && !printing->options->session;
}

/* Both of what is painted: the file, and the plates that it is judged by. */
static GBytes *
make_file(const BxPrinting *printing, const BxPressSettings *settings, GPtrArray **plates,
          GError **error)
{
    g_autoptr(BxKeys) keys = bx_keys_new();
    BxMoment start = bx_trace_now(printing->trace);
    g_autoptr(BxFaces) faces = bx_faces_new(printing->pages);
    bx_trace_end(printing->trace, "cut faces", NULL, start);
    const BxPainting painting = {.keys = keys,
                                 .faces = faces,
                                 .title = settings->title,
                                 .date = settings->date,
                                 .margin_pt = settings->margin_pt,
                                 .old_version = settings->standard == BX_PRESS_X1A};
    g_autoptr(BxFaces) faces_of_plates = bx_faces_copy(faces);
    Counting of = {printing, faces_of_plates};
    g_autoptr(GThread) counting = NULL;
    if (may_count_beside(printing))
        counting = g_thread_new("plates", count_plates, &of);
    start = bx_trace_now(printing->trace);
    g_autoptr(GBytes) painted = bx_paint_pdf(printing->pages, printing->pictures, &painting, error);
    bx_trace_end(printing->trace, "paint", NULL, start);
    if (!counting) /* beside press, which has nothing to do with Cairo */
        counting = g_thread_new("plates", count_plates, &of);
    start = bx_trace_now(printing->trace);
    GBytes *made =
        painted ? bx_press_make(painted, printing->pages, keys, settings, printing->diags, error)
                : NULL;
    bx_trace_end(printing->trace, "press", NULL, start);
    *plates = g_thread_join(g_steal_pointer(&counting));
    return made;
}

GBytes *
bx_print(const BxPrinting *printing, BxPreflight **preflight, GError **error)
{
    const BxOptions *options = printing->options;
    const BxIssue *issue = printing->issue;
    const BxPageSpec *first = g_ptr_array_index(issue->pages, 0);
    const BxPressSpec *press = &first->layout->press;
    g_autofree char *issue_date = date_text(&issue->date);
    g_autofree char *version = version_of(printing);
    g_autoptr(GPtrArray) keywords = keyword_list(issue);
    const BxPressSettings settings = {
        .standard = options->standard == BX_STANDARD_X1A ? BX_PRESS_X1A : BX_PRESS_X4,
        .title = issue->title->text,
        .number = text_or_null(issue->number),
        .editor = text_or_null(issue->editor),
        .keywords = (const char *const *)keywords->pdata,
        .issue_date = issue_date,
        .version = version,
        .date = printing->date,
        .profile = press->profile,
        .condition = press->condition,
        .is_registered = press->is_registered,
        .ink_limit = press->ink_limit,
        .marks = options->marks,
        .foreign = printing->foreign,
        .impose = options->impose,
        .margin_pt = bx_press_margin(printing->pages, options->marks)};
    g_autoptr(BxSlugs) slugs = NULL;
    if (options->marks)
        slugs = bx_slugs_new(issue, printing->pages, printing->pictures, printing->fonts,
                             printing->diags);
    g_autoptr(GPtrArray) plates = NULL;
    g_autoptr(GBytes) made = make_file(printing, &settings, &plates, error);
    if (!made)
        return NULL;
    BxMoment start = bx_trace_now(printing->trace);
    *preflight = bx_preflight_new(made, &settings, plates, printing->diags, error);
    bx_trace_end(printing->trace, "preflight", NULL, start);
    return *preflight ? g_steal_pointer(&made) : NULL;
}
