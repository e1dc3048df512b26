/* SPDX-License-Identifier: Apache-2.0 */
#include "report/report.h"

#include "report/diag_text.h"
#include "report/json.h"
#include "report/page_count.h"
#include "report/preflight.h"

#define REPORT_VERSION 1

static void
add_parts(JsonBuilder *json, const BxReportInput *input, const BxStoryPlan *plan,
          const BxComposed *composed)
{
    json_builder_set_member_name(json, "parts");
    json_builder_begin_array(json);
    for (guint p = 0; p < plan->parts->len; p++) {
        const BxPart *part = g_ptr_array_index(plan->parts, p);
        const BxPartFit *fit = &g_array_index(composed->parts, BxPartFit, p);
        json_builder_begin_object(json);
        bx_json_int(json, "page",
                    ((const BxPage *)g_ptr_array_index(input->pages, part->page))->number);
        bx_json_string(json, "slot", part->slot->name);
        bx_json_rect(json, "frame", &part->frame);
        bx_json_int(json, "head_rows", fit->head_rows);
        bx_json_int(json, "lines_available", fit->n_slots);
        bx_json_int(json, "lines_set", fit->n_lines);
        if (part->jumps_to)
            bx_json_int(json, "jumps_to", part->jumps_to);
        if (part->jumps_from)
            bx_json_int(json, "jumps_from", part->jumps_from);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

/* Where each text of the story begins: page and place on it. */
static void
add_texts(JsonBuilder *json, const BxReportInput *input, const BxStoryPlan *plan,
          const BxComposed *composed)
{
    json_builder_set_member_name(json, "texts");
    json_builder_begin_array(json);
    for (guint i = 0; i < composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(composed->texts, i);
        const BxPart *part = g_ptr_array_index(plan->parts, set->part);
        json_builder_begin_object(json);
        bx_json_string(json, "role", bx_role_name(set->role));
        if (set->text) {
            BxPos pos = bx_text_pos(set->text, 0);
            bx_json_pos(json, &pos);
            bx_json_int(json, "characters", bx_text_count(set->text));
        }
        bx_json_int(json, "page",
                    ((const BxPage *)g_ptr_array_index(input->pages, part->page))->number);
        bx_json_int(json, "lines", set->lines->len);
        bx_json_number(json, "size", set->size);
        int slot = set->slots && set->slots->len ? g_array_index(set->slots, int, 0)
                   : set->n_slots                ? set->first_slot
                                                 : -1;
        if (slot >= 0) {
            const BxLineSlot *place = &g_array_index(composed->slots, BxLineSlot, slot);
            bx_json_number(json, "x", place->x);
            bx_json_number(json, "y", place->y);
        }
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

/* What copyfitting changed, and how far the whole is from natural. */
static void
add_fit(JsonBuilder *json, const BxComposed *composed)
{
    json_builder_set_member_name(json, "fit");
    json_builder_begin_object(json);
    bx_json_number(json, "cost", composed->fit_cost);
    json_builder_set_member_name(json, "changes");
    json_builder_begin_array(json);
    for (guint i = 0; i < composed->changes->len; i++) {
        const BxChange *change = &g_array_index(composed->changes, BxChange, i);
        json_builder_begin_object(json);
        bx_json_string(json, "what", bx_change_name(change->kind));
        bx_json_int(json, "lines", change->delta);
        bx_json_number(json, "cost", change->cost);
        bx_json_pos(json, &change->pos);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
    json_builder_end_object(json);
}

static void
add_ledger(JsonBuilder *json, const BxLedger *ledger)
{
    const struct {
        const char *name;
        int value;
    } rows[] = {{"source", ledger->source},       {"printed", ledger->printed},
                {"overset", ledger->overset},     {"unplaced", ledger->unplaced},
                {"twice", ledger->twice},         {"missing", ledger->missing},
                {"converted", ledger->converted}, {"markup", ledger->markup}};
    json_builder_set_member_name(json, "ledger");
    json_builder_begin_object(json);
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        bx_json_int(json, rows[i].name, rows[i].value);
    json_builder_end_object(json);
}

static void
add_story(JsonBuilder *json, const BxReportInput *input, guint index)
{
    const BxStory *story = g_ptr_array_index(input->plan->issue->stories, index);
    const BxComposed *composed = g_ptr_array_index(input->stories, index);
    const BxStoryPlan *plan = g_ptr_array_index(input->plan->stories, index);
    json_builder_begin_object(json);
    bx_json_string(json, "id", story->id);
    bx_json_string(json, "file", story->source ? story->source->path : NULL);
    bx_json_string(json, "headline", story->headline ? story->headline->text : NULL);
    add_parts(json, input, plan, composed);
    bx_json_int(json, "overset_lines", composed->overset_lines);
    bx_json_int(json, "overset_characters", composed->overset_chars);
    bx_json_int(json, "underset_lines", composed->underset_lines);
    add_fit(json, composed);
    add_ledger(json, &input->ledgers[index]);
    add_texts(json, input, plan, composed);
    json_builder_end_object(json);
}

static void
add_picture(JsonBuilder *json, const BxReportInput *input, int index)
{
    const BxPicturePlace *place = &input->places[index];
    if (!place->picture)
        return;
    json_builder_begin_object(json);
    bx_json_string(json, "file", place->picture->path);
    bx_json_int(json, "page",
                ((const BxPage *)g_ptr_array_index(input->pages, place->page))->number);
    bx_json_rect(json, "frame", &place->rect);
    bx_json_int(json, "source_width", place->picture->width);
    bx_json_int(json, "source_height", place->picture->height);
    const BxPictureResult *result =
        input->pictures ? bx_pictures_lookup(input->pictures, index) : NULL;
    if (result && result->jpeg) {
        bx_json_number(json, "source_ppi", result->source_ppi);
        bx_json_int(json, "width", result->width);
        bx_json_int(json, "height", result->height);
        bx_json_int(json, "channels", result->channels);
        bx_json_string(json, "source_profile", result->source_profile);
    }
    json_builder_end_object(json);
}

static void
add_ads(JsonBuilder *json, const BxPagePlan *page)
{
    for (guint i = 0; i < page->ads->len; i++) {
        const BxAdPlan *plan = &g_array_index(page->ads, BxAdPlan, i);
        json_builder_begin_object(json);
        bx_json_string(json, "file", plan->ad->path);
        bx_json_string(json, "kind", plan->ad->is_pdf ? "pdf" : "picture");
        if (plan->ad->is_pdf)
            bx_json_int(json, "file_page", plan->ad->page);
        bx_json_int(json, "page", page->number);
        bx_json_string(json, "place", plan->ad->slot->name);
        bx_json_rect(json, "frame", &plan->rect);
        json_builder_end_object(json);
    }
}

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
    for (guint i = 0; i < input->stories->len; i++)
        add_story(json, input, i);
    json_builder_end_array(json);
    json_builder_set_member_name(json, "pictures");
    json_builder_begin_array(json);
    for (int i = 0; i < input->plan->n_pictures; i++)
        add_picture(json, input, i);
    json_builder_end_array(json);
    json_builder_set_member_name(json, "ads");
    json_builder_begin_array(json);
    for (guint i = 0; i < input->plan->pages->len; i++)
        add_ads(json, g_ptr_array_index(input->plan->pages, i));
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
