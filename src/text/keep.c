/* SPDX-License-Identifier: Apache-2.0 */
/* Keeping: pointers into the issue become numbers, and places lie in stand-ins for its sources, until there is
 * another issue. */

#include "text/keep.h"

#include <string.h>

#define NONE (-1)       /* the engine's own */
#define STORY (-3)      /* no layout's: the article itself */
#define BODY_STYLE (-2) /* that of the layout's body */

/* What a set text refers to. */
typedef struct {
    int text;  /* index among the story's texts, or NONE */
    int part;  /* the style is of that part's page … */
    int style; /* … and its index there, BODY_STYLE, or NONE */
} Reference;

/* Which source of an issue: one file may be read for several layouts, and has a source in each. */
typedef struct {
    int part;    /* that of the layout of this part's page … */
    guint index; /* … among those of that layout; STORY: the article */
} Origin;

struct BxKept {
    BxComposed *composed;
    GArray *references; /* Reference, one a set text */
    BxDiags *said;
    GPtrArray *stand_ins; /* BxSource: what places lie in … */
    GArray *origins;      /* … and what each stands for: Origin */
};

typedef struct {
    BxKept *kept;
    const BxPlan *plan;
    int story;
    GPtrArray *known; /* BxSource: originals of the stand-ins */
    bool has_lost;    /* there is one that is no source of the story's */
} Mapping;

void
bx_kept_free(BxKept *kept)
{
    if (!kept)
        return;
    bx_composed_free(kept->composed);
    g_array_unref(kept->references);
    bx_diags_free(kept->said);
    g_ptr_array_unref(kept->stand_ins);
    g_array_unref(kept->origins);
    g_free(kept);
}

/* ---- places ---- */

static const BxLayout *
layout_of_part(const BxPlan *plan, int story, int part)
{
    const BxStoryPlan *parts = g_ptr_array_index(plan->stories, story);
    const BxPart *place = g_ptr_array_index(parts->parts, part);
    return ((const BxPagePlan *)g_ptr_array_index(plan->pages, place->page))->layout;
}

/* The number of a layout's source; false where it is none of that layout's. */
static bool
find_source(const BxPlan *plan, const BxLayout *layout, const BxSource *source, guint *index)
{
    for (*index = 0; *index < layout->n_sources; (*index)++)
        if (g_ptr_array_index(plan->issue->sources, layout->first_source + *index) == source)
            return true;
    return false;
}

static bool
find_origin(const Mapping *mapping, const BxSource *source, Origin *origin)
{
    const BxPlan *plan = mapping->plan;
    const BxStoryPlan *parts = g_ptr_array_index(plan->stories, mapping->story);
    const BxStory *story = g_ptr_array_index(plan->issue->stories, mapping->story);
    *origin = (Origin){STORY, 0};
    if (story->source == source)
        return true;
    for (origin->part = 0; origin->part < (int)parts->parts->len; origin->part++)
        if (find_source(plan, layout_of_part(plan, mapping->story, origin->part), source,
                        &origin->index))
            return true;
    return false;
}

/* From a source of the issue to its stand-in. */
static const BxSource *
stand_in_for(const BxSource *source, void *data)
{
    Mapping *mapping = data;
    guint at;
    Origin origin;
    if (g_ptr_array_find(mapping->known, source, &at))
        return g_ptr_array_index(mapping->kept->stand_ins, at);
    mapping->has_lost |= !find_origin(mapping, source, &origin);
    BxSource *stand_in = bx_source_new_take(source->path, g_strdup(""), 0);
    g_ptr_array_add(mapping->known, (gpointer)source);
    g_ptr_array_add(mapping->kept->stand_ins, stand_in);
    g_array_append_val(mapping->kept->origins, origin);
    return stand_in;
}

/* … and back, in another issue. */
static const BxSource *
original_of(const BxSource *source, void *data)
{
    const Mapping *mapping = data;
    const BxPlan *plan = mapping->plan;
    guint at = 0;
    g_ptr_array_find(mapping->kept->stand_ins, source, &at);
    const Origin *origin = &g_array_index(mapping->kept->origins, Origin, at);
    if (origin->part == STORY)
        return ((const BxStory *)g_ptr_array_index(plan->issue->stories, mapping->story))->source;
    const BxLayout *layout = layout_of_part(plan, mapping->story, origin->part);
    return g_ptr_array_index(plan->issue->sources, layout->first_source + origin->index);
}

static void
map_places(BxKept *kept, BxSourceMap map, Mapping *mapping)
{
    BxComposed *composed = kept->composed;
    if (composed->overset_pos.source)
        composed->overset_pos.source = map(composed->overset_pos.source, mapping);
    for (guint i = 0; i < composed->changes->len; i++) {
        BxPos *pos = &g_array_index(composed->changes, BxChange, i).pos;
        pos->source = pos->source ? map(pos->source, mapping) : NULL;
    }
    bx_diags_map(kept->said, map, mapping);
}

/* ---- texts and styles ---- */

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
    kept->stand_ins = g_ptr_array_new_with_free_func((GDestroyNotify)bx_source_free);
    kept->origins = g_array_new(FALSE, FALSE, sizeof(Origin));
    bx_diags_copy(kept->said, said);
    Mapping mapping = {.kept = kept, .plan = plan, .story = composed->story, .known = originals};
    map_places(kept, stand_in_for, &mapping);
    return !mapping.has_lost && refer(kept, plan) ? g_steal_pointer(&kept) : NULL;
}

BxComposed *
bx_kept_take(BxKept *taken, const BxPlan *plan, int story, BxDiags *diags)
{
    g_autoptr(BxKept) kept = taken;
    Mapping mapping = {.kept = kept, .plan = plan, .story = story};
    map_places(kept, original_of, &mapping);
    resolve(kept, plan, story);
    kept->composed->story = story;
    bx_diags_move(diags, kept->said);
    return g_steal_pointer(&kept->composed);
}
