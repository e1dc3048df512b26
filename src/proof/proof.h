/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Proof: sheets for people, made of the pages as they are and of what is drawn over and beside them. The pages are never
 * touched, and press knows nothing of this folder. */

#include "page/build.h"
#include "paint/layers.h"
#include "picture/picture.h"
#include "proof/overlays.h"

typedef enum { BX_PAPER_FULL, BX_PAPER_A4, BX_PAPER_A3 } BxPaper;

typedef struct {
    unsigned overlays; /* BxOverlay */
    BxPaper paper;     /* FULL: as large as the page, and what stands beside it */
    /* of the stamp */
    const char *stamp;   /* “一校” …; NULL: none, and no boxes to sign */
    const char *moment;  /* “2026-11-25 09:30” */
    const char *version; /* of the inputs, a few characters */
} BxProofSettings;

typedef struct {
    const BxPlan *plan;
    const GPtrArray *stories; /* BxComposed of every story */
    const GPtrArray *pages;   /* BxPage, all of the issue */
    const BxPicturePlace *places;
    const BxPictures *pictures;
    const GPtrArray *foreign; /* by the plan's numbers of PDF advertisements; NULL: it is missing */
    const BxDiags *diags;     /* on their pages: bx_locate_diags */
    BxFonts *fonts;
    BxProofSettings settings;
} BxProofInput;

typedef struct {
    BxLayers *layers;
    double x, y, scale; /* of the page on it: layers of the page have the same */
} BxProofSheet;

typedef struct {
    GPtrArray *sheets; /* BxProofSheet, one a page of those that were asked for */
    GPtrArray *pages;  /* BxPage, owned: what was drawn */
    GPtrArray *texts;  /* GPtrArray of BxLine, owned: words that were set for it */
} BxProof;

/* wanted: BxPage, of input->pages. Never NULL; owned. It borrows from all of the input. */
BxProof *bx_proof_new(const BxProofInput *input, const GPtrArray *wanted);
void bx_proof_free(BxProof *proof); /* NULL is taken */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxProof, bx_proof_free)

/* A frame with its name for each PDF advertisement of the page: where nothing is there to draw them with. NULL: it has
 * none. Owned by the proof. */
const BxPage *bx_proof_stand_ins(BxProof *proof, const BxProofInput *input, const BxPage *page);
