/* SPDX-License-Identifier: Apache-2.0 */
#include "text/linecost.h"

#include "base/geometry.h"

#include <math.h>

/* Costs in units of JU-10. Stretch is dearer than squeeze from the first hundredth of an em on: a
 * squeezed blank is not seen, an opened line is (measured on the sample: with JU-10's plain squares
 * 95 % of lines open by up to 0.035 em, with these by up to 0.02). */
#define STRETCH_UNIT_EM 0.012
#define SQUEEZE_WEIGHT 0.45
#define RATIO_UNIT_EM 0.125
#define LOOSE_COST 400.0   /* a position opened beyond the hard limit, JU-5 */
#define RUNT_COST 60.0     /* PA-4: one character alone */
#define LONE_MARK_COST 1e5 /* PA-4: a lone digit, letter or mark, never if it can be helped */
#define RUNT_WESTERN 4     /* so many letters or digits are no runt */
/* A last line with a mark at its end that all but reaches the edge looks ragged: the blank there. */
#define NEARLY_FULL_COST 40.0
#define NEARLY_FULL_FROM_EM 0.1
#define NEARLY_FULL_TO_EM 1.25
#define RAGGED_WEIGHT 0.4    /* difference to the line before */
#define EMPTY_LINE_COST 2e5  /* a line that holds blanks only */
#define EMERGENCY_COST 100.0 /* LB-10, LB-11: dearer than any line opened within JU-5 */

static double
cost_of_stretch(double per_position_em)
{
    double x = per_position_em / STRETCH_UNIT_EM;
    double cost = x * x;
    if (per_position_em > BX_STRETCH_LIMIT_EM)
        cost += LOOSE_COST * (per_position_em / BX_STRETCH_LIMIT_EM);
    return cost;
}

static void
stretch(const BxShaped *shaped, const BxLineFit *fit, double room, BxLineCost *cost)
{
    double em = shaped->setting.em;
    if (fit->n_positions == 0 && fit->n_spaces == 0) { /* a piece of a word: it stays short */
        cost->ratio = 2;
        cost->cost += room > BX_EPS_PT ? cost_of_stretch(room / em) : 0;
        return;
    }
    cost->stretch_em = bx_stretch_line(shaped, fit, room).position / em;
    cost->ratio = MIN(cost->stretch_em / RATIO_UNIT_EM, 2);
    cost->cost += cost_of_stretch(cost->stretch_em);
}

static void
squeeze(const BxLineFit *fit, double room, BxLineCost *cost)
{
    double available = 0;
    for (int k = 0; k < BX_N_SQUEEZES; k++)
        available += fit->squeeze[k];
    cost->over = MAX(0, -room - available);
    if (cost->over <= 1e-3)
        cost->over = 0;
    cost->ratio = available > 0 ? room / available : -1;
    cost->cost += SQUEEZE_WEIGHT * cost->ratio * cost->ratio;
}

/* PA-4: what stands alone on the last line. */
static double
cost_of_runt(const BxShaped *shaped, int start)
{
    int n_han = 0, n_western = 0, n = (int)shaped->cells->len;
    for (int i = start; i < n && n_han < 2 && n_western < RUNT_WESTERN; i++) {
        const BxClassRow *row = &bx_class_table[bx_cell(shaped, i)->first];
        n_han += row->is_han;
        n_western += row->is_western;
    }
    if (n_han >= 2 || n_western >= RUNT_WESTERN || (n_han == 1 && n_western > 0))
        return 0;
    return n_han == 1 ? RUNT_COST : LONE_MARK_COST;
}

BxLineCost
bx_cost_line(const BxShaped *shaped, const BxLineTry *line)
{
    BxLineCost cost = {0};
    double em = shaped->setting.em;
    int first = bx_seen_from(shaped, line->start), last = bx_seen_before(shaped, line->end);
    if (first > last) {
        cost.cost = line->is_last && !line->is_first ? EMPTY_LINE_COST : 0;
        return cost;
    }
    BxLineFit fit = bx_fit_line(shaped, first, last);
    double room = line->measure - fit.natural;
    bool ends_in_mark = bx_class_table[bx_cell(shaped, last)->last].blank == BX_BLANK_AFTER;
    if (line->is_last && ends_in_mark && room > NEARLY_FULL_FROM_EM * em
        && room < NEARLY_FULL_TO_EM * em)
        cost.cost += NEARLY_FULL_COST;
    if (!line->is_first && line->end == (int)shaped->cells->len)
        cost.cost += cost_of_runt(shaped, line->start);
    if (room < -BX_EPS_PT) {
        squeeze(&fit, room, &cost);
    } else if (!line->is_last) {
        stretch(shaped, &fit, room, &cost);
    }
    return cost;
}

double
bx_cost_break(const BxShaped *shaped, int i)
{
    uint8_t at = shaped->breaks[i];
    if (at >= BX_BREAK_EMERGENCY)
        return at == BX_BREAK_EMERGENCY ? EMERGENCY_COST : 0;
    return at / 100.0;
}

double
bx_cost_jump(double ratio, double next)
{
    return RAGGED_WEIGHT * (next - ratio) * (next - ratio);
}

bool
bx_is_far_too_short(const BxShaped *shaped, const BxLineTry *line)
{
    int first = bx_seen_from(shaped, line->start), last = bx_seen_before(shaped, line->end);
    if (first > last)
        return false;
    return line->measure - bx_width_between(shaped, first, last)
           > bx_stretch_reach(shaped, first, last);
}
