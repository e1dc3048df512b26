/* SPDX-License-Identifier: Apache-2.0 */
#include "sample.h"

#include <cairo-pdf.h>
#include <pango/pangocairo.h>
#include <vips/vips.h>

static const BxInk black = {.k = 1, .tint = 1}, white = {.tint = 1};
static const BxInk red = {.m = 1, .y = 1, .k = 0.1, .tint = 1};
static const BxInk ground = {.k = 0.6, .tint = 1};
static const BxInk spot = {.c = 0.02, .m = 1, .y = 0.85, .k = 0.06, .tint = 1, .spot = SAMPLE_SPOT};
static const BxInk half_spot = {
    .c = 0.02, .m = 1, .y = 0.85, .k = 0.06, .tint = 0.5, .spot = SAMPLE_SPOT};

void
sample_set_ink(cairo_t *cr, BxKeys *keys, const BxInk *ink)
{
    uint32_t key = bx_keys_add(keys, ink);
    cairo_set_source_rgb(cr, (key >> 16 & 255) / 255.0, (key >> 8 & 255) / 255.0,
                         (key & 255) / 255.0);
}

void
sample_text(cairo_t *cr, const char *text, const char *font, double x, double y)
{
    g_autoptr(PangoLayout) layout = pango_cairo_create_layout(cr);
    pango_cairo_context_set_resolution(pango_layout_get_context(layout), 72);
    PangoFontDescription *description = pango_font_description_from_string(font);
    pango_layout_set_font_description(layout, description);
    pango_font_description_free(description);
    pango_layout_set_text(layout, text, -1);
    cairo_move_to(cr, x, y);
    pango_cairo_show_layout(cr, layout);
}

/* A picture of one colour; libvips writes CMYK with Adobe's marker, inverted. */
static GBytes *
make_jpeg(int channels)
{
    static const double values[4] = {96, 64, 32, 16};
    VipsImage *plain = NULL, *filled = NULL, *image = NULL;
    void *data = NULL;
    size_t size = 0;
    g_assert_cmpint(vips_black(&plain, 120, 80, "bands", channels, NULL), ==, 0);
    double ones[4] = {1, 1, 1, 1};
    g_assert_cmpint(vips_linear(plain, &filled, ones, (double *)values, channels, NULL), ==, 0);
    g_assert_cmpint(vips_cast(filled, &image, VIPS_FORMAT_UCHAR, NULL), ==, 0);
    image->Type = channels == 4 ? VIPS_INTERPRETATION_CMYK : VIPS_INTERPRETATION_B_W;
    g_assert_cmpint(vips_jpegsave_buffer(image, &data, &size, "Q", 90, NULL), ==, 0);
    g_object_unref(plain);
    g_object_unref(filled);
    g_object_unref(image);
    return g_bytes_new_take(data, size);
}

static void
paint_jpeg(cairo_t *cr, int channels, double x, double y)
{
    GBytes *jpeg = make_jpeg(channels);
    gsize size;
    const unsigned char *data = g_bytes_get_data(jpeg, &size);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, 120, 80);
    cairo_surface_set_mime_data(surface, CAIRO_MIME_TYPE_JPEG, data, size,
                                (cairo_destroy_func_t)g_bytes_unref, jpeg);
    cairo_save(cr);
    cairo_translate(cr, x, y);
    cairo_scale(cr, 72.0 / 200, 72.0 / 200); /* 200 ppi */
    cairo_set_source_surface(cr, surface, 0, 0);
    cairo_paint(cr);
    cairo_restore(cr);
    cairo_surface_destroy(surface);
}

static void
paint_usual(cairo_t *cr, BxKeys *keys)
{
    sample_set_ink(cr, keys, &ground);
    cairo_rectangle(cr, -SAMPLE_BLEED, -SAMPLE_BLEED, SAMPLE_WIDTH + 2 * SAMPLE_BLEED, 60);
    cairo_fill(cr);
    sample_set_ink(cr, keys, &white);
    sample_text(cr, "白字反白", "Noto Sans CJK SC Bold 18", 20, 15);
    sample_set_ink(cr, keys, &red);
    sample_text(cr, "红题一条", "Noto Serif CJK SC Bold 30", 20, 60);
    sample_set_ink(cr, keys, &spot);
    sample_text(cr, "专色", "Noto Serif CJK SC 24", 180, 60);
    sample_set_ink(cr, keys, &half_spot);
    cairo_rectangle(cr, 180, 110, 60, 20);
    cairo_fill(cr);
    sample_set_ink(cr, keys, &black);
    sample_text(cr, "今年以来，全省开发区认真贯彻。2024 (rg)", "Noto Serif CJK SC 9.5", 20, 140);
    cairo_set_line_width(cr, 0.5);
    cairo_move_to(cr, 20, 170);
    cairo_line_to(cr, 280, 170);
    cairo_stroke(cr);
    paint_jpeg(cr, 1, 20, 200);
    paint_jpeg(cr, 4, 120, 200);
}

static BxPage *
make_page(int number)
{
    BxPage *page = g_new0(BxPage, 1);
    page->number = number;
    page->label = g_strdup(number % 2 ? "要闻" : NULL);
    page->width = SAMPLE_WIDTH;
    page->height = SAMPLE_HEIGHT;
    page->bleed = SAMPLE_BLEED;
    page->outline = g_ptr_array_new();
    page->beads = g_array_new(FALSE, FALSE, sizeof(BxBead));
    BxOutlineEntry *entry = g_new0(BxOutlineEntry, 1);
    *entry = (BxOutlineEntry){g_strdup_printf("红题一条（%d）", number), 20, 60, number - 1};
    g_ptr_array_add(page->outline, entry);
    BxBead here = {number - 1, {20, 60, 100, 100}}, jump = {0, {150, 60, 100, 100}};
    g_array_append_val(page->beads, here);
    g_array_append_val(page->beads, jump);
    return page;
}

static void
free_page(void *data)
{
    BxPage *page = data;
    BxOutlineEntry *entry = g_ptr_array_index(page->outline, 0);
    g_free(entry->title);
    g_free(entry);
    g_ptr_array_unref(page->outline);
    g_array_unref(page->beads);
    g_free(page->label);
    g_free(page);
}

static cairo_status_t
append_bytes(void *closure, const unsigned char *data, unsigned length)
{
    g_byte_array_append(closure, data, length);
    return CAIRO_STATUS_SUCCESS;
}

static void
paint_page(cairo_t *cr, const SampleOptions *options, BxKeys *keys, const BxPage *page)
{
    const BxInk registration = BX_INK_REGISTRATION;
    cairo_translate(cr, options->margin, options->margin);
    paint_usual(cr, keys);
    if (options->extra)
        options->extra(cr, keys);
    if (options->slug) {
        double x, y, width;
        bx_press_slug_place(page, &x, &y, &width);
        sample_set_ink(cr, keys, &registration);
        sample_text(cr, "Banxin 版心 slug", "Noto Sans CJK SC 5", x, y - 5.8);
    }
}

Sample *
sample_new(const SampleOptions *options)
{
    Sample *sample = g_new0(Sample, 1);
    sample->keys = bx_keys_new();
    sample->pages = g_ptr_array_new_with_free_func(free_page);
    GByteArray *out = g_byte_array_new();
    cairo_surface_t *surface = cairo_pdf_surface_create_for_stream(append_bytes, out, 1, 1);
    cairo_pdf_surface_restrict_to_version(surface, options->old_version ? CAIRO_PDF_VERSION_1_4
                                                                        : CAIRO_PDF_VERSION_1_5);
    for (int i = 0; i < options->n_pages; i++) {
        g_ptr_array_add(sample->pages, make_page(i + 1));
        cairo_pdf_surface_set_size(surface, SAMPLE_WIDTH + 2 * options->margin,
                                   SAMPLE_HEIGHT + 2 * options->margin);
        cairo_t *cr = cairo_create(surface);
        paint_page(cr, options, sample->keys, g_ptr_array_index(sample->pages, i));
        cairo_show_page(cr);
        cairo_destroy(cr);
    }
    cairo_surface_finish(surface);
    g_assert_cmpint(cairo_surface_status(surface), ==, CAIRO_STATUS_SUCCESS);
    cairo_surface_destroy(surface);
    sample->painted = g_byte_array_free_to_bytes(out);
    return sample;
}

void
sample_free(Sample *sample)
{
    g_bytes_unref(sample->painted);
    g_ptr_array_unref(sample->pages);
    bx_keys_free(sample->keys);
    g_free(sample);
}

BxPressSettings
sample_settings(BxPressStandard standard, double margin)
{
    static char *profile;
    if (!profile)
        profile = g_build_filename(g_getenv("G_TEST_SRCDIR"), "..", "layouts",
                                   "newsprint-cgats-tr002.icc", NULL);
    return (BxPressSettings){.standard = standard,
                             .title = SAMPLE_TITLE,
                             .date = SAMPLE_DATE,
                             .profile = profile,
                             .margin_pt = margin};
}
