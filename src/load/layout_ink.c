/* SPDX-License-Identifier: Apache-2.0 */
/* Inks of a layout: process inks in percent, spot inks, tints, names, RGB. */

#include "load/condition.h"
#include "load/layout_reading.h"

#include <string.h>

static void
read_percent(BxYaml *yaml, BxNode *node, double *share)
{
    double percent;
    if (bx_yaml_number(yaml, node, "ink", 0, 100, &percent))
        *share = percent / 100;
}

static void
percent_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    read_percent(yaml, node, field);
}

/* clang-format off */
#define INK(name, member) {name, BX_YAML_CUSTOM, offsetof(BxInk, member), .read = percent_reader}
static const BxField process_fields[] = {
    INK("c", c), INK("m", m), INK("y", y), INK("k", k),
};
/* clang-format on */

typedef struct {
    BxInk ink;
    char *spot, *name, *rgb;
    BxNode *alternate;
    double tint;
} InkDraft;

static void
node_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)yaml;
    (void)context;
    *(BxNode **)field = node;
}

/* clang-format off */
static const BxField ink_fields[] = {
    {"c", BX_YAML_CUSTOM, offsetof(InkDraft, ink.c), .read = percent_reader},
    {"m", BX_YAML_CUSTOM, offsetof(InkDraft, ink.m), .read = percent_reader},
    {"y", BX_YAML_CUSTOM, offsetof(InkDraft, ink.y), .read = percent_reader},
    {"k", BX_YAML_CUSTOM, offsetof(InkDraft, ink.k), .read = percent_reader},
    {"spot", BX_YAML_STRING, offsetof(InkDraft, spot), .words = NULL},
    {"alternate", BX_YAML_CUSTOM, offsetof(InkDraft, alternate), .read = node_reader},
    {"ink", BX_YAML_STRING, offsetof(InkDraft, name), .words = NULL},
    {"rgb", BX_YAML_STRING, offsetof(InkDraft, rgb), .words = NULL},
    {"tint", BX_YAML_CUSTOM, offsetof(InkDraft, tint), .read = percent_reader},
};
/* clang-format on */

static const BxInk *
find_ink(const BxLayoutReading *reading, const char *name)
{
    static const BxInk black = {.k = 1, .tint = 1}, white = {.tint = 1};
    if (strcmp(name, "black") == 0)
        return &black;
    if (strcmp(name, "white") == 0)
        return &white;
    return g_hash_table_lookup(reading->layout->inks, name);
}

static void
use_ink_name(BxLayoutReading *reading, BxYaml *yaml, BxNode *node, const char *name, BxInk *ink)
{
    const BxInk *found = find_ink(reading, name);
    if (found) {
        *ink = *found;
        return;
    }
    guint n = 0;
    g_autofree gpointer *names = g_hash_table_get_keys_as_array(reading->layout->inks, &n);
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    for (guint i = 0; i < n; i++)
        g_ptr_array_add(words, names[i]);
    g_ptr_array_add(words, (gpointer) "black");
    g_ptr_array_add(words, (gpointer) "white");
    g_ptr_array_add(words, NULL);
    g_autofree char *hint = bx_did_you_mean(name, (const char *const *)words->pdata);
    bx_diag(reading->diags, BX_DIAG_NAME_UNKNOWN, bx_yaml_pos(yaml, node), "no ink “%s”%s", name,
            hint);
}

/* PP-7: through the profile of the press, and reported. */
static void
use_rgb(BxLayoutReading *reading, BxYaml *yaml, BxNode *node, const char *rgb, BxInk *ink)
{
    char *end = NULL;
    guint64 value = rgb[0] == '#' ? g_ascii_strtoull(rgb + 1, &end, 16) : 0;
    if (rgb[0] != '#' || strlen(rgb) != 7 || *end) {
        bx_yaml_wrong(yaml, node, "rgb", "“#RRGGBB”");
        return;
    }
    const BxPressSpec *press = &reading->layout->press;
    if (bx_rgb_to_ink(press->profile, press->ink_limit, (unsigned)value, ink))
        bx_diag(reading->diags, BX_DIAG_RGB_CONVERTED, bx_yaml_pos(yaml, node),
                "rgb %s becomes c %.0f m %.0f y %.0f k %.0f; write it as inks", rgb, ink->c * 100,
                ink->m * 100, ink->y * 100, ink->k * 100);
}

/* True, and reported, where the ink is over the limit. */
static bool
check_ink(BxLayoutReading *reading, BxYaml *yaml, BxNode *node, const BxInk *ink)
{
    double total = 100 * (ink->c + ink->m + ink->y + ink->k) * (ink->spot[0] ? ink->tint : 1);
    double limit = reading->layout->press.ink_limit;
    if (total <= limit + 1e-6)
        return false;
    bx_diag(reading->diags, BX_DIAG_INK_LIMIT, bx_yaml_pos(yaml, node),
            "ink of %.0f %% in all; the paper holds %.0f %%", total, limit);
    return true;
}

static void
tint_ink(BxInk *ink, double tint)
{
    if (ink->spot[0]) {
        ink->tint *= tint;
        return;
    }
    ink->c *= tint;
    ink->m *= tint;
    ink->y *= tint;
    ink->k *= tint;
}

/* Names that PDF keeps for plates of its own: All would print on every one of them. */
static bool
is_plate_name(const char *name)
{
    static const char *const names[] = {"All", "None", "Cyan", "Magenta", "Yellow", "Black"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
        if (g_ascii_strcasecmp(name, names[i]) == 0)
            return true;
    return false;
}

static void
read_ink(BxLayoutReading *reading, BxYaml *yaml, BxNode *node, BxInk *ink)
{
    InkDraft draft = {.ink = {.tint = 1}, .tint = 1};
    bx_yaml_read(yaml, node, "an ink", ink_fields, G_N_ELEMENTS(ink_fields), &draft, reading);
    *ink = draft.ink;
    if (draft.spot) {
        if (!*draft.spot || strlen(draft.spot) > BX_SPOT_NAME_MAX || is_plate_name(draft.spot))
            bx_yaml_wrong(
                yaml, node, "spot",
                "a name of 1 to 63 bytes that is not that of a process plate, All or None");
        g_strlcpy(ink->spot, draft.spot, sizeof ink->spot);
        if (draft.alternate)
            bx_yaml_read(yaml, draft.alternate, "an alternate", process_fields,
                         G_N_ELEMENTS(process_fields), ink, reading);
        else
            bx_diag(reading->diags, BX_DIAG_KEY_MISSING, bx_yaml_pos(yaml, node),
                    "spot ink “%s” needs an alternate: {c: …, m: …, y: …, k: …}", draft.spot);
    }
    if (draft.rgb)
        use_rgb(reading, yaml, node, draft.rgb, ink);
    if (draft.name)
        use_ink_name(reading, yaml, node, draft.name, ink);
    tint_ink(ink, draft.tint);
    g_free(draft.spot);
    g_free(draft.name);
    g_free(draft.rgb);
}

/* An ink of the layout over the limit is reported once: where it is defined, or, of a base, where it
 * is first used, for most of a base's inks are not. */
void
bx_read_ink(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    BxLayoutReading *reading = context;
    if (bx_yaml_is_mapping(node)) {
        read_ink(reading, yaml, node, field);
        check_ink(reading, yaml, node, field);
        return;
    }
    g_autofree char *name = bx_yaml_string(yaml, node, "ink");
    if (!name)
        return;
    use_ink_name(reading, yaml, node, name, field);
    if (!g_hash_table_contains(reading->heavy_inks, name) && check_ink(reading, yaml, node, field))
        g_hash_table_add(reading->heavy_inks, g_steal_pointer(&name));
}

static void
add_ink(BxYaml *yaml, BxNode *key, BxNode *value, void *data)
{
    BxLayoutReading *reading = data;
    char *name = bx_yaml_string(yaml, key, "inks");
    if (!name)
        return;
    BxInk *ink = g_new0(BxInk, 1);
    ink->tint = 1;
    if (bx_yaml_is_mapping(value))
        read_ink(reading, yaml, value, ink);
    else
        bx_read_ink(yaml, value, ink, reading);
    g_hash_table_remove(reading->heavy_inks, name);
    if (!reading->is_base && check_ink(reading, yaml, value, ink))
        g_hash_table_add(reading->heavy_inks, g_strdup(name));
    g_hash_table_insert(reading->layout->inks, name, ink);
}

void
bx_read_inks(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    bx_yaml_each(yaml, node, "inks", BX_DIAG_KEY_DUPLICATE, add_ink, context);
}
