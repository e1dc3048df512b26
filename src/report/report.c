/* SPDX-License-Identifier: Apache-2.0 */
#include "report/report.h"

#include "page/locate.h"
#include "report/diag_text.h"
#include "report/json.h"
#include "report/page_count.h"
#include "report/preflight.h"
#include "report/story.h"

#define REPORT_VERSION 1

/* 版面字数 of every page. */
static void
add_page_counts(JsonBuilder *json, const BxReportInput *input)
{
    json_builder_set_member_name(json, "page_characters");
    json_builder_begin_array(json);
    for (guint i = 0; i < input->pages->len; i++) {
        BxPageCount count = bx_page_count(input->plan, (int)i, input->places);
        json_builder_begin_object(json);
        bx_json_int(json, "page", ((const BxPage *)g_ptr_array_index(input->pages, i))->number);
        bx_json_int(json, "characters_a_line", count.chars_a_line);
        bx_json_int(json, "lines", count.lines);
        bx_json_number(json, "under_pictures", count.picture_characters);
        bx_json_number(json, "characters", count.characters);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

static void
add_imprint(JsonBuilder *json, const BxImprint *imprint)
{
    json_builder_set_member_name(json, "form");
    json_builder_begin_object(json);
    bx_json_number(json, "points", imprint->points);
    bx_json_int(json, "most", BX_FORM_POINTS_MOST);
    json_builder_set_member_name(json, "faults");
    json_builder_begin_array(json);
    for (guint i = 0; i < imprint->faults->len; i++) {
        const BxFormFault *fault = &g_array_index(imprint->faults, BxFormFault, i);
        json_builder_begin_object(json);
        bx_json_string(json, "requirement", bx_requirement_names[fault->requirement]);
        bx_json_number(json, "points", fault->points);
        if (fault->page > 0)
            bx_json_int(json, "page", fault->page);
        bx_json_said(json, "message", fault->message);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
    json_builder_end_object(json);
}

char *
bx_report_json(const BxReportInput *input)
{
    g_autoptr(JsonBuilder) json = json_builder_new();
    json_builder_begin_object(json);
    bx_json_int(json, "report", REPORT_VERSION);
    bx_json_string(json, "program", "Banxin " BX_VERSION);
    bx_json_string(json, "title",
                   input->plan->issue->title ? input->plan->issue->title->text : NULL);
    bx_json_int(json, "pages", input->pages->len);
    bx_json_int(json, "errors", bx_diags_count_level(input->diags, BX_LEVEL_ERROR));
    bx_json_int(json, "warnings", bx_diags_count_level(input->diags, BX_LEVEL_WARNING));
    json_builder_set_member_name(json, "stories");
    json_builder_begin_array(json);
    g_autoptr(GHashTable) lines = bx_placed_lines(input->pages);
    for (guint i = 0; i < input->stories->len; i++)
        bx_json_story(json, input, (int)i, lines);
    json_builder_end_array(json);
    json_builder_set_member_name(json, "pictures");
    json_builder_begin_array(json);
    for (int i = 0; i < input->plan->n_pictures; i++)
        bx_json_picture(json, input, i);
    json_builder_end_array(json);
    json_builder_set_member_name(json, "ads");
    json_builder_begin_array(json);
    for (guint i = 0; i < input->plan->pages->len; i++)
        bx_json_ads(json, g_ptr_array_index(input->plan->pages, i));
    json_builder_end_array(json);
    add_page_counts(json, input);
    if (input->imprint)
        add_imprint(json, input->imprint);
    if (input->preflight)
        bx_json_preflight(json, input->preflight);
    g_autoptr(GPtrArray) diags = bx_diags_sorted(input->diags, true);
    json_builder_set_member_name(json, "diagnostics");
    json_builder_begin_array(json);
    for (guint i = 0; i < diags->len; i++) {
        const BxDiag *diag = g_ptr_array_index(diags, i);
        bx_json_diag(json, diag, diag->message);
    }
    json_builder_end_array(json);
    json_builder_end_object(json);
    return bx_json_text(json, true);
}
