/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Inks: how much of each ink a JPEG prints, block by block, as it is decoded again. */

#include "picture/order.h"
#include "picture/picture.h"

/* The BxInkBlocks of a JPEG of one channel (grey, 255 is paper) or four (255 is full ink), row after
 * row; owned. `ink_max` gets the most ink of a pixel, %. NULL with BX_ERROR_PICTURE. */
GBytes *bx_measure_inks(GBytes *jpeg, double *ink_max, GError **error);
