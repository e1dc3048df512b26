/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What `banxin lint --fix` changed, for people and for programs. */

#include "lint/lint.h"

/* A line “file:line:column: fixed[code]: “old” → “new””, or a JSON object, a change. Owned. */
char *bx_fixes_text(const GArray *fixes, bool json);
