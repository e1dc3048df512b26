/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The size of a picture from its header; nothing is decoded. */

#include <stdbool.h>
#include <stdint.h>

/* Pixels as shown (after EXIF orientation in a JPEG). False: no JPEG, PNG, TIFF or WebP, or broken. */
bool bx_picture_size(const char *file, int *width, int *height);
