/* SPDX-License-Identifier: Apache-2.0 */
/* Impose: pages to sheets. Four pages of a tabloid stand on the two sides of one broadsheet, spine to
 * spine (PP-17), as form XObjects; without imposition a sheet is a page. */

#include "press/steps.h"

#include "base/error.h"
#include "base/say.h"

#include <math.h>

#define N_IMPOSED 4

/* The pages of each side, left to right: outside, inside. */
static const int sides[2][2] = {{3, 0}, {1, 2}};

static void
plain_sheets(BxPressing *pressing)
{
    for (guint i = 0; i < pressing->pages->len; i++) {
        const BxPage *page = g_ptr_array_index(pressing->pages, i);
        BxSheet sheet = {.pages = {page},
                         .n_pages = 1,
                         .width = page->width,
                         .height = page->height,
                         .bleed = page->bleed,
                         .obj = bx_pdf_page(pressing->pdf, (int)i)};
        g_array_append_val(pressing->sheets, sheet);
    }
}

static bool
can_impose(const GPtrArray *pages)
{
    if (pages->len != N_IMPOSED)
        return false;
    const BxPage *first = g_ptr_array_index(pages, 0);
    for (guint i = 1; i < pages->len; i++) {
        const BxPage *page = g_ptr_array_index(pages, i);
        if (fabs(page->width - first->width) > BX_EPS_PT
            || fabs(page->height - first->height) > BX_EPS_PT
            || fabs(page->bleed - first->bleed) > BX_EPS_PT)
            return false;
    }
    return true;
}

/* The page's content as a form that ends at the spine: nothing bleeds onto its neighbour. */
static BxObj
page_form(BxPressing *pressing, int index, bool is_left)
{
    BxPdf *pdf = pressing->pdf;
    const BxPage *page = g_ptr_array_index(pressing->pages, index);
    double margin = pressing->settings->margin_pt;
    BxObj obj = bx_pdf_page(pdf, index);
    g_autoptr(GBytes) content = bx_obj_page_content(pdf, obj);
    if (!content)
        return 0;
    gsize length;
    const char *data = g_bytes_get_data(content, &length);
    BxObj form = bx_pdf_new_stream(pdf, data, length);
    bx_obj_set(pdf, form, "/Type", bx_pdf_new_name(pdf, "/XObject"));
    bx_obj_set(pdf, form, "/Subtype", bx_pdf_new_name(pdf, "/Form"));
    bx_obj_set(pdf, form, "/Resources", bx_obj_key(pdf, obj, "/Resources"));
    bx_obj_set(pdf, form, "/BBox",
               bx_pdf_new_rect(pdf, is_left ? 0 : margin, 0,
                               page->width + (is_left ? margin : 2 * margin),
                               page->height + 2 * margin));
    return form;
}

static BxSheet
imposed_sheet(BxPressing *pressing, const int *indices)
{
    BxPdf *pdf = pressing->pdf;
    const BxPage *left = g_ptr_array_index(pressing->pages, indices[0]);
    const BxPage *right = g_ptr_array_index(pressing->pages, indices[1]);
    double margin = pressing->settings->margin_pt;
    BxSheet sheet = {.pages = {left, right},
                     .offsets = {0, left->width},
                     .n_pages = 2,
                     .width = left->width + right->width,
                     .height = left->height,
                     .bleed = left->bleed};
    sheet.obj = bx_pdf_add_page(pdf, sheet.width + 2 * margin, sheet.height + 2 * margin);
    char shift[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(shift, sizeof shift, "%.4f", left->width);
    g_autofree char *content =
        g_strdup_printf("/BxLeft Do\nq 1 0 0 1 %s 0 cm /BxRight Do Q\n", shift);
    bx_obj_set(pdf, sheet.obj, "/Contents", bx_pdf_new_stream(pdf, content, strlen(content)));
    BxObj objects = bx_obj_key_dict(pdf, bx_obj_key_dict(pdf, sheet.obj, "/Resources"), "/XObject");
    bx_obj_set(pdf, objects, "/BxLeft", page_form(pressing, indices[0], true));
    bx_obj_set(pdf, objects, "/BxRight", page_form(pressing, indices[1], false));
    return sheet;
}

bool
bx_press_impose(BxPressing *pressing, GError **error)
{
    if (!pressing->settings->impose) {
        plain_sheets(pressing);
        return bx_pdf_check(pressing->pdf, error);
    }
    if (!can_impose(pressing->pages)) {
        g_set_error(error, BX_ERROR, BX_ERROR_PDF,
                    _("two pages a sheet needs an issue of four pages of one size"));
        return false;
    }
    for (guint side = 0; side < G_N_ELEMENTS(sides); side++) {
        BxSheet sheet = imposed_sheet(pressing, sides[side]);
        g_array_append_val(pressing->sheets, sheet);
    }
    for (int i = 0; i < N_IMPOSED; i++)
        bx_pdf_remove_page(pressing->pdf, bx_pdf_page(pressing->pdf, 0));
    return bx_pdf_check(pressing->pdf, error);
}
