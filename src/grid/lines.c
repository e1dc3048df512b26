/* SPDX-License-Identifier: Apache-2.0 */
/* Line slots: where lines of text can stand in a part, beside its head, its figures and the slots that
 * lie inside it (GR-2, GR-5). */

#include "grid/plan.h"

#include <math.h>

/* Beside a figure that leaves part of a leg free, text stands at this distance … */
#define WRAP_DISTANCE_EM 1.0
/* … and only if this much is left. */
#define WRAP_MIN_EM 7.0
/* Text ends this many rows above a figure, and stays so far from a slot inside its own. */
#define BLANK_ROWS 1

double
bx_part_line_x(const BxPart *part, const BxPagePlan *page, int row)
{
    return part->x + part->width - row * page->pitch - page->em / 2;
}

static bool
overlap(double a0, double a1, double b0, double b1)
{
    return a0 < b1 - BX_EPS_PT && b0 < a1 - BX_EPS_PT;
}

/* ---- rows of figures ---- */

static int
rows_in_use(const BxPart *part, const BxDepths *depths)
{
    return depths->n_rows > 0 ? MAX(1, depths->n_rows - part->box_rows) : part->n_page_rows;
}

static bool
is_under_head(const BxPart *part, double x0, double x1)
{
    return !part->is_vertical && overlap(x0, x1, part->head_x, part->head_x + part->head_width);
}

static int
own_row(const BxPart *part, int index, const BxDepths *depths)
{
    const BxFigurePlan *figure = g_ptr_array_index(part->figures, index);
    if (figure->first_row >= 0)
        return figure->first_row;
    const BxPartArea *area = &g_array_index(part->areas, BxPartArea, figure->area);
    bool is_under = area->first_row + area->above == part->page_row
                    && is_under_head(part, figure->x, figure->x + figure->width);
    int head = is_under ? depths->head_rows : 0;
    int most = part->areas->len == 1 ? rows_in_use(part, depths)
                                     : area->n_rows - area->above - area->below;
    int spare = most - head - depths->figures[index].rows;
    return area->first_row + area->above + head + (int)lround(figure->share * MAX(0, spare));
}

static bool
meet(const BxPart *part, const int *rows, const BxDepths *depths, int a, int b)
{
    const BxFigurePlan *one = g_ptr_array_index(part->figures, a),
                       *other = g_ptr_array_index(part->figures, b);
    return overlap(one->x, one->x + one->width, other->x, other->x + other->width)
           && rows[a] < rows[b] + depths->figures[b].rows
           && rows[b] < rows[a] + depths->figures[a].rows;
}

int
bx_figure_row(const BxPart *part, int figure, const BxDepths *depths)
{
    g_autofree int *rows = g_new(int, figure + 1);
    for (int i = 0; i <= figure; i++) {
        const BxFigurePlan *plan = g_ptr_array_index(part->figures, i);
        rows[i] = own_row(part, i, depths);
        bool is_free = plan->first_row < 0;
        for (int k = 0; is_free && k < i; k++) /* those placed before stay where they are */
            if (meet(part, rows, depths, i, k)) {
                bool goes_up = plan->share > 0.75;
                rows[i] =
                    goes_up ? rows[k] - depths->figures[i].rows : rows[k] + depths->figures[k].rows;
                k = -1; /* it moves one way only: those that it left behind it meets no more */
            }
    }
    return rows[figure];
}

/* ---- what is in the way ---- */

/* Part of a leg that is free in one row: [x0, x1). */
typedef struct {
    double x0, x1;
} Free;

static void
block(Free *free, double x0, double x1, double distance)
{
    if (!overlap(free->x0, free->x1, x0, x1))
        return;
    double left = x0 - distance - free->x0, right = free->x1 - (x1 + distance);
    if (left >= right)
        free->x1 = MAX(free->x0, x0 - distance);
    else
        free->x0 = MIN(free->x1, x1 + distance);
}

/* A thing as the lines of its part meet it: rows that it stops, and its extent along them. */
typedef struct {
    int first, end; /* rows */
    double x0, x1;
    const BxFigurePlan *outlined; /* NULL: it is a rectangle */
    BxRect outline;               /* that its corners are shares of */
    bool has_texts;               /* under it: beside them … */
    double texts_y;               /* … from here on it is a rectangle again */
} Obstacle;

typedef struct {
    const BxPagePlan *page;
    const BxPart *part;
    const BxDepths *depths;
    GArray *obstacles; /* Obstacle */
} Lines;

/* In a vertical part rows of text run across: a rectangle of the page as its rows meet it. */
static Obstacle
turned_obstacle(const Lines *lines, double x, double width, int row, int n_rows)
{
    const BxPagePlan *page = lines->page;
    double right = lines->part->x + lines->part->width, near = right - x - width, far = right - x;
    double blank = page->pitch - page->em;
    return (Obstacle){.first = (int)floor((near - blank) / page->pitch + 1e-6),
                      .end = (int)ceil((far + blank) / page->pitch - 1e-6),
                      .x0 = bx_page_row_y(page, row),
                      .x1 = bx_page_row_y(page, row) + bx_page_rows_height(page, n_rows)};
}

/* What the text runs round, as it will be printed. */
static void
outline_figure(const Lines *lines, int index, int row, Obstacle *obstacle)
{
    const BxFigurePlan *figure = g_ptr_array_index(lines->part->figures, index);
    const BxFigureDepth *depth = &lines->depths->figures[index];
    double top = bx_page_row_y(lines->page, row);
    double bottom = bx_figure_bottom(lines->part, lines->page, row, depth->rows) - depth->texts;
    obstacle->outlined = figure;
    obstacle->outline = (BxRect){figure->x, top, figure->width, MAX(0, bottom - top)};
    obstacle->has_texts = depth->texts > 0;
    obstacle->texts_y = bottom;
    if (figure->figure->pictures->len == 1)
        obstacle->outline =
            bx_picture_rect(obstacle->outline, g_ptr_array_index(figure->figure->pictures, 0));
}

static void
add_figure(Lines *lines, int index)
{
    const BxPart *part = lines->part;
    const BxFigurePlan *figure = g_ptr_array_index(part->figures, index);
    int row = bx_figure_row(part, index, lines->depths), n = lines->depths->figures[index].rows;
    Obstacle obstacle;
    if (part->is_vertical) {
        obstacle = turned_obstacle(lines, figure->x, figure->width, row, n);
    } else {
        bool is_outlined = figure->figure->place.outline != NULL;
        bool has_text_above =
            row > part->first_row && row > part->first_row + lines->depths->head_rows;
        obstacle = (Obstacle){.first = row - (has_text_above && !is_outlined ? BLANK_ROWS : 0),
                              .end = row + n,
                              .x0 = figure->x,
                              .x1 = figure->x + figure->width};
        if (is_outlined)
            outline_figure(lines, index, row, &obstacle);
    }
    g_array_append_val(lines->obstacles, obstacle);
}

static void
add_hole(Lines *lines, const BxHole *hole)
{
    const BxPart *part = lines->part;
    Obstacle obstacle = {.first = hole->first_row - BLANK_ROWS,
                         .end = hole->first_row + hole->n_rows + BLANK_ROWS,
                         .x0 = hole->x,
                         .x1 = hole->x + hole->width};
    if (part->is_vertical)
        obstacle = turned_obstacle(lines, hole->x, hole->width, hole->first_row - BLANK_ROWS,
                                   hole->n_rows + 2 * BLANK_ROWS);
    g_array_append_val(lines->obstacles, obstacle);
}

/* Extent of an outline between two heights; false where it has none there. */
static bool
outline_extent(const Obstacle *obstacle, double y0, double y1, double *x0, double *x1)
{
    const BxRect *rect = &obstacle->outline;
    const GArray *corners = obstacle->outlined->figure->place.outline;
    *x0 = G_MAXDOUBLE;
    *x1 = -G_MAXDOUBLE;
    for (guint i = 0; i < corners->len; i++) {
        const BxShare *from = &g_array_index(corners, BxShare, i),
                      *to = &g_array_index(corners, BxShare, (i + 1) % corners->len);
        double ya = rect->y + from->y * rect->height, yb = rect->y + to->y * rect->height;
        double xa = rect->x + from->x * rect->width, xb = rect->x + to->x * rect->width;
        double low = MAX(MIN(ya, yb), y0), high = MIN(MAX(ya, yb), y1);
        if (low > high)
            continue;
        double slope = fabs(yb - ya) < BX_EPS_PT ? 0 : (xb - xa) / (yb - ya);
        double at_low = slope != 0 ? xa + (low - ya) * slope : xa,
               at_high = slope != 0 ? xa + (high - ya) * slope : xb;
        *x0 = MIN(*x0, MIN(at_low, at_high));
        *x1 = MAX(*x1, MAX(at_low, at_high));
    }
    return *x0 <= *x1;
}

static double
distance_of(const Lines *lines, const BxFigurePlan *figure)
{
    BxLength distance = figure->figure->place.distance;
    return distance.value < 0 ? WRAP_DISTANCE_EM * lines->page->em
                              : bx_length_pt(distance, lines->page->em, lines->page->pitch);
}

static void
block_outline(const Lines *lines, const Obstacle *obstacle, int row, Free *free)
{
    double distance = distance_of(lines, obstacle->outlined);
    double y = bx_page_row_y(lines->page, row), x0, x1;
    if (obstacle->has_texts && y + lines->page->em > obstacle->texts_y + BX_EPS_PT)
        block(free, obstacle->x0, obstacle->x1, distance);
    else if (outline_extent(obstacle, y - distance, y + lines->page->em + distance, &x0, &x1))
        block(free, x0, x1, distance);
}

/* Whether some area of the part holds a leg's row. */
static bool
is_in_area(const Lines *lines, const BxLeg *leg, int row)
{
    const BxPart *part = lines->part;
    for (guint i = 0; i < part->areas->len; i++) {
        const BxPartArea *area = &g_array_index(part->areas, BxPartArea, i);
        bool is_only = part->areas->len == 1; /* its depth is that of the part */
        if ((is_only || (row >= area->first_row && row < area->first_row + area->n_rows))
            && leg->x >= area->x - BX_EPS_PT
            && leg->x + leg->width <= area->x + area->width + BX_EPS_PT)
            return true;
    }
    return false;
}

/* The box round joined areas: text keeps off its outline on every side, and off the corners that turn inwards. The
 * legs of such a slot are the page's columns. */
static void
keep_off_outline(const Lines *lines, int leg, int row, Free *free)
{
    const BxSlot *slot = lines->part->slot;
    int rows;
    double em = lines->page->em;
    double inset = ceil(bx_box_inset(lines->page, slot, &rows) / em - 1e-6) * em; /* EL-6 */
    int column = slot->cols.first + leg;
    BxSpan near = {row + 1 - rows, 2 * rows + 1};
    if (!bx_slot_covers(slot, (BxSpan){column, 1}, near))
        free->x1 = free->x0;
    if (!bx_slot_covers(slot, (BxSpan){column - 1, 1}, near))
        free->x0 = MIN(free->x1, free->x0 + inset);
    if (!bx_slot_covers(slot, (BxSpan){column + 1, 1}, near))
        free->x1 = MAX(free->x0, free->x1 - inset);
}

static Free
free_of_row(const Lines *lines, int index, int row)
{
    const BxPart *part = lines->part;
    const BxLeg *leg = &g_array_index(part->legs, BxLeg, index);
    Free free = {leg->x, leg->x + leg->width};
    bool in_head = row < part->first_row + lines->depths->head_rows
                   && (part->is_vertical || is_under_head(part, free.x0, free.x1));
    if (in_head || (!part->is_vertical && !is_in_area(lines, leg, row)))
        free.x1 = free.x0;
    if (part->slot->has_box && part->areas->len > 1)
        keep_off_outline(lines, index, row, &free);
    for (guint i = 0; i < lines->obstacles->len; i++) {
        const Obstacle *obstacle = &g_array_index(lines->obstacles, Obstacle, i);
        if (row < obstacle->first || row >= obstacle->end)
            continue;
        if (obstacle->outlined)
            block_outline(lines, obstacle, row, &free);
        else
            block(&free, obstacle->x0, obstacle->x1, WRAP_DISTANCE_EM * lines->page->em);
    }
    return free;
}

/* The line that a row of a leg has; width 0: none. */
static BxLineSlot
slot_in_row(const Lines *lines, int index, int row)
{
    const BxPart *part = lines->part;
    const BxPagePlan *page = lines->page;
    const BxLeg *leg = &g_array_index(part->legs, BxLeg, index);
    Free free = free_of_row(lines, index, row);
    double width = free.x1 - free.x0;
    bool is_whole = fabs(width - leg->width) < BX_EPS_PT;
    if (width < (is_whole ? 1 : WRAP_MIN_EM) * page->em)
        return (BxLineSlot){.width = 0};
    double whole = is_whole ? width : floor(width / page->em + 1e-6) * page->em;
    double start = free.x0 > leg->x + BX_EPS_PT ? free.x1 - whole : free.x0;
    return (BxLineSlot){.x = part->is_vertical ? bx_part_line_x(part, page, row) : start,
                        .y = part->is_vertical ? start : bx_page_row_y(page, row),
                        .width = whole,
                        .leg = index,
                        .row = row};
}

/* The slots of `rows` rows of a leg, of the `most` that it has. A line alone that a thing cuts off from the others is
 * left blank: one row between a head and a picture, under a picture, between two of them. */
static void
add_leg_slots(const Lines *lines, int part_index, int index, int rows, int most, GArray *slots)
{
    int first = lines->part->first_row;
    bool has_above = false, is_cut_above = false;
    BxLineSlot slot = slot_in_row(lines, index, first), below = {.width = 0};
    for (int row = first; row < first + rows; row++, slot = below) {
        bool is_last = row + 1 == first + most, has_slot = slot.width > 0;
        below.width = 0;
        if (!is_last)
            below = slot_in_row(lines, index, row + 1);
        bool is_cut_below = !is_last && below.width <= 0;
        bool has_below = row + 1 < first + rows && below.width > 0;
        bool is_alone = !has_above && !has_below && (is_cut_above || is_cut_below);
        slot.part = part_index;
        if (has_slot && !is_alone)
            g_array_append_val(slots, slot);
        is_cut_above = !has_slot && row >= first + lines->depths->head_rows;
        has_above = has_slot;
    }
}

void
bx_part_line_slots(const BxPlan *plan, const BxPart *part, int part_index, const BxDepths *depths,
                   GArray *slots)
{
    const BxPagePlan *page = g_ptr_array_index(plan->pages, part->page);
    g_autoptr(GArray) obstacles = g_array_new(FALSE, FALSE, sizeof(Obstacle));
    Lines lines = {page, part, depths, obstacles};
    for (guint i = 0; i < part->figures->len; i++)
        add_figure(&lines, (int)i);
    for (guint i = 0; i < part->holes->len; i++)
        add_hole(&lines, &g_array_index(part->holes, BxHole, i));
    int most = part->is_vertical ? part->n_rows : rows_in_use(part, depths);
    int n_legs = (int)part->legs->len;
    for (int l = 0; l < n_legs; l++) {
        int rows = depths->level > 0 ? depths->level / n_legs + (l < depths->level % n_legs) : most;
        add_leg_slots(&lines, part_index, l, MIN(rows, most), most, slots);
    }
}
