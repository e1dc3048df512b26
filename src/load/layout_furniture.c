/* SPDX-License-Identifier: Apache-2.0 */
/* Furniture and rules of a layout. */

#include "load/layout_reading.h"

#include <string.h>

static const char *const valign_words[] = {"top", "middle", "bottom", NULL};

void
bx_read_rule_width(BxYaml *yaml, BxNode *node, void *field, void *context)
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
    bx_read_ink(yaml, node, &item->fill, context);
    item->has_fill = true;
}

static const char *const pages_words[] = {"odd", "even", "first", "others", NULL};

static void
add_pages(BxYaml *yaml, BxNode *node, void *data)
{
    static const BxField row = {"pages", BX_YAML_WORD, 0, .words = pages_words};
    int word = -1;
    bx_yaml_read_value(yaml, node, &row, &word);
    if (word >= 0)
        *(unsigned *)data |= 1u << word; /* the words stand in the order of BxWhichPages */
}

static void
pages_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    bx_yaml_items(yaml, node, "pages", /*single*/ true, add_pages, field);
}

static void
mirror_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    static const BxField row = {"mirror", BX_YAML_BOOL, 0, .words = NULL};
    bool is_mirrored = true;
    bx_yaml_read_value(yaml, node, &row, &is_mirrored);
    *(bool *)field = !is_mirrored;
}

/* A logo lies beside its layout; one of the issue may lie in the folder. */
static char *
picture_folder(const BxLayoutFiles *files, const char *path)
{
    g_autofree char *folder = g_path_get_dirname(files->reading);
    g_autofree char *beside = g_build_filename(folder, path, NULL);
    return g_file_test(beside, G_FILE_TEST_EXISTS) ? g_steal_pointer(&folder)
                                                   : g_path_get_dirname(files->folders[0]);
}

static void
picture_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    const BxLayoutReading *reading = context;
    BxFurniture *item = field;
    g_autofree char *path = bx_yaml_string(yaml, node, "picture");
    if (!path)
        return;
    item->picture = bx_picture_new(path, bx_yaml_pos(yaml, node));
    g_autofree char *folder = picture_folder(reading->files, path);
    bx_picture_open(item->picture, folder, reading->diags);
}

/* clang-format off */
#define PLACE_FIELDS \
    {"pages", BX_YAML_CUSTOM, offsetof(BxFurniture, pages), .read = pages_reader}, \
    {"mirror", BX_YAML_CUSTOM, offsetof(BxFurniture, is_steady), .read = mirror_reader}, \
    {"x", BX_YAML_LENGTH, offsetof(BxFurniture, x), .words = NULL}, \
    {"y", BX_YAML_LENGTH, offsetof(BxFurniture, y), .words = NULL}, \
    {"width", BX_YAML_LENGTH, offsetof(BxFurniture, width), .words = NULL}, \
    {"height", BX_YAML_LENGTH, offsetof(BxFurniture, height), .words = NULL}
static const BxField text_fields[] = {
    PLACE_FIELDS,
    {"text", BX_YAML_STRING, offsetof(BxFurniture, text), .required = true},
    {"style", BX_YAML_CUSTOM, offsetof(BxFurniture, style), .required = true, .read = bx_read_style_name},
    {"valign", BX_YAML_WORD, offsetof(BxFurniture, valign), .words = valign_words},
};
static const BxField line_fields[] = {
    PLACE_FIELDS,
    {"rule", BX_YAML_CUSTOM, offsetof(BxFurniture, frame.stroke_pt), .required = true, .read = bx_read_rule_width},
    {"gap", BX_YAML_POINTS, offsetof(BxFurniture, gap_pt), .least = 0, .most = 72},
    {"ink", BX_YAML_CUSTOM, offsetof(BxFurniture, frame.ink), .read = bx_read_ink},
};
static const BxField box_fields[] = {
    PLACE_FIELDS,
    {"box", BX_YAML_CUSTOM, offsetof(BxFurniture, frame.stroke_pt), .required = true, .read = bx_read_rule_width},
    BX_ORNAMENT_FIELDS(BxFurniture, frame),
    {"fill", BX_YAML_CUSTOM, 0, .read = fill_reader},
    {"ink", BX_YAML_CUSTOM, offsetof(BxFurniture, frame.ink), .read = bx_read_ink},
};
static const BxField picture_fields[] = {
    PLACE_FIELDS,
    {"picture", BX_YAML_CUSTOM, 0, .required = true, .read = picture_reader},
    {"fit", BX_YAML_WORD, offsetof(BxFurniture, fit), .words = bx_fit_words},
    {"nameplate", BX_YAML_BOOL, offsetof(BxFurniture, is_nameplate), .words = NULL},
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
    {"picture", BX_FURNITURE_PICTURE, picture_fields, G_N_ELEMENTS(picture_fields)},
};
/* clang-format on */

void
bx_furniture_free(void *data)
{
    BxFurniture *item = data;
    g_free(item->text);
    bx_picture_free(item->picture);
    g_free(item);
}

/* A field that is none would be printed as it is written, braces and all. */
static void
check_fields(BxLayoutReading *reading, const BxFurniture *item)
{
    g_auto(GStrv) parts = g_strsplit(item->text, "{", -1);
    for (char **part = parts + 1; *parts && *part; part++) {
        char *end = strchr(*part, '}');
        if (!end)
            continue;
        *end = 0;
        const char *digits = g_str_has_prefix(*part, "slogan") ? *part + strlen("slogan") : "";
        if (g_strv_contains(bx_furniture_fields, *part)
            || (*digits && strspn(digits, "0123456789") == strlen(digits)))
            continue;
        g_autofree char *hint = bx_did_you_mean(*part, bx_furniture_fields);
        bx_diag(reading->diags, BX_DIAG_NAME_UNKNOWN, item->pos, "no field “{%s}”%s", *part, hint);
    }
}

static void
add_furniture(BxYaml *yaml, BxNode *node, void *data)
{
    BxLayoutReading *reading = data;
    for (size_t i = 0; i < G_N_ELEMENTS(furniture_kinds); i++) {
        if (!bx_yaml_lookup(node, furniture_kinds[i].key))
            continue;
        BxFurniture *item = g_new0(BxFurniture, 1);
        item->kind = furniture_kinds[i].kind;
        item->frame.ink = BX_INK_BLACK;
        item->valign = BX_VALIGN_TOP;
        item->fit = BX_FIT_WHOLE;
        item->pos = bx_yaml_pos(yaml, node);
        g_ptr_array_add(reading->layout->furniture, item);
        bx_yaml_read(yaml, node, "furniture", furniture_kinds[i].fields,
                     furniture_kinds[i].n_fields, item, reading);
        bx_settle_frame(yaml, node, &item->frame);
        if (item->picture)
            item->picture->fit = item->fit;
        if (item->text)
            check_fields(reading, item);
        return;
    }
    bx_yaml_wrong(yaml, node, "furniture", "items with text:, rule:, box: or picture:");
}

void
bx_read_furniture(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    BxLayoutReading *reading = context;
    for (guint i = 0; i < reading->layout->furniture->len; i++) /* its style is wanted no more */
        bx_forget_style(reading,
                        &((BxFurniture *)g_ptr_array_index(reading->layout->furniture, i))->style);
    g_ptr_array_set_size(reading->layout->furniture, 0);
    bx_yaml_items(yaml, node, "furniture", false, add_furniture, context);
}

void
bx_read_add_furniture(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    bx_yaml_items(yaml, node, "add-furniture", false, add_furniture, context);
}

/* clang-format off */
static const BxField row_rule_fields[] = {
    {"row", BX_YAML_INT, offsetof(BxRuleSpec, at), .required = true, .least = 1, .most = BX_SPAN_MOST},
    {"cols", BX_YAML_SPAN, offsetof(BxRuleSpec, span), .required = true},
    {"width", BX_YAML_CUSTOM, offsetof(BxRuleSpec, width_pt), .read = bx_read_rule_width},
    {"gap", BX_YAML_POINTS, offsetof(BxRuleSpec, gap_pt), .least = 0, .most = 72},
    {"ink", BX_YAML_CUSTOM, offsetof(BxRuleSpec, ink), .read = bx_read_ink},
};
static const BxField column_rule_fields[] = {
    {"column", BX_YAML_INT, offsetof(BxRuleSpec, at), .required = true, .least = 1, .most = BX_SPAN_MOST},
    {"rows", BX_YAML_SPAN, offsetof(BxRuleSpec, span), .required = true},
    {"width", BX_YAML_CUSTOM, offsetof(BxRuleSpec, width_pt), .read = bx_read_rule_width},
    {"gap", BX_YAML_POINTS, offsetof(BxRuleSpec, gap_pt), .least = 0, .most = 72},
    {"ink", BX_YAML_CUSTOM, offsetof(BxRuleSpec, ink), .read = bx_read_ink},
};
static const BxField cut_off_fields[] = {
    {"row", BX_YAML_CUSTOM, offsetof(BxCutOff, row_pt), .read = bx_read_rule_width},
    {"column", BX_YAML_CUSTOM, offsetof(BxCutOff, column_pt), .read = bx_read_rule_width},
    {"ink", BX_YAML_CUSTOM, offsetof(BxCutOff, ink), .read = bx_read_ink},
};
/* clang-format on */

void
bx_read_cut_off(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    BxCutOff *cut_off = field;
    *cut_off = (BxCutOff){.ink = BX_INK_BLACK, .pos = bx_yaml_pos(yaml, node)};
    bx_yaml_read(yaml, node, "cut_off", cut_off_fields, G_N_ELEMENTS(cut_off_fields), cut_off,
                 context);
}

static void
add_rule(BxYaml *yaml, BxNode *node, void *data)
{
    BxLayoutReading *reading = data;
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

void
bx_read_rules(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    g_ptr_array_set_size(((BxLayoutReading *)context)->layout->rules, 0);
    bx_yaml_items(yaml, node, "rules", false, add_rule, context);
}

void
bx_read_add_rules(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    bx_yaml_items(yaml, node, "add-rules", false, add_rule, context);
}
