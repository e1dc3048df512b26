/* SPDX-License-Identifier: Apache-2.0 */
/* Pictures of a story: into the picture slots of its layout, or by size and corner into its part. */

#include "grid/slot.h"

#include <math.h>
#include <string.h>

typedef struct {
    BxPlan *plan;
    const BxStoryPlan *story;
    GHashTable *taken; /* BxPictureSlot *, set */
    BxDiags *diags;
} Placing;

static const BxPictureSlot *
find_slot(const Placing *placing, const char *name, BxPart **part)
{
    for (guint i = 0; i < placing->story->parts->len; i++) {
        BxPart *candidate = g_ptr_array_index(placing->story->parts, i);
        for (guint k = 0; k < candidate->slot->pictures->len; k++) {
            const BxPictureSlot *slot = g_ptr_array_index(candidate->slot->pictures, k);
            bool fits =
                name ? strcmp(slot->name, name) == 0 : !g_hash_table_contains(placing->taken, slot);
            if (fits) {
                *part = candidate;
                return slot;
            }
        }
    }
    return NULL;
}

static BxPicturePlan *
add_picture(BxPart *part, const BxPicture *picture)
{
    BxPicturePlan *plan = g_new0(BxPicturePlan, 1);
    plan->picture = picture;
    plan->caption_lines = -1;
    g_ptr_array_add(part->pictures, plan);
    return plan;
}

static void
place_in_slot(Placing *placing, BxPart *part, const BxPictureSlot *slot, const BxPicture *picture)
{
    const BxPagePlan *page = g_ptr_array_index(placing->plan->pages, part->page);
    BxPicturePlan *plan = add_picture(part, picture);
    plan->slot = slot;
    plan->x = MAX(part->x, bx_page_column_x(page, slot->cols.first));
    double right =
        bx_page_column_x(page, slot->cols.first) + bx_page_span_width(page, slot->cols.count);
    plan->width = MIN(right, part->x + part->width) - plan->x;
    plan->first_row = slot->rows.first - 1;
    plan->n_rows = slot->rows.count;
    plan->caption_lines = slot->caption_lines;
    g_hash_table_add(placing->taken, (gpointer)slot);
    if (plan->width <= 0 || plan->first_row < part->page_row
        || plan->first_row + plan->n_rows > part->page_row + part->n_page_rows)
        bx_diag_on_page(placing->diags, BX_DIAG_PICTURE_NO_ROOM, slot->pos, page->number,
                        "picture slot “%s” reaches out of its slot “%s”; move it inside",
                        slot->name, part->slot->name);
}

/* clang-format off */
/* Share of the free room left of and above the picture, by BxAt. */
static const struct { double x, y; } corners[] = {
    [BX_AT_TOP_LEFT]    = {0, 0},   [BX_AT_TOP]    = {0.5, 0},   [BX_AT_TOP_RIGHT]    = {1, 0},
    [BX_AT_LEFT]        = {0, 0.5}, [BX_AT_CENTER] = {0.5, 0.5}, [BX_AT_RIGHT]        = {1, 0.5},
    [BX_AT_BOTTOM_LEFT] = {0, 1},   [BX_AT_BOTTOM] = {0.5, 1},   [BX_AT_BOTTOM_RIGHT] = {1, 1},
};
/* clang-format on */

/* Left edge and width of `cols` columns of a part at a share of what is left beside them: of its legs,
 * in a vertical part of the page's columns. */
static bool
columns_at(const BxPagePlan *page, const BxPart *part, int cols, double share, double *x,
           double *width)
{
    int n = part->is_vertical ? part->slot->cols.count : (int)part->legs->len;
    if (cols > n)
        return false;
    int first = (int)lround(share * (n - cols));
    if (part->is_vertical) {
        *x = MAX(part->x, bx_page_column_x(page, part->slot->cols.first + first));
        *width = MIN(bx_page_column_x(page, part->slot->cols.first + first)
                         + bx_page_span_width(page, cols),
                     part->x + part->width)
                 - *x;
        return true;
    }
    const BxLeg *left = &g_array_index(part->legs, BxLeg, first);
    const BxLeg *right = &g_array_index(part->legs, BxLeg, first + cols - 1);
    *x = left->x;
    *width = right->x + right->width - left->x;
    return true;
}

static void
place_by_size(Placing *placing, BxPart *part, const BxPicture *picture)
{
    const BxPagePlan *page = g_ptr_array_index(placing->plan->pages, part->page);
    double x = 0, width = 0, share = corners[picture->at].y;
    if (picture->lines >= part->n_page_rows
        || !columns_at(page, part, picture->cols, corners[picture->at].x, &x, &width)) {
        bx_diag_on_page(
            placing->diags, BX_DIAG_PICTURE_NO_ROOM, picture->pos, page->number,
            "picture of %d columns and %d lines in slot “%s” of %d columns and %d rows; "
            "make it smaller",
            picture->cols, picture->lines, part->slot->name,
            part->is_vertical ? part->slot->cols.count : (int)part->legs->len, part->n_page_rows);
        return;
    }
    BxPicturePlan *plan = add_picture(part, picture);
    plan->x = x;
    plan->width = width;
    plan->n_rows = picture->lines;
    plan->is_below_head = share == 0;
    plan->first_row =
        plan->is_below_head
            ? 0
            : part->page_row + (int)lround(share * (part->n_page_rows - picture->lines));
}

static void
place_picture(Placing *placing, const BxPicture *picture)
{
    BxPart *part = NULL;
    const BxPictureSlot *slot = NULL;
    if (picture->slot || picture->cols == 0)
        slot = find_slot(placing, picture->slot, &part);
    if (slot && g_hash_table_contains(placing->taken, slot)) {
        bx_diag(placing->diags, BX_DIAG_PICTURE_UNPLACED, picture->pos,
                "picture slot “%s” already holds a picture; name another", slot->name);
    } else if (slot) {
        place_in_slot(placing, part, slot, picture);
    } else if (picture->cols > 0 && picture->lines > 0 && !picture->slot) {
        place_by_size(placing, g_ptr_array_index(placing->story->parts, 0), picture);
    } else {
        bx_diag(
            placing->diags, BX_DIAG_PICTURE_UNPLACED, picture->pos,
            "picture “%s” has no place: the story's slot has no %s%s; write {cols=… lines=… at=…}",
            picture->path, picture->slot ? "picture slot " : "free picture slot",
            picture->slot ? picture->slot : "");
    }
}

static void
report_empty_slots(const Placing *placing)
{
    for (guint i = 0; i < placing->story->parts->len; i++) {
        const BxPart *part = g_ptr_array_index(placing->story->parts, i);
        for (guint k = 0; k < part->slot->pictures->len; k++) {
            const BxPictureSlot *slot = g_ptr_array_index(part->slot->pictures, k);
            if (!g_hash_table_contains(placing->taken, slot))
                bx_diag(placing->diags, BX_DIAG_PICTURE_SLOT_EMPTY, slot->pos,
                        "picture slot “%s” of slot “%s” gets no picture", slot->name,
                        part->slot->name);
        }
    }
}

void
bx_place_pictures(BxPlan *plan, const BxStoryPlan *story, BxDiags *diags)
{
    if (story->parts->len == 0)
        return;
    const BxStory *source = g_ptr_array_index(plan->issue->stories, story->story);
    g_autoptr(GHashTable) taken = g_hash_table_new(NULL, NULL);
    Placing placing = {plan, story, taken, diags};
    for (guint i = 0; i < source->blocks->len; i++) {
        const BxBlock *block = g_ptr_array_index(source->blocks, i);
        if (block->kind == BX_BLOCK_PICTURE)
            place_picture(&placing, block->picture);
    }
    report_empty_slots(&placing);
    for (guint i = 0; i < story->parts->len; i++) {
        BxPart *part = g_ptr_array_index(story->parts, i);
        for (guint k = 0; k < part->pictures->len; k++)
            ((BxPicturePlan *)g_ptr_array_index(part->pictures, k))->index = plan->n_pictures++;
    }
}
