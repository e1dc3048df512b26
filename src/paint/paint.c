/* SPDX-License-Identifier: Apache-2.0 */
/* Paint: a switch over the kinds of placed things. */

#include "paint/paint.h"

#include "paint/painter.h"
#include "paint/pdf_surface.h"
#include "paint/typing.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

static bool
set_ink(const BxPainter *painter, const BxInk *ink)
{
    const BxPainting *painting = painter->own;
    uint32_t key = bx_keys_add(painting->keys, ink);
    cairo_set_source_rgb(painter->cr, (key >> 16 & 0xFF) / 255.0, (key >> 8 & 0xFF) / 255.0,
                         (key & 0xFF) / 255.0);
    return true;
}

static void
paint_rule(const BxPainter *painter, const BxPlaced *placed)
{
    if (!painter->set_ink(painter, &placed->rule.ink))
        return;
    cairo_set_line_width(painter->cr, placed->rule.width);
    cairo_move_to(painter->cr, placed->rule.x0, placed->rule.y0);
    cairo_line_to(painter->cr, placed->rule.x1, placed->rule.y1);
    cairo_stroke(painter->cr);
}

static void
paint_box(const BxPainter *painter, const BxPlaced *placed)
{
    const BxRect *rect = &placed->box.rect;
    if (placed->box.has_fill && painter->set_ink(painter, &placed->box.fill)) {
        cairo_rectangle(painter->cr, rect->x, rect->y, rect->width, rect->height);
        cairo_fill(painter->cr);
    }
    if (placed->box.stroke_width > 0 && painter->set_ink(painter, &placed->box.stroke)) {
        cairo_set_line_width(painter->cr, placed->box.stroke_width);
        cairo_rectangle(painter->cr, rect->x, rect->y, rect->width, rect->height);
        cairo_stroke(painter->cr);
    }
}

static void
ornament_move(void *cr, double x, double y)
{
    cairo_move_to(cr, x, y);
}

static void
ornament_line(void *cr, double x, double y)
{
    cairo_line_to(cr, x, y);
}

static void
ornament_curve(void *cr, const double *xy)
{
    cairo_curve_to(cr, xy[0], xy[1], xy[2], xy[3], xy[4], xy[5]);
}

static void
ornament_close(void *cr)
{
    cairo_close_path(cr);
}

static void
ornament_paint(void *cr, double stroke_pt)
{
    cairo_set_line_width(cr, stroke_pt);
    if (stroke_pt > 0)
        cairo_stroke(cr);
    else
        cairo_fill(cr);
}

static void
paint_ornament(const BxPainter *painter, const BxPlaced *placed)
{
    static const BxPathSink sink = {ornament_move, ornament_line, ornament_curve, ornament_close,
                                    ornament_paint};
    if (painter->set_ink(painter, &placed->ornament.ink))
        bx_ornament_trace(placed->ornament.ornament, placed->ornament.rect, placed->ornament.depth,
                          &sink, painter->cr);
}

static void
draw_picture(const BxPainter *painter, const BxPictureResult *result)
{
    bx_paint_jpeg(painter->cr, result->jpeg, result->width, result->height);
}

/* A picture that is not there: crossed out. Proofs show it so; a press build has failed by then. */
static void
paint_missing(const BxPainter *painter, const BxRect *rect)
{
    const BxInk grey = {.k = 0.3, .tint = 1};
    if (!painter->set_ink(painter, &grey))
        return;
    cairo_set_line_width(painter->cr, 0.5);
    cairo_rectangle(painter->cr, rect->x, rect->y, rect->width, rect->height);
    cairo_move_to(painter->cr, rect->x, rect->y);
    cairo_rel_line_to(painter->cr, rect->width, rect->height);
    cairo_move_to(painter->cr, rect->x + rect->width, rect->y);
    cairo_rel_line_to(painter->cr, -rect->width, rect->height);
    cairo_stroke(painter->cr);
}

static void
paint_picture(const BxPainter *painter, const BxPlaced *placed)
{
    const BxRect *rect = &placed->picture.rect;
    const BxPictureResult *result =
        painter->pictures && placed->picture.index < bx_pictures_count(painter->pictures)
            ? bx_pictures_lookup(painter->pictures, placed->picture.index)
            : NULL;
    if (!result || !result->jpeg) {
        paint_missing(painter, rect);
        return;
    }
    cairo_save(painter->cr);
    cairo_translate(painter->cr, rect->x, rect->y);
    cairo_scale(painter->cr, rect->width / result->width, rect->height / result->height);
    painter->draw_picture(painter, result);
    cairo_restore(painter->cr);
}

void
bx_paint_page(const BxPainter *painter, const BxPage *page)
{
    BxTyping *typing = bx_typing_new(painter);
    for (guint i = 0; i < page->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
        if (placed->kind != BX_PLACED_TEXT)
            bx_typing_flush(typing);
        switch (placed->kind) {
        case BX_PLACED_TEXT:
            bx_typing_add(typing, placed);
            break;
        case BX_PLACED_RULE:
            paint_rule(painter, placed);
            break;
        case BX_PLACED_BOX:
            paint_box(painter, placed);
            break;
        case BX_PLACED_ORNAMENT:
            paint_ornament(painter, placed);
            break;
        case BX_PLACED_PDF: /* press puts it in */
            break;
        case BX_PLACED_PICTURE:
            paint_picture(painter, placed);
            break;
        }
    }
    bx_typing_free(typing);
}

GBytes *
bx_paint_pdf(const GPtrArray *pages, const BxPictures *pictures, const BxPainting *painting,
             GError **error)
{
    GByteArray *out = g_byte_array_new();
    cairo_surface_t *surface =
        bx_pdf_surface_new(out, painting->title, painting->date, painting->old_version);
    for (guint i = 0; i < pages->len; i++) {
        const BxPage *page = g_ptr_array_index(pages, i);
        double margin = painting->margin_pt;
        cairo_pdf_surface_set_size(surface, page->width + 2 * margin, page->height + 2 * margin);
        BxPainter painter = {cairo_create(surface), pictures, painting->faces, painting, set_ink,
                             draw_picture};
        cairo_translate(painter.cr, margin, margin);
        bx_paint_page(&painter, page);
        cairo_show_page(painter.cr);
        cairo_destroy(painter.cr);
    }
    return bx_pdf_surface_finish(surface, out, error);
}
