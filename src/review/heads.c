/* SPDX-License-Identifier: Apache-2.0 */
/* Heads that meet: side by side at one height (碰题, PG-5), one on the other (叠题, PG-6). */

#include "review/rules.h"

#include "base/say.h"

#include <math.h>
#include <string.h>

#define BESIDE_MOST_EM 4 /* between the heads' columns: a gutter and the insets of two boxes */
#define SIZE_RATIO 1.5   /* PG-5 */
#define TEXT_LEAST 5     /* PG-6: rows */

/* Two heads of different stories whose lines run the same way; what is read is the same for both. */
typedef struct {
    const BxSeenPart *first, *second; /* in the order of reading along the rule's direction */
    BxRect head[2], block[2];         /* as read */
    bool is_vertical;
} Pair;

typedef void (*Look)(BxReviewing *reviewing, const Pair *pair);

static void
swap_pair(Pair *pair)
{
    Pair old = *pair;
    pair->first = old.second;
    pair->second = old.first;
    pair->head[0] = old.head[1];
    pair->head[1] = old.head[0];
    pair->block[0] = old.block[1];
    pair->block[1] = old.block[0];
}

static void
each_pair(BxReviewing *reviewing, Look look)
{
    const BxSeen *seen = reviewing->seen;
    for (guint i = 0; i < seen->parts->len; i++)
        for (guint k = 0; k < i; k++) {
            const BxSeenPart *a = bx_seen_part(seen, (int)k), *b = bx_seen_part(seen, (int)i);
            bool is_vertical = a->part->head_is_vertical;
            if (a->part->story == b->part->story || a->head.width <= 0 || b->head.width <= 0
                || is_vertical != b->part->head_is_vertical)
                continue;
            Pair pair = {a,
                         b,
                         {bx_as_read(a->head, is_vertical), bx_as_read(b->head, is_vertical)},
                         {bx_as_read(a->block, is_vertical), bx_as_read(b->block, is_vertical)},
                         is_vertical};
            look(reviewing, &pair);
        }
}

/* ---- PG-5 ---- */

static bool
same_face(const BxStyle *a, const BxStyle *b)
{
    return a->weight == b->weight && strcmp(a->font, b->font) == 0;
}

static const BxStyle *
style_of(const BxSeenPart *part)
{
    return part->headline ? part->headline->style : part->part->slot->head->headline;
}

static double
size_of(const BxSeenPart *part)
{
    return part->headline ? part->headline->size : part->head.height;
}

/* A rule between the two that is as deep as the heads are side by side. */
static bool
has_rule_between(const BxSeen *seen, const Pair *pair)
{
    double top = MAX(pair->head[0].y, pair->head[1].y);
    double end = MIN(bx_end_y(pair->head[0]), bx_end_y(pair->head[1]));
    for (guint i = 0; i < seen->rules->len; i++) {
        BxRect rule = bx_as_read(g_array_index(seen->rules, BxSeenRule, i).rect, pair->is_vertical);
        if (rule.width < rule.height && rule.x >= bx_end_x(pair->block[0]) - 1
            && bx_end_x(rule) <= pair->block[1].x + 1 && rule.y <= top + 1
            && bx_end_y(rule) >= end - 1)
            return true;
    }
    return false;
}

/* In columns, or rows of vertical text; of joined areas what the head has. */
static int
width_of(const Pair *pair, int which)
{
    const BxSlot *slot = (which ? pair->second : pair->first)->part->slot;
    if (slot->areas->len > 1)
        return (int)lround(pair->block[which].width);
    return pair->is_vertical ? slot->rows.count : slot->cols.count;
}

/* What the two have in common that they must not; NULL: they are told apart. */
static const char *
what_is_alike(const BxSeen *seen, const Pair *pair)
{
    const BxSlot *a = pair->first->part->slot, *b = pair->second->part->slot;
    double one = size_of(pair->first), other = size_of(pair->second);
    if (width_of(pair, 0) == width_of(pair, 1))
        return N_("are equally wide");
    if (same_face(style_of(pair->first), style_of(pair->second)))
        return N_("have one face");
    if (MAX(one, other) < SIZE_RATIO * MIN(one, other))
        return N_("are nearly of one size");
    if (!a->has_box && !b->has_box && !has_rule_between(seen, pair))
        return N_("have neither box nor rule between them");
    return NULL;
}

static void
look_beside(BxReviewing *reviewing, const Pair *given)
{
    Pair pair = *given;
    if (pair.block[1].x < pair.block[0].x)
        swap_pair(&pair);
    double gap = pair.block[1].x - bx_end_x(pair.block[0]);
    bool is_beside = bx_meet_y(pair.head[0], pair.head[1]) && gap > -1
                     && gap < BESIDE_MOST_EM * reviewing->seen->page->em;
    const char *alike = is_beside ? what_is_alike(reviewing->seen, &pair) : NULL;
    if (!alike)
        return;
    const BxSlot *slot = pair.second->part->slot, *other = pair.first->part->slot;
    const BxFinding finding = {slot, other, slot->pos,
                               bx_around(pair.first->head, pair.second->head)};
    bx_found_on_page(
        reviewing, &finding,
        "the heads of “%s” and “%s” stand side by side and %s; move one up or down, or "
        "put a picture between them",
        other->name, slot->name, bx_word(alike));
}

void
bx_review_tombstones(BxReviewing *reviewing)
{
    each_pair(reviewing, look_beside);
}

/* ---- PG-6 ---- */

static void
look_stacked(BxReviewing *reviewing, const Pair *given)
{
    Pair pair = *given;
    double pitch = reviewing->seen->page->pitch;
    if (pair.block[1].y < pair.block[0].y)
        swap_pair(&pair);
    double rows = (pair.block[1].y - bx_end_y(pair.block[0])) / pitch;
    if (!bx_meet_x(pair.head[0], pair.head[1]) || rows < -0.5 || rows > TEXT_LEAST - 0.01)
        return;
    const BxSlot *slot = pair.second->part->slot, *other = pair.first->part->slot;
    const BxFinding finding = {slot, other, slot->pos,
                               bx_around(pair.first->head, pair.second->head)};
    bx_found_on_page(reviewing, &finding,
                     "the head of “%s” stands %d rows under that of “%s”; %d rows of text belong "
                     "between them",
                     slot->name, (int)MAX(0, rows), other->name, TEXT_LEAST);
}

void
bx_review_stacks(BxReviewing *reviewing)
{
    each_pair(reviewing, look_stacked);
}
