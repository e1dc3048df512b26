/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Preview: what the page of a browser needs to know of an issue. */

#include "page/page.h"
#include "picture/picture.h"

#include "grid/plan.h"

typedef struct {
    const BxPlan *plan;
    const GPtrArray *pages; /* BxPage */
    const BxPictures *pictures;
    const char *title;
    const BxDiags *diags;
} BxPreviewInput;

/* One line of JSON, owned: see bx_document_preview(). */
char *bx_preview_json(const BxPreviewInput *input);
