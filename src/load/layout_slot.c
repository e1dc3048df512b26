/* SPDX-License-Identifier: Apache-2.0 */
/* Slots of a layout, with their picture slots and boxes. */

#include "load/layout_reading.h"

#define SLOTS_MAX 200

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

/* clang-format off */
static const BxField box_style_fields[] = {
    {"stroke", BX_YAML_CUSTOM, offsetof(BxBoxStyle, stroke_pt), .read = bx_read_rule_width},
    {"ink", BX_YAML_CUSTOM, offsetof(BxBoxStyle, ink), .read = bx_read_ink},
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
    {"cols", BX_YAML_SPAN, offsetof(BxSlot, cols), .required = true},
    {"rows", BX_YAML_SPAN, offsetof(BxSlot, rows), .required = true},
    {"legs", BX_YAML_INT, offsetof(BxSlot, legs), .least = 1, .most = 40},
    {"gutter", BX_YAML_LENGTH, offsetof(BxSlot, gutter), .words = NULL},
    {"head", BX_YAML_CUSTOM, 0, .read = slot_head_reader},
    {"head_lines", BX_YAML_INT, offsetof(BxSlot, head_lines), .least = 0, .most = BX_SPAN_MOST},
    {"head_cols", BX_YAML_SPAN, offsetof(BxSlot, head_cols), .words = NULL},
    {"pictures", BX_YAML_CUSTOM, 0, .read = pictures_reader},
    {"box", BX_YAML_CUSTOM, 0, .read = box_reader},
    {"column_rule", BX_YAML_CUSTOM, offsetof(BxSlot, column_rule_pt), .read = bx_read_rule_width},
    {"balance", BX_YAML_BOOL, offsetof(BxSlot, balance), .words = NULL},
    {"body", BX_YAML_CUSTOM, offsetof(BxSlot, body), .read = bx_read_style_name},
};
/* clang-format on */

static void
add_slot(BxYaml *yaml, BxNode *key, BxNode *value, void *data)
{
    BxLayoutReading *reading = data;
    BxSlot *slot = g_new0(BxSlot, 1);
    slot->name = bx_yaml_string(yaml, key, "slots");
    slot->pos = bx_yaml_pos(yaml, key);
    slot->cols = slot->rows = (BxSpan){1, 1};
    slot->gutter.value = -1;
    slot->balance = true;
    slot->pictures = g_ptr_array_new_with_free_func(picture_slot_free);
    slot->box = (BxBoxStyle){.ink = BX_INK_BLACK, .inset = {0.75, BX_UNIT_EM}};
    g_ptr_array_add(reading->layout->slots, slot);
    BxSlotDraft *draft = g_new0(BxSlotDraft, 1);
    draft->slot = slot;
    draft->head = g_strdup("default");
    draft->head_pos = slot->pos;
    g_ptr_array_add(reading->slots, draft);
    bx_yaml_read(yaml, value, "a slot", slot_fields, G_N_ELEMENTS(slot_fields), slot, reading);
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
