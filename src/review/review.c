/* SPDX-License-Identifier: Apache-2.0 */
/* Review: every rule over one page; what the layout excuses is told as a note. */

#include "review/review.h"

#include "base/say.h"
#include "review/rules.h"

#include <string.h>

/* clang-format off */
static const struct {
    const char *id;
    BxDiagCode code;
    void (*look)(BxReviewing *reviewing);
} rules[] = {
    {"PG-3",  BX_DIAG_STORY_OUTLINE, bx_review_outline},
    {"PG-4",  BX_DIAG_HEAD_PLACE,    bx_review_head_place},
    {"PG-5",  BX_DIAG_HEADS_BESIDE,  bx_review_tombstones},
    {"PG-6",  BX_DIAG_HEADS_STACKED, bx_review_stacks},
    {"PG-7",  BX_DIAG_CORRIDOR,      bx_review_corridors},
    {"PG-8",  BX_DIAG_WHITE_HOLE,    bx_review_holes},
    {"PG-9",  BX_DIAG_STORY_ORDER,   bx_review_order},
    {"PG-10", BX_DIAG_PICTURE_PLACE, bx_review_pictures},
    {"PG-11", BX_DIAG_COLUMN_LENGTH, bx_review_columns},
    {"PG-12", BX_DIAG_PAGE_OVERLAP,  bx_review_overlaps},
    {"PG-13", BX_DIAG_HEAD_BLANK,    bx_review_blanks},
    {"PG-14", BX_DIAG_LEAD_AREA,     bx_review_lead_area},
    {"PG-15", BX_DIAG_MEASURE,       bx_review_measures},
    {"HD-3",  BX_DIAG_HEAD_LADDER,   bx_review_ladder},
    {"HD-4",  BX_DIAG_HEAD_RATIO,    bx_review_ratios},
    {"HD-13", BX_DIAG_HEAD_FACES,    bx_review_faces},
    {"HD-14", BX_DIAG_HIERARCHY,     bx_review_hierarchy},
};
/* clang-format on */

static const BxExcuse *
find_excuse(const GPtrArray *excuses, const char *rule)
{
    for (guint i = 0; excuses && i < excuses->len; i++) {
        const BxExcuse *excuse = g_ptr_array_index(excuses, i);
        if (strcmp(excuse->rule, rule) == 0)
            return excuse;
    }
    return NULL;
}

/* An excuse stands where what is found does: at one of the slots, or at the page as a whole. */
static const BxExcuse *
excuse_of(const BxReviewing *reviewing, const BxFinding *finding)
{
    if (!finding->slot)
        return find_excuse(reviewing->seen->page->layout->excuses, reviewing->rule);
    const BxExcuse *excuse = find_excuse(finding->slot->excuses, reviewing->rule);
    return excuse || !finding->other ? excuse
                                     : find_excuse(finding->other->excuses, reviewing->rule);
}

void
bx_found_on_page(BxReviewing *reviewing, const BxFinding *finding, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *words = bx_say_v(format, arguments);
    va_end(arguments);
    const BxExcuse *excuse = excuse_of(reviewing, finding);
    int page = reviewing->seen->page->number;
    if (!excuse) {
        bx_diag_at(reviewing->diags, reviewing->code, finding->pos, page, finding->box, "%s (%s)",
                   words, reviewing->rule);
        return;
    }
    g_hash_table_add(reviewing->used, (gpointer)excuse);
    bx_diag_at(reviewing->diags, BX_DIAG_EXCUSED, excuse->pos, page, finding->box,
               "%s excused, “%s”: %s", excuse->rule, excuse->reason, words);
}

static void
report_unused(const BxReviewing *reviewing, const GPtrArray *excuses)
{
    for (guint i = 0; excuses && i < excuses->len; i++) {
        const BxExcuse *excuse = g_ptr_array_index(excuses, i);
        if (!g_hash_table_contains(reviewing->used, excuse))
            bx_diag_on_page(
                reviewing->diags, BX_DIAG_EXCUSE_UNUSED, excuse->pos, reviewing->seen->page->number,
                "nothing breaks %s here; take the excuse “%s” out", excuse->rule, excuse->reason);
    }
}

void
bx_review_page(const BxPlan *plan, int page, const GPtrArray *stories, const BxComposed *furniture,
               const BxPage *made, BxDiags *diags)
{
    g_autoptr(BxSeen) seen = bx_seen_new(plan, page, stories, furniture, made);
    g_autoptr(BxCells) cells = bx_cells_new(seen, plan);
    g_autoptr(GHashTable) used = g_hash_table_new(NULL, NULL);
    BxReviewing reviewing = {.seen = seen, .cells = cells, .used = used, .diags = diags};
    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++) {
        reviewing.rule = rules[i].id;
        reviewing.code = rules[i].code;
        rules[i].look(&reviewing);
    }
    report_unused(&reviewing, seen->page->layout->excuses);
    for (guint i = 0; i < seen->parts->len; i++)
        report_unused(&reviewing, bx_seen_part(seen, (int)i)->part->slot->excuses);
}
