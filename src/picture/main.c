/* SPDX-License-Identifier: Apache-2.0 */
/* banxin-picture: a picture on stdin → the answer of answer.h on stdout. A program of its own, so
 * that a broken or hostile picture costs that picture alone: it is bounded in memory, processor
 * time and what it may write, reads four kinds of files, and is killed by a clock. */

#include "base/error.h"
#include "base/say.h"
#include "picture/answer.h"
#include "picture/convert.h"
#include "picture/decode.h"
#include "picture/encode.h"
#include "picture/inks.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>
#include <vips/vector.h>

#define MEMORY_MAX_BYTES ((rlim_t)2 << 30) /* of address space; 400 Mpx stream through far less */
#define FILE_MAX_BYTES ((rlim_t)BX_ANSWER_MAX_BYTES) /* it writes none; stdout may be one */
#define FILES_MAX 64
#define SECONDS_DEFAULT 60
#define SIDE_MAX_PT 14400 /* 200 inches, the largest page of a PDF */
#define NO_FOLDER "/nonexistent"

#if defined(__SANITIZE_ADDRESS__)
#define IS_SANITIZED true /* needs terabytes of address space */
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define IS_SANITIZED true
#endif
#endif
#ifndef IS_SANITIZED
#define IS_SANITIZED false
#endif

static void
limit(int resource, rlim_t most)
{
    struct rlimit bound;
    if (getrlimit(resource, &bound) == 0) {
        bound.rlim_cur = MIN(most, bound.rlim_max);
        bound.rlim_max = bound.rlim_cur;
        setrlimit(resource, &bound);
    }
}

static void
confine(const BxOrder *order)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL); /* end with the program that asked */
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_CPU, (rlim_t)order->seconds);
    limit(RLIMIT_FSIZE, FILE_MAX_BYTES);
    limit(RLIMIT_NOFILE, FILES_MAX);
    if (!IS_SANITIZED)
        limit(RLIMIT_AS, MEMORY_MAX_BYTES);
}

/* What libraries warn of is not for stderr: the one line there is the reason of a refusal. */
static void
keep_silent(const char *domain, GLogLevelFlags level, const char *message, void *data)
{
    (void)domain, (void)level, (void)message, (void)data;
}

/* libvips with four loaders and nothing else, one thread, no cache. */
static bool
start_vips(const char *name)
{
    static const char *const allowed[] = {"VipsForeignLoadJpeg", "VipsForeignLoadPng",
                                          "VipsForeignLoadTiff", "VipsForeignLoadWebp"};
    /* keeps libvips from loading its modules (ImageMagick, Poppler …): they are refused below
     * anyway, and take 20 of its 47 ms to start */
    g_setenv("VIPSHOME", NO_FOLDER, TRUE);
    g_log_set_handler("VIPS", G_LOG_LEVEL_WARNING | G_LOG_LEVEL_MESSAGE, keep_silent, NULL);
    if (vips_init(name))
        return false;
    vips_block_untrusted_set(TRUE);
    vips_operation_block_set("VipsForeignLoad", TRUE);
    for (size_t i = 0; i < G_N_ELEMENTS(allowed); i++)
        vips_operation_block_set(allowed[i], FALSE);
    vips_concurrency_set(1);
    vips_cache_set_max(0);
    vips_vector_set_enabled(FALSE); /* its rounding would depend on the processor */
    return true;
}

void
bx_vips_error(GError **error)
{
    g_autofree char *text = g_strdup(vips_error_buffer());
    vips_error_clear();
    text[strcspn(text, "\n")] = '\0';
    if (strstr(text, "memory")) /* libvips and libjpeg both say so, and by no code */
        g_set_error(error, BX_ERROR, BX_ERROR_LIMIT,
                    "it needs more memory than a picture may have");
    else
        g_set_error(error, BX_ERROR, BX_ERROR_PICTURE, "%s",
                    *text ? text : N_("it cannot be decoded"));
}

void
bx_image_take(VipsImage **image, VipsImage *next)
{
    g_object_unref(*image);
    *image = next;
}

static bool
is_within(double value, double least, double most)
{
    return value >= least && value <= most; /* false for NaN */
}

static bool
check_order(const BxOrder *order, GError **error)
{
    const char *fault = NULL;
    if (!is_within(order->width_pt, 0.1, SIDE_MAX_PT)
        || !is_within(order->height_pt, 0.1, SIDE_MAX_PT))
        fault = "--width and --height must be 0.1 to 14400 points";
    else if (!is_within(order->ppi, 1, 300))
        fault = "--ppi must be 1 to 300";
    else if (!is_within(order->focus_x, 0, 1) || !is_within(order->focus_y, 0, 1))
        fault = "--focus-x and --focus-y must be 0 to 1";
    else if (!is_within(order->part.left, 0, 1) || !is_within(order->part.top, 0, 1)
             || !is_within(order->part.width, 0.001, 1) || !is_within(order->part.height, 0.001, 1))
        fault = "--part-left, -top, -width and -height must be shares of the picture";
    else if (!is_within(order->ink_limit, 40, 400))
        fault = "--ink-limit must be 40 to 400 per cent";
    else if (!order->rgb && !order->profile)
        fault = "--profile is needed, or --rgb";
    if (fault)
        g_set_error_literal(error, BX_ERROR, BX_ERROR_IO, fault);
    return !fault;
}

static bool
read_order(int argc, char **argv, BxOrder *order, GError **error)
{
    gboolean crop = FALSE, rgb = FALSE, sharpen = FALSE;
    GOptionEntry entries[] = {
        {"width", 0, 0, G_OPTION_ARG_DOUBLE, &order->width_pt, "Placed width", "PT"},
        {"height", 0, 0, G_OPTION_ARG_DOUBLE, &order->height_pt, "Placed height", "PT"},
        {"ppi", 0, 0, G_OPTION_ARG_DOUBLE, &order->ppi, "At most so many pixels an inch", "N"},
        {"crop", 0, 0, G_OPTION_ARG_NONE, &crop, "Fill the size, cut what is over", NULL},
        {"part-left", 0, 0, G_OPTION_ARG_DOUBLE, &order->part.left, "Of what is shown, 0 … 1", "N"},
        {"part-top", 0, 0, G_OPTION_ARG_DOUBLE, &order->part.top, "Of what is shown, 0 … 1", "N"},
        {"part-width", 0, 0, G_OPTION_ARG_DOUBLE, &order->part.width, "Of what is shown", "N"},
        {"part-height", 0, 0, G_OPTION_ARG_DOUBLE, &order->part.height, "Of what is shown", "N"},
        {"focus-x", 0, 0, G_OPTION_ARG_DOUBLE, &order->focus_x, "Kept when cut, 0 … 1", "N"},
        {"focus-y", 0, 0, G_OPTION_ARG_DOUBLE, &order->focus_y, "Kept when cut, 0 … 1", "N"},
        {"rgb", 0, 0, G_OPTION_ARG_NONE, &rgb, "sRGB, for screens", NULL},
        {"profile", 0, 0, G_OPTION_ARG_FILENAME, &order->profile, "CMYK output profile", "FILE"},
        {"ink-limit", 0, 0, G_OPTION_ARG_DOUBLE, &order->ink_limit, "All inks at a point", "%"},
        {"sharpen", 0, 0, G_OPTION_ARG_NONE, &sharpen, "Sharpen a little", NULL},
        {"seconds", 0, 0, G_OPTION_ARG_INT, &order->seconds, "Of processor time", "N"},
        {NULL, 0, 0, 0, NULL, NULL, NULL},
    };
    g_autoptr(GOptionContext) context = g_option_context_new("< PICTURE > ANSWER");
    g_option_context_add_main_entries(context, entries, NULL);
    if (!g_option_context_parse(context, &argc, &argv, error))
        return false;
    order->crop = crop;
    order->rgb = rgb;
    order->sharpen = sharpen;
    return check_order(order, error);
}

static bool
open_output(const BxOrder *order, cmsHPROFILE *output, GError **error)
{
    *output = NULL;
    if (!order->profile)
        return true;
    *output = cmsOpenProfileFromFile(order->profile, "r");
    if (*output && cmsGetColorSpace(*output) == cmsSigCmykData
        && cmsGetDeviceClass(*output) == cmsSigOutputClass)
        return true;
    g_clear_pointer(output, cmsCloseProfile);
    g_set_error(error, BX_ERROR, BX_ERROR_IO, "“%s” is no CMYK output profile", order->profile);
    return false;
}

static bool
write_bytes(GBytes *bytes)
{
    gsize length = 0;
    const void *data = bytes ? g_bytes_get_data(bytes, &length) : NULL;
    return length == 0 || fwrite(data, 1, length, stdout) == length;
}

static bool
write_answer(const BxDecoded *decoded, const BxConverted *converted, GBytes *jpeg, GError **error)
{
    char ppi[G_ASCII_DTOSTR_BUF_SIZE], most[G_ASCII_DTOSTR_BUF_SIZE];
    double ink_max = 0;
    g_autoptr(GBytes) inks = NULL;
    if (converted->channels != 3 && !(inks = bx_measure_inks(jpeg, &ink_max, error)))
        return false;
    printf("width=%d\nheight=%d\nchannels=%d\nink-max=%s\nsource-ppi=%s\nsource-profile=%s\n\n",
           converted->width, converted->height, converted->channels,
           g_ascii_formatd(most, sizeof most, "%.2f", ink_max),
           g_ascii_formatd(ppi, sizeof ppi, "%.4f", decoded->ppi), converted->profile);
    if (write_bytes(inks) && write_bytes(jpeg) && fflush(stdout) == 0)
        return true;
    g_set_error(error, BX_ERROR, BX_ERROR_IO, "the answer cannot be written");
    return false;
}

static bool
prepare(const BxOrder *order, GError **error)
{
    cmsHPROFILE output;
    if (!open_output(order, &output, error))
        return false;
    g_autoptr(GBytes) jpeg = NULL;
    g_autoptr(BxConverted) converted = NULL;
    g_autoptr(BxDecoded) decoded = bx_decode(STDIN_FILENO, order, error);
    if (decoded)
        converted = bx_convert(decoded, order, output, error);
    if (converted)
        jpeg = bx_encode(converted, order->ink_limit, error);
    if (output)
        cmsCloseProfile(output);
    return jpeg && write_answer(decoded, converted, jpeg, error);
}

static BxPictureExit
exit_code(const GError *error)
{
    if (g_error_matches(error, BX_ERROR, BX_ERROR_PICTURE))
        return BX_PICTURE_EXIT_BROKEN;
    if (g_error_matches(error, BX_ERROR, BX_ERROR_LIMIT))
        return BX_PICTURE_EXIT_LIMIT;
    return BX_PICTURE_EXIT_SETUP;
}

int
main(int argc, char **argv)
{
    BxOrder order = {.ppi = 200,
                     .part = BX_CROP_WHOLE,
                     .focus_x = 0.5,
                     .focus_y = 0.5,
                     .ink_limit = 240,
                     .seconds = SECONDS_DEFAULT};
    g_autoptr(GError) error = NULL;
    bool is_done = false;
    if (read_order(argc, argv, &order, &error)) {
        confine(&order);
        if (start_vips(argv[0])) {
            is_done = prepare(&order, &error);
            vips_shutdown();
        } else {
            bx_vips_error(&error);
        }
    }
    g_free(order.profile);
    if (is_done)
        return BX_PICTURE_EXIT_DONE;
    fprintf(stderr, "banxin-picture: %s\n", error->message);
    return exit_code(error);
}
