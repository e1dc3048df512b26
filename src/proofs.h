/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Proofs: from pages to a PDF or pictures for people. No part of the public API, and of no use to the press: print.h does
 * not know it. */

#include "page/page.h"
#include "picture/picture.h"

typedef struct {
    const char *title;
    const char *date;       /* ISO 8601 */
    const GPtrArray *pages; /* BxPage, those asked for, at least one */
    const BxPictures *pictures;
    const GPtrArray *foreign; /* BxForeign: the PDF advertisements */
} BxProofing;

/* Owned; NULL with `error`. */
GBytes *bx_proof_pdf(const BxProofing *proofing, GError **error);
/* The page of that index as a PNG, owned; NULL with `error`. */
GBytes *bx_proof_png(const BxProofing *proofing, guint index, double ppi, GError **error);
