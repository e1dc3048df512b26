/* SPDX-License-Identifier: Apache-2.0 */
/* As in bounds.c, of cuts that come to the same only one order is looked at: a second half is never cut the same way
 * again. Of the sets that a half could have, only those are tried that fill its cells. */
#include "makeup/dividing.h"

static bool
meets(const BxPiece *rect, const BxFixed *fixed)
{
    return fixed->column < rect->column + rect->columns
           && rect->column < fixed->column + fixed->columns && fixed->row < rect->row + rect->rows
           && rect->row < fixed->row + fixed->rows;
}

int
bx_count_fixed(const BxRegions *regions, const BxPiece *rect)
{
    int n = 0;
    for (guint i = 0; i < regions->ask->fixed->len; i++)
        n += meets(rect, &g_array_index(regions->ask->fixed, BxFixed, i));
    return n;
}

bool
bx_is_fixed(const BxRegions *regions, const BxPiece *rect)
{
    for (guint i = 0; i < regions->ask->fixed->len; i++) {
        const BxFixed *fixed = &g_array_index(regions->ask->fixed, BxFixed, i);
        if (fixed->column == rect->column && fixed->columns == rect->columns
            && fixed->row == rect->row && fixed->rows == rect->rows)
            return true;
    }
    return false;
}

int64_t
bx_piece_key(const BxPiece *rect, BxStorySet set)
{
    int64_t key = (int64_t)set * 4 + rect->barred;
    return (((key * 32 + rect->column) * 32 + rect->columns) * 1024 + rect->row) * 1024
           + rect->rows;
}

/* g_int64_hash leaves keys that differ in few places close together. */
guint
bx_hash_key(gconstpointer key)
{
    uint64_t mixed = (uint64_t) * (const int64_t *)key * 0x9e3779b97f4a7c15u;
    return (guint)(mixed >> 32);
}

BxStorySet
bx_all_stories(const BxRegions *regions)
{
    return (BxStorySet)((1u << regions->ask->measured->len) - 1);
}

/* Whether a cut leaves every fixed thing whole; a row cut has a blank row. */
static bool
may_cut(const BxRegions *regions, const BxPiece *rect, bool is_beside, int at)
{
    for (guint i = 0; i < regions->ask->fixed->len; i++) {
        const BxFixed *fixed = &g_array_index(regions->ask->fixed, BxFixed, i);
        if (!meets(rect, fixed))
            continue;
        if (is_beside && fixed->column < at && at < fixed->column + fixed->columns)
            return false;
        if (!is_beside && fixed->row < at + BX_STACK_GAP && at < fixed->row + fixed->rows)
            return false;
    }
    return true;
}

/* BxCells of a rectangle that nothing is fixed in. */
static int
room_of(const BxRegions *regions, const BxPiece *rect)
{
    int room = rect->columns * (rect->rows + BX_STACK_GAP);
    for (guint i = 0; i < regions->ask->fixed->len; i++) {
        const BxFixed *fixed = &g_array_index(regions->ask->fixed, BxFixed, i);
        if (meets(rect, fixed))
            room -= fixed->columns * (fixed->rows + BX_STACK_GAP);
    }
    return room;
}

static bool
may_hold(const BxRegions *regions, const BxPiece *rect, BxStorySet set)
{
    int room = room_of(regions, rect);
    return set == 0 ? room == 0
                    : regions->cells[set].least <= room && room <= regions->cells[set].most;
}

static void
give_stories(BxRegions *regions, BxDivision *division, BxStorySet first, BxStorySet second,
             BxEachDivision each, void *data)
{
    bool is_lead_late = first && (second & 1u); /* PG-9 */
    if (is_lead_late || !may_hold(regions, &division->first, first)
        || !may_hold(regions, &division->second, second))
        return;
    division->stories[0] = first;
    division->stories[1] = second;
    division->order = bx_order_cost(regions->joining, first, second);
    each(regions, division, data);
}

static GArray *
filling_of(const BxRegions *regions, const BxPiece *rect)
{
    return regions->filling[(rect->columns - 1) * (regions->rows + 1) + rect->rows];
}

static void
divide_stories(BxRegions *regions, BxDivision *division, BxStorySet set, BxEachDivision each,
               void *data)
{
    bool is_first_free = bx_count_fixed(regions, &division->first) == 0,
         is_second_free = bx_count_fixed(regions, &division->second) == 0;
    if (!is_first_free && !is_second_free) {
        for (BxStorySet part = set;; part = (part - 1) & set) {
            give_stories(regions, division, part, set ^ part, each, data);
            if (part == 0)
                return;
        }
    }
    const GArray *sets = filling_of(regions, is_first_free ? &division->first : &division->second);
    for (guint i = 0; i < sets->len; i++) {
        BxStorySet part = g_array_index(sets, BxStorySet, i);
        if ((part & ~set) == 0)
            give_stories(regions, division, is_first_free ? part : set ^ part,
                         is_first_free ? set ^ part : part, each, data);
    }
}

static bool can_cut_up(BxRegions *regions, const BxPiece *rect);

static BxDivision
beside_at(const BxPiece *rect, int at)
{
    int first = at - rect->column;
    return (BxDivision){
        .first = {rect->column, first, rect->row, rect->rows, 0},
        .second = {at, rect->columns - first, rect->row, rect->rows, BX_ELEMENT_BESIDE},
        .is_beside = true};
}

static BxDivision
above_at(const BxPiece *rect, int at)
{
    int first = at - rect->row, below = at + BX_STACK_GAP;
    return (BxDivision){.first = {rect->column, rect->columns, rect->row, first, 0},
                        .second = {rect->column, rect->columns, below,
                                   rect->rows - first - BX_STACK_GAP, BX_ELEMENT_ABOVE}};
}

/* What is fixed and takes the upper edge is cut off at once: what is below may be cut any way then, it is
 * cut through the whole all the same. */
static bool
cut_off_top(const BxRegions *regions, const BxPiece *rect, BxDivision *division)
{
    for (guint i = 0; i < regions->ask->fixed->len; i++) {
        const BxFixed *fixed = &g_array_index(regions->ask->fixed, BxFixed, i);
        int end = fixed->row + fixed->rows;
        if (!meets(rect, fixed) || fixed->column > rect->column || fixed->row > rect->row
            || fixed->column + fixed->columns < rect->column + rect->columns
            || end + BX_STACK_GAP >= rect->row + rect->rows)
            continue;
        *division = above_at(rect, end);
        division->second.barred = 0;
        return true;
    }
    return false;
}

/* Calls `each` for every cut of the rectangle that leaves halves which can be cut up; true: it stops. */
typedef bool (*EachCut)(BxRegions *regions, BxDivision *division, void *data);

static bool
try_cut(BxRegions *regions, BxDivision division, EachCut each, void *data)
{
    return can_cut_up(regions, &division.first) && can_cut_up(regions, &division.second)
           && each(regions, &division, data);
}

static bool
each_cut(BxRegions *regions, const BxPiece *rect, EachCut each, void *data)
{
    BxDivision top;
    if (cut_off_top(regions, rect, &top))
        return try_cut(regions, top, each, data);
    for (int at = rect->column + 1; at < rect->column + rect->columns; at++)
        if (rect->barred != BX_ELEMENT_BESIDE && may_cut(regions, rect, true, at)
            && try_cut(regions, beside_at(rect, at), each, data))
            return true;
    for (int at = rect->row + 1; at < rect->row + rect->rows - BX_STACK_GAP; at++)
        if (rect->barred != BX_ELEMENT_ABOVE && may_cut(regions, rect, false, at)
            && try_cut(regions, above_at(rect, at), each, data))
            return true;
    return false;
}

static bool
is_enough(BxRegions *regions, BxDivision *division, void *data)
{
    (void)regions, (void)division, (void)data;
    return true;
}

/* Whether any cuts leave every fixed thing alone in a piece, whatever the stories. */
static bool
can_cut_up(BxRegions *regions, const BxPiece *rect)
{
    if (bx_count_fixed(regions, rect) == 0 || bx_is_fixed(regions, rect))
        return true;
    int64_t key = bx_piece_key(rect, 0);
    gpointer known = g_hash_table_lookup(regions->cut, &key);
    if (known)
        return GPOINTER_TO_INT(known) - 1;
    bool can = each_cut(regions, rect, is_enough, NULL);
    g_hash_table_insert(regions->cut, g_memdup2(&key, sizeof key), GINT_TO_POINTER(can + 1));
    return can;
}

typedef struct {
    BxStorySet set;
    BxEachDivision each;
    void *data;
} Dividing;

static bool
divide_cut(BxRegions *regions, BxDivision *division, void *data)
{
    const Dividing *dividing = data;
    divide_stories(regions, division, dividing->set, dividing->each, dividing->data);
    return false;
}

void
bx_divide(BxRegions *regions, const BxPiece *rect, BxStorySet set, BxEachDivision each, void *data)
{
    Dividing dividing = {set, each, data};
    each_cut(regions, rect, divide_cut, &dividing);
}

void
bx_find_filling(BxRegions *regions)
{
    int n = regions->ask->columns * (regions->rows + 1);
    regions->filling = g_new(GArray *, n);
    for (int i = 0; i < n; i++)
        regions->filling[i] = g_array_new(FALSE, FALSE, sizeof(BxStorySet));
    for (BxStorySet set = 1; set <= bx_all_stories(regions); set++)
        for (int k = 1; k <= regions->ask->columns; k++) {
            const BxWindow *window = bx_bounds_window(regions->bounds, set, k);
            for (int rows = window->low; rows <= MIN(window->high, regions->rows); rows++)
                if (bx_bounds_least(regions->bounds, set, k, rows) < BX_TENTHS_NONE)
                    g_array_append_val(regions->filling[(k - 1) * (regions->rows + 1) + rows], set);
        }
}

void
bx_find_cells(BxRegions *regions)
{
    const GArray *leaves = regions->joining->leaves;
    regions->cells = g_new0(BxCells, (gsize)bx_all_stories(regions) + 1);
    for (BxStorySet bit = 1; bit <= bx_all_stories(regions); bit <<= 1)
        regions->cells[bit].least = G_MAXINT / 16;
    for (guint i = 0; i < leaves->len; i++) {
        const BxLeaf *leaf = &g_array_index(leaves, BxLeaf, i);
        BxCells *cells = &regions->cells[1u << leaf->story];
        int n = leaf->columns * (leaf->rows + BX_STACK_GAP);
        *cells = (BxCells){MIN(cells->least, n), MAX(cells->most, n)};
    }
    for (BxStorySet set = 1; set <= bx_all_stories(regions); set++) {
        const BxCells *one = &regions->cells[set & (~set + 1)],
                      *rest = &regions->cells[set & (set - 1)];
        if (set & (set - 1))
            regions->cells[set] = (BxCells){one->least + rest->least, one->most + rest->most};
    }
}
