/* SPDX-License-Identifier: Apache-2.0 */
/* banxin diff: what changed between two PDFs. */

#include "cli/cli.h"

#include <stdio.h>

/* As diff(1): 0 the same, 1 different, 2 trouble. */
BxExit
bx_command_diff(int argc, char **argv)
{
    g_autofree char *dir = NULL;
    int ppi = 0;
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &dir,
         N_("write diff.html and diff.json into DIR"), "DIR"},
        {"ppi", 0, 0, G_OPTION_ARG_INT, &ppi, N_("of the pictures, 20 to 400 (default 100)"), "N"},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!bx_parse_options(&argc, &argv, "OLD.pdf NEW.pdf",
                          "Tells what changed from one PDF to another, page by page.", entries, 2,
                          2))
        return BX_EXIT_USAGE;
    if (ppi != 0 && (ppi < 20 || ppi > 400)) {
        fputs(_("banxin diff: --ppi wants 20 to 400\n"), stderr);
        return BX_EXIT_USAGE;
    }
    const BxDiffOptions options = {.dir = dir, .ppi = ppi};
    g_autoptr(GError) error = NULL;
    bool is_same = false;
    g_autofree char *text = bx_diff(argv[1], argv[2], &options, &is_same, &error);
    if (!text) {
        fprintf(stderr, "banxin diff: %s\n", error->message);
        return BX_EXIT_USAGE;
    }
    fputs(text, stdout);
    return is_same ? BX_EXIT_OK : BX_EXIT_FAULT;
}
