/* SPDX-License-Identifier: Apache-2.0 */
/* Faults, where they are on the page. */

#include "proof/steps.h"

#include <math.h>

#define STROKE_PT 0.8
#define BAR_EM 0.18  /* beside a loose line */
#define LARGE_EM 4.0 /* a box as large as a head: its frame alone is shown, and no wash on it */

BxInk
bx_level_ink(BxLevel level)
{
    return level == BX_LEVEL_ERROR ? BX_PROOF_RED : BX_PROOF_AMBER;
}

/* ---- pictures ---- */

static void
draw_missing(const BxSheeting *sheeting, const char *name, BxRect rect)
{
    bx_draw_cross(&sheeting->over, rect, STROKE_PT, BX_PROOF_RED);
    bx_draw_tag(&sheeting->over, name, rect.x + rect.width / 2, rect.y + rect.height / 2,
                BX_TAG_MIDDLE, BX_PROOF_RED);
}

static void
draw_ppi(const BxSheeting *sheeting, double ppi, BxRect rect)
{
    if (ppi <= 0 || ppi >= BX_PPI_WANTED)
        return;
    BxInk ink = bx_level_ink(ppi < BX_PPI_NEEDED ? BX_LEVEL_ERROR : BX_LEVEL_WARNING);
    g_autofree char *words = g_strdup_printf("%.0f ppi", floor(ppi));
    bx_draw_frame(&sheeting->over, rect, 2 * STROKE_PT, ink);
    bx_draw_tag(&sheeting->over, words, rect.x, rect.y + rect.height, BX_TAG_BOTTOM_LEFT, ink);
}

void
bx_draw_pictures(const BxSheeting *sheeting)
{
    const BxProofInput *input = sheeting->input;
    for (int i = 0; i < input->plan->n_pictures; i++) {
        const BxPicturePlace *place = &input->places[i];
        if (!place->picture || place->page != sheeting->index)
            continue;
        const BxPictureResult *result = bx_pictures_lookup(input->pictures, i);
        if (!result->jpeg)
            draw_missing(sheeting, place->picture->path, place->rect);
        else
            draw_ppi(sheeting, result->source_ppi, place->rect);
    }
    for (guint i = 0; i < sheeting->plan->ads->len; i++) {
        const BxAdPlan *plan = &g_array_index(sheeting->plan->ads, BxAdPlan, i);
        if (plan->pdf >= 0 && !g_ptr_array_index(input->foreign, plan->pdf))
            draw_missing(sheeting, plan->ad->path, plan->rect);
    }
}

/* ---- lines ---- */

void
bx_draw_loose(const BxSheeting *sheeting)
{
    for (guint i = 0; i < sheeting->diags->len; i++) {
        const BxDiag *diag = g_ptr_array_index(sheeting->diags, i);
        const BxRect *box = &diag->box;
        if (diag->code != BX_DIAG_LOOSE || box->width <= 0)
            continue;
        bool is_down = box->height > box->width; /* a vertical line has the bar above it */
        double bar = BAR_EM * (is_down ? box->width : box->height);
        bx_draw_fill(&sheeting->wash, *box, BX_PROOF_AMBER);
        bx_draw_fill(&sheeting->over,
                     is_down ? (BxRect){box->x, box->y - 2 * bar, box->width, bar}
                             : (BxRect){box->x - 2 * bar, box->y, bar, box->height},
                     BX_PROOF_AMBER);
    }
}

/* At the foot of the last column, where the text would go on. */
void
bx_draw_overset_marks(const BxSheeting *sheeting)
{
    for (guint s = 0; s < sheeting->input->stories->len; s++) {
        if (!bx_oversets_here(sheeting, s))
            continue;
        const BxComposed *composed = g_ptr_array_index(sheeting->input->stories, s);
        const BxStoryPlan *plan = g_ptr_array_index(sheeting->input->plan->stories, s);
        const BxPart *part = g_ptr_array_index(plan->parts, plan->parts->len - 1);
        const BxRect *frame = &part->frame;
        g_autofree char *words =
            g_strdup_printf("溢出 %d 行 %d 字", composed->overset_lines, composed->overset_chars);
        bx_draw_rule(&sheeting->over, frame->x, frame->y + frame->height, frame->x + frame->width,
                     frame->y + frame->height, 2 * STROKE_PT, BX_PROOF_RED);
        bx_draw_tag(&sheeting->over, words, frame->x + (part->is_vertical ? 0 : frame->width),
                    frame->y + frame->height,
                    part->is_vertical ? BX_TAG_BOTTOM_LEFT : BX_TAG_BOTTOM_RIGHT, BX_PROOF_RED);
    }
}

/* ---- findings ---- */

/* In order of reading the page: from its top, a little tolerant, then from the left; then what has no place. */
static int
order_of_findings(gconstpointer a, gconstpointer b)
{
    const BxDiag *one = ((const BxFinding *)a)->diag, *other = ((const BxFinding *)b)->diag;
    bool is_placed = one->box.width > 0, other_is_placed = other->box.width > 0;
    if (is_placed != other_is_placed)
        return is_placed ? -1 : 1;
    if (one->box.y != other->box.y)
        return one->box.y < other->box.y ? -1 : 1;
    if (one->box.x != other->box.x)
        return one->box.x < other->box.x ? -1 : 1;
    return one->code != other->code ? (int)one->code - (int)other->code
                                    : g_strcmp0(one->message, other->message);
}

GArray *
bx_findings(const BxSheeting *sheeting)
{
    GArray *findings = g_array_new(FALSE, FALSE, sizeof(BxFinding));
    for (guint i = 0; i < sheeting->diags->len; i++) {
        const BxFinding finding = {g_ptr_array_index(sheeting->diags, i), 0};
        if (finding.diag->level > BX_LEVEL_NOTE)
            g_array_append_val(findings, finding);
    }
    g_array_sort(findings, order_of_findings);
    int number = 0;
    for (guint i = 0; i < findings->len; i++) {
        BxFinding *finding = &g_array_index(findings, BxFinding, i);
        if (finding->diag->box.width > 0)
            finding->number = ++number;
    }
    return findings;
}

static bool
overlap(const BxRect *a, const BxRect *b)
{
    return a->x < b->x + b->width && b->x < a->x + a->width && a->y < b->y + b->height
           && b->y < a->y + a->height;
}

static bool
holds(const BxRect *rect, double x, double y)
{
    return x >= rect->x && x <= rect->x + rect->width && y >= rect->y
           && y <= rect->y + rect->height;
}

/* Where the lines begin of the column that a box stands in; false: it stands in none. */
static bool
find_leg(const BxSheeting *sheeting, const BxRect *box, double *start, bool *is_vertical)
{
    const GPtrArray *parts = sheeting->input->plan->parts;
    double x = box->x + box->width / 2, y = box->y + box->height / 2;
    for (guint i = 0; i < parts->len; i++) {
        const BxPart *part = g_ptr_array_index(parts, i);
        if (part->page != sheeting->index || !holds(&part->frame, x, y))
            continue;
        double along = part->is_vertical ? y : x;
        for (guint k = 0; k < part->legs->len; k++) {
            const BxLeg *leg = &g_array_index(part->legs, BxLeg, k);
            *start = leg->x;
            *is_vertical = part->is_vertical;
            if (along >= leg->x && along <= leg->x + leg->width)
                return true;
        }
    }
    return false;
}

/* A number stands on the right corner of a large box; that of a line or a character in the gutter before its column, so
 * that nothing is covered; else at the left of the box. */
static BxRect
number_place(const BxSheeting *sheeting, const BxRect *box, bool is_large)
{
    double size = sheeting->over.size, width = 1.3 * size, height = 1.5 * size, start;
    double middle_x = box->x + box->width / 2, middle_y = box->y + box->height / 2;
    bool is_vertical;
    BxRect at = {box->x - width, middle_y - height / 2, width, height};
    if (is_large)
        at = (BxRect){box->x + box->width - width, box->y - height, width, height};
    else if (find_leg(sheeting, box, &start, &is_vertical))
        at = is_vertical ? (BxRect){middle_x - width / 2, start - height, width, height}
                         : (BxRect){start - width - 1, middle_y - height / 2, width, height};
    at.x = CLAMP(at.x, 0, MAX(0, sheeting->page->width - width));
    at.y = MAX(0, at.y);
    return at;
}

/* Further down where another stands: findings come in order of y. */
static void
draw_number(const BxSheeting *sheeting, const BxFinding *finding, bool is_large, GArray *taken)
{
    BxRect at = number_place(sheeting, &finding->diag->box, is_large);
    for (guint i = 0; i < taken->len; i++) {
        const BxRect *other = &g_array_index(taken, BxRect, i);
        if (overlap(&at, other))
            at.y = other->y + other->height + 0.5;
    }
    g_autofree char *number = g_strdup_printf("%d", finding->number);
    BxRect tag = bx_draw_tag(&sheeting->over, number, at.x, at.y, BX_TAG_TOP_LEFT,
                             bx_level_ink(finding->diag->level));
    g_array_append_val(taken, tag);
}

void
bx_draw_findings(const BxSheeting *sheeting)
{
    const double pad = 1;
    g_autoptr(GArray) taken = g_array_new(FALSE, FALSE, sizeof(BxRect));
    for (guint i = 0; i < sheeting->findings->len; i++) {
        const BxFinding *finding = &g_array_index(sheeting->findings, BxFinding, i);
        const BxDiag *diag = finding->diag;
        if (finding->number == 0)
            continue;
        BxInk ink = bx_level_ink(diag->level);
        BxRect rect = {diag->box.x - pad, diag->box.y - pad, diag->box.width + 2 * pad,
                       diag->box.height + 2 * pad};
        bool is_large = MIN(rect.width, rect.height) > LARGE_EM * sheeting->plan->em;
        bool is_marked = diag->code == BX_DIAG_LOOSE && bx_shows(sheeting, BX_OVERLAY_LOOSE);
        if (!is_marked && !is_large)
            bx_draw_fill(&sheeting->wash, rect, ink);
        if (!is_marked)
            bx_draw_frame(&sheeting->over, rect, STROKE_PT, ink);
        draw_number(sheeting, finding, is_large, taken);
    }
}
