/* SPDX-License-Identifier: Apache-2.0 */
#include "makeup/joining.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* clang-format off */
#define ORDER_COST 30 /* PG-9: for each rank that comes after a lower one */
#define RULE_COST  20 /* PG-5: heads that meet and are told apart */
#define SIZE_COST 100 /* HD-14: two ranks with one size and face */
#define LIKE_SIZE  50 /* HD-14: sizes nearer than this are one, hundredths of a point */
/* clang-format on */

static const BxMeasured *
measured_of(const BxJoining *joining, int story)
{
    return g_ptr_array_index(joining->ask->measured, story);
}

/* ---- leaves ---- */

static int
number_of_face(BxJoining *joining, const BxStyle *style)
{
    for (guint i = 0; i < joining->faces->len; i++) {
        const BxStyle *other = g_ptr_array_index(joining->faces, i);
        if (style->weight == other->weight && strcmp(style->font, other->font) == 0)
            return (int)i;
    }
    g_ptr_array_add(joining->faces, (gpointer)style);
    return (int)joining->faces->len - 1;
}

static BxShown
show(BxJoining *joining, const BxLeaf *leaf)
{
    const BxMeasuredHead *head =
        &measured_of(joining, leaf->story)->heads[leaf->head][leaf->head_columns];
    BxShown shown = {.head_left = (int16_t)leaf->head_rows,
                     .figure_left = leaf->figure_left,
                     .figure_right = leaf->figure_right,
                     .size = (int)lround(head->size * 100),
                     .face = (int16_t)number_of_face(joining, head->set->headline),
                     .columns = (int16_t)leaf->columns,
                     .story = (int16_t)leaf->story};
    if (leaf->head_columns == leaf->columns)
        shown.head_right = shown.head_left;
    shown.look = (uint64_t)1 << (shown.size * 7 + shown.face * 31 + shown.columns) % 64;
    return shown;
}

static BxRank
rank_of(const BxJoining *joining, const BxShown *shown)
{
    return measured_of(joining, shown->story)->rank;
}

static int
number_of_like(BxJoining *joining, BxLike like)
{
    for (guint i = 1; i < joining->likes->len; i++) {
        const BxLike *other = &g_array_index(joining->likes, BxLike, i);
        if (other->face == like.face && other->size == like.size && other->rank == like.rank)
            return (int)i;
    }
    g_array_append_val(joining->likes, like);
    return (int)joining->likes->len - 1;
}

static void
find_others(BxJoining *joining, int like)
{
    BxLike *ours = &g_array_index(joining->likes, BxLike, like);
    for (guint i = 1; i < joining->likes->len; i++)
        if (bx_alike_cost(joining, like, (int)i) > 0)
            ours->others |= g_array_index(joining->likes, BxLike, i).stories;
}

static void
find_likes(BxJoining *joining)
{
    g_array_set_size(joining->likes, 1);
    for (guint i = 0; i < joining->shown->len; i++) {
        BxShown *shown = &g_array_index(joining->shown, BxShown, i);
        const BxLike like = {shown->face, shown->size, rank_of(joining, shown), 0, 0};
        shown->alike = (uint16_t)number_of_like(joining, like);
        g_array_index(joining->likes, BxLike, shown->alike).stories |= 1u << shown->story;
    }
    for (guint i = 1; i < joining->likes->len; i++)
        find_others(joining, (int)i);
    for (guint i = 0; i < joining->shown->len; i++) {
        BxShown *shown = &g_array_index(joining->shown, BxShown, i);
        shown->alike = bx_alike_stories(joining, shown->alike) ? shown->alike : 0;
    }
}

void
bx_rival_values(const BxJoining *joining, int leaf, int *values)
{
    const BxLeaf *at = &g_array_index(joining->leaves, BxLeaf, leaf);
    const BxShown *shown = bx_shown(joining, leaf);
    bool is_other_lead = at->story > 0 && rank_of(joining, shown) == BX_RANK_LEAD;
    values[BX_RIVAL_AREA] = at->columns * at->rows;
    values[BX_RIVAL_SIZE] = is_other_lead ? 0 : shown->size;
    values[BX_RIVAL_PICTURE] = 0;
    for (int i = 0; i < measured_of(joining, at->story)->n_figures; i++)
        values[BX_RIVAL_PICTURE] =
            MAX(values[BX_RIVAL_PICTURE],
                at->figure_columns[i] * (at->figure_rows[i].end - at->figure_rows[i].start));
}

static void
find_extremes(BxJoining *joining)
{
    for (int r = 0; r < BX_N_RIVALS; r++) {
        joining->lead_least[r] = G_MAXINT / 16;
        joining->others_most[r] = 0;
    }
    for (guint i = 0; i < joining->leaves->len; i++) {
        int values[BX_N_RIVALS], story = g_array_index(joining->leaves, BxLeaf, i).story;
        bx_rival_values(joining, (int)i, values);
        for (int r = 0; r < BX_N_RIVALS; r++) {
            int *least = &joining->lead_least[r], *most = &joining->others_most[r];
            *least = story == 0 && values[r] > 0 ? MIN(*least, values[r]) : *least;
            *most = story > 0 ? MAX(*most, values[r]) : *most;
        }
    }
}

/* ---- stories ---- */

static bool
can_be_apart(const BxJoining *joining, const BxMeasured *one, const BxMeasured *other)
{
    int columns = joining->ask->columns;
    for (int i = 0; i < one->n_heads * columns; i++)
        for (int k = 0; k < other->n_heads * columns; k++) {
            const BxMeasuredHead *a = &one->heads[i / columns][i % columns + 1],
                                 *b = &other->heads[k / columns][k % columns + 1];
            /* the widths are of the slots, and not known here */
            const BxShown left = {.size = (int)lround(a->size * 100), .columns = 1},
                          right = {.size = (int)lround(b->size * 100), .columns = 2, .face = 1};
            const BxStyle *style = a->set->headline, *its = b->set->headline;
            bool is_same = style->weight == its->weight && strcmp(style->font, its->font) == 0;
            if (!is_same && bx_heads_cost(&left, &right) < BX_TENTHS_NONE)
                return true;
        }
    return false;
}

static void
find_apart(BxJoining *joining)
{
    for (guint i = 0; i < joining->ask->measured->len; i++)
        for (guint k = 0; k < joining->ask->measured->len; k++)
            if (can_be_apart(joining, measured_of(joining, (int)i), measured_of(joining, (int)k)))
                joining->apart[i] |= 1u << k;
}

static void
find_highest(BxJoining *joining)
{
    gsize n_sets = (gsize)1 << joining->ask->measured->len;
    joining->highest = g_new(uint8_t, n_sets);
    joining->highest[0] = BX_RANK_NONE;
    for (BxStorySet set = 1; set < n_sets; set++) {
        BxRank rank = measured_of(joining, g_bit_nth_lsf(set, -1))->rank;
        joining->highest[set] = (uint8_t)MIN((int)rank, joining->highest[set & (set - 1)]);
    }
}

void
bx_joining_init(BxJoining *joining, const BxSearchAsk *ask, const GArray *leaves)
{
    *joining = (BxJoining){.ask = ask, .leaves = leaves};
    joining->shown = g_array_new(FALSE, FALSE, sizeof(BxShown));
    joining->likes = g_array_new(FALSE, TRUE, sizeof(BxLike));
    joining->faces = g_ptr_array_new();
    joining->gutter_most = (int)(BX_GUTTER_SHARE * ask->page_rows);
    joining->has_lead = measured_of(joining, 0)->rank == BX_RANK_LEAD;
    find_highest(joining);
    find_apart(joining);
    bx_joining_update(joining);
}

void
bx_joining_update(BxJoining *joining)
{
    for (guint i = joining->shown->len; i < joining->leaves->len; i++) {
        BxShown shown = show(joining, &g_array_index(joining->leaves, BxLeaf, i));
        g_array_append_val(joining->shown, shown);
    }
    find_likes(joining);
    find_extremes(joining);
}

void
bx_joining_clear(BxJoining *joining)
{
    g_array_unref(joining->shown);
    g_array_unref(joining->likes);
    g_ptr_array_unref(joining->faces);
    g_free(joining->highest);
}

/* ---- costs ---- */

BxTenths
bx_order_cost(const BxJoining *joining, BxStorySet first, BxStorySet second)
{
    int off = joining->highest[first] - joining->highest[second];
    return first && second && off > 0 ? ORDER_COST * off : 0;
}

BxTenths
bx_meeting_cost(const BxJoining *joining, BxStorySet left, BxStorySet right)
{
    for (BxStorySet rest = left; rest > 0; rest &= rest - 1)
        if (joining->apart[g_bit_nth_lsf(rest, -1)] & right)
            return RULE_COST;
    return BX_TENTHS_NONE;
}

/* PG-5: heads that stand side by side are of another width, another face and 1.5 times the size. */
BxTenths
bx_heads_cost(const BxShown *left, const BxShown *right)
{
    bool is_apart = left->columns != right->columns && left->face != right->face
                    && 2 * MAX(left->size, right->size) >= 3 * MIN(left->size, right->size);
    return is_apart ? RULE_COST : BX_TENTHS_NONE;
}

BxTenths
bx_alike_cost(const BxJoining *joining, int one, int other)
{
    const BxLike *a = &g_array_index(joining->likes, BxLike, one),
                 *b = &g_array_index(joining->likes, BxLike, other);
    return a->rank != b->rank && a->face == b->face && abs(a->size - b->size) < LIKE_SIZE
               ? SIZE_COST
               : 0;
}

BxStorySet
bx_alike_stories(const BxJoining *joining, int like)
{
    return g_array_index(joining->likes, BxLike, like).others;
}
