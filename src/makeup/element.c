/* SPDX-License-Identifier: Apache-2.0 */
#include "makeup/element.h"

#include <string.h>

/* clang-format off */
#define ORDER_COST      30 /* PG-9: a rank that comes after a lower one */
#define RULE_COST       20 /* PG-5: heads that meet and are told apart */
#define PICTURES_COST  120 /* PG-10 */
#define GUTTER_COST    150 /* PG-7: over the share of the page below */
#define GUTTER_SHARE   0.6
#define CUT_COST        60 /* PG-7: each full cut after the first */
#define LEAD_COST      300 /* PG-14 */
#define SIZE_COST      100 /* HD-14: two ranks with one size and face, or no head larger than all others */
#define SIZE_RATIO     1.5 /* PG-5 */
/* clang-format on */

static const BxLeaf *
leaf_at(const BxJoining *joining, int leaf)
{
    return &g_array_index(joining->leaves, BxLeaf, leaf);
}

static const BxMeasured *
story_of(const BxJoining *joining, const BxLeaf *leaf)
{
    return g_ptr_array_index(joining->ask->measured, leaf->story);
}

static const BxMeasuredHead *
head_of(const BxJoining *joining, const BxLeaf *leaf)
{
    return &story_of(joining, leaf)->heads[leaf->head][leaf->head_columns];
}

/* Heads of one number are alike to HD-14. */
static uint32_t
number_of_head(const BxMeasured *story, const BxMeasuredHead *head)
{
    const BxStyle *style = head->set->headline;
    uint32_t number = g_str_hash(style->font) * 31u + (uint32_t)style->weight;
    number = number * 31u + (uint32_t)(head->size * 4);
    return number * 31u + (uint32_t)story->rank;
}

/* All columns of the region: nothing can stand beside it, and its edges are of no matter. */
static bool
is_whole(const BxJoining *joining, const BxElement *element)
{
    return element->columns == joining->ask->columns;
}

BxElement
bx_element_leaf(const BxJoining *joining, int leaf, int columns, int rows)
{
    BxElement element = {.kind = leaf < 0 ? BX_ELEMENT_FIXED : BX_ELEMENT_LEAF,
                         .columns = (uint8_t)columns,
                         .rows = (int16_t)rows,
                         .first = leaf,
                         .second = -1};
    if (leaf < 0)
        return element;
    const BxLeaf *at = leaf_at(joining, leaf);
    element.cost = at->cost;
    element.heads = number_of_head(story_of(joining, at), head_of(joining, at));
    if (story_of(joining, at)->rank == BX_RANK_LEAD)
        element.lead_area = columns * rows;
    else
        element.largest_area = columns * rows;
    if (is_whole(joining, &element))
        return element;
    element.n_left = element.n_right = 1;
    element.left[0] = element.right[0] = (BxEdge){(int16_t)leaf, 0};
    return element;
}

/* ---- side by side ---- */

static bool
overlap(BxRows a, int a_row, BxRows b, int b_row)
{
    return a.end > a.start && b.end > b.start && a.start + a_row < b.end + b_row
           && b.start + b_row < a.end + a_row;
}

static bool
same_face(const BxMeasuredHead *a, const BxMeasuredHead *b)
{
    const BxStyle *one = a->set->headline, *other = b->set->headline;
    return one->weight == other->weight && strcmp(one->font, other->font) == 0;
}

/* PG-5: heads that stand side by side are of another width, another face and another size. */
static bool
are_told_apart(const BxJoining *joining, const BxLeaf *a, const BxLeaf *b)
{
    const BxMeasuredHead *one = head_of(joining, a), *other = head_of(joining, b);
    double ratio = one->size > other->size ? one->size / other->size : other->size / one->size;
    return a->columns != b->columns && !same_face(one, other) && ratio >= SIZE_RATIO;
}

/* False where heads meet that must not; otherwise what meets at the cut is counted. */
static bool
check_cut(const BxJoining *joining, const BxElement *left, const BxElement *right,
          BxElement *joined)
{
    for (int i = 0; i < left->n_right; i++)
        for (int k = 0; k < right->n_left; k++) {
            const BxEdge *a = &left->right[i], *b = &right->left[k];
            const BxLeaf *one = leaf_at(joining, a->leaf), *other = leaf_at(joining, b->leaf);
            if (overlap(one->head_right, a->row, other->head_left, b->row)) {
                if (!are_told_apart(joining, one, other))
                    return false;
                joined->cost += RULE_COST;
            }
            if (overlap(one->figure_right, a->row, other->figure_left, b->row))
                joined->cost += PICTURES_COST;
        }
    return true;
}

static void
join_heads(const BxElement *first, const BxElement *second, BxElement *joined)
{
    joined->heads = first->heads + second->heads;
    joined->lead_area = MAX(first->lead_area, second->lead_area);
    joined->largest_area = MAX(first->largest_area, second->largest_area);
}

bool
bx_element_beside(const BxJoining *joining, const BxElement *left, const BxElement *right,
                  int first, int second, BxTenths order, BxElement *joined)
{
    joined->kind = BX_ELEMENT_BESIDE;
    joined->columns = (uint8_t)(left->columns + right->columns);
    joined->rows = left->rows;
    joined->first = first;
    joined->second = second;
    joined->cost = left->cost + right->cost + order;
    joined->n_cuts = 0;
    if (!check_cut(joining, left, right, joined))
        return false;
    join_heads(left, right, joined);
    memcpy(joined->open_top, left->open_top, left->columns);
    memcpy(joined->open_top + left->columns, right->open_top, right->columns);
    memcpy(joined->open_bottom, left->open_bottom, left->columns);
    memcpy(joined->open_bottom + left->columns, right->open_bottom, right->columns);
    joined->open_top[left->columns] = joined->open_bottom[left->columns] = (uint8_t)left->rows;
    if (left->rows > GUTTER_SHARE * joining->ask->page_rows)
        joined->cost += GUTTER_COST;
    if (is_whole(joining, joined))
        return true;
    joined->n_left = left->n_left;
    memcpy(joined->left, left->left, left->n_left * sizeof(BxEdge));
    joined->n_right = right->n_right;
    memcpy(joined->right, right->right, right->n_right * sizeof(BxEdge));
    return true;
}

/* ---- one above the other ---- */

static bool
join_edges(const BxEdge *upper, int n_upper, const BxEdge *lower, int n_lower, int row,
           BxEdge *joined, uint8_t *n)
{
    if (n_upper + n_lower > BX_EDGE_MOST)
        return false;
    memcpy(joined, upper, (size_t)n_upper * sizeof(BxEdge));
    for (int i = 0; i < n_lower; i++)
        joined[n_upper + i] = (BxEdge){lower[i].leaf, (int16_t)(lower[i].row + row)};
    *n = (uint8_t)(n_upper + n_lower);
    return true;
}

/* PG-7: gutters that go on through the cut. Neither half costs anything for a gutter that the two only
 * have together. */
static void
join_gutters(const BxJoining *joining, const BxElement *upper, const BxElement *lower,
             BxElement *joined)
{
    double most = GUTTER_SHARE * joining->ask->page_rows;
    for (int c = 0; c < joined->columns; c++) {
        int above = upper->open_bottom[c], below = lower->open_top[c], gap = BX_STACK_GAP;
        bool is_through = above > 0 && below > 0;
        if (is_through && above + gap + below > most && above <= most && below <= most)
            joined->cost += GUTTER_COST;
        joined->open_top[c] =
            (uint8_t)(is_through && upper->open_top[c] == upper->rows ? upper->rows + gap + below
                                                                      : upper->open_top[c]);
        joined->open_bottom[c] =
            (uint8_t)(is_through && lower->open_bottom[c] == lower->rows ? lower->rows + gap + above
                                                                         : lower->open_bottom[c]);
    }
}

bool
bx_element_above(const BxJoining *joining, const BxElement *upper, const BxElement *lower,
                 int first, int second, BxTenths order, BxElement *joined)
{
    int row = upper->rows + BX_STACK_GAP;
    joined->kind = BX_ELEMENT_ABOVE;
    joined->columns = upper->columns;
    joined->rows = (int16_t)(row + lower->rows);
    joined->first = first;
    joined->second = second;
    joined->cost = upper->cost + lower->cost + order;
    joined->n_cuts = (uint8_t)(upper->n_cuts + lower->n_cuts + 1);
    bool has_edges = !is_whole(joining, joined);
    if (has_edges
        && (!join_edges(upper->left, upper->n_left, lower->left, lower->n_left, row, joined->left,
                        &joined->n_left)
            || !join_edges(upper->right, upper->n_right, lower->right, lower->n_right, row,
                           joined->right, &joined->n_right)))
        return false;
    join_heads(upper, lower, joined);
    join_gutters(joining, upper, lower, joined);
    return true;
}

static bool
covers(BxRows a, BxRows b)
{
    return b.end == b.start || (a.start <= b.start && b.end <= a.end);
}

/* Whether a neighbour of b would have to bear all that a shows it. */
static bool
is_covered(const BxJoining *joining, const BxEdge *a, const BxEdge *b, bool is_right)
{
    if (a->row != b->row)
        return false;
    if (a->leaf == b->leaf)
        return true;
    const BxLeaf *one = leaf_at(joining, a->leaf), *other = leaf_at(joining, b->leaf);
    const BxRows head = is_right ? one->head_right : one->head_left,
                 figure = is_right ? one->figure_right : one->figure_left;
    const BxMeasuredHead *ours = head_of(joining, one), *theirs = head_of(joining, other);
    bool is_alike = one->columns == other->columns && same_face(ours, theirs)
                    && ABS(ours->size - theirs->size) < 0.01;
    return (is_alike || head.end == head.start)
           && covers(is_right ? other->head_right : other->head_left, head)
           && covers(is_right ? other->figure_right : other->figure_left, figure);
}

static bool
are_covered(const BxJoining *joining, const BxEdge *a, const BxEdge *b, int n, bool is_right)
{
    for (int i = 0; i < n; i++)
        if (!is_covered(joining, &a[i], &b[i], is_right))
            return false;
    return true;
}

static bool
are_shorter(const uint8_t *a, const uint8_t *b, int n)
{
    for (int i = 0; i < n; i++)
        if (a[i] > b[i])
            return false;
    return true;
}

bool
bx_element_beats(const BxJoining *joining, const BxElement *a, const BxElement *b)
{
    return a->cost <= b->cost && a->heads == b->heads && a->lead_area >= b->lead_area
           && a->largest_area <= b->largest_area && a->n_left == b->n_left
           && a->n_right == b->n_right && a->n_cuts <= b->n_cuts
           && are_shorter(a->open_top, b->open_top, a->columns)
           && are_shorter(a->open_bottom, b->open_bottom, a->columns)
           && are_covered(joining, a->left, b->left, a->n_left, false)
           && are_covered(joining, a->right, b->right, a->n_right, true);
}

/* ---- order ---- */

static BxRank
highest_rank(const GPtrArray *measured, BxStorySet set)
{
    BxRank highest = BX_RANK_NONE;
    for (guint i = 0; i < measured->len; i++)
        if (set & (1u << i))
            highest = MIN(highest, ((const BxMeasured *)g_ptr_array_index(measured, i))->rank);
    return highest;
}

BxTenths
bx_order_cost(const GPtrArray *measured, BxStorySet first, BxStorySet second)
{
    int off = (int)highest_rank(measured, first) - (int)highest_rank(measured, second);
    return first && second && off > 0 ? ORDER_COST * off : 0;
}

/* ---- the whole ---- */

/* A gutter or a rule counted in the tree: costs of joining by kind. */
static void
count_joins(const BxJoining *joining, const GArray *elements, int element, BxTenths *costs)
{
    const BxElement *at = &g_array_index(elements, BxElement, element);
    if (at->kind == BX_ELEMENT_LEAF || at->kind == BX_ELEMENT_FIXED)
        return;
    count_joins(joining, elements, at->first, costs);
    count_joins(joining, elements, at->second, costs);
    const BxElement *first = &g_array_index(elements, BxElement, at->first),
                    *second = &g_array_index(elements, BxElement, at->second);
    if (at->kind == BX_ELEMENT_ABOVE) {
        BxElement joined = {.columns = at->columns};
        join_gutters(joining, first, second, &joined);
        costs[BX_PAGE_GUTTER] += joined.cost;
        return;
    }
    BxElement joined = {0};
    check_cut(joining, first, second, &joined);
    BxTenths gutter = first->rows > GUTTER_SHARE * joining->ask->page_rows ? GUTTER_COST : 0;
    BxTenths pictures = joined.cost / PICTURES_COST * PICTURES_COST;
    costs[BX_PAGE_GUTTER] += gutter;
    costs[BX_PAGE_PICTURES] += pictures;
    costs[BX_PAGE_NEIGHBOUR] += joined.cost - pictures;
}

static BxTenths
cost_of_sizes(const BxJoining *joining, const GArray *seats)
{
    BxTenths cost = 0;
    double largest = 0, second = 0;
    bool is_lead = false;
    for (guint i = 0; i < seats->len; i++) {
        const BxLeaf *leaf = g_array_index(seats, BxSeat, i).leaf;
        const BxMeasured *story = story_of(joining, leaf);
        const BxMeasuredHead *head = head_of(joining, leaf);
        if (head->size > largest) {
            second = largest;
            largest = head->size;
            is_lead = story->rank == BX_RANK_LEAD;
        } else {
            second = MAX(second, head->size);
        }
        for (guint k = 0; k < i; k++) {
            const BxLeaf *other = g_array_index(seats, BxSeat, k).leaf;
            const BxMeasuredHead *theirs = head_of(joining, other);
            bool is_same = same_face(head, theirs) && ABS(head->size - theirs->size) < 0.5;
            cost += is_same && story_of(joining, other)->rank != story->rank ? SIZE_COST : 0;
        }
    }
    bool has_lead =
        ((const BxMeasured *)g_ptr_array_index(joining->ask->measured, 0))->rank == BX_RANK_LEAD;
    return cost + (has_lead && (!is_lead || largest < 1.1 * second) ? SIZE_COST : 0);
}

static BxTenths
cost_of_lead(const BxJoining *joining, const GArray *seats)
{
    int lead = 0, largest = 0;
    for (guint i = 0; i < seats->len; i++) {
        const BxLeaf *leaf = g_array_index(seats, BxSeat, i).leaf;
        int area = leaf->columns * leaf->rows;
        if (story_of(joining, leaf)->rank == BX_RANK_LEAD)
            lead = MAX(lead, area);
        else
            largest = MAX(largest, area);
    }
    return lead > 0 && largest > lead ? LEAD_COST : 0;
}

void
bx_page_costs(const BxJoining *joining, const GArray *elements, int root, BxTenths *costs)
{
    const BxElement *at = &g_array_index(elements, BxElement, root);
    memset(costs, 0, BX_N_PAGE_COSTS * sizeof(BxTenths));
    count_joins(joining, elements, root, costs);
    g_autoptr(GArray) seats = g_array_new(FALSE, FALSE, sizeof(BxSeat));
    bx_element_seats(joining, elements, root, 0, 0, seats, NULL);
    BxTenths leaves = 0;
    for (guint i = 0; i < seats->len; i++)
        leaves += g_array_index(seats, BxSeat, i).leaf->cost;
    costs[BX_PAGE_ORDER] = at->cost - leaves - costs[BX_PAGE_GUTTER] - costs[BX_PAGE_PICTURES]
                           - costs[BX_PAGE_NEIGHBOUR];
    costs[BX_PAGE_CUT] = CUT_COST * MAX(0, at->n_cuts - 1);
    costs[BX_PAGE_LEAD] = cost_of_lead(joining, seats);
    costs[BX_PAGE_SIZES] = cost_of_sizes(joining, seats);
}

static void
add_rule(GArray *rules, bool is_column, int at, int start, int count)
{
    BxCutRule rule = {is_column, at, start, count};
    if (rules)
        g_array_append_val(rules, rule);
}

void
bx_element_seats(const BxJoining *joining, const GArray *elements, int element, int column, int row,
                 GArray *seats, GArray *rules)
{
    const BxElement *at = &g_array_index(elements, BxElement, element);
    const BxElement *first = at->second < 0 ? at : &g_array_index(elements, BxElement, at->first);
    switch ((BxElementKind)at->kind) {
    case BX_ELEMENT_FIXED:
        break;
    case BX_ELEMENT_LEAF: {
        BxSeat seat = {leaf_at(joining, at->first), column, row};
        g_array_append_val(seats, seat);
        break;
    }
    case BX_ELEMENT_BESIDE:
        add_rule(rules, true, column + first->columns, row, at->rows);
        bx_element_seats(joining, elements, at->first, column, row, seats, rules);
        bx_element_seats(joining, elements, at->second, column + first->columns, row, seats, rules);
        break;
    case BX_ELEMENT_ABOVE:
        add_rule(rules, false, row + first->rows, column, at->columns);
        bx_element_seats(joining, elements, at->first, column, row, seats, rules);
        bx_element_seats(joining, elements, at->second, column, row + first->rows + BX_STACK_GAP,
                         seats, rules);
        break;
    }
}
