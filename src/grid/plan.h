/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Plan: which story stands where, as frames, legs and line slots; no text yet. */

#include "base/diag.h"
#include "base/geometry.h"
#include "load/issue.h"

/* One text column of a part, along its lines: from left to right, in a vertical part from top to
 * bottom. */
typedef struct {
    double x, width; /* points; where lines begin and how long they are: whole characters (PG-1) */
} BxLeg;

/* A picture in its place. Rows count from 0 over the page grid, or below the head. */
typedef struct {
    const BxPicture *picture;  /* of the story */
    int index;                 /* of all the issue's placed pictures, in order */
    double x, width;           /* points */
    int first_row, n_rows;     /* picture, caption and the blank under them */
    bool is_below_head;        /* first_row counts from the row below the story's head */
    int caption_lines;         /* given by the layout; -1: as many as the caption needs */
    const BxPictureSlot *slot; /* NULL: placed by size and corner */
} BxPicturePlan;

/* One story in one slot. */
typedef struct {
    int page;  /* index into plan->pages */
    int story; /* index into issue->stories */
    const BxSlot *slot;
    BxRect frame;              /* the slot's outer edge */
    double x, width;           /* inside the box's inset; = frame without box */
    double y, height;          /* of the rows that it may use */
    int page_row, n_page_rows; /* the same in rows of the page grid, from 0 */
    bool is_vertical;          /* lines run down, from right to left (VT-1) */
    int first_row, n_rows; /* rows of lines that head and text may use: of the page grid, from 0; in
                              a vertical part from its right edge */
    double head_x, head_width; /* where the head stands */
    double head_measure;       /* length of its lines */
    bool head_is_vertical;     /* 竖题 */
    GArray *legs;              /* BxLeg, in reading order */
    GPtrArray *pictures;       /* BxPicturePlan */
    bool is_continuation;      /* begins with 上接…, not with the story's head */
    int jumps_to;              /* page number of the next part, 0: none */
    int jumps_from;            /* page number of the part before, 0: none */
} BxPart;

/* A place for one line of body text. */
typedef struct {
    double x, y; /* top left of the line's em box, points on its page; vertical: top of the line's
                    middle */
    double width;
    int leg, row; /* leg and row of the part */
    int part;     /* index into the story plan's parts */
} BxLineSlot;

typedef struct {
    int story;
    GPtrArray *parts; /* BxPart, in reading order; owned by plan->parts */
} BxStoryPlan;

typedef struct {
    const BxPageSpec *spec;
    const BxLayout *layout;
    int number;
    BxRect type_area; /* trim is 0, 0, layout->trim_width, layout->trim_height */
    double em, pitch; /* of the page's body, points */
    double gutter;    /* points */
    bool is_recto;
} BxPagePlan;

typedef struct {
    const BxIssue *issue;
    GPtrArray *pages;   /* BxPagePlan */
    GPtrArray *parts;   /* BxPart, in order of pages and placings */
    GPtrArray *stories; /* BxStoryPlan, one a story of the issue; parts may be empty */
    int n_pictures;
} BxPlan;

/* Middle of line row `row` of a vertical part. */
double bx_part_line_x(const BxPart *part, const BxPagePlan *page, int row);

/* Makes the plan. Faults of the layout (overlaps, no room) are diagnostics; the plan is whole. */
BxPlan *bx_plan_new(const BxIssue *issue, BxDiags *diags);
void bx_plan_free(BxPlan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxPlan, bx_plan_free)

/* Top of the em box of row `row` (from 0) on a page. GR-1. */
double bx_page_row_y(const BxPagePlan *page, int row);
/* Width in points of `count` basic columns, and where column `first` (1-based) begins. PG-1. */
double bx_page_span_width(const BxPagePlan *page, int count);
double bx_page_column_x(const BxPagePlan *page, int first);
/* The rows of a span of rows, as a height from the first em box's top to the last one's bottom. */
double bx_page_rows_height(const BxPagePlan *page, int count);

/* First row of a picture on the page grid, below a head of `head_rows` rows. */
int bx_picture_row(const BxPart *part, const BxPicturePlan *picture, int head_rows);

/* The line slots of one part in reading order, below a head of `head_rows` rows and beside its
 * pictures, in the first `depth_rows` rows of the part (0: all). Appends BxLineSlot to `slots`. */
void bx_part_line_slots(const BxPlan *plan, const BxPart *part, int part_index, int head_rows,
                        int depth_rows, GArray *slots);

char *bx_plan_dump(const BxPlan *plan);
