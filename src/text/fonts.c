/* SPDX-License-Identifier: Apache-2.0 */
/* Fonts: fontconfig with our own configuration only, so that a page does not depend on the rules of
 * the machine; the aliases of faces.ini; one Pango font map at 72 dpi. */

#include "text/fonts.h"

#include "base/error.h"
#include "base/say.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-font.h>
#include <pango/pangofc-fontmap.h>
#include <string.h>

typedef struct {
    char *name, *chinese, *package;
    char **families;
    int *weights;
    int n_weights;
    char *family_list; /* comma separated, for Pango */
} Alias;

/* What is asked for by one name and weight. */
typedef struct {
    PangoFontDescription *description;
    char *fault; /* what is to be said wherever it is asked for; NULL: nothing */
    BxDiagCode fault_code;
} Asked;

struct BxFonts {
    FcConfig *config;
    PangoFontMap *map;
    GHashTable *installed; /* char *, set: families in lower case; NULL: not looked for yet */
    GHashTable *families;  /* char *, set: behind the aliases; NULL: not asked for yet */
    PangoContext *context;
    GHashTable *aliases;    /* char * → Alias * */
    GPtrArray *alias_order; /* Alias, borrowed, in order of the file */
    GHashTable *asked;      /* “name weight” → Asked * */
    GHashTable *kept;       /* PangoFont *, set */
    GHashTable *facts;      /* Fact *, set, by its key */
    GHashTable *twins;      /* PangoFont of other fonts, owned → PangoFont, kept */
};

typedef struct {
    BxFaceKey key;
    BxFaceFact fact;
} Fact;

static guint
fact_hash(gconstpointer data)
{
    const BxFaceKey *key = data;
    return g_direct_hash(key->font) ^ (key->of * 2654435761U) ^ (guint)key->kind;
}

static gboolean
fact_equal(gconstpointer a, gconstpointer b)
{
    const BxFaceKey *one = a, *other = b;
    return one->font == other->font && one->of == other->of && one->kind == other->kind;
}

static void
alias_free(void *data)
{
    Alias *alias = data;
    g_free(alias->name);
    g_free(alias->chinese);
    g_free(alias->package);
    g_strfreev(alias->families);
    g_free(alias->weights);
    g_free(alias->family_list);
    g_free(alias);
}

static void
asked_free(void *data)
{
    Asked *asked = data;
    pango_font_description_free(asked->description);
    g_free(asked->fault);
    g_free(asked);
}

static Alias *
alias_new(GKeyFile *file, const char *group)
{
    g_autoptr(GError) ignored = NULL;
    Alias *alias = g_new0(Alias, 1);
    gsize n_weights = 0;
    alias->name = g_strdup(group);
    alias->chinese = g_key_file_get_string(file, group, "name", NULL);
    alias->package = g_key_file_get_string(file, group, "package", NULL);
    alias->families = g_key_file_get_string_list(file, group, "families", NULL, NULL);
    alias->weights = g_key_file_get_integer_list(file, group, "weights", &n_weights, &ignored);
    alias->n_weights = (int)n_weights;
    if (alias->families)
        alias->family_list = g_strjoinv(",", alias->families);
    return alias;
}

static bool
read_aliases(BxFonts *fonts, const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename(folder, "faces.ini", NULL);
    g_autoptr(GKeyFile) file = g_key_file_new();
    if (!g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, error)) {
        g_prefix_error(error, "%s: ", path);
        return false;
    }
    g_auto(GStrv) groups = g_key_file_get_groups(file, NULL);
    for (char **group = groups; *group; group++) {
        Alias *alias = alias_new(file, *group);
        g_hash_table_insert(fonts->aliases, alias->name, alias);
        g_ptr_array_add(fonts->alias_order, alias);
        if (!alias->families || !alias->families[0] || !alias->n_weights || !alias->chinese
            || !alias->package) {
            g_set_error(error, BX_ERROR, BX_ERROR_FONT,
                        _("%s: [%s] needs name, families, weights and package"), path, *group);
            return false;
        }
    }
    return true;
}

static PangoContext *
new_context(BxFonts *fonts)
{
    PangoContext *context = pango_font_map_create_context(fonts->map);
    pango_context_set_language(context, pango_language_from_string("zh-cn"));
    /* a Chinese paragraph runs from left to right, whatever word it begins with */
    pango_context_set_base_dir(context, PANGO_DIRECTION_LTR);
    /* 72 dpi, or sizes come out 4/3 too large; set for the map it would list all faces again */
    pango_cairo_context_set_resolution(context, 72);
    pango_context_set_round_glyph_positions(context, FALSE);
    /* what the faces are hinted for must not change widths */
    cairo_font_options_t *options = cairo_font_options_create();
    cairo_font_options_set_hint_style(options, CAIRO_HINT_STYLE_NONE);
    cairo_font_options_set_hint_metrics(options, CAIRO_HINT_METRICS_OFF);
    pango_cairo_context_set_font_options(context, options);
    cairo_font_options_destroy(options);
    return context;
}

static bool
read_config(BxFonts *fonts, const char *folder, GError **error)
{
    g_autofree char *path = g_build_filename(folder, "fonts.conf", NULL);
    fonts->config = FcConfigCreate();
    if (!FcConfigParseAndLoad(fonts->config, (const FcChar8 *)path, FcTrue)
        || !FcConfigBuildFonts(fonts->config)) {
        g_set_error(error, BX_ERROR, BX_ERROR_FONT, _("%s: fontconfig cannot use it"), path);
        return false;
    }
    return true;
}

BxFonts *
bx_fonts_new(const char *folder, GError **error)
{
    g_autoptr(BxFonts) fonts = g_new0(BxFonts, 1);
    fonts->aliases = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, alias_free);
    fonts->alias_order = g_ptr_array_new();
    fonts->asked = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, asked_free);
    fonts->kept = g_hash_table_new_full(NULL, NULL, g_object_unref, NULL);
    fonts->facts = g_hash_table_new_full(fact_hash, fact_equal, g_free, NULL);
    fonts->twins = g_hash_table_new_full(NULL, NULL, g_object_unref, NULL);
    if (!read_aliases(fonts, folder, error) || !read_config(fonts, folder, error))
        return NULL;
    fonts->map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
    pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(fonts->map), fonts->config);
    fonts->context = new_context(fonts);
    return g_steal_pointer(&fonts);
}

void
bx_fonts_free(BxFonts *fonts)
{
    if (!fonts)
        return;
    g_hash_table_unref(fonts->twins);
    g_hash_table_unref(fonts->facts);
    g_hash_table_unref(fonts->kept);
    g_clear_object(&fonts->context);
    g_clear_object(&fonts->map);
    if (fonts->config)
        FcConfigDestroy(fonts->config);
    g_hash_table_unref(fonts->asked);
    g_ptr_array_unref(fonts->alias_order);
    g_clear_pointer(&fonts->installed, g_hash_table_unref);
    g_clear_pointer(&fonts->families, g_hash_table_unref);
    g_hash_table_unref(fonts->aliases);
    g_free(fonts);
}

PangoContext *
bx_fonts_context(BxFonts *fonts)
{
    return fonts->context;
}

void
bx_fonts_keep(BxFonts *fonts, PangoFont *font)
{
    if (!g_hash_table_contains(fonts->kept, font))
        g_hash_table_add(fonts->kept, g_object_ref(font));
}

static bool
is_same_face(PangoFont *a, PangoFont *b)
{
    FcPattern *one = pango_fc_font_get_pattern(PANGO_FC_FONT(a));
    FcPattern *other = pango_fc_font_get_pattern(PANGO_FC_FONT(b));
    FcObjectSet *what = FcObjectSetBuild(FC_FILE, FC_INDEX, (char *)NULL);
    bool is_same = FcPatternEqualSubset(one, other, what);
    FcObjectSetDestroy(what);
    return is_same;
}

PangoFont *
bx_fonts_twin(BxFonts *fonts, PangoFont *font)
{
    PangoFont *twin = g_hash_table_lookup(fonts->twins, font);
    if (twin || pango_font_get_font_map(font) == fonts->map)
        return twin ? twin : font;
    PangoFontDescription *description = pango_font_describe_with_absolute_size(font);
    g_autoptr(PangoFont) loaded = pango_context_load_font(fonts->context, description);
    pango_font_description_free(description);
    /* else the other's does as well, and is embedded once more */
    twin = loaded && is_same_face(font, loaded) ? loaded : font;
    bx_fonts_keep(fonts, twin);
    g_hash_table_insert(fonts->twins, g_object_ref(font), twin);
    return twin;
}

const BxFaceFact *
bx_fonts_recall(BxFonts *fonts, const BxFaceKey *key)
{
    const Fact *fact = g_hash_table_lookup(fonts->facts, key);
    return fact ? &fact->fact : NULL;
}

void
bx_fonts_note(BxFonts *fonts, const BxFaceKey *key, BxFaceFact fact)
{
    const Fact noted = {*key, fact};
    g_hash_table_add(fonts->facts, g_memdup2(&noted, sizeof noted)); /* it begins with its key */
}

/* The face fontconfig has for exactly this family; NULL if it would take another. */
static FcPattern *
match_family(BxFonts *fonts, const char *family, int weight)
{
    FcPattern *asked = FcPatternCreate();
    FcPatternAddString(asked, FC_FAMILY, (const FcChar8 *)family);
    FcPatternAddDouble(asked, FC_WEIGHT, FcWeightFromOpenTypeDouble(weight));
    FcDefaultSubstitute(asked);
    FcResult result;
    FcPattern *found = FcFontMatch(fonts->config, asked, &result);
    FcPatternDestroy(asked);
    FcChar8 *name;
    for (int i = 0; found && FcPatternGetString(found, FC_FAMILY, i, &name) == FcResultMatch; i++)
        if (FcStrCmpIgnoreCase(name, (const FcChar8 *)family) == 0)
            return found;
    if (found)
        FcPatternDestroy(found);
    return NULL;
}

static void
find_installed(BxFonts *fonts)
{
    const FcFontSet *set = FcConfigGetFonts(fonts->config, FcSetSystem);
    fonts->installed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    FcChar8 *name;
    for (int i = 0; set && i < set->nfont; i++)
        for (int k = 0; FcPatternGetString(set->fonts[i], FC_FAMILY, k, &name) == FcResultMatch;
             k++)
            g_hash_table_add(fonts->installed, g_ascii_strdown((const char *)name, -1));
}

static bool
is_installed(BxFonts *fonts, const char *family)
{
    if (!fonts->installed)
        find_installed(fonts);
    g_autofree char *lower = g_ascii_strdown(family, -1);
    return g_hash_table_contains(fonts->installed, lower);
}

/* Index of the first family that is installed; −1: none. */
static int
first_family(BxFonts *fonts, const Alias *alias)
{
    for (int i = 0; alias->families[i]; i++)
        if (is_installed(fonts, alias->families[i]))
            return i;
    return -1;
}

bool
bx_fonts_is_own(BxFonts *fonts, const char *name, PangoFont *font)
{
    const Alias *alias = g_hash_table_lookup(fonts->aliases, name);
    int i = alias ? first_family(fonts, alias) : -1;
    PangoFontDescription *description = pango_font_describe(font);
    const char *family = pango_font_description_get_family(description);
    bool is_own = family && g_ascii_strcasecmp(family, i >= 0 ? alias->families[i] : name) == 0;
    pango_font_description_free(description);
    return is_own;
}

static void
check_alias(BxFonts *fonts, const Alias *alias, Asked *asked)
{
    int i = first_family(fonts, alias);
    asked->fault_code = i < 0 ? BX_DIAG_FACE_MISSING : BX_DIAG_FACE_SUBSTITUTE;
    if (i < 0)
        asked->fault = bx_say("no face for %s (%s): “%s” is not installed; install the package %s",
                              alias->chinese, alias->name, alias->families[0], alias->package);
    else if (i > 0)
        asked->fault = bx_say("“%s” stands in for %s (%s), “%s”", alias->families[i],
                              alias->chinese, alias->name, alias->families[0]);
}

/* A family named as such: nothing stands in for it in silence. */
static void
check_family(BxFonts *fonts, const char *name, Asked *asked)
{
    if (is_installed(fonts, name))
        return;
    asked->fault_code = BX_DIAG_FACE_MISSING;
    asked->fault = bx_say(
        "font “%s” is neither one of the aliases of fonts/faces.ini nor an installed family", name);
}

static Asked *
ask(BxFonts *fonts, const char *name, int weight)
{
    const Alias *alias = g_hash_table_lookup(fonts->aliases, name);
    Asked *asked = g_new0(Asked, 1);
    if (alias)
        check_alias(fonts, alias, asked);
    else
        check_family(fonts, name, asked);
    asked->description = pango_font_description_new();
    pango_font_description_set_family(asked->description, alias ? alias->family_list : name);
    pango_font_description_set_weight(asked->description, (PangoWeight)weight);
    pango_font_description_set_absolute_size(asked->description, BX_FACE_EM_UNITS);
    return asked;
}

const PangoFontDescription *
bx_fonts_describe(BxFonts *fonts, const char *name, int weight, BxPos pos, BxDiags *diags)
{
    g_autofree char *key = g_strdup_printf("%s %d", name, weight);
    Asked *asked = g_hash_table_lookup(fonts->asked, key);
    if (!asked) {
        asked = ask(fonts, name, weight);
        g_hash_table_insert(fonts->asked, g_steal_pointer(&key), asked);
    }
    if (asked->fault)
        bx_diag(diags, asked->fault_code, pos, "%s", asked->fault);
    return asked->description;
}

void
bx_face_free(BxFace *face)
{
    if (!face)
        return;
    g_free(face->alias);
    g_free(face->chinese);
    g_free(face->asked);
    g_free(face->found);
    g_free(face->style);
    g_free(face->file);
    g_free(face->version);
    g_free(face->package);
    g_free(face);
}

static char *
pattern_string(FcPattern *pattern, const char *object)
{
    FcChar8 *value;
    if (FcPatternGetString(pattern, object, 0, &value) != FcResultMatch)
        return NULL;
    return g_strdup((const char *)value);
}

char *
bx_face_version(int fixed)
{
    return g_strdup_printf("%d.%03d", fixed >> 16, (fixed & 0xFFFF) * 1000 / 65536);
}

static BxFace *
face_of(BxFonts *fonts, const Alias *alias, int weight)
{
    BxFace *face = g_new0(BxFace, 1);
    face->alias = g_strdup(alias->name);
    face->chinese = g_strdup(alias->chinese);
    face->weight = weight;
    face->asked = g_strdup(alias->families[0]);
    face->package = g_strdup(alias->package);
    FcPattern *found = NULL;
    for (char **family = alias->families; *family && !found; family++) {
        found = match_family(fonts, *family, weight);
        if (found) {
            face->found = g_strdup(*family);
            face->is_substitute = family != alias->families;
        }
    }
    if (!found)
        return face;
    int version = 0;
    face->style = pattern_string(found, FC_STYLE);
    face->file = pattern_string(found, FC_FILE);
    FcPatternGetInteger(found, FC_INDEX, 0, &face->index);
    FcPatternGetInteger(found, FC_FONTVERSION, 0, &version);
    face->version = bx_face_version(version);
    FcPatternDestroy(found);
    return face;
}

GPtrArray *
bx_fonts_list(BxFonts *fonts)
{
    GPtrArray *faces = g_ptr_array_new_with_free_func((GDestroyNotify)bx_face_free);
    for (guint i = 0; i < fonts->alias_order->len; i++) {
        const Alias *alias = g_ptr_array_index(fonts->alias_order, i);
        for (int k = 0; k < alias->n_weights; k++)
            g_ptr_array_add(faces, face_of(fonts, alias, alias->weights[k]));
    }
    return faces;
}

GHashTable *
bx_fonts_families(BxFonts *fonts)
{
    if (fonts->families)
        return fonts->families;
    fonts->families = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < fonts->alias_order->len; i++) {
        const Alias *alias = g_ptr_array_index(fonts->alias_order, i);
        for (char **family = alias->families; *family; family++)
            g_hash_table_add(fonts->families, g_ascii_strdown(*family, -1));
    }
    return fonts->families;
}

FcConfig *
bx_fonts_config(const BxFonts *fonts)
{
    return fonts->config;
}
