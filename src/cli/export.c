/* SPDX-License-Identifier: Apache-2.0 */
/* banxin export: the e-edition. */

#include "cli/cli.h"

#include <stdio.h>

#define PPI_DEFAULT 144
#define PPI_LEAST 50
#define PPI_MOST 300

typedef struct {
    char *html, *diagnostics, *cache;
    int ppi, jobs;
    gboolean deny_warnings;
} Arguments;

static void
arguments_clear(Arguments *arguments)
{
    g_free(arguments->html);
    g_free(arguments->diagnostics);
    g_free(arguments->cache);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

static BxExit
run(const char *issue, const Arguments *arguments)
{
    gint64 start = g_get_monotonic_time();
    g_autoptr(GError) error = NULL;
    const BxOptions options = {.profile = BX_PROFILE_PROOF,
                               .jobs = arguments->jobs,
                               .deny_warnings = arguments->deny_warnings,
                               .cache_dir = arguments->cache,
                               .progress = bx_show_progress,
                               .progress_data = &start};
    g_autoptr(BxDocument) document = bx_document_open(issue, &options, &error);
    double ppi = arguments->ppi ? arguments->ppi : PPI_DEFAULT;
    bool written = document && bx_document_compose(document, &error)
                   && bx_document_export_html(document, arguments->html, ppi, &error);
    bx_hide_progress();
    if (document)
        bx_print_diagnostics(document, arguments->diagnostics, false);
    if (error)
        fprintf(stderr, "banxin export: %s\n", error->message);
    if (!written)
        return BX_EXIT_FAULT;
    printf("%s\n", arguments->html);
    return BX_EXIT_OK;
}

BxExit
bx_command_export(int argc, char **argv)
{
    g_auto(Arguments) arguments = {0};
    const GOptionEntry entries[] = {
        {"html", 0, 0, G_OPTION_ARG_FILENAME, &arguments.html,
         N_("the folder that is made, or an earlier edition that is replaced"), "DIR"},
        {"ppi", 0, 0, G_OPTION_ARG_INT, &arguments.ppi,
         N_("of the pictures of pages, 50 to 300 (default 144)"), "N"},
        {"diagnostics", 0, 0, G_OPTION_ARG_STRING, &arguments.diagnostics,
         N_("text (default) or json"), "FORM"},
        {"deny-warnings", 0, 0, G_OPTION_ARG_NONE, &arguments.deny_warnings,
         N_("warnings are errors"), NULL},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &arguments.jobs,
         N_("pictures at once (default: processors)"), "N"},
        {"cache", 0, 0, G_OPTION_ARG_FILENAME, &arguments.cache, N_("folder of prepared pictures"),
         "DIR"},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!bx_parse_options(
            &argc, &argv, "ISSUE --html DIR",
            "Writes the e-edition: pages as pictures with hot areas, stories as HTML.", entries, 1,
            1))
        return BX_EXIT_USAGE;
    if (!arguments.html) {
        fputs(_("banxin export: --html DIR is missing; see banxin export --help\n"), stderr);
        return BX_EXIT_USAGE;
    }
    if (arguments.ppi != 0 && (arguments.ppi < PPI_LEAST || arguments.ppi > PPI_MOST)) {
        fputs(_("banxin export: --ppi wants 50 to 300\n"), stderr);
        return BX_EXIT_USAGE;
    }
    return run(argv[1], &arguments);
}
