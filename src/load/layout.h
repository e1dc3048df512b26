/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The layout: a page grid description, as plain data. Lengths keep their unit; ranks and names are
 * resolved. Source: page.md sections 1 to 5; format: layouts/FORMAT.md. */

#include "base/ink.h"
#include "base/ornament.h"
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

typedef enum { BX_STANDING_ABOVE, BX_STANDING_LEFT } BxStandingAt;

/* The look of a standing head (栏目): a label over the story's head, or at its left. */
typedef struct {
    const BxStyle *style; /* never NULL */
    BxStandingAt at;      /* a vertical head has it first, whatever this says */
    double stroke_pt;     /* of a frame round the label, 0: none */
    double rule_pt; /* ABOVE: under the label, as long as the head; LEFT: at its right edge, as
                             deep as the head; 0: none */
    BxInk ink;      /* of frame and rule */
    bool has_fill;
    BxInk fill;
    BxLength
        pad; /* words to the label's edge, along their lines; half of it across; em of the words */
    BxLength width; /* of the lines at LEFT; value 0: as long as the words */
} BxStandingStyle;

/* The head of a story: a style for each part and the blanks, in lines of the grid. */
typedef struct {
    char *name;
    const BxStyle *kicker, *headline, *deck, *byline; /* of the layout; never NULL */
    BxLength above, between,
        below;           /* blanks; `between` in em of the larger neighbour unless lines */
    BxLength rule_above; /* width of a rule above the head, 0: none */
    bool vertical;
    BxStandingStyle standing;
    BxPos pos;
} BxHeadSet;

/* A frame: a stroke, an ornament, or an ornament with a stroke inside it. */
typedef struct {
    double stroke_pt;           /* 0: none */
    const BxOrnament *ornament; /* NULL: none */
    double depth_pt;            /* of the ornament */
    BxInk ink;
} BxFrame;

typedef struct {
    BxFrame frame;
    bool has_tint;
    BxInk tint;     /* of the ground */
    BxLength inset; /* text to frame; an ornament's depth is added to it */
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

/* A rule of page make-up that is broken on purpose. */
typedef struct {
    char *rule;   /* of bx_page_rules */
    char *reason; /* never blank */
    BxPos pos;
} BxExcuse;

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
    char *written;         /* a pinned slot as YAML, for the layout then proposed; else NULL */
    bool balance;          /* legs end level where the text is short */
    const BxStyle *body;   /* NULL: the layout's body */
    bool is_advertisement; /* what stands in it must bear the mark 广告 */
    bool has_no_cut_off;   /* no cut-off rule stands about it */
    GPtrArray *excuses;    /* BxExcuse: of what is found of this slot */
    BxPos pos;
} BxSlot;

/* Sides on which an advertisement runs off the page; bits. */
typedef enum {
    BX_BLEED_TOP = 1,
    BX_BLEED_RIGHT = 2,
    BX_BLEED_BOTTOM = 4,
    BX_BLEED_LEFT = 8,
} BxBleedSides;

/* A place for an advertisement. */
typedef struct {
    char *name;
    BxSpan cols, rows;
    unsigned bleed; /* BxBleedSides */
    BxPos pos;
} BxAdSlot;

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

/* Cut-off rules that are found where slots meet, besides those that the layout writes. */
typedef struct {
    double row_pt, column_pt; /* in blank rows, in gutters; 0: none */
    BxInk ink;
    BxPos pos;
} BxCutOff;

typedef enum {
    BX_FURNITURE_TEXT,
    BX_FURNITURE_RULE,
    BX_FURNITURE_BOX,
    BX_FURNITURE_PICTURE
} BxFurnitureKind;

/* Pages that an item of furniture stands on; bits. */
typedef enum {
    BX_PAGES_ODD = 1,
    BX_PAGES_EVEN = 2,
    BX_PAGES_FIRST = 4,  /* the first page */
    BX_PAGES_OTHERS = 8, /* all but that */
} BxWhichPages;

typedef enum { BX_FIT_FILL, BX_FIT_WHOLE } BxFit; /* crop to fill; show all of it */
typedef struct BxPicture BxPicture;

/* Nameplate, folio and whatever stands on every page; lengths from the top left of the type area,
 * `em` of the body, `lines` of the grid. */
typedef struct {
    BxFurnitureKind kind;
    BxLength x, y, width, height; /* width 0: the type area's; PICTURE: of the two one may be 0 and
                                     follows from the picture's proportions */
    char *text; /* TEXT: with fields, {title} {page} … : bx_furniture_fields; blank ones vanish */
    const BxStyle *style; /* TEXT */
    BxValign valign;      /* TEXT */
    BxPicture *picture;   /* PICTURE; without caption, credit or slot; NULL: it could not be read */
    BxFit fit;            /* PICTURE */
    bool is_nameplate;    /* PICTURE: it shows the name of the paper */
    BxFrame frame;        /* BOX; RULE: its stroke and ink */
    double gap_pt;        /* RULE: second line, 0: none */
    bool has_fill;
    BxInk fill;
    unsigned pages; /* BxWhichPages: it stands where one of them holds; 0: on all */
    bool is_steady; /* it keeps its side where the furniture is mirrored */
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

/* What the regulations ask to be printed (《报纸出版形式差错数计算方法》): in the order of their text. */
typedef enum {
    BX_REQUIRE_NAMEPLATE,
    BX_REQUIRE_EXTRA, /* 增期, 号外: where the issue is one */
    BX_REQUIRE_DATE,
    BX_REQUIRE_TOTAL,
    BX_REQUIRE_PAGES, /* 版数 */
    BX_REQUIRE_CN,
    BX_REQUIRE_AUTHORITY,
    BX_REQUIRE_SPONSOR,
    BX_REQUIRE_PUBLISHER,
    BX_REQUIRE_ADDRESS,
    BX_REQUIRE_CONTACT,
    BX_REQUIRE_PRINTER,
    BX_REQUIRE_DISTRIBUTION,
    BX_REQUIRE_PRICE,
    BX_REQUIRE_FOLIO, /* 版序, on every page */
    BX_REQUIRE_ADVERTISEMENT,
    BX_N_REQUIREMENTS
} BxRequirement;

/* How many points of error each costs where it fails; 0: it is not asked for. */
typedef struct {
    double points[BX_N_REQUIREMENTS];
    BxPos pos[BX_N_REQUIREMENTS]; /* where the layout asks for it */
} BxRequired;

typedef enum { BX_SIDE_AUTO, BX_SIDE_RECTO, BX_SIDE_VERSO } BxSide;

typedef struct {
    char *name;
    char *sum; /* SHA-256 of all it was read from, in hex: layouts with the same are the same */
    guint first_source, n_sources; /* of the sources: what it was read from */
    char *slots_base; /* its base, where its file holds slots and their rules only; else NULL */
    double trim_width, trim_height;  /* points */
    double bleed;                    /* points */
    double margin_top, margin_inner; /* points, to the type area; inner = left on a recto */
    bool margin_centered;            /* type area in the middle of the width: no margin was given */
    BxSide side;
    bool is_mirrored;    /* furniture is that of a recto; on a verso left and right change places */
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
    BxCutOff cut_off;
    GPtrArray *slots;       /* BxSlot */
    BxArea plan;            /* where planning puts stories; cols.count 0: all of the grid */
    GPtrArray *ads;         /* BxAdSlot */
    const BxStyle *ad_mark; /* of 广告 on an advertisement; never NULL */
    BxPressSpec press;
    GHashTable *words; /* char *, set: of the house, HD-5 */
    BxRequired required;
    GPtrArray *excuses; /* BxExcuse: of what is found of the page as a whole */
    BxPos pos;
} BxLayout;

/* Ids of the rules of page make-up (review), NULL-terminated. */
extern const char *const bx_page_rules[];
GPtrArray *bx_excuses_new(void);

/* What an ornament takes of its frame on every side, with the stroke inside it; 0: none. */
double bx_frame_depth(const BxFrame *frame);
/* The stroke inside an ornament: its outer edge from the frame's outer edge. */
double bx_frame_stroke_offset(const BxFrame *frame);

BxStyle *bx_style_copy(const BxStyle *style);
void bx_style_free(void *style); /* BxStyle *, NULL is taken */
void bx_layout_free(BxLayout *layout);
/* Names of the fields of furniture texts, NULL-terminated; slogans are “slogan” and a number. */
extern const char *const bx_furniture_fields[];
/* Whether an item stands on the page of that printed number. */
bool bx_furniture_is_on(const BxFurniture *item, int number, bool is_first);
/* Whether some furniture text of that page shows the field. */
bool bx_layout_shows(const BxLayout *layout, const char *field, int number, bool is_first);
/* Their keys under `required`, NULL-terminated; where one is a text of the issue, also its key there. */
extern const char *const bx_requirement_names[];
/* Borrowed, or NULL. */
const BxSlot *bx_layout_lookup_slot(const BxLayout *layout, const char *name);
const BxAdSlot *bx_layout_lookup_ad(const BxLayout *layout, const char *name);
