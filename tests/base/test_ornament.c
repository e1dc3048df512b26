/* SPDX-License-Identifier: Apache-2.0 */
/* Ornaments: nothing reaches out of the frame's depth, the four sides are alike, lines go on from tile to
 * tile, and strokes are what the press can hold. */

#include "base/ornament.h"

#include <glib.h>
#include <math.h>
#include <stdbool.h>

typedef struct {
    double x, y;
    bool is_end; /* of a path: its stroke stops there */
} Point;

typedef struct {
    GArray *points; /* Point, of lines and along curves */
    GArray *open;   /* the same, of the path not yet painted */
    guint start;    /* in `open`, of the path in hand */
    BxRect outer;
    double depth;
    int n_moves, n_paints;
    double thinnest;
} Traced;

static void
add(Traced *traced, double x, double y, bool is_end)
{
    const Point point = {x, y, is_end};
    g_array_append_val(traced->open, point);
}

static void
stop(Traced *traced, bool is_closed)
{
    if (traced->open->len == traced->start)
        return;
    g_array_index(traced->open, Point, traced->start).is_end = !is_closed;
    g_array_index(traced->open, Point, traced->open->len - 1).is_end = !is_closed;
    traced->start = traced->open->len;
}

static void
move(void *data, double x, double y)
{
    stop(data, false);
    ((Traced *)data)->n_moves++;
    add(data, x, y, true);
}

static void
line(void *data, double x, double y)
{
    add(data, x, y, false);
}

/* Points of the curve itself: handles may lie outside. */
static void
curve(void *data, const double *xy)
{
    const Traced *traced = data;
    const Point from = g_array_index(traced->open, Point, traced->open->len - 1);
    for (int i = 1; i <= 8; i++) {
        double t = i / 8.0, s = 1 - t, a = s * s * s, b = 3 * s * s * t, c = 3 * s * t * t,
               d = t * t * t;
        add(data, a * from.x + b * xy[0] + c * xy[2] + d * xy[4],
            a * from.y + b * xy[1] + c * xy[3] + d * xy[5], false);
    }
}

static void
close_path(void *data)
{
    stop(data, true);
}

/* How far a point lies from the outer edge. */
static double
depth_at(const BxRect *rect, double x, double y)
{
    double across = MIN(x - rect->x, rect->x + rect->width - x);
    return MIN(across, MIN(y - rect->y, rect->y + rect->height - y));
}

static void
paint(void *data, double stroke_pt)
{
    Traced *traced = data;
    const double within = 0.02 * traced->depth;
    stop(traced, false);
    for (guint i = 0; i < traced->open->len; i++) {
        const Point *point = &g_array_index(traced->open, Point, i);
        double depth = depth_at(&traced->outer, point->x, point->y);
        double half = point->is_end ? 0 : stroke_pt / 2;
        g_assert_cmpfloat(depth, >=, half - within);
        g_assert_cmpfloat(depth, <=, traced->depth - half + within);
    }
    g_array_append_vals(traced->points, traced->open->data, traced->open->len);
    g_array_set_size(traced->open, 0);
    traced->start = 0;
    traced->n_paints++;
    if (stroke_pt > 0)
        traced->thinnest = MIN(traced->thinnest, stroke_pt);
}

static Traced
trace(const BxOrnament *ornament, BxRect rect, double depth)
{
    static const BxPathSink sink = {move, line, curve, close_path, paint};
    Traced traced = {.points = g_array_new(FALSE, FALSE, sizeof(Point)),
                     .open = g_array_new(FALSE, FALSE, sizeof(Point)),
                     .outer = rect,
                     .depth = depth,
                     .thinnest = INFINITY};
    bx_ornament_trace(ornament, rect, depth, &sink, &traced);
    g_assert_cmpint(traced.open->len, ==, 0);
    g_assert_cmpint(traced.n_paints, >, 0);
    return traced;
}

static void
traced_clear(Traced *traced)
{
    g_array_unref(traced->points);
    g_array_unref(traced->open);
}

static void
test_inside(void)
{
    static const BxRect rects[] = {
        {20, 30, 153, 86}, {0, 0, 972, 1371.5}, {5, 5, 40, 300}, {1, 2, 31, 31}};
    for (int i = 0; bx_ornament_nth(i); i++)
        for (size_t k = 0; k < G_N_ELEMENTS(rects); k++)
            for (double scale = 0.5; scale <= 1.5; scale += 0.5) {
                const BxOrnament *ornament = bx_ornament_nth(i);
                Traced traced = trace(ornament, rects[k], scale * ornament->size_pt);
                double told = bx_ornament_thinnest(ornament) * scale * ornament->size_pt;
                g_assert_cmpfloat_with_epsilon(isfinite(traced.thinnest) ? traced.thinnest : 0,
                                               told, 1e-9);
                traced_clear(&traced);
            }
}

static bool
holds(const GArray *points, double x, double y)
{
    for (guint i = 0; i < points->len; i++) {
        const Point *point = &g_array_index(points, Point, i);
        if (fabs(point->x - x) < 1e-6 && fabs(point->y - y) < 1e-6)
            return true;
    }
    return false;
}

/* On a square frame a quarter turn changes nothing: each side has as many tiles, each corner its own. */
static void
test_sides(void)
{
    const BxRect rect = {0, 0, 200, 200};
    for (int i = 0; bx_ornament_nth(i); i++) {
        const BxOrnament *ornament = bx_ornament_nth(i);
        Traced traced = trace(ornament, rect, ornament->size_pt);
        for (guint k = 0; k < traced.points->len; k++) {
            const Point *point = &g_array_index(traced.points, Point, k);
            bool is_dot = ornament->motifs[0].tile && ornament->motifs[0].tile[0] == 'O';
            if (!is_dot) /* a circle's points do not turn with it */
                g_assert_true(holds(traced.points, 200 - point->y, point->x));
        }
        traced_clear(&traced);
    }
}

static const BxOrnament *
named(const char *name)
{
    for (int i = 0; bx_ornament_nth(i); i++)
        if (g_str_equal(bx_ornament_nth(i)->name, name))
            return bx_ornament_nth(i);
    g_assert_not_reached();
}

/* A wave is one line all round; dots are so many as fit, and one at each corner. */
static void
test_runs(void)
{
    Traced wave = trace(named("wave"), (BxRect){0, 0, 150, 90}, 4);
    g_assert_cmpint(wave.n_moves, ==, 1);
    traced_clear(&wave);
    Traced dots = trace(named("dots"), (BxRect){0, 0, 111, 57}, 3);
    g_assert_cmpint(dots.n_moves, ==, 2 * (20 + 10)); /* 108 / 5.4, 54 / 5.4 */
    g_assert_true(holds(dots.points, 3, 1.5));        /* the dot in the corner */
    traced_clear(&dots);
}

static void
test_strokes(void)
{
    int n = 0;
    for (; bx_ornament_nth(n); n++) {
        const BxOrnament *ornament = bx_ornament_nth(n);
        double thinnest = bx_ornament_thinnest(ornament) * ornament->size_pt;
        if (thinnest > 0)
            g_assert_cmpfloat(thinnest, >=, 0.5); /* PP-11, in several inks too */
    }
    g_assert_cmpint(n, >=, 10);
    g_assert_null(bx_ornament_nth(-1));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/base/ornament/stays-in-its-depth", test_inside);
    g_test_add_func("/base/ornament/sides-are-alike", test_sides);
    g_test_add_func("/base/ornament/goes-on-from-tile-to-tile", test_runs);
    g_test_add_func("/base/ornament/strokes-hold", test_strokes);
    return g_test_run();
}
