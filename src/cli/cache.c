/* SPDX-License-Identifier: Apache-2.0 */
/* banxin cache: how large it is, and away with it. */

#include "cli/cli.h"

#include <stdio.h>

static BxExit
fail(const GError *error)
{
    fprintf(stderr, "banxin cache: %s\n", error->message);
    return BX_EXIT_FAULT;
}

BxExit
bx_command_cache(int argc, char **argv)
{
    gboolean clear = FALSE, stat = FALSE;
    g_autofree char *dir = NULL;
    const GOptionEntry entries[] = {
        {"stat", 0, 0, G_OPTION_ARG_NONE, &stat, N_("show where it is and how large (default)"),
         NULL},
        {"clear", 0, 0, G_OPTION_ARG_NONE, &clear, N_("delete all prepared pictures"), NULL},
        {"cache", 0, 0, G_OPTION_ARG_FILENAME, &dir, N_("of this folder"), "DIR"},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!bx_parse_options(&argc, &argv, "", "Shows or empties the cache of prepared pictures.",
                          entries, 0, 0))
        return BX_EXIT_USAGE;
    g_autoptr(GError) error = NULL;
    int n = clear ? bx_cache_empty(dir, &error) : 0;
    if (n < 0)
        return fail(error);
    if (clear)
        printf(ngettext("%d picture deleted\n", "%d pictures deleted\n", (gulong)n), n);
    g_autofree char *table = stat || !clear ? bx_cache_table(dir, &error) : NULL;
    if (error)
        return fail(error);
    fputs(table ? table : "", stdout);
    return BX_EXIT_OK;
}
