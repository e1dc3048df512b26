/* SPDX-License-Identifier: Apache-2.0 */
/* Boxes: MediaBox ⊇ BleedBox ⊇ TrimBox of every sheet (PP-3). The only place where y turns over:
 * PDF counts it upwards from the foot of the sheet. */

#include "press/steps.h"

#include "base/error.h"
#include "base/say.h"

/* What a newspaper page has no use for, and the group that Cairo blends in RGB. */
static const char *const unwanted[] = {"/Group",         "/ArtBox", "/CropBox",
                                       "/StructParents", "/Tabs",   "/Rotate"};

static void
set_boxes(BxPdf *pdf, const BxSheet *sheet, double margin)
{
    double right = margin + sheet->width, top = margin + sheet->height, bleed = sheet->bleed;
    bx_obj_set(pdf, sheet->obj, "/MediaBox",
               bx_pdf_new_rect(pdf, 0, 0, right + margin, top + margin));
    bx_obj_set(pdf, sheet->obj, "/BleedBox",
               bx_pdf_new_rect(pdf, margin - bleed, margin - bleed, right + bleed, top + bleed));
    bx_obj_set(pdf, sheet->obj, "/TrimBox", bx_pdf_new_rect(pdf, margin, margin, right, top));
}

bool
bx_press_boxes(BxPressing *pressing, GError **error)
{
    double margin = pressing->settings->margin_pt;
    for (guint i = 0; i < pressing->sheets->len; i++) {
        const BxSheet *sheet = &g_array_index(pressing->sheets, BxSheet, i);
        if (sheet->bleed > margin + BX_EPS_PT) {
            g_set_error(error, BX_ERROR, BX_ERROR_PDF,
                        _("the margin of %.2f pt is less than the bleed of %.2f pt"), margin,
                        sheet->bleed);
            return false;
        }
        for (guint k = 0; k < G_N_ELEMENTS(unwanted); k++)
            bx_obj_remove(pressing->pdf, sheet->obj, unwanted[k]);
        set_boxes(pressing->pdf, sheet, margin);
    }
    return bx_pdf_check(pressing->pdf, error);
}
