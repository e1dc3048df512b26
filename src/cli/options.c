/* SPDX-License-Identifier: Apache-2.0 */
/* What the commands share: options, diagnostics, the progress bar. */

#include "cli/cli.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

bool
bx_parse_options(int *argc, char ***argv, const char *usage, const char *about,
                 const GOptionEntry *entries, int least, int most)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *name = g_strdup_printf("banxin %s", (*argv)[0]);
    g_autofree char *command = g_strdup((*argv)[0]);
    g_autoptr(GOptionContext) context = g_option_context_new(usage);
    g_option_context_set_translation_domain(context, "banxin");
    g_option_context_set_summary(context, about);
    g_option_context_add_main_entries(context, entries, "banxin");
    g_set_prgname(name);
    if (!g_option_context_parse(context, argc, argv, &error)) {
        fprintf(stderr, _("banxin %s: %s; see banxin %s --help\n"), command, error->message,
                command);
        return false;
    }
    int n = *argc - 1;
    if (n > 0 && strcmp((*argv)[1], "--") == 0) {
        memmove(*argv + 1, *argv + 2, (size_t)n * sizeof(char *));
        n = --*argc - 1;
    }
    if (n < least || n > most) {
        fprintf(stderr, _("banxin %s: %s; see banxin %s --help\n"), command,
                n < least ? _("something is missing") : _("too many arguments"), command);
        return false;
    }
    return true;
}

BxDiagnosticsForm
bx_diagnostics_form(const char *form)
{
    const char *no_colour = g_getenv("NO_COLOR");
    bool colour = isatty(STDERR_FILENO) && !(no_colour && *no_colour);
    if (form && strcmp(form, "json") == 0)
        return BX_DIAGNOSTICS_JSON;
    return colour ? BX_DIAGNOSTICS_COLOUR : BX_DIAGNOSTICS_TEXT;
}

void
bx_print_diagnostics(const BxDocument *document, const char *form, bool with_notes)
{
    g_autofree char *text =
        bx_document_diagnostics(document, bx_diagnostics_form(form), with_notes);
    fputs(text, stderr);
}

void
bx_print_counts(int n_errors, int n_warnings)
{
    if (n_errors == 0 && n_warnings == 0)
        return;
    fprintf(stderr, ngettext("%d error, ", "%d errors, ", (gulong)n_errors), n_errors);
    fprintf(stderr, ngettext("%d warning\n", "%d warnings\n", (gulong)n_warnings), n_warnings);
}

/* The bar comes only where the work takes longer than this. */
#define BAR_AFTER_US (400 * 1000)
#define BAR_CELLS 30

static void
draw_bar(double share, const char *step)
{
    int full = (int)(share * BAR_CELLS);
    fprintf(stderr, "\r[%.*s%*s] %3.0f %% %s\033[K", full, "##############################",
            BAR_CELLS - full, "", share * 100, _(step));
    fflush(stderr);
}

void
bx_show_progress(double share, const char *step, void *data)
{
    gint64 *start = data;
    if (!isatty(STDERR_FILENO) || g_get_monotonic_time() - *start < BAR_AFTER_US)
        return;
    draw_bar(CLAMP(share, 0, 1), step);
}

void
bx_hide_progress(void)
{
    if (isatty(STDERR_FILENO))
        fputs("\r\033[K", stderr);
}
