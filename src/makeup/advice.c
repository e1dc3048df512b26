/* SPDX-License-Identifier: Apache-2.0 */
#include "makeup/advice.h"

#include "base/say.h"
#include "grid/settle.h"

/* Cells of basic column and row that a story takes with the blank row below it; most 0: no way is known. */
typedef struct {
    int least, most;
} Need;

static Need
need_of(const BxSearchResult *result, int story)
{
    Need need = {G_MAXINT, 0};
    for (guint i = 0; i < result->leaves->len; i++) {
        const BxLeaf *leaf = &g_array_index(result->leaves, BxLeaf, i);
        int cells = leaf->columns * (leaf->rows + BX_STACK_GAP);
        if (leaf->story != story)
            continue;
        need.least = MIN(need.least, cells);
        need.most = MAX(need.most, cells);
    }
    return need;
}

/* Cells of the region that nothing stands in already. */
static int
room_of(const BxSearchAsk *ask)
{
    int cells = ask->columns * (ask->rows + BX_STACK_GAP);
    for (guint i = 0; i < ask->fixed->len; i++) {
        const BxFixed *fixed = &g_array_index(ask->fixed, BxFixed, i);
        cells -= fixed->columns * (fixed->rows + BX_STACK_GAP);
    }
    return cells;
}

static void
report_story(const BxSearchAsk *ask, int story, const BxPageSpec *spec, BxDiags *diags)
{
    const BxMeasured *measured = g_ptr_array_index(ask->measured, story);
    bx_diag_on_page(diags, BX_DIAG_NO_PLAN, spec->pos, spec->number,
                    "story “%s” of %d lines fills no rectangle of this page with its head and "
                    "pictures; cut or add text, take a picture away, or give it another rank",
                    measured->story->id, measured->n_lines);
}

static void
report_sum(Need sum, int room, const BxPageSpec *spec, BxDiags *diags)
{
    bool is_long = sum.least > room;
    bx_diag_on_page(
        diags, BX_DIAG_NO_PLAN, spec->pos, spec->number,
        is_long
            ? N_("these stories take %d to %d lines with their heads and pictures, the page has "
                 "room for %d: %d too many; cut text, take a picture or a story away, or use "
                 "another grid")
            : N_("these stories take %d to %d lines with their heads and pictures, the page has "
                 "room for %d: %d too few; add text, a picture, a story or an advertisement"),
        sum.least, sum.most, room, is_long ? sum.least - room : room - sum.most);
}

void
bx_report_no_page(const BxSearchAsk *ask, const BxSearchResult *result, const BxPageSpec *spec,
                  BxDiags *diags)
{
    Need sum = {0, 0};
    int room = room_of(ask);
    bool is_missing = false;
    for (guint i = 0; i < ask->measured->len; i++) {
        Need need = need_of(result, (int)i);
        sum = (Need){sum.least + MIN(need.least, 100000), sum.most + need.most};
        is_missing |= need.most == 0;
        if (need.most == 0)
            report_story(ask, (int)i, spec, diags);
    }
    if (is_missing)
        return;
    if (sum.least > room || sum.most < room)
        report_sum(sum, room, spec, diags);
    else
        bx_diag_on_page(
            diags, BX_DIAG_NO_PLAN, spec->pos, spec->number,
            result->is_too_large ? N_(
                "there are more ways to make up this page than memory is given; pin some slots, "
                "or plan it with fewer columns (`plan: {cols: …}`)")
            : result->rows > 0 ? N_(
                  "no page for these stories keeps heads apart (PG-5); give layouts more head sets "
                  "(news, news-…) of different faces, or change a rank")
                               : N_("no straight cuts divide the page so that each of these "
                                    "stories fills its part; "
                                    "change the length of some by a few lines"));
}
