/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Steps: what bx_proof_new is made of. For the files of this folder only. */

#include "proof/drawing.h"

/* A diagnostic of a page, as its list counts them. */
typedef struct {
    const BxDiag *diag;
    int number; /* from 1; 0: it shows at no place of the page */
} BxFinding;

/* One sheet in the making. */
typedef struct {
    const BxProofInput *input;
    BxProof *proof;
    const BxPage *page;
    const BxPagePlan *plan;
    int index;              /* of the page */
    const GPtrArray *diags; /* BxDiag: of the page, and on the first sheet those of no page */
    double unit;            /* size of the proof's own type on the sheet, points */
    double scale;           /* of the page */
    GArray *findings;       /* BxFinding */
    BxDrawing wash, over;   /* on the page, in its points: pale grounds, and all else */
    BxDrawing beside;       /* on the sheet */
    BxDrawing overset;      /* on the sheet, at a scale of its own */
    double overset_scale;
} BxSheeting;

static inline bool
bx_shows(const BxSheeting *sheeting, unsigned overlays)
{
    return (sheeting->input->settings.overlays & overlays) != 0;
}

BxInk bx_level_ink(BxLevel level);

/* grid.c: type area, columns, rows. */
void bx_draw_grid(const BxSheeting *sheeting);
/* slots.c: frames, and on each its name, its fill and its file, as they are asked for. */
void bx_draw_slots(const BxSheeting *sheeting);
/* faults.c: pictures, loose lines, overset marks, numbers of findings. */
void bx_draw_pictures(const BxSheeting *sheeting);
void bx_draw_loose(const BxSheeting *sheeting);
void bx_draw_overset_marks(const BxSheeting *sheeting);
/* The diagnostics of the page in order of its list; GArray of BxFinding, owned. */
GArray *bx_findings(const BxSheeting *sheeting);
void bx_draw_findings(const BxSheeting *sheeting);

/* overset.c: the lines of a story that found no room, in order; GPtrArray of BxLine, owned. */
GPtrArray *bx_overset_lines(const BxComposed *composed);
/* Whether it is on this page that the story runs over. */
bool bx_oversets_here(const BxSheeting *sheeting, guint story);

/* margin.c: what stands beside the page. */
typedef struct BxMargin BxMargin;

/* Sets it in columns of `width` points. NULL: there is nothing. Owned. */
BxMargin *bx_margin_new(BxSheeting *sheeting, double width);
void bx_margin_free(BxMargin *margin); /* NULL is taken */
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxMargin, bx_margin_free)
/* How many columns it fills that are so deep; `most` at the most: what is over is left out, and said so. */
int bx_margin_flow(BxMargin *margin, double depth, int most);
void bx_margin_draw(const BxMargin *margin, BxSheeting *sheeting, double x, double y, double step);

/* strip.c: stamp, what it is of, boxes to sign; points. */
double bx_strip_depth(const BxSheeting *sheeting);
void bx_draw_strip(const BxSheeting *sheeting, double x, double y, double width);
/* One small line: issue, page, paper and scale. */
void bx_draw_foot(const BxSheeting *sheeting, double x, double y, double width);
