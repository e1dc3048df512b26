/* SPDX-License-Identifier: Apache-2.0 */
/* What a document tells of itself: report, timings, dumps, counts, diagnostics. */

#include "document.h"

#include "base/file.h"
#include "report/diag_text.h"
#include "report/trace.h"

#include <string.h>

bool
bx_document_write_report(const BxDocument *document, const char *path, GError **error)
{
    const BxReportInput input = {.plan = document->plan,
                                 .stories = document->stories,
                                 .pages = document->pages,
                                 .places = document->places,
                                 .pictures = document->pictures,
                                 .ledgers = document->ledgers,
                                 .imprint = document->imprint,
                                 .preflight = document->preflight,
                                 .diags = document->diags};
    char *text = bx_report_json(&input);
    g_autoptr(GBytes) bytes = g_bytes_new_take(text, strlen(text));
    return bx_write_file(path, bytes, error);
}

char *
bx_document_timings(const BxDocument *document)
{
    return bx_timings_text(document->trace);
}

bool
bx_document_write_trace(const BxDocument *document, const char *path, GError **error)
{
    char *text = bx_trace_json(document->trace);
    g_autoptr(GBytes) bytes = g_bytes_new_take(text, strlen(text));
    return bx_write_file(path, bytes, error);
}

char *
bx_document_preflight(const BxDocument *document)
{
    return document->preflight ? bx_preflight_text(document->preflight) : NULL;
}

char *
bx_document_dump(const BxDocument *document, const char *stage)
{
    if (!document->pages)
        return NULL;
    if (strcmp(stage, "plan") == 0)
        return bx_plan_dump(document->plan);
    bool is_text = strcmp(stage, "text") == 0;
    if (!is_text && strcmp(stage, "page") != 0)
        return NULL;
    GString *out = g_string_new(NULL);
    const GPtrArray *things = is_text ? document->stories : document->pages;
    for (guint i = 0; i < things->len; i++) {
        const void *thing = g_ptr_array_index(things, i);
        g_autofree char *text = is_text ? bx_composed_dump(thing) : bx_page_dump(thing);
        g_string_append(out, text);
    }
    return g_string_free(out, FALSE);
}

int
bx_document_n_warnings(const BxDocument *document)
{
    return bx_diags_count_level(document->diags, BX_LEVEL_WARNING);
}

int
bx_document_n_errors(const BxDocument *document)
{
    int n = bx_diags_count_level(document->diags, BX_LEVEL_ERROR);
    return document->options.deny_warnings ? n + bx_document_n_warnings(document) : n;
}

int
bx_document_n_pages(const BxDocument *document)
{
    return (int)document->issue->pages->len;
}

int
bx_document_n_set_anew(const BxDocument *document)
{
    return (int)document->stories->len - bx_stories_n_reused(document->set_stories);
}

const char *
bx_document_title(const BxDocument *document)
{
    return document->issue->title->text;
}

char *
bx_document_diagnostics(const BxDocument *document, BxDiagnosticsForm form, bool with_notes)
{
    if (form == BX_DIAGNOSTICS_JSON)
        return bx_diags_json(document->diags, with_notes);
    return bx_diags_text(document->diags, form == BX_DIAGNOSTICS_COLOUR, with_notes);
}
