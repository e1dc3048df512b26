/* SPDX-License-Identifier: Apache-2.0 */
/* banxin count: how deep articles are, before a page exists. */

#include "cli/cli.h"

#include <stdio.h>

BxExit
bx_command_count(int argc, char **argv)
{
    g_autofree char *layout = NULL;
    gboolean json = FALSE;
    const GOptionEntry entries[] = {
        {"layout", 0, 0, G_OPTION_ARG_STRING, &layout, N_("whose columns (default duikai-5x20)"),
         "L"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_("JSON instead of a table"), NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!bx_parse_options(&argc, &argv, "ARTICLE…",
                          "Counts characters and lines of articles in a layout's column.", entries,
                          1, G_MAXINT))
        return BX_EXIT_USAGE;
    const BxCountOptions options = {.layout = layout, .json = json};
    g_autoptr(GError) error = NULL;
    g_autofree char *diagnostics = NULL;
    int n_errors = 0;
    g_autofree char *counts =
        bx_count((const char *const *)argv + 1, &options, &diagnostics, &n_errors, &error);
    if (!counts) {
        fprintf(stderr, "banxin count: %s\n", error->message);
        return BX_EXIT_FAULT;
    }
    fputs(diagnostics, stderr);
    fputs(counts, stdout);
    return n_errors > 0 ? BX_EXIT_FAULT : BX_EXIT_OK;
}
