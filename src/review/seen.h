/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What is seen of a page: each part with its head, text, legs and figures where they came to stand. Rules are
 * written for lines that run from left to right and columns that go down; bx_as_read turns a part whose lines run
 * down so that they hold there too. Used inside the review stage alone. */

#include "page/page.h"
#include "text/compose.h"

/* One leg with what stands in it. */
typedef struct {
    int n_places;              /* line slots that it could have */
    int n_lines;               /* of them taken: lines, and rows of crossheads */
    int last_place, last_line; /* rows of the part; −1: none */
    BxRect lines;              /* round the text; width 0: none */
} BxSeenLeg;

typedef struct {
    const BxFigurePlan *plan;
    BxRect place;    /* as the plan has it, captions included */
    BxRect pictures; /* round them; width 0: it has none */
    BxRect texts;    /* round captions and credits; width 0: none */
} BxSeenFigure;

typedef struct {
    const BxPart *part;
    int index; /* into the story plan's parts */
    const BxStory *story;
    const BxComposed *composed;
    const BxPartFit *fit;
    BxPos entry;  /* of the story in issue.yaml */
    BxRank rank;  /* as the page says, else as its slot or head set is named; BX_RANK_NONE */
    BxRect block; /* rows of the head over its columns; width 0: no head */
    BxRect head;  /* round its lines */
    const BxSetText *headline; /* of the story's beginning; NULL: none */
    BxRect first_line;         /* of the body; width 0: none */
    BxRect text;               /* round all body lines and crossheads */
    GArray *legs;              /* BxSeenLeg */
    GArray *figures;           /* BxSeenFigure */
} BxSeenPart;

/* An item of furniture that prints something. */
typedef struct {
    const BxFurniture *item;
    BxRect rect; /* round what is printed */
} BxSeenItem;

typedef struct {
    BxRect rect; /* its width included */
    int story;   /* −1: the page's */
} BxSeenRule;

typedef struct {
    const BxPagePlan *page;
    int index;        /* into plan->pages */
    GArray *parts;    /* BxSeenPart */
    GArray *items;    /* BxSeenItem */
    GArray *rules;    /* BxSeenRule */
    int lead;         /* index of the part with the lead; −1: none stands out */
    bool is_vertical; /* most of the page is read from the right */
} BxSeen;

BxSeen *bx_seen_new(const BxPlan *plan, int page, const GPtrArray *stories,
                    const BxComposed *furniture, const BxPage *made);
void bx_seen_free(BxSeen *seen);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxSeen, bx_seen_free)

const BxSeenPart *bx_seen_part(const BxSeen *seen, int index);
/* Whether one of the two stands inside the other. */
bool bx_are_nested(const BxSeenPart *a, const BxSeenPart *b);

/* ---- rectangles ---- */

/* x along the lines, y across them, in reading order: of vertical text turned. */
BxRect bx_as_read(BxRect rect, bool is_vertical);
double bx_end_x(BxRect rect);
double bx_end_y(BxRect rect);
bool bx_meet_x(BxRect a, BxRect b); /* share more than a point of their widths */
bool bx_meet_y(BxRect a, BxRect b);
bool bx_meet(BxRect a, BxRect b);
/* The least that holds both; one without width counts as none. */
BxRect bx_around(BxRect a, BxRect b);
