/* SPDX-License-Identifier: Apache-2.0 */
/* Places: no two things of a page meet, and each stays in the frame of its story. */

#include "check_make_up.h"

#include <math.h>

#define EPS 0.02 /* points */

/* Faults that say of a story that its things have no room where they stand. */
static const BxDiagCode excuses[] = {
    BX_DIAG_SLOTS_OVERLAP, BX_DIAG_OUTSIDE_TYPE_AREA, BX_DIAG_PICTURE_NO_ROOM,
    BX_DIAG_HEAD_TOO_DEEP, BX_DIAG_HEAD_TOO_LONG,     BX_DIAG_CAPTION_TOO_LONG,
    BX_DIAG_AREA,          BX_DIAG_AUTO_ROWS,         BX_DIAG_OVERFULL,
};

static const BxPart *
part_at(const Made *made, guint i)
{
    return g_ptr_array_index(made->plan->parts, i);
}

static bool
is_at(const BxPos *a, const BxPos *b)
{
    return a->source == b->source && a->line == b->line;
}

static void
excuse(const Checking *checking, const BxDiag *diag)
{
    const Made *made = checking->made;
    for (guint i = 0; i < made->issue->stories->len; i++) {
        const BxStory *story = g_ptr_array_index(made->issue->stories, i);
        if (diag->pos.source == story->source)
            checking->is_excused[i] = true;
    }
    for (guint i = 0; i < made->plan->parts->len; i++) {
        const BxPart *part = part_at(made, i);
        const BxPagePlan *page = g_ptr_array_index(made->plan->pages, part->page);
        bool is_page =
            diag->code == BX_DIAG_AUTO_ROWS && part->is_auto && diag->page == page->number;
        if (is_page || is_at(&diag->pos, &part->slot->pos))
            checking->is_excused[part->story] = true;
    }
}

Checking *
checking_new(const Made *made)
{
    Checking *checking = g_new0(Checking, 1);
    checking->made = made;
    checking->faults = g_string_new(NULL);
    checking->is_excused = g_new0(bool, made->issue->stories->len + 1);
    for (int i = 0; i < bx_diags_count(made->diags); i++) {
        const BxDiag *diag = bx_diags_lookup(made->diags, i);
        for (size_t k = 0; k < G_N_ELEMENTS(excuses); k++)
            if (diag->code == excuses[k])
                excuse(checking, diag);
    }
    return checking;
}

void
checking_free(Checking *checking)
{
    g_free(checking->is_excused);
    g_string_free(checking->faults, TRUE);
    g_free(checking);
}

void
fail(Checking *checking, int story, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    const BxStory *named =
        story >= 0 ? g_ptr_array_index(checking->made->issue->stories, story) : NULL;
    g_string_append_printf(checking->faults, "%s: ", named ? named->id : "page");
    g_string_append_vprintf(checking->faults, format, arguments);
    g_string_append_c(checking->faults, '\n');
    va_end(arguments);
}

/* ---- things ---- */

/* Something on a page with the room it takes. */
typedef struct {
    const BxPlaced *placed;
    double x0, y0, x1, y1;
} Thing;

static Thing
thing_in(const BxPlaced *placed, const BxRect *rect)
{
    return (Thing){placed, rect->x, rect->y, rect->x + rect->width, rect->y + rect->height};
}

static Thing
thing_of(const BxPlaced *placed)
{
    Thing thing = {.placed = placed};
    switch (placed->kind) {
    case BX_PLACED_TEXT: {
        const BxLine *line = placed->text.line;
        double from = g_array_index(line->clusters, BxCluster, 0).x, half = line->size / 2;
        double x = placed->text.x, y = placed->text.y;
        if (placed->text.is_vertical)
            return (Thing){placed, x - half, y + from, x + half, y + line->width};
        return (Thing){placed, x + from, y - BX_ASCENT_EM * line->size, x + line->width,
                       y + (1 - BX_ASCENT_EM) * line->size};
    }
    case BX_PLACED_RULE: {
        bool is_level = placed->rule.y0 == placed->rule.y1;
        double half = placed->rule.width / 2, across = is_level ? 0 : half,
               up = is_level ? half : 0;
        return (Thing){placed, placed->rule.x0 - across, placed->rule.y0 - up,
                       placed->rule.x1 + across, placed->rule.y1 + up};
    }
    case BX_PLACED_BOX:
        return thing_in(placed, &placed->box.rect);
    case BX_PLACED_ORNAMENT:
        return thing_in(placed, &placed->ornament.rect);
    case BX_PLACED_PICTURE:
        return thing_in(placed, &placed->picture.rect);
    case BX_PLACED_PDF:
        return thing_in(placed, &placed->pdf.rect);
    }
    return thing;
}

static char *
describe(const Thing *thing)
{
    static const char *const kinds[] = {"text", "rule", "box", "ornament", "picture", "PDF"};
    const char *words = thing->placed->kind == BX_PLACED_TEXT ? thing->placed->text.line->text : "";
    return g_strdup_printf("%s [%.2f %.2f, %.2f %.2f] |%s|", kinds[thing->placed->kind], thing->x0,
                           thing->y0, thing->x1, thing->y1, words);
}

/* ---- on each other ---- */

/* The corners that text runs round in place of a picture's rectangle, or NULL. */
static const GArray *
outline_of(const Made *made, const Thing *thing)
{
    if (thing->placed->kind != BX_PLACED_PICTURE)
        return NULL;
    for (guint i = 0; i < made->plan->parts->len; i++) {
        const BxPart *part = part_at(made, i);
        for (guint k = 0; k < part->figures->len; k++) {
            const BxFigurePlan *figure = g_ptr_array_index(part->figures, k);
            if (figure->index == thing->placed->picture.index && figure->figure->pictures->len == 1)
                return figure->figure->place.outline;
        }
    }
    return NULL;
}

/* Whether a band from y0 to y1 between x0 and x1 meets the edge from a to b, or what lies left of it counts as one
 * crossing more of the band's middle: enough to know a polygon from its rectangle. */
static bool
edge_meets(const Thing *box, double ax, double ay, double bx, double by, int *n_crossings)
{
    double middle = (box->y0 + box->y1) / 2;
    if ((ay <= middle) != (by <= middle) && ax + (middle - ay) / (by - ay) * (bx - ax) < box->x0)
        (*n_crossings)++;
    double low = MAX(MIN(ay, by), box->y0 + EPS), high = MIN(MAX(ay, by), box->y1 - EPS);
    if (low > high)
        return false;
    double slope = fabs(by - ay) < 1e-9 ? 0 : (bx - ax) / (by - ay);
    double at_low = slope != 0 ? ax + (low - ay) * slope : ax;
    double at_high = slope != 0 ? ax + (high - ay) * slope : bx;
    return MAX(at_low, at_high) > box->x0 + EPS && MIN(at_low, at_high) < box->x1 - EPS;
}

static bool
meets_outline(const Thing *picture, const GArray *corners, const Thing *other)
{
    int n_crossings = 0;
    double width = picture->x1 - picture->x0, height = picture->y1 - picture->y0;
    for (guint i = 0; i < corners->len; i++) {
        const BxShare *a = &g_array_index(corners, BxShare, i);
        const BxShare *b = &g_array_index(corners, BxShare, (i + 1) % corners->len);
        if (edge_meets(other, picture->x0 + a->x * width, picture->y0 + a->y * height,
                       picture->x0 + b->x * width, picture->y0 + b->y * height, &n_crossings))
            return true;
    }
    return n_crossings % 2 == 1;
}

static bool
meet(const Made *made, const Thing *a, const Thing *b)
{
    bool is_met =
        a->x0 < b->x1 - EPS && b->x0 < a->x1 - EPS && a->y0 < b->y1 - EPS && b->y0 < a->y1 - EPS;
    const GArray *of_a = is_met ? outline_of(made, a) : NULL,
                 *of_b = is_met ? outline_of(made, b) : NULL;
    if (of_a && b->placed->kind == BX_PLACED_TEXT)
        return meets_outline(a, of_a, b);
    if (of_b && a->placed->kind == BX_PLACED_TEXT)
        return meets_outline(b, of_b, a);
    return is_met;
}

/* The part of a story in whose slot the things of another story's part may stand. */
static bool
is_within(const Made *made, int inner, int outer)
{
    for (guint i = 0; i < made->plan->parts->len; i++) {
        const BxPart *part = part_at(made, i);
        for (const BxSlot *slot = part->slot->outer; part->story == inner && slot;
             slot = slot->outer)
            for (guint k = 0; k < made->plan->parts->len; k++)
                if (part_at(made, k)->story == outer && part_at(made, k)->slot == slot)
                    return true;
    }
    return false;
}

static bool
is_ground(const Thing *thing)
{
    return thing->placed->kind == BX_PLACED_BOX || thing->placed->kind == BX_PLACED_ORNAMENT;
}

/* Inside the line of an ornament. */
static bool
is_clear_of(const Thing *thing, const BxPlaced *ornament)
{
    const BxRect *rect = &ornament->ornament.rect;
    double depth = ornament->ornament.depth - EPS;
    return thing->x0 > rect->x + depth && thing->x1 < rect->x + rect->width - depth
           && thing->y0 > rect->y + depth && thing->y1 < rect->y + rect->height - depth;
}

/* A ground lies under what its story has on it, and under a story inside its slot; a frame round it. */
static bool
may_lie_on(const Checking *checking, const Thing *upper, const Thing *ground)
{
    int upper_story = upper->placed->story, story = ground->placed->story;
    if (!is_ground(ground)
        || (upper_story != story && !is_within(checking->made, upper_story, story)))
        return false;
    return ground->placed->kind == BX_PLACED_BOX || is_ground(upper)
           || is_clear_of(upper, ground->placed);
}

static bool
is_excused(const Checking *checking, const Thing *thing)
{
    return thing->placed->story >= 0 && checking->is_excused[thing->placed->story];
}

/* Furniture and advertisements: not held to frames, nor to each other. */
static bool
is_of_page(const Thing *thing)
{
    return thing->placed->story < 0;
}

static int
compare_tops(const void *a, const void *b)
{
    const Thing *one = a, *other = b;
    return (one->y0 > other->y0) - (one->y0 < other->y0);
}

/* Strokes of the box round joined areas meet in its corners: one along, one down. */
static bool
is_corner(const Thing *a, const Thing *b)
{
    if (a->placed->kind != BX_PLACED_RULE || b->placed->kind != BX_PLACED_RULE
        || a->placed->story != b->placed->story)
        return false;
    double width = a->placed->rule.width + EPS;
    return MIN(a->x1, b->x1) - MAX(a->x0, b->x0) < width
           && MIN(a->y1, b->y1) - MAX(a->y0, b->y0) < width;
}

static void
check_pairs(Checking *checking, const BxPage *page, const GArray *things)
{
    for (guint i = 0; i < things->len; i++) {
        const Thing *a = &g_array_index(things, Thing, i);
        for (guint k = i + 1; k < things->len; k++) {
            const Thing *b = &g_array_index(things, Thing, k);
            if (b->y0 >= a->y1)
                break;
            if (!meet(checking->made, a, b) || may_lie_on(checking, a, b)
                || may_lie_on(checking, b, a) || is_excused(checking, a) || is_excused(checking, b)
                || (is_of_page(a) && is_of_page(b)) || is_corner(a, b))
                continue;
            g_autofree char *one = describe(a), *other = describe(b);
            fail(checking, a->placed->story, "page %d: %s lies on %s", page->number, one, other);
        }
    }
}

/* ---- inside frames ---- */

static bool
holds(const BxPart *part, const BxPagePlan *page, const Thing *thing, double x, double y)
{
    bool is_many = part->areas->len > 1; /* joined, with the white and the gutters between them */
    double white = is_many ? page->pitch - page->em : 0;
    double gutter = is_many && thing->placed->kind == BX_PLACED_RULE ? page->gutter : 0;
    if (is_ground(thing))
        return x > part->frame.x - EPS && x < part->frame.x + part->frame.width + EPS
               && y > part->frame.y - EPS && y < part->frame.y + part->frame.height + EPS;
    for (guint i = 0; i < part->areas->len; i++) {
        const BxPartArea *area = &g_array_index(part->areas, BxPartArea, i);
        double top = bx_page_row_y(page, area->first_row),
               bottom = top + bx_page_rows_height(page, area->n_rows);
        if (x > area->x - gutter - EPS && x < area->x + area->width + gutter + EPS && y > top - EPS
            && y < bottom + white + EPS)
            return true;
    }
    return false;
}

static bool
is_held(const Made *made, int page_index, const Thing *thing, double x, double y)
{
    const BxPagePlan *page = g_ptr_array_index(made->plan->pages, page_index);
    for (guint i = 0; i < made->plan->parts->len; i++) {
        const BxPart *part = part_at(made, i);
        if (part->page == page_index && part->story == thing->placed->story
            && holds(part, page, thing, x, y))
            return true;
    }
    return false;
}

/* Points along the edges of a thing: none out of the story's frames. */
#define STEPS 8

static void
check_frame(Checking *checking, int page, const Thing *thing)
{
    for (int i = 0; i <= STEPS; i++) {
        double x = thing->x0 + (thing->x1 - thing->x0) * i / STEPS,
               y = thing->y0 + (thing->y1 - thing->y0) * i / STEPS;
        bool is_inside = is_held(checking->made, page, thing, x, thing->y0)
                         && is_held(checking->made, page, thing, x, thing->y1)
                         && is_held(checking->made, page, thing, thing->x0, y)
                         && is_held(checking->made, page, thing, thing->x1, y);
        if (is_inside)
            continue;
        g_autofree char *words = describe(thing);
        fail(checking, thing->placed->story, "page %d: %s is out of its frame", page + 1, words);
        return;
    }
}

static void
check_inside(Checking *checking, int page, const Thing *thing)
{
    const BxPagePlan *plan = g_ptr_array_index(checking->made->plan->pages, page);
    const BxRect *area = &plan->type_area;
    bool is_inside = thing->x0 > area->x - EPS && thing->x1 < area->x + area->width + EPS
                     && thing->y0 > area->y - EPS && thing->y1 < area->y + area->height + EPS;
    if (!is_inside) {
        g_autofree char *words = describe(thing);
        fail(checking, thing->placed->story, "page %d: %s is out of the type area", page + 1,
             words);
    }
    check_frame(checking, page, thing);
}

void
check_places(Checking *checking)
{
    const Made *made = checking->made;
    for (guint p = 0; p < made->pages->len; p++) {
        const BxPage *page = g_ptr_array_index(made->pages, p);
        g_autoptr(GArray) things = g_array_new(FALSE, FALSE, sizeof(Thing));
        for (guint i = 0; i < page->placed->len; i++) {
            Thing thing = thing_of(&g_array_index(page->placed, BxPlaced, i));
            if (!isfinite(thing.x0 + thing.x1 + thing.y0 + thing.y1) || thing.x1 < thing.x0
                || thing.y1 < thing.y0)
                fail(checking, thing.placed->story, "page %d: a thing has no extent", page->number);
            if (!is_excused(checking, &thing) && !is_of_page(&thing))
                check_inside(checking, (int)p, &thing);
            g_array_append_val(things, thing);
        }
        g_array_sort(things, compare_tops);
        check_pairs(checking, page, things);
    }
}
