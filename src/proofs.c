/* SPDX-License-Identifier: Apache-2.0 */
#include "proofs.h"

#include "paint/layers.h"
#include "paint/raster.h"
#include "press/foreign.h"

GBytes *
bx_proof_pdf(const BxProofing *proofing, GError **error)
{
    guint n = proofing->pages->len;
    g_autoptr(GPtrArray) sheets = g_ptr_array_new_with_free_func((GDestroyNotify)bx_layers_free);
    g_autofree BxForeignPlace *places = g_new0(BxForeignPlace, n);
    for (guint i = 0; i < n; i++) {
        const BxPage *page = g_ptr_array_index(proofing->pages, i);
        places[i] = (BxForeignPlace){0, 0, 1, page->height};
        g_ptr_array_add(sheets, bx_layers_of_page(page));
    }
    g_autoptr(GBytes) painted =
        bx_layers_pdf(sheets, proofing->pictures, NULL, proofing->title, proofing->date, error);
    if (!painted || proofing->foreign->len == 0)
        return g_steal_pointer(&painted);
    return bx_foreign_put_in_proof(painted, proofing->pages, proofing->foreign, places, error);
}

GBytes *
bx_proof_png(const BxProofing *proofing, guint index, double ppi, GError **error)
{
    g_autoptr(BxLayers) sheet = bx_layers_of_page(g_ptr_array_index(proofing->pages, index));
    g_autoptr(BxRaster) raster = bx_raster_new(sheet, proofing->pictures, ppi, NULL, error);
    return raster ? bx_raster_png(raster, error) : NULL;
}
