/* SPDX-License-Identifier: Apache-2.0 */
/* banxin-watch: the program behind `banxin watch`. One of its own, so that no other command loads a web server. */

#include "cli/locale.h"
#include "watch/files.h"
#include "watch/server.h"

#include <glib-unix.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <stdio.h>

enum { EXIT_DONE = 0, EXIT_FAULT = 1, EXIT_WRONG_USAGE = 2 };

typedef struct {
    int port;
    char *signed_pdf, *cache;
} Arguments;

typedef struct {
    GMainLoop *loop;
    BxWatched *watched;
    BxServer *server;
    int exit;
} Watch;

static void
arguments_clear(Arguments *arguments)
{
    g_free(arguments->signed_pdf);
    g_free(arguments->cache);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

/* ---- builds ---- */

static void
tell_counts(const BxWatchedBuild *build, const char *time)
{
    int pages = build->n_pages, stories = build->n_set_anew;
    int errors = build->n_errors, warnings = build->n_warnings;
    fprintf(stderr, "%s  ", time);
    fprintf(stderr, ngettext("%d page, ", "%d pages, ", (gulong)pages), pages);
    fprintf(stderr, ngettext("%d story set, ", "%d stories set, ", (gulong)stories), stories);
    fprintf(stderr, ngettext("%d error, ", "%d errors, ", (gulong)errors), errors);
    fprintf(stderr, ngettext("%d warning, ", "%d warnings, ", (gulong)warnings), warnings);
    fprintf(stderr, "%.0f ms\n", build->ms);
}

static void
tell_build(const BxWatchedBuild *build)
{
    g_autoptr(GDateTime) now = g_date_time_new_now_local();
    g_autofree char *time = g_date_time_format(now, "%H:%M:%S");
    if (build->is_stale)
        fprintf(stderr, _("%s  a file cannot be read; the pages stay as they were\n"), time);
    else
        tell_counts(build, time);
}

static bool
build(Watch *watch, bool *is_new)
{
    g_autoptr(GError) error = NULL;
    BxWatchedBuild made;
    if (!bx_watched_build(watch->watched, &made, &error)) {
        fprintf(stderr, "banxin: %s\n", error->message);
        watch->exit = EXIT_FAULT;
        return false;
    }
    *is_new = made.is_new;
    if (made.is_new) /* or what this is written into, if it lies in the issue's folder, would go on for ever */
        tell_build(&made);
    return true;
}

static void
on_change(void *data)
{
    Watch *watch = data;
    bool is_new;
    if (!build(watch, &is_new))
        g_main_loop_quit(watch->loop);
    else if (is_new)
        bx_server_send(watch->server);
}

/* ---- the program ---- */

static gboolean
on_signal(gpointer loop)
{
    g_main_loop_quit(loop);
    return G_SOURCE_CONTINUE;
}

/* The folder of the issue. */
static char *
folder_of(const char *issue)
{
    g_autofree char *full = g_canonicalize_filename(issue, NULL);
    return g_file_test(full, G_FILE_TEST_IS_DIR) ? g_strdup(full) : g_path_get_dirname(full);
}

/* What `banxin build` writes where it is not told another name. */
static char *
default_pdf(const char *folder)
{
    g_autofree char *name = g_path_get_basename(folder), *file = g_strconcat(name, ".pdf", NULL);
    return g_canonicalize_filename(file, NULL);
}

static BxFiles *
watch_files(Watch *watch, const char *folder, const char *signed_pdf, GError **error)
{
    g_autofree char *data = bx_data_dir(error);
    if (!data)
        return NULL;
    g_autofree char *layouts = g_build_filename(data, "layouts", NULL);
    return bx_files_new(folder, layouts, signed_pdf, on_change, watch);
}

static int
serve(Watch *watch, const char *issue, const Arguments *arguments)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *folder = folder_of(issue), *pdf = default_pdf(folder);
    if (arguments->signed_pdf) {
        g_free(pdf);
        pdf = g_canonicalize_filename(arguments->signed_pdf, NULL);
    }
    const BxWatchedSettings settings = {issue, pdf, arguments->cache};
    g_autoptr(BxWatched) watched = watch->watched = bx_watched_new(&settings, &error);
    g_autoptr(BxServer) server =
        watched ? bx_server_new(watched, (guint)arguments->port, &error) : NULL;
    watch->server = server;
    /* watched before it is read: no change is missed */
    g_autoptr(BxFiles) files = server ? watch_files(watch, folder, pdf, &error) : NULL;
    if (!files) {
        fprintf(stderr, "banxin: %s\n", error->message);
        return EXIT_FAULT;
    }
    bool is_new;
    if (!build(watch, &is_new))
        return EXIT_FAULT;
    printf("http://127.0.0.1:%u/\n", bx_server_port(server));
    fflush(stdout);
    g_main_loop_run(watch->loop);
    return watch->exit;
}

static bool
parse(int *argc, char ***argv, Arguments *arguments)
{
    const GOptionEntry entries[] = {
        {"port", 0, 0, G_OPTION_ARG_INT, &arguments->port,
         N_("listen on this port (default: 4320, or any where that is taken)"), "N"},
        {"signed", 0, 0, G_OPTION_ARG_FILENAME, &arguments->signed_pdf,
         N_("the version that was signed off (default: the PDF that `banxin build` writes)"),
         "FILE"},
        {"cache", 0, 0, G_OPTION_ARG_FILENAME, &arguments->cache, N_("folder of prepared pictures"),
         "DIR"},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    g_autoptr(GOptionContext) context = g_option_context_new("ISSUE");
    g_autoptr(GError) error = NULL;
    g_set_prgname("banxin watch");
    g_option_context_set_summary(
        context, _("Shows the pages in a browser, anew with every save. Ctrl-C ends it."));
    g_option_context_add_main_entries(context, entries, "banxin");
    if (!g_option_context_parse(context, argc, argv, &error)) {
        fprintf(stderr, "banxin watch: %s\n", error->message);
        return false;
    }
    if (*argc != 2 || arguments->port < 0 || arguments->port > G_MAXUINT16) {
        fprintf(stderr, *argc != 2
                            ? _("banxin watch: one ISSUE is wanted; see banxin watch --help\n")
                            : _("banxin watch: --port is a number from 1 to 65535\n"));
        return false;
    }
    return true;
}

int
main(int argc, char **argv)
{
    g_auto(Arguments) arguments = {0};
    bx_use_language();
    if (!parse(&argc, &argv, &arguments))
        return EXIT_WRONG_USAGE;
    signal(SIGPIPE, SIG_IGN); /* a browser that is closed */
    Watch watch = {.loop = g_main_loop_new(NULL, FALSE), .exit = EXIT_DONE};
    g_unix_signal_add(SIGINT, on_signal, watch.loop);
    g_unix_signal_add(SIGTERM, on_signal, watch.loop);
    g_unix_signal_add(SIGHUP, on_signal, watch.loop);
    int exit = serve(&watch, argv[1], &arguments);
    g_main_loop_unref(watch.loop);
    return exit;
}
