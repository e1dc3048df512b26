/* SPDX-License-Identifier: Apache-2.0 */
#include "paint/faces.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include <cairo-ft.h>
#include <hb-ot.h>
#include <hb-subset.h>
#include <pango/pangocairo.h>

/* One face of a file: fonts of Pango that differ in anything else share it. */
typedef struct {
    PangoFont *font;         /* one of those, borrowed */
    hb_face_t *whole;        /* owned */
    hb_set_t *used;          /* its glyphs on the pages; owned */
    hb_face_t *small;        /* with these glyphs alone, owned; NULL: could not be cut */
    hb_map_t *numbers;       /* of a glyph in `whole` → in `small`; owned */
    cairo_font_face_t *face; /* of `small`, or of `whole`; owned */
    BxGlyphAreas *areas;     /* of the same; owned */
} Cut;

/* FreeType's own count of references leaves its memory behind when the last one goes. */
typedef struct {
    FT_Library ft;
} Library;

static Library *
library_new(void)
{
    Library *library = g_atomic_rc_box_new0(Library);
    if (FT_Init_FreeType(&library->ft) == 0)
        return library;
    g_atomic_rc_box_release(library);
    return NULL;
}

static void
library_close(void *library)
{
    FT_Done_FreeType(((Library *)library)->ft);
}

static void
library_release(Library *library)
{
    if (library)
        g_atomic_rc_box_release_full(library, library_close);
}

struct BxFaces {
    Library *library;    /* a reference; NULL: there is none */
    GHashTable *by_font; /* PangoFont, borrowed → Cut, borrowed */
    GPtrArray *cuts;     /* Cut, in order of first use */
};

static void
cut_free(void *data)
{
    Cut *cut = data;
    hb_face_destroy(cut->whole);
    hb_face_destroy(cut->small);
    hb_set_destroy(cut->used);
    hb_map_destroy(cut->numbers);
    bx_glyph_areas_free(cut->areas);
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
        cut->font = font;
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

/* Lines are shaped and placed, and Cairo is told the characters of all glyphs: neither shaping nor the character map
 * is needed any more, and without the map the cut takes half the time. */
static bool
is_needless(hb_tag_t table)
{
    static const hb_tag_t needless[] = {HB_TAG('c', 'm', 'a', 'p'), HB_TAG('G', 'S', 'U', 'B'),
                                        HB_TAG('G', 'P', 'O', 'S'), HB_TAG('G', 'D', 'E', 'F'),
                                        HB_TAG('B', 'A', 'S', 'E'), HB_TAG('V', 'O', 'R', 'G'),
                                        HB_TAG('v', 'h', 'e', 'a'), HB_TAG('v', 'm', 't', 'x'),
                                        HB_TAG('k', 'e', 'r', 'n'), HB_TAG('D', 'S', 'I', 'G')};
    for (size_t i = 0; i < G_N_ELEMENTS(needless); i++)
        if (table == needless[i])
            return true;
    return false;
}

/* The face with the tables that drawing needs; they stay where they are. */
static hb_face_t *
bare_face(hb_face_t *whole)
{
    hb_face_t *bare = hb_face_builder_create();
    hb_tag_t tags[32];
    unsigned n = G_N_ELEMENTS(tags), start = 0;
    for (; n == G_N_ELEMENTS(tags); start += n) {
        hb_face_get_table_tags(whole, start, &n, tags);
        for (unsigned i = 0; i < n; i++) {
            hb_blob_t *table =
                is_needless(tags[i]) ? NULL : hb_face_reference_table(whole, tags[i]);
            if (table)
                hb_face_builder_add_table(bare, tags[i], table);
            hb_blob_destroy(table);
        }
    }
    return bare;
}

static void
cut_bare(Cut *cut, hb_face_t *bare, hb_subset_input_t *wish)
{
    hb_subset_plan_t *plan = hb_subset_plan_create_or_fail(bare, wish);
    cut->small = plan ? hb_subset_plan_execute_or_fail(plan) : NULL;
    if (cut->small)
        cut->numbers = hb_map_copy(hb_subset_plan_old_to_new_glyph_mapping(plan));
    hb_subset_plan_destroy(plan);
}

/* Outlines of a variable face are those of an instance, which is not in the file. */
static void
cut_face(void *data, G_GNUC_UNUSED void *pool)
{
    Cut *cut = data;
    hb_subset_input_t *wish = hb_subset_input_create_or_fail();
    if (wish && !hb_ot_var_has_data(cut->whole)) {
        hb_face_t *bare = bare_face(cut->whole);
        hb_set_union(hb_subset_input_glyph_set(wish), cut->used);
        hb_subset_input_set_flags(wish, HB_SUBSET_FLAGS_NOTDEF_OUTLINE);
        cut_bare(cut, bare, wish);
        hb_face_destroy(bare);
    }
    hb_subset_input_destroy(wish);
}

static void
cut_all(BxFaces *faces)
{
    GThreadPool *pool = g_thread_pool_new(cut_face, NULL, (int)g_get_num_processors(), FALSE, NULL);
    for (guint i = 0; i < faces->cuts->len; i++)
        g_thread_pool_push(pool, g_ptr_array_index(faces->cuts, i), NULL);
    g_thread_pool_free(pool, /*immediate*/ FALSE, /*wait*/ TRUE);
}

/* ---- Cairo's faces ---- */

/* What a Cairo face stands on; Cairo keeps faces after their last use, for the next one. */
typedef struct {
    Library *library; /* a reference */
    FT_Face face;
    hb_blob_t *file;
} Ground;

static void
ground_free(void *data)
{
    Ground *ground = data;
    FT_Done_Face(ground->face);
    library_release(ground->library);
    hb_blob_destroy(ground->file);
    g_free(ground);
}

/* Takes the file. NULL where FreeType or Cairo cannot use it. */
static cairo_font_face_t *
open_file(Library *library, hb_blob_t *file)
{
    static const cairo_user_data_key_t key;
    unsigned size;
    const char *data = hb_blob_get_data(file, &size);
    FT_Face face;
    if (FT_New_Memory_Face(library->ft, (const FT_Byte *)data, size, 0, &face)) {
        hb_blob_destroy(file);
        return NULL;
    }
    Ground *ground = g_new(Ground, 1);
    *ground = (Ground){g_atomic_rc_box_acquire(library), face, file};
    cairo_font_face_t *opened = cairo_ft_font_face_create_for_ft_face(face, FT_LOAD_NO_HINTING);
    if (cairo_font_face_set_user_data(opened, &key, ground, ground_free) == CAIRO_STATUS_SUCCESS)
        return opened;
    cairo_font_face_destroy(opened);
    ground_free(ground);
    return NULL;
}

static void
open_face(Cut *cut, Library *library)
{
    if (cut->small && library)
        cut->face = open_file(library, hb_face_reference_blob(cut->small));
    if (!cut->face) {
        g_clear_pointer(&cut->numbers, hb_map_destroy);
        cut->face = cairo_font_face_reference(bx_face_as_it_is(cut->font).face);
    }
    cut->areas = bx_glyph_areas_new(cut->numbers ? cut->small : cut->whole);
}

static BxFaces *
faces_alloc(void)
{
    BxFaces *faces = g_new0(BxFaces, 1);
    faces->by_font = g_hash_table_new(NULL, NULL);
    faces->cuts = g_ptr_array_new_with_free_func(cut_free);
    faces->library = library_new();
    return faces;
}

BxFaces *
bx_faces_new(const GPtrArray *pages)
{
    BxFaces *faces = faces_alloc();
    for (guint i = 0; i < pages->len; i++)
        note_page(faces, g_ptr_array_index(pages, i));
    cut_all(faces);
    for (guint i = 0; i < faces->cuts->len; i++)
        open_face(g_ptr_array_index(faces->cuts, i), faces->library);
    return faces;
}

static Cut *
cut_copy(const Cut *cut, Library *library)
{
    Cut *copy = g_new0(Cut, 1);
    copy->font = cut->font;
    copy->whole = hb_face_reference(cut->whole);
    copy->small = cut->small ? hb_face_reference(cut->small) : NULL;
    copy->numbers = cut->numbers ? hb_map_reference(cut->numbers) : NULL;
    if (copy->numbers && library)
        copy->face = open_file(library, hb_face_reference_blob(cut->small));
    if (!copy->face)
        copy->face = cairo_font_face_reference(cut->face);
    copy->areas = bx_glyph_areas_new(copy->numbers ? copy->small : copy->whole);
    return copy;
}

BxFaces *
bx_faces_copy(const BxFaces *faces)
{
    BxFaces *copy = faces_alloc();
    g_autoptr(GHashTable) copies = g_hash_table_new(NULL, NULL); /* Cut → its copy */
    for (guint i = 0; i < faces->cuts->len; i++) {
        Cut *cut = g_ptr_array_index(faces->cuts, i);
        g_ptr_array_add(copy->cuts, cut_copy(cut, copy->library));
        g_hash_table_insert(copies, cut, g_ptr_array_index(copy->cuts, i));
    }
    GHashTableIter iter;
    void *font, *cut;
    g_hash_table_iter_init(&iter, faces->by_font);
    while (g_hash_table_iter_next(&iter, &font, &cut))
        g_hash_table_insert(copy->by_font, font, g_hash_table_lookup(copies, cut));
    return copy;
}

void
bx_faces_free(BxFaces *faces)
{
    if (!faces)
        return;
    g_hash_table_unref(faces->by_font);
    g_ptr_array_unref(faces->cuts);
    library_release(faces->library);
    g_free(faces);
}

BxCutFace
bx_faces_lookup(const BxFaces *faces, PangoFont *font)
{
    const Cut *cut = g_hash_table_lookup(faces->by_font, font);
    return (BxCutFace){cut->face, cut->numbers, cut->areas};
}

BxCutFace
bx_face_as_it_is(PangoFont *font)
{
    cairo_scaled_font_t *scaled = pango_cairo_font_get_scaled_font(PANGO_CAIRO_FONT(font));
    return (BxCutFace){cairo_scaled_font_get_font_face(scaled), NULL, NULL};
}

uint32_t
bx_face_glyph(const BxCutFace *cut, uint32_t glyph)
{
    return cut->numbers ? hb_map_get(cut->numbers, glyph) : glyph;
}
