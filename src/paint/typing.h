/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Typing: lines to glyphs on a surface. What stands one after the other in one face, size and ink goes out in one call:
 * Cairo measures, clips and writes once a call. Used inside the paint stage alone. */

#include "paint/painter.h"

typedef struct BxTyping BxTyping;

/* `painter` lives longer. Owned. */
BxTyping *bx_typing_new(const BxPainter *painter);
/* Draws what is left, and frees. */
void bx_typing_free(BxTyping *typing);

/* Takes a placed text, which lives until the next flush; strokes beside it are drawn at once. */
void bx_typing_add(BxTyping *typing, const BxPlaced *placed);
/* Draws what was taken; due before anything else is drawn. */
void bx_typing_flush(BxTyping *typing);
