/* SPDX-License-Identifier: Apache-2.0 */
#include "report/story.h"

#include "page/locate.h"

static int
page_number(const BxReportInput *input, int index)
{
    return ((const BxPage *)g_ptr_array_index(input->pages, index))->number;
}

/* The pages that the story stands on, each once. */
static void
add_pages(JsonBuilder *json, const BxReportInput *input, const BxStoryPlan *plan)
{
    int before = -1;
    json_builder_set_member_name(json, "pages");
    json_builder_begin_array(json);
    for (guint i = 0; i < plan->parts->len; i++) {
        int page = ((const BxPart *)g_ptr_array_index(plan->parts, i))->page;
        if (page != before)
            json_builder_add_int_value(json, page_number(input, page));
        before = page;
    }
    json_builder_end_array(json);
}

/* Rows of columns: those taken by text and crossheads, and all there are. */
static void
add_lines(JsonBuilder *json, const BxComposed *composed)
{
    bx_json_int(json, "lines", composed->used_lines);
    bx_json_int(json, "lines_available", composed->used_lines + composed->underset_lines);
}

static void
add_overset_place(JsonBuilder *json, const BxComposed *composed)
{
    json_builder_set_member_name(json, "overset_from");
    json_builder_begin_object(json);
    bx_json_pos(json, &composed->overset_pos);
    json_builder_end_object(json);
}

/* Column that a line stands in; lines of heads and captions have none. */
static int
column_of(const BxComposed *composed, const BxSetText *set, guint line)
{
    int slot = set->slots ? g_array_index(set->slots, int, line) : -1;
    if (slot < 0)
        return -1;
    const BxLineSlot *place = &g_array_index(composed->slots, BxLineSlot, slot);
    return place->part * 1000 + place->leg;
}

static void
add_box(JsonBuilder *json, int page, const BxRect *rect)
{
    json_builder_begin_object(json);
    bx_json_int(json, "page", page);
    bx_json_number(json, "x", rect->x);
    bx_json_number(json, "y", rect->y);
    bx_json_number(json, "width", rect->width);
    bx_json_number(json, "height", rect->height);
    json_builder_end_object(json);
}

/* Whether a line stands right below the box, or left of it: nothing lies between them. */
static bool
is_next(const BxRect *box, const BxRect *rect, const BxSetText *set)
{
    double most = 1.5 * set->pitch - set->size;
    double below = rect->y - box->y - box->height, left = box->x - rect->x - rect->width;
    return below <= most && left <= most;
}

/* Where the lines of a text stand: a box for each column of each page, and for what a picture parts. */
static void
add_boxes(JsonBuilder *json, const BxComposed *composed, const BxSetText *set, GHashTable *lines)
{
    int page = 0, column = -1;
    BxRect box = {0};
    json_builder_set_member_name(json, "boxes");
    json_builder_begin_array(json);
    for (guint i = 0; i < set->lines->len; i++) {
        const BxPlacedLine *line = g_hash_table_lookup(lines, g_ptr_array_index(set->lines, i));
        if (!line)
            continue;
        BxRect rect = bx_placed_line_rect(line->placed);
        bool goes_on = page == line->page && column == column_of(composed, set, i)
                       && is_next(&box, &rect, set);
        if (!goes_on && page > 0)
            add_box(json, page, &box);
        box = goes_on ? bx_rect_join(box, rect) : rect;
        page = line->page;
        column = column_of(composed, set, i);
    }
    if (page > 0)
        add_box(json, page, &box);
    json_builder_end_array(json);
}

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
        bx_json_int(json, "page", page_number(input, part->page));
        bx_json_string(json, "slot", part->slot->name);
        bx_json_rect(json, "frame", &part->frame);
        bx_json_bool(json, "vertical", part->is_vertical);
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
          const BxComposed *composed, GHashTable *lines)
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
        bx_json_int(json, "page", page_number(input, part->page));
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
        add_boxes(json, composed, set, lines);
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

void
bx_json_story(JsonBuilder *json, const BxReportInput *input, int index, GHashTable *lines)
{
    const BxStory *story = g_ptr_array_index(input->plan->issue->stories, index);
    const BxComposed *composed = g_ptr_array_index(input->stories, index);
    const BxStoryPlan *plan = g_ptr_array_index(input->plan->stories, index);
    json_builder_begin_object(json);
    bx_json_string(json, "id", story->id);
    bx_json_string(json, "file", story->source ? story->source->path : NULL);
    bx_json_string(json, "headline", story->headline ? story->headline->text : NULL);
    bx_json_int(json, "characters", story->n_chars);
    add_pages(json, input, plan);
    add_parts(json, input, plan, composed);
    add_lines(json, composed);
    bx_json_int(json, "overset_lines", composed->overset_lines);
    bx_json_int(json, "overset_characters", composed->overset_chars);
    if (composed->overset_lines > 0)
        add_overset_place(json, composed);
    bx_json_int(json, "underset_lines", composed->underset_lines);
    add_fit(json, composed);
    add_ledger(json, &input->ledgers[index]);
    add_texts(json, input, plan, composed, lines);
    json_builder_end_object(json);
}
