/* SPDX-License-Identifier: Apache-2.0 */
#include "report/lines.h"

#include "report/json.h"

static void
add_cluster(JsonBuilder *json, const BxCluster *cluster, const char *text, double em)
{
    g_autofree char *characters = g_strndup(text, (gsize)cluster->n_bytes);
    json_builder_begin_object(json);
    bx_json_string(json, "text", characters);
    bx_json_number(json, "x", cluster->x / em);
    bx_json_number(json, "advance", cluster->width / em);
    json_builder_end_object(json);
}

static void
add_line(JsonBuilder *json, const BxLine *line, double em)
{
    json_builder_begin_object(json);
    bx_json_int(json, "start", line->start_char);
    bx_json_int(json, "end", line->end_char);
    bx_json_number(json, "width", line->width / em);
    bx_json_number(json, "stretch", line->stretch_em);
    bx_json_bool(json, "overfull", line->is_overfull);
    json_builder_set_member_name(json, "clusters");
    json_builder_begin_array(json);
    const char *text = line->text;
    for (guint i = 0; i < line->clusters->len; i++) {
        const BxCluster *cluster = &g_array_index(line->clusters, BxCluster, i);
        add_cluster(json, cluster, text, em);
        text += cluster->n_bytes;
    }
    json_builder_end_array(json);
    json_builder_end_object(json);
}

char *
bx_lines_json(const GPtrArray *lines, double em)
{
    g_autoptr(JsonBuilder) json = json_builder_new();
    json_builder_begin_object(json);
    json_builder_set_member_name(json, "lines");
    json_builder_begin_array(json);
    for (guint i = 0; i < lines->len; i++)
        add_line(json, g_ptr_array_index(lines, i), em);
    json_builder_end_array(json);
    json_builder_end_object(json);
    return bx_json_text(json, false);
}

char *
bx_lines_text(const GPtrArray *lines, double em)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < lines->len; i++) {
        const BxLine *line = g_ptr_array_index(lines, i);
        g_string_append_printf(out, "line %u  chars %d–%d  width %.2f  gap %+.3fem%s  |%s|\n", i,
                               line->start_char, line->end_char, line->width / em, line->stretch_em,
                               line->is_overfull ? "  OVERFULL" : "", line->text);
    }
    return g_string_free(out, FALSE);
}
