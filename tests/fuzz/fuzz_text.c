/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz: any text in any measure is set without a crash and without losing a character. */

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

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    if (!fonts)
        fonts = bx_fonts_new(BX_FONT_DIR, NULL);
    if (size < 4 || size > 4000)
        return 0;
    g_autofree char *words = g_utf8_make_valid((const char *)data + 3, (gssize)size - 3);
    for (char *p = words; *p; p++) /* the loader refuses them */
        if ((unsigned char)*p < 0x20 || *p == 0x7F)
            *p = ' ';
    BxText *text = bx_text_new(NULL, words);
    const BxStyle style = {.name = (char *)"fuzz",
                           .font = (char *)"song",
                           .weight = 400,
                           .pitch = {12.5, BX_UNIT_PT},
                           .align = (BxAlign)(data[0] % 5),
                           .condense_min = 1,
                           .condense_max = 1,
                           .punctuation = (BxPunctuation)(data[0] >> 3 & 1),
                           .strict = data[0] & 16,
                           .hang = data[0] & 32,
                           .squeeze_stops = data[0] & 64,
                           .trim_para_open = data[0] & 128,
                           .autospace_em = 0.25,
                           .emphasis = (char *)"kai",
                           .strong = (char *)"hei"};
    double measure = 9.0 * (1 + data[1] % 50);
    BxSetting setting = bx_setting_of(&style, 9, 12.5);
    setting.min_measure = measure;
    setting.is_vertical = data[2] & 1;
    setting.is_head = data[2] & 2;
    const BxPreparing preparing = {.kind = (BxPrepareKind)(data[2] >> 2 & 3) % 3};
    const BxMeasures measures = {&measure, 1};
    g_autoptr(BxDiags) diags = bx_diags_new();
    g_autoptr(BxParagraph) paragraph = bx_paragraph_new(text, &preparing, &setting, fonts, diags);
    g_autoptr(GPtrArray) lines =
        bx_paragraph_set(paragraph, &measures, (int)(data[2] >> 4 & 3) - 1, diags);
    size_t n = 0;
    for (guint i = 0; i < lines->len; i++)
        n += count(((const BxLine *)g_ptr_array_index(lines, i))->text);
    if (preparing.kind == BX_PREPARE_ASIS && n != count(words))
        abort();
    bx_text_free(text);
    return 0;
}
