/* SPDX-License-Identifier: Apache-2.0 */
/* The grid: what everything on the page stands in. */

#include "proof/steps.h"

#define HAIR_PT 0.2
#define AREA_PT 0.6
#define NUMBERED_ROWS 5

static void
draw_columns(const BxSheeting *sheeting)
{
    const BxPagePlan *plan = sheeting->plan;
    const BxRect *area = &plan->type_area;
    double size = 0.8 * sheeting->over.size;
    for (int i = 1; i <= plan->layout->columns; i++) {
        double x = bx_page_column_x(plan, i), width = bx_page_span_width(plan, 1);
        bx_draw_fill(&sheeting->wash, (BxRect){x, area->y, width, area->height}, BX_PROOF_SKY);
        g_autofree char *number = g_strdup_printf("%d", i);
        bx_draw_words(&sheeting->over, number, x + width / 2 - size / 4, area->y - 1.5 * size, size,
                      width, BX_WEIGHT_PLAIN, BX_PROOF_BLUE);
    }
}

static void
draw_rows(const BxSheeting *sheeting)
{
    const BxPagePlan *plan = sheeting->plan;
    const BxRect *area = &plan->type_area;
    double size = 0.8 * sheeting->over.size;
    for (int row = 0; row < plan->layout->lines; row++) {
        double top = bx_page_row_y(plan, row), base = bx_baseline(top, plan->em);
        bool is_numbered = (row + 1) % NUMBERED_ROWS == 0 || row == 0;
        bx_draw_rule(&sheeting->over, area->x, base, area->x + area->width, base,
                     is_numbered ? 2 * HAIR_PT : HAIR_PT, BX_PROOF_SKY);
        if (!is_numbered)
            continue;
        g_autofree char *number = g_strdup_printf("%d", row + 1);
        const GPtrArray *lines =
            bx_draw_set(&sheeting->over, number, size, area->width, BX_WEIGHT_PLAIN);
        const BxLine *line = g_ptr_array_index(lines, 0);
        bx_draw_line(&sheeting->over, line, area->x - line->width - 0.4 * size,
                     base - BX_ASCENT_EM * size, BX_PROOF_BLUE);
    }
}

void
bx_draw_grid(const BxSheeting *sheeting)
{
    draw_columns(sheeting);
    draw_rows(sheeting);
    bx_draw_frame(&sheeting->over, sheeting->plan->type_area, AREA_PT, BX_PROOF_BLUE);
}
