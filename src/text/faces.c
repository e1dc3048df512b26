/* SPDX-License-Identifier: Apache-2.0 */
/* Faces: asked of fontconfig's patterns, which know file, number and version of each. */

#include "text/faces.h"

#include <fontconfig/fontconfig.h>
#include <pango/pangofc-font.h>
#include <string.h>

static char *
pattern_string(FcPattern *pattern, const char *object)
{
    FcChar8 *value;
    if (FcPatternGetString(pattern, object, 0, &value) != FcResultMatch)
        return g_strdup("");
    return g_strdup((const char *)value);
}

static bool
is_behind_alias(BxFonts *fonts, FcPattern *pattern)
{
    FcChar8 *name;
    for (int i = 0; FcPatternGetString(pattern, FC_FAMILY, i, &name) == FcResultMatch; i++) {
        g_autofree char *lower = g_ascii_strdown((const char *)name, -1);
        if (g_hash_table_contains(bx_fonts_families(fonts), lower))
            return true;
    }
    return false;
}

static BxFace *
face_of_pattern(BxFonts *fonts, FcPattern *pattern)
{
    BxFace *face = g_new0(BxFace, 1);
    int version = 0;
    face->found = pattern_string(pattern, FC_FAMILY);
    face->style = pattern_string(pattern, FC_STYLE);
    face->file = pattern_string(pattern, FC_FILE);
    FcPatternGetInteger(pattern, FC_INDEX, 0, &face->index);
    FcPatternGetInteger(pattern, FC_FONTVERSION, 0, &version);
    face->version = bx_face_version(version);
    face->is_substitute = !is_behind_alias(fonts, pattern);
    return face;
}

static int
compare_faces(gconstpointer a, gconstpointer b)
{
    const BxFace *one = *(BxFace *const *)a, *two = *(BxFace *const *)b;
    int order = strcmp(one->file, two->file);
    return order ? order : (one->index > two->index) - (one->index < two->index);
}

GPtrArray *
bx_faces_used(BxFonts *fonts, GHashTable *set)
{
    GPtrArray *faces = g_ptr_array_new_with_free_func((GDestroyNotify)bx_face_free);
    GHashTableIter iter;
    gpointer font;
    g_hash_table_iter_init(&iter, set);
    while (g_hash_table_iter_next(&iter, &font, NULL))
        g_ptr_array_add(faces,
                        face_of_pattern(fonts, pango_fc_font_get_pattern(PANGO_FC_FONT(font))));
    g_ptr_array_sort(faces, compare_faces);
    for (guint i = 1; i < faces->len;)
        if (compare_faces(&faces->pdata[i - 1], &faces->pdata[i]) == 0)
            g_ptr_array_remove_index(faces, i);
        else
            i++;
    return faces;
}

char *
bx_faces_of_aliases(BxFonts *fonts)
{
    g_autoptr(GPtrArray) faces = bx_fonts_list(fonts);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < faces->len; i++) {
        const BxFace *face = g_ptr_array_index(faces, i);
        g_string_append_printf(out, "%s %d %s %d %s\n", face->alias, face->weight,
                               face->file ? face->file : "-", face->index,
                               face->version ? face->version : "-");
    }
    return g_string_free(out, FALSE);
}

static int
compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char *
bx_faces_installed(BxFonts *fonts)
{
    const FcFontSet *set = FcConfigGetFonts(bx_fonts_config(fonts), FcSetSystem);
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    for (int i = 0; set && i < set->nfont; i++) {
        BxFace *face = face_of_pattern(fonts, set->fonts[i]);
        g_ptr_array_add(lines, g_strdup_printf("%s %d %s", face->file, face->index, face->version));
        bx_face_free(face);
    }
    g_ptr_array_sort(lines, compare_strings);
    g_ptr_array_add(lines, NULL);
    return g_strjoinv("\n", (char **)lines->pdata);
}

char **
bx_faces_folders(BxFonts *fonts)
{
    GPtrArray *folders = g_ptr_array_new();
    FcStrList *list = FcConfigGetFontDirs(bx_fonts_config(fonts));
    FcChar8 *folder;
    while (list && (folder = FcStrListNext(list)))
        g_ptr_array_add(folders, g_strdup((const char *)folder));
    if (list)
        FcStrListDone(list);
    g_ptr_array_sort(folders, compare_strings);
    g_ptr_array_add(folders, NULL);
    return (char **)g_ptr_array_free(folders, FALSE);
}
