/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Pixels to a PNG. */

#include <glib.h>
#include <stdint.h>

/* pixels  width × height of 0x00RRGGBB, row by row; not changed
 *
 * Owned; NULL with `error`. */
GBytes *bx_png_write(const uint32_t *pixels, int width, int height, GError **error);
