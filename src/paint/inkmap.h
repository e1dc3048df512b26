/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Ink maps as pictures: for people who look at plates. */

#include "paint/plates.h"
#include "paint/raster.h"

/* A plate in the colour of its ink, on white. Owned. */
BxRaster *bx_ink_map_plate(const BxInkMap *map, const BxInk *ink);
/* All inks together: pale where there is little, from yellow to orange up to `limit` (%), red over it. Owned. */
BxRaster *bx_ink_map_heat(const BxInkMap *map, double limit);
