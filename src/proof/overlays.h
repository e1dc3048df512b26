/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Overlays: what a proof shows over the page and beside it; chosen by name. */

#include <glib.h>
#include <stdbool.h>

typedef enum {
    BX_OVERLAY_GRID = 1 << 0,     /* type area, basic columns, rows */
    BX_OVERLAY_SLOTS = 1 << 1,    /* frames and names of slots */
    BX_OVERLAY_FIT = 1 << 2,      /* lines set and lines there are */
    BX_OVERLAY_OVERSET = 1 << 3,  /* the text that found no room, beside the page */
    BX_OVERLAY_PICTURES = 1 << 4, /* those missing, crossed; those of too few pixels */
    BX_OVERLAY_LOOSE = 1 << 5,    /* lines opened beyond JU-5 */
    BX_OVERLAY_FINDINGS = 1 << 6, /* diagnostics, numbered, with their list beside the page */
    BX_OVERLAY_FILES = 1 << 7,    /* files of the stories */
} BxOverlay;

/* What is wrong, and nothing else. */
#define BX_OVERLAYS_DEFAULT                                                                        \
    (BX_OVERLAY_OVERSET | BX_OVERLAY_PICTURES | BX_OVERLAY_LOOSE | BX_OVERLAY_FINDINGS)

/* Names with commas between them, or “all”, “none”, “default”. False with `unknown`, owned: the first word that is no
 * overlay. */
bool bx_overlays_parse(const char *names, unsigned *overlays, char **unknown);
