/* SPDX-License-Identifier: Apache-2.0 */
/* Green's theorem, segment by segment: of a curve the area between it and its chord, and the chord's own. */

#include "paint/glyph_area.h"

#include <glib.h>
#include <hb-ot.h>
#include <math.h>

struct BxGlyphAreas {
    hb_font_t *font;
    hb_draw_funcs_t *funcs;
    double *areas; /* NAN: not measured yet */
    unsigned n;
};

static void
draw_line(G_GNUC_UNUSED hb_draw_funcs_t *funcs, void *area, hb_draw_state_t *state, float x,
          float y, G_GNUC_UNUSED void *data)
{
    double x0 = (double)state->current_x, y0 = (double)state->current_y;
    *(double *)area += (x0 * (double)y - (double)x * y0) / 2;
}

static void
draw_quadratic(hb_draw_funcs_t *funcs, void *area, hb_draw_state_t *state, float x1, float y1,
               float x2, float y2, void *data)
{
    double x0 = (double)state->current_x, y0 = (double)state->current_y;
    double ax = (double)x1 - x0, ay = (double)y1 - y0, bx = (double)x2 - x0, by = (double)y2 - y0;
    *(double *)area += (ax * by - bx * ay) / 3;
    draw_line(funcs, area, state, x2, y2, data);
}

static void
draw_cubic(hb_draw_funcs_t *funcs, void *area, hb_draw_state_t *state, float x1, float y1, float x2,
           float y2, float x3, float y3, void *data)
{
    double x0 = (double)state->current_x, y0 = (double)state->current_y;
    double ax = (double)x1 - x0, ay = (double)y1 - y0, bx = (double)x2 - x0, by = (double)y2 - y0;
    double cx = (double)x3 - x0, cy = (double)y3 - y0;
    *(double *)area += 0.15 * (ax * (by + cy) - bx * (ay - 2 * cy) - cx * (ay + 2 * by));
    draw_line(funcs, area, state, x3, y3, data);
}

BxGlyphAreas *
bx_glyph_areas_new(hb_face_t *face)
{
    BxGlyphAreas *areas = g_new0(BxGlyphAreas, 1);
    areas->font = hb_font_create(face);
    areas->funcs = hb_draw_funcs_create();
    hb_draw_funcs_set_line_to_func(areas->funcs, draw_line, NULL, NULL);
    hb_draw_funcs_set_quadratic_to_func(areas->funcs, draw_quadratic, NULL, NULL);
    hb_draw_funcs_set_cubic_to_func(areas->funcs, draw_cubic, NULL, NULL);
    areas->n = hb_face_get_glyph_count(face);
    areas->areas = g_new(double, MAX(1, areas->n));
    for (unsigned i = 0; i < areas->n; i++)
        areas->areas[i] = (double)NAN;
    return areas;
}

void
bx_glyph_areas_free(BxGlyphAreas *areas)
{
    if (!areas)
        return;
    hb_font_destroy(areas->font);
    hb_draw_funcs_destroy(areas->funcs);
    g_free(areas->areas);
    g_free(areas);
}

double
bx_glyph_area(BxGlyphAreas *areas, uint32_t glyph)
{
    if (glyph >= areas->n)
        return 0;
    double *area = &areas->areas[glyph];
    if (isnan(*area)) {
        double em = hb_face_get_upem(hb_font_get_face(areas->font)), sum = 0;
        hb_font_get_glyph_shape(areas->font, glyph, areas->funcs, &sum);
        *area = fabs(sum) / (em * em); /* contours of CFF run the one way, of TrueType the other */
    }
    return *area;
}
