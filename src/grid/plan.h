/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Plan: which story stands where, as frames, legs and line slots; no text yet. */

#include "base/diag.h"
#include "base/geometry.h"
#include "load/issue.h"

/* One text column of a part. */
typedef struct {
    double x, width; /* points; width is a whole number of characters (PG-1) */
    int first_row;   /* rows of the page grid, from 0 */
    int n_rows;
} BxLeg;

/* A picture in its place. */
typedef struct {
    const BxPicture *picture; /* of the story */
    BxRect area;              /* picture and caption and the blank under them, whole rows */
    int first_row, n_rows;    /* of the page grid, from 0 */
    int caption_lines;        /* given by the layout; -1: as many as the caption needs */
} BxPicturePlan;

/* One story in one slot. */
typedef struct {
    int page;              /* index into plan->pages */
    int story;             /* index into issue->stories */
    const BxSlot *slot;
    BxRect frame;          /* the slot's outer edge */
    BxRect inner;          /* inside the box's inset; = frame without box */
    int first_row, n_rows; /* of the page grid, from 0: rows that text may use */
    BxRect head;           /* where the head stands; height: all rows of the part */
    GArray *legs;          /* BxLeg, in reading order */
    GPtrArray *pictures;   /* BxPicturePlan */
    bool is_continuation;  /* begins with 上接…, not with the story's head */
    int jumps_to;          /* page number of the next part, 0: none */
    int jumps_from;        /* page number of the part before, 0: none */
} BxPart;

/* A place for one line of body text. */
typedef struct {
    double x, y;   /* top left of the line's em box, points on its page */
    double width;
    int leg, row;  /* leg of the part; row of the page grid, from 0 */
    int part;      /* index into the story plan's parts */
} BxLineSlot;

typedef struct {
    int story;
    GPtrArray *parts; /* BxPart, in reading order; borrowed from plan->parts */
} BxStoryPlan;

typedef struct {
    const BxPageSpec *spec;
    const BxLayout *layout;
    int number;
    double trim_width, trim_height, bleed;
    BxRect type_area;
    double em, pitch;   /* of the page's body, points */
    bool is_recto;
} BxPagePlan;

typedef struct {
    const BxIssue *issue;
    GPtrArray *pages;   /* BxPagePlan */
    GPtrArray *parts;   /* BxPart, in order of pages and placings */
    GPtrArray *stories; /* BxStoryPlan, one a story of the issue; parts may be empty */
} BxPlan;

/* Makes the plan. Faults of the layout (overlaps, no room) are diagnostics; the plan is whole. */
BxPlan *bx_plan_new(const BxIssue *issue, BxDiags *diags);
void bx_plan_free(BxPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxPlan, bx_plan_free)

/* Top of the em box of row `row` (from 0) on a page. GR-1. */
double bx_page_row_y(const BxPagePlan *page, int row);
/* Width in points of `count` basic columns from `first` (1-based), and where it begins. PG-1. */
double bx_page_span_width(const BxPagePlan *page, int count);
double bx_page_column_x(const BxPagePlan *page, int first);

/* The line slots of one part in reading order, below a head of `head_rows` rows and beside its
 * pictures. `depth_rows` limits how many rows of the part are used (0: all). BxLineSlot, owned. */
GArray *bx_part_line_slots(const BxPlan *plan, const BxStoryPlan *story, int part, int head_rows,
                           int depth_rows);

char *bx_plan_dump(const BxPlan *plan);
