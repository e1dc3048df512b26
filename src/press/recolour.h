/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Recolour: one content stream of Cairo's, its RGB keys turned into inks. Bytes in, bytes out. */

#include "base/ink.h"
#include "paint/key.h"

#include <glib.h>
#include <stdbool.h>

/* Names in the resources that the new operators use. */
#define BX_OVERPRINT_NAME "BxO" /* + 0 … 3: a BxOverprint */
#define BX_SPOT_NAME "BxS"      /* + index into the spots */

/* What overprints: bits. */
typedef enum { BX_OVERPRINT_FILL = 1, BX_OVERPRINT_STROKE = 2 } BxOverprint;
#define BX_N_OVERPRINT 4

typedef struct {
    const BxKeys *keys;
    const GHashTable *images; /* names of the stream's image XObjects, without slash (a set) */
    bool starts_fresh; /* a page or a pattern: colours are black until set; a form inherits */
    GArray *spots;     /* BxInk at full tint; gets the spot inks met */
} BxRecolouring;

typedef struct {
    unsigned overprints; /* bit n: the ExtGState BxOn is used */
    GArray *used_spots;  /* int: spots used in this stream; owned */
    GArray *used_keys;   /* uint32_t: keys used; owned */
    char *unknown;       /* what was met that is no ink; owned. NULL: every colour is one */
} BxRecoloured;

/* Turns each colour operator into its ink: `k` and `K`, or a Separation. Black alone overprints;
 * any other colour, and pictures, knock out (PP-6).
 *
 * Returns the new stream, owned; NULL with `recoloured->unknown` at the first colour that is no key,
 * NULL with `error` (BX_ERROR_PDF) where the stream is damaged. */
GString *bx_recolour(const char *data, size_t length, const BxRecolouring *recolouring,
                     BxRecoloured *recoloured, GError **error);
void bx_recoloured_clear(BxRecoloured *recoloured);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(BxRecoloured, bx_recoloured_clear)
