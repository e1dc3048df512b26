/* SPDX-License-Identifier: Apache-2.0 */
#include "report/trace.h"

#include "base/columns.h"
#include "base/say.h"
#include "report/json.h"

#include <string.h>

#define STEP_CELLS 12

typedef struct {
    const char *name;
    gint64 first_us, wall_us, cpu_us;
    int times;
    long peak_kib;
} Row;

static Row *
row_of(GArray *rows, const BxTraceSpan *span)
{
    for (guint i = 0; i < rows->len; i++) /* a dozen steps */
        if (strcmp(g_array_index(rows, Row, i).name, span->name) == 0)
            return &g_array_index(rows, Row, i);
    const Row row = {.name = span->name, .first_us = G_MAXINT64};
    g_array_append_val(rows, row);
    return &g_array_index(rows, Row, rows->len - 1);
}

static int
compare_rows(gconstpointer a, gconstpointer b)
{
    const Row *one = a, *other = b;
    return one->first_us < other->first_us ? -1 : one->first_us > other->first_us;
}

static void
append_head(GString *out)
{
    static const struct {
        const char *words;
        int cells;
    } columns[] = {{N_("from ms"), 9},
                   {N_("wall ms"), 9},
                   {N_("CPU ms"), 9},
                   {N_("times"), 6},
                   {N_("peak MiB"), 9}};
    bx_append_left(out, _("step"), STEP_CELLS);
    for (size_t i = 0; i < G_N_ELEMENTS(columns); i++) {
        g_string_append_c(out, ' ');
        bx_append_right(out, _(columns[i].words), columns[i].cells);
    }
    g_string_append_c(out, '\n');
}

char *
bx_timings_text(const BxTrace *trace)
{
    const GArray *spans = bx_trace_spans(trace);
    g_autoptr(GArray) rows = g_array_new(FALSE, FALSE, sizeof(Row));
    for (guint i = 0; i < spans->len; i++) {
        const BxTraceSpan *span = &g_array_index(spans, BxTraceSpan, i);
        Row *row = row_of(rows, span);
        row->first_us = MIN(row->first_us, span->start.wall_us);
        row->wall_us += span->wall_us;
        row->cpu_us += span->cpu_us;
        row->times++;
        row->peak_kib = MAX(row->peak_kib, span->peak_kib);
    }
    g_array_sort(rows, compare_rows);
    GString *out = g_string_new(NULL);
    append_head(out);
    bx_append_left(out, _("program"), STEP_CELLS);
    g_string_append_printf(out, " %9s %9s %9.1f\n", "", "", (double)bx_trace_before(trace) / 1e3);
    for (guint i = 0; i < rows->len; i++) {
        const Row *row = &g_array_index(rows, Row, i);
        bx_append_left(out, _(row->name), STEP_CELLS);
        g_string_append_printf(out, " %9.1f %9.1f %9.1f %6d %9.1f\n", (double)row->first_us / 1e3,
                               (double)row->wall_us / 1e3, (double)row->cpu_us / 1e3, row->times,
                               (double)row->peak_kib / 1024);
    }
    return g_string_free(out, FALSE);
}

static void
add_event(JsonBuilder *json, const BxTraceSpan *span)
{
    json_builder_begin_object(json);
    bx_json_string(json, "name", span->name);
    bx_json_string(json, "ph", "X"); /* a complete event */
    bx_json_int(json, "pid", 1);
    bx_json_int(json, "tid", span->thread);
    bx_json_int(json, "ts", span->start.wall_us);
    bx_json_int(json, "dur", span->wall_us);
    bx_json_int(json, "tdur", span->cpu_us);
    if (span->detail) {
        json_builder_set_member_name(json, "args");
        json_builder_begin_object(json);
        bx_json_string(json, "of", span->detail);
        json_builder_end_object(json);
    }
    json_builder_end_object(json);
}

char *
bx_trace_json(const BxTrace *trace)
{
    const GArray *spans = bx_trace_spans(trace);
    g_autoptr(JsonBuilder) json = json_builder_new();
    json_builder_begin_object(json);
    bx_json_string(json, "displayTimeUnit", "ms");
    json_builder_set_member_name(json, "traceEvents");
    json_builder_begin_array(json);
    for (guint i = 0; i < spans->len; i++)
        add_event(json, &g_array_index(spans, BxTraceSpan, i));
    json_builder_end_array(json);
    json_builder_end_object(json);
    return bx_json_text(json, false);
}
