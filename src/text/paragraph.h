/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Paragraphs: one text from characters to lines. Shaped once, broken as often as copyfitting asks. */

#include "text/justify.h"

typedef struct {
    BxPrepared *prepared;
    BxShaped *shaped;
} BxParagraph;

/* Prepares, itemizes, shapes, spaces, finds the breaks. Never NULL; owned by the caller. */
BxParagraph *bx_paragraph_new(const BxText *text, const BxPreparing *preparing,
                              const BxSetting *setting, BxFonts *fonts, BxDiags *diags);
void bx_paragraph_free(BxParagraph *paragraph);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxParagraph, bx_paragraph_free)

/* Breaks and justifies; GPtrArray of BxLine, owned; at least one line. */
GPtrArray *bx_paragraph_set(const BxParagraph *paragraph, const BxMeasures *measures, int looseness,
                            BxDiags *diags);

/* The setting of a style at a size: body text by default, `is_head` false. */
BxSetting bx_setting_of(const BxStyle *style, double em, double line_pt);
