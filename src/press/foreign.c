/* SPDX-License-Identifier: Apache-2.0 */
/* Foreign: from a file to a form, with its size and what it has beyond the trim. */

#include "press/foreign_steps.h"

#include "base/say.h"

#include <gio/gio.h>
#include <math.h>
#include <stdarg.h>

static void
fail(const BxForeignJob *job, BxDiags *diags, const char *why)
{
    bx_diag(diags, BX_DIAG_AD_BROKEN, job->pos, "“%s” cannot be placed: %s", job->name,
            bx_word(why));
}

void
bx_foreign_fault(const BxForeign *foreign, BxDiags *diags, const char *rule, const char *format,
                 ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *what = bx_say_v(format, arguments);
    va_end(arguments);
    bx_diag(diags, BX_DIAG_AD_RULE, foreign->pos, "“%s”, page %d%s (%s)", foreign->name,
            foreign->page, what, rule);
}

void
bx_foreign_free(BxForeign *foreign)
{
    if (!foreign)
        return;
    bx_pdf_free(foreign->pdf);
    g_free(foreign->name);
    g_free(foreign);
}

void
bx_foreign_size(const BxForeign *foreign, double *width, double *height)
{
    *width = foreign->width;
    *height = foreign->height;
}

static GBytes *
read_file(const BxForeignJob *job, BxDiags *diags)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GFile) file = g_file_new_for_path(job->file);
    g_autoptr(GFileInfo) info =
        g_file_query_info(file, G_FILE_ATTRIBUTE_STANDARD_SIZE, 0, NULL, &error);
    if (info && g_file_info_get_size(info) > BX_FOREIGN_MAX_BYTES) {
        fail(job, diags, "it is over 64 MiB; save its pictures smaller");
        return NULL;
    }
    GBytes *bytes = info ? g_file_load_bytes(file, NULL, NULL, &error) : NULL;
    if (!bytes)
        fail(job, diags, error->message);
    return bytes;
}

/* ---- boxes ---- */

typedef struct {
    double left, bottom, right, top;
} Box;

static bool
read_box(BxPdf *pdf, BxObj page, const char *key, Box *box)
{
    BxObj array = bx_obj_key(pdf, page, key);
    if (bx_obj_count(pdf, array) != 4)
        return false;
    double n[4];
    for (int i = 0; i < 4; i++)
        n[i] = bx_obj_number(pdf, bx_obj_item(pdf, array, i));
    const Box read = {MIN(n[0], n[2]), MIN(n[1], n[3]), MAX(n[0], n[2]), MAX(n[1], n[3])};
    if (read.right - read.left < 1 || read.top - read.bottom < 1)
        return false;
    *box = read;
    return true;
}

/* The finished size: what is cut off, or failing that, what is shown. */
static bool
read_boxes(BxPdf *pdf, BxObj page, Box *trim, Box *bleed)
{
    static const char *const keys[] = {"/TrimBox", "/ArtBox", "/CropBox", "/MediaBox"};
    Box media;
    bool is_found = read_box(pdf, page, "/MediaBox", &media);
    for (size_t i = 0; is_found && i < G_N_ELEMENTS(keys); i++)
        if (read_box(pdf, page, keys[i], trim))
            break;
    if (!is_found || !read_box(pdf, page, "/BleedBox", bleed))
        *bleed = media;
    return is_found;
}

/* Turned by /Rotate and set at 0, 0; /UserUnit enlarges. */
static void
set_geometry(BxForeign *foreign, BxObj page, Box trim, Box bleed)
{
    BxPdf *pdf = foreign->pdf;
    double unit = bx_obj_number(pdf, bx_obj_key(pdf, page, "/UserUnit"));
    int turns = (int)lround(bx_obj_number(pdf, bx_obj_key(pdf, page, "/Rotate")) / 90) & 3;
    const double beyond[BX_N_SIDES] = {
        [BX_SIDE_LEFT] = trim.left - bleed.left,
        [BX_SIDE_TOP] = bleed.top - trim.top,
        [BX_SIDE_RIGHT] = bleed.right - trim.right,
        [BX_SIDE_BOTTOM] = trim.bottom - bleed.bottom,
    };
    const double matrices[4][6] = {{1, 0, 0, 1, -trim.left, -trim.bottom},
                                   {0, -1, 1, 0, -trim.bottom, trim.right},
                                   {-1, 0, 0, -1, trim.right, trim.top},
                                   {0, 1, -1, 0, trim.top, -trim.left}};
    double width = trim.right - trim.left, height = trim.top - trim.bottom;
    unit = unit > 0 ? unit : 1;
    foreign->width = unit * (turns & 1 ? height : width);
    foreign->height = unit * (turns & 1 ? width : height);
    for (int i = 0; i < BX_N_SIDES;
         i++) /* a quarter turn clockwise brings the left side to the top */
        foreign->bleed[(i + turns) % BX_N_SIDES] = MAX(0, unit * beyond[i]);
    BxObj matrix = bx_pdf_parse(pdf, "[ ]");
    for (int i = 0; i < 6; i++)
        bx_obj_append(pdf, matrix, bx_pdf_new_number(pdf, unit * matrices[turns][i]));
    bx_obj_set(pdf, foreign->form, "/Matrix", matrix);
    bx_obj_set(pdf, foreign->form, "/BBox",
               bx_pdf_new_rect(pdf, MIN(bleed.left, trim.left), MIN(bleed.bottom, trim.bottom),
                               MAX(bleed.right, trim.right), MAX(bleed.top, trim.top)));
}

/* ---- the whole ---- */

static void
make_form(BxForeign *foreign, BxObj page, bool needs_group)
{
    BxPdf *pdf = foreign->pdf;
    g_autoptr(GBytes) content = bx_obj_page_content(pdf, page);
    gsize length = 0;
    const char *data = content ? g_bytes_get_data(content, &length) : NULL;
    foreign->form = bx_pdf_new_stream(pdf, data ? data : "", length);
    bx_obj_set(pdf, foreign->form, "/Type", bx_pdf_new_name(pdf, "/XObject"));
    bx_obj_set(pdf, foreign->form, "/Subtype", bx_pdf_new_name(pdf, "/Form"));
    bx_obj_set(pdf, foreign->form, "/Resources", bx_obj_key_dict(pdf, page, "/Resources"));
    if (needs_group)
        bx_obj_set(pdf, foreign->form, "/Group", bx_obj_key(pdf, page, "/Group"));
}

static const char *
refuse_file(BxPdf *pdf, int page)
{
    if (bx_pdf_is_encrypted(pdf))
        return N_("it is encrypted; ask for it without a password");
    if (page > bx_pdf_n_pages(pdf))
        return N_("it has no page of that number");
    return NULL;
}

BxForeign *
bx_foreign_read(const BxForeignJob *job, BxPressStandard standard, BxDiags *diags)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(GBytes) bytes = read_file(job, diags);
    BxPdf *pdf = bytes ? bx_pdf_read(bytes, &error) : NULL;
    if (!pdf) {
        if (error)
            fail(job, diags, error->message);
        return NULL;
    }
    BxForeign *foreign = g_new0(BxForeign, 1);
    *foreign =
        (BxForeign){.name = g_strdup(job->name), .pos = job->pos, .page = job->page, .pdf = pdf};
    const char *refusal = refuse_file(pdf, job->page);
    BxObj page = refusal ? 0 : bx_pdf_page(pdf, job->page - 1);
    Box trim, bleed;
    if (!refusal && !read_boxes(pdf, page, &trim, &bleed))
        refusal = N_("its page has no size");
    g_autofree char *why = g_strdup(refusal);
    bool needs_group = false;
    if (!why && bx_foreign_walk(foreign, page, standard, &needs_group, &why, diags)) {
        make_form(foreign, page, needs_group);
        set_geometry(foreign, page, trim, bleed);
        if (bx_pdf_check(pdf, &error))
            return foreign;
    }
    fail(job, diags, why ? why : error->message);
    bx_foreign_free(foreign);
    return NULL;
}
