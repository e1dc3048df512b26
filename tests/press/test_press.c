/* SPDX-License-Identifier: Apache-2.0 */
/* What Cairo may be made to paint, through the whole stage: taken as inks, or refused by both standards
 * with words that say why. */

#include "press/press.h"

#include <cairo-pdf.h>
#include <string.h>

#define SIDE 200.0 /* points, of the page with its margin */
#define BLEED 10.0

static cairo_status_t
append_bytes(void *closure, const unsigned char *data, unsigned length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static void
key_1(cairo_t *cr)
{
    cairo_set_source_rgb(cr, 0, 0, 1 / 255.0);
}

static void
key_2(cairo_t *cr)
{
    cairo_set_source_rgb(cr, 0, 0, 2 / 255.0);
}

static void
paint_box(cairo_t *cr)
{
    key_1(cr);
    cairo_rectangle(cr, 20, 20, 100, 100);
    cairo_fill(cr);
    key_2(cr);
    cairo_rectangle(cr, 40, 40, 50, 50);
    cairo_stroke(cr);
}

static void
paint_unknown(cairo_t *cr)
{
    cairo_set_source_rgb(cr, 0.5, 0.25, 0);
    cairo_paint(cr);
}

static void
paint_grey(cairo_t *cr)
{
    cairo_set_source_rgb(cr, 0, 0, 0);
    cairo_rectangle(cr, 20, 20, 100, 100);
    cairo_fill(cr);
}

static void
paint_gradient(cairo_t *cr)
{
    cairo_pattern_t *pattern = cairo_pattern_create_linear(0, 0, SIDE, 0);
    cairo_pattern_add_color_stop_rgb(pattern, 0, 0, 0, 1 / 255.0);
    cairo_pattern_add_color_stop_rgb(pattern, 1, 0, 0, 2 / 255.0);
    cairo_set_source(cr, pattern);
    cairo_rectangle(cr, 20, 20, 100, 100);
    cairo_fill(cr);
    cairo_pattern_destroy(pattern);
}

static void
paint_half(cairo_t *cr)
{
    cairo_set_source_rgba(cr, 0, 0, 1 / 255.0, 0.5);
    cairo_rectangle(cr, 20, 20, 100, 100);
    cairo_fill(cr);
}

static void
paint_half_group(cairo_t *cr)
{
    cairo_push_group(cr);
    paint_box(cr);
    cairo_pop_group_to_source(cr);
    cairo_paint_with_alpha(cr, 0.5);
}

static void
paint_blended(cairo_t *cr)
{
    cairo_set_operator(cr, CAIRO_OPERATOR_MULTIPLY);
    paint_box(cr);
}

static void
paint_masked(cairo_t *cr)
{
    cairo_pattern_t *mask = cairo_pattern_create_radial(60, 60, 0, 60, 60, 60);
    cairo_pattern_add_color_stop_rgba(mask, 0, 0, 0, 0, 1);
    cairo_pattern_add_color_stop_rgba(mask, 1, 0, 0, 0, 0);
    key_1(cr);
    cairo_mask(cr, mask);
    cairo_pattern_destroy(mask);
}

static void
paint_surface(cairo_t *cr, cairo_format_t format)
{
    cairo_surface_t *surface = cairo_image_surface_create(format, 8, 8);
    cairo_t *inner = cairo_create(surface);
    cairo_set_source_rgba(inner, 1, 0, 0, format == CAIRO_FORMAT_ARGB32 ? 0.5 : 1);
    cairo_paint(inner);
    cairo_destroy(inner);
    cairo_set_source_surface(cr, surface, 30, 30);
    cairo_paint(cr);
    cairo_surface_destroy(surface);
}

static void
paint_rgb_picture(cairo_t *cr)
{
    paint_surface(cr, CAIRO_FORMAT_RGB24);
}

static void
paint_alpha_picture(cairo_t *cr)
{
    paint_surface(cr, CAIRO_FORMAT_ARGB32);
}

static void
paint_tiles(cairo_t *cr)
{
    cairo_rectangle_t extents = {0, 0, 8, 8};
    cairo_surface_t *tile = cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents);
    cairo_t *inner = cairo_create(tile);
    key_1(inner);
    cairo_rectangle(inner, 0, 0, 4, 4);
    cairo_fill(inner);
    cairo_destroy(inner);
    cairo_pattern_t *pattern = cairo_pattern_create_for_surface(tile);
    cairo_pattern_set_extend(pattern, CAIRO_EXTEND_REPEAT);
    cairo_set_source(cr, pattern);
    cairo_rectangle(cr, 20, 20, 100, 100);
    cairo_fill(cr);
    cairo_pattern_destroy(pattern);
    cairo_surface_destroy(tile);
}

static cairo_status_t
render_glyph(cairo_scaled_font_t *font, unsigned long glyph, cairo_t *cr,
             cairo_text_extents_t *extents)
{
    (void)font, (void)glyph;
    extents->x_advance = 1;
    cairo_set_source_rgb(cr, 1, 0, 0);
    cairo_rectangle(cr, 0, 0, 1, 1);
    cairo_fill(cr);
    return CAIRO_STATUS_SUCCESS;
}

static void
paint_glyph_pictures(cairo_t *cr)
{
    cairo_font_face_t *face = cairo_user_font_face_create();
    cairo_user_font_face_set_render_glyph_func(face, render_glyph);
    cairo_set_font_face(cr, face);
    cairo_set_font_size(cr, 20);
    key_1(cr);
    cairo_move_to(cr, 40, 40);
    cairo_show_text(cr, "a");
    cairo_font_face_destroy(face);
}

static GBytes *
paint(void (*what)(cairo_t *cr))
{
    GByteArray *out = g_byte_array_new();
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(append_bytes, out, SIDE, SIDE);
    cairo_pdf_surface_restrict_to_version(surface, CAIRO_PDF_VERSION_1_4);
    cairo_t *cr = cairo_create(surface);
    what(cr);
    cairo_show_page(cr);
    cairo_destroy(cr);
    cairo_surface_finish(surface);
    g_assert_cmpint(cairo_surface_status(surface), ==, CAIRO_STATUS_SUCCESS);
    cairo_surface_destroy(surface);
    return g_byte_array_free_to_bytes(out);
}

static GBytes *
make(void (*what)(cairo_t *cr), BxPressStandard standard, BxDiags *diags, GError **error)
{
    g_autofree char *profile =
        g_test_build_filename(G_TEST_DIST, "..", "layouts", "newsprint-cgats-tr002.icc", NULL);
    const BxInk black = BX_INK_BLACK, sky = {.c = 0.3, .tint = 1};
    g_autoptr(BxKeys) keys = bx_keys_new();
    bx_keys_add(keys, &black);
    bx_keys_add(keys, &sky);
    g_autoptr(GPtrArray) pages = g_ptr_array_new_with_free_func((GDestroyNotify)bx_page_free);
    g_ptr_array_add(pages, bx_page_new(1, NULL, SIDE - 2 * BLEED, SIDE - 2 * BLEED, BLEED));
    const BxPressSettings settings = {.standard = standard,
                                      .title = "试",
                                      .date = "2026-03-27T00:00:00Z",
                                      .profile = profile,
                                      .margin_pt = BLEED};
    g_autoptr(GBytes) painted = paint(what);
    return bx_press_make(painted, pages, keys, &settings, diags, error);
}

#define TAKEN NULL
#define NO_TRANSPARENCY "PDF/X-1a allows no transparency"

/* clang-format off */
static const struct {
    const char *name;
    void (*paint)(cairo_t *cr);
    const char *x4, *x1a; /* words of the refusal */
} cases[] = {
    {"inks",            paint_box,            TAKEN, TAKEN},
    {"tiles",           paint_tiles,          TAKEN, TAKEN},
    {"unknown colour",  paint_unknown,        "RGB 0.5 0.25 0 is no ink", "RGB 0.5 0.25 0 is no ink"},
    {"grey",            paint_grey,           "RGB 0 0 0 is no ink", "RGB 0 0 0 is no ink"},
    {"gradient",        paint_gradient,       "a gradient", "a gradient"},
    {"half opaque",     paint_half,           TAKEN, NO_TRANSPARENCY},
    {"group",           paint_half_group,     TAKEN, NO_TRANSPARENCY},
    {"blend mode",      paint_blended,        TAKEN, NO_TRANSPARENCY},
    {"soft mask",       paint_masked,         "a soft mask", "a soft mask"},
    {"picture of RGB",  paint_rgb_picture,    "neither grey nor CMYK", "neither grey nor CMYK"},
    {"picture, alpha",  paint_alpha_picture,  "neither grey nor CMYK", "neither grey nor CMYK"},
    {"glyph pictures",  paint_glyph_pictures, "a Type 3 font", "a Type 3 font"},
};
/* clang-format on */

static void
check(size_t i, BxPressStandard standard, const char *wanted)
{
    g_autoptr(BxDiags) diags = bx_diags_new();
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) made = make(cases[i].paint, standard, diags, &error);
    g_autoptr(GString) said = g_string_new(NULL);
    for (int k = 0; k < bx_diags_count(diags); k++)
        g_string_append_printf(said, "%s; ", bx_diags_lookup(diags, k)->message);
    g_test_message("%s, standard %d: %s", cases[i].name, standard, said->str);
    if (!wanted) {
        g_assert_no_error(error);
        g_assert_cmpint(bx_diags_count(diags), ==, 0);
        g_assert_nonnull(made);
        return;
    }
    g_assert_null(made);
    g_assert_nonnull(error);
    g_assert_nonnull(strstr(said->str, wanted));
    g_assert_nonnull(strstr(said->str, "page 1"));
}

static void
test_taken_or_refused(void)
{
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        check(i, BX_PRESS_X4, cases[i].x4);
        check(i, BX_PRESS_X1A, cases[i].x1a);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/press/taken-or-refused", test_taken_or_refused);
    return g_test_run();
}
