/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Tone: grey pictures, value by value. */

#include <lcms2.h>
#include <stdbool.h>

#define BX_TONES 65536 /* one for every 16-bit value; 8-bit values use each 257th */

/* The grey byte to store for every grey value of a source.
 *
 * source  grey or RGB profile; NULL: the tone curve of sRGB. For RGB, R = G = B is read
 * output  CMYK profile: the byte is 255 − K, where K alone prints with the luminance of the
 *         source, black mapped to black (the luminance of full K) and paper to paper;
 *         NULL: the byte is on sRGB's tone curve
 * table   BX_TONES bytes
 *
 * False where a profile cannot be used for this, or RGB greys are not neutral in it. */
bool bx_tone_table(cmsHPROFILE source, cmsHPROFILE output, unsigned char *table);
