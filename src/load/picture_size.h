/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What a picture's header says; nothing is decoded. The picture program reads it too, so that both know
 * the same orientation. */

#include <stdbool.h>
#include <stdint.h>

typedef struct {
    int width, height; /* pixels as stored */
    int orientation;   /* EXIF's, 1 … 8; 5 and more lie on their side */
} BxPictureHead;

/* Reads the header from the start of an open file. False: no JPEG, PNG, TIFF or WebP, or broken. */
bool bx_picture_head(int fd, BxPictureHead *head);
/* Pixels as shown, after orientation; false as above. */
bool bx_picture_size(const char *file, int *width, int *height);
