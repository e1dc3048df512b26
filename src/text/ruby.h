/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Ruby: small readings above the characters they belong to, in vertical lines right of them (MK-4). */

#include "text/paragraph.h"

/* Shapes the readings of a paragraph and ties the characters under each together. Called between
 * shaping and spacing. RUBY_NO_ROOM where the style leaves no room between its lines (MK-3). */
void bx_ruby_shape(BxShaped *shaped, BxFonts *fonts, BxDiags *diags);
/* Widens characters that are narrower than their reading. Called after spacing. */
void bx_ruby_widen(BxShaped *shaped);
/* Gives a line whose clusters are the cells from `first` on its readings. */
void bx_ruby_place(const BxShaped *shaped, int first, int last, BxLine *line);
