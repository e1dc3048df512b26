/* SPDX-License-Identifier: Apache-2.0 */
/* Breaks: after which cell a line may end, and what it costs (LB-1 … LB-16). The musts are columns
 * of the class table; the shoulds are rows here. */

#include "text/shape.h"

#include <string.h>

/* Costs of a break in hundredths of JU-10's unit. */
#define COST_UNIT 50     /* LB-8: between a number and its unit */
#define COST_DATE 15     /* LB-8: between 年, 月, 日 groups: lower */
#define COST_DASH 30     /* LB-5: a line that starts with —— or …… */
#define COST_RANGE 30    /* LB-9: after the connector of a range */
#define COST_OPERATOR 30 /* LB-12: before an operator */
/* LB-10, LB-11: inside a run wider than the column: after / @ - — or before . if there is one, then
 * between letters, at last inside a number. */
#define COST_EMERGENCY 200
#define COST_EMERGENCY_LETTERS 230
#define COST_EMERGENCY_NUMBER 250

static gunichar
first_char(const BxShaped *shaped, int i)
{
    return shaped->prepared->chars[bx_cell(shaped, i)->start_char];
}

static bool
is_forbidden(const BxShaped *shaped, int i)
{
    const BxCell *a = bx_cell(shaped, i), *b = bx_cell(shaped, i + 1);
    if (b->joined || bx_class_table[b->first].no_start || bx_class_table[a->last].no_end)
        return true;
    /* a blank does not part a mark from what it may not be parted from */
    bool is_blank = a->last == BX_CLASS_SP || a->last == BX_CLASS_IS;
    if (is_blank && i > 0 && bx_class_table[bx_cell(shaped, i - 1)->last].no_end)
        return true;
    bool western_pair = bx_class_table[a->last].is_western && bx_class_table[b->first].is_western;
    if (western_pair && a->last != BX_CLASS_OR && b->first != BX_CLASS_OR
        && a->first != BX_CLASS_SP)
        return true;
    return (a->last == BX_CLASS_AP || a->last == BX_CLASS_AC)
           && bx_class_table[b->first].is_western;
}

static bool
is_number_end(const BxShaped *shaped, int i)
{
    const BxCell *cell = bx_cell(shaped, i);
    if (cell->last == BX_CLASS_NU || cell->last == BX_CLASS_SX)
        return true;
    /* 100余个, 第12期: a Han number word after digits */
    gunichar c = first_char(shaped, i);
    return i > 0
           && (c == 0x4F59 || c == 0x591A || c == 0x4E07 || c == 0x4EBF
               || c == 0x5343) /* 余多万亿千 */
           && bx_cell(shaped, i - 1)->last == BX_CLASS_NU;
}

static int
soft_cost(const BxShaped *shaped, int i)
{
    const BxCell *a = bx_cell(shaped, i), *b = bx_cell(shaped, i + 1);
    gunichar before = first_char(shaped, i), next = first_char(shaped, i + 1);
    if (b->first == BX_CLASS_DA || b->first == BX_CLASS_EL)
        return shaped->setting.style->strict ? BX_BREAK_NEVER : COST_DASH;
    if (b->first == BX_CLASS_OR)
        return COST_OPERATOR;
    if (b->first == BX_CLASS_NU && i > 0 && (a->last == BX_CLASS_CN || a->last == BX_CLASS_CH)
        && is_number_end(shaped, i - 1))
        return COST_RANGE;
    if (is_number_end(shaped, i) && bx_class_is_unit(next))
        return COST_UNIT;
    if (before == 0x7B2C && b->first == BX_CLASS_NU) /* 第12 */
        return COST_UNIT;
    if ((before == 0x5E74 || before == 0x6708) && b->first == BX_CLASS_NU) /* 年12, 月28 */
        return COST_DATE;
    return 0;
}

/* LB-15: marks of reference stay with what they refer to. */
static bool
is_reference(const BxShaped *shaped, int i)
{
    const BxCell *b = bx_cell(shaped, i + 1);
    return (g_array_index(shaped->items, BxShapedItem, b->item).marks
            & (BX_MARK_SUPER | BX_MARK_SUB))
           || (first_char(shaped, i + 1) >= 0x2460 && first_char(shaped, i + 1) <= 0x24FF
               && bx_cell(shaped, i)->last == BX_CLASS_SX);
}

static uint8_t
break_after(const BxShaped *shaped, int i)
{
    if (bx_cell(shaped, i)->last == BX_CLASS_BK)
        return BX_BREAK_MUST;
    if (is_forbidden(shaped, i) || is_reference(shaped, i))
        return BX_BREAK_NEVER;
    return (uint8_t)soft_cost(shaped, i);
}

static bool
is_good_emergency(const BxShaped *shaped, int i)
{
    gunichar before = first_char(shaped, i), next = first_char(shaped, i + 1);
    return before == '/' || before == '@' || before == '-' || next == '.'
           || bx_cell(shaped, i)->last == BX_CLASS_CN || bx_cell(shaped, i)->last == BX_CLASS_CH;
}

/* A number goes on from `before` to `next`: digits, their points, what leads and follows them. */
static bool
is_inside_number(BxClass before, BxClass next)
{
    bool leads = before == BX_CLASS_NU || before == BX_CLASS_PX || before == BX_CLASS_WI;
    return leads && (next == BX_CLASS_NU || next == BX_CLASS_SX || next == BX_CLASS_WI);
}

static uint8_t
emergency_cost(const BxShaped *shaped, int i)
{
    BxClass next = bx_cell(shaped, i + 1)->first;
    if (is_good_emergency(shaped, i) || next == BX_CLASS_DA || next == BX_CLASS_EL)
        return COST_EMERGENCY;
    bool is_number = is_inside_number(bx_cell(shaped, i)->last, next);
    return is_number ? COST_EMERGENCY_NUMBER : COST_EMERGENCY_LETTERS;
}

/* A run that no line can hold is opened for breaks: its western words, and what only `strict` forbids. */
static void
open_run(BxShaped *shaped, int start, int end)
{
    for (int i = start; i + 1 < end; i++) {
        const BxCell *a = bx_cell(shaped, i), *b = bx_cell(shaped, i + 1);
        bool is_inside = bx_class_table[a->last].is_western && bx_class_table[b->first].is_western;
        bool is_dash = !b->joined && (b->first == BX_CLASS_DA || b->first == BX_CLASS_EL);
        if ((is_inside || is_dash) && shaped->breaks[i] == BX_BREAK_NEVER
            && b->first != BX_CLASS_CM)
            shaped->breaks[i] = emergency_cost(shaped, i);
    }
}

static void
open_wide_runs(BxShaped *shaped)
{
    int n = (int)shaped->cells->len;
    for (int start = 0; start < n;) {
        double width = 0;
        int end = start;
        do
            width += bx_cell(shaped, end)->width;
        while (shaped->breaks[end++] == BX_BREAK_NEVER && end < n);
        if (width > shaped->setting.min_measure)
            open_run(shaped, start, end);
        start = end;
    }
}

void
bx_find_breaks(BxShaped *shaped)
{
    int n = (int)shaped->cells->len;
    shaped->breaks = g_new0(uint8_t, n + 1);
    for (int i = 0; i + 1 < n; i++)
        shaped->breaks[i] = break_after(shaped, i);
    if (n > 0)
        shaped->breaks[n - 1] = BX_BREAK_MUST;
    open_wide_runs(shaped);
}
