/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Composed stories: every text of a story as lines, and which line slot each body line takes. The
 * page stage turns slots into places; nothing here knows a position on paper but the slots' own. */

#include "grid/plan.h"
#include "text/line.h"

typedef struct BxFonts BxFonts;

typedef enum {
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
    int picture;   /* CAPTION, PICTURE_CREDIT: index into the part's pictures */
    int furniture; /* FURNITURE: index into the layout's furniture */
    int first_slot, n_slots; /* a block of whole rows (crosshead); n_slots 0: none */
    double size, pitch;      /* points */
} BxSetText;

/* What a part of a story came to. */
typedef struct {
    int head_rows;
    int n_slots;        /* line slots of the part */
    int n_lines;        /* body lines set in it */
    double head_height; /* points of the head's lines and inner blanks */
} BxPartFit;

typedef struct {
    int story;        /* −1: furniture of a page */
    GPtrArray *texts; /* BxSetText, in reading order */
    GArray *slots;    /* BxLineSlot of all parts, in reading order */
    GArray *parts;    /* BxPartFit */
    int overset_lines, overset_chars;
    BxPos overset_pos; /* where the overset begins */
    int used_lines;    /* line slots up to the last one taken, columns not yet levelled */
    int underset_lines;
    int n_dropped;   /* blanks left out by a TX rule */
    int n_converted; /* conversions by TX rules */
} BxComposed;

/* Composes one story into the slots of the plan. Faults are diagnostics (OVERSET, UNDERSET …).
 * Never NULL; owned by the caller. */
BxComposed *bx_compose_story(const BxPlan *plan, int story, BxFonts *fonts, BxDiags *diags);

/* Composes the furniture texts of one page. */
BxComposed *bx_compose_furniture(const BxPlan *plan, int page, BxFonts *fonts, BxDiags *diags);

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

/* Rows of a head block: GR-3. `height` in points of its lines and blanks. */
int bx_head_rows(double height, double pitch);
