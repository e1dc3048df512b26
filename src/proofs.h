/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Proofs: from pages to a PDF or pictures for people. No part of the public API, and of no use to the press: print.h does
 * not know it. */

#include "banxin/banxin.h"

#include "paint/raster.h"
#include "proof/proof.h"

typedef struct {
    BxProofInput input;      /* without settings */
    const GPtrArray *wanted; /* BxPage, those asked for, at least one */
    const BxProofOptions *options;
    const char *title;
    const char *date;    /* ISO 8601, for the file's properties */
    const char *profile; /* file of the press profile; NULL: there is none */
} BxProofing;

/* Sheets of pages, ready to be painted. */
typedef struct BxProofs BxProofs;

/* Draws what the options ask for over and beside the pages. It borrows from all of `proofing`. Owned; NULL with `error`
 * where an option is wrong, or the press cannot be simulated. */
BxProofs *bx_proofs_new(const BxProofing *proofing, GError **error);
void bx_proofs_free(BxProofs *proofs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxProofs, bx_proofs_free)

/* All sheets as a PDF, owned; NULL with `error`. */
GBytes *bx_proofs_pdf(const BxProofs *proofs, GError **error);
/* The sheet of the index-th wanted page as pixels. PDF advertisements are drawn by mutool; where that is not installed, a
 * frame with their name stands for them. Owned; NULL with `error`. */
BxRaster *bx_proofs_raster(const BxProofs *proofs, guint index, double ppi, GError **error);
/* What that sheet shows, in points of its page: more than the page where something stands beside it. */
BxSheetRect bx_proofs_sheet(const BxProofs *proofs, guint index);
/* Each as DIR/page-N.png; the folder is made where it is missing. */
bool bx_proofs_write_pngs(const BxProofs *proofs, const char *dir, double ppi, GError **error);
