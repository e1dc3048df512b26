/* SPDX-License-Identifier: Apache-2.0 */
/* Faces cut down to the glyphs of the pages draw what whole ones draw, and make a smaller file. */

#include "issue_of.h"
#include "paint/paint.h"
#include "paint/plates.h"

static Made *
made_of_all_kinds(void)
{
    return made_new("base: sikai-4x17\nslots:\n  a: {cols: [1, 2], rows: [1, 16], head: news}\n"
                    "  b: {cols: [3, 1], rows: [1, 30], head: brief}\n",
                    (const char *const[]){"---\nheadline: 溪水 AVATAR 2026\n---\n"
                                          "甲乙丙，**fi** fl é ё—Ω 2026年！{溪}(xī)水……\n",
                                          "一二三——𠮷𪚥。\n"},
                    2);
}

static GBytes *
pdf_of(const Made *made, const BxFaces *faces)
{
    g_autoptr(BxKeys) keys = bx_keys_new();
    const BxPainting painting = {
        .keys = keys, .faces = faces, .title = "t", .date = "1970-01-01T00:00:00Z"};
    GError *error = NULL;
    GBytes *pdf = bx_paint_pdf(made->pages, NULL, &painting, &error);
    g_assert_no_error(error);
    return pdf;
}

/* Black is counted from the outlines of cut faces, else drawn. */
static void
test_same_ink(void)
{
    Made *made = made_of_all_kinds();
    const BxPage *page = g_ptr_array_index(made->pages, 0);
    g_autoptr(BxFaces) faces = bx_faces_new(made->pages);
    g_autoptr(BxPlates) cut = bx_plates_new(page, NULL, faces);
    g_autoptr(BxPlates) whole = bx_plates_new(page, NULL, NULL);
    for (guint i = 0; i < whole->plates->len; i++)
        g_assert_cmpfloat_with_epsilon(g_array_index(cut->plates, BxPlate, i).coverage,
                                       g_array_index(whole->plates, BxPlate, i).coverage, 0.005);
    g_assert_cmpfloat(g_array_index(whole->plates, BxPlate, 3).coverage, >, 0.04);
    made_free(made);
}

static void
test_smaller_file(void)
{
    Made *made = made_of_all_kinds();
    g_autoptr(BxFaces) faces = bx_faces_new(made->pages);
    g_autoptr(GBytes) cut = pdf_of(made, faces);
    g_autoptr(GBytes) again = pdf_of(made, faces);
    g_autoptr(GBytes) whole = pdf_of(made, NULL);
    g_assert_true(g_bytes_equal(cut, again));
    g_assert_cmpuint(g_bytes_get_size(cut) * 2, <, g_bytes_get_size(whole));
    made_free(made);
}

/* Every run of the pages has its face, cut; the first glyph of a file stays the first. */
static void
test_lookup(void)
{
    Made *made = made_of_all_kinds();
    const BxPage *page = g_ptr_array_index(made->pages, 0);
    g_autoptr(BxFaces) faces = bx_faces_new(made->pages);
    guint n_runs = 0;
    for (guint i = 0; i < page->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
        if (placed->kind != BX_PLACED_TEXT)
            continue;
        for (guint k = 0; k < placed->text.line->runs->len; k++, n_runs++) {
            PangoFont *font = g_array_index(placed->text.line->runs, BxRun, k).font;
            BxCutFace cut = bx_faces_lookup(faces, font), whole = bx_face_as_it_is(font);
            g_assert_nonnull(cut.numbers);
            g_assert_null(whole.numbers);
            g_assert_true(cut.face != whole.face);
            g_assert_cmpuint(bx_face_glyph(&cut, 0), ==, 0);
            g_assert_cmpuint(bx_face_glyph(&whole, 4321), ==, 4321);
        }
    }
    g_assert_cmpuint(n_runs, >, 5);
    made_free(made);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/faces/same ink", test_same_ink);
    g_test_add_func("/faces/smaller file", test_smaller_file);
    g_test_add_func("/faces/lookup", test_lookup);
    return g_test_run();
}
