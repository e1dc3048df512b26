/* SPDX-License-Identifier: Apache-2.0 */
/* Keeping: pointers into the issue become numbers, and places lie in copies of the sources, until there is
 * another issue. */

#include "text/keep.h"

#include <string.h>

#define NONE (-1)       /* the engine's own */
#define BODY_STYLE (-2) /* that of the layout's body */

/* What a set text refers to. */
typedef struct {
    int text;  /* index among the story's texts, or NONE */
    int part;  /* the style is of that part's page … */
    int style; /* … and its index there, BODY_STYLE, or NONE */
} Reference;

struct BxKept {
    BxComposed *composed;
    GArray *references; /* Reference, one a set text */
    BxDiags *said;
    GPtrArray *copies; /* BxSource: what places lie in */
};

/* From one list of sources to another. */
typedef struct {
    GPtrArray *from, *to;   /* BxSource, of the same number */
    const GPtrArray *known; /* BxSource of an issue, NULL: copies are made */
    bool has_lost;          /* there was one that `known` has not */
} Mapping;

void
bx_kept_free(BxKept *kept)
{
    if (!kept)
        return;
    bx_composed_free(kept->composed);
    g_array_unref(kept->references);
    bx_diags_free(kept->said);
    g_ptr_array_unref(kept->copies);
    g_free(kept);
}

/* ---- places ---- */

static BxSource *
copy_source(const BxSource *source)
{
    return bx_source_new_take(source->path, g_memdup2(source->text, source->length + 1),
                              source->length);
}

static BxSource *
lookup_same(const GPtrArray *known, const BxSource *source)
{
    for (guint i = 0; i < known->len; i++) {
        BxSource *other = g_ptr_array_index(known, i);
        if (other->length == source->length && strcmp(other->path, source->path) == 0
            && memcmp(other->text, source->text, source->length) == 0)
            return other;
    }
    return NULL;
}

static const BxSource *
map_source(const BxSource *source, void *data)
{
    Mapping *mapping = data;
    guint at;
    if (g_ptr_array_find(mapping->from, source, &at))
        return g_ptr_array_index(mapping->to, at);
    BxSource *other = mapping->known ? lookup_same(mapping->known, source) : copy_source(source);
    mapping->has_lost |= !other;
    g_ptr_array_add(mapping->from, (gpointer)source);
    g_ptr_array_add(mapping->to, other);
    return other;
}

static void
map_pos(BxPos *pos, Mapping *mapping)
{
    pos->source = pos->source ? map_source(pos->source, mapping) : NULL;
}

static void
map_places(BxKept *kept, Mapping *mapping)
{
    map_pos(&kept->composed->overset_pos, mapping);
    for (guint i = 0; i < kept->composed->changes->len; i++)
        map_pos(&g_array_index(kept->composed->changes, BxChange, i).pos, mapping);
    bx_diags_map(kept->said, map_source, mapping);
}

/* ---- texts and styles ---- */

static const BxLayout *
layout_of_part(const BxPlan *plan, int story, int part)
{
    const BxStoryPlan *parts = g_ptr_array_index(plan->stories, story);
    const BxPart *place = g_ptr_array_index(parts->parts, part);
    return ((const BxPagePlan *)g_ptr_array_index(plan->pages, place->page))->layout;
}

static bool
find_style(const BxPlan *plan, int story, const BxStyle *style, Reference *reference)
{
    const BxStoryPlan *parts = g_ptr_array_index(plan->stories, story);
    for (guint p = 0; p < parts->parts->len; p++) {
        const BxLayout *layout = layout_of_part(plan, story, (int)p);
        guint at = 0;
        bool is_body = style == &layout->body;
        if (!is_body && !g_ptr_array_find(layout->styles, style, &at))
            continue;
        reference->part = (int)p;
        reference->style = is_body ? BODY_STYLE : (int)at;
        return true;
    }
    return false;
}

static bool
refer(BxKept *kept, const BxPlan *plan)
{
    int index = kept->composed->story;
    g_autoptr(GPtrArray) texts = bx_story_all_texts(g_ptr_array_index(plan->issue->stories, index));
    for (guint i = 0; i < kept->composed->texts->len; i++) {
        BxSetText *set = g_ptr_array_index(kept->composed->texts, i);
        Reference reference = {NONE, 0, NONE};
        guint at;
        if (set->text && !g_ptr_array_find(texts, set->text, &at))
            return false;
        if (set->text)
            reference.text = (int)at;
        if (!set->own_style && !find_style(plan, index, set->style, &reference))
            return false;
        set->text = NULL;
        set->style = set->own_style;
        g_array_append_val(kept->references, reference);
    }
    return true;
}

static void
resolve(BxKept *kept, const BxPlan *plan, int index)
{
    g_autoptr(GPtrArray) texts = bx_story_all_texts(g_ptr_array_index(plan->issue->stories, index));
    for (guint i = 0; i < kept->composed->texts->len; i++) {
        BxSetText *set = g_ptr_array_index(kept->composed->texts, i);
        const Reference *reference = &g_array_index(kept->references, Reference, i);
        if (reference->text != NONE)
            set->text = g_ptr_array_index(texts, reference->text);
        if (reference->style == NONE)
            continue;
        const BxLayout *layout = layout_of_part(plan, index, reference->part);
        set->style = reference->style == BODY_STYLE
                         ? &layout->body
                         : g_ptr_array_index(layout->styles, reference->style);
    }
}

/* ---- the whole ---- */

BxKept *
bx_kept_new_take(BxComposed *composed, const BxPlan *plan, const BxDiags *said)
{
    g_autoptr(BxKept) kept = g_new0(BxKept, 1);
    g_autoptr(GPtrArray) originals = g_ptr_array_new();
    kept->composed = composed;
    kept->references = g_array_new(FALSE, FALSE, sizeof(Reference));
    kept->said = bx_diags_new();
    kept->copies = g_ptr_array_new_with_free_func((GDestroyNotify)bx_source_free);
    bx_diags_copy(kept->said, said);
    Mapping mapping = {.from = originals, .to = kept->copies};
    map_places(kept, &mapping);
    return refer(kept, plan) ? g_steal_pointer(&kept) : NULL;
}

BxComposed *
bx_kept_take(BxKept *taken, const BxPlan *plan, int story, BxDiags *diags)
{
    g_autoptr(BxKept) kept = taken;
    g_autoptr(GPtrArray) found = g_ptr_array_new(), copies = g_ptr_array_new();
    Mapping mapping = {.from = copies, .to = found, .known = plan->issue->sources};
    map_places(kept, &mapping);
    if (mapping.has_lost)
        return NULL;
    resolve(kept, plan, story);
    kept->composed->story = story;
    bx_diags_move(diags, kept->said);
    return g_steal_pointer(&kept->composed);
}
