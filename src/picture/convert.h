/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Convert: from the pixels of a source to those of the press, or of a screen. */

#include "picture/decode.h"

#include <lcms2.h>

typedef struct {
    unsigned char *pixels; /* owned; 8 bits, row after row without gaps */
    int width, height;
    int channels;  /* 1 grey (255 is paper), 3 sRGB, 4 CMYK (255 is full ink) */
    char *profile; /* owned; of the source, for people */
} BxConverted;

/* Which way a picture goes:
 *
 * source                 for the press                              for a screen
 * grey, neutral RGB      one channel: its lightness in K alone      one channel of sRGB's tone curve
 * RGB, sRGB if untagged  perceptual (the profile's own separation)  relative colorimetric
 * CMYK of the press      as it is; separated anew if over the       relative colorimetric
 *                        ink limit in more than a few points
 * other CMYK             relative colorimetric, K-only stays K      relative colorimetric
 *
 * All but the perceptual one with black point compensation. CMYK without a profile is taken for
 * CMYK of the press. What comes out without C, M and Y is stored as one channel. The ink limit is
 * held by encode.c, pixel by pixel. RGB is neutral where R, G and B are within 2 of 255 in every
 * pixel of the scaled picture.
 *
 * output  the press profile; NULL only with order->rgb
 *
 * Returns NULL with BX_ERROR_IO where the output profile is of no use. */
BxConverted *bx_convert(const BxDecoded *decoded, const BxOrder *order, cmsHPROFILE output,
                        GError **error);
void bx_converted_free(BxConverted *converted);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxConverted, bx_converted_free)
