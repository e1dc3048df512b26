/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Faces cut down to the glyphs that pages use. A Chinese face has 65,535 glyphs in 15 to 25 MB, all of which Cairo
 * reads and copies to embed a few hundred; what HarfBuzz cuts out of the mapped file first is small. */

#include "page/page.h"
#include "paint/glyph_area.h"

typedef struct BxFaces BxFaces;

/* Of all text on the pages; nothing may be added to them later. Cut by several threads. Owned. */
BxFaces *bx_faces_new(const GPtrArray *pages);
/* The same for another thread: two that draw with one face wait for each other at every glyph. Owned; needs
 * the first as long as it is used. */
BxFaces *bx_faces_copy(const BxFaces *faces);
void bx_faces_free(BxFaces *faces);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxFaces, bx_faces_free)

/* A face to draw with; borrowed. */
typedef struct {
    struct _cairo_font_face *face;
    const struct hb_map_t *numbers; /* NULL: could not be cut, and is used as it is */
    BxGlyphAreas *areas;            /* NULL: as it is, without faces */
} BxCutFace;

/* The face of a run of the pages. */
BxCutFace bx_faces_lookup(const BxFaces *faces, PangoFont *font);
/* The same where there are no faces; one thread at a time. */
BxCutFace bx_face_as_it_is(PangoFont *font);
/* The number there of a glyph that the pages have. */
uint32_t bx_face_glyph(const BxCutFace *cut, uint32_t glyph);
