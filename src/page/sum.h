/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Sums: has anything changed that a page shows? */

#include "page/page.h"

/* Adds all that is placed on a page to a sum, its size too: glyph by glyph, each in its face of this process.
 * What pictures and PDFs hold is not known here. Of equal sums paint makes the same pixels. */
void bx_page_sum(const BxPage *page, GChecksum *sum);
