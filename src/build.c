/* SPDX-License-Identifier: Apache-2.0 */
/* The pipeline: load → grid → text → page → picture → paint → press. The only file that sees every
 * stage. */

#include "document.h"

#include "base/error.h"
#include "base/file.h"
#include "base/say.h"
#include "export.h"
#include "lock.h"
#include "page/locate.h"
#include "print.h"
#include "review/review.h"

#define CHARS_A_THREAD 40000 /* of text: some 40 ms of setting */

static void
say(const BxDocument *document, double share, const char *step)
{
    if (document->options.progress)
        document->options.progress(share, step, document->options.progress_data);
}

BxDocument *
bx_document_open(const char *path, const BxOptions *options, GError **error)
{
    g_autoptr(BxDocument) document = g_new0(BxDocument, 1);
    document->options = *options;
    document->trace = bx_trace_new();
    document->diags = bx_diags_new();
    document->session = options->session;
    if (!document->session)
        document->session = document->own_session = bx_session_new(options->data_dir, error);
    if (!document->session)
        return NULL;
    const char *data_dir =
        options->data_dir ? options->data_dir : bx_session_data_dir(document->session);
    document->cache_dir = options->cache_dir ? g_strdup(options->cache_dir) : bx_cache_dir();
    g_autofree char *layouts = g_build_filename(data_dir, "layouts", NULL);
    const char *const layout_dirs[] = {layouts, NULL};
    say(document, 0, "load");
    BxMoment start = bx_trace_now(document->trace);
    document->issue = bx_load_issue(path, layout_dirs, document->diags);
    if (options->locked || options->lock_file)
        document->lock_file = bx_lock_path(document->issue, options->lock_file);
    bx_trace_end(document->trace, "load", path, start);
    return g_steal_pointer(&document);
}

void
bx_document_free(BxDocument *document)
{
    if (!document)
        return;
    g_free(document->ledgers);
    bx_imprint_free(document->imprint);
    bx_preflight_free(document->preflight);
    bx_pictures_free(document->pictures);
    g_clear_pointer(&document->foreign, g_ptr_array_unref);
    g_clear_pointer(&document->sums, g_ptr_array_unref);
    g_free(document->places);
    g_clear_pointer(&document->pages, g_ptr_array_unref);
    g_clear_pointer(&document->furniture, g_ptr_array_unref);
    bx_stories_free(document->set_stories);
    bx_plan_free(document->plan);
    bx_issue_free(document->issue);
    bx_diags_free(document->diags);
    bx_session_free(document->own_session);
    bx_trace_free(document->trace);
    g_free(document->cache_dir);
    g_free(document->lock_file);
    g_free(document);
}

static void
say_story(double share, const char *step, void *document)
{
    say(document, 0.1 + 0.5 * share, step);
}

/* A thread must have that much to do, or opening its faces takes longer. */
static guint
count_threads(const BxDocument *document)
{
    guint most =
        document->options.jobs > 0 ? (guint)document->options.jobs : g_get_num_processors();
    guint n_chars = 0;
    for (guint i = 0; i < document->issue->stories->len; i++)
        n_chars +=
            (guint)((const BxStory *)g_ptr_array_index(document->issue->stories, i))->n_chars;
    return CLAMP(n_chars / CHARS_A_THREAD, 1, most);
}

static bool
open_faces(BxDocument *document, GError **error)
{
    BxMoment start = bx_trace_now(document->trace);
    document->n_threads = count_threads(document);
    document->many_fonts = bx_session_many_fonts(document->session, document->n_threads, error);
    bx_trace_end(document->trace, "faces", NULL, start);
    if (document->many_fonts)
        document->fonts = g_ptr_array_index(document->many_fonts, 0);
    return document->fonts != NULL;
}

static void
compose_stories(BxDocument *document)
{
    const BxStoriesMaking making = {.plan = document->plan,
                                    .fonts = document->many_fonts,
                                    .n_threads = document->n_threads,
                                    .session = document->own_session ? NULL : document->session,
                                    .trace = document->trace,
                                    .diags = document->diags,
                                    .progress = say_story,
                                    .data = document};
    document->set_stories = bx_stories_new(&making);
    document->stories = bx_stories_composed(document->set_stories);
}

static void
compose_furniture(BxDocument *document)
{
    BxMoment start = bx_trace_now(document->trace);
    document->furniture = g_ptr_array_new_with_free_func((GDestroyNotify)bx_composed_free);
    for (guint i = 0; i < document->plan->pages->len; i++)
        g_ptr_array_add(
            document->furniture,
            bx_compose_furniture(document->plan, (int)i, document->fonts, document->diags));
    bx_trace_end(document->trace, "furniture", NULL, start);
}

static void
make_pages(BxDocument *document)
{
    BxMoment start = bx_trace_now(document->trace);
    document->places = g_new0(BxPicturePlace, MAX(1, document->plan->n_pictures));
    document->pages = g_ptr_array_new_with_free_func((GDestroyNotify)bx_page_free);
    for (guint i = 0; i < document->plan->pages->len; i++)
        g_ptr_array_add(document->pages, bx_make_page(document->plan, (int)i, document->stories,
                                                      g_ptr_array_index(document->furniture, i),
                                                      document->places, document->diags));
    bx_trace_end(document->trace, "page", NULL, start);
}

static void
balance_ledgers(BxDocument *document)
{
    BxMoment start = bx_trace_now(document->trace);
    document->ledgers =
        bx_ledgers_balance(document->issue, document->stories, document->pages, document->diags);
    bx_trace_end(document->trace, "ledger", NULL, start);
}

static void
review_pages(BxDocument *document)
{
    BxMoment start = bx_trace_now(document->trace);
    for (guint i = 0; i < document->pages->len; i++)
        bx_review_page(document->plan, (int)i, document->stories,
                       g_ptr_array_index(document->furniture, i),
                       g_ptr_array_index(document->pages, i), document->diags);
    bx_trace_end(document->trace, "review", NULL, start);
}

/* What has been said so far, and shows somewhere, is told where. */
static void
locate_diags(BxDocument *document)
{
    const BxLocating locating = {document->plan, document->stories, document->pages,
                                 document->places};
    bx_locate_diags(&locating, document->diags);
}

static BxInputSources
input_sources(const BxDocument *document)
{
    return (BxInputSources){.issue = document->issue,
                            .pages = document->pages,
                            .fonts = document->fonts,
                            .session = document->session,
                            .data_dir = bx_session_data_dir(document->session),
                            .lock_file = document->lock_file,
                            .has_slug = document->options.marks};
}

bool
bx_document_compose(BxDocument *document, GError **error)
{
    BxMoment start = bx_trace_now(document->trace);
    say(document, 0.05, "grid");
    document->plan = bx_plan_new(document->issue, document->diags);
    bx_trace_end(document->trace, "grid", NULL, start);
    if (!open_faces(document, error))
        return false;
    compose_stories(document);
    compose_furniture(document);
    say(document, 0.6, "page");
    make_pages(document);
    balance_ledgers(document);
    review_pages(document);
    document->imprint =
        bx_imprint_new(document->plan, document->furniture, document->pages, document->diags);
    const BxInputSources sources = input_sources(document);
    if (sources.lock_file)
        bx_lock_check(&sources, document->diags);
    locate_diags(document);
    return true;
}

GPtrArray *
bx_document_inputs(const BxDocument *document)
{
    const BxInputSources sources = input_sources(document);
    return bx_inputs_new(&sources);
}

GPtrArray *
bx_document_faces(const BxDocument *document)
{
    const BxInputSources sources = input_sources(document);
    return bx_inputs_faces(&sources);
}

/* The pages asked for, borrowed from the document; NULL with `error` where there are none. */
static GPtrArray *
wanted_pages(const BxDocument *document, GError **error)
{
    g_autoptr(GPtrArray) wanted = g_ptr_array_new();
    for (guint i = 0; i < document->pages->len; i++) {
        BxPage *page = g_ptr_array_index(document->pages, i);
        bool is_wanted = document->options.n_pages == 0;
        for (int k = 0; k < document->options.n_pages; k++)
            is_wanted |= document->options.pages[k] == page->number;
        if (is_wanted)
            g_ptr_array_add(wanted, page);
    }
    if (wanted->len > 0)
        return g_steal_pointer(&wanted);
    g_set_error(error, BX_ERROR, BX_ERROR_IO, _("the issue has none of the pages asked for"));
    return NULL;
}

/* PP-15: SOURCE_DATE_EPOCH, else the issue's date, else the beginning of time. Never the clock. */
static char *
build_date(const BxDocument *document)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    const GDate *date = &document->issue->date;
    g_autoptr(GDateTime) moment = NULL;
    if (epoch && *epoch)
        moment = g_date_time_new_from_unix_utc(g_ascii_strtoll(epoch, NULL, 10));
    else if (g_date_valid(date))
        moment = g_date_time_new_utc(g_date_get_year(date), (int)g_date_get_month(date),
                                     g_date_get_day(date), 0, 0, 0);
    return moment ? g_date_time_format(moment, "%Y-%m-%dT%H:%M:%SZ")
                  : g_strdup("1970-01-01T00:00:00Z");
}

BxProofing
bx_document_proofing(const BxDocument *document, const GPtrArray *wanted, const char *date)
{
    const BxPressSpec *press = bx_document_press(document);
    return (BxProofing){.input = {.plan = document->plan,
                                  .stories = document->stories,
                                  .pages = document->pages,
                                  .places = document->places,
                                  .pictures = document->pictures,
                                  .foreign = document->foreign,
                                  .diags = document->diags,
                                  .fonts = document->fonts},
                        .wanted = wanted,
                        .options = &document->options.proof,
                        .title = bx_document_title(document),
                        .date = date,
                        .profile = press ? press->profile : NULL};
}

static GBytes *
make_proof(BxDocument *document, const GPtrArray *pages, const char *date, GError **error)
{
    BxMoment start = bx_trace_now(document->trace);
    say(document, 0.8, "paint");
    const BxProofing proofing = bx_document_proofing(document, pages, date);
    g_autoptr(BxProofs) proofs = bx_proofs_new(&proofing, error);
    GBytes *made = proofs ? bx_proofs_pdf(proofs, error) : NULL;
    bx_trace_end(document->trace, "paint", NULL, start);
    return made;
}

static GBytes *
make_press(BxDocument *document, const GPtrArray *pages, const char *date, GError **error)
{
    const BxPrinting printing = {.options = &document->options,
                                 .issue = document->issue,
                                 .pages = pages,
                                 .pictures = document->pictures,
                                 .foreign = document->foreign,
                                 .date = date,
                                 .fonts = document->fonts,
                                 .trace = document->trace,
                                 .diags = document->diags};
    say(document, 0.8, "press");
    g_clear_pointer(&document->preflight, bx_preflight_free);
    return bx_print(&printing, &document->preflight, error);
}

/* Pictures and advertisements, once a document; their faults show in the same run as those of the text. */
static void
prepare(BxDocument *document)
{
    if (document->pictures)
        return;
    say(document, 0.65, "pictures");
    bx_document_prepare_pictures(document);
    locate_diags(document);
}

void
bx_document_prepare(BxDocument *document)
{
    g_return_if_fail(document->pages && !document->pictures);
    document->is_preview = true;
    prepare(document);
    bx_document_sum_pages(document);
}

/* NULL where faults forbid it. */
static GBytes *
make_pdf(BxDocument *document, GError **error)
{
    bool is_press = document->options.profile == BX_PROFILE_PRESS;
    prepare(document);
    if (is_press && bx_document_n_errors(document) > 0)
        return NULL;
    g_autoptr(GPtrArray) pages = wanted_pages(document, error);
    if (!pages)
        return NULL;
    g_autofree char *date = build_date(document);
    g_autoptr(GBytes) bytes = is_press ? make_press(document, pages, date, error)
                                       : make_proof(document, pages, date, error);
    bool is_faulty = is_press && bx_document_n_errors(document) > 0;
    return is_faulty ? NULL : g_steal_pointer(&bytes);
}

bool
bx_document_check(BxDocument *document, GError **error)
{
    GError *fault = NULL;
    g_autoptr(GBytes) bytes = make_pdf(document, &fault);
    say(document, 1, "done");
    if (fault)
        g_propagate_error(error, fault);
    return fault == NULL;
}

bool
bx_document_write_pdf(BxDocument *document, const char *path, GError **error)
{
    g_autoptr(GBytes) bytes = make_pdf(document, error);
    BxMoment start = bx_trace_now(document->trace);
    bool written = bytes && bx_write_file(path, bytes, error);
    bx_trace_end(document->trace, "write", path, start);
    if (document->preflight && bytes)
        bx_preflight_note_written(document->preflight, written);
    say(document, 1, "done");
    return written;
}

bool
bx_document_write_pngs(BxDocument *document, const char *dir, double ppi, GError **error)
{
    prepare(document);
    g_autoptr(GPtrArray) pages = wanted_pages(document, error);
    g_autofree char *date = build_date(document);
    const BxProofing proofing = bx_document_proofing(document, pages, date);
    BxMoment start = bx_trace_now(document->trace);
    g_autoptr(BxProofs) proofs = pages ? bx_proofs_new(&proofing, error) : NULL;
    bool is_written = proofs && bx_proofs_write_pngs(proofs, dir, ppi, error);
    bx_trace_end(document->trace, "draw", NULL, start);
    say(document, 1, "done");
    return is_written;
}

/* As the press: where something is wrong, nothing is published. */
bool
bx_document_export_html(BxDocument *document, const char *dir, double ppi, GError **error)
{
    const BxProofOptions none = {.overlays = "none"};
    prepare(document);
    if (bx_document_n_errors(document) > 0)
        return false;
    g_autoptr(GPtrArray) pages = wanted_pages(document, error);
    if (!pages)
        return false;
    BxProofing proofing = bx_document_proofing(document, pages, "");
    proofing.options = &none;
    g_autoptr(BxProofs) proofs = bx_proofs_new(&proofing, error);
    g_autoptr(BxEdition) edition =
        bx_edition_new(document->plan, pages, document->places, document->pictures);
    say(document, 0.8, "export");
    BxMoment start = bx_trace_now(document->trace);
    bool is_written = proofs && bx_export_html(proofs, edition, dir, ppi, error);
    bx_trace_end(document->trace, "export", NULL, start);
    say(document, 1, "done");
    return is_written;
}
