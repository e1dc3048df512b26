/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Composing: what the files that compose one story share; compose.c puts them together. */

#include "text/compose.h"
#include "text/flow.h"
#include "text/headline.h"

/* A story whose texts are shaped, heads and figures set, but that has no lines in slots yet. */
struct BxGalley {
    const BxPlan *plan;
    const BxStoryPlan *story_plan;
    const BxStory *story;
    BxFonts *fonts;
    BxDiags *diags;
    BxComposed *composed;
    GPtrArray *items;     /* BxFlowItem */
    GHashTable *lists[3]; /* words of the house, for the head in hand; NULL-terminated */
};

const BxPart *bx_galley_part(const BxGalley *galley, int i);
const BxPagePlan *bx_galley_page(const BxGalley *galley, int i); /* of that part */
BxPartFit *bx_galley_fit(const BxGalley *galley, int i);         /* of that part */

/* Adds a text without lines yet; borrowed. */
BxSetText *bx_composed_add(BxComposed *composed, BxRole role, const BxStyle *style,
                           const BxText *text, int part);
double bx_pitch_of(const BxStyle *style, double size, double line_pt);
/* How a short text of the story is composed that is `width` points wide in part `part`. */
BxHeadMaking bx_galley_making(BxGalley *galley, int part, double width);
/* Sets a text of its own in lines of `width` points, without an indent; `kind` is how it is prepared. */
void bx_galley_set_block(const BxGalley *galley, BxSetText *set, BxPrepareKind kind, double width);

/* standing.c: the label of a standing head, which the head is set under or beside. */
void bx_compose_standing(BxGalley *galley, const BxHeadSet *head, int part);
/* heads.c: the head of one part, whose depth comes off its rows. */
void bx_compose_part_head(BxGalley *galley, int part);
/* Whether it has room, once the rows of the slot are settled. */
void bx_check_head(const BxGalley *galley, int part);
/* body.c: the blocks of the body as items of the flow, with credit and jump lines. */
void bx_galley_add_body(BxGalley *galley);
/* figures.c: captions, quotes and tables of a part, and how deep its figures come. */
void bx_compose_part_figures(BxGalley *galley, int part);
/* Whether they have room, once all depths are settled. */
void bx_check_figures(const BxGalley *galley);
/* captions.c: caption and credit under pictures. */
void bx_compose_captions(BxGalley *galley, int part, int figure);
/* table.c, pull.c: the body of such a figure; its depth goes to `fit`. */
void bx_compose_table(BxGalley *galley, int part, int figure, BxFigureFit *fit);
void bx_compose_pull(BxGalley *galley, int part, int figure, BxFigureFit *fit);

/* depths.c: pours the items into the slots of the parts by the cheapest choice of all depths that the
 * layout leaves open (PA-9). Returns the line slots that there are at these depths, whether used or not. */
int bx_galley_fit_slots(BxGalley *galley, BxFlowResult *result);
/* The line slots of all parts at the depths now given; `level` as in BxDepths, of the last part. */
void bx_galley_find_slots(BxGalley *galley, int level);
