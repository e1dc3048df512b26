/* SPDX-License-Identifier: Apache-2.0 */
#include "paint/typing.h"

#include <math.h>

struct BxTyping {
    const BxPainter *painter;
    const BxInk *ink; /* set on the surface, of a placed text; NULL: none is */
    bool draws_ink;   /* anything in that ink is to be drawn */
    /* Of what is taken: */
    struct _cairo_font_face *face;
    cairo_matrix_t matrix;
    bool is_backward;
    GArray *glyphs;   /* cairo_glyph_t */
    GArray *clusters; /* cairo_text_cluster_t */
    GString *text;
};

/* Where a line stands. */
typedef struct {
    double x, y;
    bool is_vertical; /* its x runs down the page, its y to the left */
} Place;

static void
point_at(const Place *place, double x, double y, double *page_x, double *page_y)
{
    *page_x = place->x + (place->is_vertical ? -y : x);
    *page_y = place->y + (place->is_vertical ? x : y);
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

BxTyping *
bx_typing_new(const BxPainter *painter)
{
    BxTyping *typing = g_new0(BxTyping, 1);
    typing->painter = painter;
    typing->glyphs = g_array_new(FALSE, FALSE, sizeof(cairo_glyph_t));
    typing->clusters = g_array_new(FALSE, FALSE, sizeof(cairo_text_cluster_t));
    typing->text = g_string_new(NULL);
    set_plain_options(painter->cr);
    return typing;
}

void
bx_typing_free(BxTyping *typing)
{
    bx_typing_flush(typing);
    g_array_unref(typing->glyphs);
    g_array_unref(typing->clusters);
    g_string_free(typing->text, TRUE);
    g_free(typing);
}

/* Glyphs go out together with their characters, so that the PDF's text can be searched. */
static void
show(BxTyping *typing)
{
    cairo_t *cr = typing->painter->cr;
    if (typing->clusters->len == 0)
        return;
    cairo_set_font_face(cr, typing->face);
    cairo_set_font_matrix(cr, &typing->matrix);
    cairo_show_text_glyphs(
        cr, typing->text->str, (int)typing->text->len,
        (const cairo_glyph_t *)(const void *)typing->glyphs->data, (int)typing->glyphs->len,
        (const cairo_text_cluster_t *)(const void *)typing->clusters->data,
        (int)typing->clusters->len, typing->is_backward ? CAIRO_TEXT_CLUSTER_FLAG_BACKWARD : 0);
    g_array_set_size(typing->glyphs, 0);
    g_array_set_size(typing->clusters, 0);
    g_string_truncate(typing->text, 0);
}

void
bx_typing_flush(BxTyping *typing)
{
    show(typing);
    typing->ink = NULL;
}

/* ---- runs ---- */

/* The run's face at its size, condensed where the head is; what does not stand in a turned line is turned with it. */
static cairo_matrix_t
matrix_of(const BxRun *run, const Place *place)
{
    double wide = run->size * run->scale_x, high = run->size * run->scale_y;
    if (place->is_vertical && !run->upright)
        return (cairo_matrix_t){.yx = wide, .xy = -high};
    return (cairo_matrix_t){.xx = wide, .yy = high};
}

static bool
are_equal(const cairo_matrix_t *a, const cairo_matrix_t *b)
{
    return fabs(a->xx - b->xx) + fabs(a->yx - b->yx) + fabs(a->xy - b->xy) + fabs(a->yy - b->yy)
           < 1e-9;
}

/* Makes room for a run: draws what it cannot be drawn with. */
static void
begin_run(BxTyping *typing, const BxRun *run, const Place *place, const BxCutFace *face)
{
    cairo_matrix_t matrix = matrix_of(run, place);
    if (typing->face == face->face && are_equal(&typing->matrix, &matrix) && !typing->is_backward
        && !run->is_backward)
        return;
    show(typing);
    typing->face = face->face;
    typing->matrix = matrix;
    typing->is_backward = run->is_backward;
}

/* Adds a frame's characters and glyphs. One with a glyph for each character (the two digits of a 纵中横) is cut into
 * those: Cairo gives a glyph its character only where it has it alone. */
static void
add_cluster(GArray *into, const BxCluster *cluster, const char *text, bool may_cut)
{
    if (!may_cut || cluster->n_glyphs < 2
        || cluster->n_glyphs != g_utf8_strlen(text, cluster->n_bytes)) {
        const cairo_text_cluster_t whole = {cluster->n_bytes, cluster->n_glyphs};
        g_array_append_val(into, whole);
        return;
    }
    for (int i = 0; i < cluster->n_glyphs; i++, text = g_utf8_next_char(text)) {
        const cairo_text_cluster_t part = {(int)(g_utf8_next_char(text) - text), 1};
        g_array_append_val(into, part);
    }
}

static void
add_run(BxTyping *typing, const BxLine *line, const BxRun *run, const Place *place)
{
    const BxFaces *faces = typing->painter->faces;
    BxCutFace face = faces ? bx_faces_lookup(faces, run->font) : bx_face_as_it_is(run->font);
    const char *text = line->text + run->start_byte;
    begin_run(typing, run, place, &face);
    guint n = typing->glyphs->len;
    g_array_set_size(typing->glyphs, n + (guint)run->n_glyphs);
    for (int i = 0; i < run->n_glyphs; i++) {
        const BxGlyph *glyph = &g_array_index(line->glyphs, BxGlyph, run->start_glyph + i);
        cairo_glyph_t *shown = &g_array_index(typing->glyphs, cairo_glyph_t, n + (guint)i);
        shown->index = bx_face_glyph(&face, glyph->id);
        point_at(place, glyph->x, glyph->y, &shown->x, &shown->y);
    }
    for (int i = 0; i < run->n_clusters; i++) {
        const BxCluster *cluster =
            &g_array_index(line->clusters, BxCluster, run->start_cluster + i);
        add_cluster(typing->clusters, cluster, text, !run->is_backward);
        text += cluster->n_bytes;
    }
    g_string_append_len(typing->text, line->text + run->start_byte, run->n_bytes);
}

/* ---- what is no glyph ---- */

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

/* In the line's own coordinates. */
static void
paint_strokes(cairo_t *cr, const BxLine *line, const Place *place)
{
    cairo_save(cr);
    cairo_translate(cr, place->x, place->y);
    if (place->is_vertical)
        cairo_rotate(cr, G_PI / 2);
    for (guint i = 0; i < line->runs->len; i++) {
        const BxRun *run = &g_array_index(line->runs, BxRun, i);
        if (run->is_missing)
            paint_missing_glyphs(cr, line, run);
    }
    paint_sidelines(cr, line);
    cairo_restore(cr);
}

static bool
has_strokes(const BxLine *line)
{
    for (guint i = 0; i < line->runs->len; i++)
        if (g_array_index(line->runs, BxRun, i).is_missing)
            return true;
    return line->sidelines && line->sidelines->len > 0;
}

/* ---- lines ---- */

static void
add_line(BxTyping *typing, const BxLine *line, const Place *place)
{
    for (guint i = 0; i < line->runs->len; i++)
        add_run(typing, line, &g_array_index(line->runs, BxRun, i), place);
    if (has_strokes(line))
        paint_strokes(typing->painter->cr, line, place);
    for (guint i = 0; line->rubies && i < line->rubies->len; i++) {
        const BxRubyPlace *ruby = &g_array_index(line->rubies, BxRubyPlace, i);
        Place beside = *place;
        point_at(place, ruby->x, ruby->y, &beside.x, &beside.y);
        add_line(typing, ruby->line, &beside);
    }
}

void
bx_typing_add(BxTyping *typing, const BxPlaced *placed)
{
    const BxInk *ink = &placed->text.ink;
    if (!typing->ink || !bx_ink_equal(typing->ink, ink)) {
        bx_typing_flush(typing);
        typing->draws_ink = typing->painter->set_ink(typing->painter, ink);
        typing->ink = ink;
    }
    const Place place = {placed->text.x, placed->text.y, placed->text.is_vertical};
    if (typing->draws_ink)
        add_line(typing, placed->text.line, &place);
}
