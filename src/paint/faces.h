/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Faces cut down to the glyphs that pages use. A Chinese face has 65,535 glyphs in 15 to 25 MB, all of which Cairo
 * reads and copies to embed a few hundred; what HarfBuzz cuts out of the mapped file first is small. */

#include "page/page.h"

typedef struct BxFaces BxFaces;

/* Of all text on the pages; what is added to a page later has no part in it. Owned. */
BxFaces *bx_faces_new(const GPtrArray *pages);
void bx_faces_free(BxFaces *faces);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxFaces, bx_faces_free)

/* A face cut down; borrowed from the faces. */
typedef struct {
    struct _cairo_font_face *face;
    const struct hb_map_t *numbers;
} BxCutFace;

/* False where the face is used as it is: there are no faces (NULL), or it could not be cut. Threads may ask
 * at the same time. */
bool bx_faces_lookup(const BxFaces *faces, PangoFont *font, BxCutFace *cut);
/* The number there of a glyph that the pages have. */
uint32_t bx_face_glyph(const BxCutFace *cut, uint32_t glyph);
