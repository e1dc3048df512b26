/* SPDX-License-Identifier: Apache-2.0 */
/* banxin build and banxin check. */

#include "cli/cli.h"
#include "cli/proof.h"

#include <stdio.h>
#include <string.h>

/* What the command line says. */
typedef struct {
    char *output, *profile, *report, *diagnostics, *dump, *cache, *standard, *impose, *trace,
        *lock_file;
    char **pages;
    int jobs;
    gboolean deny_warnings, notes, marks, preflight, timings, locked;
    BxProofArguments proof;
} Arguments;

static void
arguments_clear(Arguments *arguments)
{
    g_free(arguments->output);
    g_free(arguments->profile);
    g_free(arguments->report);
    g_free(arguments->diagnostics);
    g_free(arguments->dump);
    g_free(arguments->cache);
    g_free(arguments->standard);
    g_free(arguments->impose);
    g_free(arguments->trace);
    g_free(arguments->lock_file);
    g_strfreev(arguments->pages);
    bx_proof_arguments_clear(&arguments->proof);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Arguments, arguments_clear)

static bool
is_word(const char *option, const char *value, const char *const *words)
{
    if (!value || g_strv_contains(words, value))
        return true;
    g_autofree char *list = g_strjoinv(_(" or "), (char **)words);
    fprintf(stderr, _("banxin: --%s takes %s, not “%s”\n"), option, list, value);
    return false;
}

static bool
read_pages(const Arguments *arguments, GArray *pages)
{
    for (char **page = arguments->pages; page && *page; page++) {
        gint64 number;
        g_autoptr(GError) error = NULL;
        if (!g_ascii_string_to_signed(*page, 10, 1, 9999, &number, &error)) {
            fprintf(stderr, "banxin: --page: %s\n", error->message);
            return false;
        }
        int value = (int)number;
        g_array_append_val(pages, value);
    }
    return true;
}

static bool
is_proof(const Arguments *arguments)
{
    return g_strcmp0(arguments->profile, "proof") == 0;
}

static bool
check_arguments(const Arguments *arguments)
{
    static const char *const
        profiles[] = {"press", "proof", NULL},
        *const forms[] = {"text", "json", NULL}, *const dumps[] = {"plan", "text", "page", NULL},
        *const standards[] = {"x4", "x1a", NULL}, *const imposings[] = {"2up", NULL};
    return is_word("profile", arguments->profile, profiles)
           && is_word("diagnostics", arguments->diagnostics, forms)
           && is_word("dump", arguments->dump, dumps)
           && is_word("standard", arguments->standard, standards)
           && is_word("impose", arguments->impose, imposings)
           && bx_check_proof_arguments(&arguments->proof, is_proof(arguments));
}

/* NAME.pdf beside the issue: the folder's name, or that of the folder of issue.yaml. */
static char *
default_output(const char *issue)
{
    g_autofree char *full = g_canonicalize_filename(issue, NULL);
    g_autofree char *folder =
        g_file_test(full, G_FILE_TEST_IS_DIR) ? g_strdup(full) : g_path_get_dirname(full);
    g_autofree char *name = g_path_get_basename(folder);
    return g_strconcat(name, ".pdf", NULL);
}

static BxExit
fail(GError *error)
{
    if (error)
        fprintf(stderr, "banxin: %s\n", error->message);
    g_clear_error(&error);
    return BX_EXIT_FAULT;
}

static void
print_summary(const BxDocument *document)
{
    bx_print_counts(bx_document_n_errors(document), bx_document_n_warnings(document));
}

/* Pictures stand for the PDF, unless that is asked for too. */
static bool
wants_pdf(const Arguments *arguments)
{
    return !arguments->proof.png || arguments->output;
}

static bool
write_files(BxDocument *document, const Arguments *arguments, const char *path, GError **error)
{
    const char *png = arguments->proof.png;
    return (!png || bx_document_write_pngs(document, png, bx_proof_ppi(&arguments->proof), error))
           && (!wants_pdf(arguments) || bx_document_write_pdf(document, path, error));
}

static BxExit
run(const char *issue, const Arguments *arguments, bool writes)
{
    GError *error = NULL;
    gint64 start = g_get_monotonic_time();
    g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(int));
    if (!read_pages(arguments, pages))
        return BX_EXIT_USAGE;
    BxOptions options = {.profile = is_proof(arguments) ? BX_PROFILE_PROOF : BX_PROFILE_PRESS,
                         .proof = bx_proof_options_of(&arguments->proof),
                         .pages = (const int *)(const void *)pages->data,
                         .n_pages = (int)pages->len,
                         .jobs = arguments->jobs,
                         .deny_warnings = arguments->deny_warnings,
                         .standard = g_strcmp0(arguments->standard, "x1a") == 0 ? BX_STANDARD_X1A
                                                                                : BX_STANDARD_X4,
                         .marks = arguments->marks,
                         .impose = arguments->impose != NULL,
                         .locked = arguments->locked,
                         .lock_file = arguments->lock_file,
                         .cache_dir = arguments->cache,
                         .progress = bx_show_progress,
                         .progress_data = &start};
    g_autoptr(BxDocument) document = bx_document_open(issue, &options, &error);
    if (!document)
        return fail(error);
    bool composed = bx_document_compose(document, &error);
    g_autofree char *default_path = arguments->output ? NULL : default_output(issue);
    const char *path = arguments->output ? arguments->output : default_path;
    bool written = composed && writes && write_files(document, arguments, path, &error);
    if (composed && !writes && bx_document_n_pages(document) > 0)
        bx_document_check(document, &error);
    bx_hide_progress();
    bx_print_diagnostics(document, arguments->diagnostics, arguments->notes);
    if (composed && arguments->report && !error)
        bx_document_write_report(document, arguments->report, &error);
    if (arguments->trace && !error)
        bx_document_write_trace(document, arguments->trace, &error);
    if (composed && arguments->dump) {
        g_autofree char *dump = bx_document_dump(document, arguments->dump);
        fputs(dump, stdout);
    }
    g_autofree char *preflight = arguments->preflight ? bx_document_preflight(document) : NULL;
    if (preflight)
        fputs(preflight, stderr);
    g_autofree char *timings = arguments->timings ? bx_document_timings(document) : NULL;
    if (timings)
        fputs(timings, stderr);
    if (g_strcmp0(arguments->diagnostics, "json") != 0)
        print_summary(document);
    if (error)
        return fail(error);
    if (written)
        printf("%s\n", wants_pdf(arguments) ? path : arguments->proof.png);
    return bx_document_n_errors(document) > 0 || (writes && !written) ? BX_EXIT_FAULT : BX_EXIT_OK;
}

static BxExit
parse_and_run(int argc, char **argv, bool writes)
{
    g_auto(Arguments) arguments = {0};
    const GOptionEntry entries[] = {
        {"report", 0, 0, G_OPTION_ARG_FILENAME, &arguments.report,
         N_("write the report (JSON) to FILE"), "FILE"},
        {"diagnostics", 0, 0, G_OPTION_ARG_STRING, &arguments.diagnostics,
         N_("text (default) or json"), "FORM"},
        {"notes", 0, 0, G_OPTION_ARG_NONE, &arguments.notes,
         N_("show notes too (conversions of the text)"), NULL},
        {"deny-warnings", 0, 0, G_OPTION_ARG_NONE, &arguments.deny_warnings,
         N_("warnings are errors"), NULL},
        {"dump", 0, 0, G_OPTION_ARG_STRING, &arguments.dump,
         N_("print what a stage made: plan, text, page"), "STAGE"},
        {"profile", 0, 0, G_OPTION_ARG_STRING, &arguments.profile, N_("press (default) or proof"),
         "PROFILE"},
        {"standard", 0, 0, G_OPTION_ARG_STRING, &arguments.standard,
         N_("x4 (PDF/X-4, default) or x1a (PDF/X-1a:2003)"), "STANDARD"},
        {"marks", 0, 0, G_OPTION_ARG_NONE, &arguments.marks,
         N_("crop marks, register targets, colour bar, slug line"), NULL},
        {"impose", 0, 0, G_OPTION_ARG_STRING, &arguments.impose,
         N_("2up: four pages on two sheets"), "HOW"},
        {"preflight", 0, 0, G_OPTION_ARG_NONE, &arguments.preflight,
         N_("show the verdict on every rule of the print shop"), NULL},
        {"timings", 0, 0, G_OPTION_ARG_NONE, &arguments.timings, N_("show how long each step took"),
         NULL},
        {"trace", 0, 0, G_OPTION_ARG_FILENAME, &arguments.trace,
         N_("write the same, story by story, as Chrome trace events"), "FILE"},
        {"locked", 0, 0, G_OPTION_ARG_NONE, &arguments.locked,
         N_("no other faces than those of the issue's fonts.lock"), NULL},
        {"lock-file", 0, 0, G_OPTION_ARG_FILENAME, &arguments.lock_file,
         N_("no other faces than those of FILE"), "FILE"},
        {"page", 0, 0, G_OPTION_ARG_STRING_ARRAY, &arguments.pages,
         N_("only this page; may be repeated"), "N"},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &arguments.jobs,
         N_("threads for text and pictures (default: processors)"), "N"},
        {"cache", 0, 0, G_OPTION_ARG_FILENAME, &arguments.cache, N_("folder of prepared pictures"),
         "DIR"}};
    const GOptionEntry output = {"output",
                                 'o',
                                 0,
                                 G_OPTION_ARG_FILENAME,
                                 &arguments.output,
                                 N_("the PDF (default: the folder's name)"),
                                 "FILE"};
    g_autoptr(GArray) table = g_array_new(/*ended by zeros*/ TRUE, TRUE, sizeof(GOptionEntry));
    g_array_append_vals(table, entries, G_N_ELEMENTS(entries));
    if (writes) {
        g_array_append_val(table, output);
        bx_add_proof_entries(table, &arguments.proof);
    }
    const char *about = writes ? N_("Composes the issue and writes its PDF.")
                               : N_("Composes the issue, says what is wrong, writes nothing.");
    if (!bx_parse_options(&argc, &argv, "ISSUE", about,
                          (const GOptionEntry *)(const void *)table->data, 1, 1)
        || !check_arguments(&arguments))
        return BX_EXIT_USAGE;
    return run(argv[1], &arguments, writes);
}

BxExit
bx_command_build(int argc, char **argv)
{
    return parse_and_run(argc, argv, true);
}

BxExit
bx_command_check(int argc, char **argv)
{
    return parse_and_run(argc, argv, false);
}
