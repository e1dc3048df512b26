/* SPDX-License-Identifier: Apache-2.0 */
/* Marks: crop and bleed marks, register targets and a colour bar, in the margin outside the bleed
 * (PP-13). The slug line is text and comes from paint, in registration ink. */

#include "press/steps.h"

#include "base/error.h"
#include "base/say.h"
#include "base/units.h"

#include <stdarg.h>

#define GAP (1 * BX_PT_PER_MM)    /* from the bleed to the marks */
#define LENGTH (5 * BX_PT_PER_MM) /* of a crop mark; a bleed mark has BLEED_SHARE of it */
#define BLEED_SHARE 0.6
#define EDGE (1 * BX_PT_PER_MM) /* from the marks to the sheet's edge */
#define LINE_WIDTH 0.5          /* PP-11: the least for several inks */
#define TARGET_RADIUS (1.5 * BX_PT_PER_MM)
#define PATCH (5 * BX_PT_PER_MM)
#define CLEAR (10 * BX_PT_PER_MM) /* kept free beside a target and a corner */
#define CIRCLE 0.5522847498       /* control points of a quarter circle */

/* Patches of the colour bar, %: solids, half tones, and the grey balance patch of the three colours
 * beside the black tint it should look like (the customary 50/40/40). */
static const int patches[][4] = {
    {100, 0, 0, 0}, {0, 100, 0, 0}, {0, 0, 100, 0}, {0, 0, 0, 100},  {50, 0, 0, 0},
    {0, 50, 0, 0},  {0, 0, 50, 0},  {0, 0, 0, 50},  {50, 40, 40, 0},
};

double
bx_press_margin(const GPtrArray *pages, bool marks)
{
    double bleed = 0;
    for (guint i = 0; i < pages->len; i++)
        bleed = MAX(bleed, ((const BxPage *)g_ptr_array_index(pages, i))->bleed);
    return bleed + (marks ? GAP + LENGTH + EDGE : 0);
}

void
bx_press_slug_place(const BxPage *page, BxSlug slug, double *x, double *y, double *width)
{
    *x = CLEAR + (slug == BX_SLUG_PLATES ? page->width / 2 : 0);
    *y = -(page->bleed + GAP + LENGTH / 4);
    *width = MAX(0, page->width / 2 - 2 * CLEAR);
}

/* Appends operands with up to four decimals, and their operator. */
static void
draw(GString *out, const char *operator_name, int n, ...)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    va_list numbers;
    va_start(numbers, n);
    for (int i = 0; i < n; i++)
        g_string_append_printf(out, "%s ",
                               g_ascii_formatd(text, sizeof text, "%.4f", va_arg(numbers, double)));
    va_end(numbers);
    g_string_append_printf(out, "%s\n", operator_name);
}

static void
draw_line(GString *out, double x0, double y0, double x1, double y1)
{
    draw(out, "m", 2, x0, y0);
    draw(out, "l", 2, x1, y1);
    draw(out, "S", 0);
}

/* The marks at one line of the sheet, at both of its ends: `at` is the line's place across. */
static void
draw_pair(GString *out, double at, bool is_upright, double from, double to, double length)
{
    const double ends[2][2] = {{from - length, from}, {to, to + length}};
    for (int i = 0; i < 2; i++) {
        if (is_upright)
            draw_line(out, at, ends[i][0], at, ends[i][1]);
        else
            draw_line(out, ends[i][0], at, ends[i][1], at);
    }
}

static void
draw_cuts(GString *out, const BxSheet *sheet, double margin)
{
    double away = sheet->bleed + GAP;
    for (int is_bleed = 0; is_bleed < (sheet->bleed > 0 ? 2 : 1); is_bleed++) {
        double length = LENGTH * (is_bleed ? BLEED_SHARE : 1);
        double left = margin - (is_bleed ? sheet->bleed : 0);
        double far_x = 2 * margin + sheet->width - left, far_y = 2 * margin + sheet->height - left;
        double low = margin - away;
        const double across[2] = {left, far_x}, up[2] = {left, far_y};
        for (int i = 0; i < 2; i++) {
            draw_pair(out, across[i], true, low, margin + sheet->height + away, length);
            draw_pair(out, up[i], false, low, margin + sheet->width + away, length);
        }
    }
}

static void
draw_circle(GString *out, double x, double y, double r)
{
    double k = CIRCLE * r;
    draw(out, "m", 2, x + r, y);
    draw(out, "c", 6, x + r, y + k, x + k, y + r, x, y + r);
    draw(out, "c", 6, x - k, y + r, x - r, y + k, x - r, y);
    draw(out, "c", 6, x - r, y - k, x - k, y - r, x, y - r);
    draw(out, "c", 6, x + k, y - r, x + r, y - k, x + r, y);
    draw(out, "s", 0);
}

static void
draw_targets(GString *out, const BxSheet *sheet, double margin)
{
    double away = sheet->bleed + GAP + LENGTH / 2;
    double middle_x = margin + sheet->width / 2, middle_y = margin + sheet->height / 2;
    const double centres[4][2] = {{middle_x, margin - away},
                                  {middle_x, margin + sheet->height + away},
                                  {margin - away, middle_y},
                                  {margin + sheet->width + away, middle_y}};
    for (int i = 0; i < 4; i++) {
        double x = centres[i][0], y = centres[i][1];
        draw_line(out, x - LENGTH / 2, y, x + LENGTH / 2, y);
        draw_line(out, x, y - LENGTH / 2, x, y + LENGTH / 2);
        draw_circle(out, x, y, TARGET_RADIUS);
    }
}

/* At the foot, right of the target in the middle. Black alone overprints, here too. */
static void
draw_bar(GString *out, const BxSheet *sheet, double margin)
{
    double room = sheet->width / 2 - 2 * CLEAR;
    double width = MIN(PATCH, room / G_N_ELEMENTS(patches));
    double y = margin - sheet->bleed - GAP - LENGTH;
    for (guint i = 0; i < G_N_ELEMENTS(patches); i++) {
        const int *patch = patches[i];
        bool is_black = patch[0] + patch[1] + patch[2] == 0 && patch[3] == 100;
        draw(out, is_black ? "/" BX_OVERPRINT_NAME "3 gs" : "/" BX_OVERPRINT_NAME "0 gs", 0);
        draw(out, "k", 4, patch[0] / 100.0, patch[1] / 100.0, patch[2] / 100.0, patch[3] / 100.0);
        draw(out, "re", 4, margin + sheet->width / 2 + CLEAR + i * width, y, width, LENGTH);
        draw(out, "f", 0);
    }
}

static void
mark_sheet(BxPressing *pressing, const BxSheet *sheet, BxObj all)
{
    BxPdf *pdf = pressing->pdf;
    double margin = pressing->settings->margin_pt;
    g_autoptr(GBytes) content = bx_obj_page_content(pdf, sheet->obj);
    if (!content)
        return;
    gsize length;
    const char *data = g_bytes_get_data(content, &length);
    g_autoptr(GString) out = g_string_new("q\n");
    g_string_append_len(out, data, (gssize)length);
    g_string_append(out, "\nQ\n/" BX_OVERPRINT_NAME "0 gs /BxAll CS 1 SCN\n");
    draw(out, "w", 1, LINE_WIDTH);
    draw_cuts(out, sheet, margin);
    draw_targets(out, sheet, margin);
    draw_bar(out, sheet, margin);
    bx_obj_set(pdf, sheet->obj, "/Contents", bx_pdf_new_stream(pdf, out->str, out->len));
    BxObj resources = bx_obj_key_dict(pdf, sheet->obj, "/Resources");
    BxObj states = bx_obj_key_dict(pdf, resources, "/ExtGState");
    bx_obj_set(pdf, states, "/" BX_OVERPRINT_NAME "0", bx_press_overprint(pressing, 0));
    bx_obj_set(pdf, states, "/" BX_OVERPRINT_NAME "3",
               bx_press_overprint(pressing, BX_OVERPRINT_FILL | BX_OVERPRINT_STROKE));
    bx_obj_set(pdf, bx_obj_key_dict(pdf, resources, "/ColorSpace"), "/BxAll", all);
}

bool
bx_press_marks(BxPressing *pressing, GError **error)
{
    if (!pressing->settings->marks)
        return true;
    double needed = bx_press_margin(pressing->pages, true);
    if (pressing->settings->margin_pt < needed - BX_EPS_PT) {
        g_set_error(error, BX_ERROR, BX_ERROR_PDF,
                    _("marks need a margin of %.2f pt around the trim; there are %.2f pt"), needed,
                    pressing->settings->margin_pt);
        return false;
    }
    const BxInk registration = BX_INK_REGISTRATION;
    BxObj all = bx_press_separation(pressing->pdf, &registration);
    for (guint i = 0; i < pressing->sheets->len; i++)
        mark_sheet(pressing, &g_array_index(pressing->sheets, BxSheet, i), all);
    return bx_pdf_check(pressing->pdf, error);
}
