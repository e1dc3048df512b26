/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Corpus: picture files made for a test, and what came of them, decoded again. */

#include "picture/picture.h"

#include <lcms2.h>
#include <vips/vips.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(VipsImage, g_object_unref)

/* Values of the pixel at x, y, 0 … 255, one for each channel. */
typedef void (*Paint)(int x, int y, unsigned char *values);

/* Starts libvips and makes the folder; corpus_end() takes it away. */
void corpus_start(const char *program_name);
void corpus_end(void);

/* A name in the folder of the test, owned. */
char *corpus_path(const char *name);
char *corpus_write(const char *name, const void *data, size_t length);
/* The newsprint profile; banxin-picture. Borrowed. */
const char *corpus_profile(void);
const char *corpus_program(void);

/* A picture in memory: 1 grey, 2 grey and alpha, 3 RGB, 4 RGBA; owned. */
VipsImage *corpus_image(int width, int height, int channels, Paint paint);
VipsImage *corpus_cmyk(int width, int height, Paint paint);
/* The same with 16 bits. */
VipsImage *corpus_deepen(VipsImage *image);
/* Puts a profile into a picture; takes the profile. */
void corpus_embed(VipsImage *image, cmsHPROFILE profile);
/* Saves by the suffix, with options as “.jpg[Q=95]”; returns the path, owned. */
char *corpus_save(VipsImage *image, const char *name, const char *options);

/* CRC-32 of PNG, bit by bit. */
guint32 corpus_crc32(const guint8 *bytes, size_t length);

/* Settings for the press, without a cache. */
BxPictureSettings corpus_settings(void);
/* One picture, whole, in a place of one inch by one. */
BxPictureJob corpus_job(const char *file);

/* The samples of a JPEG as they stand in it: for CMYK, the inks. Owned, width × height × channels. */
unsigned char *corpus_samples(const BxPictureResult *result);
/* Runs one job; no diagnostics may come but low ppi. */
BxPictures *corpus_prepare(const BxPictureJob *job, const BxPictureSettings *settings);
