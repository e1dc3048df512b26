/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Making pages: composed texts into places. */

#include "page/page.h"
#include "text/compose.h"

/* A picture as it is to be printed: what the picture stage prepares. */
typedef struct {
    const BxPicture *picture;
    BxRect rect; /* on its page, points */
    int page;    /* index */
    int story;
} BxPicturePlace;

/* Places everything of one page.
 *
 * stories    BxComposed of every story of the issue, by story index
 * furniture  BxComposed of the page's furniture
 * pictures   gets the BxPicturePlace of every picture of the page, at its index in the plan
 *
 * Never NULL; owned by the caller. Source: GR-3 … GR-5, EL-3 … EL-9. */
BxPage *bx_make_page(const BxPlan *plan, int page_index, const GPtrArray *stories,
                     const BxComposed *furniture, BxPicturePlace *pictures, BxDiags *diags);

/* Adds the slug line with its baseline's left end at x, y (points of the page). */
void bx_page_add_slug(BxPage *page, const BxComposed *slug, double x, double y);

/* ---- steps, one file each ---- */

/* What the steps share. */
typedef struct {
    const BxPlan *plan;
    const BxPagePlan *plan_page;
    int index;
    const GPtrArray *stories;
    BxPage *page;
    BxPicturePlace *pictures;
    BxDiags *diags;
} BxPageMaking;

void bx_place_furniture(BxPageMaking *making, const BxComposed *furniture);
void bx_place_ads(BxPageMaking *making, const BxComposed *furniture);
void bx_place_rules(BxPageMaking *making);
void bx_place_cut_offs(BxPageMaking *making);
/* outline.c: the box of joined areas. */
void bx_place_outline(BxPageMaking *making, const BxPart *part);
void bx_place_part_ground(BxPageMaking *making, const BxPart *part);
void bx_place_part_rules(BxPageMaking *making, const BxPart *part, const BxComposed *composed,
                         int part_index);
void bx_place_part_texts(BxPageMaking *making, const BxPart *part, const BxComposed *composed,
                         int part_index);
void bx_place_part_figures(BxPageMaking *making, const BxPart *part, const BxComposed *composed,
                           int part_index);

/* Puts a picture into its place on the page, and into the list of those to be prepared. */
void bx_page_add_picture(BxPageMaking *making, int story, int index, const BxPicture *picture,
                         BxRect rect);
/* standing.c: the label of a standing head at x, y: its top left, in a vertical head its top right. */
void bx_place_standing(BxPageMaking *making, const BxPart *part, const BxPartFit *fit,
                       const BxSetText *set, double x, double y);
void bx_add_part_beads(BxPageMaking *making, const BxPart *part, const BxComposed *composed,
                       int part_index);

BxPlaced *bx_page_add(BxPageMaking *making, BxPlacedKind kind, int story);
void bx_page_add_rule(BxPageMaking *making, int story, double x0, double y0, double x1, double y1,
                      double width, const BxInk *ink);
void bx_page_add_line(BxPageMaking *making, int story, const BxLine *line, double x,
                      double baseline, const BxInk *ink, int slot, bool is_vertical);
/* Baseline of a line whose em box begins at y. GR-1: ascent 0.88 em. */
double bx_baseline(double y, double size);
