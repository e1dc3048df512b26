/* SPDX-License-Identifier: Apache-2.0 */
/* Fitting a story into its slots: of the depths that the layout leaves open (figures, head) and of the ways
 * of its paragraphs the choice that fills the slots at the least cost (PA-8, PA-9). */

#include "text/composing.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* clang-format off */
/* Costs in units of JU-10, as in copyfit.c. */
#define FIGURE_COST      6.0 /* PA-9 ③: a figure one row off its natural depth; grows by the power 1.5 */
#define HEAD_COST       10.0 /* a head block a row deeper than it needs */
#define UNLEVEL_COST    30.0 /* PA-8: a line that the last column is short of the others, beside what copyfit.c says of it */
#define STEP_COST       25.0 /* PA-8: columns one row apart */
#define HOLE_COST       10.0 /* PG-8: a line left empty at the end, beside what copyfit.c says of it */
/* clang-format on */
/* Levels tried below the natural one. */
#define LEVELS_LESS 3
/* Choices of depths that are tried at most, those nearest to natural first. */
#define CHOICES_MOST 2000

/* ---- slots ---- */

/* EL-7: jump lines have the last slot of a part before the jump and the first one after it. */
static void
reserve_jumps(const BxGalley *galley)
{
    const GArray *slots = galley->composed->slots;
    for (guint i = 0; i < galley->items->len; i++) {
        BxFlowItem *item = g_ptr_array_index(galley->items, i);
        item->at_slot = -1;
        for (guint k = 0; item->jump_part >= 0 && k < slots->len; k++)
            if (g_array_index(slots, BxLineSlot, k).part == item->jump_part
                && (item->at_slot < 0 || !item->is_start))
                item->at_slot = (int)k;
    }
}

void
bx_galley_find_slots(BxGalley *galley, int level)
{
    GArray *slots = galley->composed->slots;
    int n_parts = (int)galley->story_plan->parts->len;
    g_array_set_size(slots, 0);
    for (int p = 0; p < n_parts; p++) {
        BxPartFit *fit = bx_galley_fit(galley, p);
        guint before = slots->len;
        BxDepths depths = bx_part_depths(fit);
        depths.level = p + 1 == n_parts ? level : 0;
        bx_part_line_slots(galley->plan, bx_galley_part(galley, p), p, &depths, slots);
        fit->n_slots = (int)(slots->len - before);
    }
    reserve_jumps(galley);
}

static void
pour(BxGalley *galley, int level, BxFlowResult *result)
{
    bx_galley_find_slots(galley, level);
    bx_flow(galley->items, galley->composed->slots, bx_galley_part(galley, 0)->is_vertical, result);
}

/* ---- depths that are open ---- */

/* A depth that may be chosen. */
typedef struct {
    BxPartFit *fit;
    int figure; /* −1: the head */
    BxRange range;
    int natural;
} Freedom;

typedef struct {
    BxGalley *galley;
    GArray *freedoms; /* Freedom */
} Fitting;

static void
set_depth(const Fitting *fitting, const Freedom *freedom, int rows)
{
    (void)fitting;
    if (freedom->figure < 0) {
        freedom->fit->head_rows = rows;
        return;
    }
    freedom->fit->depths[freedom->figure].rows = rows;
}

static double
cost_of_depth(const Freedom *freedom, int rows)
{
    int off = ABS(rows - freedom->natural);
    return freedom->figure < 0 ? HEAD_COST * off : FIGURE_COST * off * sqrt(off);
}

static void
add_freedom(Fitting *fitting, BxPartFit *fit, int figure, BxRange range, int natural)
{
    Freedom freedom = {fit, figure, range, natural};
    if (range.least < range.most)
        g_array_append_val(fitting->freedoms, freedom);
}

static void
find_freedoms(Fitting *fitting)
{
    BxGalley *galley = fitting->galley;
    for (guint p = 0; p < galley->story_plan->parts->len; p++) {
        const BxPart *part = bx_galley_part(galley, (int)p);
        BxPartFit *fit = bx_galley_fit(galley, (int)p);
        BxRange head = part->slot->head_lines;
        if (fit->head_rows > 0 && !part->is_continuation)
            add_freedom(fitting, fit, -1,
                        (BxRange){MAX(head.least, MIN(fit->head_natural, head.most)), head.most},
                        fit->head_natural);
        for (guint i = 0; i < part->figures->len; i++) {
            const BxFigurePlan *figure = g_ptr_array_index(part->figures, i);
            add_freedom(fitting, fit, (int)i, figure->rows, fit->depths[i].rows);
        }
    }
}

/* One choice of all depths. */
typedef struct {
    double cost;
    int index; /* mixed number over the ranges: the digit of each freedom is rows over its least */
} Choice;

static int
digit_of(const Fitting *fitting, int *index, guint i)
{
    const BxRange *range = &g_array_index(fitting->freedoms, Freedom, i).range;
    int n = range->most - range->least + 1, digit = *index % n;
    *index /= n;
    return range->least + digit;
}

static int
compare_choices(const void *a, const void *b)
{
    const Choice *one = a, *other = b;
    return one->cost != other->cost ? (one->cost < other->cost ? -1 : 1)
                                    : one->index - other->index;
}

/* All choices, the nearest to natural first; where they are too many the ranges are narrowed about what
 * is natural, the widest first. */
static GArray *
find_choices(const Fitting *fitting)
{
    double n = 1;
    for (guint i = 0; i < fitting->freedoms->len; i++) {
        const Freedom *freedom = &g_array_index(fitting->freedoms, Freedom, i);
        n *= freedom->range.most - freedom->range.least + 1;
    }
    while (n > CHOICES_MOST) {
        Freedom *widest = &g_array_index(fitting->freedoms, Freedom, 0);
        for (guint i = 1; i < fitting->freedoms->len; i++) {
            Freedom *freedom = &g_array_index(fitting->freedoms, Freedom, i);
            if (freedom->range.most - freedom->range.least
                > widest->range.most - widest->range.least)
                widest = freedom;
        }
        int width = widest->range.most - widest->range.least + 1;
        bool is_top_far =
            widest->range.most - widest->natural > widest->natural - widest->range.least;
        widest->range.most -= is_top_far;
        widest->range.least += !is_top_far;
        n *= (width - 1.0) / width;
    }
    GArray *choices = g_array_new(FALSE, FALSE, sizeof(Choice));
    for (int k = 0; k < (int)lround(n); k++) {
        Choice choice = {0, k};
        int index = k;
        for (guint i = 0; i < fitting->freedoms->len; i++) {
            int rows = digit_of(fitting, &index, i);
            choice.cost += cost_of_depth(&g_array_index(fitting->freedoms, Freedom, i), rows);
        }
        g_array_append_val(choices, choice);
    }
    qsort(choices->data, choices->len, sizeof(Choice), compare_choices);
    return choices;
}

static void
take_choice(const Fitting *fitting, const Choice *choice)
{
    int index = choice->index;
    for (guint i = 0; i < fitting->freedoms->len; i++)
        set_depth(fitting, &g_array_index(fitting->freedoms, Freedom, i),
                  digit_of(fitting, &index, i));
}

static int
n_short(const BxGalley *galley, const BxFlowResult *result)
{
    return (int)galley->composed->slots->len - result->n_used;
}

/* The cheapest choice; its depths are set. Choices are tried from the nearest on, until even a perfect
 * fit would cost more than the best. */
static double
choose_depths(Fitting *fitting, BxFlowResult *result)
{
    g_autoptr(GArray) choices = find_choices(fitting);
    int best = -1;
    double best_cost = 0;
    for (guint k = 0; k < choices->len; k++) {
        const Choice *choice = &g_array_index(choices, Choice, k);
        if (best >= 0 && choice->cost >= best_cost)
            break;
        take_choice(fitting, choice);
        pour(fitting->galley, 0, result);
        double cost = choice->cost + result->cost + HOLE_COST * n_short(fitting->galley, result);
        if (best < 0 || cost < best_cost) {
            best = (int)k;
            best_cost = cost;
        }
    }
    take_choice(fitting, &g_array_index(choices, Choice, best));
    pour(fitting->galley, 0, result);
    return g_array_index(choices, Choice, best).cost;
}

/* ---- level columns ---- */

/* Lines and rows of the body as it comes by nature. */
static int
natural_lines(const BxGalley *galley)
{
    int n = 0;
    for (guint i = 0; i < galley->items->len; i++) {
        const BxFlowItem *item = g_ptr_array_index(galley->items, i);
        if (item->jump_part >= 0)
            n += 1;
        else if (item->rows > 0)
            n += MAX(item->rows, item->n_natural);
        else
            n += item->n_natural - item->shares_line;
    }
    return n;
}

/* The least level of the last part at which all parts have `lines` slots. */
static int
level_for(BxGalley *galley, int lines, int most)
{
    int low = 1, high = most;
    while (low < high) {
        int middle = (low + high) / 2;
        bx_galley_find_slots(galley, middle);
        if ((int)galley->composed->slots->len >= lines)
            high = middle;
        else
            low = middle + 1;
    }
    return high;
}

/* PA-8: where the text is short, the last part's columns end level, at most one row apart, and what is left over is
 * under all of them. Of the levels about the natural one the cheapest is taken: a line less is squeezed out of the
 * text, a line more put into it, or it is left empty. What must stay together may need more: then it is the next
 * level at which there is a way. */
static void
level(BxGalley *galley, BxFlowResult *result)
{
    int n_parts = (int)galley->story_plan->parts->len;
    const BxPart *last = bx_galley_part(galley, n_parts - 1);
    int n_legs = (int)last->legs->len, most = last->n_rows * n_legs;
    if (!last->slot->balance || result->overset_lines > 0 || n_legs < 2)
        return;
    int best = 0, all = (int)galley->composed->slots->len, n_unused = n_short(galley, result);
    double best_cost =
        n_unused < n_legs ? result->cost + (BX_EMPTY_COST + UNLEVEL_COST) * n_unused : G_MAXDOUBLE;
    int natural = level_for(galley, natural_lines(galley), most), end = natural + n_legs;
    bool is_found = false;
    for (int at = MAX(1, natural - LEVELS_LESS); at < most && (at <= end || !is_found); at++) {
        BxFlowResult trial;
        pour(galley, at, &trial);
        if (trial.overset_lines > 0)
            continue;
        if (!is_found)
            end = MAX(end, at + n_legs);
        is_found = true;
        n_unused = n_short(galley, &trial);
        double cost = trial.cost + UNLEVEL_COST * n_unused + (at % n_legs > 0 ? STEP_COST : 0)
                      + BX_EMPTY_COST * (all - (int)galley->composed->slots->len + n_unused);
        if (cost < best_cost) {
            best = at;
            best_cost = cost;
        }
    }
    pour(galley, best, result);
}

int
bx_galley_fit_slots(BxGalley *galley, BxFlowResult *result)
{
    g_autoptr(GArray) freedoms = g_array_new(FALSE, FALSE, sizeof(Freedom));
    Fitting fitting = {galley, freedoms};
    find_freedoms(&fitting);
    double depths = choose_depths(&fitting, result);
    int capacity = (int)galley->composed->slots->len;
    level(galley, result);
    galley->composed->fit_cost = depths + result->cost;
    return capacity;
}

/* ---- open depths ---- */

/* Rows below and above the natural depth that are tried. */
#define DEPTHS_LESS 4
#define DEPTHS_MORE 8

/* The least rows of a part at which it has `lines` slots. */
static int
rows_for(BxGalley *galley, BxPartFit *fit, int lines, int most)
{
    int low = 1, high = most;
    while (low < high) {
        fit->n_rows = (low + high) / 2;
        bx_galley_find_slots(galley, 0);
        if ((int)galley->composed->slots->len >= lines)
            high = fit->n_rows;
        else
            low = fit->n_rows + 1;
    }
    return high;
}

void
bx_galley_depth_costs(BxGalley *galley, BxDepthCosts *costs)
{
    const BxPart *part = galley->story_plan->parts->len ? bx_galley_part(galley, 0) : NULL;
    if (!part || !part->is_auto)
        return;
    g_autoptr(GArray) freedoms = g_array_new(FALSE, FALSE, sizeof(Freedom));
    Fitting fitting = {galley, freedoms};
    BxPartFit *fit = bx_galley_fit(galley, 0);
    BxFlowResult result;
    find_freedoms(&fitting);
    pour(galley, 0, &result); /* for the natural lines of the paragraphs */
    int most = part->rows.count, natural = rows_for(galley, fit, natural_lines(galley), most);
    costs->least = MAX(1, natural - DEPTHS_LESS);
    costs->costs = g_array_new(FALSE, FALSE, sizeof(double));
    for (int rows = costs->least; rows <= MIN(most, natural + DEPTHS_MORE); rows++) {
        fit->n_rows = rows;
        double cost = choose_depths(&fitting, &result) + result.cost
                      + BX_EMPTY_COST * n_short(galley, &result);
        g_array_append_val(costs->costs, cost);
    }
    for (guint i = 0; i < freedoms->len; i++) /* as it was: the depth is not chosen here */
        set_depth(&fitting, &g_array_index(freedoms, Freedom, i),
                  g_array_index(freedoms, Freedom, i).natural);
    fit->n_rows = 0;
}
