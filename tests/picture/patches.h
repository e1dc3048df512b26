/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Patches: pictures of twelve flat colours, and what they must print as. */

#include "corpus.h"

#define PATCH 40 /* pixels, 5 JPEG blocks */
#define COLUMNS 4
#define ROWS 3
#define N_PATCHES (COLUMNS * ROWS)
#define DELTA_E_MAX 3.0

extern const unsigned char patches_rgb_values[N_PATCHES][3];
extern const unsigned char patches_cmyk_values[N_PATCHES][4]; /* 255 is full ink */

/* Pictures of them; RGBA with the first patch, which is white, black and transparent. Owned. */
VipsImage *patches_rgb(void);
VipsImage *patches_rgba(void);
VipsImage *patches_cmyk(void);

/* The newsprint profile; a wide RGB space; CMYK of another press, NULL where it is not installed. */
cmsHPROFILE patches_press(void);
cmsHPROFILE patches_wide(void);
cmsHPROFILE patches_other_press(void);

void patches_transform(cmsHPROFILE from, cmsUInt32Number in, cmsHPROFILE to, cmsUInt32Number out,
                       int intent, cmsUInt32Number flags, const void *values, void *made, int n);
/* Saves the picture and prepares it in a place of its own size at 200 ppi or less. */
BxPictures *patches_prepare(VipsImage *image, const char *name, const char *options,
                            const BxPictureSettings *settings);
/* Mean samples of each patch of the first result. */
void patches_means(const BxPictureResult *result, unsigned char (*means)[4]);
/* Within DELTA_E_MAX. */
void patches_assert_close(const cmsCIELab *is, const cmsCIELab *should, const char *what);
/* The first result against the inks that lcms2 makes of `values`, both as colours on the press. */
void patches_assert_prints_as(const BxPictures *pictures, cmsHPROFILE from, cmsUInt32Number format,
                              int intent, cmsUInt32Number flags, const void *values,
                              const char *what);
/* … and against the inks of patches_cmyk() themselves. */
void patches_assert_same_inks(const BxPictures *pictures);
/* % of ink where there is most. */
double patches_most_ink(const BxPictureResult *result);
