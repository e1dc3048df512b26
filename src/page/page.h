/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Pages: a flat list of placed things in points, back to front. paint draws it, press and report
 * read it; none of them needs to know what an article is. */

#include "base/diag.h"
#include "base/geometry.h"
#include "base/ink.h"
#include "base/ornament.h"
#include "text/line.h"

#include <stdbool.h>

typedef enum {
    BX_PLACED_TEXT,
    BX_PLACED_RULE,
    BX_PLACED_BOX,
    BX_PLACED_ORNAMENT,
    BX_PLACED_PICTURE,
    BX_PLACED_PDF
} BxPlacedKind;

typedef struct {
    BxPlacedKind kind;
    int story; /* index into issue->stories; -1: furniture */
    union {
        struct {
            const BxLine *line; /* borrowed from the composed story */
            double x, y;        /* start of the baseline; vertical: top of the central line */
            BxInk ink;
            bool is_vertical;
            int slot; /* line slot in the story's flow, -1: none (head, caption) */
        } text;
        struct {
            double x0, y0, x1, y1, width;
            BxInk ink;
        } rule;
        struct {
            BxRect rect;
            double stroke_width; /* 0: no stroke; centred on the rectangle's edge */
            BxInk stroke;
            bool has_fill;
            BxInk fill;
        } box;
        struct {
            const BxOrnament *ornament;
            BxRect rect;  /* its outer edge */
            double depth; /* points, inwards */
            BxInk ink;
        } ornament;
        struct {
            BxRect rect; /* the whole of the picture shows in it */
            int index;   /* into the list of picture jobs */
        } picture;
        struct {
            BxRect rect; /* what shows of it */
            BxRect net;  /* where its trimmed size belongs, in its middle */
            bool fills;  /* all of `net`, cut off if need be; else it shows as a whole */
            int index;   /* into the list of PDF advertisements */
        } pdf;           /* a page of another's PDF; press puts it in, under all that is painted */
    };
} BxPlaced;

/* One entry of the document's outline: a story's head on its page. */
typedef struct {
    char *title;
    double x, y; /* top left of the head */
    int story;
} BxOutlineEntry;

/* A piece of a story's frame, its head or a leg, in reading order: for article threads and hot areas. */
typedef struct {
    int story;
    BxRect rect;
} BxBead;

typedef struct {
    int number;           /* printed page number */
    char *label;          /* page label, may be NULL */
    double width, height; /* trim, points */
    double bleed;         /* points */
    GArray *placed;       /* BxPlaced, back to front */
    GPtrArray *outline;   /* BxOutlineEntry */
    GArray *beads;        /* BxBead */
} BxPage;

BxPage *bx_page_new(int number, const char *label, double width, double height, double bleed);
void bx_page_free(BxPage *page);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxPage, bx_page_free)

/* The page as text, one placed thing a line. For golden files and `diff`; owned by the caller. */
char *bx_page_dump(const BxPage *page);
