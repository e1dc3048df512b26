/* SPDX-License-Identifier: Apache-2.0 */
/* Outlines: the rectangles on a grid of all their edges; where a filled cell meets an empty one there is an edge of the
 * outline, with the filled cell on its right; edges are walked corner by corner. */

#include "report/edition/edition.h"

#include <math.h>
#include <stdlib.h>

#define SNAP_PT 0.05 /* edges nearer than this are one */

typedef enum { EAST, SOUTH, WEST, NORTH, N_DIRECTIONS } Direction;

typedef struct {
    GArray *xs, *ys; /* double, rising */
    int columns, rows;
    bool *filled; /* rows × columns */
    bool *edges;  /* of each corner, by direction: the edge that leaves it, not yet walked */
} Grid;

static int
order_of_numbers(gconstpointer a, gconstpointer b)
{
    double one = *(const double *)a, other = *(const double *)b;
    return (one > other) - (one < other);
}

/* Rising, each once. */
static GArray *
cuts_of(const GArray *rects, bool across)
{
    g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(double));
    GArray *cuts = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint i = 0; i < rects->len; i++) {
        const BxRect *rect = &g_array_index(rects, BxRect, i);
        const double ends[] = {across ? rect->x : rect->y,
                               across ? rect->x + rect->width : rect->y + rect->height};
        g_array_append_vals(all, ends, 2);
    }
    g_array_sort(all, order_of_numbers);
    for (guint i = 0; i < all->len; i++) {
        double cut = g_array_index(all, double, i);
        if (cuts->len == 0 || cut > g_array_index(cuts, double, cuts->len - 1) + SNAP_PT)
            g_array_append_val(cuts, cut);
    }
    return cuts;
}

static bool
is_filled(const Grid *grid, int column, int row)
{
    return column >= 0 && row >= 0 && column < grid->columns && row < grid->rows
           && grid->filled[row * grid->columns + column];
}

static void
fill(Grid *grid, const GArray *rects)
{
    for (int row = 0; row < grid->rows; row++)
        for (int column = 0; column < grid->columns; column++) {
            double x = (g_array_index(grid->xs, double, column)
                        + g_array_index(grid->xs, double, column + 1))
                       / 2;
            double y =
                (g_array_index(grid->ys, double, row) + g_array_index(grid->ys, double, row + 1))
                / 2;
            for (guint i = 0; i < rects->len; i++) {
                const BxRect *rect = &g_array_index(rects, BxRect, i);
                if (x > rect->x && x < rect->x + rect->width && y > rect->y
                    && y < rect->y + rect->height)
                    grid->filled[row * grid->columns + column] = true;
            }
        }
}

static bool *
edge_at(Grid *grid, int column, int row, Direction direction)
{
    return &grid->edges[(row * (grid->columns + 1) + column) * N_DIRECTIONS + (int)direction];
}

/* Clockwise round what is filled. */
static void
find_edges(Grid *grid)
{
    for (int row = 0; row <= grid->rows; row++)
        for (int column = 0; column <= grid->columns; column++) {
            bool below = is_filled(grid, column, row), above = is_filled(grid, column, row - 1);
            bool left = is_filled(grid, column - 1, row);
            if (column < grid->columns && below && !above)
                *edge_at(grid, column, row, EAST) = true;
            if (column < grid->columns && above && !below)
                *edge_at(grid, column + 1, row, WEST) = true;
            if (row < grid->rows && left && !below)
                *edge_at(grid, column, row, SOUTH) = true;
            if (row < grid->rows && below && !left)
                *edge_at(grid, column, row + 1, NORTH) = true;
        }
}

/* Walks from a corner until it comes back; notes where it turns. Where two outlines touch in a corner it keeps to its own
 * side: right first. */
static GArray *
walk(Grid *grid, int column, int row, Direction direction)
{
    static const int steps[N_DIRECTIONS][2] = {{1, 0}, {0, 1}, {-1, 0}, {0, -1}};
    static const int turns[] = {1, 0, 3};
    GArray *corners = g_array_new(FALSE, FALSE, sizeof(BxPoint));
    Direction before = N_DIRECTIONS;
    while (*edge_at(grid, column, row, direction)) {
        *edge_at(grid, column, row, direction) = false;
        const BxPoint corner = {g_array_index(grid->xs, double, column),
                                g_array_index(grid->ys, double, row)};
        if (direction != before)
            g_array_append_val(corners, corner);
        before = direction;
        column += steps[direction][0];
        row += steps[direction][1];
        for (size_t i = 0; i < G_N_ELEMENTS(turns); i++) {
            Direction next = (Direction)((before + turns[i]) % N_DIRECTIONS);
            if (*edge_at(grid, column, row, next)) {
                direction = next;
                break;
            }
        }
    }
    return corners;
}

GPtrArray *
bx_outline_of(const GArray *rects)
{
    GPtrArray *polygons = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
    if (rects->len == 0)
        return polygons;
    Grid grid = {.xs = cuts_of(rects, true), .ys = cuts_of(rects, false)};
    grid.columns = (int)grid.xs->len - 1;
    grid.rows = (int)grid.ys->len - 1;
    grid.filled = g_new0(bool, MAX(1, grid.columns * grid.rows));
    grid.edges = g_new0(bool, (gsize)(grid.columns + 1) * (gsize)(grid.rows + 1) * N_DIRECTIONS);
    fill(&grid, rects);
    find_edges(&grid);
    /* the first corner met in reading order is one of the polygon's: its edge to the east begins there */
    for (int row = 0; row <= grid.rows; row++)
        for (int column = 0; column <= grid.columns; column++)
            while (*edge_at(&grid, column, row, EAST))
                g_ptr_array_add(polygons, walk(&grid, column, row, EAST));
    g_free(grid.filled);
    g_free(grid.edges);
    g_array_unref(grid.xs);
    g_array_unref(grid.ys);
    return polygons;
}
