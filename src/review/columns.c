/* SPDX-License-Identifier: Apache-2.0 */
/* Columns: a single one that runs on without a break, legs of a few lines (PG-11); lines that are too long or too
 * short to be read with ease (PG-15). */

#include "review/rules.h"

#include "base/say.h"

#define LINES_MOST 35 /* PG-11 */
#define LEG_LEAST 5   /* PG-11: lines */
#define PAUSE_ROWS 3  /* a gap of so many in a column breaks it: a figure stands there */
#define LONG_EM 27    /* PG-15; over BX_NARROW_COLUMN's bound the grid tells of it */
#define TOO_LONG_EM 30
#define SHORT_EM 11   /* PG-15 */
#define SHORT_LINES 5 /* as many short lines as make a column */

/* ---- PG-11 ---- */

/* What each line slot of the story holds. */
typedef enum { FREE, LINE, CROSSHEAD } Taken;

static Taken *
slots_taken(const BxSeenPart *part)
{
    const BxComposed *composed = part->composed;
    Taken *taken = g_new0(Taken, composed->slots->len + 1);
    for (guint i = 0; i < composed->texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(composed->texts, i);
        for (guint k = 0; set->slots && k < set->lines->len; k++) {
            int slot = g_array_index(set->slots, int, k);
            if (slot >= 0)
                taken[slot] = LINE;
        }
        for (int k = 0; !set->slots && set->first_slot >= 0 && k < set->n_slots; k++)
            taken[set->first_slot + k] = CROSSHEAD;
    }
    return taken;
}

/* The longest run of lines in a part that nothing breaks, and where it begins. */
static int
longest_run(const BxSeenPart *part, int *start)
{
    g_autofree Taken *taken = slots_taken(part);
    int run = 0, most = 0, from = 0, row = 0;
    for (guint i = 0; i < part->composed->slots->len; i++) {
        const BxLineSlot *slot = &g_array_index(part->composed->slots, BxLineSlot, i);
        if (slot->part != part->index)
            continue;
        bool goes_on = taken[i] == LINE && run > 0 && slot->row - row < PAUSE_ROWS;
        if (taken[i] == LINE && !goes_on)
            from = (int)i;
        run = taken[i] != LINE ? 0 : goes_on ? run + 1 : 1;
        row = slot->row;
        if (run > most) {
            most = run;
            *start = from;
        }
    }
    return most;
}

static void
look_at_length(BxReviewing *reviewing, const BxSeenPart *part)
{
    int start = 0;
    const BxPart *plan = part->part;
    bool is_single = plan->is_vertical ? plan->legs->len == 1 : plan->slot->cols.count == 1;
    int n = is_single ? longest_run(part, &start) : 0;
    if (n <= LINES_MOST)
        return;
    const BxLineSlot *slot = &g_array_index(part->composed->slots, BxLineSlot, start);
    double depth = (n - 1) * reviewing->seen->page->pitch + reviewing->seen->page->em;
    BxRect box = {slot->x, slot->y, slot->width, depth};
    if (plan->is_vertical)
        box =
            (BxRect){slot->x + reviewing->seen->page->em / 2 - depth, slot->y, depth, slot->width};
    const BxFinding finding = {.slot = plan->slot, .pos = part->entry, .box = box};
    bx_found_on_page(reviewing, &finding,
                     "“%s” runs on for %d lines in one column of slot “%s”; give it a crosshead "
                     "(##) or a picture, or the slot another column",
                     part->story->id, n, plan->slot->name);
}

static void
look_at_legs(BxReviewing *reviewing, const BxSeenPart *part)
{
    const BxSeenLeg *least = NULL;
    for (guint l = 0; part->legs->len > 1 && l < part->legs->len; l++) {
        const BxSeenLeg *leg = &g_array_index(part->legs, BxSeenLeg, l);
        if (leg->n_lines > 0 && (!least || leg->n_lines < least->n_lines))
            least = leg;
    }
    if (!least || least->n_lines >= LEG_LEAST)
        return;
    const BxSlot *slot = part->part->slot;
    const BxFinding finding = {.slot = slot, .pos = slot->pos, .box = least->lines};
    bx_found_on_page(
        reviewing, &finding,
        least->n_lines == 1
            ? N_("a column of slot “%s” has %d line of text; give it %d or more: fewer "
                 "columns, a smaller picture, more rows")
            : N_("a column of slot “%s” has %d lines of text; give it %d or more: fewer "
                 "columns, a smaller picture, more rows"),
        slot->name, least->n_lines, LEG_LEAST);
}

void
bx_review_columns(BxReviewing *reviewing)
{
    for (guint i = 0; i < reviewing->seen->parts->len; i++) {
        look_at_length(reviewing, bx_seen_part(reviewing->seen, (int)i));
        look_at_legs(reviewing, bx_seen_part(reviewing->seen, (int)i));
    }
}

/* ---- PG-15 ---- */

static void
look_at_long(BxReviewing *reviewing, const BxSeenPart *part)
{
    for (guint l = 0; l < part->legs->len; l++) {
        const BxLeg *leg = &g_array_index(part->part->legs, BxLeg, l);
        double em = leg->width / reviewing->seen->page->em;
        const BxSeenLeg *seen = &g_array_index(part->legs, BxSeenLeg, l);
        if (em <= LONG_EM + 0.01 || em > TOO_LONG_EM + 0.01 || seen->n_lines == 0)
            continue;
        const BxSlot *slot = part->part->slot;
        const BxFinding finding = {.slot = slot, .pos = slot->pos, .box = seen->lines};
        bx_found_on_page(reviewing, &finding,
                         "lines of %.0f characters in slot “%s”; %d are read with ease: cut it "
                         "into more legs",
                         em, slot->name, LONG_EM);
        return;
    }
}

/* Lines that something beside them makes short, one below the other in one leg. */
static void
look_at_short(BxReviewing *reviewing, const BxSeenPart *part)
{
    g_autofree Taken *taken = slots_taken(part);
    double em = reviewing->seen->page->em;
    int run = 0;
    BxRect box = {0};
    double least = 0;
    for (guint i = 0; i <= part->composed->slots->len; i++) {
        const BxLineSlot *slot = i < part->composed->slots->len
                                     ? &g_array_index(part->composed->slots, BxLineSlot, i)
                                     : NULL;
        bool is_short =
            slot && slot->part == part->index && taken[i] == LINE && slot->width < SHORT_EM * em - 1
            && g_array_index(part->part->legs, BxLeg, slot->leg).width > slot->width + 1;
        if (is_short) {
            BxRect line = part->part->is_vertical
                              ? (BxRect){slot->x - em / 2, slot->y, em, slot->width}
                              : (BxRect){slot->x, slot->y, slot->width, em};
            least = run++ > 0 ? MIN(least, slot->width) : slot->width;
            box = bx_around(box, line);
            continue;
        }
        const BxSlot *of = part->part->slot;
        const BxFinding finding = {.slot = of, .pos = of->pos, .box = box};
        if (run >= SHORT_LINES)
            bx_found_on_page(
                reviewing, &finding,
                "%d lines of slot “%s” are down to %.0f characters beside a picture or "
                "a slot; make that narrower, or as wide as its columns",
                run, of->name, least / em);
        run = 0;
        box = (BxRect){0};
    }
}

void
bx_review_measures(BxReviewing *reviewing)
{
    for (guint i = 0; i < reviewing->seen->parts->len; i++) {
        look_at_long(reviewing, bx_seen_part(reviewing->seen, (int)i));
        look_at_short(reviewing, bx_seen_part(reviewing->seen, (int)i));
    }
}
