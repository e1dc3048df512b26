/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Order: what banxin-picture was asked to make, and the helpers all of its files share. */

#include "load/crop.h"

#include <glib.h>
#include <stdbool.h>
#include <vips/vips.h>

typedef struct {
    double width_pt, height_pt; /* placed size */
    double ppi;                 /* at most so many pixels an inch */
    bool crop;                  /* fill the size; else keep the proportions of the source */
    BxCrop part;                /* of the source, upright */
    double focus_x, focus_y;    /* 0 … 1 of the source */
    bool rgb;                   /* for screens; else for the press */
    bool sharpen;
    double ink_limit; /* %, 40 … 400, press only */
    char *profile;    /* CMYK output profile file, owned; NULL: RGB only */
    int seconds;      /* of processor time */
} BxOrder;

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VipsImage, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(VipsSource, g_object_unref)

/* Turns what libvips has to say into an error of one line; BX_ERROR_LIMIT where memory ran out. */
void bx_vips_error(GError **error);
/* Takes `next` in the place of *image. For chains of operations. */
void bx_image_take(VipsImage **image, VipsImage *next);
