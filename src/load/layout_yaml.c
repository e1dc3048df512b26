/* SPDX-License-Identifier: Apache-2.0 */
/* Layouts: one table of keys a thing. A layout is read twice over its chain of bases: first all of
 * the base, then the keys given here over it; names are resolved at the end, when all are known. */

#include "load/layout_yaml.h"

#include "load/path.h"
#include "load/yaml.h"

#include <string.h>

#define BASES_MAX 8
#define SLOTS_MAX 200
#define TRIM_MAX_PT 7200

/* What is known while the layouts of a chain are read: names are kept until all can be resolved. */
typedef struct {
    BxLayout *layout;
    BxLayoutFiles *files;
    GPtrArray *drafts; /* StyleDraft, in order of the files */
    GPtrArray *slots;  /* SlotDraft */
    GPtrArray *uses;   /* Use: a style named somewhere */
    BxDiags *diags;
} Reading;

/* A style's keys as written; what is not written comes from `like` or body. */
typedef struct {
    char *name, *like;
    BxStyle values;
    unsigned given; /* bits by GIVEN_… */
    BxPos pos;
    BxStyle *resolved;
    bool is_resolving;
} StyleDraft;

/* Where the name of a style is to become a pointer. */
typedef struct {
    const BxStyle **into;
    char *name;
    BxPos pos;
} Use;

/* ---- inks ---- */

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
find_ink(const Reading *reading, const char *name)
{
    static const BxInk black = {.k = 1, .tint = 1}, white = {.tint = 1};
    if (strcmp(name, "black") == 0)
        return &black;
    if (strcmp(name, "white") == 0)
        return &white;
    return g_hash_table_lookup(reading->layout->inks, name);
}

static void
use_ink_name(Reading *reading, BxYaml *yaml, BxNode *node, const char *name, BxInk *ink)
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

/* A plain conversion; the press profile's own would need a colour library here. It is reported. */
static void
use_rgb(Reading *reading, BxYaml *yaml, BxNode *node, const char *rgb, BxInk *ink)
{
    char *end = NULL;
    guint64 value = rgb[0] == '#' ? g_ascii_strtoull(rgb + 1, &end, 16) : 0;
    if (rgb[0] != '#' || strlen(rgb) != 7 || *end) {
        bx_yaml_wrong(yaml, node, "rgb", "“#RRGGBB”");
        return;
    }
    double parts[3], most = 0;
    for (int i = 0; i < 3; i++) {
        parts[i] = (double)((value >> (16 - 8 * i)) & 0xFF) / 255;
        most = MAX(most, parts[i]);
    }
    ink->k = 1 - most;
    ink->c = most > 0 ? (most - parts[0]) / most : 0;
    ink->m = most > 0 ? (most - parts[1]) / most : 0;
    ink->y = most > 0 ? (most - parts[2]) / most : 0;
    bx_diag(reading->diags, BX_DIAG_RGB_CONVERTED, bx_yaml_pos(yaml, node),
            "rgb %s becomes c %.0f m %.0f y %.0f k %.0f; write it as inks", rgb, ink->c * 100,
            ink->m * 100, ink->y * 100, ink->k * 100);
}

#define TOTAL_INK_MAX 2.4 /* PP-9 */

static void
check_ink(Reading *reading, BxYaml *yaml, BxNode *node, const BxInk *ink)
{
    double total = (ink->c + ink->m + ink->y + ink->k) * (ink->spot[0] ? ink->tint : 1);
    if (total > TOTAL_INK_MAX + 1e-9)
        bx_diag(reading->diags, BX_DIAG_INK_LIMIT, bx_yaml_pos(yaml, node),
                "ink of %.0f %% in all; newsprint holds 240 %%", total * 100);
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

static void
ink_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    Reading *reading = context;
    BxInk *ink = field;
    if (!bx_yaml_is_mapping(node)) {
        g_autofree char *name = bx_yaml_string(yaml, node, "ink");
        if (name)
            use_ink_name(reading, yaml, node, name, ink);
        return;
    }
    InkDraft draft = {.ink = {.tint = 1}, .tint = 1};
    bx_yaml_read(yaml, node, "an ink", ink_fields, G_N_ELEMENTS(ink_fields), &draft, reading);
    *ink = draft.ink;
    if (draft.spot) {
        if (strlen(draft.spot) > BX_SPOT_NAME_MAX)
            bx_yaml_wrong(yaml, node, "spot", "a name of at most 63 bytes");
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
    check_ink(reading, yaml, node, ink);
    g_free(draft.spot);
    g_free(draft.name);
    g_free(draft.rgb);
}

static void
add_ink(BxYaml *yaml, BxNode *key, BxNode *value, void *data)
{
    Reading *reading = data;
    BxInk *ink = g_new0(BxInk, 1);
    ink->tint = 1;
    ink_reader(yaml, value, ink, reading);
    g_hash_table_insert(reading->layout->inks, bx_yaml_string(yaml, key, "inks"), ink);
}

static void
inks_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    bx_yaml_each(yaml, node, "inks", BX_DIAG_KEY_DUPLICATE, add_ink, context);
}

/* ---- styles ---- */

/* A value or [least, most]. */
typedef struct {
    BxLength least, most;
} LengthRange;

static bool
read_length_range(BxYaml *yaml, BxNode *node, const char *what, LengthRange *range)
{
    if (!bx_yaml_is_sequence(node)) {
        bool is_read = bx_yaml_length(yaml, node, what, &range->most);
        range->least = range->most;
        return is_read;
    }
    BxLength both[2];
    int n = 0;
    BxNode *first = bx_yaml_item(node, 0), *second = bx_yaml_item(node, 1);
    n += first && bx_yaml_length(yaml, first, what, &both[0]);
    n += second && bx_yaml_length(yaml, second, what, &both[1]);
    if (n != 2 || bx_yaml_item(node, 2) || both[0].unit != both[1].unit
        || both[0].value > both[1].value) {
        bx_yaml_wrong(yaml, node, what, "one value or [least, most]");
        return false;
    }
    *range = (LengthRange){both[0], both[1]};
    return true;
}

static void
size_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    BxStyle *style = field;
    LengthRange range;
    if (!read_length_range(yaml, node, "size", &range))
        return;
    if (range.least.unit != BX_UNIT_PT || range.least.value < 4 || range.most.value > 400) {
        bx_yaml_wrong(yaml, node, "size", "4pt to 400pt or a 号 size");
        return;
    }
    style->size_min = range.least;
    style->size = range.most;
}

static void
range_reader(BxYaml *yaml, BxNode *node, const char *what, double least, double most, double *from,
             double *to)
{
    LengthRange range;
    if (!read_length_range(yaml, node, what, &range))
        return;
    if (range.least.value < least || range.most.value > most || range.least.unit == BX_UNIT_LINES) {
        bx_diag(bx_yaml_diags(yaml), BX_DIAG_VALUE_RANGE, bx_yaml_pos(yaml, node),
                "“%s” may be %g to %g", what, least, most);
        return;
    }
    *from = range.least.value;
    *to = range.most.value;
}

static void
tracking_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    BxStyle *style = field;
    range_reader(yaml, node, "tracking", -0.05, 0.5, &style->tracking_min,
                 &style->tracking_max); /* HD-10 */
}

static void
condense_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    BxStyle *style = field;
    range_reader(yaml, node, "condense", 0.8, 1.2, &style->condense_min,
                 &style->condense_max); /* HD-11 */
}

static const char *const align_words[] = {"left", "center", "right", "justify", "spread", NULL};
static const char *const valign_words[] = {"top", "middle", "bottom", NULL};
static const char *const punctuation_words[] = {"gb", "kaiming", NULL};
static const char *const figures_words[] = {"half", "font", NULL};
static const char *const para_open_words[] = {"full", "half", NULL};
static const char *const side_words[] = {"auto", "recto", "verso", NULL};

static void
para_open_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    static const BxField row = {"para_open", BX_YAML_WORD, 0, .words = para_open_words};
    int word = 1;
    bx_yaml_read_value(yaml, node, &row, &word);
    *(bool *)field = word == 1;
}

/* The row of a style's key and how its value is copied from another style. */
typedef struct {
    BxField field;
    size_t size; /* of what is inherited, from `start` on */
    size_t start;
} StyleRow;

/* clang-format off */
#define ROW(key, type, member, ...) \
    {{key, type, offsetof(BxStyle, member), __VA_ARGS__}, sizeof(((BxStyle *)0)->member), offsetof(BxStyle, member)}
#define PAIR(key, first, second, reader) \
    {{key, BX_YAML_CUSTOM, 0, .read = reader}, \
     offsetof(BxStyle, second) + sizeof(((BxStyle *)0)->second) - offsetof(BxStyle, first), offsetof(BxStyle, first)}
static const StyleRow style_rows[] = {
    ROW("font", BX_YAML_STRING, font, .words = NULL),
    ROW("weight", BX_YAML_INT, weight, .least = 100, .most = 900),
    PAIR("size", size, size_min, size_reader),
    ROW("pitch", BX_YAML_LENGTH, pitch, .words = NULL),
    ROW("indent", BX_YAML_LENGTH, indent, .words = NULL),
    ROW("align", BX_YAML_WORD, align, .words = align_words),
    ROW("max_lines", BX_YAML_INT, max_lines, .least = 0, .most = 9),
    PAIR("tracking", tracking_min, tracking_max, tracking_reader),
    PAIR("condense", condense_min, condense_max, condense_reader),
    ROW("ink", BX_YAML_CUSTOM, ink, .read = ink_reader),
    ROW("vertical", BX_YAML_BOOL, vertical, .words = NULL),
    ROW("punctuation", BX_YAML_WORD, punctuation, .words = punctuation_words),
    ROW("strict", BX_YAML_BOOL, strict, .words = NULL),
    ROW("hang", BX_YAML_BOOL, hang, .words = NULL),
    ROW("para_open", BX_YAML_CUSTOM, trim_para_open, .read = para_open_reader),
    ROW("squeeze_stops", BX_YAML_BOOL, squeeze_stops, .words = NULL),
    ROW("autospace", BX_YAML_EM, autospace_em, .least = 0, .most = 0.5),
    ROW("figures", BX_YAML_WORD, figures, .words = figures_words),
    ROW("emphasis", BX_YAML_STRING, emphasis, .words = NULL),
    ROW("strong", BX_YAML_STRING, strong, .words = NULL),
};
/* clang-format on */

static StyleDraft *
find_draft(const Reading *reading, const char *name)
{
    for (guint i = reading->drafts->len; i > 0; i--) { /* the last one given wins */
        StyleDraft *draft = g_ptr_array_index(reading->drafts, i - 1);
        if (strcmp(draft->name, name) == 0)
            return draft;
    }
    return NULL;
}

static void
style_draft_free(void *data)
{
    StyleDraft *draft = data;
    g_free(draft->name);
    g_free(draft->like);
    g_free(draft->values.font);
    g_free(draft->values.emphasis);
    g_free(draft->values.strong);
    g_free(draft);
}

/* Reads the keys of a style; which of them were given is remembered, for inheritance. */
static void
read_style(Reading *reading, BxYaml *yaml, BxNode *node, StyleDraft *draft)
{
    BxField fields[G_N_ELEMENTS(style_rows) + 1];
    for (size_t i = 0; i < G_N_ELEMENTS(style_rows); i++) {
        fields[i] = style_rows[i].field;
        fields[i].offset += offsetof(StyleDraft, values);
    }
    fields[G_N_ELEMENTS(style_rows)] =
        (BxField){"like", BX_YAML_STRING, offsetof(StyleDraft, like), .words = NULL};
    bx_yaml_read(yaml, node, "a style", fields, G_N_ELEMENTS(fields), draft, reading);
    for (size_t i = 0; i < G_N_ELEMENTS(style_rows); i++)
        if (bx_yaml_lookup(node, style_rows[i].field.key))
            draft->given |= 1u << i;
}

static void
add_style(BxYaml *yaml, BxNode *key, BxNode *value, void *data)
{
    Reading *reading = data;
    StyleDraft *draft = g_new0(StyleDraft, 1);
    draft->name = bx_yaml_string(yaml, key, "styles");
    draft->pos = bx_yaml_pos(yaml, key);
    read_style(reading, yaml, value, draft);
    g_ptr_array_add(reading->drafts, draft);
}

static void
styles_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    bx_yaml_each(yaml, node, "styles", BX_DIAG_KEY_DUPLICATE, add_style, context);
}

#define BODY_NAME " body" /* no name that a layout can give */

static void
body_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    Reading *reading = context;
    StyleDraft *draft = find_draft(reading, BODY_NAME);
    draft->pos = bx_yaml_pos(yaml, node);
    read_style(reading, yaml, node, draft);
}

static char **
style_strings(BxStyle *style, int i)
{
    char **const strings[] = {&style->font, &style->emphasis, &style->strong};
    return strings[i];
}

/* Copies what `draft` was given over what `style` has. */
static void
lay_over(const StyleDraft *draft, BxStyle *style)
{
    for (size_t i = 0; i < G_N_ELEMENTS(style_rows); i++)
        if (draft->given & (1u << i))
            memcpy((char *)style + style_rows[i].start,
                   (const char *)&draft->values + style_rows[i].start, style_rows[i].size);
}

static void
report_name(const Reading *reading, BxPos pos, const char *kind, const char *name,
            const GPtrArray *known)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    for (guint i = 0; i < known->len; i++) /* the name is the first member of each */
        g_ptr_array_add(words, *(char **)g_ptr_array_index(known, i));
    g_ptr_array_add(words, NULL);
    g_autofree char *hint = bx_did_you_mean(name, (const char *const *)words->pdata);
    bx_diag(reading->diags, BX_DIAG_NAME_UNKNOWN, pos, "no %s “%s”%s", kind, name, hint);
}

static const BxStyle default_body = {
    .name = (char *)"body",
    .font = (char *)"song",
    .weight = 400,
    .size = {9, BX_UNIT_PT},
    .size_min = {9, BX_UNIT_PT},
    .pitch = {1.25, BX_UNIT_EM},
    .indent = {2, BX_UNIT_EM},
    .align = BX_ALIGN_JUSTIFY,
    .condense_min = 1,
    .condense_max = 1,
    .ink = {.k = 1, .tint = 1},
    .trim_para_open = true,
    .autospace_em = 0.25,
    .emphasis = (char *)"kai",
    .strong = (char *)"hei",
};

static BxStyle *
resolve_style(Reading *reading, StyleDraft *draft)
{
    if (draft->resolved)
        return draft->resolved;
    bool is_body = strcmp(draft->name, BODY_NAME) == 0;
    BxStyle style = is_body ? default_body : reading->layout->body;
    if (draft->is_resolving) {
        bx_diag(reading->diags, BX_DIAG_NAME_UNKNOWN, draft->pos,
                "styles are like each other in a circle");
        return NULL;
    }
    draft->is_resolving = true;
    StyleDraft *like = draft->like ? find_draft(reading, draft->like) : NULL;
    if (draft->like && !like)
        report_name(reading, draft->pos, "style", draft->like, reading->drafts);
    const BxStyle *base = like && like != draft ? resolve_style(reading, like) : NULL;
    if (base)
        style = *base;
    else if (!is_body)
        style.pitch = default_body.pitch; /* 1.25 em of its own size, not the body's */
    lay_over(draft, &style);
    draft->resolved = g_new0(BxStyle, 1);
    *draft->resolved = style;
    draft->resolved->name = g_strdup(is_body ? "body" : draft->name);
    draft->resolved->pos = draft->pos;
    for (int i = 0; i < 3; i++)
        *style_strings(draft->resolved, i) = g_strdup(*style_strings(&style, i));
    draft->is_resolving = false;
    g_ptr_array_add(reading->layout->styles, draft->resolved);
    return draft->resolved;
}

static void
use_style(Reading *reading, const BxStyle **into, const char *name, BxPos pos)
{
    *into = NULL;
    for (guint i = 0; i < reading->uses->len; i++) { /* a later layout's word replaces the base's */
        Use *use = g_ptr_array_index(reading->uses, i);
        if (use->into == into) {
            g_free(use->name);
            use->name = g_strdup(name);
            use->pos = pos;
            return;
        }
    }
    Use *use = g_new0(Use, 1);
    *use = (Use){into, g_strdup(name), pos};
    g_ptr_array_add(reading->uses, use);
}

static void
forget_use(Reading *reading, const BxStyle **into)
{
    for (guint i = 0; i < reading->uses->len; i++)
        if (((Use *)g_ptr_array_index(reading->uses, i))->into == into) {
            g_ptr_array_remove_index(reading->uses, i);
            return;
        }
}

static void
style_name_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    g_autofree char *name = bx_yaml_string(yaml, node, "style");
    if (name)
        use_style(context, field, name, bx_yaml_pos(yaml, node));
}

static void
use_free(void *data)
{
    Use *use = data;
    g_free(use->name);
    g_free(use);
}

/* ---- heads ---- */

/* clang-format off */
#define STYLE(key, type, member) {key, BX_YAML_CUSTOM, offsetof(type, member), .read = style_name_reader}
static const BxField head_fields[] = {
    STYLE("kicker", BxHeadSet, kicker), STYLE("headline", BxHeadSet, headline),
    STYLE("deck", BxHeadSet, deck), STYLE("byline", BxHeadSet, byline),
    {"above", BX_YAML_LENGTH, offsetof(BxHeadSet, above), .words = NULL},
    {"between", BX_YAML_LENGTH, offsetof(BxHeadSet, between), .words = NULL},
    {"below", BX_YAML_LENGTH, offsetof(BxHeadSet, below), .words = NULL},
    {"rule_above", BX_YAML_LENGTH, offsetof(BxHeadSet, rule_above), .words = NULL},
    {"vertical", BX_YAML_BOOL, offsetof(BxHeadSet, vertical), .words = NULL},
};
/* clang-format on */

static void
head_free(void *data)
{
    BxHeadSet *head = data;
    g_free(head->name);
    g_free(head);
}

static BxHeadSet *
find_head(const BxLayout *layout, const char *name)
{
    for (guint i = 0; i < layout->heads->len; i++) {
        BxHeadSet *head = g_ptr_array_index(layout->heads, i);
        if (strcmp(head->name, name) == 0)
            return head;
    }
    return NULL;
}

static void
add_head(BxYaml *yaml, BxNode *key, BxNode *value, void *data)
{
    Reading *reading = data;
    g_autofree char *name = bx_yaml_string(yaml, key, "heads");
    BxHeadSet *head = name ? find_head(reading->layout, name) : NULL;
    if (!name)
        return;
    if (!head) {
        head = g_new0(BxHeadSet, 1);
        head->name = g_strdup(name);
        head->above = (BxLength){0.5, BX_UNIT_LINES};
        head->between = (BxLength){0.4, BX_UNIT_EM};
        head->below = (BxLength){1, BX_UNIT_LINES};
        g_ptr_array_add(reading->layout->heads, head);
    }
    head->pos = bx_yaml_pos(yaml, key);
    bx_yaml_read(yaml, value, "a head set", head_fields, G_N_ELEMENTS(head_fields), head, reading);
}

static void
heads_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    bx_yaml_each(yaml, node, "heads", BX_DIAG_KEY_DUPLICATE, add_head, context);
}

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

/* clang-format off */
static const BxField page_fields[] = {
    {"trim", BX_YAML_CUSTOM, 0, .read = trim_reader},
    {"bleed", BX_YAML_POINTS, offsetof(BxLayout, bleed), .least = 0, .most = 72},
    {"margins", BX_YAML_CUSTOM, 0, .read = margins_reader},
    {"side", BX_YAML_WORD, offsetof(BxLayout, side), .words = side_words},
};
static const BxField column_fields[] = {
    {"count", BX_YAML_INT, offsetof(BxLayout, columns), .least = 1, .most = 40},
    {"chars", BX_YAML_NUMBER, offsetof(BxLayout, column_chars), .least = 2, .most = 200},
    {"gutter", BX_YAML_EM, offsetof(BxLayout, gutter_em), .least = 0, .most = 20},
};
static const BxField crosshead_fields[] = {
    STYLE("style", BxLayout, crosshead),
    {"lines", BX_YAML_INT, offsetof(BxLayout, crosshead_lines), .least = 1, .most = 9},
};
static const BxField subhead_fields[] = {
    STYLE("style", BxLayout, subhead),
    {"lines", BX_YAML_INT, offsetof(BxLayout, subhead_lines), .least = 1, .most = 9},
};
static const BxField press_fields[] = {
    {"profile", BX_YAML_STRING, offsetof(BxLayout, profile), .words = NULL},
    {"condition", BX_YAML_STRING, offsetof(BxLayout, condition), .words = NULL},
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

static void
press_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    const Reading *reading = context;
    BxLayout *layout = field;
    bx_yaml_read(yaml, node, "press", press_fields, G_N_ELEMENTS(press_fields), layout, context);
    BxNode *profile = bx_yaml_lookup(node, "profile");
    if (!profile || !layout->profile)
        return;
    BxPos pos = bx_yaml_pos(yaml, profile);
    g_autofree char *folder = g_path_get_dirname(reading->files->reading);
    g_autofree char *name = g_steal_pointer(&layout->profile);
    layout->profile = bx_path_resolve(folder, name, pos, BX_DIAG_FILE_MISSING, reading->diags);
}

/* ---- furniture and rules ---- */

static void
rule_width_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    static const BxField row = {"width", BX_YAML_POINTS, 0, .least = 0, .most = 72};
    double width = 0;
    bx_yaml_read_value(yaml, node, &row, &width);
    *(double *)field = width;
    if (width > 0 && width < 0.25) /* PP-11 */
        bx_diag(bx_yaml_diags(yaml), BX_DIAG_HAIRLINE, bx_yaml_pos(yaml, node),
                "rule of %g pt; the press holds 0.25 pt and more", width);
}

static void
fill_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    BxFurniture *item = field;
    ink_reader(yaml, node, &item->fill, context);
    item->has_fill = true;
}

/* clang-format off */
#define PLACE_FIELDS \
    {"x", BX_YAML_LENGTH, offsetof(BxFurniture, x), .words = NULL}, \
    {"y", BX_YAML_LENGTH, offsetof(BxFurniture, y), .words = NULL}, \
    {"width", BX_YAML_LENGTH, offsetof(BxFurniture, width), .words = NULL}, \
    {"height", BX_YAML_LENGTH, offsetof(BxFurniture, height), .words = NULL}
static const BxField text_fields[] = {
    PLACE_FIELDS,
    {"text", BX_YAML_STRING, offsetof(BxFurniture, text), .required = true},
    {"style", BX_YAML_CUSTOM, offsetof(BxFurniture, style), .required = true, .read = style_name_reader},
    {"valign", BX_YAML_WORD, offsetof(BxFurniture, valign), .words = valign_words},
};
static const BxField line_fields[] = {
    PLACE_FIELDS,
    {"rule", BX_YAML_CUSTOM, offsetof(BxFurniture, stroke_pt), .required = true, .read = rule_width_reader},
    {"gap", BX_YAML_POINTS, offsetof(BxFurniture, gap_pt), .least = 0, .most = 72},
    {"ink", BX_YAML_CUSTOM, offsetof(BxFurniture, ink), .read = ink_reader},
};
static const BxField box_fields[] = {
    PLACE_FIELDS,
    {"box", BX_YAML_CUSTOM, offsetof(BxFurniture, stroke_pt), .required = true, .read = rule_width_reader},
    {"fill", BX_YAML_CUSTOM, 0, .read = fill_reader},
    {"ink", BX_YAML_CUSTOM, offsetof(BxFurniture, ink), .read = ink_reader},
};
static const struct {
    const char *key;
    BxFurnitureKind kind;
    const BxField *fields;
    size_t n_fields;
} furniture_kinds[] = {
    {"text", BX_FURNITURE_TEXT, text_fields, G_N_ELEMENTS(text_fields)},
    {"rule", BX_FURNITURE_RULE, line_fields, G_N_ELEMENTS(line_fields)},
    {"box", BX_FURNITURE_BOX, box_fields, G_N_ELEMENTS(box_fields)},
};
/* clang-format on */

static void
furniture_free(void *data)
{
    BxFurniture *item = data;
    g_free(item->text);
    g_free(item);
}

static void
add_furniture(BxYaml *yaml, BxNode *node, void *data)
{
    Reading *reading = data;
    for (size_t i = 0; i < G_N_ELEMENTS(furniture_kinds); i++) {
        if (!bx_yaml_lookup(node, furniture_kinds[i].key))
            continue;
        BxFurniture *item = g_new0(BxFurniture, 1);
        item->kind = furniture_kinds[i].kind;
        item->ink = BX_INK_BLACK;
        item->valign = BX_VALIGN_TOP;
        item->pos = bx_yaml_pos(yaml, node);
        g_ptr_array_add(reading->layout->furniture, item);
        bx_yaml_read(yaml, node, "furniture", furniture_kinds[i].fields,
                     furniture_kinds[i].n_fields, item, reading);
        return;
    }
    bx_yaml_wrong(yaml, node, "furniture", "items with text:, rule: or box:");
}

static void
furniture_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    Reading *reading = context;
    for (guint i = 0; i < reading->layout->furniture->len; i++) /* its style is wanted no more */
        forget_use(reading,
                   &((BxFurniture *)g_ptr_array_index(reading->layout->furniture, i))->style);
    g_ptr_array_set_size(reading->layout->furniture, 0);
    bx_yaml_items(yaml, node, "furniture", false, add_furniture, context);
}

static void
add_furniture_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    bx_yaml_items(yaml, node, "add-furniture", false, add_furniture, context);
}

/* clang-format off */
static const BxField row_rule_fields[] = {
    {"row", BX_YAML_INT, offsetof(BxRuleSpec, at), .required = true, .least = 1, .most = BX_SPAN_MOST},
    {"cols", BX_YAML_SPAN, offsetof(BxRuleSpec, span), .required = true},
    {"width", BX_YAML_CUSTOM, offsetof(BxRuleSpec, width_pt), .read = rule_width_reader},
    {"gap", BX_YAML_POINTS, offsetof(BxRuleSpec, gap_pt), .least = 0, .most = 72},
    {"ink", BX_YAML_CUSTOM, offsetof(BxRuleSpec, ink), .read = ink_reader},
};
static const BxField column_rule_fields[] = {
    {"column", BX_YAML_INT, offsetof(BxRuleSpec, at), .required = true, .least = 1, .most = BX_SPAN_MOST},
    {"rows", BX_YAML_SPAN, offsetof(BxRuleSpec, span), .required = true},
    {"width", BX_YAML_CUSTOM, offsetof(BxRuleSpec, width_pt), .read = rule_width_reader},
    {"gap", BX_YAML_POINTS, offsetof(BxRuleSpec, gap_pt), .least = 0, .most = 72},
    {"ink", BX_YAML_CUSTOM, offsetof(BxRuleSpec, ink), .read = ink_reader},
};
/* clang-format on */

static void
add_rule(BxYaml *yaml, BxNode *node, void *data)
{
    Reading *reading = data;
    BxRuleSpec *rule = g_new0(BxRuleSpec, 1);
    rule->kind = bx_yaml_lookup(node, "column") ? BX_RULE_COLUMN : BX_RULE_ROW;
    rule->width_pt = 0.5;
    rule->ink = BX_INK_BLACK;
    rule->pos = bx_yaml_pos(yaml, node);
    g_ptr_array_add(reading->layout->rules, rule);
    if (rule->kind == BX_RULE_COLUMN)
        bx_yaml_read(yaml, node, "a column rule", column_rule_fields,
                     G_N_ELEMENTS(column_rule_fields), rule, reading);
    else
        bx_yaml_read(yaml, node, "a row rule", row_rule_fields, G_N_ELEMENTS(row_rule_fields), rule,
                     reading);
}

static void
rules_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    g_ptr_array_set_size(((Reading *)context)->layout->rules, 0);
    bx_yaml_items(yaml, node, "rules", false, add_rule, context);
}

static void
add_rules_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    bx_yaml_items(yaml, node, "add-rules", false, add_rule, context);
}

/* ---- slots ---- */

typedef struct {
    BxSlot *slot; /* owned by the layout */
    char *head;
    BxPos head_pos;
} SlotDraft;

static void
slot_draft_free(void *data)
{
    SlotDraft *draft = data;
    g_free(draft->head);
    g_free(draft);
}

static void
slot_free(void *data)
{
    BxSlot *slot = data;
    g_free(slot->name);
    g_ptr_array_unref(slot->pictures);
    g_free(slot);
}

static void
picture_slot_free(void *data)
{
    BxPictureSlot *slot = data;
    g_free(slot->name);
    g_free(slot);
}

static void
tint_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    BxBoxStyle *box = field;
    ink_reader(yaml, node, &box->tint, context);
    box->has_tint = true;
}

/* clang-format off */
static const BxField box_style_fields[] = {
    {"stroke", BX_YAML_CUSTOM, offsetof(BxBoxStyle, stroke_pt), .read = rule_width_reader},
    {"ink", BX_YAML_CUSTOM, offsetof(BxBoxStyle, ink), .read = ink_reader},
    {"tint", BX_YAML_CUSTOM, 0, .read = tint_reader},
    {"inset", BX_YAML_LENGTH, offsetof(BxBoxStyle, inset), .words = NULL},
};
static const BxField picture_slot_fields[] = {
    {"cols", BX_YAML_SPAN, offsetof(BxPictureSlot, cols), .required = true},
    {"rows", BX_YAML_SPAN, offsetof(BxPictureSlot, rows), .required = true},
    {"caption_lines", BX_YAML_INT, offsetof(BxPictureSlot, caption_lines), .least = 0, .most = 20},
};
/* clang-format on */

static void
box_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    BxSlot *slot = field;
    slot->has_box = true;
    bx_yaml_read(yaml, node, "a box", box_style_fields, G_N_ELEMENTS(box_style_fields), &slot->box,
                 context);
}

static void
add_picture_slot(BxYaml *yaml, BxNode *key, BxNode *value, void *data)
{
    BxSlot *slot = data;
    BxPictureSlot *picture = g_new0(BxPictureSlot, 1);
    picture->name = bx_yaml_string(yaml, key, "pictures");
    picture->pos = bx_yaml_pos(yaml, key);
    picture->caption_lines = -1;
    picture->cols = picture->rows = (BxSpan){1, 1};
    g_ptr_array_add(slot->pictures, picture);
    bx_yaml_read(yaml, value, "a picture slot", picture_slot_fields,
                 G_N_ELEMENTS(picture_slot_fields), picture, NULL);
}

static void
pictures_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    bx_yaml_each(yaml, node, "pictures", BX_DIAG_KEY_DUPLICATE, add_picture_slot, field);
}

static void
slot_head_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    Reading *reading = context;
    SlotDraft *draft = g_ptr_array_index(reading->slots, reading->slots->len - 1);
    g_free(draft->head);
    draft->head = bx_yaml_string(yaml, node, "head");
    draft->head_pos = bx_yaml_pos(yaml, node);
    if (!draft->head)
        draft->head = g_strdup("none"); /* the fault is reported */
}

/* clang-format off */
static const BxField slot_fields[] = {
    {"cols", BX_YAML_SPAN, offsetof(BxSlot, cols), .required = true},
    {"rows", BX_YAML_SPAN, offsetof(BxSlot, rows), .required = true},
    {"legs", BX_YAML_INT, offsetof(BxSlot, legs), .least = 1, .most = 40},
    {"gutter", BX_YAML_LENGTH, offsetof(BxSlot, gutter), .words = NULL},
    {"head", BX_YAML_CUSTOM, 0, .read = slot_head_reader},
    {"head_lines", BX_YAML_INT, offsetof(BxSlot, head_lines), .least = 0, .most = BX_SPAN_MOST},
    {"head_cols", BX_YAML_SPAN, offsetof(BxSlot, head_cols), .words = NULL},
    {"pictures", BX_YAML_CUSTOM, 0, .read = pictures_reader},
    {"box", BX_YAML_CUSTOM, 0, .read = box_reader},
    {"column_rule", BX_YAML_CUSTOM, offsetof(BxSlot, column_rule_pt), .read = rule_width_reader},
    {"balance", BX_YAML_BOOL, offsetof(BxSlot, balance), .words = NULL},
    {"body", BX_YAML_CUSTOM, offsetof(BxSlot, body), .read = style_name_reader},
};
/* clang-format on */

static void
add_slot(BxYaml *yaml, BxNode *key, BxNode *value, void *data)
{
    Reading *reading = data;
    BxSlot *slot = g_new0(BxSlot, 1);
    slot->name = bx_yaml_string(yaml, key, "slots");
    slot->pos = bx_yaml_pos(yaml, key);
    slot->cols = slot->rows = (BxSpan){1, 1};
    slot->gutter.value = -1;
    slot->balance = true;
    slot->pictures = g_ptr_array_new_with_free_func(picture_slot_free);
    slot->box = (BxBoxStyle){.ink = BX_INK_BLACK, .inset = {0.75, BX_UNIT_EM}};
    g_ptr_array_add(reading->layout->slots, slot);
    SlotDraft *draft = g_new0(SlotDraft, 1);
    draft->slot = slot;
    draft->head = g_strdup("default");
    draft->head_pos = slot->pos;
    g_ptr_array_add(reading->slots, draft);
    bx_yaml_read(yaml, value, "a slot", slot_fields, G_N_ELEMENTS(slot_fields), slot, reading);
}

static void
slots_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    Reading *reading = context;
    for (guint i = 0; i < reading->layout->slots->len; i++)
        forget_use(reading, &((BxSlot *)g_ptr_array_index(reading->layout->slots, i))->body);
    g_ptr_array_set_size(reading->slots, 0);
    g_ptr_array_set_size(reading->layout->slots, 0);
    bx_yaml_each(yaml, node, "slots", BX_DIAG_KEY_DUPLICATE, add_slot, context);
    if (reading->layout->slots->len > SLOTS_MAX)
        bx_diag(reading->diags, BX_DIAG_YAML_LIMIT, bx_yaml_pos(yaml, node),
                "a page has at most %d slots", SLOTS_MAX);
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
    {"body", BX_YAML_CUSTOM, 0, .read = body_reader},
    {"inks", BX_YAML_CUSTOM, 0, .read = ignore_reader},                     /* read before: names are used */
    {"press", BX_YAML_CUSTOM, 0, .read = press_reader},
    {"styles", BX_YAML_CUSTOM, 0, .read = styles_reader},
    {"crosshead", BX_YAML_CUSTOM, 0, .read = crosshead_reader},
    {"subhead", BX_YAML_CUSTOM, 0, .read = subhead_reader},
    STYLE("caption", BxLayout, caption), STYLE("credit", BxLayout, credit),
    STYLE("quote", BxLayout, quote), STYLE("jump", BxLayout, jump),
    {"heads", BX_YAML_CUSTOM, 0, .read = heads_reader},
    {"furniture", BX_YAML_CUSTOM, 0, .read = furniture_reader},
    {"add-furniture", BX_YAML_CUSTOM, 0, .read = add_furniture_reader},
    {"rules", BX_YAML_CUSTOM, 0, .read = rules_reader},
    {"add-rules", BX_YAML_CUSTOM, 0, .read = add_rules_reader},
    {"slots", BX_YAML_CUSTOM, 0, .read = slots_reader},
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
open_layout(Reading *reading, const char *name, BxPos pos)
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

/* Reads a layout over its base. Bases nest at most BASES_MAX deep. */
static bool
read_chain(Reading *reading, const char *name, BxPos pos, int depth)
{
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
    BxNode *base = bx_yaml_lookup(root, "base");
    g_autofree char *base_name = base ? bx_yaml_string(yaml, base, "base") : NULL;
    if (base_name && !read_chain(reading, base_name, bx_yaml_pos(yaml, base), depth + 1))
        return false;
    g_free(reading->files->reading);
    reading->files->reading = g_steal_pointer(&own_file);
    BxNode *inks = bx_yaml_lookup(root, "inks");
    if (inks)
        inks_reader(yaml, inks, NULL, reading);
    reading->layout->pos = bx_yaml_pos(yaml, root);
    return bx_yaml_read(yaml, root, "a layout", layout_fields, G_N_ELEMENTS(layout_fields),
                        reading->layout, reading);
}

static void
resolve_names(Reading *reading)
{
    BxLayout *layout = reading->layout;
    BxStyle *body = resolve_style(reading, find_draft(reading, BODY_NAME));
    layout->body = *body; /* shares its strings with the style of that name */
    for (guint i = 0; i < reading->drafts->len; i++)
        resolve_style(reading, g_ptr_array_index(reading->drafts, i));
    for (guint i = 0; i < reading->uses->len; i++) {
        const Use *use = g_ptr_array_index(reading->uses, i);
        StyleDraft *draft = find_draft(reading, use->name);
        if (draft)
            *use->into = draft->resolved;
        else
            report_name(reading, use->pos, "style", use->name, reading->drafts);
    }
    for (guint i = 0; i < reading->slots->len; i++) {
        const SlotDraft *draft = g_ptr_array_index(reading->slots, i);
        draft->slot->head = find_head(layout, draft->head);
        if (!draft->slot->head && strcmp(draft->head, "none") != 0
            && strcmp(draft->head, "default") != 0)
            report_name(reading, draft->head_pos, "head set", draft->head, layout->heads);
    }
}

/* What the layout leaves out is set in the body's style. */
static void
fill_gaps(BxLayout *layout)
{
    const BxStyle *body = &layout->body;
    const BxStyle **const uses[] = {&layout->crosshead, &layout->subhead, &layout->caption,
                                    &layout->credit,    &layout->quote,   &layout->jump};
    for (size_t i = 0; i < G_N_ELEMENTS(uses); i++)
        *uses[i] = *uses[i] ? *uses[i] : body;
    for (guint i = 0; i < layout->heads->len; i++) {
        BxHeadSet *head = g_ptr_array_index(layout->heads, i);
        const BxStyle **const parts[] = {&head->kicker, &head->headline, &head->deck,
                                         &head->byline};
        for (size_t k = 0; k < G_N_ELEMENTS(parts); k++)
            *parts[k] = *parts[k] ? *parts[k] : body;
    }
    for (guint i = 0; i < layout->furniture->len; i++) {
        BxFurniture *item = g_ptr_array_index(layout->furniture, i);
        item->style = item->style ? item->style : body;
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
    layout->lines = 100;
    layout->crosshead_lines = 2;
    layout->subhead_lines = 1;
    layout->inks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    layout->styles = g_ptr_array_new_with_free_func(bx_style_free);
    layout->heads = g_ptr_array_new_with_free_func(head_free);
    layout->furniture = g_ptr_array_new_with_free_func(furniture_free);
    layout->rules = g_ptr_array_new_with_free_func(g_free);
    layout->slots = g_ptr_array_new_with_free_func(slot_free);
    return layout;
}

BxLayout *
bx_layout_load(const char *name, BxPos pos, BxLayoutFiles *files, BxDiags *diags)
{
    g_autoptr(GPtrArray) drafts = g_ptr_array_new_with_free_func(style_draft_free);
    g_autoptr(GPtrArray) slots = g_ptr_array_new_with_free_func(slot_draft_free);
    g_autoptr(GPtrArray) uses = g_ptr_array_new_with_free_func(use_free);
    BxLayout *layout = layout_new(name);
    Reading reading = {.layout = layout,
                       .files = files,
                       .drafts = drafts,
                       .slots = slots,
                       .uses = uses,
                       .diags = diags};
    StyleDraft *body = g_new0(StyleDraft, 1);
    body->name = g_strdup(BODY_NAME);
    g_ptr_array_add(drafts, body);
    bool is_read = read_chain(&reading, name, pos, 0);
    resolve_names(&reading);
    fill_gaps(layout);
    if (is_read)
        return layout;
    bx_layout_free(layout);
    return NULL;
}
