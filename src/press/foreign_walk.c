/* SPDX-License-Identifier: Apache-2.0 */
/* Foreign pages: everything a page refers to, each object once, held to the rules: colour spaces, pictures,
 * forms, patterns, states, fonts, layers, and what in the file would act. Page descriptions are unpacked only
 * where they stay within the limit. */

#include "press/foreign_steps.h"

#include "base/say.h"
#include "press/content.h"
#include "press/space.h"

#include <gio/gio.h>
#include <string.h>

#define DEEP 24
#define OBJECTS_MAX 50000
/* What deflate can make of a byte. */
#define DEFLATE_RATIO 1032

typedef struct {
    const BxForeign *foreign;
    BxPdf *pdf;
    bool is_x1a;
    bool is_transparent;
    GHashTable *seen; /* numbers of objects (a set) */
    gsize unpacked;   /* bytes of page descriptions */
    char *why;        /* a limit; owned */
    BxDiags *diags;
} Walk;

static void walk_resources(Walk *walk, BxObj resources, int depth);

static bool
is_new(Walk *walk, BxObj obj)
{
    int id = bx_obj_id(walk->pdf, obj);
    if (g_hash_table_size(walk->seen) > OBJECTS_MAX && !walk->why)
        walk->why = bx_say("its page refers to too many things");
    return !walk->why && (id == 0 || g_hash_table_add(walk->seen, GINT_TO_POINTER(id)));
}

static bool
is_name(const Walk *walk, BxObj obj, const char *name)
{
    return bx_obj_is_name(walk->pdf, obj, name);
}

/* ---- PP-1 ---- */

static void
note_transparency(Walk *walk, const char *what)
{
    walk->is_transparent = true;
    if (walk->is_x1a)
        bx_foreign_fault(walk->foreign, walk->diags, "PP-1",
                         ": %s; PDF/X-1a allows no transparency", bx_word(what));
}

/* ---- PP-8: colour spaces ---- */

static void
walk_space(Walk *walk, BxObj space, const char *where)
{
    BxPdf *pdf = walk->pdf;
    const char *fault = bx_space_fault(pdf, space);
    if (fault)
        bx_foreign_fault(walk->foreign, walk->diags, "PP-8", ": %s %s; inks are wanted",
                         bx_word(fault), bx_word(where));
    if (is_name(walk, bx_obj_item(pdf, space, 0), "/Separation")
        && is_name(walk, bx_obj_item(pdf, space, 1), "/All"))
        bx_foreign_fault(walk->foreign, walk->diags, "PP-13", ": registration ink %s",
                         bx_word(where));
}

static void
walk_group(Walk *walk, BxObj group)
{
    if (group)
        walk_space(walk, bx_obj_key(walk->pdf, group, "/CS"), "to blend in");
}

/* ---- page descriptions ---- */

/* Bytes that a stream packed by deflate unpacks to, as far as `most`. */
static gsize
inflated_size(GBytes *packed, gsize most)
{
    g_autoptr(GInputStream) source = g_memory_input_stream_new_from_bytes(packed);
    g_autoptr(GConverter) inflate =
        G_CONVERTER(g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
    g_autoptr(GInputStream) stream = g_converter_input_stream_new(source, inflate);
    char block[16384];
    gsize total = 0;
    gssize n;
    while (total <= most && (n = g_input_stream_read(stream, block, sizeof block, NULL, NULL)) > 0)
        total += (gsize)n;
    return total;
}

/* An upper bound of what a stream unpacks to. */
static gsize
unpacked_size(const Walk *walk, BxObj stream)
{
    BxPdf *pdf = walk->pdf;
    BxObj filter = bx_obj_key(pdf, stream, "/Filter");
    int n = bx_obj_kind(pdf, filter) == BX_OBJ_ARRAY ? bx_obj_count(pdf, filter) : filter ? 1 : 0;
    g_autoptr(GBytes) raw = bx_obj_raw_data(pdf, stream);
    gsize size = raw ? g_bytes_get_size(raw) : 0;
    BxObj only =
        n == 1 && bx_obj_kind(pdf, filter) == BX_OBJ_ARRAY ? bx_obj_item(pdf, filter, 0) : filter;
    if (n == 1 && raw && is_name(walk, only, "/FlateDecode"))
        return inflated_size(raw, BX_FOREIGN_MAX_BYTES);
    for (int i = 0; i < n && size <= BX_FOREIGN_MAX_BYTES; i++)
        size *= DEFLATE_RATIO;
    return size;
}

static bool
may_unpack(Walk *walk, BxObj stream)
{
    walk->unpacked += unpacked_size(walk, stream);
    if (walk->unpacked > BX_FOREIGN_MAX_BYTES && !walk->why)
        walk->why = bx_say("its page description is over 64 MiB, or packed in a way that cannot be "
                           "measured; save it anew");
    return !walk->why;
}

/* The colour space of an inline image; a name of the resources is looked at there. */
static void
check_inline_image(Walk *walk, const BxContent *content, const BxOperation *operation)
{
    for (guint i = 0; i + 1 < operation->operands->len; i++) {
        const BxToken *key = &g_array_index(operation->operands, BxToken, i), *value = key + 1;
        if ((bx_content_is(content, key, "/CS") || bx_content_is(content, key, "/ColorSpace"))
            && (bx_content_is(content, value, "/RGB")
                || bx_content_is(content, value, "/DeviceRGB")))
            bx_foreign_fault(walk->foreign, walk->diags, "PP-8",
                             ": RGB in a picture inside the page description; inks are wanted");
    }
}

static void
walk_content(Walk *walk, GBytes *bytes)
{
    gsize length = 0;
    const char *data = bytes ? g_bytes_get_data(bytes, &length) : NULL;
    g_autoptr(GError) error = NULL;
    g_autoptr(BxContent) content = bx_content_new(data ? data : "", length);
    const BxOperation *operation;
    int open = 0;
    while (open >= 0 && (operation = bx_content_next(content, &error))) {
        open += bx_content_is_operator(content, "q");
        open -= bx_content_is_operator(content, "Q");
        if (bx_content_is_operator(content, "EI"))
            check_inline_image(walk, content, operation);
    }
    if (error)
        bx_foreign_fault(walk->foreign, walk->diags, "PP-18", ": %s", error->message);
    else if (open != 0)
        bx_foreign_fault(walk->foreign, walk->diags, "PP-18", ": q and Q do not pair");
}

static void
walk_stream(Walk *walk, BxObj stream, int depth)
{
    if (!may_unpack(walk, stream))
        return;
    g_autoptr(GBytes) bytes = bx_obj_data(walk->pdf, stream);
    walk_content(walk, bytes);
    walk_resources(walk, bx_obj_key(walk->pdf, stream, "/Resources"), depth + 1);
}

/* ---- what resources hold ---- */

static void
walk_image(Walk *walk, BxObj image)
{
    BxPdf *pdf = walk->pdf;
    BxObj space = bx_obj_key(pdf, image, "/ColorSpace"), filter = bx_obj_key(pdf, image, "/Filter");
    bool is_mask = bx_obj_is_true(pdf, bx_obj_key(pdf, image, "/ImageMask"));
    g_autofree char *where = bx_say("in a picture of %.0f × %.0f pixels",
                                    bx_obj_number(pdf, bx_obj_key(pdf, image, "/Width")),
                                    bx_obj_number(pdf, bx_obj_key(pdf, image, "/Height")));
    if (is_name(walk, filter, "/JPXDecode") && (walk->is_x1a || !space))
        bx_foreign_fault(walk->foreign, walk->diags, "PP-1", ": JPEG 2000 %s", where);
    else if (!space && !is_mask)
        bx_foreign_fault(walk->foreign, walk->diags, "PP-8", ": no colour space %s", where);
    walk_space(walk, space, where);
    BxObj mask = bx_obj_key(pdf, image, "/SMask");
    if (mask)
        note_transparency(walk, "a picture with a soft mask");
    if (mask && is_new(walk, mask))
        walk_image(walk, mask);
}

static void
walk_object(Walk *walk, BxObj object, int depth)
{
    BxObj subtype = bx_obj_key(walk->pdf, object, "/Subtype");
    BxObj group = bx_obj_key(walk->pdf, object, "/Group");
    if (is_name(walk, subtype, "/Image")) {
        walk_image(walk, object);
    } else if (is_name(walk, subtype, "/Form")) {
        if (group && is_name(walk, bx_obj_key(walk->pdf, group, "/S"), "/Transparency"))
            note_transparency(walk, "a transparency group");
        walk_group(walk, group);
        walk_stream(walk, object, depth);
    } else {
        bx_foreign_fault(walk->foreign, walk->diags, "PP-12",
                         ": an object that is neither picture nor form");
    }
}

static void
walk_pattern(Walk *walk, BxObj pattern, int depth)
{
    if (bx_obj_kind(walk->pdf, pattern) == BX_OBJ_STREAM)
        walk_stream(walk, pattern, depth);
    else
        walk_space(walk,
                   bx_obj_key(walk->pdf, bx_obj_key(walk->pdf, pattern, "/Shading"), "/ColorSpace"),
                   "in a gradient");
}

static void
walk_shading(Walk *walk, BxObj shading, int depth)
{
    (void)depth;
    walk_space(walk, bx_obj_key(walk->pdf, shading, "/ColorSpace"), "in a gradient");
}

static bool
is_below_one(const Walk *walk, BxObj number)
{
    return number && bx_obj_number(walk->pdf, number) < 1;
}

static void
walk_soft_mask(Walk *walk, BxObj mask, int depth)
{
    if (!mask || is_name(walk, mask, "/None"))
        return;
    note_transparency(walk, "a soft mask");
    BxObj form = bx_obj_key(walk->pdf, mask, "/G");
    if (form && is_new(walk, form))
        walk_object(walk, form, depth);
}

static void
walk_state(Walk *walk, BxObj state, int depth)
{
    BxPdf *pdf = walk->pdf;
    BxObj mode = bx_obj_key(pdf, state, "/BM");
    if (is_below_one(walk, bx_obj_key(pdf, state, "/ca"))
        || is_below_one(walk, bx_obj_key(pdf, state, "/CA")))
        note_transparency(walk, "something half-transparent");
    if (mode && !is_name(walk, mode, "/Normal") && !is_name(walk, mode, "/Compatible"))
        note_transparency(walk, "a blend mode");
    walk_soft_mask(walk, bx_obj_key(pdf, state, "/SMask"), depth);
    BxObj transfer = bx_obj_key(pdf, state, "/TR2");
    if (bx_obj_has(pdf, state, "/TR") || (transfer && !is_name(walk, transfer, "/Default")))
        bx_foreign_fault(walk->foreign, walk->diags, "PP-1", ": a transfer function");
}

static void
walk_space_entry(Walk *walk, BxObj space, int depth)
{
    (void)depth;
    walk_space(walk, space, "in the page");
}

static bool
is_embedded(const Walk *walk, BxObj font)
{
    static const char *const keys[] = {"/FontFile", "/FontFile2", "/FontFile3"};
    BxObj descriptor = bx_obj_key(walk->pdf, font, "/FontDescriptor");
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
        if (bx_obj_has(walk->pdf, descriptor, keys[i]))
            return true;
    return false;
}

static void
walk_font(Walk *walk, BxObj font, int depth)
{
    (void)depth;
    BxPdf *pdf = walk->pdf;
    g_autofree char *name = bx_obj_name(pdf, bx_obj_key(pdf, font, "/BaseFont"));
    const char *shown = name ? name + 1 : bx_word("without a name");
    BxObj below = bx_obj_item(pdf, bx_obj_key(pdf, font, "/DescendantFonts"), 0);
    bool is_subset = strlen(shown) > 7 && shown[6] == '+';
    const char *fault = NULL;
    if (is_name(walk, bx_obj_key(pdf, font, "/Subtype"), "/Type3"))
        fault = N_("is of Type 3");
    else if (!is_embedded(walk, below ? below : font))
        fault = N_("is not embedded");
    else if (!is_subset)
        fault = N_("is embedded as a whole, not as a subset");
    else if (!bx_obj_has(pdf, font, "/ToUnicode"))
        fault = N_("does not say its characters");
    if (fault)
        bx_foreign_fault(walk->foreign, walk->diags, "PP-5",
                         ": font %s %s; export it so, or turn type into outlines", shown,
                         bx_word(fault));
}

/* Layers: a page placed on another has none, all of it shows. */
static void
walk_property(Walk *walk, BxObj property, int depth)
{
    (void)depth;
    BxPdf *pdf = walk->pdf;
    BxObj settings = bx_obj_key(pdf, bx_pdf_root(pdf), "/OCProperties");
    BxObj config = bx_obj_key(pdf, settings, "/D");
    bool is_layer = is_name(walk, bx_obj_key(pdf, property, "/Type"), "/OCG")
                    || is_name(walk, bx_obj_key(pdf, property, "/Type"), "/OCMD");
    bool is_hidden = bx_obj_count(pdf, bx_obj_key(pdf, config, "/OFF")) > 0
                     || is_name(walk, bx_obj_key(pdf, config, "/BaseState"), "/OFF");
    if (is_layer && (is_hidden || walk->is_x1a))
        bx_foreign_fault(walk->foreign, walk->diags, "PP-1",
                         is_hidden ? N_(": a layer that is switched off would print; delete it")
                                   : N_(": a layer; PDF/X-1a allows none"));
}

static void
walk_resources(Walk *walk, BxObj resources, int depth)
{
    static const struct {
        const char *kind;
        void (*each)(Walk *walk, BxObj entry, int depth);
    } kinds[] = {{"/ColorSpace", walk_space_entry}, {"/XObject", walk_object},
                 {"/Pattern", walk_pattern},        {"/Shading", walk_shading},
                 {"/ExtGState", walk_state},        {"/Font", walk_font},
                 {"/Properties", walk_property}};
    BxPdf *pdf = walk->pdf;
    if (depth > DEEP && !walk->why)
        walk->why = bx_say("forms in it are nested too deep");
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++) {
        BxObj entries = bx_obj_key(pdf, resources, kinds[i].kind);
        g_auto(GStrv) names = bx_obj_keys(pdf, entries);
        for (char **name = names; *name && !walk->why; name++) {
            BxObj entry = bx_obj_key(pdf, entries, *name);
            if (is_new(walk, entry))
                kinds[i].each(walk, entry, depth);
        }
    }
}

/* ---- PP-12 ---- */

static void
check_active(Walk *walk, BxObj page)
{
    static const char *const root_keys[] = {"/OpenAction", "/AA", "/AcroForm", "/Collection"};
    static const char *const name_keys[] = {"/JavaScript", "/EmbeddedFiles"};
    static const char *const harmless[] = {"/Link", "/Popup", "/PrinterMark", "/TrapNet"};
    BxPdf *pdf = walk->pdf;
    BxObj root = bx_pdf_root(pdf), names = bx_obj_key(pdf, root, "/Names");
    for (size_t i = 0; i < G_N_ELEMENTS(root_keys); i++)
        if (bx_obj_has(pdf, root, root_keys[i]))
            bx_foreign_fault(walk->foreign, walk->diags, "PP-12", ": the file has %s",
                             root_keys[i] + 1);
    for (size_t i = 0; i < G_N_ELEMENTS(name_keys); i++)
        if (bx_obj_has(pdf, names, name_keys[i]))
            bx_foreign_fault(walk->foreign, walk->diags, "PP-12", ": the file has %s",
                             name_keys[i] + 1);
    BxObj annots = bx_obj_key(pdf, page, "/Annots");
    for (int i = 0; i < bx_obj_count(pdf, annots); i++) {
        g_autofree char *kind =
            bx_obj_name(pdf, bx_obj_key(pdf, bx_obj_item(pdf, annots, i), "/Subtype"));
        bool is_harmless = false;
        for (size_t k = 0; kind && k < G_N_ELEMENTS(harmless); k++)
            is_harmless |= strcmp(kind, harmless[k]) == 0;
        if (!is_harmless)
            bx_foreign_fault(walk->foreign, walk->diags, "PP-12",
                             ": a %s annotation would not print; make it part of the page",
                             kind ? kind + 1 : bx_word("nameless"));
    }
}

static void
walk_page(Walk *walk, BxObj page)
{
    BxPdf *pdf = walk->pdf;
    BxObj contents = bx_obj_key(pdf, page, "/Contents");
    if (bx_obj_kind(pdf, contents) == BX_OBJ_ARRAY)
        for (int i = 0; i < bx_obj_count(pdf, contents) && !walk->why; i++)
            may_unpack(walk, bx_obj_item(pdf, contents, i));
    else
        may_unpack(walk, contents);
    if (walk->why)
        return;
    g_autoptr(GBytes) bytes = bx_obj_page_content(pdf, page);
    walk_content(walk, bytes);
    walk_resources(walk, bx_obj_key(pdf, page, "/Resources"), 0);
    if (walk->is_transparent)
        walk_group(walk, bx_obj_key(pdf, page, "/Group"));
}

bool
bx_foreign_walk(const BxForeign *foreign, BxObj page, BxPressStandard standard, bool *needs_group,
                char **why, BxDiags *diags)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    Walk walk = {.foreign = foreign,
                 .pdf = foreign->pdf,
                 .is_x1a = standard == BX_PRESS_X1A,
                 .seen = seen,
                 .diags = diags};
    check_active(&walk, page);
    walk_page(&walk, page);
    *needs_group = walk.is_transparent;
    *why = walk.why;
    return walk.why == NULL;
}
