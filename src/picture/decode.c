/* SPDX-License-Identifier: Apache-2.0 */
/* Decode: header first, so that nothing is decoded that is too large; then one stream from the
 * file to the scaled picture, so that memory follows the result and not the source. */

#include "picture/decode.h"
#include "base/error.h"
#include "load/picture_size.h"

#include <math.h>
#include <string.h>
#include <unistd.h>

#define PT_PER_INCH 72.0
#define SHARPEN_SIGMA 0.7  /* pixels at 200 ppi: 0.09 mm, under one row of a 100 lpi screen */
#define SHARPEN_AMOUNT 0.5 /* of the difference to the blurred picture */

typedef int (*Load)(VipsSource *source, VipsImage **out, ...);

typedef struct {
    const char *magic;
    int length;
    const char *second; /* more magic at byte 8, or NULL */
    Load load;
    bool can_shrink; /* may be read at 1/2, 1/4, 1/8 for little */
} FileKind;

/* clang-format off */
static const FileKind file_kinds[] = {
    {"\xFF\xD8\xFF",      3, NULL,   vips_jpegload_source, true},
    {"\x89PNG\r\n\x1A\n", 8, NULL,   vips_pngload_source,  false},
    {"II*\0",             4, NULL,   vips_tiffload_source, false},
    {"MM\0*",             4, NULL,   vips_tiffload_source, false},
    {"II+\0",             4, NULL,   vips_tiffload_source, false}, /* BigTIFF */
    {"MM\0+",             4, NULL,   vips_tiffload_source, false},
    {"RIFF",              4, "WEBP", vips_webpload_source, false},
};
/* clang-format on */

/* How the part of the source that is shown goes into the place. */
typedef struct {
    int width, height;           /* of the part once scaled, upright */
    int crop_width, crop_height; /* of what is kept of it, scaled */
    int left, top;
    double ppi;
} Fit;

static const FileKind *
file_kind(VipsSource *source)
{
    const char *start = (const char *)vips_source_sniff(source, 12);
    for (size_t i = 0; start && i < G_N_ELEMENTS(file_kinds); i++) {
        const FileKind *kind = &file_kinds[i];
        if (memcmp(start, kind->magic, (size_t)kind->length) == 0
            && (!kind->second || memcmp(start + 8, kind->second, strlen(kind->second)) == 0))
            return kind;
    }
    return NULL;
}

/* Whether a JPEG has Adobe's marker (APP14): its CMYK is stored inverted. True too where the file cannot
 * be read from its start, as a pipe. */
static bool
has_adobe_marker(int fd)
{
    enum { HEAD = 9, APP14 = 0xEE, FRAME_DATA = 0xDA };
    unsigned char head[HEAD];
    for (off_t at = 2; pread(fd, head, HEAD, at) == HEAD;) {
        if (head[0] != 0xFF || head[1] == FRAME_DATA)
            return false;
        if (head[1] == APP14 && memcmp(head + 4, "Adobe", 5) == 0)
            return true;
        at += head[1] == 0xFF ? 1 : 2 + (head[2] << 8 | head[3]); /* a fill byte, or a segment */
    }
    return true;
}

/* libvips takes all CMYK of JPEGs for inverted. */
static bool
mend_inversion(VipsImage **image, GError **error)
{
    VipsImage *next = NULL;
    if (vips_invert(*image, &next, NULL)) {
        bx_vips_error(error);
        return false;
    }
    bx_image_take(image, next);
    return true;
}

/* The orientation as load read it: libvips passes over EXIF that comes after the pixels. */
static bool
set_orientation(VipsImage **image, int fd, GError **error)
{
    BxPictureHead head;
    VipsImage *next = NULL;
    if (!bx_picture_head(fd, &head)) /* a pipe; what libvips knows has to do */
        return true;
    if (vips_copy(*image, &next, NULL)) {
        bx_vips_error(error);
        return false;
    }
    vips_image_set_int(next, VIPS_META_ORIENTATION, head.orientation);
    bx_image_take(image, next);
    return true;
}

/* The picture as it is to be understood: its orientation known, its CMYK the right way round. */
static VipsImage *
load(const FileKind *kind, int fd, VipsSource *source, int shrink, GError **error)
{
    /* a torn file is an error: half a picture must not get into print unseen */
    VipsImage *image = NULL;
    int failed = kind->can_shrink
                     ? kind->load(source, &image, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                                  VIPS_FAIL_ON_ERROR, "shrink", shrink, NULL)
                     : kind->load(source, &image, "access", VIPS_ACCESS_SEQUENTIAL, "fail_on",
                                  VIPS_FAIL_ON_ERROR, NULL);
    if (failed) {
        bx_vips_error(error);
        return NULL;
    }
    bool is_inverted_wrongly = kind->load == vips_jpegload_source
                               && image->Type == VIPS_INTERPRETATION_CMYK && !has_adobe_marker(fd);
    if ((!is_inverted_wrongly || mend_inversion(&image, error))
        && set_orientation(&image, fd, error))
        return image;
    g_object_unref(image);
    return NULL;
}

static bool
is_sideways(VipsImage *image)
{
    return vips_image_get_orientation(image) >= 5; /* EXIF 5 … 8 turn by 90° */
}

static int
scaled(double length, double scale)
{
    return MAX(1, (int)floor(length * scale + 1e-6));
}

/* The focus is a share of the whole source, `from` and `share` are where the part lies in it. */
static int
crop_start(int part, int kept, double focus, double from, double share)
{
    int start = (int)lround(part * (focus - from) / share - kept / 2.0);
    return CLAMP(start, 0, part - kept);
}

static Fit
fit(VipsImage *source, const BxOrder *order)
{
    const BxCrop *part = &order->part;
    bool turned = is_sideways(source);
    double width = (turned ? source->Ysize : source->Xsize) * part->width;
    double height = (turned ? source->Xsize : source->Ysize) * part->height;
    double x_ppi = width / (order->width_pt / PT_PER_INCH);
    double y_ppi = height / (order->height_pt / PT_PER_INCH);
    Fit made = {.ppi = MIN(x_ppi, y_ppi)};
    double scale = MIN(1, order->ppi / made.ppi);
    made.width = scaled(width, scale);
    made.height = scaled(height, scale);
    made.crop_width = made.width;
    made.crop_height = made.height;
    if (order->crop) {
        double used = made.ppi * scale / PT_PER_INCH; /* pixels a point */
        made.crop_width = MIN(made.width, scaled(order->width_pt, used));
        made.crop_height = MIN(made.height, scaled(order->height_pt, used));
        made.left =
            crop_start(made.width, made.crop_width, order->focus_x, part->left, part->width);
        made.top =
            crop_start(made.height, made.crop_height, order->focus_y, part->top, part->height);
    }
    return made;
}

/* A part of the upright picture as it lies in the file (EXIF 2.3, 4.6.4, Orientation). */
static BxCrop
part_as_stored(const BxCrop *part, int orientation)
{
    bool is_turned = orientation >= 5;
    double across = is_turned ? part->top : part->left, down = is_turned ? part->left : part->top;
    BxCrop stored = {across, down, is_turned ? part->height : part->width,
                     is_turned ? part->width : part->height};
    static const bool from_right[] = {0, 0, 1, 1, 0, 0, 0, 1, 1}; /* orientations 1 … 8 */
    static const bool from_foot[] = {0, 0, 0, 1, 1, 0, 1, 1, 0};
    if (from_right[orientation])
        stored.left = 1 - stored.left - stored.width;
    if (from_foot[orientation])
        stored.top = 1 - stored.top - stored.height;
    return stored;
}

/* Before anything is scaled: what is not shown costs nothing. */
static bool
take_part(VipsImage **image, const BxCrop *part, GError **error)
{
    if (part->width >= 1 && part->height >= 1)
        return true;
    BxCrop stored = part_as_stored(part, vips_image_get_orientation(*image));
    double width = (*image)->Xsize, height = (*image)->Ysize;
    int left = CLAMP((int)lround(stored.left * width), 0, (int)width - 1);
    int top = CLAMP((int)lround(stored.top * height), 0, (int)height - 1);
    int across = CLAMP((int)lround(stored.width * width), 1, (int)width - left);
    int down = CLAMP((int)lround(stored.height * height), 1, (int)height - top);
    VipsImage *next = NULL;
    if (vips_extract_area(*image, &next, left, top, across, down, NULL)) {
        bx_vips_error(error);
        return false;
    }
    bx_image_take(image, next);
    return true;
}

/* The JPEG decoder's own reduction, as far as a factor of two is left for a good filter. */
static int
cheap_shrink(VipsImage *source, const BxCrop *part, const Fit *made)
{
    bool turned = is_sideways(source);
    double shown = source->Xsize * (turned ? part->height : part->width);
    double factor = shown / (turned ? made->height : made->width);
    return factor >= 16 ? 8 : factor >= 8 ? 4 : factor >= 4 ? 2 : 1;
}

/* Four or fewer channels of 8 or 16 bits that mean grey, RGB or CMYK. */
static bool
make_plain(VipsImage **image, GError **error)
{
    VipsImage *next = NULL;
    VipsInterpretation space = (*image)->Type;
    bool is_deep = (*image)->BandFmt != VIPS_FORMAT_UCHAR;
    if (space == VIPS_INTERPRETATION_LAB || space == VIPS_INTERPRETATION_LABS
        || space == VIPS_INTERPRETATION_XYZ || space == VIPS_INTERPRETATION_scRGB) {
        if (vips_colourspace(*image, &next,
                             is_deep ? VIPS_INTERPRETATION_RGB16 : VIPS_INTERPRETATION_sRGB,
                             NULL)) {
            bx_vips_error(error);
            return false;
        }
        vips_image_remove(next, VIPS_META_ICC_NAME);
        bx_image_take(image, next);
    }
    if ((*image)->BandFmt == VIPS_FORMAT_UCHAR || (*image)->BandFmt == VIPS_FORMAT_USHORT)
        return true;
    g_set_error(error, BX_ERROR, BX_ERROR_PICTURE, "its pixels have neither 8 nor 16 bits");
    return false;
}

/* What is transparent shows the paper. */
static bool
flatten(VipsImage **image, GError **error)
{
    if (!vips_image_hasalpha(*image))
        return true;
    double full = (*image)->BandFmt == VIPS_FORMAT_UCHAR ? 255 : 65535;
    double paper = (*image)->Type == VIPS_INTERPRETATION_CMYK ? 0 : full;
    VipsArrayDouble *background = vips_array_double_newv(1, paper);
    VipsImage *next = NULL;
    int failed = vips_flatten(*image, &next, "background", background, "max_alpha", full, NULL);
    vips_area_unref(VIPS_AREA(background));
    if (failed) {
        bx_vips_error(error);
        return false;
    }
    bx_image_take(image, next);
    return true;
}

static bool
has_known_channels(VipsImage *image, GError **error)
{
    if (image->Bands == 1 || image->Bands == 3 || image->Bands == 4)
        return true;
    g_set_error(error, BX_ERROR, BX_ERROR_PICTURE, "it is neither grey, RGB nor CMYK");
    return false;
}

/* Scales, brings into memory, turns upright, crops: the steps after the first are small. */
static bool
scale_turn_crop(VipsImage **image, const Fit *made, GError **error)
{
    bool turned = is_sideways(*image);
    int width = turned ? made->height : made->width, height = turned ? made->width : made->height;
    VipsImage *next = NULL;
    if (width != (*image)->Xsize || height != (*image)->Ysize) {
        if (vips_resize(*image, &next, (double)width / (*image)->Xsize, "vscale",
                        (double)height / (*image)->Ysize, NULL))
            goto failed;
        bx_image_take(image, next);
    }
    if (!(next = vips_image_copy_memory(*image)))
        goto failed;
    bx_image_take(image, next);
    if (vips_autorot(*image, &next, NULL))
        goto failed;
    bx_image_take(image, next);
    if (vips_extract_area(*image, &next, MIN(made->left, (*image)->Xsize - 1),
                          MIN(made->top, (*image)->Ysize - 1),
                          MIN(made->crop_width, (*image)->Xsize - made->left),
                          MIN(made->crop_height, (*image)->Ysize - made->top), NULL))
        goto failed;
    bx_image_take(image, next);
    return true;
failed:
    bx_vips_error(error);
    return false;
}

/* Unsharp masking, channel by channel. */
static bool
sharpen(VipsImage **image, GError **error)
{
    VipsBandFormat format = (*image)->BandFmt;
    VipsInterpretation space = (*image)->Type;
    g_autoptr(VipsImage) blurred = NULL;
    g_autoptr(VipsImage) edges = NULL;
    g_autoptr(VipsImage) scaled_edges = NULL;
    g_autoptr(VipsImage) sum = NULL;
    g_autoptr(VipsImage) cast = NULL;
    VipsImage *next = NULL;
    if (vips_gaussblur(*image, &blurred, SHARPEN_SIGMA, NULL)
        || vips_subtract(*image, blurred, &edges, NULL)
        || vips_linear1(edges, &scaled_edges, SHARPEN_AMOUNT, 0, NULL)
        || vips_add(*image, scaled_edges, &sum, NULL) || vips_cast(sum, &cast, format, NULL)
        || vips_copy(cast, &next, "interpretation", space, NULL)) {
        bx_vips_error(error);
        return false;
    }
    bx_image_take(image, next);
    return true;
}

static bool
is_within_limit(VipsImage *image, GError **error)
{
    if ((double)image->Xsize * image->Ysize <= BX_PIXELS_MAX)
        return true;
    g_set_error(error, BX_ERROR, BX_ERROR_LIMIT, "it has %d × %d pixels, and %.0f million are read",
                image->Xsize, image->Ysize, BX_PIXELS_MAX / 1e6);
    return false;
}

static VipsImage *
decode(const FileKind *kind, int fd, VipsSource *source, const BxOrder *order, double *ppi,
       GError **error)
{
    g_autoptr(VipsImage) image = load(kind, fd, source, 1, error);
    if (!image || !is_within_limit(image, error))
        return NULL;
    Fit made = fit(image, order);
    *ppi = made.ppi;
    int shrink = kind->can_shrink ? cheap_shrink(image, &order->part, &made) : 1;
    if (shrink > 1) {
        VipsImage *small = load(kind, fd, source, shrink, error);
        if (!small)
            return NULL;
        bx_image_take(&image, small);
    }
    if (!take_part(&image, &order->part, error) || !make_plain(&image, error)
        || !flatten(&image, error) || !has_known_channels(image, error)
        || !scale_turn_crop(&image, &made, error) || (order->sharpen && !sharpen(&image, error)))
        return NULL;
    VipsImage *pixels = vips_image_copy_memory(image);
    if (!pixels)
        bx_vips_error(error);
    return pixels;
}

BxDecoded *
bx_decode(int fd, const BxOrder *order, GError **error)
{
    g_autoptr(VipsSource) source = vips_source_new_from_descriptor(fd);
    const FileKind *kind = source ? file_kind(source) : NULL;
    if (!kind) {
        g_set_error(error, BX_ERROR, BX_ERROR_PICTURE, "it is no JPEG, PNG, TIFF or WebP file");
        return NULL;
    }
    g_autoptr(BxDecoded) decoded = g_new0(BxDecoded, 1);
    decoded->pixels = decode(kind, fd, source, order, &decoded->ppi, error);
    if (!decoded->pixels)
        return NULL;
    const void *icc;
    if (vips_image_get_typeof(decoded->pixels, VIPS_META_ICC_NAME)
        && !vips_image_get_blob(decoded->pixels, VIPS_META_ICC_NAME, &icc, &decoded->icc_bytes))
        decoded->icc = (void *)icc;
    return g_steal_pointer(&decoded);
}

void
bx_decoded_free(BxDecoded *decoded)
{
    if (!decoded)
        return;
    g_clear_object(&decoded->pixels);
    g_free(decoded);
}
