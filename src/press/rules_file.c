/* SPDX-License-Identifier: Apache-2.0 */
/* Rules of the file: standard, output intent, boxes, Info and XMP, fonts, what must not be in it, the
 * ways through it. */

#include "press/rules.h"

#include "base/say.h"
#include "base/units.h"
#include "press/steps.h"

#include <lcms2.h>
#include <math.h>
#include <string.h>

#define BOX_NEARNESS 0.01

static BxObj
root_key(const BxLooking *looking, const char *key)
{
    return bx_obj_key(looking->pdf, bx_pdf_root(looking->pdf), key);
}

static BxObj
info(const BxLooking *looking)
{
    return bx_obj_key(looking->pdf, bx_pdf_trailer(looking->pdf), "/Info");
}

static char *
info_text(const BxLooking *looking, const char *key)
{
    return bx_obj_text(looking->pdf, bx_obj_key(looking->pdf, info(looking), key));
}

static char *
xmp_of(const BxLooking *looking)
{
    BxObj metadata = root_key(looking, "/Metadata");
    g_autoptr(GBytes) bytes = metadata ? bx_obj_data(looking->pdf, metadata) : NULL;
    gsize size = 0;
    const char *data = bytes ? g_bytes_get_data(bytes, &size) : NULL;
    return g_strndup(data ? data : "", size);
}

/* ---- PP-1, PP-2 ---- */

char *
bx_rule_standard(BxLooking *looking, char **detail)
{
    bool is_x4 = looking->settings->standard == BX_PRESS_X4;
    const char *wanted = is_x4 ? "1.6" : "1.4",
               *mark = bx_press_version_mark(looking->settings->standard);
    g_autofree char *xmp = xmp_of(looking), *own = info_text(looking, "/GTS_PDFXVersion");
    *detail = bx_say("PDF %s, %s", bx_pdf_version(looking->pdf), mark);
    if (strcmp(bx_pdf_version(looking->pdf), wanted) != 0)
        return bx_say("PDF %s, not %s", bx_pdf_version(looking->pdf), wanted);
    if (!strstr(xmp, mark) || (!is_x4 && g_strcmp0(own, mark) != 0))
        return bx_say("the mark %s is missing", mark);
    return NULL;
}

/* The profile in the file is one of a CMYK printer, and the one that is in use. */
static const char *
fault_of_profile(const BxLooking *looking, BxObj stream)
{
    g_autoptr(GBytes) bytes = bx_obj_data(looking->pdf, stream);
    gsize size = 0, used_size = 0;
    const void *data = bytes ? g_bytes_get_data(bytes, &size) : NULL;
    cmsHPROFILE profile =
        size > 0 && size < G_MAXUINT32 ? cmsOpenProfileFromMem(data, (cmsUInt32Number)size) : NULL;
    bool is_printer = profile && cmsGetDeviceClass(profile) == cmsSigOutputClass
                      && cmsGetColorSpace(profile) == cmsSigCmykData;
    if (profile)
        cmsCloseProfile(profile);
    if (!is_printer)
        return N_("the output intent has no profile of a CMYK printer");
    g_autofree char *used = NULL;
    if (looking->settings->profile
        && (!g_file_get_contents(looking->settings->profile, &used, &used_size, NULL)
            || used_size != size || memcmp(used, data, size) != 0))
        return N_("the output intent's profile is not the one in use");
    return NULL;
}

char *
bx_rule_intent(BxLooking *looking, char **detail)
{
    BxPdf *pdf = looking->pdf;
    BxObj intents = root_key(looking, "/OutputIntents");
    if (!intents || bx_obj_count(pdf, intents) != 1)
        return bx_say("not exactly one output intent");
    BxObj intent = bx_obj_item(pdf, intents, 0);
    BxObj profile = bx_obj_key(pdf, intent, "/DestOutputProfile");
    g_autofree char *description = bx_obj_text(pdf, bx_obj_key(pdf, intent, "/Info"));
    looking->preflight->condition =
        bx_obj_text(pdf, bx_obj_key(pdf, intent, "/OutputConditionIdentifier"));
    *detail = bx_say("%s, profile “%s”", looking->preflight->condition, description);
    if (!bx_obj_is_name(pdf, bx_obj_key(pdf, intent, "/S"), "/GTS_PDFX")
        || !looking->preflight->condition || !description)
        return bx_say("the output intent is none of PDF/X");
    if (!profile || bx_obj_number(pdf, bx_obj_key(pdf, profile, "/N")) != 4)
        return bx_say("the output intent has no CMYK profile");
    return g_strdup(bx_word(fault_of_profile(looking, profile)));
}

/* ---- PP-3, PP-17 ---- */

enum { LEFT, BOTTOM, RIGHT, TOP, N_SIDES };

bool
bx_looking_box(const BxLooking *looking, int page, const char *key, double *box)
{
    BxObj array = bx_obj_key(looking->pdf, bx_pdf_page(looking->pdf, page), key);
    if (!array || bx_obj_count(looking->pdf, array) != N_SIDES)
        return false;
    for (int i = 0; i < N_SIDES; i++)
        box[i] = bx_obj_number(looking->pdf, bx_obj_item(looking->pdf, array, i));
    return true;
}

static bool
is_inside(const double *inner, const double *outer)
{
    return inner[LEFT] >= outer[LEFT] - BOX_NEARNESS
           && inner[BOTTOM] >= outer[BOTTOM] - BOX_NEARNESS
           && inner[RIGHT] <= outer[RIGHT] + BOX_NEARNESS
           && inner[TOP] <= outer[TOP] + BOX_NEARNESS;
}

char *
bx_rule_boxes(BxLooking *looking, char **detail)
{
    int n = bx_pdf_n_pages(looking->pdf);
    for (int i = 0; i < n; i++) {
        double media[N_SIDES], bleed[N_SIDES], trim[N_SIDES];
        if (!bx_looking_box(looking, i, "/MediaBox", media)
            || !bx_looking_box(looking, i, "/BleedBox", bleed)
            || !bx_looking_box(looking, i, "/TrimBox", trim))
            return bx_say("page %d lacks a MediaBox, BleedBox or TrimBox", i + 1);
        if (!is_inside(bleed, media) || !is_inside(trim, bleed))
            return bx_say("the boxes of page %d are not inside each other", i + 1);
        if (bx_obj_has(looking->pdf, bx_pdf_page(looking->pdf, i), "/ArtBox"))
            return bx_say("page %d has an ArtBox beside its TrimBox", i + 1);
        if (i == 0)
            *detail = bx_say(n == 1 ? N_("%d page, trim %.0f × %.0f mm, bleed %.1f mm")
                                    : N_("%d pages, trim %.0f × %.0f mm, bleed %.1f mm"),
                             n, (trim[RIGHT] - trim[LEFT]) / BX_PT_PER_MM,
                             (trim[TOP] - trim[BOTTOM]) / BX_PT_PER_MM,
                             (trim[LEFT] - bleed[LEFT]) / BX_PT_PER_MM);
    }
    return NULL;
}

char *
bx_rule_imposed(BxLooking *looking, char **detail)
{
    const int n_sheets = 2;
    if (!looking->settings->impose) {
        *detail = bx_say("not asked for");
        return NULL;
    }
    int n = bx_pdf_n_pages(looking->pdf);
    *detail = bx_say("%d sheets of two pages", n);
    return n == n_sheets ? NULL : bx_say("%d sheets, not %d", n, n_sheets);
}

/* ---- PP-4, PP-15 ---- */

/* Digits alone: the form of dates differs between Info and XMP. */
static char *
digits_of(const char *text)
{
    GString *digits = g_string_new(NULL);
    for (; text && *text && *text != '<'; text++)
        if (g_ascii_isdigit(*text) && digits->len < strlen("YYYYMMDDhhmmss"))
            g_string_append_c(digits, *text);
    return g_string_free(digits, FALSE);
}

static bool
is_date_in_xmp(const BxLooking *looking, const char *key, const char *xmp, const char *element)
{
    g_autofree char *in_info = info_text(looking, key);
    const char *at = strstr(xmp, element);
    g_autofree char *one = digits_of(in_info);
    g_autofree char *other = digits_of(at ? at + strlen(element) : NULL);
    return *one && strcmp(one, other) == 0;
}

char *
bx_rule_info(BxLooking *looking, char **detail)
{
    static const char *const keys[] = {"/Title", "/CreationDate", "/ModDate", "/Producer"};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        g_autofree char *text = info_text(looking, keys[i]);
        if (!text || !*text)
            return bx_say("Info has no %s", keys[i]);
    }
    if (!bx_obj_is_name(looking->pdf, bx_obj_key(looking->pdf, info(looking), "/Trapped"),
                        "/False"))
        return bx_say("Info does not say that nothing is trapped");
    if (!bx_obj_key(looking->pdf, bx_pdf_trailer(looking->pdf), "/ID"))
        return bx_say("the file has no ID");
    g_autofree char *xmp = xmp_of(looking), *title = info_text(looking, "/Title");
    g_autofree char *escaped = bx_press_xml_text(title);
    g_autofree char *ended = g_strconcat(">", escaped, "<", NULL);
    const char *element = strstr(xmp, "<dc:title>"),
               *found = element ? strstr(element, ended) : NULL;
    const char *end = element ? strstr(element, "</dc:title>") : NULL;
    if (!found || !end || found > end)
        return bx_say("XMP has another title than Info");
    if (!is_date_in_xmp(looking, "/CreationDate", xmp, "<xmp:CreateDate>")
        || !is_date_in_xmp(looking, "/ModDate", xmp, "<xmp:ModifyDate>"))
        return bx_say("XMP has other dates than Info");
    *detail = g_strdup(title);
    return NULL;
}

char *
bx_rule_repeatable(BxLooking *looking, char **detail)
{
    g_autofree char *made = info_text(looking, "/CreationDate");
    g_autofree char *wanted =
        looking->settings->date ? bx_press_pdf_date(looking->settings->date) : NULL;
    *detail = bx_say("dated %s, ID from the content", made ? made : bx_word("nowhere"));
    if (wanted && g_strcmp0(made, wanted) != 0)
        return bx_say("the file is dated %s, not %s", made ? made : bx_word("nowhere"), wanted);
    return NULL;
}

/* ---- PP-5 ---- */

static bool
has_font_file(BxPdf *pdf, BxObj descriptor)
{
    return bx_obj_has(pdf, descriptor, "/FontFile") || bx_obj_has(pdf, descriptor, "/FontFile2")
           || bx_obj_has(pdf, descriptor, "/FontFile3");
}

static char *
fault_of_font(BxLooking *looking, BxObj font)
{
    BxPdf *pdf = looking->pdf;
    g_autofree char *name = bx_obj_name(pdf, bx_obj_key(pdf, font, "/BaseFont"));
    BxObj below = bx_obj_key(pdf, font, "/DescendantFonts");
    BxObj real = below ? bx_obj_item(pdf, below, 0) : font;
    BxObj descriptor = bx_obj_key(pdf, real, "/FontDescriptor");
    const char *plain = name && strlen(name) > 8 && name[7] == '+' ? name + 8 : NULL;
    if (bx_obj_is_name(pdf, bx_obj_key(pdf, font, "/Subtype"), "/Type3"))
        return bx_say("a Type 3 font");
    if (!descriptor || !has_font_file(pdf, descriptor))
        return bx_say("font %s is not embedded", name ? name : bx_word("without a name"));
    if (!plain)
        return bx_say("font %s is not embedded as a subset", name ? name : "");
    if (!bx_obj_has(pdf, font, "/ToUnicode"))
        return bx_say("font %s does not say its characters", plain);
    if (!g_ptr_array_find_with_equal_func(looking->preflight->fonts, plain, g_str_equal, NULL))
        g_ptr_array_add(looking->preflight->fonts, g_strdup(plain));
    return NULL;
}

char *
bx_rule_fonts(BxLooking *looking, char **detail)
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
    *detail = bx_say("%u faces, each a subset", looking->preflight->fonts->len);
    return NULL;
}

/* ---- PP-12, PP-14 ---- */

char *
bx_rule_active(BxLooking *looking, char **detail)
{
    (void)detail;
    BxPdf *pdf = looking->pdf;
    static const char *const keys[] = {"/OpenAction", "/AA", "/AcroForm", "/Collection"};
    if (bx_pdf_is_encrypted(pdf))
        return bx_say("the file is encrypted");
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        if (bx_obj_has(pdf, bx_pdf_root(pdf), keys[i]))
            return bx_say("the file has %s", keys[i]);
    BxObj names = root_key(looking, "/Names");
    if (names
        && (bx_obj_has(pdf, names, "/JavaScript") || bx_obj_has(pdf, names, "/EmbeddedFiles")))
        return bx_say("the file holds scripts or files");
    for (int i = 0; i < bx_pdf_n_pages(pdf); i++)
        if (bx_obj_has(pdf, bx_pdf_page(pdf, i), "/Annots")
            || bx_obj_has(pdf, bx_pdf_page(pdf, i), "/AA"))
            return bx_say("page %d has annotations or actions", i + 1);
    return NULL;
}

static int
count_beads(const BxLooking *looking, BxObj thread)
{
    const int most = 10000;
    BxPdf *pdf = looking->pdf;
    BxObj first = bx_obj_key(pdf, thread, "/F"), bead = first;
    int n = 0;
    do {
        bead = bx_obj_key(pdf, bead, "/N");
        n++;
    } while (bead && bx_obj_id(pdf, bead) != bx_obj_id(pdf, first) && n < most);
    return bead ? n : 0;
}

char *
bx_rule_navigation(BxLooking *looking, char **detail)
{
    static const char *const keys[] = {"/Lang", "/Outlines", "/PageLabels"};
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        if (!root_key(looking, keys[i]))
            return bx_say("the file has no %s", keys[i]);
    BxObj threads = root_key(looking, "/Threads");
    int n_threads = bx_obj_count(looking->pdf, threads), n_beads = 0;
    for (int i = 0; i < n_threads; i++) {
        int n = count_beads(looking, bx_obj_item(looking->pdf, threads, i));
        if (n == 0)
            return bx_say("article thread %d is no ring of beads", i + 1);
        n_beads += n;
    }
    *detail =
        bx_say("language, bookmarks, page labels; %d threads of %d beads", n_threads, n_beads);
    return NULL;
}
