/* SPDX-License-Identifier: Apache-2.0 */
/* Preflight: a table of rules, each a look at the finished file. */

#include "press/preflight.h"

#include "press/pdf.h"
#include "press/steps.h"
#include "press/survey.h"

#include <math.h>
#include <string.h>

#define PPI_LEAST 100 /* PP-10 */
#define PPI_MOST 305  /* 300, and what whole pixels round to */
#define BOX_NEARNESS 0.01

typedef struct {
    BxPdf *pdf;
    const BxPressSettings *settings;
    BxSurvey survey;
    BxPreflight *preflight;
} Looking;

/* ---- rules: NULL where the rule holds, else the fault, owned; `detail` may get what was found ---- */

static BxObj
root_key(const Looking *looking, const char *key)
{
    return bx_obj_key(looking->pdf, bx_pdf_root(looking->pdf), key);
}

static BxObj
info(const Looking *looking)
{
    return bx_obj_key(looking->pdf, bx_pdf_trailer(looking->pdf), "/Info");
}

static bool
info_is(const Looking *looking, const char *key, const char *wanted)
{
    g_autofree char *text = bx_obj_text(looking->pdf, bx_obj_key(looking->pdf, info(looking), key));
    return text && *text && (!wanted || strcmp(text, wanted) == 0);
}

static char *
xmp_of(const Looking *looking)
{
    BxObj metadata = root_key(looking, "/Metadata");
    g_autoptr(GBytes) bytes = metadata ? bx_obj_data(looking->pdf, metadata) : NULL;
    gsize size = 0;
    const char *data = bytes ? g_bytes_get_data(bytes, &size) : NULL;
    return g_strndup(data ? data : "", size);
}

static char *
check_standard(Looking *looking, char **detail)
{
    bool is_x4 = looking->settings->standard == BX_PRESS_X4;
    const char *wanted = is_x4 ? "1.6" : "1.4",
               *mark = bx_press_version_mark(looking->settings->standard);
    g_autofree char *xmp = xmp_of(looking);
    *detail = g_strdup_printf("PDF %s, %s", bx_pdf_version(looking->pdf), mark);
    if (strcmp(bx_pdf_version(looking->pdf), wanted) != 0)
        return g_strdup_printf("PDF %s, not %s", bx_pdf_version(looking->pdf), wanted);
    if (!strstr(xmp, mark) || (!is_x4 && !info_is(looking, "/GTS_PDFXVersion", mark)))
        return g_strdup_printf("the mark %s is missing", mark);
    return NULL;
}

static char *
check_intent(Looking *looking, char **detail)
{
    BxPdf *pdf = looking->pdf;
    BxObj intents = root_key(looking, "/OutputIntents");
    if (!intents || bx_obj_count(pdf, intents) != 1)
        return g_strdup("not exactly one output intent");
    BxObj intent = bx_obj_item(pdf, intents, 0);
    BxObj profile = bx_obj_key(pdf, intent, "/DestOutputProfile");
    *detail = bx_obj_text(pdf, bx_obj_key(pdf, intent, "/OutputConditionIdentifier"));
    if (!bx_obj_is_name(pdf, bx_obj_key(pdf, intent, "/S"), "/GTS_PDFX") || !*detail)
        return g_strdup("the output intent is none of PDF/X");
    if (!profile || bx_obj_number(pdf, bx_obj_key(pdf, profile, "/N")) != 4)
        return g_strdup("the output intent has no CMYK profile");
    return NULL;
}

typedef struct {
    double left, bottom, right, top;
} Box;

static bool
read_box(BxPdf *pdf, BxObj page, const char *key, Box *box)
{
    BxObj array = bx_obj_key(pdf, page, key);
    if (!array || bx_obj_count(pdf, array) != 4)
        return false;
    double *const sides[] = {&box->left, &box->bottom, &box->right, &box->top};
    for (int i = 0; i < 4; i++)
        *sides[i] = bx_obj_number(pdf, bx_obj_item(pdf, array, i));
    return true;
}

static bool
is_inside(const Box *inner, const Box *outer)
{
    return inner->left >= outer->left - BOX_NEARNESS
           && inner->bottom >= outer->bottom - BOX_NEARNESS
           && inner->right <= outer->right + BOX_NEARNESS
           && inner->top <= outer->top + BOX_NEARNESS;
}

static char *
check_boxes(Looking *looking, char **detail)
{
    BxPdf *pdf = looking->pdf;
    for (int i = 0; i < bx_pdf_n_pages(pdf); i++) {
        BxObj page = bx_pdf_page(pdf, i);
        Box media, bleed, trim;
        if (!read_box(pdf, page, "/MediaBox", &media) || !read_box(pdf, page, "/BleedBox", &bleed)
            || !read_box(pdf, page, "/TrimBox", &trim))
            return g_strdup_printf("page %d lacks a MediaBox, BleedBox or TrimBox", i + 1);
        if (!is_inside(&bleed, &media) || !is_inside(&trim, &bleed))
            return g_strdup_printf("the boxes of page %d are not inside each other", i + 1);
        if (bx_obj_has(pdf, page, "/ArtBox"))
            return g_strdup_printf("page %d has an ArtBox beside its TrimBox", i + 1);
        if (i == 0)
            *detail = g_strdup_printf("%d pages, trim %.0f × %.0f mm", bx_pdf_n_pages(pdf),
                                      (trim.right - trim.left) * 25.4 / 72,
                                      (trim.top - trim.bottom) * 25.4 / 72);
    }
    return NULL;
}

static char *
check_info(Looking *looking, char **detail)
{
    (void)detail;
    static const char *const keys[] = {"/Title", "/CreationDate", "/ModDate", "/Producer"};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        if (!info_is(looking, keys[i], NULL))
            return g_strdup_printf("Info has no %s", keys[i]);
    if (!bx_obj_is_name(looking->pdf, bx_obj_key(looking->pdf, info(looking), "/Trapped"),
                        "/False"))
        return g_strdup("Info does not say that nothing is trapped");
    if (!bx_obj_key(looking->pdf, bx_pdf_trailer(looking->pdf), "/ID"))
        return g_strdup("the file has no ID");
    return NULL;
}

static bool
has_font_file(BxPdf *pdf, BxObj descriptor)
{
    return bx_obj_has(pdf, descriptor, "/FontFile") || bx_obj_has(pdf, descriptor, "/FontFile2")
           || bx_obj_has(pdf, descriptor, "/FontFile3");
}

static char *
fault_of_font(Looking *looking, BxObj font)
{
    BxPdf *pdf = looking->pdf;
    g_autofree char *name = bx_obj_name(pdf, bx_obj_key(pdf, font, "/BaseFont"));
    BxObj below = bx_obj_key(pdf, font, "/DescendantFonts");
    BxObj real = below ? bx_obj_item(pdf, below, 0) : font;
    BxObj descriptor = bx_obj_key(pdf, real, "/FontDescriptor");
    const char *plain = name && strlen(name) > 8 && name[7] == '+' ? name + 8 : NULL;
    if (bx_obj_is_name(pdf, bx_obj_key(pdf, font, "/Subtype"), "/Type3"))
        return g_strdup("a Type 3 font");
    if (!descriptor || !has_font_file(pdf, descriptor))
        return g_strdup_printf("font %s is not embedded", name ? name : "without a name");
    if (!plain)
        return g_strdup_printf("font %s is not embedded as a subset", name ? name : "");
    if (!bx_obj_has(pdf, font, "/ToUnicode"))
        return g_strdup_printf("font %s does not say its characters", plain);
    if (!g_ptr_array_find_with_equal_func(looking->preflight->fonts, plain, g_str_equal, NULL))
        g_ptr_array_add(looking->preflight->fonts, g_strdup(plain));
    return NULL;
}

static char *
check_fonts(Looking *looking, char **detail)
{
    BxPdf *pdf = looking->pdf;
    for (int id = 1; id <= bx_pdf_max_id(pdf); id++) {
        BxObj object = bx_pdf_object(pdf, id);
        bool is_font = bx_obj_kind(pdf, object) == BX_OBJ_DICT
                       && bx_obj_is_name(pdf, bx_obj_key(pdf, object, "/Type"), "/Font")
                       && !bx_obj_has(pdf, object, "/CIDSystemInfo");
        char *fault = is_font ? fault_of_font(looking, object) : NULL;
        if (fault)
            return fault;
    }
    *detail = g_strdup_printf("%u faces", looking->preflight->fonts->len);
    return NULL;
}

static char *
check_black(Looking *looking, char **detail)
{
    const BxSurvey *survey = &looking->survey;
    *detail = g_strdup_printf("%d of %d texts in black alone", survey->n_black, survey->n_text);
    return g_strdup(survey->knocked ? survey->knocked : survey->white);
}

static char *
check_rgb(Looking *looking, char **detail)
{
    (void)detail;
    BxPdf *pdf = looking->pdf;
    for (int i = 0; i < bx_pdf_n_pages(pdf); i++) {
        BxObj group = bx_obj_key(pdf, bx_pdf_page(pdf, i), "/Group");
        if (group && bx_obj_is_name(pdf, bx_obj_key(pdf, group, "/CS"), "/DeviceRGB"))
            return g_strdup_printf("page %d blends in RGB", i + 1);
    }
    return g_strdup(looking->survey.rgb);
}

static char *
check_inks(Looking *looking, char **detail)
{
    double limit = looking->settings->ink_limit > 0 ? looking->settings->ink_limit : BX_INK_LIMIT;
    *detail =
        g_strdup_printf("at most %.0f %% in type, rules and grounds", looking->survey.ink_max);
    if (looking->survey.ink_max > limit + 0.5)
        return g_strdup_printf("%.0f %% of ink, over %.0f %%", looking->survey.ink_max, limit);
    return NULL;
}

static char *
check_pictures(Looking *looking, char **detail)
{
    const GArray *pictures = looking->survey.pictures;
    double least = INFINITY;
    for (guint i = 0; pictures && i < pictures->len; i++) {
        const BxPreflightPicture *picture = &g_array_index(pictures, BxPreflightPicture, i);
        least = MIN(least, picture->ppi);
        if (picture->ppi < PPI_LEAST || picture->ppi > PPI_MOST)
            return g_strdup_printf("a picture of %.0f ppi on page %d", picture->ppi,
                                   picture->page + 1);
        g_array_append_val(looking->preflight->pictures, *picture);
    }
    if (isfinite(least))
        *detail = g_strdup_printf("%u pictures, %.0f ppi and more", pictures->len, least);
    return NULL;
}

static char *
check_small(Looking *looking, char **detail)
{
    (void)detail;
    return g_strdup(looking->survey.small ? looking->survey.small : looking->survey.hairline);
}

static char *
check_active(Looking *looking, char **detail)
{
    (void)detail;
    BxPdf *pdf = looking->pdf;
    static const char *const keys[] = {"/OpenAction", "/AA", "/AcroForm", "/Collection"};
    if (bx_pdf_is_encrypted(pdf))
        return g_strdup("the file is encrypted");
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        if (bx_obj_has(pdf, bx_pdf_root(pdf), keys[i]))
            return g_strdup_printf("the file has %s", keys[i]);
    BxObj names = root_key(looking, "/Names");
    if (names
        && (bx_obj_has(pdf, names, "/JavaScript") || bx_obj_has(pdf, names, "/EmbeddedFiles")))
        return g_strdup("the file holds scripts or files");
    for (int i = 0; i < bx_pdf_n_pages(pdf); i++)
        if (bx_obj_has(pdf, bx_pdf_page(pdf, i), "/Annots")
            || bx_obj_has(pdf, bx_pdf_page(pdf, i), "/AA"))
            return g_strdup_printf("page %d has annotations or actions", i + 1);
    return NULL;
}

static char *
check_streams(Looking *looking, char **detail)
{
    (void)detail;
    return g_strdup(looking->survey.broken);
}

/* clang-format off */
static const struct {
    const char *rule, *name;
    char *(*check)(Looking *looking, char **detail);
} rules[] = {
    {"PP-1",  "standard",         check_standard}, {"PP-2",  "output intent",    check_intent},
    {"PP-3",  "boxes",            check_boxes},    {"PP-4",  "info and ID",      check_info},
    {"PP-5",  "fonts",            check_fonts},    {"PP-6",  "black, overprint", check_black},
    {"PP-8",  "no RGB",           check_rgb},      {"PP-9",  "total ink",        check_inks},
    {"PP-10", "pictures",         check_pictures}, {"PP-11", "small type, rules", check_small},
    {"PP-12", "nothing active",   check_active},   {"PP-18", "content readable", check_streams},
};
/* clang-format on */

static void
verdict_clear(void *data)
{
    BxVerdict *verdict = data;
    g_free(verdict->fault);
    g_free(verdict->detail);
}

static BxPreflight *
preflight_new(void)
{
    BxPreflight *preflight = g_new0(BxPreflight, 1);
    preflight->verdicts = g_array_new(FALSE, FALSE, sizeof(BxVerdict));
    g_array_set_clear_func(preflight->verdicts, verdict_clear);
    preflight->pictures = g_array_new(FALSE, FALSE, sizeof(BxPreflightPicture));
    preflight->fonts = g_ptr_array_new_with_free_func(g_free);
    return preflight;
}

BxPreflight *
bx_preflight_new(GBytes *bytes, const BxPressSettings *settings, BxDiags *diags, GError **error)
{
    g_autoptr(BxPdf) pdf = bx_pdf_read(bytes, error);
    if (!pdf)
        return NULL;
    g_autoptr(BxPreflight) preflight = preflight_new();
    Looking looking = {.pdf = pdf, .settings = settings, .preflight = preflight};
    for (int i = 0; i < bx_pdf_n_pages(pdf); i++)
        bx_survey_page(pdf, i, &looking.survey);
    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++) {
        BxVerdict verdict = {.rule = rules[i].rule, .name = rules[i].name};
        verdict.fault = rules[i].check(&looking, &verdict.detail);
        if (verdict.fault)
            bx_diag(diags, BX_DIAG_PRESS_RULE, BX_NO_POS, "%s (%s): %s", verdict.rule, verdict.name,
                    verdict.fault);
        g_array_append_val(preflight->verdicts, verdict);
    }
    bx_survey_clear(&looking.survey);
    return bx_pdf_check(pdf, error) ? g_steal_pointer(&preflight) : NULL;
}

void
bx_preflight_free(BxPreflight *preflight)
{
    if (!preflight)
        return;
    g_array_free(preflight->verdicts, TRUE);
    g_array_free(preflight->pictures, TRUE);
    g_ptr_array_unref(preflight->fonts);
    g_free(preflight);
}

char *
bx_preflight_text(const BxPreflight *preflight)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < preflight->verdicts->len; i++) {
        const BxVerdict *verdict = &g_array_index(preflight->verdicts, BxVerdict, i);
        const char *words = verdict->fault ? verdict->fault : verdict->detail;
        g_string_append_printf(out, "%-6s %-18s %-5s %s\n", verdict->rule, verdict->name,
                               verdict->fault ? "FAULT" : "holds", words ? words : "");
    }
    return g_string_free(out, FALSE);
}
