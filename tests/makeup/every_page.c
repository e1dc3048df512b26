/* SPDX-License-Identifier: Apache-2.0 */
#include "every_page.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { STORIES_MOST = 6, PIECES_MOST = STORIES_MOST + 4 };

typedef struct {
    const BxLeaf *leaf; /* NULL: a fixed thing */
    int column, columns, row, rows;
} Piece;

/* Stories and fixed things in a rectangle, cut apart in one way. */
typedef struct {
    Piece pieces[PIECES_MOST];
    int n;
    int n_full_cuts; /* through all columns, stories on both sides */
    BxTenths cost;   /* of stories, and of their order */
} Part;

typedef struct {
    const BxSearchAsk *ask;
    GArray *leaves;    /* BxLeaf */
    GHashTable *parts; /* of rectangle and set: GArray of Part */
    long n, most;
} Trying;

typedef struct {
    int column, columns, row, rows;
} Rect;

static const BxMeasured *
story_of(const Trying *trying, const Piece *piece)
{
    return g_ptr_array_index(trying->ask->measured, piece->leaf->story);
}

static const BxMeasuredHead *
head_of(const Trying *trying, const Piece *piece)
{
    return &story_of(trying, piece)->heads[piece->leaf->head][piece->leaf->head_columns];
}

/* ---- cutting ---- */

static bool
meets(const Rect *rect, const BxFixed *fixed)
{
    return fixed->column < rect->column + rect->columns
           && rect->column < fixed->column + fixed->columns && fixed->row < rect->row + rect->rows
           && rect->row < fixed->row + fixed->rows;
}

static int
highest(const Trying *trying, BxStorySet set)
{
    int rank = BX_RANK_NONE;
    for (guint i = 0; i < trying->ask->measured->len; i++)
        if (set & 1u << i)
            rank =
                MIN(rank, (int)((BxMeasured *)g_ptr_array_index(trying->ask->measured, i))->rank);
    return rank;
}

static bool
has_story(const Part *part)
{
    for (int i = 0; i < part->n; i++)
        if (part->pieces[i].leaf)
            return true;
    return false;
}

static GArray *parts_of(Trying *trying, Rect rect, BxStorySet set);

static void
join(Trying *trying, const Part *first, const Part *second, BxTenths order, bool is_full,
     GArray *parts)
{
    Part part = *first;
    memcpy(part.pieces + part.n, second->pieces, (size_t)second->n * sizeof(Piece));
    part.n += second->n;
    part.cost += second->cost + order;
    part.n_full_cuts = 0;
    if (is_full)
        part.n_full_cuts =
            first->n_full_cuts + second->n_full_cuts + (has_story(first) && has_story(second));
    g_array_append_val(parts, part);
    trying->n++;
}

static void
cut(Trying *trying, Rect first, Rect second, BxStorySet set, GArray *parts)
{
    bool is_full = first.row != second.row && first.columns == trying->ask->columns;
    for (BxStorySet a = set;; a = (a - 1) & set) {
        BxStorySet b = set ^ a;
        bool is_lead_late = (b & 1u) && a != 0;
        GArray *ones = is_lead_late ? NULL : parts_of(trying, first, a);
        GArray *others = ones && ones->len ? parts_of(trying, second, b) : NULL;
        int off = highest(trying, a) - highest(trying, b);
        BxTenths order = a && b && off > 0 ? 30 * off : 0;
        for (guint i = 0; others && i < ones->len && trying->n < trying->most; i++)
            for (guint k = 0; k < others->len; k++)
                join(trying, &g_array_index(ones, Part, i), &g_array_index(others, Part, k), order,
                     is_full, parts);
        if (a == 0)
            break;
    }
}

static void
take_stories(Trying *trying, const Rect *rect, BxStorySet set, GArray *parts)
{
    for (guint i = 0; i < trying->leaves->len; i++) {
        const BxLeaf *leaf = &g_array_index(trying->leaves, BxLeaf, i);
        if (set != 1u << leaf->story || leaf->columns != rect->columns || leaf->rows != rect->rows)
            continue;
        Part part = {.n = 1, .cost = leaf->cost};
        part.pieces[0] = (Piece){leaf, rect->column, rect->columns, rect->row, rect->rows};
        g_array_append_val(parts, part);
    }
}

/* True where the rectangle is one fixed thing. */
static bool
take_fixed(const Trying *trying, const Rect *rect, BxStorySet set, GArray *parts)
{
    for (guint i = 0; i < trying->ask->fixed->len; i++) {
        const BxFixed *fixed = &g_array_index(trying->ask->fixed, BxFixed, i);
        if (memcmp(&(Rect){fixed->column, fixed->columns, fixed->row, fixed->rows}, rect,
                   sizeof *rect)
            != 0)
            continue;
        Part part = {.n = 1};
        part.pieces[0] = (Piece){NULL, rect->column, rect->columns, rect->row, rect->rows};
        if (set == 0)
            g_array_append_val(parts, part);
        return true;
    }
    return false;
}

static bool
is_free(const Trying *trying, const Rect *rect)
{
    for (guint i = 0; i < trying->ask->fixed->len; i++)
        if (meets(rect, &g_array_index(trying->ask->fixed, BxFixed, i)))
            return false;
    return true;
}

/* Whether each fixed thing lies whole in one of the two. */
static bool
spares_fixed(const Trying *trying, const Rect *whole, const Rect *first, const Rect *second)
{
    for (guint i = 0; i < trying->ask->fixed->len; i++) {
        const BxFixed *fixed = &g_array_index(trying->ask->fixed, BxFixed, i);
        bool is_whole = false;
        for (int k = 0; k < 2; k++) {
            const Rect *half = k ? second : first;
            is_whole |= half->column <= fixed->column && half->row <= fixed->row
                        && fixed->column + fixed->columns <= half->column + half->columns
                        && fixed->row + fixed->rows <= half->row + half->rows;
        }
        if (meets(whole, fixed) && !is_whole)
            return false;
    }
    return true;
}

static GArray *
parts_of(Trying *trying, Rect rect, BxStorySet set)
{
    int64_t key = ((((int64_t)set * 64 + rect.column) * 64 + rect.columns) * 256 + rect.row) * 256
                  + rect.rows;
    GArray *parts = g_hash_table_lookup(trying->parts, &key);
    if (parts)
        return parts;
    parts = g_array_new(FALSE, FALSE, sizeof(Part));
    g_hash_table_insert(trying->parts, g_memdup2(&key, sizeof key), parts);
    if (take_fixed(trying, &rect, set, parts) || (set == 0 && is_free(trying, &rect)))
        return parts;
    take_stories(trying, &rect, is_free(trying, &rect) ? set : 0, parts);
    for (int k = 1; k < rect.columns; k++) {
        Rect left = {rect.column, k, rect.row, rect.rows},
             right = {rect.column + k, rect.columns - k, rect.row, rect.rows};
        if (spares_fixed(trying, &rect, &left, &right))
            cut(trying, left, right, set, parts);
    }
    for (int k = 1; k < rect.rows - 1; k++) {
        Rect upper = {rect.column, rect.columns, rect.row, k},
             lower = {rect.column, rect.columns, rect.row + k + 1, rect.rows - k - 1};
        if (spares_fixed(trying, &rect, &upper, &lower))
            cut(trying, upper, lower, set, parts);
    }
    return parts;
}

/* ---- what neighbours cost ---- */

static bool
overlap(int start, int end, int other_start, int other_end)
{
    return start < end && other_start < other_end && start < other_end && other_start < end;
}

static bool
same_face(const BxMeasuredHead *a, const BxMeasuredHead *b)
{
    return a->set->headline->weight == b->set->headline->weight
           && strcmp(a->set->headline->font, b->set->headline->font) == 0;
}

/* PG-5, PG-10: a touches b from the left. */
static BxTenths
cost_of_touch(const Trying *trying, const Piece *a, const Piece *b)
{
    BxTenths cost = 0;
    const BxMeasuredHead *one = head_of(trying, a), *other = head_of(trying, b);
    bool reaches = a->leaf->head_columns == a->leaf->columns;
    if (reaches
        && overlap(a->row, a->row + a->leaf->head_rows, b->row, b->row + b->leaf->head_rows)) {
        double ratio = MAX(one->size, other->size) / MIN(one->size, other->size);
        if (a->columns == b->columns || same_face(one, other) || ratio < 1.5)
            return BX_TENTHS_NONE;
        cost += 20;
    }
    if (overlap(a->row + a->leaf->figure_right.start, a->row + a->leaf->figure_right.end,
                b->row + b->leaf->figure_left.start, b->row + b->leaf->figure_left.end))
        cost += 120;
    return cost;
}

static bool
covers(const Piece *piece, int column, int row)
{
    return piece->column <= column && column < piece->column + piece->columns && piece->row <= row
           && row < piece->row + piece->rows;
}

/* PG-7: gutters left of a column that go through more than 0.6 of the page. */
static BxTenths
cost_of_gutters(const Trying *trying, const Part *page, int column)
{
    int length = 0, longest = 0, blank = 0;
    for (int row = 0; row < trying->ask->rows; row++) {
        bool is_crossed = false, is_blank = true;
        for (int i = 0; i < page->n; i++) {
            bool left = covers(&page->pieces[i], column - 1, row),
                 right = covers(&page->pieces[i], column, row);
            is_crossed |= left && right;
            is_blank &= !left && !right;
        }
        if (is_crossed)
            length = blank = 0;
        else if (is_blank)
            blank++;
        else {
            length += 1 + (length > 0 ? blank : 0);
            blank = 0;
        }
        longest = MAX(longest, length);
    }
    return longest > 0.6 * trying->ask->page_rows ? 150 : 0;
}

static BxTenths
cost_of_pair(const Trying *trying, const Piece *a, const Piece *b)
{
    BxTenths cost = 0;
    if (a->column + a->columns == b->column)
        cost += cost_of_touch(trying, a, b);
    if (b->column + b->columns == a->column)
        cost += cost_of_touch(trying, b, a);
    const BxMeasuredHead *one = head_of(trying, a), *other = head_of(trying, b);
    if (story_of(trying, a)->rank != story_of(trying, b)->rank && same_face(one, other)
        && fabs(one->size - other->size) < 0.5)
        cost += 100;
    return cost;
}

/* PG-14, HD-14, PG-10: the lead beside all others. */
static BxTenths
cost_of_lead(const Trying *trying, const Part *page)
{
    int area = 0, largest_area = 0, picture = 0, largest_picture = 0;
    double size = 0, largest_size = 0;
    for (int i = 0; i < page->n; i++) {
        const Piece *piece = &page->pieces[i];
        if (!piece->leaf)
            continue;
        int cells = 0;
        for (int f = 0; f < story_of(trying, piece)->n_figures; f++)
            cells = MAX(
                cells, piece->leaf->figure_columns[f]
                           * (piece->leaf->figure_rows[f].end - piece->leaf->figure_rows[f].start));
        if (piece->leaf->story == 0) {
            picture = cells;
            area = piece->columns * piece->rows;
            size = head_of(trying, piece)->size;
            continue;
        }
        largest_picture = MAX(largest_picture, cells);
        largest_area = MAX(largest_area, piece->columns * piece->rows);
        if (story_of(trying, piece)->rank != BX_RANK_LEAD)
            largest_size = MAX(largest_size, head_of(trying, piece)->size);
    }
    if (((BxMeasured *)g_ptr_array_index(trying->ask->measured, 0))->rank != BX_RANK_LEAD)
        return 0;
    return (largest_area > area ? 300 : 0) + (largest_size * 1.1 > size + 1e-9 ? 100 : 0)
           + (picture > 0 && largest_picture > picture ? 100 : 0);
}

static BxTenths
cost_of_page(const Trying *trying, const Part *page)
{
    BxTenths cost = page->cost + 60 * MAX(0, page->n_full_cuts - 1) + cost_of_lead(trying, page);
    for (int i = 0; i < page->n; i++)
        for (int k = 0; k < i; k++)
            if (page->pieces[i].leaf && page->pieces[k].leaf)
                cost += cost_of_pair(trying, &page->pieces[i], &page->pieces[k]);
    for (int c = 1; c < trying->ask->columns; c++)
        cost += cost_of_gutters(trying, page, c);
    return MIN(cost, BX_TENTHS_NONE);
}

static void
find_leaves(Trying *trying)
{
    const BxSearchAsk *ask = trying->ask;
    for (guint s = 0; s < ask->measured->len; s++)
        for (int k = 1; k <= ask->columns; k++)
            bx_find_all_leaves(g_ptr_array_index(ask->measured, s), (int)s, k, ask->rows,
                               ask->layout->columns, ask->is_stretched, trying->leaves);
    for (guint i = 0; i < trying->leaves->len;)
        if (ask->fits(ask->data, &g_array_index(trying->leaves, BxLeaf, i)))
            i++;
        else
            g_array_remove_index_fast(trying->leaves, i);
}

BxTenths
every_page_least(const BxSearchAsk *ask, long most, long *n_pages)
{
    g_autoptr(GArray) leaves = g_array_new(FALSE, FALSE, sizeof(BxLeaf));
    g_autoptr(GHashTable) parts =
        g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, (GDestroyNotify)g_array_unref);
    Trying trying = {ask, leaves, parts, 0, most};
    find_leaves(&trying);
    GArray *pages = parts_of(&trying, (Rect){0, ask->columns, 0, ask->rows},
                             (BxStorySet)((1u << ask->measured->len) - 1));
    BxTenths least = BX_TENTHS_NONE;
    for (guint i = 0; i < pages->len; i++)
        least = MIN(least, cost_of_page(&trying, &g_array_index(pages, Part, i)));
    *n_pages = trying.n < most ? (long)pages->len : -1;
    return least;
}
