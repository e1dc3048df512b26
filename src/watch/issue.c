/* SPDX-License-Identifier: Apache-2.0 */
#include "watch/issue.h"

#include "cli/locale.h"
#include "watch/pictures.h"

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <string.h>

struct BxWatched {
    const BxWatchedSettings settings;
    BxSession *session;
    BxDocument *shown; /* NULL: nothing was built yet */
    char *preview;     /* of that */
    char *unreadable;  /* of that: files that it was made without */
    char *state, *content;
    guint64 number; /* of the state */
    BxPictureStore *pictures;
};

BxWatched *
bx_watched_new(const BxWatchedSettings *settings, GError **error)
{
    BxSession *session = bx_session_new(NULL, error);
    if (!session)
        return NULL;
    BxWatched *watched = g_new0(BxWatched, 1);
    memcpy((void *)&watched->settings, settings, sizeof *settings);
    watched->session = session;
    watched->pictures = bx_picture_store_new();
    watched->state = g_strdup("{}");
    return watched;
}

void
bx_watched_free(BxWatched *watched)
{
    if (!watched)
        return;
    bx_document_free(watched->shown);
    bx_session_free(watched->session);
    bx_picture_store_free(watched->pictures);
    g_free(watched->preview);
    g_free(watched->unreadable);
    g_free(watched->state);
    g_free(watched->content);
    g_free(watched);
}

/* ---- what stays ---- */

/* Whether a line of `now` is none of `before`. */
static bool
has_new_line(const char *now, const char *before)
{
    g_auto(GStrv) lines = g_strsplit(now, "\n", -1), known = g_strsplit(before, "\n", -1);
    for (char **line = lines; *line; line++)
        if (**line && !g_strv_contains((const char *const *)known, *line))
            return true;
    return false;
}

/* A file that was broken from the beginning must not stop the others from being seen. */
static bool
is_worse(const BxWatched *watched, const BxDocument *document, const char *unreadable)
{
    return watched->shown && bx_document_n_pages(watched->shown) > 0
           && (bx_document_n_pages(document) == 0 || has_new_line(unreadable, watched->unreadable));
}

/* ---- the state ---- */

/* What tells one version of a file from another; owned. “0” where there is none. */
static char *
stamp_of(const char *path)
{
    GStatBuf info;
    if (g_stat(path, &info) != 0)
        return g_strdup("0");
    return g_strdup_printf("%" G_GINT64_MODIFIER "x-%" G_GINT64_MODIFIER "x-%lx",
                           (gint64)info.st_size, (gint64)info.st_mtim.tv_sec,
                           (long)info.st_mtim.tv_nsec);
}

/* A string for JSON, with its quotes; owned. */
static char *
quoted(const char *words)
{
    GString *out = g_string_new("\"");
    g_autofree char *valid = g_utf8_make_valid(words, -1);
    for (const char *p = valid; *p; p++)
        if (*p == '"' || *p == '\\')
            g_string_append_printf(out, "\\%c", *p);
        else if ((unsigned char)*p < 0x20)
            g_string_append_printf(out, "\\u%04x", (unsigned)*p);
        else
            g_string_append_c(out, *p);
    g_string_append_c(out, '"');
    return g_string_free(out, FALSE);
}

/* What there is to be seen: members of the state, without the braces. Owned. */
static char *
content_of(const BxWatched *watched, const BxWatchedBuild *build, const char *findings)
{
    g_autofree char *base = g_path_get_basename(watched->settings.signed_pdf);
    g_autofree char *name = quoted(base), *stamp = stamp_of(watched->settings.signed_pdf);
    return g_strdup_printf(
        "\"stale\":%s,\"errors\":%d,\"warnings\":%d,"
        "\"signed\":{\"name\":%s,\"stamp\":\"%s\"},\"preview\":%s,\"findings\":%s",
        build->is_stale ? "true" : "false", build->n_errors, build->n_warnings, name, stamp,
        watched->preview ? watched->preview : "null", findings);
}

static void
write_state(BxWatched *watched, BxWatchedBuild *build, const char *findings)
{
    char *content = content_of(watched, build, findings);
    build->is_new = g_strcmp0(content, watched->content) != 0;
    if (!build->is_new) {
        g_free(content);
        return;
    }
    g_free(watched->content);
    g_free(watched->state);
    watched->content = content;
    watched->state = g_strdup_printf("{\"number\":%" G_GUINT64_FORMAT ",\"ms\":%d,%s}",
                                     ++watched->number, (int)build->ms, content);
}

/* ---- building ---- */

static void
forget_pictures(const BxWatched *watched)
{
    g_autoptr(GPtrArray) sums = g_ptr_array_new();
    for (int i = 0; i < bx_document_n_pages(watched->shown); i++)
        g_ptr_array_add(sums, (gpointer)bx_document_page_sum(watched->shown, i));
    g_ptr_array_add(sums, NULL);
    bx_picture_store_keep(watched->pictures, (const char *const *)sums->pdata);
}

static bool
show(BxWatched *watched, BxDocument *document, char *unreadable, GError **error)
{
    bx_document_free(watched->shown); /* the session has its stories now */
    watched->shown = document;
    g_free(watched->unreadable);
    watched->unreadable = unreadable;
    if (!bx_document_compose(document, error))
        return false;
    bx_document_prepare(document);
    g_free(watched->preview);
    watched->preview = bx_document_preview(document);
    forget_pictures(watched);
    return true;
}

bool
bx_watched_build(BxWatched *watched, BxWatchedBuild *build, GError **error)
{
    gint64 start = g_get_monotonic_time();
    const BxOptions options = {.profile = BX_PROFILE_PROOF,
                               .session = watched->session,
                               .cache_dir = watched->settings.cache_dir};
    BxDocument *document = bx_document_open(watched->settings.issue, &options, error);
    if (!document)
        return false;
    char *unreadable = bx_document_unreadable(document);
    *build = (BxWatchedBuild){.is_stale = is_worse(watched, document, unreadable)};
    if (!build->is_stale && !show(watched, document, unreadable, error))
        return false;
    build->n_pages = bx_document_n_pages(watched->shown);
    build->n_set_anew = build->is_stale ? 0 : bx_document_n_set_anew(document);
    build->n_errors = bx_document_n_errors(document);
    build->n_warnings = bx_document_n_warnings(document);
    g_autofree char *findings = bx_document_findings(document);
    if (build->is_stale) {
        bx_document_free(document);
        g_free(unreadable);
    }
    build->ms = (double)(g_get_monotonic_time() - start) / 1000;
    write_state(watched, build, findings);
    return true;
}

const char *
bx_watched_state(const BxWatched *watched)
{
    return watched->state;
}

const char *
bx_watched_signed(const BxWatched *watched)
{
    return watched->settings.signed_pdf;
}

static bool
is_of_now(const BxWatched *watched, int page, const char *sum, guint64 number, const BxView *view)
{
    const char *now = watched->shown ? bx_document_page_sum(watched->shown, page) : NULL;
    return now && strcmp(now, sum) == 0 && (!view->overlays || number == watched->number);
}

GBytes *
bx_watched_picture(BxWatched *watched, int page, const char *sum, guint64 number,
                   const BxView *view, GError **error)
{
    if (!is_of_now(watched, page, sum, number, view)) {
        g_set_error(error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, _("that page is not there any more"));
        return NULL;
    }
    if (view->overlays)
        return bx_document_picture(watched->shown, page, view, error);
    g_autofree char *key =
        g_strdup_printf("%s %d %d %.3f", sum, view->kind, view->plate, view->ppi);
    GBytes *kept = bx_picture_store_lookup(watched->pictures, key);
    if (kept)
        return g_bytes_ref(kept);
    GBytes *made = bx_document_picture(watched->shown, page, view, error);
    if (made)
        bx_picture_store_add(watched->pictures, key, made);
    return made;
}
