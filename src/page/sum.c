/* SPDX-License-Identifier: Apache-2.0 */
/* Sums: the list, member by member, for the blanks between members may hold anything. Gathered in one array first: a
 * checksum takes long over small pieces. */

#include "page/sum.h"

#include <string.h>

#define ADD(bytes, value) g_byte_array_append(bytes, (const guint8 *)&(value), sizeof(value))

static void
add_words(GByteArray *bytes, const char *words)
{
    g_byte_array_append(bytes, (const guint8 *)words, (guint)strlen(words) + 1);
}

static void
add_ink(GByteArray *bytes, const BxInk *ink)
{
    const double amounts[] = {ink->c, ink->m, ink->y, ink->k, ink->tint};
    ADD(bytes, amounts);
    add_words(bytes, ink->spot);
}

static void
add_rect(GByteArray *bytes, const BxRect *rect)
{
    const double numbers[] = {rect->x, rect->y, rect->width, rect->height};
    ADD(bytes, numbers);
}

static void
add_run(GByteArray *bytes, const BxRun *run)
{
    const double numbers[] = {run->size, run->scale_x, run->scale_y};
    const int counts[] = {run->upright, run->is_missing, run->is_backward, run->n_glyphs,
                          run->n_clusters};
    ADD(bytes, run->font);
    ADD(bytes, numbers);
    ADD(bytes, counts);
}

static void
add_line(GByteArray *bytes, const BxLine *line)
{
    ADD(bytes, line->size);
    for (guint i = 0; i < line->glyphs->len; i++) {
        const BxGlyph *glyph = &g_array_index(line->glyphs, BxGlyph, i);
        const double place[] = {glyph->x, glyph->y};
        ADD(bytes, glyph->id);
        ADD(bytes, place);
    }
    for (guint i = 0; i < line->runs->len; i++)
        add_run(bytes, &g_array_index(line->runs, BxRun, i));
    for (guint i = 0; line->sidelines && i < line->sidelines->len; i++) {
        const BxSideline *side = &g_array_index(line->sidelines, BxSideline, i);
        const double numbers[] = {side->x0, side->x1, side->y, side->kind};
        ADD(bytes, numbers);
    }
    for (guint i = 0; line->rubies && i < line->rubies->len; i++) {
        const BxRubyPlace *ruby = &g_array_index(line->rubies, BxRubyPlace, i);
        const double place[] = {ruby->x, ruby->y};
        ADD(bytes, place);
        add_line(bytes, ruby->line);
    }
}

static void
add_placed(GByteArray *bytes, const BxPlaced *placed)
{
    const int kind = placed->kind;
    ADD(bytes, kind);
    switch (placed->kind) {
    case BX_PLACED_TEXT: {
        const double place[] = {placed->text.x, placed->text.y, placed->text.is_vertical};
        ADD(bytes, place);
        add_ink(bytes, &placed->text.ink);
        add_line(bytes, placed->text.line);
        break;
    }
    case BX_PLACED_RULE: {
        const double ends[] = {placed->rule.x0, placed->rule.y0, placed->rule.x1, placed->rule.y1,
                               placed->rule.width};
        ADD(bytes, ends);
        add_ink(bytes, &placed->rule.ink);
        break;
    }
    case BX_PLACED_BOX: {
        const double numbers[] = {placed->box.stroke_width, placed->box.has_fill};
        ADD(bytes, numbers);
        add_rect(bytes, &placed->box.rect);
        if (placed->box.stroke_width > 0)
            add_ink(bytes, &placed->box.stroke);
        if (placed->box.has_fill)
            add_ink(bytes, &placed->box.fill);
        break;
    }
    case BX_PLACED_ORNAMENT:
        ADD(bytes, placed->ornament.ornament);
        ADD(bytes, placed->ornament.depth);
        add_rect(bytes, &placed->ornament.rect);
        add_ink(bytes, &placed->ornament.ink);
        break;
    case BX_PLACED_PICTURE:
        add_rect(bytes, &placed->picture.rect);
        break;
    case BX_PLACED_PDF:
        add_rect(bytes, &placed->pdf.rect);
        add_rect(bytes, &placed->pdf.net);
        break;
    }
}

void
bx_page_sum(const BxPage *page, GChecksum *sum)
{
    g_autoptr(GByteArray) bytes = g_byte_array_new();
    const double size[] = {page->width, page->height, page->bleed};
    ADD(bytes, size);
    for (guint i = 0; i < page->placed->len; i++)
        add_placed(bytes, &g_array_index(page->placed, BxPlaced, i));
    g_checksum_update(sum, bytes->data, bytes->len);
}
