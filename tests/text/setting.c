/* SPDX-License-Identifier: Apache-2.0 */
#include "setting.h"

#include <locale.h>
#include <string.h>
#include <time.h>

static BxFonts *fonts;

void
open_fonts(void)
{
    setlocale(LC_ALL, ""); /* for messages of tests */
    g_autofree char *folder = g_test_build_filename(G_TEST_DIST, "..", "fonts", NULL);
    GError *error = NULL;
    fonts = bx_fonts_new(folder, &error);
    g_assert_no_error(error);
}

void
close_fonts(void)
{
    g_clear_pointer(&fonts, bx_fonts_free);
}

BxFonts *
the_fonts(void)
{
    return fonts;
}

BxStyle
plain_style(void)
{
    return (BxStyle){.name = (char *)"test",
                     .font = (char *)"song",
                     .weight = 400,
                     .size = {EM, BX_UNIT_PT},
                     .size_min = {EM, BX_UNIT_PT},
                     .pitch = {12.5, BX_UNIT_PT},
                     .align = BX_ALIGN_JUSTIFY,
                     .condense_min = 1,
                     .condense_max = 1,
                     .ink = BX_INK_BLACK,
                     .trim_para_open = true,
                     .autospace_em = 0.25,
                     .figures = BX_FIGURES_HALF,
                     .emphasis = (char *)"kai",
                     .strong = (char *)"hei"};
}

Words
plain_words(const char *words, double measure_em)
{
    return (Words){
        .words = words, .style = plain_style(), .measure = measure_em, .kind = BX_PREPARE_ASIS};
}

Set *
set_new(const Words *words)
{
    Set *set = g_new0(Set, 1);
    set->style = words->style;
    set->measure = words->measure * EM;
    set->diags = bx_diags_new();
    set->source = bx_source_new_take("words", g_strdup(words->words), strlen(words->words));
    set->text = bx_text_new(set->source, words->words);
    if (words->marks) {
        const BxMarkRun run = {words->marked_from, words->marked_to, words->marks};
        if (!set->text->runs)
            set->text->runs = g_array_new(FALSE, FALSE, sizeof(BxMarkRun));
        g_array_append_val(set->text->runs, run);
    }
    for (int i = 0; i < words->n_rubies; i++) {
        const BxRuby ruby = {words->first_ruby + i, words->first_ruby + i + 1,
                             g_strdup(words->rubies[i]), 0};
        if (!set->text->rubies)
            set->text->rubies = g_array_new(FALSE, FALSE, sizeof(BxRuby));
        g_array_append_val(set->text->rubies, ruby);
    }
    BxSetting setting = bx_setting_of(&set->style, EM, 12.5);
    setting.indent = words->indent * EM;
    setting.min_measure = set->measure;
    setting.is_vertical = words->is_vertical;
    setting.is_head = words->is_head;
    const BxPreparing preparing = {.kind = words->kind};
    set->paragraph = bx_paragraph_new(set->text, &preparing, &setting, fonts, set->diags);
    return set;
}

void
set_free(Set *set)
{
    if (!set)
        return;
    bx_paragraph_free(set->paragraph);
    bx_text_free(set->text);
    bx_source_free(set->source);
    bx_diags_free(set->diags);
    g_free(set);
}

GPtrArray *
set_lines(const Set *set, int looseness)
{
    const BxMeasures measures = {&set->measure, 1};
    return bx_paragraph_set(set->paragraph, &measures, looseness, set->diags);
}

char *
join_lines(const GPtrArray *lines, const char *between)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < lines->len; i++)
        g_string_append_printf(text, "%s%s", i ? between : "",
                               ((const BxLine *)g_ptr_array_index(lines, i))->text);
    return g_string_free(text, FALSE);
}

double
cpu_seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

int
count_diags(const Set *set, BxDiagCode code)
{
    int n = 0;
    for (int i = 0; i < bx_diags_count(set->diags); i++)
        n += bx_diags_lookup(set->diags, i)->code == code;
    return n;
}
