/* SPDX-License-Identifier: Apache-2.0 */
#include "proof/drawing.h"

#include "text/paragraph.h"

#define ENDLESS_PT 1e5 /* a line that is never broken */
#define TAG_PAD_EM 0.35

BxDrawing
bx_drawing_new(BxProof *proof, BxFonts *fonts, double size)
{
    BxPage *page = bx_page_new(0, NULL, 1, 1, 0);
    g_ptr_array_add(proof->pages, page);
    return (BxDrawing){proof, page, fonts, size};
}

static BxPlaced *
add(const BxDrawing *drawing, BxPlacedKind kind)
{
    const BxPlaced placed = {.kind = kind, .story = -1};
    GArray *list = drawing->page->placed;
    g_array_append_val(list, placed);
    return &g_array_index(list, BxPlaced, list->len - 1);
}

void
bx_draw_fill(const BxDrawing *drawing, BxRect rect, BxInk ink)
{
    BxPlaced *placed = add(drawing, BX_PLACED_BOX);
    placed->box.rect = rect;
    placed->box.has_fill = true;
    placed->box.fill = ink;
}

void
bx_draw_frame(const BxDrawing *drawing, BxRect rect, double stroke, BxInk ink)
{
    BxPlaced *placed = add(drawing, BX_PLACED_BOX);
    placed->box.rect = rect;
    placed->box.stroke_width = stroke;
    placed->box.stroke = ink;
}

void
bx_draw_rule(const BxDrawing *drawing, double x0, double y0, double x1, double y1, double stroke,
             BxInk ink)
{
    BxPlaced *placed = add(drawing, BX_PLACED_RULE);
    placed->rule.x0 = x0;
    placed->rule.y0 = y0;
    placed->rule.x1 = x1;
    placed->rule.y1 = y1;
    placed->rule.width = stroke;
    placed->rule.ink = ink;
}

void
bx_draw_cross(const BxDrawing *drawing, BxRect rect, double stroke, BxInk ink)
{
    double right = rect.x + rect.width, bottom = rect.y + rect.height;
    bx_draw_frame(drawing, rect, stroke, ink);
    bx_draw_rule(drawing, rect.x, rect.y, right, bottom, stroke, ink);
    bx_draw_rule(drawing, right, rect.y, rect.x, bottom, stroke, ink);
}

const GPtrArray *
bx_draw_set(const BxDrawing *drawing, const char *words, double size, double width, BxWeight weight)
{
    const BxStyle style = {.name = (char *)"proof",
                           .font = (char *)"hei",
                           .weight = weight,
                           .size = {size, BX_UNIT_PT},
                           .size_min = {size, BX_UNIT_PT},
                           .pitch = {BX_PROOF_PITCH_EM, BX_UNIT_EM},
                           .align = BX_ALIGN_LEFT,
                           .autospace_em = 0.25,
                           .emphasis = (char *)"kai",
                           .strong = (char *)"hei"};
    const BxPreparing preparing = {.kind = BX_PREPARE_ASIS};
    const BxMeasures measures = {&width, 1};
    BxSetting setting = bx_setting_of(&style, size, size * BX_PROOF_PITCH_EM);
    g_autoptr(BxDiags) unheard = bx_diags_new(); /* a path that no line can be broken in */
    BxText *text = bx_text_new(NULL, words);
    BxParagraph *paragraph = bx_paragraph_new(text, &preparing, &setting, drawing->fonts, unheard);
    GPtrArray *lines = bx_paragraph_set(paragraph, &measures, 0, unheard);
    bx_paragraph_free(paragraph);
    bx_text_free(text);
    g_ptr_array_add(drawing->proof->texts, lines);
    return lines;
}

void
bx_draw_line(const BxDrawing *drawing, const BxLine *line, double x, double y, BxInk ink)
{
    BxPlaced *placed = add(drawing, BX_PLACED_TEXT);
    placed->text.line = line;
    placed->text.x = x;
    placed->text.y = bx_baseline(y, line->size);
    placed->text.ink = ink;
    placed->text.slot = -1;
}

double
bx_draw_words(const BxDrawing *drawing, const char *words, double x, double y, double size,
              double width, BxWeight weight, BxInk ink)
{
    const GPtrArray *lines = bx_draw_set(drawing, words, size, width, weight);
    double pitch = size * BX_PROOF_PITCH_EM;
    for (guint i = 0; i < lines->len; i++)
        bx_draw_line(drawing, g_ptr_array_index(lines, i), x, y + i * pitch, ink);
    return lines->len * pitch;
}

BxRect
bx_draw_tag(const BxDrawing *drawing, const char *words, double x, double y, BxTagAt at,
            BxInk ground)
{
    const GPtrArray *lines = bx_draw_set(drawing, words, drawing->size, ENDLESS_PT, BX_WEIGHT_BOLD);
    const BxLine *line = g_ptr_array_index(lines, 0);
    double pad = TAG_PAD_EM * drawing->size;
    BxRect rect = {x, y, line->width + 2 * pad, drawing->size + 1.4 * pad};
    if (at == BX_TAG_MIDDLE)
        rect.x -= rect.width / 2;
    if (at == BX_TAG_MIDDLE)
        rect.y -= rect.height / 2;
    if (at == BX_TAG_BOTTOM_LEFT || at == BX_TAG_BOTTOM_RIGHT)
        rect.y -= rect.height;
    if (at == BX_TAG_BOTTOM_RIGHT)
        rect.x -= rect.width;
    bx_draw_fill(drawing, rect, ground);
    bx_draw_line(drawing, line, rect.x + pad, rect.y + 0.7 * pad, BX_INK_WHITE);
    return rect;
}
