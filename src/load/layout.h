/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The layout: a page grid description, as plain data. Lengths keep their unit; ranks and names are
 * resolved. Source: page.md sections 1 to 5; format: layouts/FORMAT.md. */

#include "base/ink.h"
#include "base/source.h"
#include "base/units.h"

#include <glib.h>
#include <stdbool.h>

typedef enum {
    BX_ALIGN_LEFT,
    BX_ALIGN_CENTER,
    BX_ALIGN_RIGHT,
    BX_ALIGN_JUSTIFY,
    BX_ALIGN_SPREAD
} BxAlign;
typedef enum { BX_VALIGN_TOP, BX_VALIGN_MIDDLE, BX_VALIGN_BOTTOM } BxValign;
typedef enum { BX_PUNCTUATION_GB, BX_PUNCTUATION_KAIMING } BxPunctuation;
typedef enum {
    BX_FIGURES_HALF,
    BX_FIGURES_FONT
} BxFigures; /* SP-4: half-em, or as the font has them */

/* How type is set. A style that leaves a key out has it from `body`. */
typedef struct {
    char *name;
    char *font;        /* alias (song, hei, kai, fang, …) or family name */
    int weight;        /* 100 … 900 */
    BxLength size;     /* the largest; pt */
    BxLength size_min; /* the smallest a head may shrink to; = size where no range is given */
    BxLength pitch;    /* baseline to baseline */
    BxLength indent;   /* of a paragraph's first line */
    BxAlign align;
    int max_lines;                     /* of a head; 0: any */
    double tracking_min, tracking_max; /* em added between characters, heads only */
    double condense_min, condense_max; /* horizontal scale, 0.8 … 1.2; 1: true shape */
    BxInk ink;
    bool vertical;
    /* rules of setting, by their ids in the typesetting specification */
    BxPunctuation punctuation; /* PU-10 */
    bool strict;               /* LB-5 */
    bool hang;                 /* PU-9 */
    bool trim_para_open;       /* PU-5; key para_open: half | full */
    bool squeeze_stops;        /* JU-2 ⑥ */
    double autospace_em;       /* SP-1 */
    BxFigures figures;         /* SP-4 */
    char *emphasis, *strong;   /* font aliases for *…* and **…** */
    BxPos pos;
} BxStyle;

/* The head of a story: a style for each part and the blanks, in lines of the grid. */
typedef struct {
    char *name;
    const BxStyle *kicker, *headline, *deck, *byline; /* of the layout; never NULL */
    BxLength above, between,
        below;           /* blanks; `between` in em of the larger neighbour unless lines */
    BxLength rule_above; /* width of a rule above the head, 0: none */
    bool vertical;
    BxPos pos;
} BxHeadSet;

typedef struct {
    double stroke_pt; /* 0: no frame */
    BxInk ink;        /* of the frame */
    bool has_tint;
    BxInk tint;     /* of the ground */
    BxLength inset; /* text to frame */
} BxBoxStyle;

/* first is 1-based; both in basic columns or rows of the page grid */
typedef struct {
    int first, count;
} BxSpan;

/* A number that the make-up may choose; least = most: fixed. */
typedef struct {
    int least, most;
} BxRange;

typedef struct {
    char *name;
    BxSpan cols;       /* of the page */
    int first_row;     /* of the page, 1-based */
    BxRange rows;      /* picture, caption and the blank under them */
    int caption_lines; /* rows for the caption; -1: as many as it needs */
    BxPos pos;
} BxPictureSlot;

/* A rectangle of columns and rows. */
typedef struct {
    BxSpan cols, rows;
} BxArea;

typedef struct BxSlot {
    char *name;
    BxSpan cols, rows; /* around all areas; rows: first 0: below what stands before it in its
                            columns, count 0: as deep as the story needs */
    GArray *areas;     /* BxArea: joined rectangles in any order; empty: cols × rows */
    char *inside;      /* name of the slot round it, NULL: none */
    const struct BxSlot *outer; /* that slot */
    int legs;                   /* text columns in the slot; 0: one a basic column */
    BxLength gutter;            /* between legs; value < 0: the page's */
    const BxHeadSet *head;      /* of the layout; NULL: the slot has no head */
    BxRange head_lines;         /* rows of the head block; 0: as deep as it needs */
    BxSpan head_cols;           /* count 0: the whole slot; in basic columns of the page */
    GPtrArray *pictures;        /* BxPictureSlot */
    bool has_box;
    BxBoxStyle box;
    double column_rule_pt; /* 0: none */
    bool is_pinned;        /* stays as it is when the page is planned anew */
    bool balance;          /* legs end level where the text is short */
    const BxStyle *body;   /* NULL: the layout's body */
    BxPos pos;
} BxSlot;

typedef enum { BX_RULE_ROW, BX_RULE_COLUMN } BxRuleKind;

/* A cut-off rule in a blank row, or a column rule in a gutter. */
typedef struct {
    BxRuleKind kind;
    int at;      /* ROW: the row; COLUMN: the basic column before the gutter */
    BxSpan span; /* ROW: columns; COLUMN: rows */
    double width_pt;
    double gap_pt; /* second line of a double rule at this distance; 0: single */
    BxInk ink;
    BxPos pos;
} BxRuleSpec;

typedef enum { BX_FURNITURE_TEXT, BX_FURNITURE_RULE, BX_FURNITURE_BOX } BxFurnitureKind;

/* Nameplate, folio and whatever stands on every page; lengths from the top left of the type area,
 * `em` of the body, `lines` of the grid. */
typedef struct {
    BxFurnitureKind kind;
    BxLength x, y, width, height; /* width 0: the type area's */
    char *text;           /* TEXT: with {title} {label} {number} {date} {page} {pages} {contact}
                              {editor} {page_label} {slogan1} … ; blank fields vanish */
    const BxStyle *style; /* TEXT */
    BxValign valign;      /* TEXT */
    double stroke_pt;     /* RULE, BOX */
    double gap_pt;        /* RULE: second line, 0: none */
    bool has_fill;
    BxInk ink, fill;
    BxPos pos;
} BxFurniture;

/* What the issue is printed on, and how (key `press`). */
typedef struct {
    char *profile;      /* file of the CMYK output profile; NULL: none can be used (reported) */
    char *condition;    /* output condition; NULL: of no name but the profile's */
    bool is_registered; /* the condition is in the registry of the ICC */
    double ink_limit;   /* %, all inks at one point */
    bool sharpen;       /* pictures that do not say otherwise */
    BxPos pos;          /* of the profile or the condition */
} BxPressSpec;

typedef enum { BX_SIDE_AUTO, BX_SIDE_RECTO, BX_SIDE_VERSO } BxSide;

typedef struct {
    char *name;
    double trim_width, trim_height;  /* points */
    double bleed;                    /* points */
    double margin_top, margin_inner; /* points, to the type area; inner = left on a recto */
    bool margin_centered;            /* type area in the middle of the width: no margin was given */
    BxSide side;
    int columns;         /* basic columns */
    double column_chars; /* em of the body a column */
    double gutter_em;
    int lines;         /* rows of the grid */
    BxStyle body;      /* size is plain points here */
    GPtrArray *styles; /* BxStyle */
    GPtrArray *heads;  /* BxHeadSet */
    GHashTable *inks;  /* char * → BxInk * */
    const BxStyle *crosshead, *subhead, *caption, *picture_credit, *credit, *quote, *jump, *pull,
        *table, *table_head;                /* of styles; never NULL */
    BxRange crosshead_lines, subhead_lines; /* rows of the block; copyfitting starts at the least */
    GPtrArray *furniture;                   /* BxFurniture */
    GPtrArray *rules;                       /* BxRuleSpec */
    GPtrArray *slots;                       /* BxSlot */
    BxArea plan; /* where planning puts stories; cols.count 0: all of the grid */
    BxPressSpec press;
    GHashTable *words; /* char *, set: of the house, HD-5 */
    BxPos pos;
} BxLayout;

void bx_style_free(void *style); /* BxStyle *, NULL is taken */
void bx_layout_free(BxLayout *layout);
/* Names of the fields of furniture texts, NULL-terminated; slogans are “slogan” and a number. */
extern const char *const bx_furniture_fields[];
/* Whether some furniture text shows the field. */
bool bx_layout_shows(const BxLayout *layout, const char *field);
/* Borrowed, or NULL. */
const BxSlot *bx_layout_lookup_slot(const BxLayout *layout, const char *name);
