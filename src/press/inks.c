/* SPDX-License-Identifier: Apache-2.0 */
/* Inks: every content stream of the file recoloured: pages, form XObjects, tiling patterns. Each stream
 * once. What could bring RGB or, in X-1a, transparency past the keys is refused here. */

#include "press/steps.h"

#include "base/error.h"
#include "base/say.h"

#include <string.h>

typedef struct {
    BxPressing *pressing;
    BxPdf *pdf;
    BxRecolouring how;
    GHashTable *done;         /* numbers of objects already taken (a set) */
    GHashTable *seen_images;  /* JPEG (GBytes *, owned) → BxObj of the first one */
    GHashTable *checked_keys; /* keys whose ink was held to the limit (a set) */
    GArray *spaces;           /* BxObj: the Separation of each spot */
    int page;                 /* printed number of the page the stream belongs to */
    int n_faults;
} Inker;

static bool ink_stream(Inker *inker, BxObj stream, BxObj resources, bool is_form, GError **error);

G_GNUC_PRINTF(3, 4)
static void
report(Inker *inker, BxDiagCode code, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *message = bx_say_v(format, arguments);
    va_end(arguments);
    bx_diag_on_page(inker->pressing->diags, code, BX_NO_POS, inker->page, "page %d: %s",
                    inker->page, message);
    inker->n_faults++;
}

/* Errors about content are said (press/content.h): this one goes to the reader alone. */
static void
localize(GError *error)
{
    char *local = bx_said_local(error->message);
    g_free(error->message);
    error->message = local;
}

static void
report_transparency(Inker *inker, const char *what)
{
    report(inker, BX_DIAG_PRESS_RULE, "%s: PDF/X-1a allows no transparency (PP-1)", bx_word(what));
}

static bool
is_x1a(const Inker *inker)
{
    return inker->pressing->settings->standard == BX_PRESS_X1A;
}

/* True at the first call for an object; direct objects are always new. */
static bool
is_new(Inker *inker, BxObj obj)
{
    int id = bx_obj_id(inker->pdf, obj);
    return id == 0 || g_hash_table_add(inker->done, GINT_TO_POINTER(id));
}

BxObj
bx_press_separation(BxPdf *pdf, const BxInk *ink)
{
    g_autofree char *name = g_strconcat("/", ink->spot, NULL);
    const double parts[4] = {ink->c, ink->m, ink->y, ink->k};
    BxObj full = bx_pdf_parse(pdf, "[ ]");
    for (int i = 0; i < 4; i++)
        bx_obj_append(pdf, full, bx_pdf_new_number(pdf, parts[i]));
    BxObj tint = bx_pdf_parse(pdf, "<< /FunctionType 2 /Domain [0 1] /C0 [0 0 0 0] /N 1 >>");
    bx_obj_set(pdf, tint, "/C1", full);
    BxObj space = bx_pdf_parse(pdf, "[ /Separation ]");
    bx_obj_append(pdf, space, bx_pdf_new_name(pdf, name));
    bx_obj_append(pdf, space, bx_pdf_new_name(pdf, "/DeviceCMYK"));
    bx_obj_append(pdf, space, tint);
    return bx_pdf_indirect(pdf, space);
}

BxObj
bx_press_overprint(BxPressing *pressing, unsigned bits)
{
    if (!pressing->overprints[bits])
        pressing->overprints[bits] = bx_pdf_indirect(
            pressing->pdf,
            bx_pdf_parse(pressing->pdf, "<< /Type /ExtGState /OP %s /op %s /OPM 1 >>",
                         bits & BX_OVERPRINT_STROKE ? "true" : "false",
                         bits & BX_OVERPRINT_FILL ? "true" : "false"));
    return pressing->overprints[bits];
}

/* Two inks of one name would come out on one plate: their alternates have to agree. */
static void
check_spot(Inker *inker, guint index)
{
    const BxInk *ink = &g_array_index(inker->how.spots, BxInk, index);
    for (guint i = 0; i < index; i++)
        if (strcmp(g_array_index(inker->how.spots, BxInk, i).spot, ink->spot) == 0)
            report(inker, BX_DIAG_PRESS_RULE,
                   "the spot ink “%s” has two different alternates; give it one (PP-7)", ink->spot);
}

static void
make_spaces(Inker *inker)
{
    while (inker->spaces->len < inker->how.spots->len) {
        guint index = inker->spaces->len;
        check_spot(inker, index);
        BxObj space =
            bx_press_separation(inker->pdf, &g_array_index(inker->how.spots, BxInk, index));
        g_array_append_val(inker->spaces, space);
    }
}

static void
add_resources(Inker *inker, BxObj resources, const BxRecoloured *recoloured)
{
    make_spaces(inker);
    for (unsigned bits = 0; bits < BX_N_OVERPRINT; bits++) {
        if (!(recoloured->overprints & 1u << bits))
            continue;
        g_autofree char *name = g_strdup_printf("/" BX_OVERPRINT_NAME "%u", bits);
        bx_obj_set(inker->pdf, bx_obj_key_dict(inker->pdf, resources, "/ExtGState"), name,
                   bx_press_overprint(inker->pressing, bits));
    }
    for (guint i = 0; i < recoloured->used_spots->len; i++) {
        int index = g_array_index(recoloured->used_spots, int, i);
        g_autofree char *name = g_strdup_printf("/" BX_SPOT_NAME "%d", index);
        bx_obj_set(inker->pdf, bx_obj_key_dict(inker->pdf, resources, "/ColorSpace"), name,
                   g_array_index(inker->spaces, BxObj, index));
    }
}

/* PP-9 for inks: a spot ink is one plate; registration ink lies outside the page. */
static double
total_ink(const BxInk *ink)
{
    if (strcmp(ink->spot, BX_SPOT_ALL) == 0)
        return 0;
    return 100 * (ink->spot[0] ? ink->tint : ink->c + ink->m + ink->y + ink->k);
}

static void
check_ink_limit(Inker *inker, const BxRecoloured *recoloured)
{
    double limit = inker->pressing->settings->ink_limit;
    limit = limit > 0 ? limit : BX_INK_LIMIT;
    for (guint i = 0; i < recoloured->used_keys->len; i++) {
        uint32_t key = g_array_index(recoloured->used_keys, uint32_t, i);
        const BxInk *ink = bx_keys_lookup(inker->how.keys, key);
        if (g_hash_table_add(inker->checked_keys, GUINT_TO_POINTER(key))
            && total_ink(ink) > limit + 0.01)
            report(inker, BX_DIAG_INK_LIMIT,
                   "an ink of c %.0f m %.0f y %.0f k %.0f is %.0f %% in all, over %.0f %% (PP-9)",
                   100 * ink->c, 100 * ink->m, 100 * ink->y, 100 * ink->k, total_ink(ink), limit);
    }
}

/* A picture of the resources `objects`; one that was there before stands for all that are equal. */
static void
take_image(Inker *inker, BxObj objects, const char *name, BxObj image)
{
    BxObj shared = bx_press_share_image(inker->pdf, inker->seen_images, image);
    if (shared != image)
        bx_obj_set(inker->pdf, objects, name, shared);
    if (!is_new(inker, shared))
        return;
    g_autofree char *fault = bx_press_mend_image(inker->pdf, shared);
    if (fault)
        report(inker, BX_DIAG_INK_UNKNOWN, "%s", fault);
    if (is_x1a(inker) && bx_obj_has(inker->pdf, shared, "/SMask"))
        report_transparency(inker, "a picture has a soft mask");
}

static bool
ink_form(Inker *inker, BxObj form, GError **error)
{
    BxObj group = bx_obj_key(inker->pdf, form, "/Group");
    if (group && is_x1a(inker))
        report_transparency(inker, "a transparency group");
    if (bx_obj_is_name(inker->pdf, bx_obj_key(inker->pdf, group, "/CS"), "/DeviceRGB"))
        bx_obj_set(inker->pdf, group, "/CS", bx_pdf_new_name(inker->pdf, "/DeviceCMYK"));
    BxObj resources = bx_obj_key_dict(inker->pdf, form, "/Resources");
    return ink_stream(inker, form, resources, /*is_form*/ true, error);
}

/* XObjects of a stream: pictures are checked, forms recoloured. `images` gets the pictures' names. */
static bool
ink_objects(Inker *inker, BxObj objects, GHashTable *images, GError **error)
{
    g_auto(GStrv) names = bx_obj_keys(inker->pdf, objects);
    for (char **name = names; *name; name++) {
        BxObj object = bx_obj_key(inker->pdf, objects, *name);
        bool is_form =
            bx_obj_is_name(inker->pdf, bx_obj_key(inker->pdf, object, "/Subtype"), "/Form");
        if (!is_form) {
            g_hash_table_add(images, g_strdup(*name + 1));
            take_image(inker, objects, *name, object);
        } else if (is_new(inker, object) && !ink_form(inker, object, error)) {
            return false;
        }
    }
    return true;
}

static bool
ink_patterns(Inker *inker, BxObj patterns, GError **error)
{
    g_auto(GStrv) names = bx_obj_keys(inker->pdf, patterns);
    for (char **name = names; *name; name++) {
        BxObj pattern = bx_obj_key(inker->pdf, patterns, *name);
        if (!is_new(inker, pattern))
            continue;
        if (bx_obj_kind(inker->pdf, pattern) != BX_OBJ_STREAM)
            report(inker, BX_DIAG_INK_UNKNOWN, "a gradient: its colours cannot be inks");
        else if (!ink_stream(inker, pattern, bx_obj_key_dict(inker->pdf, pattern, "/Resources"),
                             /*is_form*/ false, error))
            return false;
    }
    return true;
}

static void
check_opacity(Inker *inker, BxObj state)
{
    static const char *const keys[] = {"/ca", "/CA"};
    bool is_opaque = true;
    for (guint i = 0; i < G_N_ELEMENTS(keys); i++) {
        BxObj value = bx_obj_key(inker->pdf, state, keys[i]);
        is_opaque = is_opaque && (!value || bx_obj_number(inker->pdf, value) >= 1);
        bx_obj_remove(inker->pdf, state, keys[i]);
    }
    if (!is_opaque)
        report_transparency(inker, "something half-transparent");
}

static void
check_blend(Inker *inker, BxObj state)
{
    BxObj mode = bx_obj_key(inker->pdf, state, "/BM");
    if (mode && !bx_obj_is_name(inker->pdf, mode, "/Normal")
        && !bx_obj_is_name(inker->pdf, mode, "/Compatible"))
        report_transparency(inker, "a blend mode");
    bx_obj_remove(inker->pdf, state, "/BM");
}

/* A soft mask is drawn with colours that are no inks; Cairo makes one only for what paint never asks. */
static void
check_states(Inker *inker, BxObj states)
{
    g_auto(GStrv) names = bx_obj_keys(inker->pdf, states);
    for (char **name = names; *name; name++) {
        BxObj state = bx_obj_key(inker->pdf, states, *name);
        BxObj mask = bx_obj_key(inker->pdf, state, "/SMask");
        if (mask && !bx_obj_is_name(inker->pdf, mask, "/None"))
            report(inker, BX_DIAG_INK_UNKNOWN, "a soft mask: its colours cannot be inks");
        if (!is_x1a(inker))
            continue;
        check_opacity(inker, state);
        check_blend(inker, state);
        bx_obj_remove(inker->pdf, state, "/SMask");
    }
}

/* Cairo leaves out what has a default in PDF and must be written in PDF/X-4. */
static void
mend_glyph_map(Inker *inker, BxObj font)
{
    BxObj below = bx_obj_item(inker->pdf, bx_obj_key(inker->pdf, font, "/DescendantFonts"), 0);
    if (bx_obj_is_name(inker->pdf, bx_obj_key(inker->pdf, below, "/Subtype"), "/CIDFontType2")
        && !bx_obj_has(inker->pdf, below, "/CIDToGIDMap"))
        bx_obj_set(inker->pdf, below, "/CIDToGIDMap", bx_pdf_new_name(inker->pdf, "/Identity"));
}

static void
take_fonts(Inker *inker, BxObj fonts)
{
    g_auto(GStrv) names = bx_obj_keys(inker->pdf, fonts);
    for (char **name = names; *name; name++) {
        BxObj font = bx_obj_key(inker->pdf, fonts, *name);
        if (!is_new(inker, font))
            continue;
        if (bx_obj_is_name(inker->pdf, bx_obj_key(inker->pdf, font, "/Subtype"), "/Type3"))
            report(inker, BX_DIAG_PRESS_RULE, "a Type 3 font: glyphs that are pictures (PP-5)");
        mend_glyph_map(inker, font);
    }
}

/* A page's content may be several streams; it becomes one. */
static void
put_content(Inker *inker, BxObj stream, const GString *content)
{
    if (bx_obj_kind(inker->pdf, stream) != BX_OBJ_STREAM) {
        BxObj whole = bx_pdf_new_stream(inker->pdf, "", 0);
        bx_obj_set(inker->pdf, stream, "/Contents", whole);
        stream = whole;
    }
    bx_obj_pack_data(inker->pdf, stream, content->str, content->len);
}

/* One content stream: what it refers to first, then its own operators. */
static bool
ink_stream(Inker *inker, BxObj stream, BxObj resources, bool is_form, GError **error)
{
    g_autoptr(GHashTable) images = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    check_states(inker, bx_obj_key(inker->pdf, resources, "/ExtGState"));
    take_fonts(inker, bx_obj_key(inker->pdf, resources, "/Font"));
    if (!ink_objects(inker, bx_obj_key(inker->pdf, resources, "/XObject"), images, error)
        || !ink_patterns(inker, bx_obj_key(inker->pdf, resources, "/Pattern"), error))
        return false;
    g_autoptr(GBytes) data = bx_obj_kind(inker->pdf, stream) == BX_OBJ_STREAM
                                 ? bx_obj_data(inker->pdf, stream)
                                 : bx_obj_page_content(inker->pdf, stream);
    if (!data)
        return bx_pdf_check(inker->pdf, error);
    gsize length;
    const char *bytes = g_bytes_get_data(data, &length);
    BxRecolouring how = inker->how;
    how.images = images;
    how.starts_fresh = !is_form;
    g_auto(BxRecoloured) recoloured = {0};
    GString *content = bx_recolour(bytes, length, &how, &recoloured, error);
    if (content) {
        put_content(inker, stream, content);
        add_resources(inker, resources, &recoloured);
        check_ink_limit(inker, &recoloured);
        g_string_free(content, TRUE);
        return true;
    }
    if (recoloured.unknown)
        report(inker, BX_DIAG_INK_UNKNOWN, "%s is no ink of the layout", recoloured.unknown);
    else if (error && *error)
        localize(*error);
    return recoloured.unknown != NULL;
}

static bool
ink_pages(Inker *inker, GError **error)
{
    for (guint i = 0; i < inker->pressing->pages->len; i++) {
        const BxPage *page = g_ptr_array_index(inker->pressing->pages, i);
        BxObj obj = bx_pdf_page(inker->pdf, (int)i);
        inker->page = page->number;
        if (!ink_stream(inker, obj, bx_obj_key_dict(inker->pdf, obj, "/Resources"),
                        /*is_form*/ false, error))
            return false;
    }
    if (inker->n_faults == 0)
        return bx_pdf_check(inker->pdf, error);
    g_set_error(error, BX_ERROR, BX_ERROR_PDF,
                dngettext(BX_DOMAIN, "the page cannot be printed as painted: %d fault",
                          "the page cannot be printed as painted: %d faults",
                          (gulong)inker->n_faults),
                inker->n_faults);
    return false;
}

bool
bx_press_inks(BxPressing *pressing, GError **error)
{
    g_autoptr(GArray) spots = g_array_new(FALSE, FALSE, sizeof(BxInk));
    g_autoptr(GArray) spaces = g_array_new(FALSE, FALSE, sizeof(BxObj));
    g_autoptr(GHashTable) done = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) checked_keys = g_hash_table_new(NULL, NULL);
    g_autoptr(GHashTable) seen_images =
        g_hash_table_new_full(g_bytes_hash, g_bytes_equal, (GDestroyNotify)g_bytes_unref, NULL);
    Inker inker = {.pressing = pressing,
                   .pdf = pressing->pdf,
                   .how = {.keys = pressing->keys, .spots = spots},
                   .done = done,
                   .seen_images = seen_images,
                   .checked_keys = checked_keys,
                   .spaces = spaces};
    return ink_pages(&inker, error);
}
