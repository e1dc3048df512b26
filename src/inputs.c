/* SPDX-License-Identifier: Apache-2.0 */
/* Inputs: texts by what was read of them, all other files by their paths; faces as they stand on the pages. */

#include "inputs.h"

#include "page/page.h"
#include "text/compose.h"
#include "text/faces.h"

#include <string.h>

#define LAYOUT_FOLDER "layouts/" /* as the sources of layouts are shown */

static void
input_free(void *data)
{
    BxInput *input = data;
    g_free(input->path);
    g_free(input->sum);
    g_free(input);
}

static BxInput *
add(GPtrArray *inputs, const char *kind, const char *path, char *sum_taken)
{
    BxInput *input = g_new0(BxInput, 1);
    *input = (BxInput){.kind = kind, .path = g_canonicalize_filename(path, NULL), .sum = sum_taken};
    g_ptr_array_add(inputs, input);
    return input;
}

static void
add_sources(GPtrArray *inputs, const BxIssue *issue)
{
    for (guint i = 0; i < issue->sources->len; i++) {
        const BxSource *source = g_ptr_array_index(issue->sources, i);
        bool is_layout = g_str_has_prefix(source->path, LAYOUT_FOLDER);
        if (source->file)
            add(inputs, is_layout ? "layout" : "source", source->file, bx_source_sum(source));
    }
}

static void
add_picture(GPtrArray *inputs, const BxPicture *picture)
{
    if (picture && picture->file)
        add(inputs, "picture", picture->file, NULL);
}

static void
add_story(GPtrArray *inputs, const BxStory *story)
{
    for (guint i = 0; i < story->blocks->len; i++) {
        const BxBlock *block = g_ptr_array_index(story->blocks, i);
        for (guint k = 0; block->figure && k < block->figure->pictures->len; k++)
            add_picture(inputs, g_ptr_array_index(block->figure->pictures, k));
    }
}

static void
add_page(GPtrArray *inputs, const BxPageSpec *page)
{
    const GPtrArray *furniture = page->layout->furniture;
    for (guint i = 0; i < furniture->len; i++)
        add_picture(inputs, ((const BxFurniture *)g_ptr_array_index(furniture, i))->picture);
    for (guint i = 0; i < page->ads->len; i++) {
        const BxAd *ad = g_ptr_array_index(page->ads, i);
        if (ad->file)
            add(inputs, "advertisement", ad->file, NULL);
    }
    if (page->layout->press.profile)
        add(inputs, "profile", page->layout->press.profile, NULL);
}

static void
add_fonts_of_pages(GHashTable *set, const GPtrArray *pages)
{
    for (guint i = 0; i < pages->len; i++) {
        const GArray *placed = ((const BxPage *)g_ptr_array_index(pages, i))->placed;
        for (guint k = 0; k < placed->len; k++) {
            const BxPlaced *one = &g_array_index(placed, BxPlaced, k);
            const BxFixedArray *runs = one->kind == BX_PLACED_TEXT ? one->text.line->runs : NULL;
            for (guint r = 0; runs && r < runs->len; r++)
                if (g_array_index(runs, BxRun, r).font)
                    g_hash_table_add(set, g_array_index(runs, BxRun, r).font);
            const GArray *rubies = runs ? one->text.line->rubies : NULL;
            for (guint r = 0; rubies && r < rubies->len; r++) {
                const BxFixedArray *own = g_array_index(rubies, BxRubyPlace, r).line->runs;
                for (guint n = 0; n < own->len; n++)
                    g_hash_table_add(set, g_array_index(own, BxRun, n).font);
            }
        }
    }
}

GPtrArray *
bx_inputs_faces(const BxInputSources *sources)
{
    g_autoptr(GHashTable) set = g_hash_table_new(NULL, NULL);
    add_fonts_of_pages(set, sources->pages);
    return bx_faces_used(sources->fonts, set);
}

static void
add_faces(GPtrArray *inputs, const BxInputSources *sources)
{
    g_autoptr(GPtrArray) faces = bx_inputs_faces(sources);
    for (guint i = 0; i < faces->len; i++) {
        const BxFace *face = g_ptr_array_index(faces, i);
        g_autofree char *path = g_strdup_printf("%s#%d", face->file, face->index);
        add(inputs, "face", path, NULL)->lends = face->is_substitute;
    }
}

/* The slug line is set while the file is written: its face is that of the alias. */
static void
add_slug_face(GPtrArray *inputs, const BxInputSources *sources)
{
    g_autoptr(GPtrArray) faces = bx_fonts_list(sources->fonts);
    for (guint i = 0; i < faces->len; i++) {
        const BxFace *face = g_ptr_array_index(faces, i);
        if (strcmp(face->alias, BX_SLUG_FONT) != 0 || face->weight != BX_SLUG_WEIGHT || !face->file)
            continue;
        g_autofree char *path = g_strdup_printf("%s#%d", face->file, face->index);
        add(inputs, "face", path, NULL);
    }
}

static int
compare_inputs(gconstpointer a, gconstpointer b)
{
    const BxInput *one = *(BxInput *const *)a, *two = *(BxInput *const *)b;
    int order = strcmp(one->kind, two->kind);
    return order ? order : strcmp(one->path, two->path);
}

static void
drop_twins(GPtrArray *inputs)
{
    g_ptr_array_sort(inputs, compare_inputs);
    guint n = 0;
    for (guint i = 0; i < inputs->len; i++) {
        if (n > 0 && compare_inputs(&inputs->pdata[n - 1], &inputs->pdata[i]) == 0)
            input_free(inputs->pdata[i]);
        else
            inputs->pdata[n++] = inputs->pdata[i];
    }
    g_ptr_array_set_free_func(inputs, NULL);
    g_ptr_array_set_size(inputs, (int)n);
    g_ptr_array_set_free_func(inputs, input_free);
}

static void
add_data(GPtrArray *inputs, const char *data_dir)
{
    static const char *const names[] = {"faces.ini", "fonts.conf"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(data_dir, "fonts", names[i], NULL);
        add(inputs, "data", path, NULL);
    }
}

GPtrArray *
bx_inputs_new(const BxInputSources *sources)
{
    GPtrArray *inputs = g_ptr_array_new_with_free_func(input_free);
    const BxIssue *issue = sources->issue;
    add_sources(inputs, issue);
    for (guint i = 0; i < issue->stories->len; i++)
        add_story(inputs, g_ptr_array_index(issue->stories, i));
    for (guint i = 0; i < issue->pages->len; i++)
        add_page(inputs, g_ptr_array_index(issue->pages, i));
    add_data(inputs, sources->data_dir);
    if (sources->lock_file)
        add(inputs, "lock", sources->lock_file, NULL);
    if (sources->pages)
        add_faces(inputs, sources);
    if (sources->pages && sources->has_slug)
        add_slug_face(inputs, sources);
    drop_twins(inputs);
    return inputs;
}
