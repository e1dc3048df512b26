/* SPDX-License-Identifier: Apache-2.0 */
/* banxin lines: one paragraph from standard input, as it stands. */

#include "cli/cli.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* More than any paragraph that can be printed. */
#define INPUT_MAX_BYTES (4 * 1024 * 1024)

static char *
read_input(void)
{
    GString *text = g_string_new(NULL);
    char buffer[65536];
    for (;;) {
        ssize_t n = read(STDIN_FILENO, buffer, sizeof buffer);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0 || text->len > INPUT_MAX_BYTES)
            break;
        g_string_append_len(text, buffer, n);
    }
    /* the line end that an editor or echo leaves is no part of the paragraph */
    if (text->len > 0 && text->str[text->len - 1] == '\n')
        g_string_truncate(text, text->len - 1);
    bool is_text = text->len <= INPUT_MAX_BYTES && strlen(text->str) == text->len;
    char *read_text = g_string_free(text, !is_text);
    if (!is_text)
        fprintf(stderr, _("banxin lines: the text is over 4 MiB or holds a NUL\n"));
    return read_text;
}

BxExit
bx_command_lines(int argc, char **argv)
{
    double measure = 0, indent = 0, size = 10;
    gboolean vertical = FALSE, strict = FALSE, json = FALSE, hang = FALSE, squeeze_stops = FALSE;
    int looseness = 0;
    g_autofree char *font = NULL, *punctuation = NULL;
    const GOptionEntry entries[] = {
        {"measure", 0, 0, G_OPTION_ARG_DOUBLE, &measure, N_("width of the lines (required)"), "EM"},
        {"indent", 0, 0, G_OPTION_ARG_DOUBLE, &indent, N_("of the first line (default 0)"), "EM"},
        {"size", 0, 0, G_OPTION_ARG_DOUBLE, &size, N_("of the type in points (default 10)"), "PT"},
        {"font", 0, 0, G_OPTION_ARG_STRING, &font, N_("alias or family (default song)"), "F"},
        {"vertical", 0, 0, G_OPTION_ARG_NONE, &vertical, N_("vertical setting"), NULL},
        {"punctuation", 0, 0, G_OPTION_ARG_STRING, &punctuation, N_("gb (default) or kaiming"),
         "S"},
        {"strict", 0, 0, G_OPTION_ARG_NONE, &strict, N_("no line starts with a dash or ellipsis"),
         NULL},
        {"hang", 0, 0, G_OPTION_ARG_NONE, &hang, N_("hanging punctuation"), NULL},
        {"squeeze-stops", 0, 0, G_OPTION_ARG_NONE, &squeeze_stops,
         N_("full stops may be squeezed in mid-line"), NULL},
        {"looseness", 0, 0, G_OPTION_ARG_INT, &looseness,
         N_("so many lines more than the best, or fewer (default 0)"), "N"},
        {"json", 0, 0, G_OPTION_ARG_NONE, &json, N_("JSON instead of text"), NULL},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    if (!bx_parse_options(&argc, &argv, "", "Sets standard input, as it stands, as one paragraph.",
                          entries, 0, 0))
        return BX_EXIT_USAGE;
    bool kaiming = g_strcmp0(punctuation, "kaiming") == 0;
    if (!(measure > 0 && measure <= 1000) || !(indent >= 0 && indent < measure)
        || !(size > 0 && size <= 1000) || looseness < -100 || looseness > 100
        || (punctuation && !kaiming && strcmp(punctuation, "gb") != 0)) {
        fprintf(stderr, _("banxin lines: --measure wants 0 … 1000 em, --indent less than it, "
                          "--size 0 … 1000 pt, "
                          "--looseness -100 … 100, --punctuation gb or kaiming\n"));
        return BX_EXIT_USAGE;
    }
    g_autofree char *text = read_input();
    if (!text)
        return BX_EXIT_FAULT;
    const BxLinesOptions options = {.measure_em = measure,
                                    .indent_em = indent,
                                    .size_pt = size,
                                    .font = font,
                                    .vertical = vertical,
                                    .strict = strict,
                                    .hang = hang,
                                    .squeeze_stops = squeeze_stops,
                                    .looseness = looseness,
                                    .kaiming = kaiming,
                                    .json = json};
    g_autoptr(GError) error = NULL;
    g_autofree char *warnings = NULL;
    g_autofree char *lines = bx_set_lines(text, &options, NULL, &warnings, &error);
    if (!lines) {
        fprintf(stderr, "banxin lines: %s\n", error->message);
        return BX_EXIT_FAULT;
    }
    fputs(warnings, stderr);
    fputs(lines, stdout);
    return BX_EXIT_OK;
}
