/* SPDX-License-Identifier: Apache-2.0 */
/* Ruby: a reading is a paragraph of one line at half the size. */

#include "text/ruby.h"

#include <string.h>

/* All in em of the text. */
#define RUBY_SIZE 0.5
#define RUBY_DISTANCE 0.25 /* to the next reading */
#define RUBY_OVERHANG 0.25 /* over an ideograph without one */
#define RUBY_LEADING 0.5   /* room between the lines */

typedef struct {
    int first, last; /* cells under it */
    BxText *words;
    BxParagraph *paragraph; /* of the words */
    double width;           /* points */
    double offset;          /* points from the frame of its first cell to its start */
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

/* Cells whose characters lie in [start, end) of the author's text; looks from cell `*last` on, since
 * readings come in the order of the text. */
static bool
find_cells(const BxShaped *shaped, int start, int end, int *first, int *last)
{
    const int *from = shaped->prepared->from;
    int n = (int)shaped->cells->len, i = *last + 1;
    while (i < n && from[bx_cell(shaped, i)->start_char] < start)
        i++;
    *first = i;
    while (i < n && from[bx_cell(shaped, i)->start_char] < end)
        i++;
    *last = i - 1;
    return *first <= *last;
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
    int first, last = -1;
    for (guint i = 0; i < text->rubies->len; i++) {
        const BxRuby *source = &g_array_index(text->rubies, BxRuby, i);
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

/* What the frame of reading i needs beyond it on one side, where the reading is `more` wider than its
 * base there; `beside` is the cell on that side, `has_reading` whether it has one. */
static double
pad_beside(const BxShaped *shaped, double more, int beside, bool has_reading)
{
    double em = shaped->setting.em;
    bool is_inside = beside >= 0 && beside < (int)shaped->cells->len;
    if (has_reading)
        return MAX(0, more + RUBY_DISTANCE / 2 * em);
    bool is_han = is_inside && bx_class_table[bx_cell(shaped, beside)->first].is_han;
    return MAX(0, more - (is_han ? RUBY_OVERHANG * em : 0));
}

static void
widen(BxShaped *shaped, guint i)
{
    Ruby *ruby = ruby_at(shaped, i);
    double width = 0;
    for (int k = ruby->first; k <= ruby->last; k++)
        width += bx_cell(shaped, k)->width;
    double more = (ruby->width - width) / 2;
    bool before = i > 0 && ruby_at(shaped, i - 1)->last + 1 == ruby->first;
    bool after = i + 1 < shaped->rubies->len && ruby_at(shaped, i + 1)->first == ruby->last + 1;
    double left = pad_beside(shaped, more, ruby->first - 1, before);
    double right = pad_beside(shaped, more, ruby->last + 1, after);
    double each = (left + right) / (ruby->last - ruby->first + 1);
    bool is_one = ruby->first == ruby->last;
    for (int k = ruby->first; k <= ruby->last; k++) {
        bx_cell(shaped, k)->width += each;
        bx_cell(shaped, k)->shift += is_one ? left : each / 2;
    }
    ruby->offset = left - more;
}

void
bx_ruby_widen(BxShaped *shaped)
{
    for (guint i = 0; shaped->rubies && i < shaped->rubies->len; i++)
        widen(shaped, i);
}

static void
ruby_place_clear(void *data)
{
    bx_line_free(((BxRubyPlace *)data)->line);
}

/* The first reading that begins at a cell or after it. */
static guint
first_ruby_from(const BxShaped *shaped, int cell)
{
    guint low = 0, high = shaped->rubies->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (ruby_at(shaped, middle)->first < cell)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

void
bx_ruby_place(const BxShaped *shaped, int first, int last, BxLine *line)
{
    if (!shaped->rubies)
        return;
    /* its em box touches that of the text */
    double em = shaped->setting.em;
    double y = shaped->setting.is_vertical ? -(0.5 + RUBY_SIZE / 2) * em
                                           : -(BX_ASCENT_EM + RUBY_SIZE * (1 - BX_ASCENT_EM)) * em;
    double start = g_array_index(line->clusters, BxCluster, 0).x;
    for (guint i = first_ruby_from(shaped, first);
         i < shaped->rubies->len && ruby_at(shaped, i)->last <= last; i++) {
        const Ruby *ruby = ruby_at(shaped, i);
        const BxCluster *from = &g_array_index(line->clusters, BxCluster, ruby->first - first);
        BxRubyPlace place = {set_reading(ruby->paragraph), from->x + ruby->offset, y};
        /* it hangs over a neighbour, not over the edge of the line */
        place.x = MIN(place.x, MAX(line->width, line->measure) - ruby->width);
        place.x = MAX(place.x, start);
        if (!line->rubies) {
            line->rubies = g_array_new(FALSE, FALSE, sizeof(BxRubyPlace));
            g_array_set_clear_func(line->rubies, ruby_place_clear);
        }
        g_array_append_val(line->rubies, place);
    }
}
