/* SPDX-License-Identifier: Apache-2.0 */
/* Styles and head sets of a layout. A style begins as the one it is like; all names are known only
 * when the whole chain of bases is read, so uses are kept until then. */

#include "load/layout_reading.h"

#include "base/say.h"

#include <string.h>

#define READABLE_PT 7.5 /* UN-4: 六号 */
/* UN-5: of the size. */
#define PITCH_LEAST 1.25
#define PITCH_MOST 1.40

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
static const char *const punctuation_words[] = {"gb", "kaiming", NULL};
static const char *const figures_words[] = {"half", "font", NULL};
static const char *const para_open_words[] = {"full", "half", NULL};

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
    ROW("ink", BX_YAML_CUSTOM, ink, .read = bx_read_ink),
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

BxStyleDraft *
bx_find_style_draft(const BxLayoutReading *reading, const char *name)
{
    for (guint i = reading->drafts->len; i > 0; i--) { /* the last one given wins */
        BxStyleDraft *draft = g_ptr_array_index(reading->drafts, i - 1);
        if (strcmp(draft->name, name) == 0)
            return draft;
    }
    return NULL;
}

void
bx_style_draft_free(void *data)
{
    BxStyleDraft *draft = data;
    g_free(draft->name);
    g_free(draft->like);
    g_free(draft->values.font);
    g_free(draft->values.emphasis);
    g_free(draft->values.strong);
    g_free(draft);
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

static char **
style_strings(BxStyle *style, int i)
{
    char **const strings[] = {&style->font, &style->emphasis, &style->strong};
    return strings[i];
}

/* A value that cannot be read leaves that of the default body, so that all later stages stay sane. */
static BxStyleDraft *
draft_new(char *name)
{
    BxStyleDraft *draft = g_new0(BxStyleDraft, 1);
    draft->name = name;
    draft->values = default_body;
    for (int i = 0; i < 3; i++)
        *style_strings(&draft->values, i) = NULL;
    return draft;
}

/* Reads the keys of a style; which of them were given is remembered, for inheritance. */
static void
read_style(BxLayoutReading *reading, BxYaml *yaml, BxNode *node, BxStyleDraft *draft)
{
    BxField fields[G_N_ELEMENTS(style_rows) + 1];
    for (size_t i = 0; i < G_N_ELEMENTS(style_rows); i++) {
        fields[i] = style_rows[i].field;
        fields[i].offset += offsetof(BxStyleDraft, values);
    }
    fields[G_N_ELEMENTS(style_rows)] =
        (BxField){"like", BX_YAML_STRING, offsetof(BxStyleDraft, like), .words = NULL};
    bx_yaml_read(yaml, node, "a style", fields, G_N_ELEMENTS(fields), draft, reading);
    for (size_t i = 0; i < G_N_ELEMENTS(style_rows); i++) {
        const BxField *field = &fields[i];
        bool is_lost = field->type == BX_YAML_STRING && !*(char **)((char *)draft + field->offset);
        if (is_lost) /* a wrong value also takes away that of a base */
            draft->given &= ~(1u << i);
        else if (bx_yaml_lookup(node, field->key))
            draft->given |= 1u << i;
    }
}

static void
add_style(BxYaml *yaml, BxNode *key, BxNode *value, void *data)
{
    BxLayoutReading *reading = data;
    BxStyleDraft *draft = draft_new(bx_yaml_string(yaml, key, "styles"));
    draft->pos = bx_yaml_pos(yaml, key);
    read_style(reading, yaml, value, draft);
    g_ptr_array_add(reading->drafts, draft);
}

void
bx_read_styles(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    bx_yaml_each(yaml, node, "styles", BX_DIAG_KEY_DUPLICATE, add_style, context);
}

void
bx_add_body_draft(BxLayoutReading *reading)
{
    g_ptr_array_add(reading->drafts, draft_new(g_strdup(BX_BODY_NAME)));
}

void
bx_read_body(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    BxLayoutReading *reading = context;
    BxStyleDraft *draft = bx_find_style_draft(reading, BX_BODY_NAME);
    draft->pos = bx_yaml_pos(yaml, node);
    read_style(reading, yaml, node, draft);
}

/* Copies what `draft` was given over what `style` has. */
static void
lay_over(const BxStyleDraft *draft, BxStyle *style)
{
    for (size_t i = 0; i < G_N_ELEMENTS(style_rows); i++)
        if (draft->given & (1u << i))
            memcpy((char *)style + style_rows[i].start,
                   (const char *)&draft->values + style_rows[i].start, style_rows[i].size);
}

void
bx_report_name(const BxLayoutReading *reading, BxPos pos, const char *kind, const char *name,
               const GPtrArray *known)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    for (guint i = 0; i < known->len; i++) /* the name is the first member of each */
        g_ptr_array_add(words, *(char **)g_ptr_array_index(known, i));
    g_ptr_array_add(words, NULL);
    g_autofree char *hint = bx_did_you_mean(name, (const char *const *)words->pdata);
    bx_diag(reading->diags, BX_DIAG_NAME_UNKNOWN, pos, "no %s “%s”%s", bx_word(kind), name, hint);
}

/* UN-4, UN-5 */
static void
check_size(const BxLayoutReading *reading, const BxStyle *style, bool is_body)
{
    double size = style->size.value, pitch = bx_length_pt(style->pitch, size, size) / size;
    if (style->size_min.value < READABLE_PT)
        bx_diag(reading->diags, BX_DIAG_TYPE_SMALL, style->pos,
                "style “%s” has type of %g pt; what is to be read wants %g (UN-4)", style->name,
                style->size_min.value, READABLE_PT);
    if (is_body && (pitch < PITCH_LEAST - 1e-3 || pitch > PITCH_MOST + 1e-3))
        bx_diag(
            reading->diags, BX_DIAG_BODY_PITCH, style->pos,
            "lines of the body are %.2f of their size apart; newspapers have 1.25 to 1.40 (UN-5)",
            pitch);
}

BxStyle *
bx_resolve_style(BxLayoutReading *reading, BxStyleDraft *draft)
{
    if (draft->resolved)
        return draft->resolved;
    bool is_body = strcmp(draft->name, BX_BODY_NAME) == 0;
    BxStyle style = is_body ? default_body : reading->layout->body;
    if (draft->is_resolving) {
        bx_diag(reading->diags, BX_DIAG_NAME_UNKNOWN, draft->pos,
                "styles are like each other in a circle");
        return NULL;
    }
    draft->is_resolving = true;
    BxStyleDraft *like = draft->like ? bx_find_style_draft(reading, draft->like) : NULL;
    if (draft->like && !like)
        bx_report_name(reading, draft->pos, "style", draft->like, reading->drafts);
    const BxStyle *base = like && like != draft ? bx_resolve_style(reading, like) : NULL;
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
    check_size(reading, draft->resolved, is_body);
    draft->is_resolving = false;
    g_ptr_array_add(reading->layout->styles, draft->resolved);
    return draft->resolved;
}

static void
use_style(BxLayoutReading *reading, const BxStyle **into, const char *name, BxPos pos)
{
    *into = NULL;
    for (guint i = 0; i < reading->uses->len; i++) { /* a later layout's word replaces the base's */
        BxStyleUse *use = g_ptr_array_index(reading->uses, i);
        if (use->into == into) {
            g_free(use->name);
            use->name = g_strdup(name);
            use->pos = pos;
            return;
        }
    }
    BxStyleUse *use = g_new0(BxStyleUse, 1);
    *use = (BxStyleUse){into, g_strdup(name), pos};
    g_ptr_array_add(reading->uses, use);
}

void
bx_forget_style(BxLayoutReading *reading, const BxStyle **into)
{
    for (guint i = 0; i < reading->uses->len; i++)
        if (((BxStyleUse *)g_ptr_array_index(reading->uses, i))->into == into) {
            g_ptr_array_remove_index(reading->uses, i);
            return;
        }
}

void
bx_read_style_name(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    g_autofree char *name = bx_yaml_string(yaml, node, "style");
    if (name)
        use_style(context, field, name, bx_yaml_pos(yaml, node));
}

void
bx_style_use_free(void *data)
{
    BxStyleUse *use = data;
    g_free(use->name);
    g_free(use);
}

/* ---- heads ---- */

/* clang-format off */
static const BxField head_fields[] = {
    {"standing", BX_YAML_CUSTOM, offsetof(BxHeadSet, standing), .read = bx_read_standing},
    BX_STYLE_FIELD("kicker", BxHeadSet, kicker), BX_STYLE_FIELD("headline", BxHeadSet, headline),
    BX_STYLE_FIELD("deck", BxHeadSet, deck), BX_STYLE_FIELD("byline", BxHeadSet, byline),
    {"above", BX_YAML_LENGTH, offsetof(BxHeadSet, above), .words = NULL},
    {"between", BX_YAML_LENGTH, offsetof(BxHeadSet, between), .words = NULL},
    {"below", BX_YAML_LENGTH, offsetof(BxHeadSet, below), .words = NULL},
    {"rule_above", BX_YAML_LENGTH, offsetof(BxHeadSet, rule_above), .words = NULL},
    {"vertical", BX_YAML_BOOL, offsetof(BxHeadSet, vertical), .words = NULL},
};
/* clang-format on */

void
bx_head_set_free(void *data)
{
    BxHeadSet *head = data;
    g_free(head->name);
    g_free(head);
}

BxHeadSet *
bx_find_head(const BxLayout *layout, const char *name)
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
    BxLayoutReading *reading = data;
    g_autofree char *name = bx_yaml_string(yaml, key, "heads");
    BxHeadSet *head = name ? bx_find_head(reading->layout, name) : NULL;
    if (!name)
        return;
    if (!head) {
        head = g_new0(BxHeadSet, 1);
        head->name = g_strdup(name);
        head->above = (BxLength){0.5, BX_UNIT_LINES};
        head->between = (BxLength){0.4, BX_UNIT_EM};
        head->below = (BxLength){1, BX_UNIT_LINES};
        head->standing = BX_STANDING_PLAIN;
        g_ptr_array_add(reading->layout->heads, head);
    }
    head->pos = bx_yaml_pos(yaml, key);
    bx_yaml_read(yaml, value, "a head set", head_fields, G_N_ELEMENTS(head_fields), head, reading);
}

void
bx_read_heads(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    bx_yaml_each(yaml, node, "heads", BX_DIAG_KEY_DUPLICATE, add_head, context);
}
