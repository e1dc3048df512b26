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
        fprintf(stderr, "banxin explain: “%s” is no code; banxin explain lists them\n", argv[1]);
        return BX_EXIT_USAGE;
    }
    fputs(text, stdout);
    return BX_EXIT_OK;
}

BxExit
bx_command_fonts(int argc, char **argv)
{
    gboolean check = FALSE;
    const GOptionEntry entries[] = {
        {"check", 0, 0, G_OPTION_ARG_NONE, &check, "exit 1 where a face is missing", NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!bx_parse_options(&argc, &argv, "",
                          "Shows the faces that layouts ask for and what is installed.", entries, 0,
                          0))
        return BX_EXIT_USAGE;
    g_autoptr(GError) error = NULL;
    bool all_found = false;
    g_autofree char *table = bx_fonts_table(NULL, &all_found, &error);
    if (!table) {
        fprintf(stderr, "banxin fonts: %s\n", error->message);
        return BX_EXIT_FAULT;
    }
    fputs(table, stdout);
    return check && !all_found ? BX_EXIT_FAULT : BX_EXIT_OK;
}
