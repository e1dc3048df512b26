/* SPDX-License-Identifier: Apache-2.0 */
/* From plan, composed stories and the page's list to what is seen of it: one pass over the list, in which each line
 * is known by the text that it belongs to. */

#include "review/seen.h"

#include <math.h>
#include <string.h>

#define SLACK_PT 1.0 /* edges nearer than this are the same to the eye */

/* ---- rectangles ---- */

BxRect
bx_as_read(BxRect rect, bool is_vertical)
{
    if (!is_vertical)
        return rect;
    return (BxRect){rect.y, -(rect.x + rect.width), rect.height, rect.width};
}

double
bx_end_x(BxRect rect)
{
    return rect.x + rect.width;
}

double
bx_end_y(BxRect rect)
{
    return rect.y + rect.height;
}

bool
bx_meet_x(BxRect a, BxRect b)
{
    return MIN(bx_end_x(a), bx_end_x(b)) - MAX(a.x, b.x) > SLACK_PT;
}

bool
bx_meet_y(BxRect a, BxRect b)
{
    return MIN(bx_end_y(a), bx_end_y(b)) - MAX(a.y, b.y) > SLACK_PT;
}

bool
bx_meet(BxRect a, BxRect b)
{
    return a.width > 0 && b.width > 0 && bx_meet_x(a, b) && bx_meet_y(a, b);
}

BxRect
bx_around(BxRect a, BxRect b)
{
    if (a.width <= 0 || b.width <= 0)
        return a.width > 0 ? a : b;
    double x = MIN(a.x, b.x), y = MIN(a.y, b.y);
    return (BxRect){x, y, MAX(bx_end_x(a), bx_end_x(b)) - x, MAX(bx_end_y(a), bx_end_y(b)) - y};
}

/* ---- lines and whose they are ---- */

typedef struct {
    const BxSetText *set;
    int owner; /* part seen; of furniture: item seen */
} Home;

typedef struct {
    BxSeen *seen;
    GHashTable *homes; /* BxLine → Home */
} Looking;

static void
add_home(Looking *looking, const BxLine *line, const BxSetText *set, int owner)
{
    Home *home = g_new(Home, 1);
    *home = (Home){set, owner};
    g_hash_table_insert(looking->homes, (gpointer)line, home);
}

/* Body lines belong to the part whose slot they took, all others to the one that their text names. */
static void
add_homes(Looking *looking, const BxSeenPart *part, int owner)
{
    for (guint i = 0; i < part->composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(part->composed->texts, i);
        for (guint k = 0; k < set->lines->len; k++) {
            int at = set->part;
            if (set->slots) {
                int slot = g_array_index(set->slots, int, k);
                at = slot < 0 ? -1 : g_array_index(part->composed->slots, BxLineSlot, slot).part;
            }
            if (at == part->index)
                add_home(looking, g_ptr_array_index(set->lines, k), set, owner);
        }
    }
}

/* ---- parts ---- */

static BxRank
rank_named(const char *name)
{
    for (int i = 0; name && i < BX_N_RANKS; i++) {
        size_t n = strlen(bx_rank_words[i]);
        if (strncmp(name, bx_rank_words[i], n) == 0 && (name[n] == 0 || name[n] == '-'))
            return (BxRank)i;
    }
    return BX_RANK_NONE;
}

static void
find_entry(BxSeenPart *part, const BxPagePlan *page)
{
    const GPtrArray *placings = page->spec->placings;
    const BxSlot *slot = part->part->slot;
    part->entry = slot->pos;
    for (guint i = 0; i < placings->len; i++) {
        const BxPlacing *placing = g_ptr_array_index(placings, i);
        if (placing->story != part->part->story || strcmp(placing->slot, slot->name) != 0)
            continue;
        part->entry = placing->pos;
        part->rank = placing->rank;
    }
    if (part->rank == BX_RANK_NONE)
        part->rank = rank_named(slot->name);
    if (part->rank == BX_RANK_NONE && slot->head)
        part->rank = rank_named(slot->head->name);
}

static void
find_block(BxSeenPart *seen, const BxPagePlan *page)
{
    const BxPart *part = seen->part;
    if (seen->fit->head_rows <= 0)
        return;
    double depth = (seen->fit->head_rows - 1) * page->pitch + page->em;
    seen->block = (BxRect){part->head_x, part->y, part->head_width, depth};
    if (part->is_vertical)
        seen->block = (BxRect){part->x + part->width - depth, part->y, depth, part->height};
}

static void
find_figures(BxSeenPart *seen, const BxPagePlan *page)
{
    const BxPart *part = seen->part;
    const BxDepths depths = bx_part_depths(seen->fit);
    for (guint i = 0; i < part->figures->len; i++) {
        BxSeenFigure figure = {.plan = g_ptr_array_index(part->figures, i)};
        int row = bx_figure_row(part, (int)i, &depths);
        double top = bx_page_row_y(page, row);
        double bottom = bx_figure_bottom(part, page, row, depths.figures[i].rows);
        figure.place = (BxRect){figure.plan->x, top, figure.plan->width, MAX(0, bottom - top)};
        g_array_append_val(seen->figures, figure);
    }
}

/* How far the legs could go: the line slots that the part has when nothing levels them. */
static void
count_places(BxSeenPart *seen, const BxPlan *plan)
{
    g_autoptr(GArray) slots = g_array_new(FALSE, FALSE, sizeof(BxLineSlot));
    BxDepths depths = bx_part_depths(seen->fit);
    depths.level = 0;
    bx_part_line_slots(plan, seen->part, seen->index, &depths, slots);
    for (guint i = 0; i < seen->part->legs->len; i++) {
        BxSeenLeg leg = {.last_place = -1, .last_line = -1};
        g_array_append_val(seen->legs, leg);
    }
    for (guint i = 0; i < slots->len; i++) {
        const BxLineSlot *slot = &g_array_index(slots, BxLineSlot, i);
        BxSeenLeg *leg = &g_array_index(seen->legs, BxSeenLeg, slot->leg);
        leg->n_places++;
        leg->last_place = MAX(leg->last_place, slot->row);
    }
}

static void
take_slot(BxSeenPart *seen, int index)
{
    const BxLineSlot *slot =
        index < 0 ? NULL : &g_array_index(seen->composed->slots, BxLineSlot, index);
    if (!slot || slot->part != seen->index)
        return;
    BxSeenLeg *leg = &g_array_index(seen->legs, BxSeenLeg, slot->leg);
    leg->n_lines++;
    leg->last_line = MAX(leg->last_line, slot->row);
}

static void
count_lines(BxSeenPart *seen)
{
    for (guint i = 0; i < seen->composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(seen->composed->texts, i);
        for (guint k = 0; set->slots && k < set->lines->len; k++)
            take_slot(seen, g_array_index(set->slots, int, k));
        for (int k = 0; !set->slots && set->first_slot >= 0 && k < set->n_slots; k++)
            take_slot(seen, set->first_slot + k);
    }
}

static void
add_part(Looking *looking, const BxPlan *plan, const BxPart *part, int index,
         const BxComposed *composed)
{
    const BxPagePlan *page = looking->seen->page;
    BxSeenPart seen = {.part = part,
                       .index = index,
                       .story = g_ptr_array_index(plan->issue->stories, part->story),
                       .composed = composed,
                       .fit = bx_part_fit(composed, index),
                       .rank = BX_RANK_NONE,
                       .legs = g_array_new(FALSE, TRUE, sizeof(BxSeenLeg)),
                       .figures = g_array_new(FALSE, TRUE, sizeof(BxSeenFigure))};
    find_entry(&seen, page);
    find_block(&seen, page);
    find_figures(&seen, page);
    count_places(&seen, plan);
    count_lines(&seen);
    add_homes(looking, &seen, (int)looking->seen->parts->len);
    g_array_append_val(looking->seen->parts, seen);
}

/* ---- furniture ---- */

static void
add_items(Looking *looking, const BxComposed *furniture)
{
    const GArray *plans = looking->seen->page->furniture;
    for (guint i = 0; i < plans->len; i++) {
        const BxFurniturePlan *plan = &g_array_index(plans, BxFurniturePlan, i);
        BxSeenItem item = {.item = plan->item};
        if (plan->item->kind == BX_FURNITURE_PICTURE || plan->item->kind == BX_FURNITURE_BOX)
            item.rect = plan->rect;
        g_array_append_val(looking->seen->items, item);
    }
    for (guint i = 0; i < furniture->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(furniture->texts, i);
        for (guint k = 0; set->role == BX_ROLE_FURNITURE && k < set->lines->len; k++)
            add_home(looking, g_ptr_array_index(set->lines, k), set, set->furniture);
    }
}

/* ---- the list ---- */

static BxRect
line_rect(const BxPlaced *placed)
{
    const BxLine *line = placed->text.line;
    double from = g_array_index(line->clusters, BxCluster, 0).x, size = line->size;
    if (placed->text.is_vertical)
        return (BxRect){placed->text.x - size / 2, placed->text.y + from, size, line->width - from};
    return (BxRect){placed->text.x + from, placed->text.y - BX_ASCENT_EM * size, line->width - from,
                    size};
}

static void
see_body(BxSeenPart *part, const BxPlaced *placed, BxRole role, BxRect rect)
{
    const BxLineSlot *slot = &g_array_index(part->composed->slots, BxLineSlot, placed->text.slot);
    BxSeenLeg *leg = &g_array_index(part->legs, BxSeenLeg, slot->leg);
    if (part->first_line.width <= 0 && role == BX_ROLE_BODY)
        part->first_line = rect;
    part->text = bx_around(part->text, rect);
    leg->lines = bx_around(leg->lines, rect);
}

static void
see_text(Looking *looking, const BxPlaced *placed)
{
    const Home *home = g_hash_table_lookup(looking->homes, placed->text.line);
    if (!home)
        return; /* a mark on an advertisement, a slug */
    BxRect rect = line_rect(placed);
    if (home->set->role == BX_ROLE_FURNITURE) {
        BxSeenItem *item = &g_array_index(looking->seen->items, BxSeenItem, home->owner);
        item->rect = bx_around(item->rect, rect);
        return;
    }
    BxSeenPart *part = &g_array_index(looking->seen->parts, BxSeenPart, home->owner);
    if (placed->text.slot >= 0) {
        see_body(part, placed, home->set->role, rect);
    } else if (home->set->role <= BX_ROLE_JUMP_HEAD) {
        part->head = bx_around(part->head, rect);
        if (home->set->role == BX_ROLE_HEADLINE)
            part->headline = home->set;
    } else if (home->set->figure >= 0) {
        BxSeenFigure *figure = &g_array_index(part->figures, BxSeenFigure, home->set->figure);
        figure->texts = bx_around(figure->texts, rect);
    }
}

static void
see_picture(Looking *looking, const BxPlaced *placed)
{
    for (guint i = 0; i < looking->seen->parts->len; i++) {
        BxSeenPart *part = &g_array_index(looking->seen->parts, BxSeenPart, i);
        for (guint k = 0; part->part->story == placed->story && k < part->figures->len; k++) {
            BxSeenFigure *figure = &g_array_index(part->figures, BxSeenFigure, k);
            int off = placed->picture.index - figure->plan->index;
            if (off >= 0 && off < (int)figure->plan->figure->pictures->len)
                figure->pictures = bx_around(figure->pictures, placed->picture.rect);
        }
    }
}

static void
see_rule(BxSeen *seen, const BxPlaced *placed)
{
    double half = placed->rule.width / 2;
    double x0 = MIN(placed->rule.x0, placed->rule.x1), x1 = MAX(placed->rule.x0, placed->rule.x1);
    double y0 = MIN(placed->rule.y0, placed->rule.y1), y1 = MAX(placed->rule.y0, placed->rule.y1);
    bool is_upright = x1 - x0 < y1 - y0;
    BxSeenRule rule = {.rect = {x0, y0, x1 - x0, y1 - y0}, .story = placed->story};
    *(is_upright ? &rule.rect.x : &rule.rect.y) -= half;
    *(is_upright ? &rule.rect.width : &rule.rect.height) += 2 * half;
    g_array_append_val(seen->rules, rule);
}

static void
see_page(Looking *looking, const BxPage *made)
{
    for (guint i = 0; i < made->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(made->placed, BxPlaced, i);
        if (placed->kind == BX_PLACED_TEXT)
            see_text(looking, placed);
        else if (placed->kind == BX_PLACED_PICTURE && placed->story >= 0)
            see_picture(looking, placed);
        else if (placed->kind == BX_PLACED_RULE)
            see_rule(looking->seen, placed);
    }
}

/* ---- the whole ---- */

#define LEAD_RATIO 1.3 /* a head that is larger than all others by so much is the lead's */

static double
head_size(const BxSeenPart *part)
{
    return part->headline && !part->part->is_continuation ? part->headline->size : 0;
}

/* The lead as the page says it; where it does not, the one head that is larger than all others. */
static void
find_lead(BxSeen *seen)
{
    double largest = 0, next = 0;
    int at = -1;
    for (guint i = 0; i < seen->parts->len; i++) {
        const BxSeenPart *part = bx_seen_part(seen, (int)i);
        double size = head_size(part);
        if (part->rank == BX_RANK_LEAD && !part->part->is_continuation) {
            seen->lead = (int)i;
            return;
        }
        if (size > largest)
            at = (int)i;
        next = size > largest ? largest : MAX(next, size);
        largest = MAX(largest, size);
    }
    seen->lead = seen->parts->len > 1 && largest > LEAD_RATIO * next ? at : -1;
}

static void
find_direction(BxSeen *seen)
{
    double turned = 0, level = 0;
    for (guint i = 0; i < seen->parts->len; i++) {
        const BxPart *part = bx_seen_part(seen, (int)i)->part;
        *(part->is_vertical ? &turned : &level) += part->frame.width * part->frame.height;
    }
    seen->is_vertical = turned > level;
}

static void
clear_part(void *data)
{
    BxSeenPart *part = data;
    g_array_unref(part->legs);
    g_array_unref(part->figures);
}

BxSeen *
bx_seen_new(const BxPlan *plan, int page, const GPtrArray *stories, const BxComposed *furniture,
            const BxPage *made)
{
    BxSeen *seen = g_new0(BxSeen, 1);
    seen->page = g_ptr_array_index(plan->pages, page);
    seen->index = page;
    seen->parts = g_array_new(FALSE, TRUE, sizeof(BxSeenPart));
    g_array_set_clear_func(seen->parts, clear_part);
    seen->items = g_array_new(FALSE, TRUE, sizeof(BxSeenItem));
    seen->rules = g_array_new(FALSE, TRUE, sizeof(BxSeenRule));
    g_autoptr(GHashTable) homes = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    Looking looking = {.seen = seen, .homes = homes};
    for (guint s = 0; s < plan->stories->len; s++) {
        const BxStoryPlan *story = g_ptr_array_index(plan->stories, s);
        for (guint p = 0; p < story->parts->len; p++) {
            const BxPart *part = g_ptr_array_index(story->parts, p);
            if (part->page == page)
                add_part(&looking, plan, part, (int)p, g_ptr_array_index(stories, s));
        }
    }
    add_items(&looking, furniture);
    see_page(&looking, made);
    find_lead(seen);
    find_direction(seen);
    return seen;
}

void
bx_seen_free(BxSeen *seen)
{
    if (!seen)
        return;
    g_array_unref(seen->parts);
    g_array_unref(seen->items);
    g_array_unref(seen->rules);
    g_free(seen);
}

const BxSeenPart *
bx_seen_part(const BxSeen *seen, int index)
{
    return &g_array_index(seen->parts, BxSeenPart, index);
}

bool
bx_are_nested(const BxSeenPart *a, const BxSeenPart *b)
{
    return bx_is_slot_inside(a->part->slot, b->part->slot)
           || bx_is_slot_inside(b->part->slot, a->part->slot);
}
