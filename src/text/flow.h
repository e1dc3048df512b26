/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Flow: the blocks of a story's body into line slots, in order, with what must be kept together. */

#include "grid/plan.h"
#include "text/paragraph.h"

/* A block of the body on its way: a paragraph to be broken, or rows to be kept. */
typedef struct {
    BxParagraph *paragraph; /* NULL: a blank */
    const BxBlock *block;   /* of the story; NULL: a jump line */
    const BxStyle *style;
    int rows;         /* > 0: a block of so many whole rows (crosshead, blank) */
    int at_slot;      /* jump lines: the slot that is reserved for it; else −1 */
    bool is_start;    /* of a jump line: stands before the text, not after it */
    bool shares_slot; /* a credit: on the line before it, at the right edge */
    /* filled by the flow */
    BxBreaks *breaks; /* lines of a paragraph */
    GArray *slots;    /* int a line; −1: overset */
    int first_slot;   /* of a block of rows */
    bool has_room;    /* false: overset */
} BxFlowItem;

typedef struct {
    int n_used;        /* slots up to the last one taken */
    int overset_lines; /* rows that found no slot */
    int first_overset; /* item, −1: none */
} BxFlowResult;

/* Pours `items` (BxFlowItem) into `slots` (BxLineSlot). May be called again with other slots; lines
 * are broken again only where the measures differ. Source: PA-5 … PA-7. */
void bx_flow(GPtrArray *items, const GArray *slots, BxFlowResult *result);

void bx_flow_item_free(BxFlowItem *item);
