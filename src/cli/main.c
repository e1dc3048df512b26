/* SPDX-License-Identifier: Apache-2.0 */
/* banxin: the table of commands. */

#include "cli/cli.h"

#include <stdio.h>
#include <string.h>

static const struct {
    const char *name;
    BxExit (*run)(int argc, char **argv);
    const char *about;
} commands[] = {
    {"build", bx_command_build, N_("compose an issue and write its PDF")},
    {"check", bx_command_check, N_("compose an issue and say what is wrong; write nothing")},
    {"watch", bx_command_watch, N_("show the pages in a browser, anew with every save")},
    {"batch", bx_command_batch, N_("make the PDFs of many issues, those that changed")},
    {"plan", bx_command_plan, N_("propose slots for a page that has none")},
    {"count", bx_command_count, N_("characters and lines of articles in a layout's column")},
    {"lint", bx_command_lint, N_("check the copy before it is set; --fix mends the safe faults")},
    {"lines", bx_command_lines, N_("set standard input as one paragraph")},
    {"diff", bx_command_diff, N_("what changed between two PDFs, page by page")},
    {"export", bx_command_export, N_("the e-edition: pages with hot areas, stories as HTML, JSON")},
    {"cache", bx_command_cache, N_("how large the cache of pictures is; --clear empties it")},
    {"fonts", bx_command_fonts, N_("faces asked for and faces found")},
    {"explain", bx_command_explain, N_("what a diagnostic means and what to do")},
};

static void
print_help(FILE *out)
{
    fputs(_("Usage: banxin COMMAND [OPTION…] …\n\nFrom one newspaper issue to a print-ready "
            "PDF.\n\n"),
          out);
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        fprintf(out, "  %-8s %s\n", commands[i].name, _(commands[i].about));
    fputs(_("\nbanxin COMMAND --help tells the options of a command; banxin --version the "
            "version.\n"),
          out);
}

static BxExit
refuse(const char *name)
{
    fprintf(stderr, _("banxin: “%s” is no command\n\n"), name);
    print_help(stderr);
    return BX_EXIT_USAGE;
}

int
main(int argc, char **argv)
{
    bx_use_language();
    if (argc < 2) {
        print_help(stderr);
        return BX_EXIT_USAGE;
    }
    if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0
        || strcmp(argv[1], "help") == 0) {
        print_help(stdout);
        return BX_EXIT_OK;
    }
    if (strcmp(argv[1], "--version") == 0) {
        printf("banxin %s\n", bx_version());
        return BX_EXIT_OK;
    }
    for (size_t i = 0; i < G_N_ELEMENTS(commands); i++)
        if (strcmp(argv[1], commands[i].name) == 0)
            return (int)commands[i].run(argc - 1, argv + 1);
    return (int)refuse(argv[1]);
}
