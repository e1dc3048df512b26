/* SPDX-License-Identifier: Apache-2.0 */
#include "report/preflight.h"

#include "base/units.h"
#include "report/json.h"

static void
begin_list(JsonBuilder *json, const char *name)
{
    json_builder_set_member_name(json, name);
    json_builder_begin_array(json);
}

static void
add_verdicts(JsonBuilder *json, const BxPreflight *preflight)
{
    begin_list(json, "rules");
    for (guint i = 0; i < preflight->verdicts->len; i++) {
        const BxVerdict *verdict = &g_array_index(preflight->verdicts, BxVerdict, i);
        json_builder_begin_object(json);
        bx_json_string(json, "rule", verdict->rule);
        bx_json_string(json, "name", verdict->name);
        bx_json_bool(json, "holds", verdict->fault == NULL);
        bx_json_said(json, "detail", verdict->fault ? verdict->fault : verdict->detail);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

static void
add_plates(JsonBuilder *json, const BxPlates *page)
{
    json_builder_begin_object(json);
    bx_json_int(json, "page", page->page);
    begin_list(json, "plates");
    for (guint i = 0; i < page->plates->len; i++) {
        const BxPlate *plate = &g_array_index(page->plates, BxPlate, i);
        json_builder_begin_object(json);
        bx_json_string(json, "ink", plate->name);
        bx_json_number(json, "coverage_percent", plate->coverage);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
    bx_json_number(json, "ink_max_percent", page->ink_max);
    bx_json_number(json, "ink_max_x_mm", page->x / BX_PT_PER_MM);
    bx_json_number(json, "ink_max_y_mm", page->y / BX_PT_PER_MM);
    json_builder_end_object(json);
}

static void
add_pictures(JsonBuilder *json, const BxPreflight *preflight)
{
    begin_list(json, "pictures");
    for (guint i = 0; i < preflight->pictures->len; i++) {
        const BxPreflightPicture *picture =
            &g_array_index(preflight->pictures, BxPreflightPicture, i);
        json_builder_begin_object(json);
        bx_json_int(json, "sheet", picture->page);
        bx_json_int(json, "width", picture->width);
        bx_json_int(json, "height", picture->height);
        bx_json_number(json, "ppi", picture->ppi);
        bx_json_string(json, "colours", picture->channels == 4 ? "CMYK" : "grey");
        bx_json_string(json, "condition", preflight->condition);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

void
bx_json_preflight(JsonBuilder *json, const BxPreflight *preflight)
{
    json_builder_set_member_name(json, "preflight");
    json_builder_begin_object(json);
    add_verdicts(json, preflight);
    begin_list(json, "ink");
    for (guint i = 0; preflight->plates && i < preflight->plates->len; i++)
        add_plates(json, g_ptr_array_index(preflight->plates, i));
    json_builder_end_array(json);
    add_pictures(json, preflight);
    begin_list(json, "faces");
    for (guint i = 0; i < preflight->fonts->len; i++)
        json_builder_add_string_value(json, g_ptr_array_index(preflight->fonts, i));
    json_builder_end_array(json);
    json_builder_end_object(json);
}
