/* SPDX-License-Identifier: Apache-2.0 */
/* Places for advertisements of a layout. */

#include "load/layout_reading.h"

#define ADS_MAX 100

void
bx_ad_slot_free(void *data)
{
    BxAdSlot *ad = data;
    g_free(ad->name);
    g_free(ad);
}

static const char *const side_words[] = {"top", "right", "bottom", "left", NULL};

static void
add_side(BxYaml *yaml, BxNode *node, void *data)
{
    static const BxField row = {"bleed", BX_YAML_WORD, 0, .words = side_words};
    int word = -1;
    bx_yaml_read_value(yaml, node, &row, &word);
    if (word >= 0)
        *(unsigned *)data |= 1u << word; /* the words stand in the order of BxBleedSides */
}

static void
bleed_reader(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)context;
    bx_yaml_items(yaml, node, "bleed", /*single*/ true, add_side, field);
}

/* clang-format off */
static const BxField ad_fields[] = {
    {"cols", BX_YAML_SPAN, offsetof(BxAdSlot, cols), .required = true},
    {"rows", BX_YAML_SPAN, offsetof(BxAdSlot, rows), .required = true},
    {"bleed", BX_YAML_CUSTOM, offsetof(BxAdSlot, bleed), .read = bleed_reader},
};
/* clang-format on */

static void
add_ad(BxYaml *yaml, BxNode *key, BxNode *value, void *data)
{
    BxLayoutReading *reading = data;
    BxAdSlot *ad = g_new0(BxAdSlot, 1);
    ad->name = bx_yaml_string(yaml, key, "ads");
    ad->pos = bx_yaml_pos(yaml, key);
    ad->cols = ad->rows = (BxSpan){1, 1};
    g_ptr_array_add(reading->layout->ads, ad);
    bx_yaml_read(yaml, value, "a place for an advertisement", ad_fields, G_N_ELEMENTS(ad_fields),
                 ad, reading);
}

void
bx_read_ad_slots(BxYaml *yaml, BxNode *node, void *field, void *context)
{
    (void)field;
    BxLayoutReading *reading = context;
    g_ptr_array_set_size(reading->layout->ads, 0);
    bx_yaml_each(yaml, node, "ads", BX_DIAG_KEY_DUPLICATE, add_ad, context);
    if (reading->layout->ads->len > ADS_MAX)
        bx_diag(reading->diags, BX_DIAG_YAML_LIMIT, bx_yaml_pos(yaml, node),
                "a page has at most %d places for advertisements", ADS_MAX);
}
