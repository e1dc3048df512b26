/* SPDX-License-Identifier: Apache-2.0 */
/* Layouts: one table of keys a thing. A layout is read twice over its chain of bases: first all of
 * the base, then the keys given here over it; names are resolved at the end, when all are known. */

#include "base/say.h"
#include "load/condition.h"
#include "load/layout_reading.h"

#include "load/path.h"
#include "load/words.h"

#include <string.h>

#define BASES_MAX 8
#define TRIM_MAX_PT 7200

/* ---- page, columns, small blocks ---- */

static void
trim_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    BxLayout *layout = field;
    double *const sizes[] = {&layout->trim_width, &layout->trim_height};
    for (int i = 0; i < 2; i++) {
        BxLength length;
        BxNode *item = bx_yaml_item(node, i);
        if (!item || bx_yaml_item(node, 2)) {
            bx_yaml_wrong(yaml, node, "trim", "[width, height]");
            return;
        }
        if (!bx_yaml_length(yaml, item, "trim", &length))
            return;
        if (length.unit != BX_UNIT_PT || length.value < 72 || length.value > TRIM_MAX_PT)
            bx_yaml_wrong(yaml, item, "trim", "lengths of 1in to 100in");
        else
            *sizes[i] = length.value;
    }
}

/* clang-format off */
static const BxField margin_fields[] = {
    {"top", BX_YAML_POINTS, offsetof(BxLayout, margin_top), .least = 0, .most = TRIM_MAX_PT},
    {"inner", BX_YAML_POINTS, offsetof(BxLayout, margin_inner), .least = 0, .most = TRIM_MAX_PT},
};
/* clang-format on */

static void
margins_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    BxLayout *layout = field;
    bx_yaml_read(yaml, node, "margins", margin_fields, G_N_ELEMENTS(margin_fields), layout,
                 context);
    if (bx_yaml_lookup(node, "inner"))
        layout->margin_centered = false;
}

static const char *const side_words[] = {"auto", "recto", "verso", NULL};

/* clang-format off */
static const BxField page_fields[] = {
    {"trim", BX_YAML_CUSTOM, 0, .read = trim_reader},
    {"bleed", BX_YAML_POINTS, offsetof(BxLayout, bleed), .least = 0, .most = 72},
    {"margins", BX_YAML_CUSTOM, 0, .read = margins_reader},
    {"side", BX_YAML_WORD, offsetof(BxLayout, side), .words = side_words},
    {"mirror", BX_YAML_BOOL, offsetof(BxLayout, is_mirrored), .words = NULL},
};
static const BxField column_fields[] = {
    {"count", BX_YAML_INT, offsetof(BxLayout, columns), .least = 1, .most = 40},
    {"chars", BX_YAML_NUMBER, offsetof(BxLayout, column_chars), .least = 2, .most = 200},
    {"gutter", BX_YAML_EM, offsetof(BxLayout, gutter_em), .least = 0, .most = 20},
};
static const BxField crosshead_fields[] = {
    BX_STYLE_FIELD("style", BxLayout, crosshead),
    {"lines", BX_YAML_RANGE, offsetof(BxLayout, crosshead_lines), .least = 1, .most = 9},
};
static const BxField subhead_fields[] = {
    BX_STYLE_FIELD("style", BxLayout, subhead),
    {"lines", BX_YAML_RANGE, offsetof(BxLayout, subhead_lines), .least = 1, .most = 9},
};
/* clang-format on */

#define TABLE_READER(name, what, fields)                                                           \
    static void name(BxYaml *yaml, BxNode *node, void *field, void *context)                       \
    {                                                                                              \
        bx_yaml_read(yaml, node, what, fields, G_N_ELEMENTS(fields), field, context);              \
    }
TABLE_READER(page_reader, "page", page_fields)
TABLE_READER(columns_reader, "columns", column_fields)
TABLE_READER(crosshead_reader, "crosshead", crosshead_fields)
TABLE_READER(subhead_reader, "subhead", subhead_fields)

/* A list of words beside the layout; those of the bases stay. */
static void
words_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    const BxLayoutReading *reading = context;
    BxLayout *layout = field;
    g_autofree char *name = bx_yaml_string(yaml, node, "words");
    if (!name)
        return;
    BxPos pos = bx_yaml_pos(yaml, node);
    g_autofree char *folder = g_path_get_dirname(reading->files->reading);
    g_autofree char *shown = g_strconcat("layouts/", name, NULL);
    g_autofree char *path =
        bx_path_resolve(folder, name, pos, BX_DIAG_FILE_MISSING, reading->diags);
    BxSource *source = path ? bx_path_read(path, shown, pos, reading->diags) : NULL;
    if (!source)
        return;
    g_ptr_array_add(reading->files->sources, source);
    bx_words_read(layout->words, source, reading->diags);
}

/* ---- the whole ---- */

static void
ignore_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)yaml;
    (void)node;
    (void)field;
    (void)context;
}

/* clang-format off */
static const BxField layout_fields[] = {
    {"layout", BX_YAML_CUSTOM, 0, .required = true, .read = ignore_reader}, /* checked before */
    {"base", BX_YAML_CUSTOM, 0, .read = ignore_reader},                     /* read before */
    {"page", BX_YAML_CUSTOM, 0, .read = page_reader},
    {"columns", BX_YAML_CUSTOM, 0, .read = columns_reader},
    {"lines", BX_YAML_INT, offsetof(BxLayout, lines), .least = 1, .most = BX_SPAN_MOST},
    {"body", BX_YAML_CUSTOM, 0, .read = bx_read_body},
    {"inks", BX_YAML_CUSTOM, 0, .read = ignore_reader},                     /* read before: names are used */
    {"press", BX_YAML_CUSTOM, 0, .read = ignore_reader},                    /* read before: RGB inks need the profile */
    {"words", BX_YAML_CUSTOM, 0, .read = words_reader},
    {"styles", BX_YAML_CUSTOM, 0, .read = bx_read_styles},
    {"crosshead", BX_YAML_CUSTOM, 0, .read = crosshead_reader},
    {"subhead", BX_YAML_CUSTOM, 0, .read = subhead_reader},
    BX_STYLE_FIELD("caption", BxLayout, caption), BX_STYLE_FIELD("picture_credit", BxLayout, picture_credit), BX_STYLE_FIELD("credit", BxLayout, credit),
    BX_STYLE_FIELD("quote", BxLayout, quote), BX_STYLE_FIELD("jump", BxLayout, jump), BX_STYLE_FIELD("pull", BxLayout, pull),
    BX_STYLE_FIELD("table", BxLayout, table), BX_STYLE_FIELD("table_head", BxLayout, table_head),
    {"heads", BX_YAML_CUSTOM, 0, .read = bx_read_heads},
    {"furniture", BX_YAML_CUSTOM, 0, .read = bx_read_furniture},
    {"add-furniture", BX_YAML_CUSTOM, 0, .read = bx_read_add_furniture},
    {"rules", BX_YAML_CUSTOM, 0, .read = bx_read_rules},
    {"add-rules", BX_YAML_CUSTOM, 0, .read = bx_read_add_rules},
    {"cut_off", BX_YAML_CUSTOM, offsetof(BxLayout, cut_off), .read = bx_read_cut_off},
    {"slots", BX_YAML_CUSTOM, 0, .read = bx_read_slots},
    {"plan", BX_YAML_CUSTOM, 0, .read = bx_read_plan},
    {"ads", BX_YAML_CUSTOM, 0, .read = bx_read_ad_slots},
    BX_STYLE_FIELD("ad_mark", BxLayout, ad_mark),
    {"required", BX_YAML_CUSTOM, offsetof(BxLayout, required), .read = bx_read_required},
    {"excuse", BX_YAML_CUSTOM, offsetof(BxLayout, excuses), .read = bx_read_excuses},
};
/* clang-format on */

static char *
find_layout(const BxLayoutFiles *files, const char *name)
{
    g_autofree char *file = g_strconcat(name, ".yaml", NULL);
    for (const char *const *folder = files->folders; *folder; folder++) {
        char *path = g_build_filename(*folder, file, NULL);
        if (g_file_test(path, G_FILE_TEST_EXISTS))
            return path;
        g_free(path);
    }
    return NULL;
}

static BxSource *
open_layout(BxLayoutReading *reading, const char *name, BxPos pos)
{
    if (strchr(name, '/') || name[0] == '.') {
        bx_diag(reading->diags, BX_DIAG_PATH_OUTSIDE, pos, "a layout is named without folder: “%s”",
                name);
        return NULL;
    }
    g_autofree char *path = find_layout(reading->files, name);
    if (!path) {
        g_auto(GStrv) known = bx_layout_names(reading->files);
        g_autofree char *hint = bx_did_you_mean(name, (const char *const *)known);
        bx_diag(reading->diags, BX_DIAG_LAYOUT_MISSING, pos, "no layout “%s”%s", name, hint);
        return NULL;
    }
    g_autofree char *folder = g_path_get_dirname(path), *base = g_path_get_basename(path);
    g_autofree char *shown = g_strconcat("layouts/", base, NULL);
    g_autofree char *safe =
        bx_path_resolve(folder, base, pos, BX_DIAG_LAYOUT_MISSING, reading->diags);
    BxSource *source = safe ? bx_path_read(safe, shown, pos, reading->diags) : NULL;
    if (source)
        g_ptr_array_add(reading->files->sources, source);
    g_free(reading->files->reading);
    reading->files->reading = g_steal_pointer(&path);
    return source;
}

static void
check_version(BxYaml *yaml, BxNode *root, const char *key, BxDiags *diags)
{
    BxNode *node = bx_yaml_lookup(root, key);
    double version;
    if (node && bx_yaml_number(yaml, node, key, 0, 0, &version) && version != 1)
        bx_diag(diags, BX_DIAG_VERSION_UNKNOWN, bx_yaml_pos(yaml, node),
                "version %g of “%s” is not known; this program reads 1", version, key);
}

/* The layouts that are being read, from the innermost base up. */
typedef struct Chain {
    const char *name;
    const struct Chain *above;
} Chain;

/* A layout of slots and their rules only, as `banxin plan` writes it: planned anew, its base is built on. */
static bool
has_slots_only(BxNode *root)
{
    static const char *const slot_keys[] = {"layout", "base", "add-rules", "slots", "excuse", NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(layout_fields); i++)
        if (!g_strv_contains(slot_keys, layout_fields[i].key)
            && bx_yaml_lookup(root, layout_fields[i].key))
            return false;
    return bx_yaml_lookup(root, "slots") != NULL;
}

/* Reads a layout over its base. Bases nest at most BASES_MAX deep. */
static bool
read_chain(BxLayoutReading *reading, const char *name, BxPos pos, const Chain *above)
{
    int depth = 0;
    for (const Chain *link = above; link; link = link->above, depth++)
        if (strcmp(link->name, name) == 0) {
            bx_diag(reading->diags, BX_DIAG_LAYOUT_LOOP, pos,
                    "layout “%s” is its own base; take this `base` out", name);
            return false;
        }
    const Chain chain = {name, above};
    if (depth > BASES_MAX) {
        bx_diag(reading->diags, BX_DIAG_LAYOUT_LOOP, pos,
                "more than %d bases on each other; take a `base` out", BASES_MAX);
        return false;
    }
    const BxSource *source = open_layout(reading, name, pos);
    g_autoptr(BxYaml) yaml =
        source ? bx_yaml_parse(source, 0, source->length, reading->diags) : NULL;
    if (!yaml)
        return false;
    g_autofree char *own_file = g_strdup(reading->files->reading);
    BxNode *root = bx_yaml_root(yaml);
    check_version(yaml, root, "layout", reading->diags);
    BxNode *press = bx_yaml_lookup(root, "press");
    if (press)
        bx_read_press(yaml, press, reading);
    BxNode *base = bx_yaml_lookup(root, "base");
    g_autofree char *base_name = base ? bx_yaml_string(yaml, base, "base") : NULL;
    if (!base_name)
        bx_settle_press(reading);
    else if (!read_chain(reading, base_name, bx_yaml_pos(yaml, base), &chain))
        return false;
    g_free(reading->files->reading);
    reading->files->reading = g_steal_pointer(&own_file);
    reading->is_base = above != NULL;
    BxNode *inks = bx_yaml_lookup(root, "inks");
    if (inks)
        bx_read_inks(yaml, inks, NULL, reading);
    reading->layout->pos = bx_yaml_pos(yaml, root);
    if (!above && base_name && has_slots_only(root))
        reading->layout->slots_base = g_strdup(base_name);
    return bx_yaml_read(yaml, root, "a layout", layout_fields, G_N_ELEMENTS(layout_fields),
                        reading->layout, reading);
}

static void
resolve_names(BxLayoutReading *reading)
{
    BxLayout *layout = reading->layout;
    BxStyle *body = bx_resolve_style(reading, bx_find_style_draft(reading, BX_BODY_NAME));
    layout->body = *body; /* shares its strings with the style of that name */
    for (guint i = 0; i < reading->drafts->len; i++)
        bx_resolve_style(reading, g_ptr_array_index(reading->drafts, i));
    for (guint i = 0; i < reading->uses->len; i++) {
        const BxStyleUse *use = g_ptr_array_index(reading->uses, i);
        BxStyleDraft *draft = bx_find_style_draft(reading, use->name);
        if (draft)
            *use->into = draft->resolved;
        else
            bx_report_name(reading, use->pos, N_("style"), use->name, reading->drafts);
    }
    bx_resolve_slots(reading);
    for (guint i = 0; i < reading->slots->len; i++) {
        const BxSlotDraft *draft = g_ptr_array_index(reading->slots, i);
        draft->slot->head = bx_find_head(layout, draft->head);
        if (!draft->slot->head && strcmp(draft->head, "none") != 0
            && strcmp(draft->head, "default") != 0)
            bx_report_name(reading, draft->head_pos, N_("head set"), draft->head, layout->heads);
    }
}

/* What the layout leaves out is set in the body's style. */
static void
fill_gaps(BxLayout *layout)
{
    const BxStyle *body = &layout->body;
    const BxStyle **const uses[] = {&layout->crosshead,      &layout->subhead, &layout->caption,
                                    &layout->picture_credit, &layout->credit,  &layout->quote,
                                    &layout->jump,           &layout->pull,    &layout->table,
                                    &layout->table_head,     &layout->ad_mark};
    for (size_t i = 0; i < G_N_ELEMENTS(uses); i++)
        *uses[i] = *uses[i] ? *uses[i] : body;
    for (guint i = 0; i < layout->heads->len; i++) {
        BxHeadSet *head = g_ptr_array_index(layout->heads, i);
        const BxStyle **const parts[] = {&head->standing.style, &head->kicker, &head->headline,
                                         &head->deck, &head->byline};
        for (size_t k = 0; k < G_N_ELEMENTS(parts); k++)
            *parts[k] = *parts[k] ? *parts[k] : body;
    }
    for (guint i = 0; i < layout->furniture->len; i++) {
        BxFurniture *item = g_ptr_array_index(layout->furniture, i);
        item->style = item->style ? item->style : body;
    }
}

/* PU-9: hanging marks need an em between the columns, and no rule there. */
static void
check_hanging(const BxLayoutReading *reading)
{
    const BxLayout *layout = reading->layout;
    for (guint i = 0; i < layout->slots->len; i++) {
        const BxSlot *slot = g_ptr_array_index(layout->slots, i);
        const BxStyle *body = slot->body ? slot->body : &layout->body;
        double em = body->size.value, page_gutter = layout->gutter_em * layout->body.size.value;
        double gutter = slot->gutter.value < 0 ? page_gutter : bx_length_pt(slot->gutter, em, em);
        if (body->hang && (gutter < em - 1e-6 || slot->column_rule_pt > 0))
            bx_diag(reading->diags, BX_DIAG_HANG_NO_ROOM, slot->pos,
                    "marks of style “%s” hang beyond the columns of slot “%s”, which %s (PU-9)",
                    body->name, slot->name,
                    slot->column_rule_pt > 0 ? bx_word("have a rule between them")
                                             : bx_word("are less than an em apart"));
    }
}

static BxLayout *
layout_new(const char *name)
{
    BxLayout *layout = g_new0(BxLayout, 1);
    layout->name = g_strdup(name);
    layout->trim_width = 390 * BX_PT_PER_MM;
    layout->trim_height = 540 * BX_PT_PER_MM;
    layout->margin_top = 28 * BX_PT_PER_MM;
    layout->margin_centered = true;
    layout->columns = 5;
    layout->column_chars = 20;
    layout->gutter_em = 2;
    layout->cut_off.ink = BX_INK_BLACK;
    layout->lines = 100;
    layout->crosshead_lines = (BxRange){2, 2};
    layout->subhead_lines = (BxRange){1, 1};
    layout->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    layout->inks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    layout->styles = g_ptr_array_new_with_free_func(bx_style_free);
    layout->heads = g_ptr_array_new_with_free_func(bx_head_set_free);
    layout->furniture = g_ptr_array_new_with_free_func(bx_furniture_free);
    layout->rules = g_ptr_array_new_with_free_func(g_free);
    layout->slots = g_ptr_array_new_with_free_func(bx_slot_free);
    layout->excuses = bx_excuses_new();
    layout->ads = g_ptr_array_new_with_free_func(bx_ad_slot_free);
    return layout;
}

/* Of the files read from the `first` on: the layout, its bases, their words. */
static char *
sum_sources(const GPtrArray *sources, guint first)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (guint i = first; i < sources->len; i++) {
        const BxSource *source = g_ptr_array_index(sources, i);
        g_checksum_update(sum, (const guchar *)source->path, (gssize)strlen(source->path) + 1);
        g_checksum_update(sum, (const guchar *)source->text, (gssize)source->length + 1);
    }
    return g_strdup(g_checksum_get_string(sum));
}

BxLayout *
bx_layout_load(const char *name, BxPos pos, BxLayoutFiles *files, BxDiags *diags)
{
    g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func(bx_style_draft_free);
    g_autoptr(GPtrArray) slots = g_ptr_array_new_with_free_func(bx_slot_draft_free);
    g_autoptr(GPtrArray) uses = g_ptr_array_new_with_free_func(bx_style_use_free);
    BxLayout *layout = layout_new(name);
    g_autoptr(GHashTable) heavy_inks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    BxLayoutReading reading = {.layout = layout,
                               .heavy_inks = heavy_inks,
                               .files = files,
                               .drafts = drafts,
                               .slots = slots,
                               .uses = uses,
                               .diags = diags};
    layout->first_source = files->sources->len;
    bx_add_body_draft(&reading);
    bool is_read = read_chain(&reading, name, pos, NULL);
    layout->n_sources = files->sources->len - layout->first_source;
    layout->sum = sum_sources(files->sources, layout->first_source);
    resolve_names(&reading);
    fill_gaps(layout);
    check_hanging(&reading);
    for (guint i = 0; i < layout->heads->len; i++)
        bx_check_standing(&reading, g_ptr_array_index(layout->heads, i));
    bx_check_layout_for_press(layout, diags);
    if (is_read)
        return layout;
    bx_layout_free(layout);
    return NULL;
}
