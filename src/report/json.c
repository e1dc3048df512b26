/* SPDX-License-Identifier: Apache-2.0 */
#include "report/json.h"

#include "base/say.h"
#include "report/diag_text.h"

#include <math.h>

void
bx_json_string(JsonBuilder *json, const char *key, const char *value)
{
    json_builder_set_member_name(json, key);
    if (value)
        json_builder_add_string_value(json, value);
    else
        json_builder_add_null_value(json);
}

void
bx_json_said(JsonBuilder *json, const char *key, const char *said)
{
    g_autofree char *english = said ? bx_said_english(said) : NULL;
    bx_json_string(json, key, english);
}

void
bx_json_int(JsonBuilder *json, const char *key, gint64 value)
{
    json_builder_set_member_name(json, key);
    json_builder_add_int_value(json, value);
}

/* Thousandths: enough for points and em, and the same text on every machine. */
void
bx_json_number(JsonBuilder *json, const char *key, double value)
{
    json_builder_set_member_name(json, key);
    double rounded = round(value * 1000) / 1000;
    json_builder_add_double_value(json, rounded == 0 ? 0 : rounded);
}

void
bx_json_bool(JsonBuilder *json, const char *key, bool value)
{
    json_builder_set_member_name(json, key);
    json_builder_add_boolean_value(json, value);
}

void
bx_json_pos(JsonBuilder *json, const BxPos *pos)
{
    if (!pos->source)
        return;
    bx_json_string(json, "file", pos->source->path);
    bx_json_int(json, "line", pos->line);
    bx_json_int(json, "column", pos->column);
}

void
bx_json_rect(JsonBuilder *json, const char *key, const BxRect *rect)
{
    json_builder_set_member_name(json, key);
    json_builder_begin_object(json);
    bx_json_number(json, "x", rect->x);
    bx_json_number(json, "y", rect->y);
    bx_json_number(json, "width", rect->width);
    bx_json_number(json, "height", rect->height);
    json_builder_end_object(json);
}

void
bx_json_diag(JsonBuilder *json, const BxDiag *diag, const char *message)
{
    json_builder_begin_object(json);
    bx_json_string(json, "code", bx_diag_code_name(diag->code));
    bx_json_string(json, "level", bx_level_name(diag->level));
    bx_json_pos(json, &diag->pos);
    if (diag->page > 0)
        bx_json_int(json, "page", diag->page);
    if (diag->box.width > 0)
        bx_json_rect(json, "box", &diag->box);
    bx_json_string(json, "message", message);
    json_builder_end_object(json);
}

char *
bx_json_text(JsonBuilder *json, bool pretty)
{
    g_autoptr(JsonNode) root = json_builder_get_root(json);
    g_autofree char *text = json_to_string(root, pretty);
    return g_strconcat(text, "\n", NULL);
}

char *
bx_diags_json(const BxDiags *diags, bool with_notes)
{
    g_autoptr(GPtrArray) sorted = bx_diags_sorted(diags, with_notes);
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < sorted->len; i++) {
        g_autoptr(JsonBuilder) json = json_builder_new();
        const BxDiag *diag = g_ptr_array_index(sorted, i);
        bx_json_diag(json, diag, bx_diag_local(diag));
        g_autofree char *line = bx_json_text(json, false);
        g_string_append(out, line);
    }
    return g_string_free(out, FALSE);
}
