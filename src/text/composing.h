/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Composing: what the files that compose one story share; compose.c puts them together. */

#include "text/compose.h"
#include "text/headline.h"

typedef struct {
    const BxPlan *plan;
    const BxStoryPlan *story_plan;
    const BxStory *story;
    BxFonts *fonts;
    BxDiags *diags;
    BxComposed *composed;
    GPtrArray *items; /* BxFlowItem */
} BxComposing;

const BxPart *bx_composing_part(const BxComposing *composing, int i);
const BxPagePlan *bx_composing_page(const BxComposing *composing, int i); /* of that part */

/* Adds a text without lines yet; borrowed. */
BxSetText *bx_composed_add(BxComposed *composed, BxRole role, const BxStyle *style,
                           const BxText *text, int part);
double bx_pitch_of(const BxStyle *style, double size, double line_pt);

/* heads.c: the head of one part, whose depth comes off its rows. */
void bx_compose_part_head(BxComposing *composing, int part);
/* captions.c: captions and credits of the pictures of all parts. */
void bx_compose_captions(BxComposing *composing);
