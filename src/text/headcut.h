/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Head cuts: where the lines of a head end. For headlines alone. */

#include "text/paragraph.h"

/* A head shaped at its largest size. Widths grow with the size in proportion (nothing is hinted). */
typedef struct {
    const BxParagraph *paragraph;
    const BxStyle *style;
    double width;     /* of the span, points */
    double largest;   /* size it was shaped at */
    double smallest;  /* size it may shrink to */
    uint8_t *costs;   /* by cell: of a line end after it; while a cut is chosen */
    double inset;     /* points at the largest size by which all lines but the first begin later */
    bool only_pauses; /* broken nowhere but at pauses */
    GHashTable **lists; /* of words, see text/phrase.h */
    bool is_label;      /* lines of one or two characters are as good as any */
} BxHead;

typedef struct {
    GArray *ends;  /* int: the cell after each line's last */
    double cost;   /* HD-6: lexical penalty and differences of length */
    bool is_asked; /* broken only where the author broke it */
} BxHeadCut;

/* Chooses the cut: the author's breaks if there are any (HD-6); else into so few lines, at such
 * places, that the head comes out large, at phrases, balanced (HD-5, HD-7, HD-8). Owned. */
BxHeadCut *bx_choose_cut(BxHead *head);
void bx_head_cut_free(BxHeadCut *cut);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxHeadCut, bx_head_cut_free)

/* The cells seen of a line of the cut. */
BxBreak bx_cut_line(const BxHead *head, const BxHeadCut *cut, int line);
/* Of its natural width at the largest size, inset taken in; of the places that tracking opens. */
double bx_cut_width(const BxHead *head, const BxHeadCut *cut, int line);
int bx_cut_places(const BxHead *head, const BxHeadCut *cut, int line);

/* The largest size, not over head->largest, at which all lines fit with `tracking` em a place. */
double bx_cut_size(const BxHead *head, const BxHeadCut *cut, double tracking);
