/* SPDX-License-Identifier: Apache-2.0 */
/* Ornaments: the table of patterns, and how one runs round a rectangle. Own drawings after kinds that
 * every Chinese composing room had: rules, beads, frets, lattice, cords, flowers. */

#include "base/ornament.h"

#include <glib.h>
#include <math.h>
#include <stdbool.h>
#include <string.h>

/* clang-format off */
static const BxOrnament ornaments[] = {
    /* 文武线: thick outside, thin inside; the other way round; two and three lines */
    {"thick-thin", 4,   1, 1, .rails = {{0.25, 0.5}, {0.92, 0.16}}},
    {"thin-thick", 4,   1, 1, .rails = {{0.08, 0.16}, {0.75, 0.5}}},
    {"double",     3,   1, 1, .rails = {{0.1, 0.2}, {0.9, 0.2}}},
    {"triple",     5,   1, 1, .rails = {{0.06, 0.12}, {0.5, 0.36}, {0.94, 0.12}}},
    /* 虚线 */
    {"dashes",     1.2, 4.4, 2.6, .motifs = {{1, "M.8 .5 L3.6 .5", "M.5 1.8 L.5 .5 L1.8 .5"}}},
    /* 波浪线, 绞丝 */
    {"wave",       4,   2, 1, .motifs = {
        {0.15, "M0 .08 C.36 .08 .64 .92 1 .92 C1.36 .92 1.64 .08 2 .08", "M.08 1 C.08 .5 .5 .08 1 .08"}}},
    {"braid",      4.5, 2, 1, .motifs = {
        {0.13, "M0 .07 C.36 .07 .64 .93 1 .93 C1.36 .93 1.64 .07 2 .07", "M.07 1 C.07 .5 .5 .07 1 .07"},
        {0.13, "M0 .93 C.36 .93 .64 .07 1 .07 C1.36 .07 1.64 .93 2 .93", "M.93 1 C.93 .96 .96 .93 1 .93"}}},
    /* 圆点, 连珠, 连环 */
    {"dots",       3,   1.8, 0.5, .motifs = {{0, "O0 .5 .5", ""}}},
    {"beads",      4,   2, 0.5, .motifs = {{0, "O0 .5 .5 O1 .5 .2", ""}}},
    {"rings",      6,   0.7, 0.5, .motifs = {{0.09, "O0 .5 .45", ""}}},
    /* 绳纹 */
    {"rope",       5,   0.62, 1.2, .motifs = {
        {0, "M-.14 1 C.16 .86 .16 .14 .34 0 L.76 0 C.46 .14 .46 .86 .28 1 Z", "M0 .5 L.5 0 L1 .5 L.5 1 Z"}}},
    /* 菱形, 斜格 */
    {"diamonds",   5,   1.7, 0.5, .motifs = {{0, "M-.5 .5 L0 0 L.5 .5 L0 1 Z O.85 .5 .11", ""}}},
    {"lattice",    5,   1, 1, .rails = {{0.06, 0.12}, {0.94, 0.12}}, .motifs = {
        {0.1, "M0 .06 L1 .94 M0 .94 L1 .06", "M.06 .06 L.94 .94 M.06 .94 L.94 .06"}}},
    /* 回纹, 卷浪 */
    {"fret",       7,   1.1, 1, .rails = {{0.94, 0.1}}, .motifs = {
        {0.1, "M.15 .94 L.15 .06 L.9 .06 L.9 .7 L.4 .7 L.4 .32 L.65 .32 L.65 .5",
         "M.06 1 L.06 .06 L.74 .06 L.74 .74 L.28 .74 L.28 .28 L.52 .28 L.52 .5"}}},
    {"scroll",     7,   1.3, 1, .rails = {{0.95, 0.09}}, .motifs = {
        {0.09, "M0 .95 C.6 .95 1.12 .85 1.12 .45 C1.12 .2 .95 .06 .74 .06 C.52 .06 .38 .22 .38 .4 C.38 .58 .54 .68 .68 .64 C.8 .6 .84 .44 .72 .38",
         "M.95 1 C.4 1 .06 .8 .06 .45 C.06 .2 .24 .06 .45 .06 C.66 .06 .78 .2 .78 .36 C.78 .52 .64 .62 .5 .58 C.38 .55 .34 .42 .44 .36"}}},
    /* 竹节 */
    {"bamboo",     4,   6, 1, .rails = {{0.2, 0.14}, {0.8, 0.14}}, .motifs = {
        {0.14, "M2.85 .02 L2.85 .98 M3.15 .02 L3.15 .98", ""}}},
    /* 蔓叶, 梅花, 星 */
    {"leaves",     8,   3, 1, .motifs = {
        {0.07, "M0 .5 C.5 .24 1 .24 1.5 .5 C2 .76 2.5 .76 3 .5", "M.5 1 C.4 .8 .75 .63 1 .5"},
        {0, "M.75 .3 C.6 .02 1.05 -.02 1.5 .06 C1.46 .36 1.1 .48 .75 .3 Z M2.25 .7 C2.1 .98 2.55 1.02 3 .94 C2.96 .64 2.6 .52 2.25 .7 Z",
         "M.6 .7 C.2 .66 0 .36 .04 .04 C.36 0 .66 .2 .6 .7 Z"}}},
    {"flowers",    7,   2.2, 0.5, .motifs = {
        {0, "O0 .23 .18 O.257 .417 .18 O.159 .718 .18 O-.159 .718 .18 O-.257 .417 .18 O1.1 .5 .1", ""}}},
    {"stars",      5,   2, 0.5, .motifs = {
        {0, "M0 0 L.118 .338 L.476 .345 L.19 .562 L.294 .905 L0 .7 L-.294 .905 L-.19 .562 L-.476 .345 L-.118 .338 Z O1 .5 .1",
         ""}}},
};
/* clang-format on */

const BxOrnament *
bx_ornament_nth(int n)
{
    return n >= 0 && n < (int)G_N_ELEMENTS(ornaments) ? &ornaments[n] : NULL;
}

double
bx_ornament_thinnest(const BxOrnament *ornament)
{
    double least = INFINITY;
    for (int i = 0; i < BX_RAILS_MAX && ornament->rails[i].width > 0; i++)
        least = MIN(least, ornament->rails[i].width);
    for (int i = 0; i < BX_MOTIFS_MAX && ornament->motifs[i].tile; i++)
        if (ornament->motifs[i].stroke > 0)
            least = MIN(least, ornament->motifs[i].stroke);
    return isfinite(least) ? least : 0;
}

/* A motif on its way round: where the frame of the side lies, and the path so far. */
typedef struct {
    const BxPathSink *sink;
    void *data;
    BxRect rect;
    double size;
    int side;             /* 0 top, 1 right, 2 bottom, 3 left */
    double from, stretch; /* of the tile in hand: its start along the side, points; its scale */
    bool is_open;
    double x, y;             /* end of the open path */
    double start_x, start_y; /* … and its start */
} Tracer;

static void
place(const Tracer *tracer, const double *uv, double *xy)
{
    const BxRect *rect = &tracer->rect;
    double u = tracer->from + uv[0] * tracer->size * tracer->stretch, v = uv[1] * tracer->size;
    const double right = rect->x + rect->width, bottom = rect->y + rect->height;
    const double places[4][2] = {{rect->x + u, rect->y + v},
                                 {right - v, rect->y + u},
                                 {right - u, bottom - v},
                                 {rect->x + v, bottom - u}};
    memcpy(xy, places[tracer->side], 2 * sizeof(double));
}

static bool
is_near(double x0, double y0, double x1, double y1)
{
    const double nearness = 1e-3;
    return hypot(x1 - x0, y1 - y0) < nearness;
}

/* A path that comes back to its start is closed, so that it has no seam. */
static void
end_path(Tracer *tracer)
{
    if (tracer->is_open && is_near(tracer->x, tracer->y, tracer->start_x, tracer->start_y))
        tracer->sink->close(tracer->data);
    tracer->is_open = false;
}

/* A tile that begins where the one before ends goes on with its path. */
static void
move_to(Tracer *tracer, const double *xy)
{
    if (tracer->is_open && is_near(tracer->x, tracer->y, xy[0], xy[1]))
        return;
    end_path(tracer);
    tracer->sink->move(tracer->data, xy[0], xy[1]);
    tracer->is_open = true;
    tracer->x = tracer->start_x = xy[0];
    tracer->y = tracer->start_y = xy[1];
}

static void
curve_to(Tracer *tracer, const double *xy)
{
    tracer->sink->curve(tracer->data, xy);
    tracer->x = xy[4];
    tracer->y = xy[5];
}

static void
line_to(Tracer *tracer, const double *xy)
{
    tracer->sink->line(tracer->data, xy[0], xy[1]);
    tracer->x = xy[0];
    tracer->y = xy[1];
}

/* A circle of four curves; it is never stretched. */
static void
add_dot(Tracer *tracer, const double *xy, double radius)
{
    const double k = 0.5522847498 * radius, r = radius, x = xy[0], y = xy[1];
    const double curves[4][6] = {{x + r, y + k, x + k, y + r, x, y + r},
                                 {x - k, y + r, x - r, y + k, x - r, y},
                                 {x - r, y - k, x - k, y - r, x, y - r},
                                 {x + k, y - r, x + r, y - k, x + r, y}};
    end_path(tracer);
    tracer->sink->move(tracer->data, x + r, y);
    for (int i = 0; i < 4; i++)
        tracer->sink->curve(tracer->data, curves[i]);
    tracer->sink->close(tracer->data);
}

static void
trace_step(Tracer *tracer, char step, const double *numbers)
{
    double xy[6];
    for (int i = 0; i < 6; i += 2)
        place(tracer, numbers + i, xy + i);
    switch (step) {
    case 'M':
        move_to(tracer, xy);
        break;
    case 'L':
        line_to(tracer, xy);
        break;
    case 'C':
        curve_to(tracer, xy);
        break;
    case 'O':
        add_dot(tracer, xy, numbers[2] * tracer->size);
        break;
    case 'Z':
        tracer->sink->close(tracer->data);
        tracer->is_open = false;
        break;
    default:
        g_assert_not_reached();
    }
}

static void
trace_path(Tracer *tracer, const char *path)
{
    while (*path) {
        char step = *path++;
        double numbers[6] = {0};
        for (int n = 0; *path && !g_ascii_isalpha(*path); n++) {
            g_assert(n < 6);
            char *end;
            numbers[n] = g_ascii_strtod(path, &end);
            for (path = end; *path == ' ';)
                path++;
        }
        trace_step(tracer, step, numbers);
    }
}

static void
trace_side(Tracer *tracer, const BxOrnament *ornament, const BxMotif *motif)
{
    tracer->from = 0;
    tracer->stretch = 1;
    trace_path(tracer, motif->corner);
    double length = tracer->side % 2 ? tracer->rect.height : tracer->rect.width;
    double corner = ornament->corner * tracer->size, run = length - 2 * corner,
           tile = ornament->tile * tracer->size;
    int n = run > 0 ? MAX(1, (int)lround(run / tile)) : 0;
    for (int i = 0; i < n; i++) {
        tracer->from = corner + run * i / n;
        tracer->stretch = run / n / tile;
        trace_path(tracer, motif->tile);
    }
}

static void
trace_rail(const BxRail *rail, BxRect rect, double size, const BxPathSink *sink, void *data)
{
    double in = rail->offset * size;
    double left = rect.x + in, top = rect.y + in;
    double right = rect.x + rect.width - in, bottom = rect.y + rect.height - in;
    sink->move(data, left, top);
    sink->line(data, right, top);
    sink->line(data, right, bottom);
    sink->line(data, left, bottom);
    sink->close(data);
    sink->paint(data, rail->width * size);
}

void
bx_ornament_trace(const BxOrnament *ornament, BxRect rect, double size_pt, const BxPathSink *sink,
                  void *data)
{
    for (int i = 0; i < BX_RAILS_MAX && ornament->rails[i].width > 0; i++)
        trace_rail(&ornament->rails[i], rect, size_pt, sink, data);
    for (int i = 0; i < BX_MOTIFS_MAX && ornament->motifs[i].tile; i++) {
        Tracer tracer = {.sink = sink, .data = data, .rect = rect, .size = size_pt};
        for (tracer.side = 0; tracer.side < 4; tracer.side++)
            trace_side(&tracer, ornament, &ornament->motifs[i]);
        end_path(&tracer);
        sink->paint(data, ornament->motifs[i].stroke * size_pt);
    }
}
