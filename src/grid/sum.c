/* SPDX-License-Identifier: Apache-2.0 */
/* Sums: numbers and names one after another, each with its length, into one checksum. What a layout's or
 * an article's text says is summed as that text; only what the plan makes of it is summed field by field. */

#include "grid/sum.h"

#include <string.h>

#define ADD(sum, value) g_checksum_update(sum, (const guchar *)&(value), sizeof(value))

static void
add_text(GChecksum *sum, const char *text)
{
    g_checksum_update(sum, (const guchar *)(text ? text : ""), text ? (gssize)strlen(text) + 1 : 0);
    const guint8 is_there = text != NULL;
    ADD(sum, is_there);
}

static void
add_rect(GChecksum *sum, const BxRect *rect)
{
    const double numbers[] = {rect->x, rect->y, rect->width, rect->height};
    ADD(sum, numbers);
}

static int
compare_words(gconstpointer a, gconstpointer b)
{
    return strcmp(a, b);
}

static void
add_set(GChecksum *sum, GHashTable *set)
{
    GList *words = g_list_sort(g_hash_table_get_keys(set), compare_words);
    const guint n = g_hash_table_size(set);
    ADD(sum, n);
    for (const GList *word = words; word; word = word->next)
        add_text(sum, word->data);
    g_list_free(words);
}

/* A picture is known by the size its file has now. */
static void
add_pictures(GChecksum *sum, const BxStory *story)
{
    for (guint i = 0; i < story->blocks->len; i++) {
        const BxFigure *figure = ((const BxBlock *)g_ptr_array_index(story->blocks, i))->figure;
        for (guint k = 0; figure && k < figure->pictures->len; k++) {
            const BxPicture *picture = g_ptr_array_index(figure->pictures, k);
            const int facts[] = {picture->width, picture->height, picture->file != NULL};
            ADD(sum, facts);
        }
    }
}

static void
add_page(GChecksum *sum, const BxPagePlan *page)
{
    const double lengths[] = {page->em, page->pitch, page->gutter};
    const int numbers[] = {page->number, page->is_recto};
    add_text(sum, page->layout->sum);
    add_rect(sum, &page->type_area);
    ADD(sum, lengths);
    ADD(sum, numbers);
}

static void
add_figure(GChecksum *sum, const BxFigurePlan *figure)
{
    const double lengths[] = {figure->x, figure->width, figure->share};
    const int numbers[] = {figure->area, figure->rows.least, figure->rows.most, figure->first_row,
                           figure->caption_lines};
    ADD(sum, lengths);
    ADD(sum, numbers);
    add_text(sum, figure->slot ? figure->slot->name : NULL);
}

static void
add_hole(GChecksum *sum, const BxHole *hole)
{
    const double lengths[] = {hole->x, hole->width};
    const int numbers[] = {hole->first_row, hole->n_rows};
    ADD(sum, lengths);
    ADD(sum, numbers);
    add_text(sum, hole->slot->name);
}

static void
add_areas(GChecksum *sum, const BxPart *part)
{
    const guint counts[] = {part->areas->len, part->legs->len, part->figures->len,
                            part->holes->len};
    ADD(sum, counts);
    for (guint i = 0; i < part->areas->len; i++) {
        const BxPartArea *area = &g_array_index(part->areas, BxPartArea, i);
        const double lengths[] = {area->x, area->width};
        const int numbers[] = {area->first_row, area->n_rows};
        ADD(sum, lengths);
        ADD(sum, numbers);
    }
    for (guint i = 0; i < part->legs->len; i++) {
        const BxLeg *leg = &g_array_index(part->legs, BxLeg, i);
        const double lengths[] = {leg->x, leg->width};
        ADD(sum, lengths);
    }
}

static void
add_part(GChecksum *sum, const BxPart *part)
{
    const double lengths[] = {part->x,      part->width,      part->y,           part->height,
                              part->head_x, part->head_width, part->head_measure};
    const int numbers[] = {part->rows.first,       part->rows.count,      part->is_auto,
                           part->box_rows,         part->page_row,        part->n_page_rows,
                           part->is_vertical,      part->first_row,       part->n_rows,
                           part->head_is_vertical, part->is_continuation, part->jumps_to,
                           part->jumps_from};
    add_text(sum, part->slot->name);
    add_rect(sum, &part->frame);
    ADD(sum, lengths);
    ADD(sum, numbers);
    add_areas(sum, part);
    for (guint i = 0; i < part->figures->len; i++)
        add_figure(sum, g_ptr_array_index(part->figures, i));
    for (guint i = 0; i < part->holes->len; i++)
        add_hole(sum, &g_array_index(part->holes, BxHole, i));
}

static void
add_story(GChecksum *sum, const BxPlan *plan, int index)
{
    const BxStory *story = g_ptr_array_index(plan->issue->stories, index);
    add_text(sum, story->source->path);
    add_text(sum, story->source->text);
    add_pictures(sum, story);
}

/* The rows that a layout leaves open go by all stories that share them out on the page. */
static void
add_open_rows(GChecksum *sum, const BxPlan *plan, const BxPart *open)
{
    for (guint i = 0; i < plan->parts->len; i++) {
        const BxPart *part = g_ptr_array_index(plan->parts, i);
        if (!part->is_auto || part->page != open->page || part == open)
            continue;
        add_story(sum, plan, part->story);
        add_part(sum, part);
    }
}

char *
bx_story_sum(const BxPlan *plan, int story)
{
    const BxIssue *issue = plan->issue;
    const BxStoryPlan *parts = g_ptr_array_index(plan->stories, story);
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    add_story(sum, plan, story);
    ADD(sum, issue->convert);
    add_set(sum, issue->unconverted);
    add_set(sum, issue->words);
    for (guint i = 0; i < parts->parts->len; i++) {
        const BxPart *part = g_ptr_array_index(parts->parts, i);
        add_page(sum, g_ptr_array_index(plan->pages, part->page));
        add_part(sum, part);
        if (part->is_auto)
            add_open_rows(sum, plan, part);
    }
    return g_strdup(g_checksum_get_string(sum));
}
