/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Slug: the lines outside the page that say what the sheet is (PP-13). No part of the public API. */

#include "load/issue.h"
#include "page/page.h"
#include "picture/picture.h"
#include "text/fonts.h"

typedef struct BxSlugs BxSlugs;

/* Adds to each page, above its trim: title, issue, page, printing condition and version in registration
 * ink, and each plate's name in its own ink alone. They are no source's, and go off the pages again when
 * they are freed; the pages must not change meanwhile. Owned. */
BxSlugs *bx_slugs_new(const BxIssue *issue, const GPtrArray *pages, const BxPictures *pictures,
                      BxFonts *fonts, BxDiags *diags);
void bx_slugs_free(BxSlugs *slugs);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxSlugs, bx_slugs_free)
