/* SPDX-License-Identifier: Apache-2.0 */
#include "report/page_count.h"

#include <math.h>

#define WORK_WEIGHT 0.8
#define DECORATION_WEIGHT 0.3

BxPageCount
bx_page_count(const BxPlan *plan, int index, const BxPicturePlace *places)
{
    const BxPagePlan *page = g_ptr_array_index(plan->pages, index);
    BxPageCount count = {.chars_a_line = (int)lround(page->type_area.width / page->em),
                         .lines = page->layout->lines};
    count.characters = (double)count.chars_a_line * count.lines;
    for (int i = 0; i < plan->n_pictures; i++) {
        const BxPicturePlace *place = &places[i];
        if (!place->picture || place->page != index || place->story < 0)
            continue; /* furniture and advertisements count as what they cover */
        double covered = place->rect.width / page->em * (place->rect.height / page->pitch);
        double weight = place->picture->is_decoration ? DECORATION_WEIGHT : WORK_WEIGHT;
        count.picture_characters += covered;
        count.characters -= covered * (1 - weight);
    }
    count.characters = round(count.characters);
    count.picture_characters = round(count.picture_characters);
    return count;
}
