/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Justify: from a chosen line to glyphs in their final places. */

#include "text/linebreak.h"

/* Makes the lines; BxLine, owned. Reports OVERFULL and LOOSE at the line's first character.
 * Source: JU-1 … JU-9. */
GPtrArray *bx_justify_lines(const BxShaped *shaped, const BxBreaks *breaks, BxDiags *diags);
