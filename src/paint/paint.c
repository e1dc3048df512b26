/* SPDX-License-Identifier: Apache-2.0 */
/* Paint: a switch over the kinds of placed things. */

#include "paint/paint.h"

#include "paint/painter.h"
#include "paint/pdf_surface.h"

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

/* As lines were measured: outlines alone, no hinting. */
static void
set_plain_options(cairo_t *cr)
{
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    cairo_set_font_options(cr, options);
    cairo_font_options_destroy(options);
}

/* The run's face at its size, condensed where the head is; in a turned line what stands upright is
 * turned back. */
static void
set_face(cairo_t *cr, const BxRun *run, cairo_font_face_t *face)
{
    cairo_matrix_t matrix, turn;
    cairo_matrix_init_scale(&matrix, run->size, run->size);
    if (run->upright) {
        cairo_matrix_init_rotate(&turn, -G_PI / 2);
        cairo_matrix_multiply(&matrix, &matrix, &turn);
    }
    cairo_matrix_scale(&matrix, run->scale_x, run->scale_y);
    cairo_set_font_face(cr, face);
    cairo_set_font_matrix(cr, &matrix);
}

/* A character that no face has: a box in its frame, which nobody overlooks. */
static void
paint_missing_glyphs(cairo_t *cr, const BxLine *line, const BxRun *run)
{
    cairo_set_line_width(cr, 0.25);
    for (int k = 0, g = run->start_glyph; k < run->n_clusters; k++) {
        int i = run->is_backward ? run->n_clusters - 1 - k : k;
        const BxCluster *cluster =
            &g_array_index(line->clusters, BxCluster, run->start_cluster + i);
        bool is_missing = false;
        for (int end = g + cluster->n_glyphs; g < end; g++)
            is_missing |= g_array_index(line->glyphs, BxGlyph, g).id == 0;
        if (is_missing)
            cairo_rectangle(cr, cluster->x + 0.05 * line->size, -0.8 * line->size,
                            MAX(0.4 * line->size, cluster->width - 0.1 * line->size),
                            0.85 * line->size);
    }
    cairo_stroke(cr);
}

/* Adds a frame's characters and glyphs. One with a glyph for each character (the two digits of a 纵中横) is cut into
 * those: Cairo gives a glyph its character only where it has it alone. Returns how many it made. */
static int
add_cluster(const BxCluster *cluster, const char *text, bool may_cut, cairo_text_cluster_t *into)
{
    if (!may_cut || cluster->n_glyphs < 2
        || cluster->n_glyphs != g_utf8_strlen(text, cluster->n_bytes)) {
        *into = (cairo_text_cluster_t){cluster->n_bytes, cluster->n_glyphs};
        return 1;
    }
    for (int i = 0; i < cluster->n_glyphs; i++, text = g_utf8_next_char(text))
        into[i] = (cairo_text_cluster_t){(int)(g_utf8_next_char(text) - text), 1};
    return cluster->n_glyphs;
}

/* Glyphs go out together with their characters, so that the PDF's text can be searched. */
static void
paint_run(const BxPainter *painter, const BxLine *line, const BxRun *run)
{
    BxCutFace face =
        painter->faces ? bx_faces_lookup(painter->faces, run->font) : bx_face_as_it_is(run->font);
    g_autofree cairo_glyph_t *glyphs = g_new(cairo_glyph_t, MAX(run->n_glyphs, 1));
    g_autofree cairo_text_cluster_t *clusters =
        g_new(cairo_text_cluster_t, run->n_clusters + run->n_glyphs + 1);
    const char *text = line->text + run->start_byte;
    int n = 0;
    for (int i = 0; i < run->n_glyphs; i++) {
        const BxGlyph *glyph = &g_array_index(line->glyphs, BxGlyph, run->start_glyph + i);
        glyphs[i] = (cairo_glyph_t){bx_face_glyph(&face, glyph->id), glyph->x, glyph->y};
    }
    for (int i = 0; i < run->n_clusters; i++) {
        const BxCluster *cluster =
            &g_array_index(line->clusters, BxCluster, run->start_cluster + i);
        n += add_cluster(cluster, text, !run->is_backward, &clusters[n]);
        text += cluster->n_bytes;
    }
    if (run->is_missing)
        paint_missing_glyphs(painter->cr, line, run);
    set_face(painter->cr, run, face.face);
    cairo_show_text_glyphs(painter->cr, line->text + run->start_byte, run->n_bytes, glyphs,
                           run->n_glyphs, clusters, n,
                           run->is_backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
}

#define SIDELINE_WIDTH_EM 0.05
#define DOT_RADIUS_EM 0.1 /* MK-1 */
#define WAVE_EM 0.25      /* length of one wave of a 书名号 */

static void
paint_wave(cairo_t *cr, const BxSideline *sideline, double em)
{
    double step = WAVE_EM * em, height = 0.06 * em;
    cairo_move_to(cr, sideline->x0, sideline->y);
    for (double x = sideline->x0; x < sideline->x1 - 1e-6; x += step) {
        double width = MIN(step, sideline->x1 - x);
        cairo_rel_curve_to(cr, width / 2, -2 * height, width / 2, 2 * height, width, 0);
    }
    cairo_stroke(cr);
}

static void
paint_sidelines(cairo_t *cr, const BxLine *line)
{
    cairo_set_line_width(cr, MAX(0.25, SIDELINE_WIDTH_EM * line->size));
    for (guint i = 0; line->sidelines && i < line->sidelines->len; i++) {
        const BxSideline *sideline = &g_array_index(line->sidelines, BxSideline, i);
        switch (sideline->kind) {
        case BX_SIDELINE_DOT:
            cairo_new_sub_path(cr);
            cairo_arc(cr, (sideline->x0 + sideline->x1) / 2, sideline->y,
                      DOT_RADIUS_EM * line->size, 0, 2 * G_PI);
            cairo_fill(cr);
            break;
        case BX_SIDELINE_STRAIGHT:
            cairo_move_to(cr, sideline->x0, sideline->y);
            cairo_line_to(cr, sideline->x1, sideline->y);
            cairo_stroke(cr);
            break;
        case BX_SIDELINE_WAVY:
            paint_wave(cr, sideline, line->size);
            break;
        }
    }
}

static void
paint_line(const BxPainter *painter, const BxLine *line)
{
    for (guint i = 0; i < line->runs->len; i++)
        paint_run(painter, line, &g_array_index(line->runs, BxRun, i));
    paint_sidelines(painter->cr, line);
}

static void
paint_text(const BxPainter *painter, const BxPlaced *placed)
{
    cairo_t *cr = painter->cr;
    const BxLine *line = placed->text.line;
    if (!painter->set_ink(painter, &placed->text.ink))
        return;
    cairo_save(cr);
    cairo_translate(cr, placed->text.x, placed->text.y);
    if (placed->text.is_vertical)
        cairo_rotate(cr, G_PI / 2);
    set_plain_options(cr);
    paint_line(painter, line);
    for (guint i = 0; line->rubies && i < line->rubies->len; i++) {
        const BxRubyPlace *ruby = &g_array_index(line->rubies, BxRubyPlace, i);
        cairo_save(cr);
        cairo_translate(cr, ruby->x, ruby->y);
        paint_line(painter, ruby->line);
        cairo_restore(cr);
    }
    cairo_restore(cr);
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
    for (guint i = 0; i < page->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
        switch (placed->kind) {
        case BX_PLACED_TEXT:
            paint_text(painter, placed);
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
