/* SPDX-License-Identifier: Apache-2.0 */
#include "page/locate.h"

#include <math.h>

/* Something with a place of its own in a source and on a page. */
typedef struct {
    BxPos pos;
    int page; /* its printed number */
    BxRect rect;
} Thing;

typedef struct {
    const BxLocating *from;
    GArray *things;      /* Thing */
    GHashTable *lines;   /* BxLine → BxPlacedLine, owned; NULL: not yet asked for */
    GHashTable *stories; /* BxSource → index + 1 */
} Locator;

/* ---- rectangles ---- */

/* `from` and `to` along the line. */
static BxRect
stretch_rect(const BxPlaced *placed, double from, double to)
{
    double size = placed->text.line->size, x = placed->text.x, y = placed->text.y;
    if (placed->text.is_vertical)
        return (BxRect){x - size / 2, y + from, size, to - from};
    return (BxRect){x + from, y - BX_ASCENT_EM * size, to - from, size};
}

BxRect
bx_placed_line_rect(const BxPlaced *placed)
{
    const BxLine *line = placed->text.line;
    double from = line->clusters->len ? g_array_index(line->clusters, BxCluster, 0).x : 0;
    return stretch_rect(placed, from, MAX(line->width, from));
}

static BxRect
char_rect(const BxPlaced *placed, int index)
{
    const BxLine *line = placed->text.line;
    for (guint i = 0; i < line->clusters->len; i++) {
        const BxCluster *cluster = &g_array_index(line->clusters, BxCluster, i);
        if (index < cluster->start_char + cluster->n_chars && cluster->n_bytes > 0)
            return stretch_rect(placed, cluster->x, cluster->x + MAX(cluster->width, 1));
    }
    return bx_placed_line_rect(placed);
}

BxRect
bx_rect_join(BxRect a, BxRect b)
{
    double right = MAX(a.x + a.width, b.x + b.width), bottom = MAX(a.y + a.height, b.y + b.height);
    double x = MIN(a.x, b.x), y = MIN(a.y, b.y);
    return (BxRect){x, y, right - x, bottom - y};
}

/* ---- things ---- */

static void
add_thing(Locator *locator, BxPos pos, int page, BxRect rect)
{
    const Thing thing = {pos, page, rect};
    if (pos.source && rect.width > 0)
        g_array_append_val(locator->things, thing);
}

static const BxPagePlan *
page_plan(const Locator *locator, int index)
{
    return g_ptr_array_index(locator->from->plan->pages, index);
}

static BxRect
figure_rect(const Locator *locator, const BxPart *part, int part_index, int index)
{
    const BxComposed *composed = g_ptr_array_index(locator->from->stories, part->story);
    const BxPartFit *fit = bx_part_fit(composed, part_index);
    const BxDepths depths = bx_part_depths(fit);
    const BxPagePlan *page = page_plan(locator, part->page);
    const BxFigurePlan *figure = g_ptr_array_index(part->figures, index);
    int row = bx_figure_row(part, index, &depths);
    double top = bx_page_row_y(page, row);
    double bottom = bx_figure_bottom(part, page, row, depths.figures[index].rows);
    return (BxRect){figure->x, top, figure->width, MAX(1, bottom - top)};
}

static void
add_parts(Locator *locator)
{
    const GPtrArray *stories = locator->from->plan->stories;
    for (guint s = 0; s < stories->len; s++) {
        const BxStoryPlan *story = g_ptr_array_index(stories, s);
        for (guint p = 0; p < story->parts->len; p++) {
            const BxPart *part = g_ptr_array_index(story->parts, p);
            int number = page_plan(locator, part->page)->number;
            add_thing(locator, part->slot->pos, number, part->frame);
            for (guint i = 0; i < part->figures->len; i++) {
                const BxFigurePlan *figure = g_ptr_array_index(part->figures, i);
                BxRect rect = figure_rect(locator, part, (int)p, (int)i);
                add_thing(locator, figure->figure->pos, number, rect);
                if (figure->slot)
                    add_thing(locator, figure->slot->pos, number, rect);
            }
        }
    }
}

static void
add_pictures(Locator *locator)
{
    for (int i = 0; i < locator->from->plan->n_pictures; i++) {
        const BxPicturePlace *place = &locator->from->places[i];
        if (place->picture)
            add_thing(locator, place->picture->pos, page_plan(locator, place->page)->number,
                      place->rect);
    }
}

static void
add_furniture(Locator *locator)
{
    for (guint i = 0; i < locator->from->plan->pages->len; i++) {
        const BxPagePlan *page = page_plan(locator, (int)i);
        for (guint k = 0; k < page->furniture->len; k++) {
            const BxFurniturePlan *plan = &g_array_index(page->furniture, BxFurniturePlan, k);
            add_thing(locator, plan->item->pos, page->number, plan->rect);
        }
        for (guint k = 0; k < page->ads->len; k++) {
            const BxAdPlan *plan = &g_array_index(page->ads, BxAdPlan, k);
            add_thing(locator, plan->ad->pos, page->number, plan->net);
            add_thing(locator, plan->ad->slot->pos, page->number, plan->net);
        }
    }
}

static int
order_of_places(const BxPos *one, const BxPos *other)
{
    if (one->source != other->source)
        return one->source < other->source ? -1 : 1;
    if (one->line != other->line)
        return one->line < other->line ? -1 : 1;
    return (one->column > other->column) - (one->column < other->column);
}

/* Those of one place from the first page on, on each the smallest first: a picture before its figure. */
static int
order_of_things(gconstpointer a, gconstpointer b)
{
    const Thing *one = a, *other = b;
    int order = order_of_places(&one->pos, &other->pos);
    if (order != 0)
        return order;
    if (one->page != other->page)
        return one->page < other->page ? -1 : 1;
    double area = one->rect.width * one->rect.height;
    double other_area = other->rect.width * other->rect.height;
    return (area > other_area) - (area < other_area);
}

/* The smallest thing at the place, on the diagnostic's page where it has one. */
static bool
find_thing(const Locator *locator, const BxDiag *diag, int *page, BxRect *rect)
{
    guint low = 0, high = locator->things->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (order_of_places(&g_array_index(locator->things, Thing, middle).pos, &diag->pos) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < locator->things->len; low++) {
        const Thing *thing = &g_array_index(locator->things, Thing, low);
        if (order_of_places(&thing->pos, &diag->pos) != 0)
            return false;
        if (diag->page > 0 && diag->page != thing->page)
            continue;
        *page = thing->page;
        *rect = thing->rect;
        return true;
    }
    return false;
}

/* ---- text ---- */

GHashTable *
bx_placed_lines(const GPtrArray *pages)
{
    GHashTable *lines = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    for (guint i = 0; i < pages->len; i++) {
        const BxPage *page = g_ptr_array_index(pages, i);
        for (guint k = 0; k < page->placed->len; k++) {
            const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, k);
            if (placed->kind != BX_PLACED_TEXT || placed->story < 0)
                continue;
            BxPlacedLine *line = g_new(BxPlacedLine, 1);
            *line = (BxPlacedLine){page->number, placed};
            g_hash_table_insert(lines, (gpointer)placed->text.line, line);
        }
    }
    return lines;
}

/* The character of a text at a byte of its source; -1: the byte is outside. */
static int
char_at(const BxText *text, size_t byte)
{
    int low = 0, high = text->n_chars;
    if (high == 0 || (int)byte < text->origin[0] || (int)byte > text->origin[high - 1])
        return -1;
    while (high - low > 1) {
        int middle = low + (high - low) / 2;
        if (text->origin[middle] <= (int)byte)
            low = middle;
        else
            high = middle;
    }
    return low;
}

static bool
is_of_line(BxDiagCode code)
{
    return code == BX_DIAG_LOOSE || code == BX_DIAG_OVERFULL;
}

static bool
whole_text_rect(const Locator *locator, const BxSetText *set, int *page, BxRect *rect)
{
    bool is_found = false;
    for (guint i = 0; i < set->lines->len; i++) {
        const BxPlacedLine *line =
            g_hash_table_lookup(locator->lines, g_ptr_array_index(set->lines, i));
        if (!line || (is_found && line->page != *page))
            continue;
        BxRect one = bx_placed_line_rect(line->placed);
        *rect = is_found ? bx_rect_join(*rect, one) : one;
        *page = line->page;
        is_found = true;
    }
    return is_found;
}

static bool
find_in_text(const Locator *locator, const BxSetText *set, int index, BxDiagCode code, int *page,
             BxRect *rect)
{
    if (set->role <= BX_ROLE_JUMP_HEAD)
        return whole_text_rect(locator, set, page, rect);
    for (guint i = 0; i < set->lines->len; i++) {
        const BxLine *line = g_ptr_array_index(set->lines, i);
        if (index >= line->end_char && i + 1 < set->lines->len)
            continue;
        const BxPlacedLine *placed = g_hash_table_lookup(locator->lines, line);
        if (!placed)
            return false;
        *page = placed->page;
        *rect = is_of_line(code) ? bx_placed_line_rect(placed->placed)
                                 : char_rect(placed->placed, index);
        return true;
    }
    return false;
}

/* Of the text found no slot: the slot that it overflows. */
static bool
last_frame(const Locator *locator, guint story, const BxDiag *diag, int *page, BxRect *rect)
{
    const GPtrArray *parts =
        ((const BxStoryPlan *)g_ptr_array_index(locator->from->plan->stories, story))->parts;
    if (diag->code != BX_DIAG_OVERSET || parts->len == 0)
        return false;
    const BxPart *part = g_ptr_array_index(parts, parts->len - 1);
    *page = page_plan(locator, part->page)->number;
    *rect = part->frame;
    return true;
}

static bool
find_text(Locator *locator, const BxDiag *diag, int *page, BxRect *rect)
{
    int story = GPOINTER_TO_INT(g_hash_table_lookup(locator->stories, diag->pos.source)) - 1;
    if (story < 0)
        return false;
    if (!locator->lines)
        locator->lines = bx_placed_lines(locator->from->pages);
    const BxComposed *composed = g_ptr_array_index(locator->from->stories, story);
    size_t byte = bx_source_byte(diag->pos);
    for (guint i = 0; i < composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(composed->texts, i);
        int index =
            set->text && set->text->source == diag->pos.source ? char_at(set->text, byte) : -1;
        if (index >= 0 && find_in_text(locator, set, index, diag->code, page, rect))
            return true;
    }
    return last_frame(locator, (guint)story, diag, page, rect);
}

static void
add_stories(Locator *locator)
{
    const GPtrArray *stories = locator->from->plan->issue->stories;
    for (guint i = 0; i < stories->len; i++) {
        const BxSource *source = ((const BxStory *)g_ptr_array_index(stories, i))->source;
        if (source)
            g_hash_table_insert(locator->stories, (gpointer)source, GINT_TO_POINTER(i + 1));
    }
}

static bool
is_to_be_found(const BxDiag *diag)
{
    return diag->box.width <= 0 && diag->pos.source;
}

static bool
is_any_to_be_found(const BxDiags *diags)
{
    for (int i = 0; i < bx_diags_count(diags); i++)
        if (is_to_be_found(bx_diags_lookup(diags, i)))
            return true;
    return false;
}

/* ---- the whole ---- */

void
bx_locate_diags(const BxLocating *locating, BxDiags *diags)
{
    if (!is_any_to_be_found(diags))
        return;
    Locator locator = {locating, g_array_new(FALSE, FALSE, sizeof(Thing)), NULL,
                       g_hash_table_new(NULL, NULL)};
    add_parts(&locator);
    add_pictures(&locator);
    add_furniture(&locator);
    g_array_sort(locator.things, order_of_things);
    add_stories(&locator);
    for (int i = 0; i < bx_diags_count(diags); i++) {
        const BxDiag *diag = bx_diags_lookup(diags, i);
        int page = 0;
        BxRect rect = {0};
        if (is_to_be_found(diag)
            && (find_thing(&locator, diag, &page, &rect)
                || find_text(&locator, diag, &page, &rect)))
            bx_diags_place(diags, i, page, rect);
    }
    g_clear_pointer(&locator.lines, g_hash_table_unref);
    g_hash_table_unref(locator.stories);
    g_array_unref(locator.things);
}
