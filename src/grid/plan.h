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

/* A figure in its place. Rows count from 0 over the page grid. */
typedef struct {
    const BxFigure *figure; /* of the story */
    int index;              /* of its first picture among all the issue's placed ones, in order */
    double x, width;        /* points */
    int area;               /* of the part: the one that it stands in by size and corner */
    BxRange rows;           /* figure, caption and the blank under them; 0: as it comes */
    int first_row;          /* -1: by `share` */
    double share;           /* of the rows that are left in the slot: those above it; 0: right
                                  below the head */
    int caption_lines;      /* given by the layout; -1: as many as the caption needs */
    const BxPictureSlot *slot; /* NULL: placed by size and corner */
} BxFigurePlan;

/* What no line of a part may cover: a slot inside its slot. */
typedef struct {
    const BxSlot *slot;
    double x, width;       /* points */
    int first_row, n_rows; /* of the page grid, from 0 */
} BxHole;

/* A rectangle of a part that its text may use. Of several the box takes what lies on the outline round all of them:
 * it comes off the rows and columns there, not off the rectangle. */
typedef struct {
    double x, width;       /* points */
    int first_row, n_rows; /* of the page grid, from 0 */
    double left, right; /* points that the box takes at its sides, where they are on the outline */
    int above, below;   /* rows that it takes */
} BxPartArea;

/* One story in one slot. */
typedef struct {
    int page;  /* index into plan->pages */
    int story; /* index into issue->stories */
    const BxSlot *slot;
    BxSpan rows;               /* of the slot, 1-based; those the layout left open are settled */
    bool is_auto;              /* the layout leaves rows open */
    int box_rows;              /* of them the box takes so many */
    BxRect frame;              /* the slot's outer edge; of joined areas, the edge round all */
    GArray *areas;             /* BxPartArea: what the slot is made of, inside the box */
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
    GPtrArray *figures;        /* BxFigurePlan */
    GArray *holes;             /* BxHole */
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

/* An item of the layout's furniture in its place on one page. */
typedef struct {
    const BxFurniture *item; /* of the page's layout */
    BxRect rect;             /* points; an upright rule has no width */
    bool is_mirrored;        /* what was flush left is flush right, and the other way round */
    int picture;             /* index of all the issue's placed pictures; -1: it is none */
} BxFurniturePlan;

/* An advertisement in its place. */
typedef struct {
    const BxAd *ad; /* of the page */
    BxRect net;     /* what its trimmed size fills, points: to the page's edge where it bleeds */
    BxRect rect;    /* what it covers, the bleed included */
    int picture;    /* index of all the issue's placed pictures; -1: it is a PDF */
    int pdf;        /* index of all the issue's PDF advertisements; -1: it is a picture */
} BxAdPlan;

typedef struct {
    const BxPageSpec *spec;
    const BxLayout *layout;
    int number;
    BxRect type_area; /* trim is 0, 0, layout->trim_width, layout->trim_height */
    double em, pitch; /* of the page's body, points */
    double gutter;    /* points */
    bool is_recto;
    GArray *furniture; /* BxFurniturePlan, back to front */
    GArray *ads;       /* BxAdPlan */
} BxPagePlan;

typedef struct {
    const BxIssue *issue;
    GPtrArray *pages;   /* BxPagePlan */
    GPtrArray *parts;   /* BxPart, in order of pages and placings */
    GPtrArray *stories; /* BxStoryPlan, one a story of the issue; parts may be empty */
    int n_pictures, n_pdfs;
} BxPlan;

/* Middle of line row `row` of a vertical part. */
double bx_part_line_x(const BxPart *part, const BxPagePlan *page, int row);

/* Whether the layout leaves the slot's rows open. */
bool bx_slot_is_auto(const BxSlot *slot);

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

/* What fills each cell of a page, row by row, a cell a basic column. Sets those of a slot in the rows given … */
void bx_fill_cells(const BxPagePlan *page, const BxSlot *slot, BxSpan rows, int what, int *cells);
/* … or those of all parts of page `page` to their index in plan->parts, slots inside others over these. */
void bx_fill_part_cells(const BxPlan *plan, int page, int *cells);
/* Whether the one stands inside the other, directly or not. */
bool bx_is_slot_inside(const BxSlot *slot, const BxSlot *outer);

/* Whether the slot's areas hold every row of every column of a rectangle; a slot of one area does. */
bool bx_slot_covers(const BxSlot *slot, BxSpan cols, BxSpan rows);
/* What the frame of a slot's box takes on each side, in points, and of rows above and below; 0 without a box. */
double bx_box_inset(const BxPagePlan *page, const BxSlot *slot, int *rows);

typedef struct {
    int rows;     /* of the figure, its caption and the blank under them */
    double texts; /* points: of captions and credits, with their gaps */
} BxFigureDepth;

#define BX_FIGURE_BELOW_LINES 0.75 /* figure to the text below */

/* Where a figure's texts end that has `rows` rows from `row` on; at the foot of its part no blank is under it. */
double bx_figure_bottom(const BxPart *part, const BxPagePlan *page, int row, int rows);

/* The rectangle that a picture fills of the one it is given: one that shows as a whole may be smaller. */
BxRect bx_picture_rect(BxRect rect, const BxPicture *picture);

/* The depths that are settled outside the plan: by the text, or by copyfitting. */
typedef struct {
    int head_rows; /* rows of the head block */
    int n_rows;    /* rows of the slot; 0: all that it has */
    int level;     /* where columns end level: rows that all legs have between them, those of
                                     the head too, shared out evenly, the first legs one more; 0: all */
    const BxFigureDepth *figures; /* one a figure of the part */
} BxDepths;

/* What a figure is called in messages; borrowed. */
const char *bx_figure_name(const BxFigure *figure);

/* Where one picture of a group stands across the figure, and in which of the group's rows. */
typedef struct {
    double x, width; /* points, from the figure's left edge */
    double height;   /* of its natural shape at that width, points */
    int row;
} BxFigureBox;

/* Between the pictures of a group, em of the page's body. */
#define BX_GROUP_GAP_EM 0.6

/* The boxes of a figure's pictures: rows of `across`, as wide as the figure, all of a row equally high by
 * nature. GArray of BxFigureBox, owned. `gap` in points. */
GArray *bx_figure_boxes(const BxFigurePlan *figure, double gap);

/* First row of a figure of the part on the page grid. */
int bx_figure_row(const BxPart *part, int figure, const BxDepths *depths);

/* The line slots of one part in reading order, below its head and beside its figures. Appends
 * BxLineSlot to `slots`. */
void bx_part_line_slots(const BxPlan *plan, const BxPart *part, int part_index,
                        const BxDepths *depths, GArray *slots);

char *bx_plan_dump(const BxPlan *plan);
