/* SPDX-License-Identifier: Apache-2.0 */
#include "proofs.h"

#include "base/error.h"
#include "base/file.h"
#include "base/say.h"
#include "paint/layers.h"
#include "press/foreign.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#define VERSION_CHARS 8 /* of the sum: enough to tell the states of one issue apart */
#define BLOCK_BYTES (64 * 1024)

struct BxProofs {
    const BxProofing *from;
    char *moment, *version;
    BxSimulation *simulation; /* NULL: none */
    BxProof *proof;
};

/* ---- options ---- */

static bool
read_paper(const char *word, BxPaper *paper)
{
    static const char *const words[] = {
        [BX_PAPER_FULL] = "full", [BX_PAPER_A4] = "a4", [BX_PAPER_A3] = "a3"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (!word || strcmp(words[i], word) == 0) {
            *paper = (BxPaper)i;
            return true;
        }
    return false;
}

static bool
is_date(const char *text)
{
    g_autoptr(GTimeZone) utc = g_time_zone_new_utc();
    g_autofree char *iso =
        strlen(text) == 10 ? g_strconcat(text, " 00:00:00", NULL) : g_strconcat(text, ":00", NULL);
    g_autoptr(GDateTime) moment = strlen(iso) == 19 ? g_date_time_new_from_iso8601(iso, utc) : NULL;
    return moment != NULL;
}

static bool
read_options(const BxProofOptions *options, BxProofSettings *settings, GError **error)
{
    static const char *const stamps[] = {"一校", "二校", "三校", "清样", NULL};
    g_autofree char *unknown = NULL;
    settings->overlays = BX_OVERLAYS_DEFAULT;
    settings->stamp = options->stamp;
    if (options->overlays && !bx_overlays_parse(options->overlays, &settings->overlays, &unknown))
        g_set_error(error, BX_ERROR, BX_ERROR_IO,
                    _("“%s” is no overlay; there are grid, slots, fit, overset, pictures, loose, "
                      "findings, files, and all, none, default"),
                    unknown);
    else if (!read_paper(options->paper, &settings->paper))
        g_set_error(error, BX_ERROR, BX_ERROR_IO, _("paper is a4, a3 or full, not “%s”"),
                    options->paper);
    else if (options->stamp && !g_strv_contains(stamps, options->stamp))
        g_set_error(error, BX_ERROR, BX_ERROR_IO,
                    _("a stamp is 一校, 二校, 三校 or 清样, not “%s”"), options->stamp);
    else if (options->date && !is_date(options->date))
        g_set_error(error, BX_ERROR, BX_ERROR_IO,
                    _("“%s” is no date like 2026-11-25 or 2026-11-25 09:30"), options->date);
    else
        return true;
    return false;
}

bool
bx_proof_options_check(const BxProofOptions *options, GError **error)
{
    BxProofSettings settings = {0};
    return read_options(options, &settings, error);
}

/* ---- the stamp ---- */

static char *
moment_of(const BxProofOptions *options)
{
    const char *epoch = g_getenv("SOURCE_DATE_EPOCH");
    if (options->date)
        return g_strdup(options->date);
    g_autoptr(GDateTime) moment =
        epoch && *epoch ? g_date_time_new_from_unix_utc(g_ascii_strtoll(epoch, NULL, 10))
                        : g_date_time_new_now_local();
    return moment ? g_date_time_format(moment, "%Y-%m-%d %H:%M") : g_strdup("");
}

static int
order_of_sources(gconstpointer a, gconstpointer b)
{
    return strcmp((*(BxSource *const *)a)->path, (*(BxSource *const *)b)->path);
}

static void
sum_file(GChecksum *sum, const char *path)
{
    guchar block[BLOCK_BYTES];
    int fd = path ? open(path, O_RDONLY | O_CLOEXEC) : -1;
    ssize_t n;
    while (fd >= 0 && (n = read(fd, block, sizeof block)) > 0)
        g_checksum_update(sum, block, n);
    if (fd >= 0)
        close(fd);
}

/* Of everything that the issue is made of: text files by their paths, pictures and advertisements. */
static char *
version_of(const BxProofInput *input)
{
    const BxIssue *issue = input->plan->issue;
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    g_autoptr(GPtrArray) sources = g_ptr_array_new();
    for (guint i = 0; i < issue->sources->len; i++)
        g_ptr_array_add(sources, g_ptr_array_index(issue->sources, i));
    g_ptr_array_sort(sources, order_of_sources);
    for (guint i = 0; i < sources->len; i++) {
        const BxSource *source = g_ptr_array_index(sources, i);
        g_checksum_update(sum, (const guchar *)source->text, (gssize)source->length);
    }
    for (int i = 0; i < input->plan->n_pictures; i++)
        if (input->places[i].picture)
            sum_file(sum, input->places[i].picture->file);
    for (guint i = 0; i < issue->pages->len; i++) {
        const GPtrArray *ads = ((const BxPageSpec *)g_ptr_array_index(issue->pages, i))->ads;
        for (guint k = 0; k < ads->len; k++)
            sum_file(sum, ((const BxAd *)g_ptr_array_index(ads, k))->file);
    }
    return g_strndup(g_checksum_get_string(sum), VERSION_CHARS);
}

/* ---- the sheets ---- */

BxProofs *
bx_proofs_new(const BxProofing *proofing, GError **error)
{
    g_autoptr(BxProofs) proofs = g_new0(BxProofs, 1);
    BxProofInput input = proofing->input;
    const BxProofOptions *options = proofing->options;
    proofs->from = proofing;
    if (!read_options(options, &input.settings, error))
        return NULL;
    if (options->simulate && !(proofs->simulation = bx_simulation_new(proofing->profile, error)))
        return NULL;
    if (options->stamp) {
        input.settings.moment = proofs->moment = moment_of(options);
        input.settings.version = proofs->version = version_of(&input);
    }
    proofs->proof = bx_proof_new(&input, proofing->wanted);
    return g_steal_pointer(&proofs);
}

void
bx_proofs_free(BxProofs *proofs)
{
    if (!proofs)
        return;
    bx_proof_free(proofs->proof);
    bx_simulation_free(proofs->simulation);
    g_free(proofs->moment);
    g_free(proofs->version);
    g_free(proofs);
}

GBytes *
bx_proofs_pdf(const BxProofs *proofs, GError **error)
{
    const BxProofing *from = proofs->from;
    guint n = from->wanted->len;
    g_autoptr(GPtrArray) sheets = g_ptr_array_new();
    g_autofree BxForeignPlace *places = g_new0(BxForeignPlace, n);
    for (guint i = 0; i < n; i++) {
        const BxProofSheet *sheet = g_ptr_array_index(proofs->proof->sheets, i);
        places[i] = (BxForeignPlace){sheet->x, sheet->y, sheet->scale, sheet->layers->height};
        g_ptr_array_add(sheets, sheet->layers);
    }
    g_autoptr(GBytes) painted = bx_layers_pdf(sheets, from->input.pictures, proofs->simulation,
                                              from->title, from->date, error);
    if (!painted || from->input.foreign->len == 0)
        return g_steal_pointer(&painted);
    return bx_foreign_put_in_proof(painted, from->wanted, from->input.foreign, places, error);
}

/* ---- advertisements' PDFs as pixels ---- */

/* A copy of the page that has them alone; NULL: it has none. */
static BxPage *
page_of_ads(const BxPage *page)
{
    g_autoptr(BxPage) copy = bx_page_new(page->number, NULL, page->width, page->height, 0);
    for (guint i = 0; i < page->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
        if (placed->kind == BX_PLACED_PDF)
            g_array_append_vals(copy->placed, placed, 1);
    }
    return copy->placed->len ? g_steal_pointer(&copy) : NULL;
}

/* A file without a name, which the child opens by ours. */
static BxRaster *
raster_of(GBytes *pdf, double ppi, GError **error)
{
    gsize size;
    const char *data = g_bytes_get_data(pdf, &size);
    int fd = memfd_create("banxin-ads", MFD_CLOEXEC);
    g_autofree char *path = g_strdup_printf("/proc/%d/fd/%d", (int)getpid(), fd);
    ssize_t n = 1;
    for (gsize done = 0; fd >= 0 && done < size && n > 0; done += (gsize)MAX(0, n))
        n = write(fd, data + done, size - done);
    BxTool *tool = fd >= 0 && n > 0 ? bx_raster_start_pdf(path, 0, ppi, error) : NULL;
    BxRaster *raster = tool ? bx_raster_finish_pdf(tool, error) : NULL;
    if (fd >= 0)
        close(fd);
    return raster;
}

/* The page's advertisements as they lie under it; NULL where there are none, or nothing to draw them with. */
static BxRaster *
raster_of_ads(const BxProofs *proofs, const BxPage *page, double ppi)
{
    g_autoptr(BxPage) ads = page_of_ads(page);
    if (!ads)
        return NULL;
    const BxProofing *from = proofs->from;
    g_autoptr(GPtrArray) sheets = g_ptr_array_new_with_free_func((GDestroyNotify)bx_layers_free);
    g_autoptr(GPtrArray) pages = g_ptr_array_new();
    const BxForeignPlace place = {0, 0, 1, page->height};
    g_ptr_array_add(sheets, bx_layers_of_page(ads));
    g_ptr_array_add(pages, ads);
    g_autoptr(GBytes) blank = bx_layers_pdf(sheets, NULL, NULL, "", from->date, NULL);
    g_autoptr(GBytes) pdf =
        blank ? bx_foreign_put_in_proof(blank, pages, from->input.foreign, &place, NULL) : NULL;
    return pdf ? raster_of(pdf, ppi, NULL) : NULL;
}

BxRaster *
bx_proofs_raster(const BxProofs *proofs, guint index, double ppi, GError **error)
{
    const BxProofSheet *sheet = g_ptr_array_index(proofs->proof->sheets, index);
    BxLayer *first = &g_array_index(sheet->layers->layers, BxLayer, 0);
    const BxPage *stand_ins;
    g_autoptr(BxRaster) ads = raster_of_ads(proofs, first->page, ppi * sheet->scale);
    first->under = ads;
    guint n = sheet->layers->layers->len;
    if (!ads && (stand_ins = bx_proof_stand_ins(proofs->proof, &proofs->from->input, first->page)))
        bx_layers_add(sheet->layers,
                      (BxLayer){stand_ins, NULL, sheet->x, sheet->y, sheet->scale, 1, false});
    BxRaster *raster =
        bx_raster_new(sheet->layers, proofs->from->input.pictures, ppi, proofs->simulation, error);
    g_array_set_size(sheet->layers->layers, n);
    g_array_index(sheet->layers->layers, BxLayer, 0).under = NULL;
    return raster;
}

BxSheetRect
bx_proofs_sheet(const BxProofs *proofs, guint index)
{
    const BxProofSheet *sheet = g_ptr_array_index(proofs->proof->sheets, index);
    return (BxSheetRect){-sheet->x / sheet->scale, -sheet->y / sheet->scale,
                         sheet->layers->width / sheet->scale, sheet->layers->height / sheet->scale};
}

/* ---- files ---- */

static bool
write_png(const BxProofs *proofs, guint index, const char *dir, double ppi, GError **error)
{
    const BxPage *page = g_ptr_array_index(proofs->from->wanted, index);
    g_autofree char *name = g_strdup_printf("page-%d.png", page->number);
    g_autofree char *path = g_build_filename(dir, name, NULL);
    g_autoptr(BxRaster) raster = bx_proofs_raster(proofs, index, ppi, error);
    g_autoptr(GBytes) png = raster ? bx_raster_png(raster, error) : NULL;
    return png && bx_write_file(path, png, error);
}

bool
bx_proofs_write_pngs(const BxProofs *proofs, const char *dir, double ppi, GError **error)
{
    if (g_mkdir_with_parents(dir, 0777) != 0) {
        g_set_error(error, BX_ERROR, BX_ERROR_IO, _("“%s” cannot be made: %s"), dir,
                    bx_errno_local(errno));
        return false;
    }
    for (guint i = 0; i < proofs->from->wanted->len; i++)
        if (!write_png(proofs, i, dir, ppi, error))
            return false;
    return true;
}
