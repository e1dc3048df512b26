/* SPDX-License-Identifier: Apache-2.0 */
/* The pages of an issue: their layouts, and which story stands in which slot. */

#include "load/ad.h"
#include "load/article.h"
#include "load/issue_reading.h"
#include "load/path.h"

#include <string.h>

#define PAGES_MAX 500
#define SOURCES_MAX 4000
#define SOURCES_MAX_BYTES ((size_t)64 << 20) /* of all together */

/* ---- layouts ---- */

static BxLayout *
layout_named(BxIssueReading *loading, const char *name, BxPos pos)
{
    if (g_hash_table_contains(loading->layouts, name))
        return g_hash_table_lookup(loading->layouts, name);
    BxLayout *layout = bx_layout_load(name, pos, &loading->files, loading->diags);
    if (layout)
        g_ptr_array_add(loading->issue->layouts, layout);
    g_hash_table_insert(loading->layouts, g_strdup(name), layout);
    return layout;
}

/* ---- articles ---- */

static char *
story_id(const char *path)
{
    g_autofree char *name = g_path_get_basename(path);
    char *dot = strrchr(name, '.');
    return g_strndup(name, dot ? (size_t)(dot - name) : strlen(name));
}

/* Whether one more source keeps within what an issue may have. */
static bool
takes_source(BxIssueReading *loading, const BxSource *source, BxPos pos)
{
    loading->n_source_bytes += source->length;
    bool is_too_many = loading->issue->sources->len > SOURCES_MAX;
    if (is_too_many)
        bx_diag(loading->diags, BX_DIAG_YAML_LIMIT, pos, "an issue has at most %d sources",
                SOURCES_MAX);
    else if (loading->n_source_bytes > SOURCES_MAX_BYTES)
        bx_diag(loading->diags, BX_DIAG_YAML_LIMIT, pos,
                "the sources of an issue have at most %zu MiB together", SOURCES_MAX_BYTES >> 20);
    return !is_too_many && loading->n_source_bytes <= SOURCES_MAX_BYTES;
}

/* Index of the story of a path; −1 where it cannot be read. Each is read once. */
static int
story_at(BxIssueReading *loading, const char *path, BxPos pos)
{
    int known = GPOINTER_TO_INT(g_hash_table_lookup(loading->stories, path));
    if (known)
        return known > 0 ? known - 1 : -1;
    g_hash_table_insert(loading->stories, g_strdup(path), GINT_TO_POINTER(-1));
    g_autofree char *file =
        bx_path_resolve(loading->issue->folder, path, pos, BX_DIAG_STORY_MISSING, loading->diags);
    BxSource *source = file ? bx_path_read(file, path, pos, loading->diags) : NULL;
    if (!source)
        return -1;
    g_ptr_array_add(loading->issue->sources, source);
    if (!takes_source(loading, source, pos))
        return -1;
    g_autofree char *id = story_id(path);
    g_ptr_array_add(loading->issue->stories,
                    bx_article_read(source, id, loading->issue->folder, loading->diags));
    int index = (int)loading->issue->stories->len - 1;
    g_hash_table_insert(loading->stories, g_strdup(path), GINT_TO_POINTER(index + 1));
    return index;
}

/* ---- pages ---- */

/* What a page's keys are read into; the slots wait until its layout is known. */
typedef struct {
    int number;
    BxText *label, *editor;
    BxNode *slots, *stories, *ads;
} PageKeys;

static void
page_layout_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    BxIssueReading *loading = context;
    g_free(loading->page_layout);
    loading->page_layout = bx_yaml_string(yaml, node, "layout");
    loading->page_layout_pos = bx_yaml_pos(yaml, node);
}

static void
unknown_slot(BxIssueReading *loading, const char *slot, BxPos pos)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    const GPtrArray *slots = loading->page->layout->slots;
    for (guint i = 0; i < slots->len; i++)
        g_ptr_array_add(words, ((const BxSlot *)g_ptr_array_index(slots, i))->name);
    g_ptr_array_add(words, NULL);
    g_autofree char *hint = bx_did_you_mean(slot, (const char *const *)words->pdata);
    bx_diag(loading->diags, BX_DIAG_SLOT_UNKNOWN, pos, "layout “%s” has no slot “%s”%s",
            loading->page->layout->name, slot, hint);
}

static void
add_placing(BxYaml *yaml, BxNode *key, BxNode *value, void *data)
{
    BxIssueReading *loading = data;
    if (bx_yaml_is_sequence(value)) {
        bx_diag(loading->diags, BX_DIAG_SLOT_TWICE, bx_yaml_pos(yaml, value),
                "a slot holds one story; give each a slot of its own");
        return;
    }
    g_autofree char *path = bx_yaml_string(yaml, value, "slots");
    if (!path)
        return;
    int story = story_at(loading, path, bx_yaml_pos(yaml, value));
    if (!loading->page)
        return;
    BxPlacing *placing = g_new0(BxPlacing, 1);
    placing->slot = bx_yaml_string(yaml, key, "slots");
    placing->pos = bx_yaml_pos(yaml, value);
    if (!bx_layout_lookup_slot(loading->page->layout, placing->slot))
        unknown_slot(loading, placing->slot, bx_yaml_pos(yaml, key));
    placing->story = story;
    placing->rank = BX_RANK_NONE;
    g_ptr_array_add(loading->page->placings, placing);
}

/* A story of a page that lists them by rank. */
typedef struct {
    char *file;
    int rank;
    BxPos pos;
} RankedKeys;

static void
file_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    RankedKeys *keys = field;
    g_free(keys->file);
    keys->file = bx_yaml_string(yaml, node, "file");
    keys->pos = bx_yaml_pos(yaml, node);
}

/* clang-format off */
static const BxField ranked_fields[] = {
    {"file", BX_YAML_CUSTOM, 0, .required = true, .read = file_reader},
    {"rank", BX_YAML_WORD, offsetof(RankedKeys, rank), .words = bx_rank_words},
};
/* clang-format on */

static bool
is_slot_taken(const BxPageSpec *page, const char *slot)
{
    for (guint i = 0; i < page->placings->len; i++)
        if (strcmp(((const BxPlacing *)g_ptr_array_index(page->placings, i))->slot, slot) == 0)
            return true;
    return false;
}

/* It stands in the slot of its own name; where the layout has no slots, it has none yet. */
static void
add_ranked(BxYaml *yaml, BxNode *node, void *data)
{
    BxIssueReading *loading = data;
    RankedKeys keys = {.rank = BX_RANK_NEWS};
    if (bx_yaml_is_mapping(node))
        bx_yaml_read(yaml, node, "a story", ranked_fields, G_N_ELEMENTS(ranked_fields), &keys,
                     NULL);
    else
        file_reader(yaml, node, &keys, NULL);
    g_autofree char *file = keys.file;
    if (!file)
        return;
    int story = story_at(loading, file, keys.pos);
    if (!loading->page)
        return;
    g_autofree char *slot = story_id(file);
    if (is_slot_taken(loading->page, slot)) {
        bx_diag(loading->diags, BX_DIAG_SLOT_TWICE, keys.pos,
                "“%s” is also the slot of a story above; list it once, or rename the article",
                slot);
        return;
    }
    BxPlacing *placing = g_new0(BxPlacing, 1);
    placing->slot = g_steal_pointer(&slot);
    placing->pos = keys.pos;
    placing->story = story;
    placing->rank = (BxRank)keys.rank;
    if (loading->page->layout->slots->len > 0
        && !bx_layout_lookup_slot(loading->page->layout, placing->slot))
        unknown_slot(loading, placing->slot, keys.pos);
    g_ptr_array_add(loading->page->placings, placing);
}

static void
read_stories(BxIssueReading *loading, BxYaml *yaml, const PageKeys *keys)
{
    if (keys->slots && keys->stories)
        bx_diag(loading->diags, BX_DIAG_KEY_DUPLICATE, bx_yaml_pos(yaml, keys->stories),
                "a page has “slots” or “stories”; take one of them out");
    if (keys->stories)
        bx_yaml_items(yaml, keys->stories, "stories", false, add_ranked, loading);
    else if (keys->slots)
        bx_yaml_each(yaml, keys->slots, "slots", BX_DIAG_SLOT_TWICE, add_placing, loading);
    if (loading->page)
        loading->page->is_ranked = keys->stories != NULL;
    if (loading->page && keys->stories && loading->page->layout->slots->len == 0)
        bx_diag_on_page(loading->diags, BX_DIAG_PAGE_UNPLANNED, bx_yaml_pos(yaml, keys->stories),
                        loading->page->number,
                        "layout “%s” has no slots for these stories; banxin plan finds some",
                        loading->page->layout->name);
}

static void
slots_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)yaml;
    (void)context;
    *(BxNode **)field = node;
}

/* clang-format off */
static const BxField page_fields[] = {
    {"layout", BX_YAML_CUSTOM, 0, .read = page_layout_reader},
    {"number", BX_YAML_INT, offsetof(PageKeys, number), .least = 1, .most = 9999},
    {"label", BX_YAML_TEXT, offsetof(PageKeys, label), .words = NULL},
    {"editor", BX_YAML_TEXT, offsetof(PageKeys, editor), .words = NULL},
    {"slots", BX_YAML_CUSTOM, offsetof(PageKeys, slots), .read = slots_reader},
    {"stories", BX_YAML_CUSTOM, offsetof(PageKeys, stories), .read = slots_reader},
    {"ads", BX_YAML_CUSTOM, offsetof(PageKeys, ads), .read = slots_reader},
};
/* clang-format on */

static void
report_empty_slots(const BxIssueReading *loading)
{
    const BxPageSpec *page = loading->page;
    for (guint i = 0; i < page->layout->slots->len; i++) {
        const BxSlot *slot = g_ptr_array_index(page->layout->slots, i);
        bool is_used = false;
        for (guint k = 0; k < page->placings->len; k++)
            is_used |=
                strcmp(((const BxPlacing *)g_ptr_array_index(page->placings, k))->slot, slot->name)
                == 0;
        if (!is_used)
            bx_diag_on_page(loading->diags, BX_DIAG_SLOT_EMPTY, slot->pos, page->number,
                            "slot “%s” gets no story on page %d", slot->name, page->number);
    }
}

void
bx_add_page(BxYaml *yaml, BxNode *node, void *data)
{
    BxIssueReading *loading = data;
    const GPtrArray *pages = loading->issue->pages;
    PageKeys keys = {
        .number = pages->len
                      ? ((const BxPageSpec *)g_ptr_array_index(pages, pages->len - 1))->number + 1
                      : 1};
    g_clear_pointer(&loading->page_layout, g_free);
    if (pages->len >= PAGES_MAX) {
        bx_diag(loading->diags, BX_DIAG_YAML_LIMIT, bx_yaml_pos(yaml, node),
                "an issue has at most %d pages", PAGES_MAX);
        return;
    }
    bool is_read =
        bx_yaml_read(yaml, node, "a page", page_fields, G_N_ELEMENTS(page_fields), &keys, loading);
    const char *name = loading->page_layout ? loading->page_layout : loading->default_layout;
    BxPos pos = loading->page_layout ? loading->page_layout_pos : loading->default_layout_pos;
    if (is_read && !name)
        bx_diag(loading->diags, BX_DIAG_KEY_MISSING, bx_yaml_pos(yaml, node),
                "a page needs the key “layout”");
    const BxLayout *layout = is_read && name ? layout_named(loading, name, pos) : NULL;
    if (!layout) { /* no places; its stories are still read, for their faults */
        loading->page = NULL;
        read_stories(loading, yaml, &keys);
        bx_text_free(keys.label);
        bx_text_free(keys.editor);
        return;
    }
    BxPageSpec *page = bx_page_spec_new();
    page->number = keys.number;
    page->label = keys.label;
    page->editor = keys.editor;
    page->layout = layout;
    page->pos = bx_yaml_pos(yaml, node);
    g_ptr_array_add(loading->issue->pages, page);
    loading->page = page;
    read_stories(loading, yaml, &keys);
    report_empty_slots(loading);
    bx_read_ads(yaml, keys.ads, page, loading->issue->folder, loading->diags);
}
