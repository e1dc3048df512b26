/* SPDX-License-Identifier: Apache-2.0 */
/* Text as it was set, with its marks: runs of equal marks, each in its elements. */

#include "report/edition/parts.h"

#define NO_RUBY (-1)

static const struct {
    unsigned mark;
    const char *open, *close;
} elements[] = {
    {BX_MARK_STRONG, "<strong>", "</strong>"},
    {BX_MARK_EMPHASIS, "<em>", "</em>"},
    {BX_MARK_DOTS, "<em class=\"dots\">", "</em>"},
    {BX_MARK_NAME, "<u>", "</u>"},
    {BX_MARK_TITLE, "<u class=\"title\">", "</u>"},
    {BX_MARK_SUPER, "<sup>", "</sup>"},
    {BX_MARK_SUB, "<sub>", "</sub>"},
    {BX_MARK_SMALL, "<small>", "</small>"},
};

static BxPrepared *
prepare(const BxEdition *edition, const BxText *text, BxPrepareKind kind)
{
    const BxIssue *issue = bx_edition_issue(edition);
    const BxPreparing how = {.kind = issue->convert ? kind : BX_PREPARE_ASIS,
                             .unconverted = issue->unconverted};
    g_autoptr(BxDiags) said = bx_diags_new(); /* when it was set */
    return bx_prepare(text, &how, said);
}

static int
ruby_at(const BxText *text, int index)
{
    for (guint i = 0; i < text->rubies->len; i++) {
        const BxRuby *ruby = &g_array_index(text->rubies, BxRuby, i);
        if (index >= ruby->start_char && index < ruby->end_char)
            return (int)i;
    }
    return NO_RUBY;
}

/* One past the last character that has the marks and the reading of the one at `start`. */
static int
end_of_run(const BxPrepared *prepared, int start)
{
    const unsigned inner = ~(unsigned)BX_MARK_START;
    int ruby = ruby_at(prepared->text, prepared->from[start]), end = start + 1;
    while (end < prepared->n && !(prepared->marks[end] & BX_MARK_START)
           && (prepared->marks[end] & inner) == (prepared->marks[start] & inner)
           && ruby_at(prepared->text, prepared->from[end]) == ruby)
        end++;
    return end;
}

static void
append_chars(GString *out, const BxPrepared *prepared, int start, int end)
{
    g_autoptr(GString) words = g_string_new(NULL);
    for (int i = start; i <= end; i++) {
        if (i < end && prepared->chars[i] != '\n') {
            g_string_append_unichar(words, prepared->chars[i]);
            continue;
        }
        bx_html_escape(out, words->str);
        g_string_truncate(words, 0);
        if (i < end)
            g_string_append(out, "<br>");
    }
}

static void
append_run(GString *out, const BxPrepared *prepared, int start, int end)
{
    unsigned marks = prepared->marks[start];
    int ruby = ruby_at(prepared->text, prepared->from[start]);
    size_t n = G_N_ELEMENTS(elements);
    for (size_t i = 0; i < n; i++)
        if (marks & elements[i].mark)
            g_string_append(out, elements[i].open);
    if (ruby != NO_RUBY)
        g_string_append(out, "<ruby>");
    append_chars(out, prepared, start, end);
    if (ruby != NO_RUBY) {
        g_string_append(out, "<rp>（</rp><rt>");
        bx_html_escape(out, g_array_index(prepared->text->rubies, BxRuby, ruby).ruby);
        g_string_append(out, "</rt><rp>）</rp></ruby>");
    }
    for (size_t i = n; i > 0; i--)
        if (marks & elements[i - 1].mark)
            g_string_append(out, elements[i - 1].close);
}

char *
bx_inline_html(const BxEdition *edition, const BxText *text, BxPrepareKind kind)
{
    GString *out = g_string_new(NULL);
    BxPrepared *prepared = prepare(edition, text, kind);
    for (int start = 0; start < prepared->n;) {
        int end = end_of_run(prepared, start);
        append_run(out, prepared, start, end);
        start = end;
    }
    bx_prepared_free(prepared);
    return g_string_free(out, FALSE);
}

/* Breaks by hand are blanks here. */
char *
bx_plain_text(const BxEdition *edition, const BxText *text, BxPrepareKind kind)
{
    BxPrepared *prepared = prepare(edition, text, kind);
    char *plain = g_strdup(prepared->utf8);
    bx_prepared_free(prepared);
    return g_strdelimit(plain, "\n", ' ');
}
