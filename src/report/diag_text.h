/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Diagnostics for people and for programs. */

#include "base/diag.h"

/* Blocks “file:line:column: level[code]: message” with the source line and a caret; in order of
 * files and lines. Owned. */
char *bx_diags_text(const BxDiags *diags, bool colour, bool with_notes);
/* One JSON object a line. Owned. */
char *bx_diags_json(const BxDiags *diags, bool with_notes);
/* The diagnostics as people meet them: by file, line, column; GPtrArray of const BxDiag *, owned. */
GPtrArray *bx_diags_sorted(const BxDiags *diags, bool with_notes);
const char *bx_level_name(BxLevel level);
