/* SPDX-License-Identifier: Apache-2.0 */
/* banxin explain and banxin fonts. */

#include "cli/cli.h"

#include <stdio.h>

BxExit
bx_command_explain(int argc, char **argv)
{
    const GOptionEntry entries[] = {{NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!bx_parse_options(&argc, &argv, "[CODE]",
                          "Tells what a diagnostic means; without CODE lists all.", entries, 0, 1))
        return BX_EXIT_USAGE;
    g_autofree char *text = argc > 1 ? bx_explain(argv[1]) : bx_explain_all();
    if (!text) {
        fprintf(stderr, _("banxin explain: “%s” is no code; banxin explain lists them\n"), argv[1]);
        return BX_EXIT_USAGE;
    }
    fputs(text, stdout);
    return BX_EXIT_OK;
}

static BxExit
show_faces(bool is_check)
{
    g_autoptr(GError) error = NULL;
    bool all_found = false;
    g_autofree char *table = bx_fonts_table(NULL, &all_found, &error);
    if (!table) {
        fprintf(stderr, "banxin fonts: %s\n", error->message);
        return BX_EXIT_FAULT;
    }
    fputs(table, stdout);
    return is_check && !all_found ? BX_EXIT_FAULT : BX_EXIT_OK;
}

static BxExit
lock_faces(const char *const *issues, const char *file)
{
    if (issues[0] && issues[1] && !file) {
        fputs(_("banxin fonts: several issues share one lock file: name it with -o\n"), stderr);
        return BX_EXIT_USAGE;
    }
    g_autoptr(GError) error = NULL;
    g_autofree char *diagnostics = NULL;
    int n_errors = 0;
    g_autofree char *path = bx_lock_fonts(issues, file, NULL, &diagnostics, &n_errors, &error);
    fputs(diagnostics ? diagnostics : "", stderr);
    if (!path) {
        fprintf(stderr, "banxin fonts: %s\n", error->message);
        return BX_EXIT_FAULT;
    }
    puts(path);
    return n_errors ? BX_EXIT_FAULT : BX_EXIT_OK;
}

BxExit
bx_command_fonts(int argc, char **argv)
{
    gboolean check = FALSE, lock = FALSE;
    g_autofree char *output = NULL;
    const GOptionEntry entries[] = {
        {"check", 0, 0, G_OPTION_ARG_NONE, &check, N_("exit 1 where a face is missing"), NULL},
        {"lock", 0, 0, G_OPTION_ARG_NONE, &lock,
         N_("write the faces that ISSUE is set in to its fonts.lock"), NULL},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &output, N_("the lock file"), "FILE"},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!bx_parse_options(&argc, &argv, "[ISSUE…]",
                          "Shows the faces that layouts ask for and what is installed, or locks "
                          "those of issues.",
                          entries, 0, G_MAXINT))
        return BX_EXIT_USAGE;
    if (!lock && (argc > 1 || output)) {
        fputs(_("banxin fonts: issues and -o go with --lock\n"), stderr);
        return BX_EXIT_USAGE;
    }
    return lock ? lock_faces((const char *const *)argv + 1, output) : show_faces(check);
}
