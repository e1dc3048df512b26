/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Flow: the blocks of a story's body into line slots, in order, so that the slots come out full at the
 * least cost (PA-4 … PA-9). copyfit.c chooses, flow.c hands the slots out. */

#include "grid/plan.h"
#include "text/crosshead.h"
#include "text/ways.h"

/* A block of the body on its way: a paragraph to be broken, or rows to be kept. */
typedef struct {
    BxParagraph *paragraph; /* NULL: a blank */
    const BxBlock *block;   /* of the story; NULL: a jump line or a credit */
    const BxStyle *style;
    BxParagraphWays *ways;  /* of a paragraph that is broken into lines */
    int rows;               /* > 0: a block of so many whole rows (crosshead, blank) … */
    int rows_most;          /* … to which copyfitting may add up to this many */
    BxCrosshead *crosshead; /* of such a block; NULL: a blank */
    BxParagraph *marker;    /* of a listed item; NULL: none */
    BxText *marker_text;    /* its words */
    int jump_part;          /* jump lines: the part at whose end or start it stands; else −1 */
    int at_slot;            /* the slot that is reserved for it, −1: none */
    bool is_start;          /* of a jump line: stands before the text, not after it */
    bool is_credit;         /* on the line before it where it has room, at the right edge (EL-3) */
    double credit_width;    /* points, with the blank before it */
    /* filled by the flow */
    const BxBreaks *breaks; /* lines of a paragraph; borrowed from `ways` */
    GArray *slots;          /* int a line; −1: overset */
    int first_slot;         /* of a block of rows */
    int n_rows;             /* rows it was given */
    double inset, width;    /* points: of its lines from the start of the first slot */
    int n_natural;          /* lines or rows of the cheapest way where it stands */
    double cost;            /* of the way chosen, over the cheapest */
    bool shares_line;       /* a credit that stands on the line before it */
    bool has_room;          /* false: overset */
} BxFlowItem;

typedef struct {
    int n_used;        /* slots up to the last one taken */
    int n_lines;       /* rows taken, overset ones too */
    int overset_lines; /* rows that found no slot */
    int first_overset; /* item, −1: none */
    double cost;       /* how far from natural, in units of JU-10 */
} BxFlowResult;

/* Pours `items` (BxFlowItem) into `slots` (BxLineSlot; of lines that run down, if is_vertical) by the cheapest
 * way. May be called again with other slots; paragraphs are broken again only in measures that they have not met. */
void bx_flow(GPtrArray *items, const GArray *slots, bool is_vertical, BxFlowResult *result);

void bx_flow_item_free(BxFlowItem *item);

/* PA-9 ②: a crosshead's block a row deeper than it needs, in units of JU-10. */
#define BX_ROW_COST 12.0

/* Rows that a block of rows needs where its lines have `width` points. */
int bx_flow_rows(const BxFlowItem *item, double width);

/* ---- between copyfit.c and flow.c ---- */

/* A slot that text may take, in the order of reading. */
typedef struct {
    int slot;    /* index into the slots */
    int run_end; /* place after the last one directly below it in its column */
    int above;   /* places above it in its run */
    int part;
    double start, width; /* points, along the line */
} BxPlace;

typedef struct {
    const BxPlace *places;
    int n;
} BxPlaces;

/* What was chosen for an item: where it begins, and in how many lines or rows. Places from `places.n` on
 * are overset. */
typedef struct {
    int start;
    int n;         /* lines or rows; 0: a credit on the line before */
    int skipped;   /* place left blank so that the last piece is no widow, −1: none */
    int way;       /* paragraphs: index among the ways of `set` */
    BxWaySet *set; /* borrowed */
    int natural;   /* blocks of rows: rows that it needs there */
} BxChoice;

/* Where all of `rows` places from `at` on have room along their lines, at most; [start, end) in points. */
void bx_common_room(const BxPlaces *places, int at, int rows, double *start, double *end);

/* Chooses for all items; `choices` gets items->len of them (nothing for reserved ones). Returns the
 * cost. Source: PA-9; the search is over (item, place), so its work is linear in the items for a
 * bounded wish to stretch or shrink. */
double bx_copyfit(const GPtrArray *items, const BxPlaces *places, BxChoice *choices);
