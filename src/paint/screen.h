/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Screen: what inks look like on a screen. Used inside the paint stage, and by who makes proofs. */

#include "base/ink.h"

#include <glib.h>
#include <stdint.h>

/* The press on its paper, as a screen shows it: a profile's inks, its paper white, by absolute colorimetry. */
typedef struct BxSimulation BxSimulation;

/* From a CMYK output profile's file; NULL: there is none. Owned; NULL with `error` where it cannot be. */
BxSimulation *bx_simulation_new(const char *profile, GError **error);
void bx_simulation_free(BxSimulation *simulation); /* NULL is taken */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxSimulation, bx_simulation_free)

/* An ink as R, G, B, 0 … 1. simulation: NULL: near enough, white is the screen's. */
void bx_screen_colour(const BxSimulation *simulation, const BxInk *ink, double *rgb);

/* n pixels of C, M, Y, K (255 full ink) as 0x00RRGGBB. */
void bx_screen_cmyk(const BxSimulation *simulation, const uint8_t *cmyk, uint32_t *rgb, int n);
