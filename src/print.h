/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Print: from pages to the PDF for the press and the verdict on it. No part of the public API. */

#include "banxin/banxin.h"

#include "base/trace.h"
#include "load/issue.h"
#include "press/preflight.h"
#include "text/fonts.h"

typedef struct {
    const BxOptions *options;
    const BxIssue *issue;
    const GPtrArray *pages; /* BxPage, those asked for, at least one */
    const BxPictures *pictures;
    const GPtrArray *foreign; /* BxForeign: the PDF advertisements */
    const char *date;         /* ISO 8601; never the clock (PP-15) */
    BxFonts *fonts;
    BxTrace *trace;
    BxDiags *diags;
} BxPrinting;

/* Paints the pages, makes the file and holds it to the rules. `preflight` gets the verdict, owned.
 *
 * Returns the bytes, owned; NULL with `error` where the PDF cannot be made. Broken rules are
 * diagnostics; whether they forbid the file is the caller's to say. */
GBytes *bx_print(const BxPrinting *printing, BxPreflight **preflight, GError **error);
