/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What changed between two PDFs: a few lines for a terminal, JSON, and one HTML file that needs no other. */

#include "diff/diff.h"

/* Owned, each. The JSON's shape is layouts/diff.schema.json and does not change within a version. */
char *bx_diff_text(const BxDiff *diff);
char *bx_diff_json(const BxDiff *diff);
char *bx_diff_html(const BxDiff *diff);

/* Whether anything on the page is another. */
bool bx_diff_page_differs(const BxDiffPage *page);
/* At most `most` characters of words, the middle left out; owned. */
char *bx_diff_shorten(const char *words, int most);
