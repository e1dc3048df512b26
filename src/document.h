/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* A document, for the files that take it through the pipeline. No part of the public API. */

#include "banxin/banxin.h"

#include "base/trace.h"
#include "press/foreign.h"
#include "proofs.h"
#include "report/report.h"
#include "session.h"
#include "stories.h"

struct BxDocument {
    BxOptions options;
    BxTrace *trace;
    BxSession *session;     /* borrowed */
    BxSession *own_session; /* NULL: it is the caller's */
    char *cache_dir;
    char *lock_file; /* NULL: the faces are not locked */
    BxIssue *issue;
    BxDiags *diags;
    BxFonts *fonts;              /* of the session */
    const GPtrArray *many_fonts; /* BxFonts, those first */
    guint n_threads;             /* that set stories */
    BxPlan *plan;
    BxStories *set_stories;
    const GPtrArray *stories; /* BxComposed, of these */
    GPtrArray *furniture;     /* BxComposed, one a page */
    GPtrArray *pages;         /* BxPage */
    BxPicturePlace *places;
    BxPictures *pictures;
    GPtrArray
        *foreign; /* BxForeign, by the plan's numbers of PDF advertisements; NULL: not there */
    BxLedger *ledgers;
    BxImprint *imprint;     /* NULL: no layout requires anything */
    BxPreflight *preflight; /* NULL: no press PDF was made */
    GPtrArray *sums;        /* char *, of its pages; NULL: it is no preview */
    bool is_preview;        /* its pictures are in inks, whatever the profile */
};

/* pictures.c: the press of the first page, which all pages have. NULL: there is no page. */
const BxPressSpec *bx_document_press(const BxDocument *document);
/* Prepares its pictures and reads its advertisements; faults are diagnostics. */
void bx_document_prepare_pictures(BxDocument *document);
/* preview.c: sums all pages, for bx_document_prepare(). */
void bx_document_sum_pages(BxDocument *document);

/* build.c: what proofs of some of its pages are made of; borrows from all. `profile`: of the press, may be NULL. */
BxProofing bx_document_proofing(const BxDocument *document, const GPtrArray *wanted,
                                const char *date);
