/* SPDX-License-Identifier: Apache-2.0 */
/* Making a page, back to front: grounds, pictures, rules, texts. */

#include "page/build.h"

double
bx_baseline(double y, double size)
{
    return y + BX_ASCENT_EM * size;
}

BxPlaced *
bx_page_add(BxPageMaking *making, BxPlacedKind kind, int story)
{
    BxPlaced placed = {.kind = kind, .story = story};
    g_array_append_val(making->page->placed, placed);
    return &g_array_index(making->page->placed, BxPlaced, making->page->placed->len - 1);
}

void
bx_page_add_rule(BxPageMaking *making, int story, double x0, double y0, double x1, double y1,
                 double width, const BxInk *ink)
{
    BxPlaced *placed = bx_page_add(making, BX_PLACED_RULE, story);
    placed->rule.x0 = x0;
    placed->rule.y0 = y0;
    placed->rule.x1 = x1;
    placed->rule.y1 = y1;
    placed->rule.width = width;
    placed->rule.ink = *ink;
}

void
bx_page_add_line(BxPageMaking *making, int story, const BxLine *line, double x, double baseline,
                 const BxInk *ink, int slot, bool is_vertical)
{
    if (line->clusters->len == 0)
        return;
    BxPlaced *placed = bx_page_add(making, BX_PLACED_TEXT, story);
    placed->text.line = line;
    placed->text.x = x;
    placed->text.y = baseline;
    placed->text.ink = *ink;
    placed->text.slot = slot;
    placed->text.is_vertical = is_vertical;
}

typedef void (*PartStep)(BxPageMaking *, const BxPart *, const BxComposed *, int);

static void
each_part(BxPageMaking *making, PartStep step)
{
    for (guint s = 0; s < making->plan->stories->len; s++) {
        const BxStoryPlan *story = g_ptr_array_index(making->plan->stories, s);
        for (guint p = 0; p < story->parts->len; p++) {
            const BxPart *part = g_ptr_array_index(story->parts, p);
            if (part->page == making->index)
                step(making, part, g_ptr_array_index(making->stories, s), (int)p);
        }
    }
}

static void
ground_step(BxPageMaking *making, const BxPart *part, const BxComposed *composed, int part_index)
{
    (void)composed;
    (void)part_index;
    bx_place_part_ground(making, part);
}

static void
add_outline(BxPageMaking *making, const BxPart *part, const BxComposed *composed, int part_index)
{
    bx_add_part_beads(making, part, composed, part_index);
    const BxStory *story = g_ptr_array_index(making->plan->issue->stories, part->story);
    if (part->is_continuation || !story->headline)
        return;
    BxOutlineEntry *entry = g_new0(BxOutlineEntry, 1);
    entry->title = story->standing
                       ? g_strdup_printf("%s　%s", story->standing->text, story->headline->text)
                       : g_strdup(story->headline->text);
    g_strdelimit(entry->title, "\n", ' ');
    entry->x = part->frame.x;
    entry->y = part->frame.y;
    entry->story = part->story;
    g_ptr_array_add(making->page->outline, entry);
}

BxPage *
bx_make_page(const BxPlan *plan, int page_index, const GPtrArray *stories,
             const BxComposed *furniture, BxPicturePlace *pictures, BxDiags *diags)
{
    const BxPagePlan *plan_page = g_ptr_array_index(plan->pages, page_index);
    const BxLayout *layout = plan_page->layout;
    BxPage *page =
        bx_page_new(plan_page->number, plan_page->spec->label ? plan_page->spec->label->text : NULL,
                    layout->trim_width, layout->trim_height, layout->bleed);
    BxPageMaking making = {plan, plan_page, page_index, stories, page, pictures, diags};
    each_part(&making, ground_step);
    each_part(&making, bx_place_part_figures);
    each_part(&making, bx_place_part_rules);
    bx_place_ads(&making, furniture);
    bx_place_rules(&making);
    bx_place_cut_offs(&making);
    bx_place_furniture(&making, furniture);
    each_part(&making, bx_place_part_texts);
    each_part(&making, add_outline);
    return page;
}

void
bx_page_add_slug(BxPage *page, const BxComposed *slug, double x, double y)
{
    BxPageMaking making = {.page = page};
    const BxSetText *set = g_ptr_array_index(slug->texts, 0);
    for (guint k = 0; k < set->lines->len; k++)
        bx_page_add_line(&making, -1, g_ptr_array_index(set->lines, k), x, y, &set->style->ink, -1,
                         false);
}
