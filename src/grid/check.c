/* SPDX-License-Identifier: Apache-2.0 */
/* What a page grid must not do: slots on each other or out of the type area (PG-12), areas that do not
 * join (PG-3). */

#include "grid/slot.h"

#include "base/say.h"

/* PG-3: each part of an outline that is no rectangle. */
#define AREA_MIN_ROWS 5

static int
end_of(BxSpan span)
{
    return span.first + span.count;
}

static bool
overlap(BxSpan a, BxSpan b)
{
    return a.first < end_of(b) && b.first < end_of(a);
}

static bool
contains(BxSpan outer, BxSpan inner)
{
    return inner.first >= outer.first && end_of(inner) <= end_of(outer);
}

static bool
touch(BxSpan a, BxSpan b)
{
    return end_of(a) == b.first || end_of(b) == a.first;
}

/* Areas join where they have an edge in common. */
static bool
join(const BxArea *a, const BxArea *b)
{
    return (touch(a->cols, b->cols) && overlap(a->rows, b->rows))
           || (touch(a->rows, b->rows) && overlap(a->cols, b->cols));
}

static bool
areas_overlap(const BxArea *a, const BxArea *b)
{
    return overlap(a->cols, b->cols) && overlap(a->rows, b->rows);
}

/* The rectangles of a slot: its areas, or it. */
static int
areas_of(const BxSlot *slot, const BxArea **areas, BxArea *itself)
{
    *itself = (BxArea){slot->cols, slot->rows};
    *areas = slot->areas->len ? (const BxArea *)(const void *)slot->areas->data : itself;
    return MAX(1, (int)slot->areas->len);
}

static bool
has_cell(const BxSlot *slot, int column, int row)
{
    for (guint i = 0; i < slot->areas->len; i++) {
        const BxArea *area = &g_array_index(slot->areas, BxArea, i);
        if (contains(area->cols, (BxSpan){column, 1}) && contains(area->rows, (BxSpan){row, 1}))
            return true;
    }
    return false;
}

bool
bx_slot_covers(const BxSlot *slot, BxSpan cols, BxSpan rows)
{
    for (int column = cols.first; slot->areas->len > 1 && column < end_of(cols); column++)
        for (int row = rows.first; row < end_of(rows); row++)
            if (!has_cell(slot, column, row))
                return false;
    return true;
}

static void
check_inside(const BxPagePlan *page, const BxSlot *slot, BxDiags *diags)
{
    const BxLayout *layout = page->layout;
    int last_col = end_of(slot->cols) - 1, last_row = end_of(slot->rows) - 1;
    if (last_col > layout->columns)
        bx_diag_on_page(diags, BX_DIAG_OUTSIDE_TYPE_AREA, slot->pos, page->number,
                        "slot “%s” reaches to column %d; the page has %d: give it %d columns",
                        slot->name, last_col, layout->columns,
                        MAX(0, layout->columns - slot->cols.first + 1));
    if (last_row > layout->lines)
        bx_diag_on_page(diags, BX_DIAG_OUTSIDE_TYPE_AREA, slot->pos, page->number,
                        "slot “%s” reaches to row %d; the page has %d: give it %d rows", slot->name,
                        last_row, layout->lines, MAX(0, layout->lines - slot->rows.first + 1));
}

/* Areas of one slot: apart from each other, each joined to one of those before it. */
static void
check_areas(const BxPagePlan *page, const BxSlot *slot, BxDiags *diags)
{
    const BxStyle *body = slot->body ? slot->body : &page->layout->body;
    if (slot->areas->len > 1 && body->vertical)
        bx_diag_on_page(diags, BX_DIAG_AREA, slot->pos, page->number,
                        "slot “%s” of vertical text is made of several areas; make it one",
                        slot->name);
    for (guint i = 0; i < slot->areas->len; i++) {
        const BxArea *area = &g_array_index(slot->areas, BxArea, i);
        bool is_joined = i == 0;
        for (guint k = 0; k < slot->areas->len; k++) {
            const BxArea *other = &g_array_index(slot->areas, BxArea, k);
            if (k < i && areas_overlap(area, other))
                bx_diag_on_page(diags, BX_DIAG_SLOTS_OVERLAP, slot->pos, page->number,
                                "areas %u and %u of slot “%s” cover the same place", k + 1, i + 1,
                                slot->name);
            is_joined |= k < i && join(area, other);
        }
        if (!is_joined)
            bx_diag_on_page(diags, BX_DIAG_AREA, slot->pos, page->number,
                            "area %u of slot “%s” does not touch those before it", i + 1,
                            slot->name);
        if (slot->areas->len > 1 && area->rows.count < AREA_MIN_ROWS)
            bx_diag_on_page(diags, BX_DIAG_AREA, slot->pos, page->number,
                            "area %u of slot “%s” has %d rows; %d are wanted", i + 1, slot->name,
                            area->rows.count, AREA_MIN_ROWS);
    }
}

/* The frame of a box takes the edges of its outer columns. */
static bool
lies_on_frame(const BxPagePlan *page, const BxSlot *slot, const BxSlot *outer)
{
    int rows;
    double inset = bx_box_inset(page, outer, &rows);
    if (outer->areas->len > 1 && inset > 0)
        return !bx_slot_covers(outer, (BxSpan){slot->cols.first - 1, slot->cols.count + 2},
                               (BxSpan){slot->rows.first - rows, slot->rows.count + 2 * rows});
    bool is_level = slot->rows.first >= outer->rows.first + rows
                    && end_of(slot->rows) <= end_of(outer->rows) - rows;
    bool is_beside =
        slot->cols.first > outer->cols.first && end_of(slot->cols) < end_of(outer->cols);
    return inset > 0 && (!is_level || !is_beside);
}

/* A slot inside another lies wholly in one of its rectangles. */
static void
check_outer(const BxPagePlan *page, const BxSlot *slot, BxDiags *diags)
{
    const BxArea *areas;
    BxArea itself;
    int n = areas_of(slot->outer, &areas, &itself);
    bool is_inside = false;
    for (int i = 0; i < n; i++)
        is_inside |= contains(areas[i].cols, slot->cols) && contains(areas[i].rows, slot->rows);
    if (!is_inside)
        bx_diag_on_page(diags, BX_DIAG_OUTSIDE_TYPE_AREA, slot->pos, page->number,
                        "slot “%s” reaches out of slot “%s”, inside which it stands", slot->name,
                        slot->outer->name);
    else if (lies_on_frame(page, slot, slot->outer))
        bx_diag_on_page(diags, BX_DIAG_SLOTS_OVERLAP, slot->pos, page->number,
                        "slot “%s” lies on the frame of slot “%s”, inside which it stands; move "
                        "it inwards",
                        slot->name, slot->outer->name);
}

static void
check_pair(const BxPagePlan *page, const BxSlot *a, const BxSlot *b, BxDiags *diags)
{
    const BxArea *ours, *theirs;
    BxArea our_self, their_self;
    int n_ours = areas_of(a, &ours, &our_self), n_theirs = areas_of(b, &theirs, &their_self);
    if (bx_is_slot_inside(a, b) || bx_is_slot_inside(b, a))
        return;
    for (int i = 0; i < n_ours; i++)
        for (int k = 0; k < n_theirs; k++)
            if (areas_overlap(&ours[i], &theirs[k])) {
                bx_diag_on_page(diags, BX_DIAG_SLOTS_OVERLAP, a->pos, page->number,
                                "slot “%s” covers part of slot “%s” (line %d); move one of them",
                                a->name, b->name, b->pos.line);
                return;
            }
}

/* What cannot be where rows are open. */
static void
check_open(const BxPagePlan *page, const BxSlot *slot, BxDiags *diags)
{
    const BxStyle *body = slot->body ? slot->body : &page->layout->body;
    const char *what = slot->pictures->len > 0
                           ? N_("picture slots; place its pictures by cols and at")
                       : slot->outer    ? N_("a slot round it")
                       : body->vertical ? N_("vertical text")
                                        : NULL;
    if (what)
        bx_diag_on_page(diags, BX_DIAG_AUTO_ROWS, slot->pos, page->number,
                        "the rows of slot “%s” are open, so it cannot have %s", slot->name,
                        bx_word(what));
}

/* A place for an advertisement is taken, whether one fills it or not. */
static void
check_ad(const BxPagePlan *page, guint index, BxDiags *diags)
{
    const BxLayout *layout = page->layout;
    const BxAdSlot *ad = g_ptr_array_index(layout->ads, index);
    const BxArea place = {ad->cols, ad->rows};
    if (end_of(ad->cols) - 1 > layout->columns || end_of(ad->rows) - 1 > layout->lines)
        bx_diag_on_page(diags, BX_DIAG_OUTSIDE_TYPE_AREA, ad->pos, page->number,
                        "place “%s” reaches to column %d and row %d; the page has %d and %d",
                        ad->name, end_of(ad->cols) - 1, end_of(ad->rows) - 1, layout->columns,
                        layout->lines);
    for (guint i = 0; i < index; i++) {
        const BxAdSlot *other = g_ptr_array_index(layout->ads, i);
        if (overlap(ad->cols, other->cols) && overlap(ad->rows, other->rows))
            bx_diag_on_page(diags, BX_DIAG_SLOTS_OVERLAP, ad->pos, page->number,
                            "places “%s” and “%s” for advertisements cover each other; move one of "
                            "them",
                            ad->name, other->name);
    }
    for (guint i = 0; i < layout->slots->len; i++) {
        const BxSlot *slot = g_ptr_array_index(layout->slots, i);
        const BxArea *areas;
        BxArea itself;
        int n = bx_slot_is_auto(slot) ? 0 : areas_of(slot, &areas, &itself);
        for (int k = 0; k < n; k++)
            if (areas_overlap(&areas[k], &place)) {
                bx_diag_on_page(
                    diags, BX_DIAG_SLOTS_OVERLAP, slot->pos, page->number,
                    "slot “%s” covers part of the advertisement's place “%s” (line %d); "
                    "move one of them",
                    slot->name, ad->name, ad->pos.line);
                break;
            }
    }
}

void
bx_check_slots(const BxPagePlan *page, BxDiags *diags)
{
    const GPtrArray *slots = page->layout->slots;
    for (guint i = 0; i < slots->len; i++) {
        const BxSlot *slot = g_ptr_array_index(slots, i);
        check_inside(page, slot, diags);
        check_areas(page, slot, diags);
        if (bx_slot_is_auto(slot)) { /* its rows are settled with those about it */
            check_open(page, slot, diags);
            continue;
        }
        if (slot->outer && !bx_slot_is_auto(slot->outer))
            check_outer(page, slot, diags);
        for (guint k = 0; k < i; k++)
            if (!bx_slot_is_auto(g_ptr_array_index(slots, k)))
                check_pair(page, slot, g_ptr_array_index(slots, k), diags);
    }
    for (guint i = 0; i < page->layout->ads->len; i++)
        check_ad(page, i, diags);
}
