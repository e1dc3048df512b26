/* SPDX-License-Identifier: Apache-2.0 */
/* banxin plan: slots proposed for a page that has none, as a layout. */

#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

/* Where the n-th layout goes: FILE, then FILE-2 … before its ending. */
static char *
file_of(const char *file, int n)
{
    const char *dot = strrchr(file, '.');
    if (n == 0 || !dot || strchr(dot, '/'))
        return n == 0 ? g_strdup(file) : g_strdup_printf("%s-%d", file, n + 1);
    return g_strdup_printf("%.*s-%d%s", (int)(dot - file), file, n + 1, dot);
}

static bool
write_layouts(char *const *layouts, const char *file)
{
    for (int i = 0; layouts[i]; i++) {
        g_autoptr(GError) error = NULL;
        g_autofree char *name = file ? file_of(file, i) : NULL;
        if (!name) {
            printf("%s%s", i ? "---\n" : "", layouts[i]);
        } else if (g_file_set_contents(name, layouts[i], -1, &error)) {
            puts(name);
        } else {
            fprintf(stderr, "banxin plan: %s\n", error->message);
            return false;
        }
    }
    return true;
}

BxExit
bx_command_plan(int argc, char **argv)
{
    g_autofree char *output = NULL, *form = NULL;
    int page = 0, alternatives = 1;
    const GOptionEntry entries[] = {
        {"page", 0, 0, G_OPTION_ARG_INT, &page,
         N_("of this page (default: the first that lists its stories by rank)"), "N"},
        {"alternatives", 0, 0, G_OPTION_ARG_INT, &alternatives, N_("so many different pages"), "N"},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output,
         N_("the layout (default: standard output)"), "FILE"},
        {"diagnostics", 0, 0, G_OPTION_ARG_STRING, &form, N_("text (default) or json"), "FORM"},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!bx_parse_options(&argc, &argv, "ISSUE",
                          "Proposes slots for a page that lists its stories by rank, as a layout.",
                          entries, 1, 1))
        return BX_EXIT_USAGE;
    if (page < 0 || alternatives < 1 || alternatives > 20) {
        fprintf(stderr, _("banxin plan: --page is from 1, --alternatives from 1 to 20\n"));
        return BX_EXIT_USAGE;
    }
    if (form && strcmp(form, "text") != 0 && strcmp(form, "json") != 0) {
        fprintf(stderr, _("banxin plan: --diagnostics takes text or json, not “%s”\n"), form);
        return BX_EXIT_USAGE;
    }
    const BxPlanOptions options = {
        .page = page, .alternatives = alternatives, .form = bx_diagnostics_form(form)};
    g_autoptr(GError) error = NULL;
    g_autofree char *diagnostics = NULL;
    g_auto(GStrv) explanations = NULL;
    int n_errors = 0;
    g_auto(GStrv) layouts =
        bx_propose_layouts(argv[1], &options, &explanations, &diagnostics, &n_errors, &error);
    if (!layouts) {
        fprintf(stderr, "banxin plan: %s\n", error->message);
        return BX_EXIT_FAULT;
    }
    fputs(diagnostics, stderr);
    for (int i = 0; explanations[i]; i++)
        fprintf(stderr, _("%spage %d: %s"), i ? "\n" : "", i + 1, explanations[i]);
    return write_layouts(layouts, output) && n_errors == 0 && layouts[0] ? BX_EXIT_OK
                                                                         : BX_EXIT_FAULT;
}
