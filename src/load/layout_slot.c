/* SPDX-License-Identifier: Apache-2.0 */
/* Slots of a layout, with their picture slots and boxes. */

#include "load/layout_reading.h"

#include "base/say.h"

#define SLOTS_MAX 200
/* Slots inside slots inside slots. */
#define SLOTS_DEEP_MAX 4

void
bx_slot_draft_free(void *data)
{
    BxSlotDraft *draft = data;
    g_free(draft->head);
    g_free(draft);
}

void
bx_slot_free(void *data)
{
    BxSlot *slot = data;
    g_free(slot->name);
    g_free(slot->inside);
    free(slot->written); /* libfyaml's */
    g_array_unref(slot->areas);
    g_ptr_array_unref(slot->excuses);
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
    bx_read_ink(yaml, node, &box->tint, context);
    box->has_tint = true;
}

/* [first, count], where the count is a number or a range [least, most]. */
static void
picture_rows_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    static const BxField first = {"rows", BX_YAML_INT, 0, .least = 1, .most = BX_SPAN_MOST};
    static const BxField count = {"rows", BX_YAML_RANGE, 0, .least = 1, .most = BX_SPAN_MOST};
    BxPictureSlot *slot = field;
    if (!bx_yaml_item(node, 1) || bx_yaml_item(node, 2)) {
        bx_yaml_wrong(yaml, node, "rows", "[first, count] or [first, [least, most]]");
        return;
    }
    bx_yaml_read_value(yaml, bx_yaml_item(node, 0), &first, &slot->first_row);
    bx_yaml_read_value(yaml, bx_yaml_item(node, 1), &count, &slot->rows);
}

/* A row or a number of rows, or `auto`: 0. */
static void
read_row(BxYaml *yaml, BxNode *node, int *row)
{
    static const BxField number = {"rows", BX_YAML_INT, 0, .least = 1, .most = BX_SPAN_MOST};
    if (bx_yaml_is_word(node, "auto"))
        *row = 0;
    else
        bx_yaml_read_value(yaml, node, &number, row);
}

static void
rows_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    BxSpan *rows = field;
    if (bx_yaml_is_word(node, "auto")) {
        *rows = (BxSpan){0, 0};
    } else if (!bx_yaml_item(node, 1) || bx_yaml_item(node, 2)) {
        bx_yaml_wrong(yaml, node, "rows", "[first, count], each from 1 or auto");
    } else {
        read_row(yaml, bx_yaml_item(node, 0), &rows->first);
        read_row(yaml, bx_yaml_item(node, 1), &rows->count);
    }
}

/* clang-format off */
static const BxField area_fields[] = {
    {"cols", BX_YAML_SPAN, offsetof(BxArea, cols), .required = true},
    {"rows", BX_YAML_SPAN, offsetof(BxArea, rows), .required = true},
};
/* clang-format on */

void
bx_read_plan(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    BxLayout *layout = field;
    bx_yaml_read(yaml, node, "plan", area_fields, G_N_ELEMENTS(area_fields), &layout->plan,
                 context);
}

static void
add_area(BxYaml *yaml, BxNode *node, void *data)
{
    BxSlot *slot = data;
    BxArea area = {{1, 1}, {1, 1}};
    bx_yaml_read(yaml, node, "an area", area_fields, G_N_ELEMENTS(area_fields), &area, NULL);
    g_array_append_val(slot->areas, area);
}

static BxSpan
around(BxSpan a, BxSpan b)
{
    int first = MIN(a.first, b.first), end = MAX(a.first + a.count, b.first + b.count);
    return (BxSpan){first, end - first};
}

static void
areas_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    BxSlot *slot = field;
    g_array_set_size(slot->areas, 0);
    bx_yaml_items(yaml, node, "areas", false, add_area, slot);
    for (guint i = 0; i < slot->areas->len; i++) {
        const BxArea *area = &g_array_index(slot->areas, BxArea, i);
        slot->cols = i ? around(slot->cols, area->cols) : area->cols;
        slot->rows = i ? around(slot->rows, area->rows) : area->rows;
    }
}

/* clang-format off */
static const BxField box_style_fields[] = {
    {"stroke", BX_YAML_CUSTOM, offsetof(BxBoxStyle, frame.stroke_pt), .read = bx_read_rule_width},
    BX_ORNAMENT_FIELDS(BxBoxStyle, frame),
    {"ink", BX_YAML_CUSTOM, offsetof(BxBoxStyle, frame.ink), .read = bx_read_ink},
    {"tint", BX_YAML_CUSTOM, 0, .read = tint_reader},
    {"inset", BX_YAML_LENGTH, offsetof(BxBoxStyle, inset), .words = NULL},
};
static const BxField picture_slot_fields[] = {
    {"cols", BX_YAML_SPAN, offsetof(BxPictureSlot, cols), .required = true},
    {"rows", BX_YAML_CUSTOM, 0, .required = true, .read = picture_rows_reader},
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
    bx_settle_frame(yaml, node, &slot->box.frame);
}

static void
add_picture_slot(BxYaml *yaml, BxNode *key, BxNode *value, void *data)
{
    BxSlot *slot = data;
    BxPictureSlot *picture = g_new0(BxPictureSlot, 1);
    picture->name = bx_yaml_string(yaml, key, "pictures");
    picture->pos = bx_yaml_pos(yaml, key);
    picture->caption_lines = -1;
    picture->cols = (BxSpan){1, 1};
    picture->first_row = 1;
    picture->rows = (BxRange){1, 1};
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
slot_cut_off_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    static const BxField row = {"cut_off", BX_YAML_BOOL, 0, .words = NULL};
    bool has = true;
    bx_yaml_read_value(yaml, node, &row, &has);
    *(bool *)field = !has;
}

static void
slot_head_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    BxLayoutReading *reading = context;
    BxSlotDraft *draft = g_ptr_array_index(reading->slots, reading->slots->len - 1);
    g_free(draft->head);
    draft->head = bx_yaml_string(yaml, node, "head");
    draft->head_pos = bx_yaml_pos(yaml, node);
    if (!draft->head)
        draft->head = g_strdup("none"); /* the fault is reported */
}

/* clang-format off */
static const BxField slot_fields[] = {
    {"cols", BX_YAML_SPAN, offsetof(BxSlot, cols), .words = NULL},
    {"rows", BX_YAML_CUSTOM, offsetof(BxSlot, rows), .read = rows_reader},
    {"areas", BX_YAML_CUSTOM, 0, .read = areas_reader},
    {"inside", BX_YAML_STRING, offsetof(BxSlot, inside), .words = NULL},
    {"legs", BX_YAML_INT, offsetof(BxSlot, legs), .least = 1, .most = 40},
    {"gutter", BX_YAML_LENGTH, offsetof(BxSlot, gutter), .words = NULL},
    {"head", BX_YAML_CUSTOM, 0, .read = slot_head_reader},
    {"head_lines", BX_YAML_RANGE, offsetof(BxSlot, head_lines), .least = 0, .most = BX_SPAN_MOST},
    {"head_cols", BX_YAML_SPAN, offsetof(BxSlot, head_cols), .words = NULL},
    {"pictures", BX_YAML_CUSTOM, 0, .read = pictures_reader},
    {"box", BX_YAML_CUSTOM, 0, .read = box_reader},
    {"column_rule", BX_YAML_CUSTOM, offsetof(BxSlot, column_rule_pt), .read = bx_read_rule_width},
    {"cut_off", BX_YAML_CUSTOM, offsetof(BxSlot, has_no_cut_off), .read = slot_cut_off_reader},
    {"pin", BX_YAML_BOOL, offsetof(BxSlot, is_pinned), .words = NULL},
    {"balance", BX_YAML_BOOL, offsetof(BxSlot, balance), .words = NULL},
    {"body", BX_YAML_CUSTOM, offsetof(BxSlot, body), .read = bx_read_style_name},
    {"advertisement", BX_YAML_BOOL, offsetof(BxSlot, is_advertisement), .words = NULL},
    {"excuse", BX_YAML_CUSTOM, offsetof(BxSlot, excuses), .read = bx_read_excuses},
};
/* clang-format on */

/* A slot stands at cols and rows, or it is made of areas. */
static void
check_place(BxYaml *yaml, BxNode *node, const BxSlot *slot)
{
    static const char *const keys[] = {"cols", "rows"};
    bool has_areas = bx_yaml_lookup(node, "areas") != NULL;
    for (size_t i = 0; i < G_N_ELEMENTS(keys); i++) {
        BxNode *value = bx_yaml_lookup(node, keys[i]);
        if (!value && !has_areas)
            bx_diag(bx_yaml_diags(yaml), BX_DIAG_KEY_MISSING, bx_yaml_pos(yaml, node),
                    "a slot needs the key “%s”", keys[i]);
        else if (value && has_areas)
            bx_diag(bx_yaml_diags(yaml), BX_DIAG_VALUE_UNKNOWN, bx_yaml_pos(yaml, value),
                    "slot “%s” is made of areas; take “%s” out", slot->name, keys[i]);
    }
    if (slot->areas->len > 1 && (slot->legs > 0 || slot->gutter.value >= 0))
        bx_diag(bx_yaml_diags(yaml), BX_DIAG_VALUE_UNKNOWN, slot->pos,
                "slot “%s” is made of several areas: it has the page's columns; take legs and "
                "gutter out",
                slot->name);
    if (slot->areas->len > 1 && slot->box.frame.ornament)
        bx_diag(bx_yaml_diags(yaml), BX_DIAG_VALUE_UNKNOWN, slot->pos,
                "slot “%s” is made of several areas: ornament “%s” has no corner that turns "
                "inwards; give its box a stroke, or make it one area",
                slot->name, slot->box.frame.ornament->name);
}

static void
add_slot(BxYaml *yaml, BxNode *key, BxNode *value, void *data)
{
    BxLayoutReading *reading = data;
    BxSlot *slot = g_new0(BxSlot, 1);
    slot->name = bx_yaml_string(yaml, key, "slots");
    slot->pos = bx_yaml_pos(yaml, key);
    slot->cols = slot->rows = (BxSpan){1, 1};
    slot->areas = g_array_new(FALSE, FALSE, sizeof(BxArea));
    slot->excuses = bx_excuses_new();
    slot->gutter.value = -1;
    slot->balance = true;
    slot->pictures = g_ptr_array_new_with_free_func(picture_slot_free);
    slot->box = (BxBoxStyle){.frame.ink = BX_INK_BLACK, .inset = {0.75, BX_UNIT_EM}};
    g_ptr_array_add(reading->layout->slots, slot);
    BxSlotDraft *draft = g_new0(BxSlotDraft, 1);
    draft->slot = slot;
    draft->head = g_strdup("default");
    draft->head_pos = slot->pos;
    g_ptr_array_add(reading->slots, draft);
    bx_yaml_read(yaml, value, "a slot", slot_fields, G_N_ELEMENTS(slot_fields), slot, reading);
    check_place(yaml, value, slot);
    slot->written = slot->is_pinned ? bx_yaml_written(value) : NULL;
}

void
bx_read_slots(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    BxLayoutReading *reading = context;
    for (guint i = 0; i < reading->layout->slots->len; i++)
        bx_forget_style(reading, &((BxSlot *)g_ptr_array_index(reading->layout->slots, i))->body);
    g_ptr_array_set_size(reading->slots, 0);
    g_ptr_array_set_size(reading->layout->slots, 0);
    bx_yaml_each(yaml, node, "slots", BX_DIAG_KEY_DUPLICATE, add_slot, context);
    if (reading->layout->slots->len > SLOTS_MAX)
        bx_diag(reading->diags, BX_DIAG_YAML_LIMIT, bx_yaml_pos(yaml, node),
                "a page has at most %d slots", SLOTS_MAX);
}

static BxSlot *
slot_named(const BxLayout *layout, const char *name)
{
    return (BxSlot *)bx_layout_lookup_slot(layout, name);
}

void
bx_resolve_slots(BxLayoutReading *reading)
{
    const GPtrArray *slots = reading->layout->slots;
    for (guint i = 0; i < slots->len; i++) {
        BxSlot *slot = g_ptr_array_index(slots, i);
        slot->outer = slot->inside ? slot_named(reading->layout, slot->inside) : NULL;
        if (slot->inside && !slot->outer)
            bx_report_name(reading, slot->pos, N_("slot"), slot->inside, slots);
    }
    for (guint i = 0; i < slots->len; i++) {
        BxSlot *slot = g_ptr_array_index(slots, i);
        int depth = 0;
        for (const BxSlot *outer = slot->outer; outer && depth <= SLOTS_DEEP_MAX;
             outer = outer->outer)
            depth++;
        if (depth <= SLOTS_DEEP_MAX)
            continue;
        bx_diag(reading->diags, BX_DIAG_LAYOUT_LOOP, slot->pos,
                "slot “%s” lies inside more than %d others, or inside itself", slot->name,
                SLOTS_DEEP_MAX);
        slot->outer = NULL;
    }
}
