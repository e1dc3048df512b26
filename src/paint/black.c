/* SPDX-License-Identifier: Apache-2.0 */
#include "paint/black.h"

#include "paint/overprint.h"

/* What may have black under a line: pictures and advertisements, grounds with black in them. */
static GArray * /* of BxRect */
find_grounds(const BxPage *page)
{
    GArray *grounds = g_array_new(FALSE, FALSE, sizeof(BxRect));
    for (guint i = 0; i < page->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
        switch (placed->kind) {
        case BX_PLACED_BOX:
            if (placed->box.has_fill && !placed->box.fill.spot[0] && placed->box.fill.k > 0)
                g_array_append_val(grounds, placed->box.rect);
            break;
        case BX_PLACED_PICTURE:
            g_array_append_val(grounds, placed->picture.rect);
            break;
        case BX_PLACED_PDF:
            g_array_append_val(grounds, placed->pdf.rect);
            break;
        case BX_PLACED_TEXT:
        case BX_PLACED_RULE:
        case BX_PLACED_ORNAMENT:
            break;
        }
    }
    return grounds;
}

static bool
do_overlap(const BxRect *a, const BxRect *b)
{
    return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
           && b->y < a->y + a->height;
}

static bool
is_inside(const BxRect *rect, const BxPage *page)
{
    return rect->x >= 0 && rect->y >= 0 && rect->x + rect->width <= page->width
           && rect->y + rect->height <= page->height;
}

/* Glyphs alone: nothing is drawn beside them, and no face lacks one. */
static bool
is_type_alone(const BxLine *line)
{
    for (guint i = 0; i < line->runs->len; i++)
        if (g_array_index(line->runs, BxRun, i).is_missing)
            return false;
    return (!line->sidelines || line->sidelines->len == 0) && !line->rubies;
}

static bool
is_on_paper(const BxPlaced *placed, const BxPage *page, const GArray *grounds)
{
    BxRect frame = bx_frame_of_line(placed);
    if (!is_inside(&frame, page))
        return false;
    for (guint i = 0; i < grounds->len; i++) /* a page has few */
        if (do_overlap(&frame, &g_array_index(grounds, BxRect, i)))
            return false;
    return true;
}

static double
area_of(const BxLine *line, const BxFaces *faces)
{
    double area = 0;
    for (guint i = 0; i < line->runs->len; i++) {
        const BxRun *run = &g_array_index(line->runs, BxRun, i);
        BxCutFace face = bx_faces_lookup(faces, run->font);
        double ems = 0;
        for (int g = 0; g < run->n_glyphs; g++) {
            const BxGlyph *glyph = &g_array_index(line->glyphs, BxGlyph, run->start_glyph + g);
            ems += bx_glyph_area(face.areas, bx_face_glyph(&face, glyph->id));
        }
        area += ems * run->size * run->size * run->scale_x * run->scale_y;
    }
    return area;
}

BxPage *
bx_black_rest(const BxPage *page, const BxFaces *faces, double *area)
{
    BxPage *rest = bx_page_new(page->number, NULL, page->width, page->height, page->bleed);
    g_autoptr(GArray) grounds = find_grounds(page);
    *area = 0;
    for (guint i = 0; i < page->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
        if (placed->kind == BX_PLACED_TEXT && bx_ink_is_black(&placed->text.ink)
            && is_type_alone(placed->text.line) && is_on_paper(placed, page, grounds))
            *area += area_of(placed->text.line, faces);
        else
            g_array_append_vals(rest->placed, placed, 1);
    }
    return rest;
}
