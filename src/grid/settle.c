/* SPDX-License-Identifier: Apache-2.0 */
/* Slots that fill a region between them are cut apart by straight lines, again and again (a slicing
 * tree). What a region costs at each depth is the sum of its halves side by side, and the cheapest
 * division of its rows where one half stands on the other. */

#include "grid/settle.h"

#include "grid/slot.h"

/* ---- the tree ---- */

typedef enum { LEAF, BESIDE, ABOVE } CutKind;

/* A region of whole columns; `costs` by rows from 0 to the region's most. */
typedef struct Region {
    CutKind kind;
    BxPart *part;                  /* LEAF */
    struct Region *first, *second; /* left and right; upper and lower */
    double *costs;
    int *upper; /* ABOVE: rows of the upper half at each depth */
} Region;

typedef struct {
    const BxPlan *plan;
    const BxPagePlan *page;
    const BxDepthCosts *costs;
    int most; /* rows of the region that is being settled */
    BxDiags *diags;
} Settling;

static void
region_free(Region *region)
{
    if (!region)
        return;
    region_free(region->first);
    region_free(region->second);
    g_free(region->costs);
    g_free(region->upper);
    g_free(region);
}

static int
part_index(const BxPlan *plan, const BxPart *part)
{
    guint i = 0;
    while (g_ptr_array_index(plan->parts, i) != part)
        i++;
    return (int)i;
}

/* Beyond the depths that were tried a row more is empty in all legs, and a row less is overset. */
static double
leaf_cost(const Settling *settling, const BxPart *part, int rows)
{
    const BxDepthCosts *costs = &settling->costs[part_index(settling->plan, part)];
    int n_legs = (int)part->legs->len;
    if (part->slot->rows.count > 0 && rows != part->slot->rows.count)
        return BX_OVERSET_COST * (1 + ABS(rows - part->slot->rows.count));
    if (!costs->costs || costs->costs->len == 0)
        return rows;
    int i = rows - costs->least, last = (int)costs->costs->len - 1;
    double cost = g_array_index(costs->costs, double, CLAMP(i, 0, last));
    if (i < 0)
        cost += -i * n_legs * BX_OVERSET_COST;
    if (i > last)
        cost += (i - last) * n_legs * BX_EMPTY_COST;
    return cost;
}

static Region *
leaf_new(const Settling *settling, BxPart *part)
{
    Region *region = g_new0(Region, 1);
    region->kind = LEAF;
    region->part = part;
    region->costs = g_new(double, settling->most + 1);
    for (int rows = 0; rows <= settling->most; rows++)
        region->costs[rows] = leaf_cost(settling, part, rows);
    return region;
}

static Region *
beside_new(const Settling *settling, Region *left, Region *right)
{
    Region *region = g_new0(Region, 1);
    region->kind = BESIDE;
    region->first = left;
    region->second = right;
    region->costs = g_new(double, settling->most + 1);
    for (int rows = 0; rows <= settling->most; rows++)
        region->costs[rows] = left->costs[rows] + right->costs[rows];
    return region;
}

static Region *
above_new(const Settling *settling, Region *upper, Region *lower)
{
    Region *region = g_new0(Region, 1);
    region->kind = ABOVE;
    region->first = upper;
    region->second = lower;
    region->costs = g_new(double, settling->most + 1);
    region->upper = g_new0(int, settling->most + 1);
    for (int rows = 0; rows <= settling->most; rows++) {
        region->costs[rows] = BX_OVERSET_COST * (settling->most + 1);
        for (int top = 1; top < rows - BX_STACK_GAP; top++) {
            double cost = upper->costs[top] + lower->costs[rows - BX_STACK_GAP - top];
            if (cost < region->costs[rows]) {
                region->costs[rows] = cost;
                region->upper[rows] = top;
            }
        }
    }
    return region;
}

/* ---- from slots to the tree ---- */

static int
end_of(BxSpan span)
{
    return span.first + span.count;
}

static Region *region_new(const Settling *settling, BxPart **parts, int n, BxSpan cols);

/* The first column at which the parts fall into those left and those right of it; 0: none. */
static int
find_cut(BxPart *const *parts, int n, BxSpan cols)
{
    for (int cut = cols.first + 1; cut < end_of(cols); cut++) {
        bool is_cut = true;
        for (int i = 0; i < n; i++)
            is_cut &= parts[i]->slot->cols.first >= cut || end_of(parts[i]->slot->cols) <= cut;
        if (is_cut)
            return cut;
    }
    return 0;
}

static Region *
cut_beside(const Settling *settling, BxPart **parts, int n, BxSpan cols, int cut)
{
    g_autofree BxPart **left = g_new(BxPart *, n), **right = g_new(BxPart *, n);
    int n_left = 0, n_right = 0;
    for (int i = 0; i < n; i++)
        if (parts[i]->slot->cols.first < cut)
            left[n_left++] = parts[i];
        else
            right[n_right++] = parts[i];
    Region *first = region_new(settling, left, n_left, (BxSpan){cols.first, cut - cols.first});
    Region *second = region_new(settling, right, n_right, (BxSpan){cut, end_of(cols) - cut});
    if (first && second)
        return beside_new(settling, first, second);
    region_free(first);
    region_free(second);
    return NULL;
}

/* A part that takes all columns has those written before it above, those after it below. */
static Region *
cut_above(const Settling *settling, BxPart **parts, int n, BxSpan cols)
{
    for (int i = 0; i < n; i++) {
        if (parts[i]->slot->cols.first != cols.first || parts[i]->slot->cols.count != cols.count)
            continue;
        Region *upper = i > 0 ? region_new(settling, parts, i, cols) : NULL;
        Region *lower = i + 1 < n ? region_new(settling, parts + i + 1, n - i - 1, cols) : NULL;
        if ((i > 0 && !upper) || (i + 1 < n && !lower)) {
            region_free(upper);
            region_free(lower);
            return NULL;
        }
        Region *region = leaf_new(settling, parts[i]);
        if (upper)
            region = above_new(settling, upper, region);
        return lower ? above_new(settling, region, lower) : region;
    }
    return NULL;
}

/* The tree of parts that fill `cols` between them, in the order of the layout; NULL with a diagnostic
 * where they do not. */
static Region *
region_new(const Settling *settling, BxPart **parts, int n, BxSpan cols)
{
    int cut = n > 0 ? find_cut(parts, n, cols) : 0;
    Region *region = NULL;
    if (n > 0)
        region = cut > 0 ? cut_beside(settling, parts, n, cols, cut)
                         : cut_above(settling, parts, n, cols);
    if (n == 0)
        bx_diag_on_page(settling->diags, BX_DIAG_AUTO_ROWS, settling->page->layout->pos,
                        settling->page->number,
                        "columns %d to %d beside slots with open rows hold nothing; give those "
                        "slots rows, or fill the columns",
                        cols.first, end_of(cols) - 1);
    else if (!region && cut == 0)
        bx_diag_on_page(settling->diags, BX_DIAG_AUTO_ROWS, parts[0]->slot->pos,
                        settling->page->number,
                        "slots with open rows about “%s” are not divided by straight cuts; give "
                        "some of them rows",
                        parts[0]->slot->name);
    return region;
}

/* ---- rows ---- */

static void
give_rows(const Settling *settling, const Region *region, int first, int rows)
{
    switch (region->kind) {
    case LEAF:
        bx_part_set_rows(region->part, settling->page, (BxSpan){first, MAX(1, rows)},
                         settling->diags);
        break;
    case BESIDE:
        give_rows(settling, region->first, first, rows);
        give_rows(settling, region->second, first, rows);
        break;
    case ABOVE: {
        int top = MAX(1, region->upper[rows]);
        give_rows(settling, region->first, first, top);
        give_rows(settling, region->second, first + top + BX_STACK_GAP,
                  MAX(1, rows - top - BX_STACK_GAP));
        break;
    }
    }
}

static bool
share_columns(BxSpan a, BxSpan b)
{
    return a.first < end_of(b) && b.first < end_of(a);
}

/* Rows that a region has: below the slots with rows that are written before it, above those after; below
 * advertisements in the page's upper half, above those in its lower. */
static BxSpan
rows_of_region(const Settling *settling, const GPtrArray *parts, BxSpan cols)
{
    const GPtrArray *slots = settling->page->layout->slots;
    const BxSlot *top = ((const BxPart *)g_ptr_array_index(parts, 0))->slot;
    int first = 1, end = settling->page->layout->lines + 1;
    bool is_before = true;
    for (guint i = 0; i < slots->len; i++) {
        const BxSlot *slot = g_ptr_array_index(slots, i);
        is_before &= slot != top;
        if (bx_slot_is_auto(slot) || slot->outer || !share_columns(slot->cols, cols))
            continue;
        if (is_before)
            first = MAX(first, end_of(slot->rows) + BX_STACK_GAP);
        else
            end = MIN(end, slot->rows.first - BX_STACK_GAP);
    }
    for (guint i = 0; i < settling->page->layout->ads->len; i++) {
        const BxAdSlot *ad = g_ptr_array_index(settling->page->layout->ads, i);
        bool is_at_head = ad->rows.first + end_of(ad->rows) <= settling->page->layout->lines;
        if (share_columns(ad->cols, cols) && is_at_head)
            first = MAX(first, end_of(ad->rows) + BX_STACK_GAP);
        else if (share_columns(ad->cols, cols))
            end = MIN(end, ad->rows.first - BX_STACK_GAP);
    }
    if (top->rows.first > 0)
        first = top->rows.first;
    return (BxSpan){first, end - first};
}

static void
settle_region(Settling *settling, GPtrArray *parts, BxSpan cols)
{
    BxSpan rows = rows_of_region(settling, parts, cols);
    const BxPart *top = g_ptr_array_index(parts, 0);
    if (rows.count < 1) {
        bx_diag_on_page(settling->diags, BX_DIAG_AUTO_ROWS, top->slot->pos, settling->page->number,
                        "no rows are left for slot “%s”", top->slot->name);
        return;
    }
    settling->most = rows.count;
    Region *region = region_new(settling, (BxPart **)parts->pdata, (int)parts->len, cols);
    if (region)
        give_rows(settling, region, rows.first, rows.count);
    region_free(region);
}

/* Takes the parts that share columns with the first of `open`, directly or by others, out of it. */
static GPtrArray *
take_connected(GPtrArray *open, BxSpan *cols)
{
    GPtrArray *taken = g_ptr_array_new();
    *cols = ((const BxPart *)g_ptr_array_index(open, 0))->slot->cols;
    for (bool is_changed = true; is_changed;) {
        is_changed = false;
        for (guint i = 0; i < open->len; i++) {
            const BxPart *part = g_ptr_array_index(open, i);
            int end = MAX(end_of(*cols), end_of(part->slot->cols));
            if (!share_columns(part->slot->cols, *cols))
                continue;
            int first = MIN(cols->first, part->slot->cols.first);
            is_changed |= first != cols->first || end != end_of(*cols);
            *cols = (BxSpan){first, end - first};
        }
    }
    for (guint i = 0; i < open->len;)
        if (share_columns(((const BxPart *)g_ptr_array_index(open, i))->slot->cols, *cols))
            g_ptr_array_add(taken, g_ptr_array_remove_index(open, i));
        else
            i++;
    return taken;
}

/* The open parts of a page, in the order in which the layout has their slots. */
static GPtrArray *
open_parts(const BxPlan *plan, const BxPagePlan *page)
{
    GPtrArray *open = g_ptr_array_new();
    for (guint s = 0; s < page->layout->slots->len; s++)
        for (guint i = 0; i < plan->parts->len; i++) {
            BxPart *part = g_ptr_array_index(plan->parts, i);
            if (part->is_auto && part->slot == g_ptr_array_index(page->layout->slots, s)
                && g_ptr_array_index(plan->pages, part->page) == page)
                g_ptr_array_add(open, part);
        }
    return open;
}

bool
bx_plan_is_open(const BxPlan *plan)
{
    for (guint i = 0; i < plan->parts->len; i++)
        if (((const BxPart *)g_ptr_array_index(plan->parts, i))->is_auto)
            return true;
    return false;
}

void
bx_plan_settle(BxPlan *plan, const BxDepthCosts *costs, BxDiags *diags)
{
    for (guint p = 0; p < plan->pages->len; p++) {
        const BxPagePlan *page = g_ptr_array_index(plan->pages, p);
        Settling settling = {.plan = plan, .page = page, .costs = costs, .diags = diags};
        g_autoptr(GPtrArray) open = open_parts(plan, page);
        while (open->len > 0) {
            BxSpan cols;
            g_autoptr(GPtrArray) parts = take_connected(open, &cols);
            settle_region(&settling, parts, cols);
        }
    }
}
