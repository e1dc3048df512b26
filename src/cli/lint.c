/* SPDX-License-Identifier: Apache-2.0 */
/* banxin lint: the copy, before it is set. */

#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static void
print_summary(const BxLintResult *result)
{
    if (result->n_fixed)
        fprintf(stderr, _("%d fixed\n"), result->n_fixed);
    bx_print_counts(result->n_errors, result->n_warnings);
}

static BxExit
run(const char *const *paths, const BxLintOptions *options)
{
    BxLintResult result = {0};
    g_autoptr(GError) error = NULL;
    bool is_done = bx_lint(paths, options, &result, &error);
    fputs(result.fixes ? result.fixes : "", stdout);
    fputs(result.diagnostics ? result.diagnostics : "", stderr);
    if (options->form != BX_DIAGNOSTICS_JSON)
        print_summary(&result);
    if (error)
        fprintf(stderr, "banxin lint: %s\n", error->message);
    bool is_clean = is_done && result.n_errors == 0;
    bx_lint_result_clear(&result);
    return is_clean ? BX_EXIT_OK : BX_EXIT_FAULT;
}

BxExit
bx_command_lint(int argc, char **argv)
{
    g_auto(GStrv) lexicons = NULL;
    g_autofree char *diagnostics = NULL;
    gboolean fix = FALSE, notes = FALSE, deny = FALSE;
    const GOptionEntry entries[] = {
        {"fix", 0, 0, G_OPTION_ARG_NONE, &fix,
         N_("mend in the articles what needs no asking, and show it"), NULL},
        {"lexicon", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &lexicons,
         N_("words of the house; may be repeated"), "FILE"},
        {"diagnostics", 0, 0, G_OPTION_ARG_STRING, &diagnostics, N_("text (default) or json"),
         "FORM"},
        {"notes", 0, 0, G_OPTION_ARG_NONE, &notes, N_("show notes too (words to watch)"), NULL},
        {"deny-warnings", 0, 0, G_OPTION_ARG_NONE, &deny, N_("warnings are errors"), NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!bx_parse_options(&argc, &argv, "ARTICLE…|ISSUE…",
                          "Checks the copy of articles or issues before it is set.", entries, 1,
                          G_MAXINT))
        return BX_EXIT_USAGE;
    if (diagnostics && strcmp(diagnostics, "text") != 0 && strcmp(diagnostics, "json") != 0) {
        fprintf(stderr, _("banxin lint: --diagnostics takes text or json, not “%s”\n"),
                diagnostics);
        return BX_EXIT_USAGE;
    }
    const BxLintOptions options = {.lexicons = (const char *const *)lexicons,
                                   .fix = fix,
                                   .deny_warnings = deny,
                                   .form = bx_diagnostics_form(diagnostics),
                                   .with_notes = notes};
    return run((const char *const *)argv + 1, &options);
}
