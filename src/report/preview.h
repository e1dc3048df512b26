/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Preview: what the page of a browser needs to know of an issue. */

#include "grid/plan.h"
#include "page/page.h"

typedef struct {
    const BxPlan *plan;
    const GPtrArray *pages; /* BxPage */
    char *const *sums;      /* one a page: equal sums, equal pictures */
    const char *title;
} BxPreviewInput;

/* One line of JSON, owned: see bx_document_preview(). */
char *bx_preview_json(const BxPreviewInput *input);
/* The same for bx_document_findings(). */
char *bx_findings_json(const BxDiags *diags);
