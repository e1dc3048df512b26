/* SPDX-License-Identifier: Apache-2.0 */
/* Breaks: after which cell a line may end, and what it costs (LB-1 … LB-16). The musts are columns
 * of the class table; the shoulds are rows here. */

#include "text/fit.h"
#include "text/number.h"

#include "base/geometry.h"

/* Costs of a break in hundredths of JU-10's unit. */
#define COST_UNIT 50     /* LB-8: between a number and its unit */
#define COST_DATE 15     /* LB-8: between 年, 月, 日 groups: lower */
#define COST_DASH 30     /* LB-5: a line that starts with —— or …… */
#define COST_RANGE 30    /* LB-9: after the connector of a range */
#define COST_OPERATOR 30 /* LB-12: before an operator */

static const BxClassRow *
row_after(const BxShaped *shaped, int i)
{
    return &bx_class_table[bx_cell(shaped, i + 1)->first];
}

static const BxClassRow *
row_before(const BxShaped *shaped, int i)
{
    return &bx_class_table[bx_cell(shaped, i)->last];
}

static gunichar
first_char(const BxShaped *shaped, int i)
{
    return shaped->prepared->chars[bx_cell(shaped, i)->start_char];
}

static bool
is_operator(BxClass class)
{
    return class == BX_CLASS_OR || class == BX_CLASS_OH;
}

/* LB-6; a word may end before and after its operators and at a zero-width space. */
static bool
is_inside_word(const BxShaped *shaped, int i)
{
    const BxCell *a = bx_cell(shaped, i), *b = bx_cell(shaped, i + 1);
    if (is_operator(a->last) || is_operator(b->first) || a->first == BX_CLASS_ZW
        || !row_after(shaped, i)->is_western)
        return false;
    return row_before(shaped, i)->is_western || a->last == BX_CLASS_AP || a->last == BX_CLASS_AC;
}

static bool
is_forbidden(const BxShaped *shaped, int i)
{
    const BxCell *a = bx_cell(shaped, i), *b = bx_cell(shaped, i + 1);
    if (b->joined || row_after(shaped, i)->no_start || row_before(shaped, i)->no_end)
        return true;
    /* blanks do not part a mark from what it may not be parted from */
    int seen = bx_seen_before(shaped, i + 1);
    if (seen >= 0 && seen < i && row_before(shaped, seen)->no_end && a->first != BX_CLASS_BK)
        return true;
    return is_inside_word(shaped, i);
}

static bool
is_number_end(const BxShaped *shaped, int i)
{
    BxClass class = bx_cell(shaped, i)->last;
    return class == BX_CLASS_NU || class == BX_CLASS_SX;
}

static bool
is_dash(const BxCell *cell)
{
    return !cell->joined && (cell->first == BX_CLASS_DA || cell->first == BX_CLASS_EL);
}

static int
soft_cost(const BxShaped *shaped, int i, const uint8_t *ties)
{
    static const int costs[] = {
        [BX_TIE_NONE] = 0, [BX_TIE_UNIT] = COST_UNIT, [BX_TIE_DATE] = COST_DATE};
    const BxCell *a = bx_cell(shaped, i), *b = bx_cell(shaped, i + 1);
    if (is_dash(b))
        return shaped->setting.style->strict ? BX_BREAK_NEVER : COST_DASH;
    if (is_operator(b->first))
        return COST_OPERATOR;
    bool is_connector = a->last == BX_CLASS_CN || a->last == BX_CLASS_CH;
    if ((b->first == BX_CLASS_NU || b->first == BX_CLASS_PX) && is_connector && i > 0
        && is_number_end(shaped, i - 1))
        return COST_RANGE;
    return costs[ties[b->start_char - 1]];
}

static bool
is_script(const BxShaped *shaped, const BxCell *cell)
{
    return g_array_index(shaped->items, BxShapedItem, cell->item).marks
           & (BX_MARK_SUPER | BX_MARK_SUB);
}

/* LB-15: super- and subscripts stay with what they refer to. */
static bool
is_reference(const BxShaped *shaped, int i)
{
    return is_script(shaped, bx_cell(shaped, i + 1)) && !is_script(shaped, bx_cell(shaped, i));
}

static uint8_t
break_after(const BxShaped *shaped, int i, const uint8_t *ties)
{
    if (bx_cell(shaped, i)->last == BX_CLASS_BK)
        return BX_BREAK_MUST;
    if (is_forbidden(shaped, i) || is_reference(shaped, i))
        return BX_BREAK_NEVER;
    return (uint8_t)soft_cost(shaped, i, ties);
}

/* ---- runs that no line can hold ---- */

/* Ways to open such a run, each only where the ones before leave a piece too wide (LB-10, LB-11). */
typedef enum { OPEN_ADDRESS, OPEN_DASH, OPEN_WORD, OPEN_NUMBER, N_OPENINGS } Opening;

/* A number goes on from `before` to `next`: digits, their points, what leads and follows them. */
static bool
is_inside_number(BxClass before, BxClass next)
{
    bool leads = before == BX_CLASS_NU || before == BX_CLASS_PX || before == BX_CLASS_WI;
    return leads && (next == BX_CLASS_NU || next == BX_CLASS_SX || next == BX_CLASS_WI);
}

bool
bx_parts_address(const BxShaped *shaped, int i)
{
    gunichar last = first_char(shaped, i), next = first_char(shaped, i + 1);
    return (last == '/' && next != '/') || last == '@' || last == '-' || next == '.';
}

static bool
may_open(const BxShaped *shaped, int i, Opening opening)
{
    const BxCell *a = bx_cell(shaped, i), *b = bx_cell(shaped, i + 1);
    bool is_western = row_before(shaped, i)->is_western && row_after(shaped, i)->is_western;
    switch (opening) {
    case OPEN_ADDRESS: /* LB-10 */
        return is_western && bx_parts_address(shaped, i);
    case OPEN_DASH: /* what only `strict` forbids */
        return is_dash(b) && !row_before(shaped, i)->no_end;
    case OPEN_WORD:
        return is_western && b->first != BX_CLASS_SX && a->last != BX_CLASS_PX
               && !is_inside_number(a->last, b->first);
    case OPEN_NUMBER:
        return is_western;
    case N_OPENINGS:
        break;
    }
    return false;
}

/* Cells from `start` to before `end`, squeezed as far as they can be, edges trimmed. */
static bool
is_too_wide(const BxShaped *shaped, int start, int end)
{
    int first = bx_seen_from(shaped, start), last = bx_seen_before(shaped, end);
    double most = shaped->setting.min_measure - (start == 0 ? shaped->setting.indent : 0);
    if (first > last || bx_width_between(shaped, first, last) <= most)
        return false;
    BxLineFit fit = bx_fit_line(shaped, first, last);
    for (int k = 0; k < BX_N_SQUEEZES; k++)
        fit.natural -= fit.squeeze[k];
    return fit.natural > most + BX_EPS_PT;
}

static int
end_of_piece(const BxShaped *shaped, int start, int end)
{
    int i = start;
    while (i + 1 < end && shaped->breaks[i] == BX_BREAK_NEVER)
        i++;
    return i + 1;
}

static void
open_run(BxShaped *shaped, int start, int end, Opening opening)
{
    if (opening == N_OPENINGS || !is_too_wide(shaped, start, end))
        return;
    for (int i = start; i + 1 < end; i++)
        if (shaped->breaks[i] == BX_BREAK_NEVER && may_open(shaped, i, opening)
            && bx_cell(shaped, i + 1)->first != BX_CLASS_CM)
            shaped->breaks[i] = BX_BREAK_EMERGENCY;
    for (int piece = start; piece < end;) {
        int piece_end = end_of_piece(shaped, piece, end);
        open_run(shaped, piece, piece_end, (Opening)(opening + 1));
        piece = piece_end;
    }
}

static void
open_wide_runs(BxShaped *shaped)
{
    int n = (int)shaped->cells->len;
    for (int start = 0; start < n;) {
        int end = end_of_piece(shaped, start, n);
        open_run(shaped, start, end, OPEN_ADDRESS);
        start = end;
    }
}

void
bx_find_breaks(BxShaped *shaped)
{
    int n = (int)shaped->cells->len;
    shaped->breaks = g_new0(uint8_t, n + 1);
    if (n == 0)
        return;
    const BxPrepared *prepared = shaped->prepared;
    g_autofree uint8_t *ties = g_new(uint8_t, prepared->n);
    bx_find_ties(prepared->chars, prepared->n, ties);
    for (int i = 0; i + 1 < n; i++)
        shaped->breaks[i] = break_after(shaped, i, ties);
    shaped->breaks[n - 1] = BX_BREAK_MUST;
    open_wide_runs(shaped);
}
