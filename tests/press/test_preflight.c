/* SPDX-License-Identifier: Apache-2.0 */
/* Every rule of preflight can fail: a sound file is broken in one place at a time, and the rule that
 * guards it must say so, and no other. usage: test_preflight FILE.pdf (PDF/X-4, as banxin wrote it) */

#include "press/pdf.h"
#include "press/preflight.h"

#include <string.h>

static BxObj
info(BxPdf *pdf)
{
    return bx_obj_key(pdf, bx_pdf_trailer(pdf), "/Info");
}

static void
add_content(BxPdf *pdf, const char *words)
{
    BxObj page = bx_pdf_page(pdf, 0);
    g_autoptr(GBytes) old = bx_obj_page_content(pdf, page);
    gsize size;
    const char *data = g_bytes_get_data(old, &size);
    g_autofree char *whole = g_strdup_printf("q\n%.*s\nQ\n%s\n", (int)size, data, words);
    bx_obj_set(pdf, page, "/Contents", bx_pdf_new_stream(pdf, whole, strlen(whole)));
}

static BxObj
first_font(BxPdf *pdf)
{
    BxObj fonts = bx_obj_key(pdf, bx_obj_key(pdf, bx_pdf_page(pdf, 0), "/Resources"), "/Font");
    g_auto(GStrv) keys = bx_obj_keys(pdf, fonts);
    return bx_obj_key(pdf, fonts, keys[0]);
}

static void
break_intent(BxPdf *pdf)
{
    bx_obj_remove(pdf, bx_pdf_root(pdf), "/OutputIntents");
}
static void
break_trim(BxPdf *pdf)
{
    bx_obj_remove(pdf, bx_pdf_page(pdf, 0), "/TrimBox");
}
static void
break_art(BxPdf *pdf)
{
    bx_obj_set(pdf, bx_pdf_page(pdf, 0), "/ArtBox", bx_pdf_new_rect(pdf, 9, 9, 99, 99));
}
static void
break_bleed(BxPdf *pdf)
{
    bx_obj_set(pdf, bx_pdf_page(pdf, 0), "/BleedBox", bx_pdf_new_rect(pdf, 300, 300, 400, 400));
}
static void
break_trapped(BxPdf *pdf)
{
    bx_obj_remove(pdf, info(pdf), "/Trapped");
}
static void
break_title(BxPdf *pdf)
{
    bx_obj_remove(pdf, info(pdf), "/Title");
}
static void
break_type3(BxPdf *pdf)
{
    bx_obj_set(pdf, first_font(pdf), "/Subtype", bx_pdf_new_name(pdf, "/Type3"));
}
static void
break_unicode(BxPdf *pdf)
{
    bx_obj_remove(pdf, first_font(pdf), "/ToUnicode");
}
static void
break_rgb(BxPdf *pdf)
{
    add_content(pdf, "1 0 0 rg 9 9 9 9 re f");
}
static void
break_group(BxPdf *pdf)
{
    bx_obj_set(pdf, bx_pdf_page(pdf, 0), "/Group",
               bx_pdf_parse(pdf, "<< /S /Transparency /CS /DeviceRGB >>"));
}
static void
break_black(BxPdf *pdf)
{
    add_content(pdf, "0 0 0 1 k BT /F 20 Tf (x) Tj ET");
}
static void
break_total(BxPdf *pdf)
{
    add_content(pdf, "1 1 1 0 k 9 9 9 9 re f");
}
static void
break_small(BxPdf *pdf)
{
    add_content(pdf, "1 1 0 0 k BT /F 11 Tf (x) Tj ET");
}
static void
break_small_by_matrix(BxPdf *pdf)
{
    add_content(pdf, "q .5 0 0 .5 0 0 cm 1 1 0 0 k BT /F 1 Tf 20 0 0 20 5 5 Tm (x) Tj ET Q");
}
static void
break_hairline(BxPdf *pdf)
{
    add_content(pdf, "1 0 0 0 K .1 w 0 0 m 9 9 l S");
}
static void
break_hairline_inks(BxPdf *pdf)
{
    add_content(pdf, "1 1 0 0 K .4 w 0 0 m 9 9 l S");
}
static void
break_action(BxPdf *pdf)
{
    bx_obj_set(pdf, bx_pdf_root(pdf), "/OpenAction", bx_pdf_parse(pdf, "<< /S /JavaScript >>"));
}
static void
break_annotation(BxPdf *pdf)
{
    bx_obj_set(pdf, bx_pdf_page(pdf, 0), "/Annots", bx_pdf_parse(pdf, "[ ]"));
}
static void
break_stream(BxPdf *pdf)
{
    add_content(pdf, "(never closed");
}
static void
break_profile(BxPdf *pdf)
{
    BxObj intent = bx_obj_item(pdf, bx_obj_key(pdf, bx_pdf_root(pdf), "/OutputIntents"), 0);
    BxObj profile = bx_obj_key(pdf, intent, "/DestOutputProfile");
    g_autoptr(GBytes) bytes = bx_obj_data(pdf, profile);
    gsize size;
    g_autofree char *data = g_memdup2(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    size = g_bytes_get_size(bytes);
    data[13] ^= 1; /* class “psrr” */
    bx_obj_set_data(pdf, profile, data, size);
}
/* The XMP with one word in the place of another of the same length. */
static void
change_xmp(BxPdf *pdf, const char *from, const char *to)
{
    BxObj metadata = bx_obj_key(pdf, bx_pdf_root(pdf), "/Metadata");
    g_autoptr(GBytes) bytes = bx_obj_data(pdf, metadata);
    g_autoptr(GString) xmp =
        g_string_new_len(g_bytes_get_data(bytes, NULL), (gssize)g_bytes_get_size(bytes));
    g_assert_cmpuint(g_string_replace(xmp, from, to, 1), ==, 1);
    bx_obj_set_data(pdf, metadata, xmp->str, xmp->len);
}
static void
break_mark(BxPdf *pdf)
{
    change_xmp(pdf, "PDF/X-4", "PDF/X-9");
}
static void
break_xmp_title(BxPdf *pdf)
{
    change_xmp(pdf, "x-default\">", "x-default\">another ");
    g_autofree char *title = bx_obj_text(pdf, bx_obj_key(pdf, info(pdf), "/Title"));
    change_xmp(pdf, title, "title");
}
static void
break_xmp_date(BxPdf *pdf)
{
    change_xmp(pdf, "<xmp:ModifyDate>2", "<xmp:ModifyDate>1");
}
static void
break_space(BxPdf *pdf)
{
    BxObj resources = bx_obj_key(pdf, bx_pdf_page(pdf, 0), "/Resources");
    bx_obj_set(pdf, bx_obj_key_dict(pdf, resources, "/ColorSpace"), "/Cs1",
               bx_pdf_parse(pdf, "[ /Indexed /DeviceRGB 1 <000000FFFFFF> ]"));
}
static void
add_spot(BxPdf *pdf, const char *space)
{
    BxObj resources = bx_obj_key(pdf, bx_pdf_page(pdf, 0), "/Resources");
    bx_obj_set(pdf, bx_obj_key_dict(pdf, resources, "/ColorSpace"), "/CsX",
               bx_pdf_parse(pdf, "%s", space));
}
#define TINT "<< /FunctionType 2 /Domain [0 1] /N 1 /C0 [0 0 0 0] /C1 [0 1 1 0] >>"
static void
break_alternate(BxPdf *pdf)
{
    add_spot(pdf, "[ /Separation /House /DeviceGray << /FunctionType 2 /Domain [0 1] /N 1 >> ]");
    add_content(pdf, "/BxO0 gs /CsX cs 1 scn 9 9 9 9 re f");
}
static void
break_registration(BxPdf *pdf)
{
    add_spot(pdf, "[ /Separation /All /DeviceCMYK " TINT " ]");
    add_content(pdf, "/BxO0 gs /CsX CS 1 SCN 300 300 m 320 300 l S");
}
/* … and not where it is outside the bleed: the sheet of this file ends there. */
static void
mark_outside(BxPdf *pdf)
{
    add_spot(pdf, "[ /Separation /All /DeviceCMYK " TINT " ]");
    add_content(pdf, "/BxO0 gs /CsX CS 1 SCN 300 -20 m 320 -20 l S");
}
static void
break_reversed_type(BxPdf *pdf)
{
    add_content(pdf, "/BxO0 gs 0 0 0 0 k BT /F 6.5 Tf (x) Tj ET");
}
static void
break_reversed_stroke(BxPdf *pdf)
{
    add_content(pdf, "/BxO0 gs 0 0 0 0 K .4 w 0 0 m 9 9 l S");
}
static void
break_language(BxPdf *pdf)
{
    bx_obj_remove(pdf, bx_pdf_root(pdf), "/Lang");
}
static void
break_thread(BxPdf *pdf)
{
    BxObj thread = bx_obj_item(pdf, bx_obj_key(pdf, bx_pdf_root(pdf), "/Threads"), 0);
    bx_obj_remove(pdf, bx_obj_key(pdf, thread, "/F"), "/N");
}
static void
break_nothing(BxPdf *pdf)
{
    add_content(pdf, "0 0 0 .5 k 9 9 9 9 re f % 1 0 0 rg");
}

#define X4 .standard = BX_PRESS_X4

/* clang-format off */
static const struct {
    const char *rule; /* NULL: all hold */
    void (*break_it)(BxPdf *pdf);
    BxPressSettings settings;
    double ink_max; /* %, on the plates that go with the file; 0: none do */
} cases[] = {
    {NULL, break_nothing, {X4}, 0}, {NULL, break_nothing, {X4}, 240}, {NULL, break_nothing, {X4, .ink_limit = 300}, 299},
    {"PP-1", break_mark, {X4}, 0}, {"PP-2", break_intent, {X4}, 0}, {"PP-2", break_profile, {X4}, 0},
    {"PP-2", break_nothing, {X4, .profile = "/dev/null"}, 0},
    {"PP-3", break_trim, {X4}, 0}, {"PP-3", break_art, {X4}, 0}, {"PP-3", break_bleed, {X4}, 0},
    {"PP-4", break_trapped, {X4}, 0}, {"PP-4", break_title, {X4}, 0}, {"PP-4", break_xmp_title, {X4}, 0},
    {"PP-4", break_xmp_date, {X4}, 0}, {"PP-5", break_type3, {X4}, 0}, {"PP-5", break_unicode, {X4}, 0},
    {"PP-6", break_black, {X4}, 0}, {"PP-7", break_alternate, {X4}, 0},
    {"PP-8", break_rgb, {X4}, 0}, {"PP-8", break_group, {X4}, 0}, {"PP-8", break_space, {X4}, 0},
    {"PP-9", break_total, {X4}, 0}, {"PP-9", break_nothing, {X4}, 242}, {"PP-9", break_nothing, {X4, .ink_limit = 200}, 0},
    {"PP-11", break_small, {X4}, 0}, {"PP-11", break_small_by_matrix, {X4}, 0}, {"PP-11", break_reversed_type, {X4}, 0},
    {"PP-11", break_hairline, {X4}, 0}, {"PP-11", break_hairline_inks, {X4}, 0}, {"PP-11", break_reversed_stroke, {X4}, 0},
    {"PP-12", break_action, {X4}, 0}, {"PP-12", break_annotation, {X4}, 0},
    {"PP-13", break_registration, {X4, .marks = true}, 0}, {"PP-13", break_nothing, {X4, .marks = true}, 0},
    {"PP-13", mark_outside, {X4}, 0}, {NULL, mark_outside, {X4, .marks = true}, 0},
    {"PP-14", break_language, {X4}, 0}, {"PP-14", break_thread, {X4}, 0},
    {"PP-15", break_nothing, {X4, .date = "1999-01-01T00:00:00Z"}, 0}, {"PP-17", break_nothing, {X4, .impose = true}, 0},
    {"PP-18", break_stream, {X4}, 0},
};
/* clang-format on */

static GPtrArray *
plates_with(double ink_max)
{
    GPtrArray *plates = g_ptr_array_new_with_free_func((GDestroyNotify)bx_plates_free);
    BxPlates *page = g_new0(BxPlates, 1);
    page->page = 1;
    page->plates = g_array_new(FALSE, FALSE, sizeof(BxPlate));
    page->ink_max = ink_max;
    g_ptr_array_add(plates, page);
    return plates;
}

static int
check_case(GBytes *sound, size_t i)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(BxPdf) pdf = bx_pdf_read(sound, &error);
    cases[i].break_it(pdf);
    g_autoptr(GBytes) broken = bx_pdf_write(pdf, "1.6", true, &error);
    g_assert_no_error(error);
    g_autoptr(BxDiags) diags = bx_diags_new();
    g_autoptr(GPtrArray) plates = plates_with(cases[i].ink_max);
    g_autoptr(BxPreflight) preflight = bx_preflight_new(
        broken, &cases[i].settings, cases[i].ink_max > 0 ? plates : NULL, diags, &error);
    g_assert_no_error(error);
    int n_wrong = 0;
    for (guint k = 0; k < preflight->verdicts->len; k++) {
        const BxVerdict *verdict = &g_array_index(preflight->verdicts, BxVerdict, k);
        bool wanted = g_strcmp0(cases[i].rule, verdict->rule) == 0;
        if (wanted != (verdict->fault != NULL)) {
            n_wrong++;
            g_print("case %zu: %s %s: %s\n", i, verdict->rule, verdict->name,
                    verdict->fault ? verdict->fault : "holds");
        }
    }
    g_assert_cmpint(bx_diags_count(diags), ==, (cases[i].rule != NULL) + n_wrong);
    g_autofree char *text = bx_preflight_text(preflight);
    g_assert_nonnull(strstr(text, cases[i].rule ? "FAULT" : "PP-18"));
    return n_wrong;
}

int
main(int argc, char **argv)
{
    char *data = NULL;
    gsize size = 0;
    if (argc != 2 || !g_file_get_contents(argv[1], &data, &size, NULL))
        return 2;
    g_autoptr(GBytes) sound = g_bytes_new_take(data, size);
    int n_wrong = 0;
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
        n_wrong += check_case(sound, i);
    g_print("%zu broken files, %d verdicts wrong\n", G_N_ELEMENTS(cases), n_wrong);
    return n_wrong > 0;
}
