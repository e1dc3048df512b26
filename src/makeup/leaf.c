/* SPDX-License-Identifier: Apache-2.0 */
#include "makeup/leaf.h"

#include <math.h>
#include <stdlib.h>

/* clang-format off */
/* What things cost. A should-rule broken is ten; a blemish that a reader does not see is two. */
#define FIT_SHARE        0.1  /* of the cost in units of JU-10: a line pushed into a story costs 2 to 5 */
#define CROP_COST       40.0  /* times the square of the share by which a picture's depth is changed, × 10 */
#define CROP_MOST        0.2
#define STRETCH_MOST     0.38 /* … upwards, for stories too short for their page */
#define BLANK_MOST         2    /* GR-3: rows of blank that a head's block may have beyond its own … */
#define BLANK_STRETCHED    5
#define BLANK_COST       1.5  /* … each (PG-13) */
#define FILL_LEAST       0.7  /* HD-2 */
#define FILL_COST       25.0  /* times the share that is missing */
#define LADDER_COST      8.0  /* HD-3: times how far the size is off its span's range */
#define PARTIAL_COST     3.0  /* a head over all columns but the last, where text stands beside it */
#define SECOND_LINE_COST 1.0  /* a headline of two lines over three columns and more */
#define LEGS_LEAST       7    /* rows of text below a head … */
#define LEGS_HARD        5    /* PG-6, PG-11: never under this */
#define LEGS_COST        3.0  /* … each row short of it */
#define COLUMN_MOST     35    /* PG-11: lines of one column without a break */
#define COLUMN_COST     12.0
#define TALL_RATIO       2.2  /* depth over width, both on paper */
#define TALL_COST        6.0
#define WIDTH_COST       5.0  /* a column wider or narrower than the rank wants */
#define FIGURE_LEAST     0.12 /* PG-10: share of the slot that its figures take */
#define FIGURE_MOST      0.45
#define FIGURE_COST     40.0  /* times the share off these */
#define PPI_COST        10.0  /* PP-10: a picture under the pixels an inch that are wanted, beside … */
#define PPI_SHARE_COST  30.0  /* … times the share that is missing */
#define PPI_NEEDED_COST 30.0  /* one that the press does not take */
#define LEAF_MOST       60.0  /* dearer ways are left out */
/* clang-format on */

/* HD-3: sizes of main heads by span, for a page of 8 columns; others in proportion. */
static const struct {
    int columns; /* up to so many of 8 */
    double least, most;
} ladder[] = {{1, 14, 18}, {2, 22, 28}, {3, 28, 36}, {5, 36, 48}, {8, 44, 72}};

/* PG-9, PG-14: widths by rank, as shares of the page. */
static const struct {
    double least, most;
} widths[BX_N_RANKS] = {
    [BX_RANK_LEAD] = {0.6, 1.0},
    [BX_RANK_SECOND] = {0.38, 0.8},
    [BX_RANK_NEWS] = {0.2, 0.62},
    [BX_RANK_BRIEF] = {0.1, 0.42},
};

typedef struct {
    const BxMeasured *measured;
    int page_columns;
    BxLeaf leaf; /* in the making */
    GArray *leaves;
    guint first; /* leaves of this story and width begin here */
    const GArray *refused;
    bool is_all, is_stretched;
} Leafing;

static BxTenths
tenths(double cost)
{
    return (BxTenths)lround(MIN(cost, BX_TENTHS_NONE / 10.0) * 10);
}

/* ---- costs ---- */

static double
head_cost(const Leafing *leafing)
{
    const BxLeaf *leaf = &leafing->leaf;
    const BxMeasuredHead *head = &leafing->measured->heads[leaf->head][leaf->head_columns];
    double cost = head->is_overlong ? LEAF_MOST : 0;
    if (head->fill < FILL_LEAST && head->n_lines == 1)
        cost += FILL_COST * (FILL_LEAST - head->fill);
    if (head->n_lines > 1 && leaf->head_columns >= 3)
        cost += SECOND_LINE_COST * (head->n_lines - 1);
    double of_eight = 8.0 * leaf->head_columns / leafing->page_columns;
    for (size_t i = 0; i < G_N_ELEMENTS(ladder); i++)
        if (of_eight <= ladder[i].columns + 0.01) {
            double off = MAX(ladder[i].least / MAX(1, head->size), head->size / ladder[i].most);
            cost += off > 1 ? LADDER_COST * (off - 1) : 0;
            break;
        }
    return cost;
}

static double
rank_cost(const Leafing *leafing)
{
    double share = (double)leafing->leaf.columns / leafing->page_columns;
    double one = 1.0 / leafing->page_columns;
    double least = widths[leafing->measured->rank].least,
           most = widths[leafing->measured->rank].most;
    double off = MAX(least - share, share - MAX(most, one)) / one;
    return off > 0.01 ? WIDTH_COST * off : 0;
}

static double
shape_cost(const Leafing *leafing)
{
    const BxLeaf *leaf = &leafing->leaf;
    int legs = leaf->rows - leaf->head_rows;
    double cost = legs < LEGS_LEAST ? LEGS_COST * (LEGS_LEAST - legs) : 0;
    bool is_broken = leafing->measured->has_crosshead || leafing->measured->n_figures > 0;
    if (leaf->columns == 1 && legs > COLUMN_MOST && !is_broken)
        cost += COLUMN_COST;
    /* a basic column is about 14 rows wide on paper, whatever the grid */
    double ratio = leaf->rows / (14.0 * leaf->columns);
    cost += ratio > TALL_RATIO ? TALL_COST * (ratio - TALL_RATIO) : 0;
    return cost;
}

/* PP-10: a picture deeper than it comes is scaled up, and cut at its sides. */
static double
ppi_cost(const Leafing *leafing, int figure)
{
    const BxLeaf *leaf = &leafing->leaf;
    int columns = leaf->figure_columns[figure];
    double rows = leaf->figure_rows[figure].end - leaf->figure_rows[figure].start;
    double scale = rows / leafing->measured->figure_rows[figure][columns];
    double ppi = leafing->measured->figure_ppi[figure][columns] / MAX(1, scale);
    if (ppi <= 0 || ppi >= BX_PPI_WANTED)
        return 0;
    return PPI_COST + PPI_SHARE_COST * (BX_PPI_WANTED - ppi) / BX_PPI_WANTED
           + (ppi < BX_PPI_NEEDED ? PPI_NEEDED_COST : 0);
}

static double
figure_cost(const Leafing *leafing)
{
    const BxLeaf *leaf = &leafing->leaf;
    double cells = 0, cost = 0;
    for (int i = 0; i < leafing->measured->n_figures; i++)
        cost += ppi_cost(leafing, i);
    for (int i = 0; i < leafing->measured->n_figures; i++)
        cells += leaf->figure_columns[i] * (leaf->figure_rows[i].end - leaf->figure_rows[i].start);
    double share = cells / (leaf->columns * leaf->rows);
    if (cells <= 0)
        return 0;
    return cost + FIGURE_COST * (MAX(0, FIGURE_LEAST - share) + MAX(0, share - FIGURE_MOST));
}

/* ---- edges ---- */

static void
find_edges(BxLeaf *leaf, int n_figures)
{
    const BxRows none = {0, 0}, head = {0, leaf->head_rows};
    leaf->head_left = head;
    leaf->head_right = leaf->head_columns == leaf->columns ? head : none;
    leaf->figure_left = leaf->figure_right = none;
    for (int i = n_figures - 1; i >= 0; i--) {
        if (leaf->figure_first[i] == 0)
            leaf->figure_left = leaf->figure_rows[i];
        if (leaf->figure_first[i] + leaf->figure_columns[i] == leaf->columns)
            leaf->figure_right = leaf->figure_rows[i];
    }
}

static bool
covers(BxRows a, BxRows b)
{
    return b.start == b.end || (a.start <= b.start && b.end <= a.end);
}

/* Whether b is of no use beside a: it is dearer, and shows its neighbours all that a does. */
static bool
beats(const BxLeaf *a, const BxLeaf *b)
{
    return a->rows == b->rows && a->head == b->head && a->head_columns == b->head_columns
           && a->cost <= b->cost && a->head_left.end <= b->head_left.end
           && covers(b->figure_left, a->figure_left) && covers(b->figure_right, a->figure_right);
}

bool
bx_leaf_equal(const BxLeaf *a, const BxLeaf *b)
{
    bool is_equal = a->story == b->story && a->columns == b->columns && a->rows == b->rows
                    && a->head == b->head && a->head_columns == b->head_columns
                    && a->head_rows == b->head_rows && a->place == b->place;
    for (int i = 0; i < BX_MAKEUP_FIGURES_MOST; i++)
        is_equal &= a->figure_columns[i] == b->figure_columns[i]
                    && a->figure_first[i] == b->figure_first[i]
                    && a->figure_rows[i].start == b->figure_rows[i].start
                    && a->figure_rows[i].end == b->figure_rows[i].end;
    return is_equal;
}

static bool
is_refused(const Leafing *leafing)
{
    for (guint i = 0; leafing->refused && i < leafing->refused->len; i++)
        if (bx_leaf_equal(&g_array_index(leafing->refused, BxLeaf, i), &leafing->leaf))
            return true;
    return false;
}

static bool
is_beaten(const Leafing *leafing)
{
    for (guint i = leafing->first; i < leafing->leaves->len; i++)
        if (beats(&g_array_index(leafing->leaves, BxLeaf, i), &leafing->leaf))
            return true;
    return false;
}

static void
remove_beaten(const Leafing *leafing)
{
    for (guint i = leafing->leaves->len; i-- > leafing->first;)
        if (beats(&leafing->leaf, &g_array_index(leafing->leaves, BxLeaf, i)))
            g_array_remove_index_fast(leafing->leaves, i);
}

static void
add_leaf(Leafing *leafing)
{
    BxLeaf *leaf = &leafing->leaf;
    leaf->cost = 0;
    for (int i = 0; i < BX_N_LEAF_COSTS; i++)
        leaf->cost += leaf->costs[i];
    if (leaf->cost > tenths(LEAF_MOST))
        return;
    find_edges(leaf, leafing->measured->n_figures);
    if (!leafing->is_all) {
        if (is_beaten(leafing) || is_refused(leafing))
            return;
        remove_beaten(leafing);
    }
    g_array_append_val(leafing->leaves, *leaf);
}

/* ---- text ---- */

/* What the text costs in so many line slots: the number of lines is the one that copyfitting will choose. A
 * row may stay empty in all columns, no more (PG-8). */
static double
text_cost(const Leafing *leafing, int n_slots, int *n_lines)
{
    const BxMeasured *measured = leafing->measured;
    double least = BX_OVERSET_COST;
    *n_lines = -1;
    for (guint i = 0; i < measured->costs->len && measured->least + (int)i <= n_slots; i++) {
        int lines = measured->least + (int)i;
        double cost = g_array_index(measured->costs, double, i) + bx_cost_of_short(n_slots - lines);
        if (cost < least) {
            least = cost;
            *n_lines = lines;
        }
    }
    if (*n_lines < 0 || n_slots - *n_lines > leafing->leaf.columns)
        return BX_TENTHS_NONE;
    return FIT_SHARE * least;
}

/* Line slots of the rectangle: what head and figures leave, and not the row above a figure at the foot. */
static int
count_slots(const BxLeaf *leaf, int n_figures)
{
    int n = leaf->columns * leaf->rows - leaf->head_columns * leaf->head_rows;
    for (int i = 0; i < n_figures; i++) {
        int rows = leaf->figure_rows[i].end - leaf->figure_rows[i].start;
        bool is_at_foot = i > 0;
        n -= leaf->figure_columns[i] * (rows + is_at_foot);
    }
    return n;
}

static void
try_rows(Leafing *leafing)
{
    BxLeaf *leaf = &leafing->leaf;
    leaf->n_slots = count_slots(leaf, leafing->measured->n_figures);
    leaf->costs[BX_LEAF_FIT] = tenths(text_cost(leafing, leaf->n_slots, &leaf->n_lines));
    if (leaf->costs[BX_LEAF_FIT] >= tenths(LEAF_MOST))
        return;
    leaf->costs[BX_LEAF_SHAPE] = tenths(shape_cost(leafing));
    leaf->costs[BX_LEAF_FIGURE] = tenths(figure_cost(leafing));
    add_leaf(leafing);
}

/* ---- figures ---- */

/* Figures after the first stand side by side at the foot, one column each, from the right. */
static bool
place_others(Leafing *leafing)
{
    BxLeaf *leaf = &leafing->leaf;
    for (int i = 1; i < leafing->measured->n_figures; i++) {
        int rows = leafing->measured->figure_rows[i][1];
        leaf->figure_columns[i] = 1;
        leaf->figure_first[i] = leaf->columns - i;
        leaf->figure_rows[i] = (BxRows){leaf->rows - rows, leaf->rows};
        int above = MAX(leaf->head_rows, leaf->figure_rows[0].end);
        if (leaf->figure_first[i] < 0 || leaf->figure_rows[i].start < above + LEGS_HARD)
            return false;
    }
    return true;
}

static int
first_column(const BxLeaf *leaf, int columns)
{
    return leaf->place == BX_FIGURE_AT_MIDDLE ? (leaf->columns - columns) / 2
                                              : leaf->columns - columns;
}

/* All depths at which the first figure has so many rows. */
static void
try_depths(Leafing *leafing, int rows, int figure_rows)
{
    BxLeaf *leaf = &leafing->leaf;
    for (leaf->rows = leaf->head_rows + LEGS_HARD; leaf->rows <= rows; leaf->rows++) {
        if (leafing->measured->n_figures > 0) {
            int top = leaf->place == BX_FIGURE_BESIDE_HEAD ? 0 : leaf->head_rows;
            leaf->figure_rows[0] = (BxRows){top, top + figure_rows};
            bool is_full = leaf->figure_columns[0] == leaf->columns;
            if (leaf->figure_rows[0].end + (is_full ? LEGS_HARD : 0) > leaf->rows
                || !place_others(leafing))
                continue;
        }
        int slots = count_slots(leaf, leafing->measured->n_figures);
        if (slots >= leafing->measured->least + (int)leafing->measured->costs->len + leaf->columns)
            break; /* deeper rectangles only have more */
        try_rows(leafing);
    }
}

static void
try_figure_rows(Leafing *leafing, int rows)
{
    BxLeaf *leaf = &leafing->leaf;
    int natural = leafing->measured->figure_rows[0][leaf->figure_columns[0]];
    double share = leafing->measured->may_crop[0] ? CROP_MOST : 0,
           more = share > 0 && leafing->is_stretched ? STRETCH_MOST : share;
    int last = natural + (int)(natural * more);
    for (int n = MAX(3, natural - (int)(natural * share)); n <= last; n++) {
        /* text must not begin beside a head that is deeper than the figure next to it */
        if (leaf->place == BX_FIGURE_BESIDE_HEAD && n < leaf->head_rows)
            continue;
        double off = (double)(n - natural) / natural;
        leaf->costs[BX_LEAF_CROP] = tenths(CROP_COST * off * off * 10);
        try_depths(leafing, rows, n);
    }
}

static void
try_head(Leafing *leafing, int head_columns, int rows)
{
    BxLeaf *leaf = &leafing->leaf;
    const BxMeasuredHead *head = &leafing->measured->heads[leaf->head][head_columns];
    leaf->head_columns = head_columns;
    bool is_partial = head_columns < leaf->columns && leafing->measured->n_figures == 0;
    double cost = head_cost(leafing) + (is_partial ? PARTIAL_COST : 0);
    int most = leafing->is_stretched ? BLANK_STRETCHED : BLANK_MOST;
    for (int blank = 0; blank <= most; blank++) {
        leaf->head_rows = head->rows + blank;
        leaf->costs[BX_LEAF_HEAD] = tenths(cost + BLANK_COST * blank);
        if (leafing->measured->n_figures == 0)
            try_depths(leafing, rows, 0);
        else
            try_figure_rows(leafing, rows);
    }
}

static void
try_figure(Leafing *leafing, int columns, int rows)
{
    BxLeaf *leaf = &leafing->leaf;
    static const BxFigurePlace places[] = {BX_FIGURE_AT_RIGHT, BX_FIGURE_AT_MIDDLE,
                                           BX_FIGURE_BESIDE_HEAD};
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        int beside = leaf->columns - columns;
        bool is_middle = places[i] == BX_FIGURE_AT_MIDDLE;
        if ((is_middle && (beside % 2 || beside == 0))
            || (places[i] == BX_FIGURE_BESIDE_HEAD && beside == 0))
            continue;
        leaf->place = places[i];
        leaf->figure_columns[0] = columns;
        leaf->figure_first[0] = first_column(leaf, columns);
        try_head(leafing, places[i] == BX_FIGURE_BESIDE_HEAD ? beside : leaf->columns, rows);
    }
}

static void
find_leaves(Leafing *leafing, int rows)
{
    const BxMeasured *measured = leafing->measured;
    int columns = leafing->leaf.columns;
    leafing->leaf.costs[BX_LEAF_RANK] = tenths(rank_cost(leafing));
    for (int h = 0; h < measured->n_heads; h++) {
        leafing->leaf.head = h;
        for (int k = MAX(1, columns - 1); measured->n_figures == 0 && k <= columns; k++)
            try_head(leafing, k, rows);
        for (int c = 1; measured->n_figures > 0 && c <= columns; c++)
            try_figure(leafing, c, rows);
    }
}

void
bx_find_leaves(const BxMeasured *measured, int story, int columns, int rows, int page_columns,
               bool is_stretched, const GArray *refused, GArray *leaves)
{
    Leafing leafing = {.measured = measured,
                       .page_columns = page_columns,
                       .leaf = {.story = story, .columns = columns},
                       .leaves = leaves,
                       .first = leaves->len,
                       .is_stretched = is_stretched,
                       .refused = refused};
    find_leaves(&leafing, rows);
}

void
bx_find_all_leaves(const BxMeasured *measured, int story, int columns, int rows, int page_columns,
                   bool is_stretched, GArray *leaves)
{
    Leafing leafing = {.measured = measured,
                       .page_columns = page_columns,
                       .leaf = {.story = story, .columns = columns},
                       .leaves = leaves,
                       .is_stretched = is_stretched,
                       .is_all = true};
    find_leaves(&leafing, rows);
}
