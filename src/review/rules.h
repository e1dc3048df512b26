/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Rules: what review is made of, one or two a file; each a look at one page. Used inside the review stage alone. */

#include "review/cells.h"
#include "review/seen.h"

typedef struct {
    const BxSeen *seen;
    const BxCells *cells;
    const char *rule; /* id of the rule in hand, “PG-5” */
    BxDiagCode code;
    GHashTable *used; /* BxExcuse that excused something, set */
    BxDiags *diags;
} BxReviewing;

/* A finding: of one slot, of two (`other`), or of the page as a whole (`slot` NULL), which decides whose excuse
 * holds. */
typedef struct {
    const BxSlot *slot, *other;
    BxPos pos; /* of what is to be changed */
    BxRect box;
} BxFinding;

void bx_found_on_page(BxReviewing *reviewing, const BxFinding *finding, const char *format, ...)
    G_GNUC_PRINTF(3, 4);

/* outline.c */
void bx_review_outline(BxReviewing *reviewing);    /* PG-3 */
void bx_review_head_place(BxReviewing *reviewing); /* PG-4 */
/* heads.c */
void bx_review_tombstones(BxReviewing *reviewing); /* PG-5 */
void bx_review_stacks(BxReviewing *reviewing);     /* PG-6 */
/* corridors.c */
void bx_review_corridors(BxReviewing *reviewing); /* PG-7 */
/* holes.c */
void bx_review_holes(BxReviewing *reviewing); /* PG-8 */
/* lead.c */
void bx_review_order(BxReviewing *reviewing);     /* PG-9 */
void bx_review_lead_area(BxReviewing *reviewing); /* PG-14 */
/* pictures.c */
void bx_review_pictures(BxReviewing *reviewing); /* PG-10 */
/* columns.c */
void bx_review_columns(BxReviewing *reviewing);  /* PG-11 */
void bx_review_measures(BxReviewing *reviewing); /* PG-15 */
/* overlap.c */
void bx_review_overlaps(BxReviewing *reviewing); /* PG-12 */
/* blanks.c */
void bx_review_blanks(BxReviewing *reviewing); /* PG-13 */
/* sizes.c */
void bx_review_ladder(BxReviewing *reviewing);    /* HD-3 */
void bx_review_ratios(BxReviewing *reviewing);    /* HD-4 */
void bx_review_faces(BxReviewing *reviewing);     /* HD-13 */
void bx_review_hierarchy(BxReviewing *reviewing); /* HD-14 */
