/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Line breaking: where the lines of a paragraph end, chosen for the whole paragraph at once. */

#include "text/fit.h"

/* Widths of the lines of one paragraph. */
typedef struct {
    const double *widths; /* points, n of them; the last one repeats */
    int n;
} BxMeasures;

typedef struct {
    int start, end;  /* cells, half open; blanks at the line's ends are inside */
    int first, last; /* cells seen: without those blanks; first <= last unless the line is blank */
    double measure;  /* points, without indent */
    double indent;
} BxBreak;

typedef struct {
    GArray *lines;    /* BxBreak, at least one */
    double cost;      /* of the whole paragraph, in units of JU-10 */
    bool is_overfull; /* some line is wider than its measure */
} BxBreaks;

/* Chooses the breaks of least cost.
 *
 * shaped     shaped, spaced, summed, with its breaks found; not changed
 * measures   at least one width
 * looseness  wish for so many lines more (or fewer) than the best; as near as it can be had with
 *            no line opened beyond JU-5, unless the paragraph has such a line anyway
 *
 * Never fails: a line without any legal break is kept overfull. Time is linear in the cells for a
 * fixed measure. Source: Knuth and Plass, Breaking Paragraphs into Lines (1981); JU-10. */
BxBreaks *bx_choose_breaks(const BxShaped *shaped, const BxMeasures *measures, int looseness);
void bx_breaks_free(BxBreaks *breaks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxBreaks, bx_breaks_free)

/* One number of lines that a paragraph can come out in. */
typedef struct {
    int n_lines;
    double cost;       /* of the cheapest way into so many lines, in units of JU-10 */
    double stretch_em; /* added at each position of its most opened line (JU-5) */
    bool is_overfull;
} BxLineCount;

typedef struct {
    GArray *counts;      /* BxLineCount, rising in n_lines; at least one */
    int natural;         /* index of the cheapest */
    struct BxWays *ways; /* of line breaking alone */
} BxLineCounts;

/* All numbers of lines that a paragraph can be set in, from `reach` fewer to `reach` more than the
 * cheapest, found in one pass: what copyfitting chooses from. A count that only lines beyond JU-5
 * could give is left out. `shaped` and the result belong together: it must outlive it. */
BxLineCounts *bx_line_counts(const BxShaped *shaped, const BxMeasures *measures, int reach);
/* The breaks of counts[i]; owned by the caller. */
BxBreaks *bx_break_into(const BxLineCounts *counts, int i);
void bx_line_counts_free(BxLineCounts *counts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxLineCounts, bx_line_counts_free)

double bx_measure_of(const BxMeasures *measures, int line);
