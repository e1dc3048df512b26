/* SPDX-License-Identifier: Apache-2.0 */
/* Pull quotes: words of the story set large between two rules. */

#include "text/composing.h"

/* From the rule above to the words, and from them to the rule below. */
#define PULL_PAD_LINES 0.6

void
bx_compose_pull(BxGalley *galley, int part, int figure, BxFigureFit *fit)
{
    const BxFigurePlan *plan = g_ptr_array_index(bx_galley_part(galley, part)->figures, figure);
    const BxPagePlan *page = bx_galley_page(galley, part);
    double pad = PULL_PAD_LINES * page->pitch;
    fit->body_height = 2 * pad;
    if (!plan->figure->text)
        return;
    BxSetText *set = bx_composed_add(galley->composed, BX_ROLE_PULL, page->layout->pull,
                                     plan->figure->text, part);
    const BxHeadMaking making = bx_galley_making(galley, part, plan->width);
    set->lines = bx_compose_head(set->text, set->style, &making, &set->size);
    set->pitch = bx_pitch_of(set->style, set->size, page->pitch);
    set->figure = figure;
    set->y = pad;
    fit->body_height += bx_set_text_height(set);
}
