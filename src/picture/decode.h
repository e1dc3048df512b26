/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Decode: from a file of one of the four kinds to its pixels, upright, cropped, scaled. */

#include "picture/order.h"

#define BX_PIXELS_MAX                                                                              \
    400e6 /* of a source: a 24 × 16 inch page at 1000 ppi; more is a mistake or worse */

typedef struct {
    VipsImage *pixels; /* owned; in memory, 8 or 16 bits, 1, 3 or 4 channels, no alpha */
    double ppi;        /* of the source at the placed size */
    void *icc;         /* the embedded profile, borrowed from pixels, or NULL */
    size_t icc_bytes;
} BxDecoded;

/* Reads JPEG, PNG, TIFF or WebP from an open file; other kinds are refused by their first bytes.
 *
 * In this order: the orientation of the camera is applied, what is transparent is laid on white
 * paper, the part wanted is chosen round the focus, the rest scaled down to order->ppi (never up).
 *
 * Returns NULL with BX_ERROR_PICTURE, or BX_ERROR_LIMIT over BX_PIXELS_MAX. */
BxDecoded *bx_decode(int fd, const BxOrder *order, GError **error);
void bx_decoded_free(BxDecoded *decoded);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxDecoded, bx_decoded_free)
