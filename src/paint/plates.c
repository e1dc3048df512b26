/* SPDX-License-Identifier: Apache-2.0 */
/* Plates: the page's list drawn with Cairo once for each set of three plates, on small surfaces whose
 * channels are the inks; then counted. What black prints over is overprint.c's. */

#include "paint/plates.h"

#include "paint/black.h"
#include "paint/overprint.h"
#include "paint/painter.h"

#include <math.h>
#include <string.h>

/* Of the surface that is counted: what part of a pixel is inked counts, so that a finer one tells no more of areas.
 * What black lies on is looked at more closely. */
#define COUNTED_PPI 36.0
#define HEAVY_PPI 72.0
#define N_PROCESS 4
#define BLACK_PLATE 3
#define CHANNELS 3
#define PAPER 0xFFFFFFu  /* a pixel without ink */
#define ALL_PLATES "All" /* registration ink: outside the trim */

typedef enum {
    PASS_COLOURS, /* C, M, Y */
    PASS_BLACK,   /* K in every channel */
    PASS_HEAVY,   /* what lies under black: the most of C + M + Y, a third; the spot ink; nothing */
    PASS_SPOTS,   /* three spot inks */
} PassKind;

typedef struct {
    PassKind kind;
    int first_spot; /* SPOTS: index of the first one */
    const GArray *plates;
    double scale; /* pixels a point */
    const BxPictures *pictures;
    const BxFaces *faces;
} Pass;

static const char *const process_names[N_PROCESS] = {"Cyan", "Magenta", "Yellow", "Black"};

/* ---- which plates there are ---- */

static void
plate_clear(void *data)
{
    g_free(((BxPlate *)data)->name);
}

const char *
bx_plate_name(const BxInk *ink)
{
    return ink->spot[0] ? ink->spot
                        : process_names[ink->c > 0   ? 0
                                        : ink->m > 0 ? 1
                                        : ink->y > 0 ? 2
                                                     : 3];
}

static void
add_spot(GArray *inks, const BxInk *ink)
{
    if (!ink->spot[0] || strcmp(ink->spot, ALL_PLATES) == 0)
        return;
    for (guint i = 0; i < inks->len; i++)
        if (strcmp(g_array_index(inks, BxInk, i).spot, ink->spot) == 0)
            return;
    BxInk full = *ink;
    full.tint = 1;
    g_array_append_val(inks, full);
}

/* The inks that a thing is drawn in; pictures and advertisements have their own. */
typedef struct {
    const BxInk *inks[2];
    int n;
    double x, y; /* where it begins */
} Drawn;

static Drawn
drawn_of(const BxPlaced *placed)
{
    Drawn drawn = {0};
    switch (placed->kind) {
    case BX_PLACED_TEXT:
        return (Drawn){{&placed->text.ink}, 1, placed->text.x, placed->text.y};
    case BX_PLACED_RULE:
        return (Drawn){{&placed->rule.ink}, 1, placed->rule.x0, placed->rule.y0};
    case BX_PLACED_BOX:
        drawn.x = placed->box.rect.x;
        drawn.y = placed->box.rect.y;
        if (placed->box.has_fill)
            drawn.inks[drawn.n++] = &placed->box.fill;
        if (placed->box.stroke_width > 0)
            drawn.inks[drawn.n++] = &placed->box.stroke;
        return drawn;
    case BX_PLACED_ORNAMENT:
        return (Drawn){
            {&placed->ornament.ink}, 1, placed->ornament.rect.x, placed->ornament.rect.y};
    case BX_PLACED_PICTURE:
    case BX_PLACED_PDF:
        return drawn;
    }
    g_assert_not_reached();
}

GArray *
bx_plate_inks(const BxPage *page)
{
    const BxInk process[N_PROCESS] = {
        {.c = 1, .tint = 1}, {.m = 1, .tint = 1}, {.y = 1, .tint = 1}, {.k = 1, .tint = 1}};
    GArray *inks = g_array_new(FALSE, FALSE, sizeof(BxInk));
    g_array_append_vals(inks, process, N_PROCESS);
    for (guint i = 0; i < page->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
        const Drawn drawn = drawn_of(placed);
        for (int k = 0; k < drawn.n; k++)
            add_spot(inks, drawn.inks[k]);
    }
    return inks;
}

static GArray *
plates_of(const BxPage *page)
{
    GArray *plates = g_array_new(FALSE, FALSE, sizeof(BxPlate));
    g_array_set_clear_func(plates, plate_clear);
    g_autoptr(GArray) inks = bx_plate_inks(page);
    for (guint i = 0; i < inks->len; i++) {
        const BxPlate plate = {.name = g_strdup(bx_plate_name(&g_array_index(inks, BxInk, i)))};
        g_array_append_val(plates, plate);
    }
    return plates;
}

/* ---- one pass ---- */

static double
spot_amount(const Pass *pass, int index, const BxInk *ink)
{
    guint plate = (guint)(N_PROCESS + index);
    return plate < pass->plates->len
                   && strcmp(g_array_index(pass->plates, BxPlate, plate).name, ink->spot) == 0
               ? ink->tint
               : 0;
}

/* The inks of a pass, 0 … 1, channel by channel. */
static void
amounts_of(const Pass *pass, const BxInk *ink, double *amounts)
{
    const BxInk none = {0}, *process = ink->spot[0] ? &none : ink;
    for (int i = 0; i < CHANNELS; i++) {
        switch (pass->kind) {
        case PASS_COLOURS:
            amounts[i] = i == 0 ? process->c : i == 1 ? process->m : process->y;
            break;
        case PASS_BLACK:
            amounts[i] = process->k;
            break;
        case PASS_HEAVY:
            amounts[i] = i == 0   ? (process->c + process->m + process->y) / 3
                         : i == 1 ? ink->spot[0] ? ink->tint : 0
                                  : 0;
            break;
        case PASS_SPOTS:
            amounts[i] = spot_amount(pass, pass->first_spot + i, ink);
            break;
        }
    }
}

/* Black leaves the other plates as they are. */
static bool
set_ink(const BxPainter *painter, const BxInk *ink)
{
    const Pass *pass = painter->own;
    if (bx_ink_is_black(ink) && pass->kind != PASS_BLACK)
        return false;
    double amounts[CHANNELS];
    amounts_of(pass, ink, amounts);
    cairo_set_source_rgb(painter->cr, 1 - amounts[0], 1 - amounts[1], 1 - amounts[2]);
    return true;
}

static guint32
pixel_of(const Pass *pass, const BxInkBlock *block)
{
    const guint8 *mean = block->mean;
    switch (pass->kind) {
    case PASS_COLOURS:
        return PAPER - ((guint32)mean[0] << 16 | (guint32)mean[1] << 8 | mean[2]);
    case PASS_BLACK:
        return PAPER - 0x10101u * mean[BLACK_PLATE];
    case PASS_HEAVY:
        return PAPER - ((guint32)block->most_colour << 16);
    case PASS_SPOTS:
        return PAPER;
    }
    g_assert_not_reached();
}

static void
draw_picture(const BxPainter *painter, const BxPictureResult *result)
{
    const Pass *pass = painter->own;
    if (!result->inks)
        return;
    int columns = (result->width + BX_INK_BLOCK - 1) / BX_INK_BLOCK;
    int rows = (result->height + BX_INK_BLOCK - 1) / BX_INK_BLOCK;
    const BxInkBlock *block = g_bytes_get_data(result->inks, NULL);
    cairo_surface_t *surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, columns, rows);
    cairo_surface_flush(surface);
    unsigned char *data = cairo_image_surface_get_data(surface);
    for (int y = 0; data && y < rows; y++) {
        guint32 *row = (guint32 *)(void *)(data + y * cairo_image_surface_get_stride(surface));
        for (int x = 0; x < columns; x++)
            row[x] = pixel_of(pass, block++);
    }
    cairo_surface_mark_dirty(surface);
    cairo_rectangle(painter->cr, 0, 0, result->width, result->height);
    cairo_clip(painter->cr);
    cairo_scale(painter->cr, BX_INK_BLOCK, BX_INK_BLOCK);
    cairo_set_source_surface(painter->cr, surface, 0, 0);
    cairo_pattern_set_filter(cairo_get_source(painter->cr), CAIRO_FILTER_NEAREST);
    cairo_pattern_set_extend(cairo_get_source(painter->cr), CAIRO_EXTEND_PAD);
    cairo_paint(painter->cr);
    cairo_surface_destroy(surface);
}

static cairo_surface_t *
draw_pass(const Pass *pass, const BxPage *page)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, (int)ceil(page->width * pass->scale),
                                   (int)ceil(page->height * pass->scale));
    BxPainter painter = {cairo_create(surface), pass->pictures, pass->faces, pass, set_ink,
                         draw_picture};
    cairo_set_source_rgb(painter.cr, 1, 1, 1);
    cairo_paint(painter.cr);
    cairo_scale(painter.cr, pass->scale, pass->scale);
    bx_paint_page(&painter, page);
    cairo_destroy(painter.cr);
    cairo_surface_flush(surface);
    return surface;
}

/* ---- counting ---- */

/* Ink of one channel in a row, 255 for a full pixel. */
static unsigned
sum_row(const guint32 *row, int width, int channel)
{
    unsigned sum = 0;
    for (int x = 0; x < width; x++)
        sum += bx_plate_ink(row[x], channel);
    return sum;
}

/* Sets the coverage of `n` plates from the channels of a pass. */
static void
count_pass(cairo_surface_t *surface, const Pass *pass, const BxPage *page, int first_plate, int n)
{
    int width = cairo_image_surface_get_width(surface);
    int height = cairo_image_surface_get_height(surface);
    double full = 255 * page->width * page->height * pass->scale * pass->scale;
    for (int c = 0; c < n; c++) {
        guint64 sum = 0;
        for (int y = 0; y < height; y++)
            sum += sum_row(bx_plate_row(surface, y), width, c);
        g_array_index(pass->plates, BxPlate, first_plate + c).coverage = 100 * (double)sum / full;
    }
}

/* ---- where most ink is ---- */

static void
note_ink(BxPlates *plates, const BxInk *ink, double x, double y)
{
    if (ink->spot[0])
        bx_plates_note(plates, strcmp(ink->spot, ALL_PLATES) == 0 ? 0 : 100 * ink->tint, x, y,
                       NULL);
    else
        bx_plates_note(plates, 100 * (ink->c + ink->m + ink->y + ink->k), x, y, NULL);
}

static void
note_picture(BxPlates *plates, const BxPlaced *placed, const BxPictures *pictures)
{
    if (pictures && placed->picture.index < bx_pictures_count(pictures))
        bx_plates_note(plates, bx_pictures_lookup(pictures, placed->picture.index)->ink_max,
                       placed->picture.rect.x, placed->picture.rect.y, NULL);
}

/* All but black knocks out: the most that a point can have without black on it is what one thing prints. */
static void
note_most(BxPlates *plates, const BxPage *page, const BxPictures *pictures)
{
    for (guint i = 0; i < page->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
        const Drawn drawn = drawn_of(placed);
        for (int k = 0; k < drawn.n; k++)
            note_ink(plates, drawn.inks[k], drawn.x, drawn.y);
        if (placed->kind == BX_PLACED_PICTURE)
            note_picture(plates, placed, pictures);
    }
}

/* ---- the whole ---- */

/* Whether a pass would draw anything. */
static bool
has_ink(const Pass *pass, const BxInk *ink)
{
    double amounts[CHANNELS];
    if (bx_ink_is_black(ink) && pass->kind != PASS_BLACK)
        return false;
    amounts_of(pass, ink, amounts);
    return amounts[0] + amounts[1] + amounts[2] > 0;
}

static bool
is_needed(const Pass *pass, const BxPage *page)
{
    for (guint i = 0; i < page->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
        const Drawn drawn = drawn_of(placed);
        if (placed->kind == BX_PLACED_PICTURE)
            return true;
        for (int k = 0; k < drawn.n; k++)
            if (has_ink(pass, drawn.inks[k]))
                return true;
    }
    return false;
}

/* Draws the page for `n` plates from `first_plate` on and counts them. */
static void
count_plates(const Pass *pass, const BxPage *page, int first_plate, int n)
{
    if (!is_needed(pass, page))
        return;
    cairo_surface_t *surface = draw_pass(pass, page);
    count_pass(surface, pass, page, first_plate, n);
    cairo_surface_destroy(surface);
}

/* Most of a page is black type on paper, which need not be drawn. */
static void
count_black(const Pass *pass, const BxPage *page)
{
    double area = 0;
    g_autoptr(BxPage) rest = pass->faces ? bx_black_rest(page, pass->faces, &area) : NULL;
    count_plates(pass, rest ? rest : page, BLACK_PLATE, 1);
    g_array_index(pass->plates, BxPlate, BLACK_PLATE).coverage +=
        100 * area / (page->width * page->height);
}

static void
check_black(BxPlates *plates, const Pass *pass, const BxPage *page)
{
    if (!is_needed(pass, page))
        return;
    cairo_surface_t *surface = draw_pass(pass, page);
    bx_check_overprint(plates, page, surface, pass->scale);
    cairo_surface_destroy(surface);
}

BxPlates *
bx_plates_new(const BxPage *page, const BxPictures *pictures, const BxFaces *faces)
{
    BxPlates *plates = g_new0(BxPlates, 1);
    plates->page = page->number;
    plates->plates = plates_of(page);
    Pass pass = {PASS_COLOURS, 0, plates->plates, COUNTED_PPI / 72, pictures, faces};
    count_plates(&pass, page, 0, CHANNELS);
    pass.kind = PASS_BLACK;
    count_black(&pass, page);
    pass.kind = PASS_SPOTS;
    int n_spots = (int)plates->plates->len - N_PROCESS;
    for (; pass.first_spot < n_spots; pass.first_spot += CHANNELS)
        count_plates(&pass, page, N_PROCESS + pass.first_spot,
                     MIN(CHANNELS, n_spots - pass.first_spot));
    note_most(plates, page, pictures);
    pass.kind = PASS_HEAVY;
    pass.scale = HEAVY_PPI / 72;
    check_black(plates, &pass, page);
    return plates;
}

/* ---- maps ---- */

static void
add_channels(BxInkMap *map, cairo_surface_t *surface, int first, int end)
{
    for (int y = 0; y < map->height; y++) {
        const guint32 *row = bx_plate_row(surface, y);
        guint16 *total = map->totals + (size_t)y * (size_t)map->width;
        for (int x = 0; x < map->width; x++)
            for (int c = first; (row[x] & PAPER) != PAPER && c < end; c++)
                total[x] = (guint16)(total[x] + bx_plate_ink(row[x], c));
    }
}

/* Adds what is wanted of a pass, which draws `n` plates from `at` on, one a channel. */
static void
map_pass(BxInkMap *map, const Pass *pass, const BxPage *page, int at, int n, int plate)
{
    if (plate != BX_ALL_PLATES && (plate < at || plate >= at + n))
        return;
    cairo_surface_t *surface = draw_pass(pass, page);
    if (!map->totals) {
        map->width = cairo_image_surface_get_width(surface);
        map->height = cairo_image_surface_get_height(surface);
        map->totals = g_new0(guint16, (size_t)map->width * (size_t)map->height);
    }
    if (plate == BX_ALL_PLATES)
        add_channels(map, surface, 0, n);
    else
        add_channels(map, surface, plate - at, plate - at + 1);
    cairo_surface_destroy(surface);
}

BxInkMap *
bx_ink_map_new(const BxPage *page, const BxPictures *pictures, int plate, double ppi)
{
    BxInkMap *map = g_new0(BxInkMap, 1);
    g_autoptr(GArray) plates = plates_of(page);
    int n_spots = (int)plates->len - N_PROCESS;
    Pass pass = {PASS_COLOURS, 0, plates, ppi / 72, pictures, NULL};
    map_pass(map, &pass, page, 0, CHANNELS, plate);
    pass.kind = PASS_BLACK;
    map_pass(map, &pass, page, BLACK_PLATE, 1, plate);
    pass.kind = PASS_SPOTS;
    for (; pass.first_spot < n_spots; pass.first_spot += CHANNELS)
        map_pass(map, &pass, page, N_PROCESS + pass.first_spot,
                 MIN(CHANNELS, n_spots - pass.first_spot), plate);
    return map;
}

void
bx_ink_map_free(BxInkMap *map)
{
    if (!map)
        return;
    g_free(map->totals);
    g_free(map);
}

void
bx_plates_free(BxPlates *plates)
{
    if (!plates)
        return;
    g_array_unref(plates->plates);
    g_free(plates->over);
    g_free(plates);
}
