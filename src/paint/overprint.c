/* SPDX-License-Identifier: Apache-2.0 */
#include "paint/overprint.h"

#include "base/say.h"
#include "text/line.h"

#include <math.h>

const guint32 *
bx_plate_row(cairo_surface_t *surface, int y)
{
    return (const guint32 *)(const void *)(cairo_image_surface_get_data(surface)
                                           + y * cairo_image_surface_get_stride(surface));
}

void
bx_plates_note(BxPlates *plates, double percent, double x, double y, char *over_taken)
{
    if (percent > plates->ink_max) {
        g_free(plates->over);
        plates->ink_max = percent;
        plates->x = x;
        plates->y = y;
        plates->over = g_steal_pointer(&over_taken);
    }
    g_free(over_taken);
}

typedef struct {
    BxPlates *plates;
    cairo_surface_t *heavy;
    double scale;
} Over;

/* Pixels whose middle lies in [from, from + length), at least the one in the middle of it. */
static void
pixels_of(double from, double length, int size, int *start, int *end)
{
    *start = CLAMP((int)lround(from), 0, size);
    *end = CLAMP((int)lround(from + length), 0, size);
    if (*start < *end)
        return;
    *start = CLAMP((int)floor(from + length / 2), 0, size);
    *end = MIN(*start + 1, size);
}

/* % of the inks other than black at the point of a rectangle (points of the page) that has most. */
static double
most_under(const Over *over, const BxRect *rect)
{
    int left, right, top, bottom;
    pixels_of(rect->x * over->scale, rect->width * over->scale,
              cairo_image_surface_get_width(over->heavy), &left, &right);
    pixels_of(rect->y * over->scale, rect->height * over->scale,
              cairo_image_surface_get_height(over->heavy), &top, &bottom);
    unsigned most = 0;
    for (int y = top; y < bottom; y++) {
        const guint32 *row = bx_plate_row(over->heavy, y);
        for (int x = left; x < right; x++)
            most = MAX(most, 3 * bx_plate_ink(row[x], 0) + bx_plate_ink(row[x], 1));
    }
    return most / 2.55;
}

static void
check_rect(const Over *over, const BxRect *rect, const char *what)
{
    double under = most_under(over, rect);
    if (under > 0)
        bx_plates_note(over->plates, under + 100, rect->x, rect->y, g_strdup(what));
}

/* The frame of a character, or of all of a line (cluster NULL). */
static BxRect
frame_of(const BxPlaced *placed, const BxCluster *cluster)
{
    const BxLine *line = placed->text.line;
    double start = cluster ? cluster->x : 0, width = cluster ? cluster->width : line->width;
    if (placed->text.is_vertical)
        return (BxRect){placed->text.x - line->size / 2, placed->text.y + start, line->size, width};
    return (BxRect){placed->text.x + start, placed->text.y - BX_ASCENT_EM * line->size, width,
                    line->size};
}

BxRect
bx_frame_of_line(const BxPlaced *placed)
{
    return frame_of(placed, NULL);
}

/* Character by character only where the line may be the worst of the page. */
static void
check_text(const Over *over, const BxPlaced *placed)
{
    const BxLine *line = placed->text.line;
    BxRect whole = bx_frame_of_line(placed);
    if (most_under(over, &whole) + 100 <= over->plates->ink_max)
        return;
    for (guint i = 0; i < line->clusters->len; i++) {
        BxRect frame = frame_of(placed, &g_array_index(line->clusters, BxCluster, i));
        check_rect(over, &frame, line->text);
    }
}

static void
check_frame(const Over *over, const BxRect *rect, double stroke)
{
    double half = stroke / 2;
    const BxRect sides[] = {
        {rect->x - half, rect->y - half, rect->width + stroke, stroke},
        {rect->x - half, rect->y + rect->height - half, rect->width + stroke, stroke},
        {rect->x - half, rect->y - half, stroke, rect->height + stroke},
        {rect->x + rect->width - half, rect->y - half, stroke, rect->height + stroke}};
    for (size_t i = 0; i < G_N_ELEMENTS(sides); i++)
        check_rect(over, &sides[i], N_("a frame"));
}

static void
check_ornament(const Over *over, const BxPlaced *placed)
{
    double depth = placed->ornament.depth;
    const BxRect *outer = &placed->ornament.rect;
    const BxRect middle = {outer->x + depth / 2, outer->y + depth / 2, outer->width - depth,
                           outer->height - depth};
    check_frame(over, &middle, depth);
}

static void
check_rule(const Over *over, const BxPlaced *placed)
{
    double x0 = MIN(placed->rule.x0, placed->rule.x1), y0 = MIN(placed->rule.y0, placed->rule.y1);
    bool is_upright = fabs(placed->rule.x0 - placed->rule.x1) < BX_EPS_PT;
    double half = placed->rule.width / 2;
    BxRect rect = {x0 - (is_upright ? half : 0), y0 - (is_upright ? 0 : half),
                   fabs(placed->rule.x1 - placed->rule.x0) + (is_upright ? 2 * half : 0),
                   fabs(placed->rule.y1 - placed->rule.y0) + (is_upright ? 0 : 2 * half)};
    check_rect(over, &rect, N_("a rule"));
}

void
bx_check_overprint(BxPlates *plates, const BxPage *page, cairo_surface_t *heavy, double scale)
{
    const Over over = {plates, heavy, scale};
    for (guint i = 0; i < page->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
        switch (placed->kind) {
        case BX_PLACED_TEXT:
            if (bx_ink_is_black(&placed->text.ink))
                check_text(&over, placed);
            break;
        case BX_PLACED_RULE:
            if (bx_ink_is_black(&placed->rule.ink))
                check_rule(&over, placed);
            break;
        case BX_PLACED_BOX:
            if (placed->box.has_fill && bx_ink_is_black(&placed->box.fill))
                check_rect(&over, &placed->box.rect, N_("a box"));
            if (placed->box.stroke_width > 0 && bx_ink_is_black(&placed->box.stroke))
                check_frame(&over, &placed->box.rect, placed->box.stroke_width);
            break;
        case BX_PLACED_ORNAMENT: /* its frame stands for what its pattern covers of it */
            if (bx_ink_is_black(&placed->ornament.ink))
                check_ornament(&over, placed);
            break;
        case BX_PLACED_PICTURE:
        case BX_PLACED_PDF:
            break;
        }
    }
}
