/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Crop: the part of a picture that is shown. */

#include <stdbool.h>

/* Shares of the picture as shown, 0 … 1. */
typedef struct {
    double left, top, width, height;
} BxCrop;

#define BX_CROP_WHOLE ((BxCrop){0, 0, 1, 1})

/* “left,top,width,height”; false, and nothing changed, where it is no part of a picture. */
bool bx_crop_parse(const char *value, BxCrop *crop);
/* “x,y”, a point; false where it is none. */
bool bx_focus_parse(const char *value, double *x, double *y);
