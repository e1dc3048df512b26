/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What area a glyph inks, from its outline, measured once a glyph. Used inside the paint stage alone. */

#include <stdint.h>

struct hb_face_t;

typedef struct BxGlyphAreas BxGlyphAreas;

/* Of the glyphs of a face, which is kept. Owned. */
BxGlyphAreas *bx_glyph_areas_new(struct hb_face_t *face);
void bx_glyph_areas_free(BxGlyphAreas *areas);

/* In squares of the em; where contours overlap they count twice. One thread at a time. */
double bx_glyph_area(BxGlyphAreas *areas, uint32_t glyph);
