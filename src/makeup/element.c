/* SPDX-License-Identifier: Apache-2.0 */
#include "makeup/element.h"

#include <string.h>

/* clang-format off */
#define PICTURES_COST 120 /* PG-10: pictures of two stories side by side */
/* clang-format on */

/* What the lead should have most of: what it costs where another story has more than 10 / share of it. */
static const struct {
    int share;
    BxTenths cost;
    BxPageCost part;
} rivals[BX_N_RIVALS] = {
    [BX_RIVAL_AREA] = {10, 300, BX_PAGE_LEAD},
    [BX_RIVAL_SIZE] = {11, 100, BX_PAGE_SIZES},
    [BX_RIVAL_PICTURE] = {10, 100, BX_PAGE_PICTURES},
};

static void
charge(BxElement *element, BxTenths *parts, BxPageCost part, BxTenths cost)
{
    element->cost += cost;
    if (parts)
        parts[part] += cost;
}

/* ---- the lead and the others ---- */

/* So much that no other story is a rival. */
static int
beyond_rivals(const BxJoining *joining, int r)
{
    return (joining->others_most[r] * rivals[r].share + 9) / 10;
}

/* What can no longer matter is forgotten, so that more elements are alike. */
static void
forget_rivals(const BxJoining *joining, BxElement *element)
{
    for (int r = 0; r < BX_N_RIVALS; r++) {
        BxRival *rival = &element->rivals[r];
        if (rival->lead > 0) {
            rival->largest = 0;
            rival->lead = MIN(rival->lead, beyond_rivals(joining, r));
        } else if (rival->largest * rivals[r].share <= joining->lead_least[r] * 10) {
            rival->largest = 0;
        }
    }
}

BxElement
bx_element_leaf(const BxJoining *joining, int leaf, int columns, int rows, int side)
{
    BxElement element = {.kind = leaf < 0 ? BX_ELEMENT_FIXED : BX_ELEMENT_LEAF,
                         .columns = (uint8_t)columns,
                         .rows = (int16_t)rows,
                         .first = leaf,
                         .second = -1};
    if (leaf < 0)
        return element;
    const BxLeaf *at = &g_array_index(joining->leaves, BxLeaf, leaf);
    const BxShown *shown = bx_shown(joining, leaf);
    element.set = 1u << at->story;
    element.cost = at->cost;
    element.alike[at->story] = shown->alike;
    element.n_alike = shown->alike > 0;
    int values[BX_N_RIVALS];
    bx_rival_values(joining, leaf, values);
    for (int r = 0; joining->has_lead && r < BX_N_RIVALS; r++)
        *(at->story == 0 ? &element.rivals[r].lead : &element.rivals[r].largest) = values[r];
    forget_rivals(joining, &element);
    element.n_left = (side & BX_OPEN_LEFT) != 0;
    element.n_right = (side & BX_OPEN_RIGHT) != 0;
    element.left_looks = element.n_left ? shown->look : 0;
    element.right_looks = element.n_right && shown->head_right ? shown->look : 0;
    element.left[0] = element.right[0] = (BxEdge){leaf, 0};
    return element;
}

/* Each fault costs once, at the cut where it appears. */
static void
join_rivals(const BxJoining *joining, const BxElement *first, const BxElement *second,
            BxElement *joined, BxTenths *parts)
{
    for (int r = 0; r < BX_N_RIVALS; r++) {
        const BxRival *one = &first->rivals[r], *other = &second->rivals[r];
        BxRival *both = &joined->rivals[r];
        *both = (BxRival){MAX(one->lead, other->lead), MAX(one->largest, other->largest)};
        if (both->lead > 0 && both->largest * rivals[r].share > both->lead * 10) {
            charge(joined, parts, rivals[r].part, rivals[r].cost);
            both->lead = beyond_rivals(joining, r);
        }
    }
    forget_rivals(joining, joined);
}

/* HD-14: two ranks never share size and face. */
static void
meet_alike(const BxJoining *joining, const BxElement *first, const BxElement *second,
           BxElement *joined, BxTenths *parts)
{
    for (int i = 0; i < BX_MAKEUP_STORIES_MOST; i++)
        for (int k = 0; first->alike[i] > 0 && k < BX_MAKEUP_STORIES_MOST; k++)
            if (second->alike[k] > 0)
                charge(joined, parts, BX_PAGE_SIZES,
                       bx_alike_cost(joining, first->alike[i], second->alike[k]));
}

/* What others outside the set can still be alike is remembered. */
static void
join_alike(const BxJoining *joining, const BxElement *first, const BxElement *second,
           BxElement *joined, BxTenths *parts)
{
    joined->n_alike = 0;
    if (first->n_alike > 0 && second->n_alike > 0)
        meet_alike(joining, first, second, joined, parts);
    for (int i = 0; first->n_alike + second->n_alike > 0 && i < BX_MAKEUP_STORIES_MOST; i++) {
        int alike = MAX(first->alike[i], second->alike[i]);
        bool is_open = (bx_alike_stories(joining, alike) & ~joined->set) != 0;
        joined->alike[i] = (uint16_t)(is_open ? alike : 0);
        joined->n_alike += joined->alike[i] > 0;
    }
}

static void
join_stories(const BxJoining *joining, const BxElement *first, const BxElement *second,
             BxElement *joined, BxTenths *parts)
{
    joined->set = first->set | second->set;
    joined->division = first->set;
    joined->cost = first->cost + second->cost;
    charge(joined, parts, BX_PAGE_ORDER, bx_order_cost(joining, first->set, second->set));
    join_rivals(joining, first, second, joined, parts);
    join_alike(joining, first, second, joined, parts);
}

/* ---- side by side ---- */

static bool
overlap(BxRows a, int a_row, BxRows b, int b_row)
{
    return a.end > a.start && b.end > b.start && a.start + a_row < b.end + b_row
           && b.start + b_row < a.end + a_row;
}

/* False where heads meet that must not; otherwise what meets at the cut is counted. */
static bool
meet(const BxJoining *joining, const BxEdge *a, const BxEdge *b, BxElement *joined, BxTenths *parts)
{
    const BxShown *one = bx_shown(joining, a->leaf), *other = bx_shown(joining, b->leaf);
    const BxRows head = {0, one->head_right}, its = {0, other->head_left};
    if (overlap(head, a->row, its, b->row)) {
        BxTenths cost = bx_heads_cost(one, other);
        if (cost >= BX_TENTHS_NONE)
            return false;
        charge(joined, parts, BX_PAGE_NEIGHBOUR, cost);
    }
    if (overlap(one->figure_right, a->row, other->figure_left, b->row))
        charge(joined, parts, BX_PAGE_PICTURES, PICTURES_COST);
    return true;
}

/* A gutter's length as it matters to PG-7: in a rectangle of `rows` rows, which it leaves at one end. One that
 * is too long already is told from none. */
static int16_t
open_rows(const BxJoining *joining, int length, int rows)
{
    int most = joining->gutter_most;
    bool can_grow_long = length + joining->ask->rows - rows > most;
    return (int16_t)(can_grow_long ? MIN(length, most + 1) : 0);
}

bool
bx_element_beside(const BxJoining *joining, const BxElement *left, const BxElement *right,
                  int first, int second, BxElement *joined, BxTenths *parts)
{
    joined->kind = BX_ELEMENT_BESIDE;
    joined->columns = (uint8_t)(left->columns + right->columns);
    joined->rows = left->rows;
    joined->first = first;
    joined->second = second;
    joined->at = left->columns;
    joined->n_cuts = 0;
    join_stories(joining, left, right, joined, parts);
    for (int i = 0; i < left->n_right; i++)
        for (int k = 0; k < right->n_left; k++)
            if (!meet(joining, &left->right[i], &right->left[k], joined, parts))
                return false;
    size_t ours = left->columns * sizeof *left->open_top,
           its = right->columns * sizeof *left->open_top;
    memcpy(joined->open_top, left->open_top, ours);
    memcpy(joined->open_top + left->columns, right->open_top, its);
    memcpy(joined->open_bottom, left->open_bottom, ours);
    memcpy(joined->open_bottom + left->columns, right->open_bottom, its);
    joined->open_top[left->columns] = joined->open_bottom[left->columns] =
        open_rows(joining, left->rows, left->rows);
    if (left->rows > joining->gutter_most)
        charge(joined, parts, BX_PAGE_GUTTER, BX_GUTTER_COST);
    joined->left_looks = left->left_looks;
    joined->right_looks = right->right_looks;
    joined->n_left = left->n_left;
    memcpy(joined->left, left->left, left->n_left * sizeof(BxEdge));
    joined->n_right = right->n_right;
    memcpy(joined->right, right->right, right->n_right * sizeof(BxEdge));
    return true;
}

/* ---- one above the other ---- */

static int
join_edges(const BxEdge *upper, int n_upper, const BxEdge *lower, int n_lower, int row,
           BxEdge *joined)
{
    memcpy(joined, upper, (size_t)n_upper * sizeof(BxEdge));
    for (int i = 0; i < n_lower; i++)
        joined[n_upper + i] = (BxEdge){lower[i].leaf, (int16_t)(lower[i].row + row)};
    return n_upper + n_lower;
}

/* PG-7: gutters that go on through the cut. Neither half costs anything for a gutter that the two only
 * have together. */
static void
join_gutters(const BxJoining *joining, const BxElement *upper, const BxElement *lower,
             BxElement *joined, BxTenths *parts)
{
    int most = joining->gutter_most, gap = BX_STACK_GAP, rows = joined->rows;
    for (int c = 0; c < joined->columns; c++) {
        int above = upper->open_bottom[c], below = lower->open_top[c], top = upper->open_top[c],
            bottom = lower->open_bottom[c], both = above + gap + below;
        if (above > 0 && below > 0 && both > most) {
            bool is_new = above <= most && below <= most;
            charge(joined, parts, BX_PAGE_GUTTER, is_new ? BX_GUTTER_COST : 0);
        }
        bool is_through = above > 0 && below > 0;
        top = is_through && top >= MIN(upper->rows, most + 1) ? both : top;
        bottom = is_through && bottom >= MIN(lower->rows, most + 1) ? both : bottom;
        joined->open_top[c] = open_rows(joining, top, rows);
        joined->open_bottom[c] = open_rows(joining, bottom, rows);
    }
}

/* PG-7: cuts through all columns, but those between stories and what is fixed alone. */
static void
join_cuts(const BxElement *upper, const BxElement *lower, BxElement *joined, BxTenths *parts)
{
    int between = upper->set && lower->set;
    joined->n_cuts = (uint8_t)(upper->n_cuts + lower->n_cuts + between);
    int charged = MAX(0, upper->n_cuts - 1) + MAX(0, lower->n_cuts - 1);
    charge(joined, parts, BX_PAGE_CUT, BX_CUT_COST * (MAX(0, joined->n_cuts - 1) - charged));
}

bool
bx_element_above(const BxJoining *joining, const BxElement *upper, const BxElement *lower,
                 int first, int second, BxElement *joined, BxTenths *parts)
{
    int row = upper->rows + BX_STACK_GAP;
    joined->kind = BX_ELEMENT_ABOVE;
    joined->columns = upper->columns;
    joined->rows = (int16_t)(row + lower->rows);
    joined->first = first;
    joined->second = second;
    joined->n_cuts = 0;
    joined->at = 0;
    join_stories(joining, upper, lower, joined, parts);
    join_gutters(joining, upper, lower, joined, parts);
    if (joined->columns == joining->ask->columns)
        join_cuts(upper, lower, joined, parts);
    joined->left_looks = upper->left_looks | lower->left_looks;
    joined->right_looks = upper->right_looks | lower->right_looks;
    joined->n_left = (uint8_t)join_edges(upper->left, upper->n_left, lower->left, lower->n_left,
                                         row, joined->left);
    joined->n_right = (uint8_t)join_edges(upper->right, upper->n_right, lower->right,
                                          lower->n_right, row, joined->right);
    return true;
}

bool
bx_element_reaches(const BxJoining *joining, const BxElement *element)
{
    return element->n_right > 0 && element->right[0].row == 0
           && bx_shown(joining, element->right[0].leaf)->head_right > 0;
}

/* ---- the whole ---- */

void
bx_element_parts(const BxJoining *joining, const GArray *elements, int root, BxTenths *parts)
{
    const BxElement *at = &g_array_index(elements, BxElement, root);
    if (at->second < 0)
        return;
    bx_element_parts(joining, elements, at->first, parts);
    bx_element_parts(joining, elements, at->second, parts);
    const BxElement *first = &g_array_index(elements, BxElement, at->first),
                    *second = &g_array_index(elements, BxElement, at->second);
    BxElement joined = {0};
    if (at->kind == BX_ELEMENT_ABOVE)
        bx_element_above(joining, first, second, at->first, at->second, &joined, parts);
    else
        bx_element_beside(joining, first, second, at->first, at->second, &joined, parts);
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
        BxSeat seat = {at->first, column, row};
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
