/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Trimmed: a page of any PDF as it looks when it is cut. */

#include <glib.h>

/* A PDF of that one page (from 0), which shows its trimmed size alone: its TrimBox, else its CropBox. Owned; NULL with
 * `error` where the file is damaged or has no such page. */
GBytes *bx_trimmed_page(GBytes *pdf, int page, GError **error);
