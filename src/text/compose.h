/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Composed stories: every text of a story as lines, and which line slot each body line takes. The
 * page stage turns slots into places; nothing here knows a position on paper but the slots' own. */

#include "grid/settle.h"
#include "text/line.h"

typedef struct BxFonts BxFonts;

typedef enum {
    BX_ROLE_STANDING, /* standing head, 栏目 */
    BX_ROLE_KICKER,
    BX_ROLE_HEADLINE,
    BX_ROLE_DECK,
    BX_ROLE_BYLINE,
    BX_ROLE_JUMP_HEAD, /* short title over a continuation */
    BX_ROLE_BODY,      /* paragraphs, quotes, items */
    BX_ROLE_CROSSHEAD,
    BX_ROLE_CREDIT, /* at the end of the story */
    BX_ROLE_CAPTION,
    BX_ROLE_PICTURE_CREDIT,
    BX_ROLE_JUMP_TO,   /* （下转第3版） */
    BX_ROLE_JUMP_FROM, /* （上接第1版） */
    BX_ROLE_FURNITURE,
    BX_ROLE_MARKER,  /* “·” or “1.” before an item */
    BX_ROLE_PULL,    /* pull quote */
    BX_ROLE_CELL,    /* of a table */
    BX_ROLE_AD_MARK, /* 广告 on an advertisement */
} BxRole;

/* One text, set. */
typedef struct {
    BxRole role;
    const BxStyle *style;
    const BxText *text; /* the author's; NULL: the engine's own words (jumps) or the layout's */
    BxText *own_text;   /* the engine's words, owned; NULL otherwise */
    BxStyle *own_style; /* the engine's style, owned; NULL: `style` is the layout's */
    GPtrArray *lines;   /* BxLine */
    GArray *slots; /* int a line: index into the story's slots; −1 overset. NULL: not in slots */
    int part;      /* index into the story plan's parts */
    int figure;    /* of what belongs to a figure: index into the part's figures; else −1 */
    int box;       /* CAPTION, PICTURE_CREDIT: picture of the figure, −1: the figure as a whole */
    bool shares_line; /* PICTURE_CREDIT: stands on the caption's last line */
    double x, y;   /* points. PULL, CELL: top left from that of the figure's body; CROSSHEAD: x, its
                                lines' start from that of its first slot */
    int furniture; /* FURNITURE, AD_MARK: index into the page plan's furniture or ads */
    int first_slot, n_slots; /* a block of whole rows (crosshead); n_slots 0: none */
    double size, pitch;      /* points */
} BxSetText;

/* What a figure came to: from its top its body (pictures, quote or table), a gap, captions and credit,
 * and the blank to the text below. */
typedef struct {
    int natural_rows;   /* as it would come */
    double texts;       /* points: captions and credit lines under the body */
    double body_height; /* points: of a quote or a table; 0: pictures take what is left */
    double head_height; /* points: of a table's head row, 0: none */
} BxFigureFit;

#define BX_CAPTION_GAP_LINES 0.45 /* body to caption, EL-4: half a line */

/* The label of a standing head, as its words ask. */
typedef struct {
    double width, height; /* points, across and down the page; 0: there is none */
    double offset;        /* along the head's lines, from their start to the label */
    double words_x,
        words_y;   /* from the label's top left to the first line's em box: its start, and of
                                words from top to bottom the right edge */
    double depth;  /* what it takes of the head across its lines, with its rule */
    double indent; /* beside the head: what it takes of the lines' length … */
    double rest;   /* … and how deep the head is beside it */
} BxStandingFit;

/* What a part of a story came to. */
typedef struct {
    int head_rows;
    int head_natural;   /* rows of the head by nature */
    int n_slots;        /* line slots of the part */
    int n_lines;        /* body lines set in it */
    double head_height; /* points of the head's lines and inner blanks */
    BxStandingFit standing;
    int n_rows;            /* of the slot, if other than the plan's; else 0 */
    BxFigureFit *figures;  /* one a figure of the part */
    BxFigureDepth *depths; /* the same: what they were given */
} BxPartFit;

/* One thing that copyfitting set otherwise than it comes by nature (PA-9). */
typedef enum {
    BX_CHANGE_PARAGRAPH, /* lines of a paragraph */
    BX_CHANGE_CROSSHEAD, /* rows of a crosshead's block */
    BX_CHANGE_FIGURE,    /* rows of a figure */
    BX_CHANGE_HEAD,      /* rows of the head block */
} BxChangeKind;

typedef struct {
    BxChangeKind kind;
    int delta;   /* lines or rows more than natural; < 0: fewer */
    double cost; /* in units of JU-10 */
    BxPos pos;   /* of the paragraph, figure … */
} BxChange;

const char *bx_change_name(BxChangeKind kind); /* “paragraph” … */

typedef struct {
    int story;        /* −1: furniture of a page */
    GPtrArray *texts; /* BxSetText, in reading order */
    GArray *slots;    /* BxLineSlot of all parts, in reading order */
    GArray *parts;    /* BxPartFit */
    int overset_lines, overset_chars;
    BxPos overset_pos; /* where the overset begins */
    int used_lines;    /* line slots up to the last one taken, columns not yet levelled */
    int underset_lines;
    GArray *changes; /* BxChange: what copyfitting did */
    double fit_cost; /* how far the story is from natural, in units of JU-10 */
    int n_dropped;   /* blanks left out by a TX rule */
    int n_converted; /* conversions by TX rules */
} BxComposed;

/* A story whose texts are shaped and whose head and figures are set: all but the flow. */
typedef struct BxGalley BxGalley;

/* Makes the galley of a story for its slots of the plan. Never NULL; owned (bx_galley_free). */
BxGalley *bx_galley_new(const BxPlan *plan, int story, BxFonts *fonts, BxDiags *diags);
void bx_galley_free(BxGalley *galley);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxGalley, bx_galley_free)

/* What it costs that the last column ends so many lines short (PA-8), in units of JU-10. */
double bx_cost_of_short(int n_short);

/* What the body costs in lines of `width` points, at each number of lines that it can be brought to:
 * least lines, least + 1 …; no columns, so nothing of widows. GArray of double in units of JU-10, owned;
 * a number that cannot be had is BX_OVERSET_COST. */
GArray *bx_galley_line_costs(const BxGalley *galley, double width, int *least);

/* What the galley costs in its one open part at depths about the natural one; costs->costs stays NULL
 * where it has none. */
void bx_galley_depth_costs(BxGalley *galley, BxDepthCosts *costs);

/* Pours a galley into the slots of the plan, once. Faults are diagnostics (OVERSET, UNDERSET …). Never
 * NULL; owned by the caller. */
BxComposed *bx_compose_story(BxGalley *galley);
/* Has the lines refer to the faces of `fonts`, where they were set in those of others. */
void bx_composed_set_faces(BxComposed *composed, BxFonts *fonts);

/* Composes the furniture texts of one page, and the marks of its advertisements. */
BxComposed *bx_compose_furniture(const BxPlan *plan, int page, BxFonts *fonts, BxDiags *diags);

#define BX_SLUG_SIZE_PT 6
#define BX_SLUG_FONT "hei" /* an alias */
#define BX_SLUG_WEIGHT 400
/* Composes the slug line of a page (PP-13): one line of small type in `ink`, at most `width` wide. */
BxComposed *bx_compose_slug(const char *words, double width, const BxInk *ink, BxFonts *fonts,
                            BxDiags *diags);

/* An empty one. */
BxComposed *bx_composed_new(int story);
void bx_composed_free(BxComposed *composed);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxComposed, bx_composed_free)

const char *bx_role_name(BxRole role); /* “headline” … */

/* The composed story as text: one line a line. For golden files; owned by the caller. */
char *bx_composed_dump(const BxComposed *composed);

/* What part `part` came to; borrowed. */
const BxPartFit *bx_part_fit(const BxComposed *composed, int part);
/* The depths of one part as they are settled; borrows from `fit`. */
BxDepths bx_part_depths(const BxPartFit *fit);

/* Depth of a text's lines in points; 0 for NULL. */
double bx_set_text_height(const BxSetText *set);
/* The text of a role that belongs to a figure of a part (box: as in BxSetText), or NULL. */
const BxSetText *bx_composed_lookup_text(const BxComposed *composed, BxRole role, int part,
                                         int figure, int box);
/* Depth of the captions and credits under row `row` of a figure's pictures, points. */
double bx_figure_row_texts(const BxComposed *composed, int part, int figure, const GArray *boxes,
                           int row);

/* Rows of a head block: GR-3. `height` in points of its lines and blanks. */
int bx_head_rows(double height, double pitch);
