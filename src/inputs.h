/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What a document was made from: its files, and the faces of what stands on its pages. No part of the
 * public API. */

#include "banxin/banxin.h"

#include "load/issue.h"
#include "text/fonts.h"

typedef struct {
    const BxIssue *issue;
    const GPtrArray *pages; /* BxPage; NULL: not composed */
    BxFonts *fonts;         /* NULL: not composed */
    BxSession *session;
    const char *data_dir;
    const char *lock_file; /* NULL: none was read */
    bool has_slug;         /* the slug line is set beside the pages */
} BxInputSources;

/* GPtrArray of BxInput, owned, each once, in order of kinds and paths. */
GPtrArray *bx_inputs_new(const BxInputSources *sources);

/* The faces on the pages: GPtrArray of BxFace, owned. */
GPtrArray *bx_inputs_faces(const BxInputSources *sources);
