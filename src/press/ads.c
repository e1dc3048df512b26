/* SPDX-License-Identifier: Apache-2.0 */
/* Foreign pages in their places: scaled, cut to what shows, under all that is painted; and what is wrong with
 * them at that size. */

#include "press/foreign_steps.h"

#include "base/say.h"
#include "base/units.h"
#include "press/preflight.h"
#include "press/steps.h"
#include "press/survey.h"

#include <math.h>
#include <string.h>

#define SIZE_TOLERANCE 0.02  /* of the scale: more is said */
#define SHAPE_TOLERANCE 0.01 /* of the proportion */
#define PPI_LEAST 100        /* PP-10 */

/* ---- geometry ---- */

static double
scale_of(const BxForeign *foreign, const BxPlaced *placed)
{
    double across = placed->pdf.net.width / foreign->width;
    double down = placed->pdf.net.height / foreign->height;
    return placed->pdf.fills ? MAX(across, down) : MIN(across, down);
}

static void
append_numbers(GString *out, const double *numbers, int n, const char *operator_name)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    for (int i = 0; i < n; i++)
        g_string_append_printf(out, "%s ", g_ascii_formatd(text, sizeof text, "%.4f", numbers[i]));
    g_string_append_printf(out, "%s ", operator_name);
}

/* The operators that draw it on a sheet. */
static void
append_drawing(GString *out, const BxForeign *foreign, const BxPlaced *placed, const char *name,
               const BxForeignPlace *place)
{
    const BxRect *rect = &placed->pdf.rect, *net = &placed->pdf.net;
    double scale = scale_of(foreign, placed);
    double x = net->x + (net->width - scale * foreign->width) / 2;
    double foot = net->y + net->height - (net->height - scale * foreign->height) / 2;
    const double clip[4] = {place->x + place->scale * rect->x,
                            place->height - place->y - place->scale * (rect->y + rect->height),
                            place->scale * rect->width, place->scale * rect->height};
    const double matrix[6] = {place->scale * scale,
                              0,
                              0,
                              place->scale * scale,
                              place->x + place->scale * x,
                              place->height - place->y - place->scale * foot};
    g_string_append(out, "q ");
    append_numbers(out, clip, 4, "re W n");
    append_numbers(out, matrix, 6, "cm");
    g_string_append_printf(out, "%s Do Q\n", name);
}

/* ---- putting in ---- */

static void
put_on_page(BxPdf *pdf, BxObj obj, const BxPage *page, const GPtrArray *foreign,
            const BxForeignPlace *place)
{
    g_autoptr(GString) drawing = g_string_new(NULL);
    BxObj resources = bx_obj_key_dict(pdf, obj, "/Resources");
    for (guint i = 0; i < page->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
        if (placed->kind != BX_PLACED_PDF)
            continue;
        const BxForeign *one = g_ptr_array_index(foreign, placed->pdf.index);
        if (!one)
            continue;
        g_autofree char *name = g_strdup_printf("/" BX_FOREIGN_NAME "%d", placed->pdf.index);
        bx_obj_set(pdf, bx_obj_key_dict(pdf, resources, "/XObject"), name,
                   bx_pdf_copy(pdf, one->pdf, one->form));
        append_drawing(drawing, one, placed, name, place);
    }
    if (drawing->len == 0)
        return;
    g_autoptr(GBytes) painted = bx_obj_page_content(pdf, obj);
    gsize length = 0;
    const char *data = painted ? g_bytes_get_data(painted, &length) : NULL;
    g_string_append_len(drawing, data, (gssize)length);
    bx_obj_set(pdf, obj, "/Contents", bx_pdf_new_stream(pdf, drawing->str, drawing->len));
}

bool
bx_press_ads(BxPressing *pressing, GError **error)
{
    double margin = pressing->settings->margin_pt;
    for (guint i = 0; pressing->settings->foreign && i < pressing->pages->len; i++) {
        const BxPage *page = g_ptr_array_index(pressing->pages, i);
        const BxForeignPlace place = {margin, margin, 1, page->height + 2 * margin};
        put_on_page(pressing->pdf, bx_pdf_page(pressing->pdf, (int)i), page,
                    pressing->settings->foreign, &place);
    }
    return bx_pdf_check(pressing->pdf, error);
}

GBytes *
bx_foreign_put_in_proof(GBytes *painted, const GPtrArray *pages, const GPtrArray *foreign,
                        const BxForeignPlace *places, GError **error)
{
    g_autoptr(BxPdf) pdf = bx_pdf_read(painted, error);
    if (!pdf)
        return NULL;
    for (guint i = 0; i < pages->len; i++)
        put_on_page(pdf, bx_pdf_page(pdf, (int)i), g_ptr_array_index(pages, i), foreign,
                    &places[i]);
    return bx_pdf_write(pdf, "1.6", /*pack*/ true, error);
}

/* ---- what is wrong ---- */

static void
check_size(const BxForeign *foreign, const BxPlaced *placed, BxDiags *diags)
{
    const BxRect *net = &placed->pdf.net;
    double scale = scale_of(foreign, placed);
    double across = net->width / foreign->width, down = net->height / foreign->height;
    if (fabs(scale - 1) <= SIZE_TOLERANCE && fabs(across / down - 1) <= SHAPE_TOLERANCE)
        return;
    bx_diag(diags, BX_DIAG_AD_SIZE, foreign->pos,
            "“%s” is %.1f × %.1f mm, its place %.1f × %.1f mm: it is printed at %.0f %%%s",
            foreign->name, foreign->width / BX_PT_PER_MM, foreign->height / BX_PT_PER_MM,
            net->width / BX_PT_PER_MM, net->height / BX_PT_PER_MM, scale * 100,
            fabs(across / down - 1) <= SHAPE_TOLERANCE ? ""
            : placed->pdf.fills                        ? bx_word(", cut off at two sides")
                                                       : bx_word(", with white at two sides"));
}

static void
check_bleed(const BxForeign *foreign, const BxPlaced *placed, BxDiags *diags)
{
    static const char *const names[] = {[BX_SIDE_LEFT] = N_("left"),
                                        [BX_SIDE_TOP] = N_("top"),
                                        [BX_SIDE_RIGHT] = N_("right"),
                                        [BX_SIDE_BOTTOM] = N_("bottom")};
    const BxRect *rect = &placed->pdf.rect, *net = &placed->pdf.net;
    const double wanted[BX_N_SIDES] = {
        [BX_SIDE_LEFT] = net->x - rect->x,
        [BX_SIDE_TOP] = net->y - rect->y,
        [BX_SIDE_RIGHT] = rect->x + rect->width - net->x - net->width,
        [BX_SIDE_BOTTOM] = rect->y + rect->height - net->y - net->height};
    double scale = scale_of(foreign, placed), white_x = net->width - scale * foreign->width,
           white_y = net->height - scale * foreign->height;
    for (int i = 0; i < BX_N_SIDES; i++) {
        double white = (i == BX_SIDE_LEFT || i == BX_SIDE_RIGHT ? white_x : white_y) / 2;
        if (wanted[i] > 0 && scale * foreign->bleed[i] - white < wanted[i] - 0.5)
            bx_diag(diags, BX_DIAG_AD_SIZE, foreign->pos,
                    "“%s” has %.1f mm of bleed at its %s, where it runs off the page; %.1f mm are "
                    "wanted",
                    foreign->name, MAX(0, scale * foreign->bleed[i] - white) / BX_PT_PER_MM,
                    bx_word(names[i]), wanted[i] / BX_PT_PER_MM);
    }
}

/* A page of its own in its file, on which it stands at the size it is printed: what is surveyed is what the
 * press will see. */
static int
add_trial_page(const BxForeign *foreign, double scale)
{
    BxPdf *pdf = foreign->pdf;
    double width = scale * foreign->width, height = scale * foreign->height;
    BxObj page = bx_pdf_add_page(pdf, width, height);
    g_autoptr(GString) content = g_string_new(NULL);
    const double matrix[6] = {scale, 0, 0, scale, 0, 0};
    append_numbers(content, matrix, 6, "cm");
    g_string_append(content, "/" BX_FOREIGN_NAME "0 Do\n");
    bx_obj_set(pdf, page, "/TrimBox", bx_pdf_new_rect(pdf, 0, 0, width, height));
    bx_obj_set(pdf, page, "/Contents", bx_pdf_new_stream(pdf, content->str, content->len));
    bx_obj_set(pdf, bx_obj_key_dict(pdf, bx_obj_key_dict(pdf, page, "/Resources"), "/XObject"),
               "/" BX_FOREIGN_NAME "0", foreign->form);
    return bx_pdf_n_pages(pdf) - 1;
}

static void
check_pictures(const BxForeign *foreign, const BxSurvey *survey, BxDiags *diags)
{
    for (guint i = 0; survey->pictures && i < survey->pictures->len; i++) {
        const BxPreflightPicture *picture = &g_array_index(survey->pictures, BxPreflightPicture, i);
        if (picture->ppi < PPI_LEAST)
            bx_foreign_fault(foreign, diags, "PP-10",
                             ": a picture of %d × %d pixels has %.0f ppi as it is printed; %d are "
                             "wanted",
                             picture->width, picture->height, picture->ppi, PPI_LEAST);
    }
}

static void
check_rules(const BxForeign *foreign, const BxPlaced *placed, double ink_limit, BxDiags *diags)
{
    BxSurvey survey = {.is_one_page = true};
    bx_survey_page(foreign->pdf, add_trial_page(foreign, scale_of(foreign, placed)), &survey);
    const struct {
        const char *rule, *fault;
    } rows[] = {{"PP-8", survey.rgb},       {"PP-6", survey.white},        {"PP-6", survey.knocked},
                {"PP-11", survey.small},    {"PP-11", survey.hairline},    {"PP-18", survey.broken},
                {"PP-7", survey.alternate}, {"PP-13", survey.registration}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (rows[i].fault)
            bx_foreign_fault(foreign, diags, rows[i].rule,
                             rows[i].fault == survey.alternate ? ": %s" : "%s", rows[i].fault);
    if (survey.ink_max > ink_limit + 0.5)
        bx_foreign_fault(foreign, diags, "PP-9", ": %.0f %% of ink in all; the press holds %.0f %%",
                         survey.ink_max, ink_limit);
    check_pictures(foreign, &survey, diags);
    bx_survey_clear(&survey);
}

void
bx_foreign_check(const GPtrArray *pages, const GPtrArray *foreign, double ink_limit, BxDiags *diags)
{
    for (guint i = 0; i < pages->len; i++) {
        const BxPage *page = g_ptr_array_index(pages, i);
        for (guint k = 0; k < page->placed->len; k++) {
            const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, k);
            const BxForeign *one = placed->kind == BX_PLACED_PDF
                                       ? g_ptr_array_index(foreign, placed->pdf.index)
                                       : NULL;
            if (!one)
                continue;
            check_size(one, placed, diags);
            check_bleed(one, placed, diags);
            check_rules(one, placed, ink_limit > 0 ? ink_limit : BX_INK_LIMIT, diags);
        }
    }
}
