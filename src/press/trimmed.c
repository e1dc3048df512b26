/* SPDX-License-Identifier: Apache-2.0 */
#include "press/trimmed.h"

#include "base/error.h"
#include "base/say.h"
#include "press/pdf.h"

GBytes *
bx_trimmed_page(GBytes *bytes, int index, GError **error)
{
    g_autoptr(BxPdf) pdf = bx_pdf_read(bytes, error);
    if (!pdf)
        return NULL;
    if (index < 0 || index >= bx_pdf_n_pages(pdf)) {
        g_set_error(error, BX_ERROR, BX_ERROR_PDF, _("the PDF has no page %d"), index + 1);
        return NULL;
    }
    BxObj page = bx_pdf_page(pdf, index);
    if (bx_obj_has(pdf, page, "/TrimBox"))
        bx_obj_set(pdf, page, "/CropBox", bx_obj_key(pdf, page, "/TrimBox"));
    for (int i = bx_pdf_n_pages(pdf) - 1; i >= 0; i--)
        if (i != index)
            bx_pdf_remove_page(pdf, bx_pdf_page(pdf, i));
    return bx_pdf_write(pdf, "1.6", false, error);
}
