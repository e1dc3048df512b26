/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Encode: from converted pixels to the JPEG that goes into the PDF as it is. */

#include "picture/convert.h"

/* Writes a baseline JPEG without metadata, 4:4:4, so that the same pixels are the same bytes.
 *
 * For CMYK every pixel that the JPEG decodes to has at most ink_limit per cent of ink: the file is
 * read back, and 8 × 8 blocks whose rounding went over it are taken down and written again.
 *
 * CMYK is stored as it is, 255 for full ink, and not inverted as Adobe does: Cairo 1.16 embeds
 * CAIRO_MIME_TYPE_JPEG of four components as /DeviceCMYK with no /Decode array, so the samples
 * must be the inks themselves. Ghostscript 10.0, MuPDF 1.21 and Poppler 22.12 agree on it, with
 * or without an Adobe marker (transform 0). Cairo 1.17.2 and later write /Decode [1 0 …] where
 * an Adobe marker is found: so none is written.
 *
 * Returns the bytes, or NULL with BX_ERROR_PICTURE. */
GBytes *bx_encode(const BxConverted *converted, double ink_limit, GError **error);
