/* SPDX-License-Identifier: Apache-2.0 */
/* Ruby: a reading is a paragraph of one line at half the size. */

#include "text/ruby.h"

#include <string.h>

#define RUBY_SIZE 0.5      /* of the text */
#define RUBY_DISTANCE 0.25 /* to the next reading, em of the ruby */
#define RUBY_OVERHANG 0.25 /* over a neighbour without one, em of the text */
/* Room between the lines that a reading takes, em of the text. */
#define RUBY_LEADING 0.5

typedef struct {
    int first, last; /* cells under it */
    BxText *words;
    BxParagraph *paragraph; /* of the words */
    double width;           /* points */
} Ruby;

static void
ruby_free(void *data)
{
    Ruby *ruby = data;
    bx_paragraph_free(ruby->paragraph);
    bx_text_free(ruby->words);
    g_free(ruby);
}

static Ruby *
ruby_at(const BxShaped *shaped, guint i)
{
    return g_ptr_array_index(shaped->rubies, i);
}

/* Cells whose characters lie in [start, end) of the author's text. */
static bool
find_cells(const BxShaped *shaped, int start, int end, int *first, int *last)
{
    const int *from = shaped->prepared->from;
    *first = *last = -1;
    for (int i = 0; i < (int)shaped->cells->len; i++) {
        int at = from[bx_cell(shaped, i)->start_char];
        if (at >= end)
            break;
        if (at < start)
            continue;
        *first = *first < 0 ? i : *first;
        *last = i;
    }
    return *first >= 0;
}

static BxLine *
set_reading(const BxParagraph *paragraph)
{
    const double width = G_MAXINT;
    const BxMeasures measures = {&width, 1};
    g_autoptr(BxDiags) none = bx_diags_new();
    g_autoptr(GPtrArray) lines = bx_paragraph_set(paragraph, &measures, 0, none);
    return g_ptr_array_steal_index(lines, 0);
}

static Ruby *
shape_reading(const BxShaped *shaped, const BxRuby *source, BxFonts *fonts, BxDiags *diags)
{
    Ruby *ruby = g_new0(Ruby, 1);
    BxSetting setting = shaped->setting;
    setting.em *= RUBY_SIZE;
    setting.indent = setting.tracking = 0;
    setting.min_measure = G_MAXDOUBLE;
    BxText *words = bx_text_new(shaped->prepared->text->source, source->ruby);
    for (int i = 0; i < words->n_chars; i++) /* a fault in it is shown at its place */
        words->origin[i] = source->start_byte;
    const BxPreparing preparing = {.kind = BX_PREPARE_ASIS};
    ruby->paragraph = bx_paragraph_new(words, &preparing, &setting, fonts, diags);
    ruby->words = words;
    g_autoptr(BxLine) line = set_reading(ruby->paragraph);
    ruby->width = line->width;
    return ruby;
}

void
bx_ruby_shape(BxShaped *shaped, BxFonts *fonts, BxDiags *diags)
{
    const BxText *text = shaped->prepared->text;
    if (!text->rubies || text->rubies->len == 0)
        return;
    shaped->rubies = g_ptr_array_new_with_free_func(ruby_free);
    for (guint i = 0; i < text->rubies->len; i++) {
        const BxRuby *source = &g_array_index(text->rubies, BxRuby, i);
        int first, last;
        if (!find_cells(shaped, source->start_char, source->end_char, &first, &last))
            continue;
        Ruby *ruby = shape_reading(shaped, source, fonts, diags);
        ruby->first = first;
        ruby->last = last;
        g_ptr_array_add(shaped->rubies, ruby);
        for (int k = first + 1; k <= last; k++)
            bx_cell(shaped, k)->joined = true;
    }
    if (shaped->setting.leading < RUBY_LEADING * shaped->setting.em - 1e-6)
        bx_diag(
            diags, BX_DIAG_RUBY_NO_ROOM,
            bx_text_pos(text, g_array_index(text->rubies, BxRuby, 0).start_char),
            "readings need %.1f pt between the lines, style “%s” leaves %.1f; give it a pitch of "
            "%.1f pt or take the ruby out",
            RUBY_LEADING * shaped->setting.em, shaped->setting.style->name, shaped->setting.leading,
            (1 + RUBY_LEADING) * shaped->setting.em);
}

static bool
has_reading_beside(const BxShaped *shaped, guint i)
{
    const Ruby *ruby = ruby_at(shaped, i);
    return (i > 0 && ruby_at(shaped, i - 1)->last + 1 == ruby->first)
           || (i + 1 < shaped->rubies->len && ruby_at(shaped, i + 1)->first == ruby->last + 1);
}

void
bx_ruby_widen(BxShaped *shaped)
{
    double em = shaped->setting.em;
    for (guint i = 0; shaped->rubies && i < shaped->rubies->len; i++) {
        const Ruby *ruby = ruby_at(shaped, i);
        double width = 0;
        for (int k = ruby->first; k <= ruby->last; k++)
            width += bx_cell(shaped, k)->width;
        double wanted = has_reading_beside(shaped, i) ? ruby->width + RUBY_DISTANCE * RUBY_SIZE * em
                                                      : ruby->width - 2 * RUBY_OVERHANG * em;
        double each = (wanted - width) / (ruby->last - ruby->first + 1);
        for (int k = ruby->first; each > 0 && k <= ruby->last; k++) {
            bx_cell(shaped, k)->width += each;
            bx_cell(shaped, k)->shift += each / 2;
        }
    }
}

static void
ruby_place_clear(void *data)
{
    bx_line_free(((BxRubyPlace *)data)->line);
}

void
bx_ruby_place(const BxShaped *shaped, int first, int last, BxLine *line)
{
    /* its em box touches that of the text */
    double em = shaped->setting.em;
    double y = shaped->setting.is_vertical ? -(0.5 + RUBY_SIZE / 2) * em
                                           : -(BX_ASCENT_EM + RUBY_SIZE * (1 - BX_ASCENT_EM)) * em;
    for (guint i = 0; shaped->rubies && i < shaped->rubies->len; i++) {
        const Ruby *ruby = ruby_at(shaped, i);
        if (ruby->first < first || ruby->last > last)
            continue;
        const BxCluster *from = &g_array_index(line->clusters, BxCluster, ruby->first - first);
        const BxCluster *to = &g_array_index(line->clusters, BxCluster, ruby->last - first);
        BxRubyPlace place = {set_reading(ruby->paragraph), 0, y};
        place.x = (from->x + to->x + to->width) / 2 - ruby->width / 2;
        if (!line->rubies) {
            line->rubies = g_array_new(FALSE, FALSE, sizeof(BxRubyPlace));
            g_array_set_clear_func(line->rubies, ruby_place_clear);
        }
        g_array_append_val(line->rubies, place);
    }
}
