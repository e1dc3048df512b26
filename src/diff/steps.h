/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The steps of diff.c, one file each. Used inside the diff stage alone. */

#include "diff/diff.h"
#include "diff/document.h"

/* pairs.c: which story of one file is which of the other. */

/* For each title of the old file its index in the new one; -1: it is gone. Owned. First by title, then by
 * what they say. */
int *bx_pair_stories(const BxPdfText *old, const BxPdfText *new_text);
/* Pages of both files side by side, without changes; owned. */
GPtrArray *bx_pair_pages(const BxPdfText *old, const BxPdfText *new_text); /* BxDiffPage */

/* words.c: adds the changes of all stories, and of the words that are no story's, to their pages. */
void bx_diff_words(GPtrArray *pages, const BxPdfText *old, const BxPdfText *new_text);

/* raster.c: share and picture of one page. False with `error`. */
bool bx_diff_picture(BxDiffPage *page, const char *old_path, const char *new_path, double ppi,
                     GError **error);
