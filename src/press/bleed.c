/* SPDX-License-Identifier: Apache-2.0 */
/* Bleed: what touches the trim has to reach over it, for paper is never cut to the line (PP-3). */

#include "press/steps.h"

#include "base/say.h"
#include "base/units.h"

#include <math.h>

#define TOUCHES_PT (0.5 * BX_PT_PER_MM) /* so near to the trim, and it is meant to touch it */
#define SHORT_PT 0.1                    /* of the bleed that may be missing */

/* How far each side of a rectangle reaches over the trim; negative: it ends inside. */
static bool
is_short(const BxPage *page, const BxRect *rect)
{
    const double over[] = {-rect->x, -rect->y, rect->x + rect->width - page->width,
                           rect->y + rect->height - page->height};
    for (size_t i = 0; i < G_N_ELEMENTS(over); i++)
        if (over[i] > -TOUCHES_PT && over[i] < page->bleed - SHORT_PT)
            return true;
    return false;
}

static void
check_rect(const BxPage *page, const BxRect *rect, const char *what, BxDiags *diags)
{
    if (is_short(page, rect))
        bx_diag_on_page(diags, BX_DIAG_BLEED_SHORT, BX_NO_POS, page->number,
                        "page %d: %s at %.0f × %.0f mm ends at the trim; let it reach %.0f mm over",
                        page->number, bx_word(what), rect->x / BX_PT_PER_MM, rect->y / BX_PT_PER_MM,
                        page->bleed / BX_PT_PER_MM);
}

static BxRect
rect_of_rule(const BxPlaced *placed)
{
    return (BxRect){MIN(placed->rule.x0, placed->rule.x1), MIN(placed->rule.y0, placed->rule.y1),
                    fabs(placed->rule.x1 - placed->rule.x0),
                    fabs(placed->rule.y1 - placed->rule.y0)};
}

static void
check_page(const BxPage *page, BxDiags *diags)
{
    for (guint i = 0; i < page->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
        switch (placed->kind) {
        case BX_PLACED_TEXT:
            break;
        case BX_PLACED_RULE: {
            BxRect rect = rect_of_rule(placed);
            check_rect(page, &rect, "a rule", diags);
            break;
        }
        case BX_PLACED_BOX:
            check_rect(page, &placed->box.rect, "a box", diags);
            break;
        case BX_PLACED_ORNAMENT:
            check_rect(page, &placed->ornament.rect, "an ornament", diags);
            break;
        case BX_PLACED_PICTURE:
            check_rect(page, &placed->picture.rect, "a picture", diags);
            break;
        case BX_PLACED_PDF:
            check_rect(page, &placed->pdf.rect, "an advertisement", diags);
            break;
        }
    }
}

void
bx_press_check_bleed(const BxPressing *pressing)
{
    for (guint i = 0; i < pressing->pages->len; i++) {
        const BxPage *page = g_ptr_array_index(pressing->pages, i);
        if (page->bleed > 0) /* none is wanted where the web is printed to its edges */
            check_page(page, pressing->diags);
    }
}
