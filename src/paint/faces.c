/* SPDX-License-Identifier: Apache-2.0 */
#include "paint/faces.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_MODULE_H
#include <cairo-ft.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <pango/pango.h>

/* One face of a file: fonts of Pango that differ in anything else share it. */
typedef struct {
    hb_face_t *whole;        /* owned */
    hb_set_t *used;          /* its glyphs on the pages; owned */
    hb_map_t *numbers;       /* of a glyph in `whole` → in `face`; owned */
    cairo_font_face_t *face; /* owned; NULL: not cut, and used as it is */
} Cut;

struct BxFaces {
    FT_Library library;
    GHashTable *by_font; /* PangoFont, borrowed → Cut, borrowed */
    GPtrArray *cuts;     /* Cut, in order of first use */
};

static void
cut_free(void *data)
{
    Cut *cut = data;
    hb_face_destroy(cut->whole);
    hb_set_destroy(cut->used);
    hb_map_destroy(cut->numbers);
    if (cut->face)
        cairo_font_face_destroy(cut->face);
    g_free(cut);
}

/* ---- which glyphs are used ---- */

static Cut *
find_cut(BxFaces *faces, PangoFont *font)
{
    Cut *cut = g_hash_table_lookup(faces->by_font, font);
    if (cut)
        return cut;
    hb_face_t *whole = hb_font_get_face(pango_font_get_hb_font(font));
    for (guint i = 0; i < faces->cuts->len && !cut; i++) { /* a page has a handful of faces */
        Cut *other = g_ptr_array_index(faces->cuts, i);
        cut = other->whole == whole ? other : NULL;
    }
    if (!cut) {
        cut = g_new0(Cut, 1);
        cut->whole = hb_face_reference(whole);
        cut->used = hb_set_create();
        g_ptr_array_add(faces->cuts, cut);
    }
    g_hash_table_insert(faces->by_font, font, cut);
    return cut;
}

static void
note_line(BxFaces *faces, const BxLine *line)
{
    for (guint i = 0; i < line->runs->len; i++) {
        const BxRun *run = &g_array_index(line->runs, BxRun, i);
        Cut *cut = find_cut(faces, run->font);
        for (int g = 0; g < run->n_glyphs; g++)
            hb_set_add(cut->used, g_array_index(line->glyphs, BxGlyph, run->start_glyph + g).id);
    }
    for (guint i = 0; line->rubies && i < line->rubies->len; i++)
        note_line(faces, g_array_index(line->rubies, BxRubyPlace, i).line);
}

static void
note_page(BxFaces *faces, const BxPage *page)
{
    for (guint i = 0; i < page->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
        if (placed->kind == BX_PLACED_TEXT)
            note_line(faces, placed->text.line);
    }
}

/* ---- the cut ---- */

/* Lines are shaped and placed: nothing that shapes is needed any more. */
static hb_subset_input_t *
wish_of(const Cut *cut)
{
    static const char *const needless[] = {"GSUB", "GPOS", "GDEF", "BASE",
                                           "VORG", "vhea", "vmtx", "kern"};
    hb_subset_input_t *wish = hb_subset_input_create_or_fail();
    if (!wish)
        return NULL;
    hb_set_t *dropped = hb_subset_input_set(wish, HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (size_t i = 0; i < G_N_ELEMENTS(needless); i++)
        hb_set_add(dropped, hb_tag_from_string(needless[i], 4));
    hb_set_union(hb_subset_input_glyph_set(wish), cut->used);
    hb_subset_input_set_flags(wish, HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
    return wish;
}

/* What a Cairo face stands on; Cairo keeps faces after their last use, for the next one. */
typedef struct {
    FT_Library library; /* a reference */
    FT_Face face;
    hb_blob_t *file;
} Ground;

static void
ground_free(void *data)
{
    Ground *ground = data;
    FT_Done_Face(ground->face);
    FT_Done_Library(ground->library);
    hb_blob_destroy(ground->file);
    g_free(ground);
}

/* Takes the file. NULL where FreeType or Cairo cannot use it. */
static cairo_font_face_t *
open_file(FT_Library library, hb_blob_t *file)
{
    static const cairo_user_data_key_t key;
    unsigned size;
    const char *data = hb_blob_get_data(file, &size);
    FT_Face face;
    if (FT_New_Memory_Face(library, (const FT_Byte *)data, size, 0, &face)) {
        hb_blob_destroy(file);
        return NULL;
    }
    Ground *ground = g_new(Ground, 1);
    FT_Reference_Library(library);
    *ground = (Ground){library, face, file};
    cairo_font_face_t *opened = cairo_ft_font_face_create_for_ft_face(face, FT_LOAD_NO_HINTING);
    if (cairo_font_face_set_user_data(opened, &key, ground, ground_free) == CAIRO_STATUS_SUCCESS)
        return opened;
    cairo_font_face_destroy(opened);
    ground_free(ground);
    return NULL;
}

/* Outlines of a variable face are those of an instance, which is not in the file. */
static void
cut_face(Cut *cut, FT_Library library)
{
    hb_subset_input_t *wish = hb_ot_var_has_data(cut->whole) ? NULL : wish_of(cut);
    hb_subset_plan_t *plan = wish ? hb_subset_plan_create_or_fail(cut->whole, wish) : NULL;
    hb_face_t *small = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    if (small) {
        cut->numbers = hb_map_copy(hb_subset_plan_old_to_new_glyph_mapping(plan));
        cut->face = open_file(library, hb_face_reference_blob(small));
    }
    hb_face_destroy(small);
    hb_subset_plan_destroy(plan);
    hb_subset_input_destroy(wish);
}

BxFaces *
bx_faces_new(const GPtrArray *pages)
{
    BxFaces *faces = g_new0(BxFaces, 1);
    faces->by_font = g_hash_table_new(NULL, NULL);
    faces->cuts = g_ptr_array_new_with_free_func(cut_free);
    for (guint i = 0; i < pages->len; i++)
        note_page(faces, g_ptr_array_index(pages, i));
    if (FT_Init_FreeType(&faces->library))
        faces->library = NULL;
    for (guint i = 0; faces->library && i < faces->cuts->len; i++)
        cut_face(g_ptr_array_index(faces->cuts, i), faces->library);
    return faces;
}

void
bx_faces_free(BxFaces *faces)
{
    if (!faces)
        return;
    g_hash_table_unref(faces->by_font);
    g_ptr_array_unref(faces->cuts);
    if (faces->library)
        FT_Done_Library(faces->library);
    g_free(faces);
}

bool
bx_faces_lookup(const BxFaces *faces, PangoFont *font, BxCutFace *found)
{
    const Cut *cut = faces ? g_hash_table_lookup(faces->by_font, font) : NULL;
    if (!cut || !cut->face)
        return false;
    *found = (BxCutFace){cut->face, cut->numbers};
    return true;
}

uint32_t
bx_face_glyph(const BxCutFace *cut, uint32_t glyph)
{
    return hb_map_get(cut->numbers, glyph);
}
