/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Line breaking: where the lines of a paragraph end, chosen for the whole paragraph at once. */

#include "text/shape.h"

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
 * shaped     shaped, spaced, with its breaks found; not changed
 * measures   at least one width
 * looseness  wish for so many lines more (or fewer) than the best; as near as it can be had
 *
 * Never fails: a line without any legal break is kept overfull. Time is linear in the cells for a
 * fixed measure. Source: Knuth and Plass, Breaking Paragraphs into Lines (1981); JU-10. */
BxBreaks *bx_choose_breaks(const BxShaped *shaped, const BxMeasures *measures, int looseness);
void bx_breaks_free(BxBreaks *breaks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxBreaks, bx_breaks_free)

/* What one line may give and take; shared with justify. */
typedef struct {
    double natural;                /* width as it stands, edges trimmed */
    double squeeze[BX_N_SQUEEZES]; /* what each step can take, points */
    int n_spaces, n_gaps, n_positions;
} BxLineFit;

double bx_measure_of(const BxMeasures *measures, int line);

/* JU-2, JU-3 limits, em. */
#define BX_GAP_MIN_EM 0.125
#define BX_GAP_MAX_EM (1.0 / 3)
#define BX_SPACE_MIN_EM 0.25
#define BX_SPACE_MAX_EM 0.5
#define BX_STRETCH_GOOD_EM 0.06
#define BX_STRETCH_LIMIT_EM 0.25

/* The fit of cells first … last as a line of its own; for justify, which asks once a line. */
void bx_fit_line(const BxShaped *shaped, int first, int last, BxLineFit *fit);
