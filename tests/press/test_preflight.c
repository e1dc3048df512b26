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
break_mark(BxPdf *pdf)
{
    bx_obj_remove(pdf, bx_pdf_root(pdf), "/Metadata");
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
break_nothing(BxPdf *pdf)
{
    add_content(pdf, "0 0 0 .5 k 9 9 9 9 re f % 1 0 0 rg");
}

/* clang-format off */
static const struct {
    const char *rule; /* NULL: all hold */
    void (*break_it)(BxPdf *pdf);
} cases[] = {
    {NULL, break_nothing}, {"PP-1", break_mark}, {"PP-2", break_intent}, {"PP-3", break_trim}, {"PP-3", break_art},
    {"PP-3", break_bleed}, {"PP-4", break_trapped}, {"PP-4", break_title}, {"PP-5", break_type3},
    {"PP-5", break_unicode}, {"PP-8", break_rgb}, {"PP-8", break_group}, {"PP-6", break_black},
    {"PP-9", break_total}, {"PP-11", break_small}, {"PP-11", break_small_by_matrix}, {"PP-11", break_hairline},
    {"PP-11", break_hairline_inks}, {"PP-12", break_action}, {"PP-12", break_annotation}, {"PP-18", break_stream},
};
/* clang-format on */

static int
check_case(GBytes *sound, size_t i)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(BxPdf) pdf = bx_pdf_read(sound, &error);
    cases[i].break_it(pdf);
    g_autoptr(GBytes) broken = bx_pdf_write(pdf, "1.6", true, &error);
    g_assert_no_error(error);
    const BxPressSettings settings = {.standard = BX_PRESS_X4};
    g_autoptr(BxDiags) diags = bx_diags_new();
    g_autoptr(BxPreflight) preflight = bx_preflight_new(broken, &settings, diags, &error);
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
