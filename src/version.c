/* SPDX-License-Identifier: Apache-2.0 */
#include "version.h"

#include <math.h>
#include <pango/pango.h>
#include <string.h>

/* What is summed, in pieces: a page has ten thousands of numbers. */
typedef struct {
    GChecksum *sum;
    guint8 piece[4096];
    size_t n;
    const PangoFont *font; /* that was written last */
} Writing;

static void
put_bytes(Writing *writing, const void *bytes, size_t n)
{
    if (writing->n + n > sizeof writing->piece) {
        g_checksum_update(writing->sum, writing->piece, (gssize)writing->n);
        writing->n = 0;
    }
    if (n > sizeof writing->piece) {
        g_checksum_update(writing->sum, bytes, (gssize)n);
        return;
    }
    memcpy(writing->piece + writing->n, bytes, n);
    writing->n += n;
}

static void
put_number(Writing *writing, double number)
{
    gint32 thousandths = GINT32_TO_LE((gint32)lrint(number * 1000));
    put_bytes(writing, &thousandths, sizeof thousandths);
}

static void
put_text(Writing *writing, const char *text)
{
    put_bytes(writing, text, strlen(text) + 1);
}

static void
put_rect(Writing *writing, const BxRect *rect)
{
    const double numbers[] = {rect->x, rect->y, rect->width, rect->height};
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        put_number(writing, numbers[i]);
}

static void
put_ink(Writing *writing, const BxInk *ink)
{
    const double numbers[] = {ink->c, ink->m, ink->y, ink->k, ink->tint};
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        put_number(writing, numbers[i]);
    put_text(writing, ink->spot);
}

/* By its description: weights of one family have the same glyphs in the same places. */
static void
put_font(Writing *writing, PangoFont *font)
{
    if (font == writing->font)
        return;
    writing->font = font;
    PangoFontDescription *description = pango_font_describe(font);
    char *words = pango_font_description_to_string(description);
    put_text(writing, words);
    g_free(words);
    pango_font_description_free(description);
}

static void
put_line(Writing *writing, const BxLine *line)
{
    put_text(writing, line->text);
    for (guint i = 0; i < line->runs->len; i++) {
        const BxRun *run = &g_array_index(line->runs, BxRun, i);
        const double numbers[] = {run->size,    run->scale_x,    run->scale_y,
                                  run->upright, run->is_missing, run->start_glyph};
        put_font(writing, run->font);
        for (size_t k = 0; k < G_N_ELEMENTS(numbers); k++)
            put_number(writing, numbers[k]);
    }
    for (guint i = 0; i < line->glyphs->len; i++) {
        const BxGlyph *glyph = &g_array_index(line->glyphs, BxGlyph, i);
        put_number(writing, glyph->id);
        put_number(writing, glyph->x);
        put_number(writing, glyph->y);
    }
    for (guint i = 0; line->sidelines && i < line->sidelines->len; i++) {
        const BxSideline *sideline = &g_array_index(line->sidelines, BxSideline, i);
        const double numbers[] = {sideline->kind, sideline->x0, sideline->x1, sideline->y};
        for (size_t k = 0; k < G_N_ELEMENTS(numbers); k++)
            put_number(writing, numbers[k]);
    }
    for (guint i = 0; line->rubies && i < line->rubies->len; i++) {
        const BxRubyPlace *ruby = &g_array_index(line->rubies, BxRubyPlace, i);
        put_number(writing, ruby->x);
        put_number(writing, ruby->y);
        put_line(writing, ruby->line);
    }
}

static void
put_picture(Writing *writing, const BxPictures *pictures, int index)
{
    const BxPictureResult *result = pictures && index < bx_pictures_count(pictures)
                                        ? bx_pictures_lookup(pictures, index)
                                        : NULL;
    gsize size = 0;
    const void *data = result && result->jpeg ? g_bytes_get_data(result->jpeg, &size) : NULL;
    if (size > 0)
        put_bytes(writing, data, size);
}

static void
put_placed(Writing *writing, const BxPlaced *placed, const BxPictures *pictures)
{
    put_number(writing, placed->kind);
    switch (placed->kind) {
    case BX_PLACED_TEXT:
        put_number(writing, placed->text.x);
        put_number(writing, placed->text.y);
        put_number(writing, placed->text.is_vertical);
        put_ink(writing, &placed->text.ink);
        put_line(writing, placed->text.line);
        break;
    case BX_PLACED_RULE:
        put_rect(writing, &(const BxRect){placed->rule.x0, placed->rule.y0, placed->rule.x1,
                                          placed->rule.y1});
        put_number(writing, placed->rule.width);
        put_ink(writing, &placed->rule.ink);
        break;
    case BX_PLACED_BOX:
        put_rect(writing, &placed->box.rect);
        put_number(writing, placed->box.stroke_width);
        put_ink(writing, &placed->box.stroke);
        put_number(writing, placed->box.has_fill);
        put_ink(writing, &placed->box.fill);
        break;
    case BX_PLACED_ORNAMENT:
        put_rect(writing, &placed->ornament.rect);
        put_number(writing, placed->ornament.depth);
        put_text(writing, placed->ornament.ornament->name);
        put_ink(writing, &placed->ornament.ink);
        break;
    case BX_PLACED_PICTURE:
        put_rect(writing, &placed->picture.rect);
        put_picture(writing, pictures, placed->picture.index);
        break;
    case BX_PLACED_PDF:
        put_rect(writing, &placed->pdf.rect);
        put_rect(writing, &placed->pdf.net);
        put_number(writing, placed->pdf.fills);
        put_number(writing, placed->pdf.index);
        break;
    }
}

char *
bx_page_version(const BxPage *page, const BxPictures *pictures)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    Writing writing = {.sum = sum};
    const double numbers[] = {page->number, page->width, page->height, page->bleed};
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        put_number(&writing, numbers[i]);
    for (guint i = 0; i < page->placed->len; i++)
        put_placed(&writing, &g_array_index(page->placed, BxPlaced, i), pictures);
    g_checksum_update(sum, writing.piece, (gssize)writing.n);
    return g_strdup(g_checksum_get_string(sum));
}
