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
 * must be the inks themselves. Ghostscript 10.0, MuPDF 1.21 and Poppler 22.12 then agree on the
 * colours. No Adobe marker is left in the file: nothing that reads it is to think of inversion.
 *
 * Returns the bytes, or NULL with BX_ERROR_PICTURE. */
GBytes *bx_encode(const BxConverted *converted, double ink_limit, GError **error);
