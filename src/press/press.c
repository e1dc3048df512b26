/* SPDX-License-Identifier: Apache-2.0 */
/* Press: the stage's table of contents. */

#include "press/press.h"

#include "base/error.h"
#include "base/say.h"
#include "press/steps.h"

#include <math.h>

/* Paint and press have to mean the same pages. */
static bool
check_pages(BxPressing *pressing, GError **error)
{
    const double nearness = 0.01;
    int n = bx_pdf_n_pages(pressing->pdf);
    if (n != (int)pressing->pages->len) {
        g_set_error(error, BX_ERROR, BX_ERROR_PDF, _("%d pages were painted, %u are to be printed"),
                    n, pressing->pages->len);
        return false;
    }
    for (int i = 0; i < n; i++) {
        const BxPage *page = g_ptr_array_index(pressing->pages, i);
        BxObj box = bx_obj_key(pressing->pdf, bx_pdf_page(pressing->pdf, i), "/MediaBox");
        double width = bx_obj_number(pressing->pdf, bx_obj_item(pressing->pdf, box, 2));
        double height = bx_obj_number(pressing->pdf, bx_obj_item(pressing->pdf, box, 3));
        double margins = 2 * pressing->settings->margin_pt;
        if (fabs(width - page->width - margins) > nearness
            || fabs(height - page->height - margins) > nearness) {
            g_set_error(error, BX_ERROR, BX_ERROR_PDF,
                        _("page %d was painted %.2f × %.2f pt, not trim and margins"), page->number,
                        width, height);
            return false;
        }
    }
    return bx_pdf_check(pressing->pdf, error);
}

static GBytes *
write_standard(const BxPressing *pressing, GError **error)
{
    bool is_x4 = pressing->settings->standard == BX_PRESS_X4;
    return bx_pdf_write(pressing->pdf, is_x4 ? "1.6" : "1.4", /*pack*/ is_x4, error);
}

GBytes *
bx_press_make(GBytes *painted, const GPtrArray *pages, const BxKeys *keys,
              const BxPressSettings *settings, BxDiags *diags, GError **error)
{
    g_autoptr(BxPdf) pdf = bx_pdf_read(painted, error);
    g_autoptr(GArray) sheets = g_array_new(FALSE, FALSE, sizeof(BxSheet));
    BxPressing pressing = {.pdf = pdf,
                           .pages = pages,
                           .keys = keys,
                           .settings = settings,
                           .diags = diags,
                           .sheets = sheets};
    bx_press_check_bleed(&pressing);
    bool is_made = pdf && check_pages(&pressing, error) && bx_press_inks(&pressing, error)
                   && bx_press_ads(&pressing, error) && bx_press_impose(&pressing, error)
                   && bx_press_boxes(&pressing, error) && bx_press_marks(&pressing, error)
                   && bx_press_intent(&pressing, error) && bx_press_outline(&pressing, error)
                   && bx_press_info(&pressing, error);
    g_clear_pointer(&pressing.profile, g_bytes_unref);
    return is_made ? write_standard(&pressing, error) : NULL;
}
