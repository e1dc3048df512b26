/* SPDX-License-Identifier: Apache-2.0 */
/* Sizes and faces of heads: by span (HD-3), of kicker and deck against the headline (HD-4), how many faces a page
 * shows (HD-13), and that they fall with importance (HD-14). */

#include "review/rules.h"

#include "base/say.h"

#include <math.h>
#include <string.h>

#define BODY_PT 9.0  /* HD-3 is for a body of 小五 … */
#define STEP_EM 14.0 /* … and columns of 13 characters, one apart */
#define LADDER_SLACK 1.15
#define SIDE_LEAST 0.45 /* HD-4 */
#define SIDE_MOST 0.6
#define SIDE_SLACK 0.03
#define FACES_MOST 3 /* HD-13 */
#define SIZE_SLACK_PT 0.5

/* HD-3 */
static const struct {
    int columns; /* up to so many */
    double least, most;
} ladder[] = {{1, 14, 18}, {2, 22, 28}, {3, 28, 36}, {5, 36, 48}, {8, 48, 72}};

static bool
has_headline(const BxSeenPart *part)
{
    return part->headline && !part->part->is_continuation;
}

/* ---- HD-3 ---- */

static void
look_at_size(BxReviewing *reviewing, const BxSeenPart *part)
{
    const BxPagePlan *page = reviewing->seen->page;
    double columns = (part->block.width / page->em + 1) / STEP_EM;
    double size = part->headline->size * BODY_PT / page->em;
    for (size_t i = 0; i < G_N_ELEMENTS(ladder); i++) {
        if (columns > ladder[i].columns + 0.5 && i + 1 < G_N_ELEMENTS(ladder))
            continue;
        const BxSlot *slot = part->part->slot;
        const BxFinding finding = {.slot = slot, .pos = slot->pos, .box = part->head};
        if (size < ladder[i].least / LADDER_SLACK || size > ladder[i].most * LADDER_SLACK)
            bx_found_on_page(reviewing, &finding,
                             "the headline of slot “%s” is set in %.0f pt; heads of its width are "
                             "usually of %.0f to %.0f pt",
                             slot->name, part->headline->size, ladder[i].least * page->em / BODY_PT,
                             ladder[i].most * page->em / BODY_PT);
        return;
    }
}

void
bx_review_ladder(BxReviewing *reviewing)
{
    for (guint i = 0; i < reviewing->seen->parts->len; i++) {
        const BxSeenPart *part = bx_seen_part(reviewing->seen, (int)i);
        if (has_headline(part) && !part->part->head_is_vertical)
            look_at_size(reviewing, part);
    }
}

/* ---- HD-4, and HD-13 inside one head ---- */

typedef void (*LookAtSide)(BxReviewing *reviewing, const BxSeenPart *part, const BxSetText *side);

static void
each_side(BxReviewing *reviewing, LookAtSide look)
{
    for (guint i = 0; i < reviewing->seen->parts->len; i++) {
        const BxSeenPart *part = bx_seen_part(reviewing->seen, (int)i);
        for (guint k = 0; has_headline(part) && k < part->composed->texts->len; k++) {
            const BxSetText *set = g_ptr_array_index(part->composed->texts, k);
            if (set->part == part->index
                && (set->role == BX_ROLE_KICKER || set->role == BX_ROLE_DECK))
                look(reviewing, part, set);
        }
    }
}

static void
look_at_ratio(BxReviewing *reviewing, const BxSeenPart *part, const BxSetText *side)
{
    const BxSlot *slot = part->part->slot;
    const BxFinding finding = {.slot = slot, .pos = slot->pos, .box = part->head};
    double ratio = side->size / part->headline->size;
    if (ratio < SIDE_LEAST - SIDE_SLACK || ratio > SIDE_MOST + SIDE_SLACK)
        bx_found_on_page(reviewing, &finding,
                         "the %s of slot “%s” is %.2f of its headline's size (%.0f and %.0f pt); "
                         "%.2f to %.2f looks right",
                         bx_word(bx_role_name(side->role)), slot->name, ratio, side->size,
                         part->headline->size, SIDE_LEAST, SIDE_MOST);
}

void
bx_review_ratios(BxReviewing *reviewing)
{
    each_side(reviewing, look_at_ratio);
}

/* ---- HD-13 ---- */

static bool
same_face(const BxStyle *a, const BxStyle *b)
{
    return a->weight == b->weight && strcmp(a->font, b->font) == 0;
}

static void
look_at_face(BxReviewing *reviewing, const BxSeenPart *part, const BxSetText *side)
{
    const BxSlot *slot = part->part->slot;
    const BxFinding finding = {.slot = slot, .pos = slot->pos, .box = part->head};
    if (same_face(side->style, part->headline->style))
        bx_found_on_page(reviewing, &finding,
                         "%s and headline of slot “%s” are of one face; give its style another "
                         "font or weight",
                         bx_word(bx_role_name(side->role)), slot->name);
}

static void
look_at_page_faces(BxReviewing *reviewing)
{
    const BxSeen *seen = reviewing->seen;
    g_autoptr(GHashTable) faces = g_hash_table_new(g_str_hash, g_str_equal);
    const BxSeenPart *last = NULL;
    GString *names = g_string_new(NULL);
    for (guint i = 0; i < seen->parts->len; i++) {
        const BxSeenPart *part = bx_seen_part(seen, (int)i);
        for (guint k = 0; k < part->composed->texts->len; k++) {
            const BxSetText *set = g_ptr_array_index(part->composed->texts, k);
            if (set->part != part->index || set->role > BX_ROLE_DECK || set->lines->len == 0
                || !g_hash_table_add(faces, set->style->font))
                continue;
            g_string_append_printf(names, "%s%s", names->len ? ", " : "", set->style->font);
            last = part;
        }
    }
    int n = (int)g_hash_table_size(faces);
    if (n > FACES_MOST) {
        const BxFinding finding = {.pos = last->part->slot->pos, .box = last->head};
        bx_found_on_page(reviewing, &finding,
                         "heads of the page are set in %d faces (%s); %d are enough", n, names->str,
                         FACES_MOST);
    }
    g_string_free(names, TRUE);
}

void
bx_review_faces(BxReviewing *reviewing)
{
    each_side(reviewing, look_at_face);
    look_at_page_faces(reviewing);
}

/* ---- HD-14 ---- */

static void
look_at_lead(BxReviewing *reviewing, const BxSeenPart *lead, const BxSeenPart *part)
{
    const BxSlot *slot = part->part->slot;
    const BxFinding finding = {slot, lead->part->slot, slot->pos, part->head};
    if (part->headline->size > lead->headline->size - SIZE_SLACK_PT)
        bx_found_on_page(reviewing, &finding,
                         "the headline of “%s” (%.0f pt) is as large as the lead's in “%s” (%.0f "
                         "pt); the lead alone has the largest",
                         slot->name, part->headline->size, lead->part->slot->name,
                         lead->headline->size);
}

/* Two stories of known rank, `high` the weightier. */
static void
look_at_ranks(BxReviewing *reviewing, const BxSeenPart *high, const BxSeenPart *low)
{
    const BxSlot *slot = low->part->slot, *other = high->part->slot;
    const BxFinding finding = {slot, other, slot->pos, low->head};
    double one = high->headline->size, two = low->headline->size;
    if (two > one + SIZE_SLACK_PT)
        bx_found_on_page(reviewing, &finding,
                         "the headline of “%s” (%s, %.0f pt) is larger than that of “%s” (%s, %.0f "
                         "pt); sizes fall with importance",
                         slot->name, bx_rank_words[low->rank], two, other->name,
                         bx_rank_words[high->rank], one);
    else if (fabs(one - two) < SIZE_SLACK_PT
             && same_face(high->headline->style, low->headline->style))
        bx_found_on_page(reviewing, &finding,
                         "the headlines of “%s” (%s) and “%s” (%s) are of one size and face; heads "
                         "of different rank differ in one of them",
                         other->name, bx_rank_words[high->rank], slot->name,
                         bx_rank_words[low->rank]);
}

void
bx_review_hierarchy(BxReviewing *reviewing)
{
    const BxSeen *seen = reviewing->seen;
    const BxSeenPart *lead = seen->lead >= 0 ? bx_seen_part(seen, seen->lead) : NULL;
    for (guint i = 0; i < seen->parts->len; i++) {
        const BxSeenPart *part = bx_seen_part(seen, (int)i);
        if (!has_headline(part))
            continue;
        if (lead && part != lead && has_headline(lead))
            look_at_lead(reviewing, lead, part);
        for (guint k = 0; k < seen->parts->len; k++) {
            const BxSeenPart *other = bx_seen_part(seen, (int)k);
            bool has_ranks = part->rank < other->rank && other->rank != BX_RANK_NONE
                             && has_headline(other) && part != lead;
            if (has_ranks)
                look_at_ranks(reviewing, part, other);
        }
    }
}
