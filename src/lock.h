/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The lock of the faces, for the pipeline. No part of the public API. */

#include "base/diag.h"
#include "inputs.h"

#define BX_LOCK_NAME "fonts.lock"

/* The lock file of an issue: as given, or fonts.lock in its folder; owned. */
char *bx_lock_path(const BxIssue *issue, const char *given);

/* Holds the faces on the pages to the lock file at `sources->lock_file`. The diagnostics' source is kept by
 * `diags`. */
void bx_lock_check(const BxInputSources *sources, BxDiags *diags);

/* The faces of a composed document; GPtrArray of BxFace, owned. */
GPtrArray *bx_document_faces(const BxDocument *document);
