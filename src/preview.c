/* SPDX-License-Identifier: Apache-2.0 */
/* Preview: pages of a document to be looked at. */

#include "document.h"

#include "base/error.h"
#include "base/file.h"
#include "base/say.h"
#include "base/tool.h"
#include "paint/inkmap.h"
#include "press/trimmed.h"
#include "report/preview.h"
#include "version.h"

#include <glib/gstdio.h>
#include <unistd.h>

/* Diagnostics after which something of the issue is missing that its files say. */
static bool
leaves_out(BxDiagCode code)
{
    static const BxDiagCode codes[] = {
        BX_DIAG_YAML_SYNTAX,    BX_DIAG_NOT_UTF8,     BX_DIAG_FILE_MISSING, BX_DIAG_FILE_TOO_LARGE,
        BX_DIAG_NOT_A_FILE,     BX_DIAG_PATH_OUTSIDE, BX_DIAG_YAML_LIMIT,   BX_DIAG_STORY_MISSING,
        BX_DIAG_LAYOUT_MISSING, BX_DIAG_FRONT_MATTER, BX_DIAG_CONTROL_CHAR, BX_DIAG_KEY_MISSING,
        BX_DIAG_LAYOUT_LOOP};
    for (size_t i = 0; i < G_N_ELEMENTS(codes); i++)
        if (codes[i] == code)
            return true;
    return false;
}

char *
bx_document_unreadable(const BxDocument *document)
{
    GString *out = g_string_new(NULL);
    for (int i = 0; i < bx_diags_count(document->diags); i++) {
        const BxDiag *diag = bx_diags_lookup(document->diags, i);
        if (!leaves_out(diag->code))
            continue;
        g_string_append_printf(out, "%s: %s\n",
                               diag->pos.source ? diag->pos.source->path : "banxin", diag->message);
    }
    return g_string_free(out, FALSE);
}

/* Advertisements are PDFs that nobody has summed: one written anew is taken for another. */
static void
add_ads(GChecksum *sum, const BxPagePlan *plan)
{
    for (guint i = 0; i < plan->ads->len; i++) {
        const BxAd *ad = g_array_index(plan->ads, BxAdPlan, i).ad;
        GStatBuf info;
        if (!ad->is_pdf || !ad->file || g_stat(ad->file, &info) != 0)
            continue;
        const gint64 facts[] = {(gint64)info.st_ino, info.st_size, info.st_mtim.tv_sec,
                                info.st_mtim.tv_nsec};
        g_checksum_update(sum, (const guchar *)ad->file, -1);
        g_checksum_update(sum, (const guchar *)facts, sizeof facts);
    }
}

/* Of all that is painted: equal sums, equal pictures. */
static char *
sum_of(const BxPage *page, const BxPagePlan *plan, const BxPictures *pictures)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree char *version = bx_page_version(page, NULL);
    g_checksum_update(sum, (const guchar *)version, -1);
    for (guint i = 0; i < page->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
        if (placed->kind != BX_PLACED_PICTURE)
            continue;
        const char *key = bx_pictures_lookup(pictures, placed->picture.index)->key;
        g_checksum_update(sum, (const guchar *)(key ? key : "none"), -1);
    }
    add_ads(sum, plan);
    return g_strdup(g_checksum_get_string(sum));
}

void
bx_document_sum_pages(BxDocument *document)
{
    document->sums = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < document->pages->len; i++)
        g_ptr_array_add(document->sums,
                        sum_of(g_ptr_array_index(document->pages, i),
                               g_ptr_array_index(document->plan->pages, i), document->pictures));
}

const char *
bx_document_page_sum(const BxDocument *document, int page)
{
    bool is_there = document->sums && page >= 0 && page < (int)document->sums->len;
    return is_there ? g_ptr_array_index(document->sums, page) : NULL;
}

char *
bx_document_preview(const BxDocument *document)
{
    g_return_val_if_fail(document->is_preview, NULL);
    const BxPreviewInput input = {.plan = document->plan,
                                  .pages = document->pages,
                                  .sums = (char *const *)document->sums->pdata,
                                  .title = bx_document_title(document)};
    return bx_preview_json(&input);
}

char *
bx_document_findings(const BxDocument *document)
{
    return bx_findings_json(document->diags);
}

static double
ink_limit(const BxDocument *document)
{
    const BxPageSpec *first = g_ptr_array_index(document->issue->pages, 0);
    return first->layout->press.ink_limit;
}

static GBytes *
paint_map(const BxDocument *document, const BxPage *page, const BxView *view, GError **error)
{
    g_autoptr(GArray) inks = bx_plate_inks(page);
    bool is_heat = view->kind == BX_VIEW_INK;
    if (!is_heat && (view->plate < 0 || view->plate >= (int)inks->len)) {
        g_set_error(error, BX_ERROR, BX_ERROR_LIMIT, _("there is no plate %d"), view->plate);
        return NULL;
    }
    g_autoptr(BxInkMap) map =
        bx_ink_map_new(page, document->pictures, is_heat ? BX_ALL_PLATES : view->plate, view->ppi);
    g_autoptr(BxRaster) raster =
        is_heat ? bx_ink_map_heat(map, ink_limit(document))
                : bx_ink_map_plate(map, &g_array_index(inks, BxInk, view->plate));
    return bx_raster_png(raster, error);
}

/* The page with what a proof draws over and beside it. */
static GBytes *
paint_sheet(const BxDocument *document, guint index, const BxView *view, GError **error)
{
    const BxProofOptions options = {.overlays = view->overlays ? view->overlays : "none"};
    g_autoptr(GPtrArray) wanted = g_ptr_array_new();
    g_ptr_array_add(wanted, g_ptr_array_index(document->pages, index));
    BxProofing proofing = bx_document_proofing(document, wanted, "");
    proofing.options = &options;
    g_autoptr(BxProofs) proofs = bx_proofs_new(&proofing, error);
    g_autoptr(BxRaster) raster = proofs ? bx_proofs_raster(proofs, 0, view->ppi, error) : NULL;
    if (raster && view->sheet)
        *view->sheet = bx_proofs_sheet(proofs, 0);
    return raster ? bx_raster_png(raster, error) : NULL;
}

GBytes *
bx_document_picture(const BxDocument *document, int index, const BxView *view, GError **error)
{
    g_return_val_if_fail(document->is_preview, NULL);
    if (index < 0 || index >= (int)document->pages->len) {
        g_set_error(error, BX_ERROR, BX_ERROR_LIMIT, _("there is no page %d"), index);
        return NULL;
    }
    const BxPage *page = g_ptr_array_index(document->pages, index);
    double scale = view->ppi / 72;
    if (!(scale > 0 && page->width * page->height * scale * scale <= BX_RASTER_PIXELS_MAX)) {
        g_set_error(error, BX_ERROR, BX_ERROR_LIMIT, _("%g pixels an inch are too many"),
                    view->ppi);
        return NULL;
    }
    if (view->kind != BX_VIEW_PAGE)
        return paint_map(document, page, view, error);
    return paint_sheet(document, (guint)index, view, error);
}

/* What mutool makes of a file of one page. */
static GBytes *
draw_file(const char *path, double ppi, GError **error)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_ascii_formatd(digits, sizeof digits, "%.2f", ppi);
    const char *const arguments[] = {"draw", "-q", "-c", "rgb", "-F", "png", "-r",
                                     digits, "-o", "-",  "--",  path, "1",   NULL};
    BxTool *tool = bx_tool_start(arguments, error);
    return tool ? bx_tool_finish(tool, error) : NULL;
}

GBytes *
bx_pdf_picture(const char *path, int page, double ppi, GError **error)
{
    char *data, *file;
    gsize size;
    if (!g_file_get_contents(path, &data, &size, error))
        return NULL;
    g_autoptr(GBytes) whole = g_bytes_new_take(data, size);
    g_autoptr(GBytes) trimmed = bx_trimmed_page(whole, page, error);
    int fd = trimmed ? g_file_open_tmp("banxin-XXXXXX.pdf", &file, error) : -1;
    if (fd < 0)
        return NULL;
    close(fd);
    GBytes *picture = bx_write_file(file, trimmed, error) ? draw_file(file, ppi, error) : NULL;
    g_unlink(file);
    g_free(file);
    return picture;
}
