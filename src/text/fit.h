/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Fit: how wide a line from one cell to another comes out, and what it can give and take (JU-2,
 * JU-3). Sums over the cells are made once a paragraph, so the fit of any line is a subtraction. */

#include "text/shape.h"

/* JU-2, JU-3, JU-5: limits, em. */
#define BX_GAP_MIN_EM 0.125
#define BX_GAP_MAX_EM (1.0 / 3) /* … of step ② */
#define BX_GAP_LIMIT_EM 0.5     /* … with what step ③ adds */
#define BX_SPACE_MIN_EM 0.25
#define BX_SPACE_MAX_EM 0.5
#define BX_STRETCH_LIMIT_EM 0.25

/* What one line may give and take. */
typedef struct {
    double natural;                /* points: width as it stands, edges trimmed */
    double squeeze[BX_N_SQUEEZES]; /* points that each step can take */
    int n_spaces, n_gaps;          /* word spaces, Han–western gaps */
    int n_positions;               /* places of step ③, gaps among them */
} BxLineFit;

/* Points added at each place of a kind. */
typedef struct {
    double space, gap; /* steps ① and ② */
    double position;   /* step ③; what JU-5 judges, also where the line has no such place */
    double gap_more;   /* step ③ at a gap: as `position`, but not beyond BX_GAP_LIMIT_EM */
} BxStretch;

/* Makes the sums, once spacing is settled. Source: JU-2, JU-3. */
void bx_sum_cells(BxShaped *shaped);

/* Cells `first` … `last` as a line of their own; none where first > last. */
BxLineFit bx_fit_line(const BxShaped *shaped, int first, int last);

/* Shares out `room` points (0 or more) over the places of the line, step by step. */
BxStretch bx_stretch_line(const BxShaped *shaped, const BxLineFit *fit, double room);
/* Points that all steps can add, each place by BX_STRETCH_LIMIT_EM at most, for cells
 * `first` … `last` without a look at their edges, which only lessen it. */
double bx_stretch_reach(const BxShaped *shaped, int first, int last);
/* Their width, edges not trimmed. */
double bx_width_between(const BxShaped *shaped, int first, int last);

/* Points of tracking between the cell and the one after it. */
double bx_tracking_after(const BxShaped *shaped, int i);

/* The first cell from i on, the last one before i, that a line shows: blanks vanish at its edges
 * (LB-13). n and −1 where there is none. */
int bx_seen_from(const BxShaped *shaped, int i);
int bx_seen_before(const BxShaped *shaped, int i);

/* PU-4, PU-5: an opening mark loses its blank half where a line begins with it. */
bool bx_is_trimmed_head(const BxShaped *shaped, int first);
/* Points that squeezing all of its kind takes off the cell, off the gap after it. */
double bx_squeeze_of(const BxShaped *shaped, const BxCell *cell);
double bx_gap_squeeze(const BxShaped *shaped, const BxCell *cell);
