/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The answer of banxin-picture, between the two programs: on stdout lines `key=value`, an empty
 * line, the BxInkBlocks (none of a picture for screens), then the JPEG; on stderr, where it refuses, one
 * line that says why. The cache keeps the
 * answer as it came. */

/* Part of the cache key: goes up with every change that makes other bytes of the same picture. */
#define BX_PICTURE_RECIPE 3

/* A longer answer is refused: about a full page at 300 ppi, thrice over. */
#define BX_ANSWER_MAX_BYTES (256 * 1024 * 1024)

/* Exit codes of banxin-picture. */
typedef enum {
    BX_PICTURE_EXIT_DONE = 0,
    BX_PICTURE_EXIT_SETUP =
        2, /* wrong usage, an unusable output profile: not the picture's fault */
    BX_PICTURE_EXIT_BROKEN = 3, /* not a picture that can be read */
    BX_PICTURE_EXIT_LIMIT = 4,  /* too many pixels, too much memory */
} BxPictureExit;
