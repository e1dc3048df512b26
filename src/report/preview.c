/* SPDX-License-Identifier: Apache-2.0 */
#include "report/preview.h"

#include "paint/plates.h"
#include "report/diag_text.h"
#include "report/json.h"

/* Of a source line that is shown, at most. */
#define EXCERPT_CHARS 240

static void
add_areas(JsonBuilder *json, const BxPage *page)
{
    json_builder_set_member_name(json, "areas");
    json_builder_begin_array(json);
    for (guint i = 0; i < page->beads->len; i++) {
        const BxBead *bead = &g_array_index(page->beads, BxBead, i);
        json_builder_begin_object(json);
        bx_json_int(json, "story", bead->story);
        bx_json_rect(json, "box", &bead->rect);
        json_builder_end_object(json);
    }
    json_builder_end_array(json);
}

static void
add_plates(JsonBuilder *json, const BxPage *page)
{
    g_autoptr(GArray) inks = bx_plate_inks(page);
    json_builder_set_member_name(json, "plates");
    json_builder_begin_array(json);
    for (guint i = 0; i < inks->len; i++)
        json_builder_add_string_value(json, bx_plate_name(&g_array_index(inks, BxInk, i)));
    json_builder_end_array(json);
}

static void
add_page(JsonBuilder *json, const BxPreviewInput *input, guint i)
{
    const BxPage *page = g_ptr_array_index(input->pages, i);
    json_builder_begin_object(json);
    bx_json_int(json, "number", page->number);
    bx_json_string(json, "label", page->label);
    bx_json_number(json, "width", page->width);
    bx_json_number(json, "height", page->height);
    bx_json_string(json, "sum", input->sums[i]);
    add_plates(json, page);
    add_areas(json, page);
    json_builder_end_object(json);
}

static void
add_slots(JsonBuilder *json, const BxStoryPlan *plan)
{
    json_builder_set_member_name(json, "slots");
    json_builder_begin_array(json);
    for (guint i = 0; i < plan->parts->len; i++) {
        const BxPart *part = g_ptr_array_index(plan->parts, i);
        json_builder_add_string_value(json, part->slot->name);
    }
    json_builder_end_array(json);
}

static void
add_story(JsonBuilder *json, const BxPreviewInput *input, guint i)
{
    const BxStory *story = g_ptr_array_index(input->plan->issue->stories, i);
    BxPos pos = story->headline ? bx_text_pos(story->headline, 0) : (BxPos){story->source, 1, 1};
    json_builder_begin_object(json);
    bx_json_string(json, "title", story->headline ? story->headline->text : story->id);
    bx_json_pos(json, &pos);
    add_slots(json, g_ptr_array_index(input->plan->stories, i));
    json_builder_end_object(json);
}

/* The line of the source, about the place where it is long: a paragraph is one. */
static void
add_excerpt(JsonBuilder *json, const BxPos *pos)
{
    g_autofree char *line = bx_source_copy_line(pos->source, pos->line);
    glong n = g_utf8_strlen(line, -1), at = MIN(pos->column - 1, n);
    glong first = n > EXCERPT_CHARS ? CLAMP(at - EXCERPT_CHARS / 2, 0, n - EXCERPT_CHARS) : 0;
    g_autofree char *excerpt = g_utf8_substring(line, first, MIN(n, first + EXCERPT_CHARS));
    bx_json_string(json, "excerpt", excerpt);
    bx_json_int(json, "mark", at - first); /* the character of the excerpt that is meant */
}

static void
add_finding(JsonBuilder *json, const BxDiag *diag)
{
    json_builder_begin_object(json);
    bx_json_string(json, "code", bx_diag_code_name(diag->code));
    bx_json_string(json, "level", bx_level_name(diag->level));
    bx_json_string(json, "message", diag->message);
    bx_json_string(json, "remedy", bx_diag_code_remedy(diag->code));
    bx_json_pos(json, &diag->pos);
    if (diag->pos.source && diag->pos.line > 0)
        add_excerpt(json, &diag->pos);
    if (diag->page > 0)
        bx_json_int(json, "page", diag->page);
    if (diag->box.width > 0)
        bx_json_rect(json, "box", &diag->box);
    json_builder_end_object(json);
}

char *
bx_findings_json(const BxDiags *diags)
{
    g_autoptr(JsonBuilder) json = json_builder_new();
    g_autoptr(GPtrArray) sorted = bx_diags_sorted(diags, true);
    json_builder_begin_array(json);
    for (guint i = 0; i < sorted->len; i++)
        add_finding(json, g_ptr_array_index(sorted, i));
    json_builder_end_array(json);
    return g_strchomp(bx_json_text(json, false));
}

/* Of all texts that were read: a change that no page shows may show over or beside it. */
static char *
sum_of_sources(const BxIssue *issue)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (guint i = 0; i < issue->sources->len; i++) {
        const BxSource *source = g_ptr_array_index(issue->sources, i);
        g_checksum_update(sum, (const guchar *)source->text, (gssize)source->length);
    }
    return g_strdup(g_checksum_get_string(sum));
}

char *
bx_preview_json(const BxPreviewInput *input)
{
    g_autoptr(JsonBuilder) json = json_builder_new();
    json_builder_begin_object(json);
    g_autofree char *sources = sum_of_sources(input->plan->issue);
    bx_json_string(json, "title", input->title);
    bx_json_string(json, "sources", sources);
    json_builder_set_member_name(json, "pages");
    json_builder_begin_array(json);
    for (guint i = 0; i < input->pages->len; i++)
        add_page(json, input, i);
    json_builder_end_array(json);
    json_builder_set_member_name(json, "stories");
    json_builder_begin_array(json);
    for (guint i = 0; i < input->plan->issue->stories->len; i++)
        add_story(json, input, i);
    json_builder_end_array(json);
    json_builder_end_object(json);
    return g_strchomp(bx_json_text(json, false));
}
