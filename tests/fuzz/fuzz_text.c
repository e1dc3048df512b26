/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz: any text in any measure, as a paragraph or as a head, is set without a crash, without losing a
 * character, and every count of lines that is offered is kept. */

#include "text/headline.h"
#include "text/paragraph.h"

#include <stdlib.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static BxFonts *fonts;

static bool
is_blank(gunichar c)
{
    return g_unichar_isspace(c) || g_unichar_iszerowidth(c) || c == 0x3000;
}

static size_t
count(const char *text)
{
    size_t n = 0;
    for (const char *p = text; *p; p = g_utf8_next_char(p))
        n += !is_blank(g_utf8_get_char(p));
    return n;
}

static void
check_lines(const GPtrArray *lines, const char *words, bool is_asis)
{
    size_t n = 0;
    for (guint i = 0; i < lines->len; i++) {
        const BxLine *line = g_ptr_array_index(lines, i);
        int n_bytes = 0, n_glyphs = 0;
        for (guint k = 0; k < line->clusters->len; k++) {
            n_bytes += g_array_index(line->clusters, BxCluster, k).n_bytes;
            n_glyphs += g_array_index(line->clusters, BxCluster, k).n_glyphs;
        }
        if (n_bytes != (int)strlen(line->text) || n_glyphs != (int)line->glyphs->len)
            abort();
        n += count(line->text);
    }
    if (is_asis && n != count(words))
        abort();
}

static BxStyle
style_of(const uint8_t *data)
{
    return (BxStyle){.name = (char *)"fuzz",
                     .font = (char *)(data[1] & 64 ? "kai" : "song"),
                     .weight = 400,
                     .size = {9 + data[1] % 32, BX_UNIT_PT},
                     .size_min = {9, BX_UNIT_PT},
                     .pitch = {12.5, BX_UNIT_PT},
                     .align = (BxAlign)(data[0] % 5),
                     .max_lines = data[2] % 4,
                     .tracking_min = data[0] & 8 ? -0.05 : 0,
                     .tracking_max = data[0] & 16 ? 0.25 : 0,
                     .condense_min = data[0] & 32 ? 0.8 : 1,
                     .condense_max = data[0] & 64 ? 1.2 : 1,
                     .punctuation = (BxPunctuation)(data[0] >> 3 & 1),
                     .strict = data[0] & 16,
                     .hang = data[0] & 32,
                     .squeeze_stops = data[0] & 64,
                     .trim_para_open = data[0] & 128,
                     .autospace_em = data[2] % 5 / 8.0,
                     .figures = (BxFigures)(data[1] >> 7),
                     .emphasis = (char *)"kai",
                     .strong = (char *)"hei"};
}

/* The marks of the bytes at the end, and a reading. */
static void
mark(BxText *text, const uint8_t *data, size_t size)
{
    int from = text->n_chars ? data[size - 1] % text->n_chars : 0;
    const BxMarkRun run = {from, MIN(text->n_chars, from + 1 + data[size - 2] % 16),
                           1u << (data[size - 2] >> 4) % 9};
    if (run.start_char < run.end_char)
        g_array_append_val(text->runs, run);
    const BxRuby ruby = {from, MIN(text->n_chars, from + 1 + data[size - 1] % 3),
                         g_strdup("zhuàng"), 0};
    if (data[size - 1] & 1 && ruby.start_char < ruby.end_char)
        g_array_append_val(text->rubies, ruby);
    else
        g_free(ruby.ruby);
}

static void
set_counts(const BxParagraph *paragraph, const BxMeasures *measures, BxDiags *diags)
{
    g_autoptr(BxLineCounts) counts = bx_line_counts(paragraph->shaped, measures, 2);
    for (guint i = 0; i < counts->counts->len; i++) {
        g_autoptr(BxBreaks) breaks = bx_break_into(counts, (int)i);
        g_autoptr(GPtrArray) lines = bx_justify_lines(paragraph->shaped, breaks, diags);
        if ((int)lines->len != MAX(1, g_array_index(counts->counts, BxLineCount, i).n_lines))
            abort();
    }
}

static void
set_paragraph(const BxText *text, const BxStyle *style, const uint8_t *data, BxDiags *diags)
{
    const double widths[] = {9.0 * (1 + data[1] % 50), 9.0 * (1 + data[2] % 50),
                             9.0 * (1 + data[1] % 50)};
    BxSetting setting = bx_setting_of(style, 9, 12.5);
    setting.min_measure = MIN(widths[0], widths[1]);
    setting.indent = data[2] & 128 ? 18 : 0;
    setting.is_vertical = data[2] & 1;
    setting.is_head = data[2] & 2;
    const BxPreparing preparing = {.kind = (BxPrepareKind)(data[2] >> 2 & 3) % 3,
                                   .has_dateline = data[0] & 1};
    const BxMeasures measures = {widths, data[2] & 64 ? 3 : 1};
    g_autoptr(BxParagraph) paragraph = bx_paragraph_new(text, &preparing, &setting, fonts, diags);
    g_autoptr(GPtrArray) lines =
        bx_paragraph_set(paragraph, &measures, (int)(data[2] >> 4 & 3) - 1, diags);
    check_lines(lines, text->text, preparing.kind == BX_PREPARE_ASIS);
    set_counts(paragraph, &measures, diags);
}

static void
set_head(const BxText *text, const BxStyle *style, const uint8_t *data, BxDiags *diags)
{
    const BxHeadMaking making = {.width = 9.0 * (1 + data[2] % 60),
                                 .line_pt = 12.5,
                                 .is_vertical = data[2] & 1,
                                 .is_asis = true,
                                 .fonts = fonts,
                                 .diags = diags};
    double em;
    g_autoptr(GPtrArray) lines = bx_compose_head(text, style, &making, &em);
    check_lines(lines, text->text, true);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!fonts)
        fonts = bx_fonts_new(BX_FONT_DIR, NULL);
    if (size < 6 || size > 4000)
        return 0;
    g_autofree char *words = g_utf8_make_valid((const char *)data + 3, (gssize)size - 5);
    for (char *p = words; *p; p++) /* the loader refuses them */
        if (((unsigned char)*p < 0x20 && *p != '\n' && *p != '\t') || *p == 0x7F)
            *p = ' ';
    BxText *text = bx_text_new(NULL, words);
    mark(text, data, size);
    const BxStyle style = style_of(data);
    g_autoptr(BxDiags) diags = bx_diags_new();
    if (data[1] % 3 == 0)
        set_head(text, &style, data, diags);
    else
        set_paragraph(text, &style, data, diags);
    bx_text_free(text);
    return 0;
}
