/* SPDX-License-Identifier: Apache-2.0 */
#include "press/survey_state.h"

#include "base/say.h"
#include "base/units.h"

#include <math.h>
#include <string.h>

#define SMALL_TYPE_PT 12 /* PP-11 */
#define REVERSED_TYPE_PT 7
#define STROKE_ONE_INK_PT 0.25
#define STROKE_INKS_PT 0.5 /* several inks, or reversed */
/* What counts as equal, and as no ink. */
#define NEARNESS 0.002

BxState *
bx_walk_state(BxWalk *walk)
{
    return &walk->states[walk->depth];
}

void
bx_walk_note(BxWalk *walk, char **fault, double x, double y, const char *what)
{
    if (*fault)
        return;
    double across = (x - walk->trim.left) / BX_PT_PER_MM,
           down = (walk->trim.top - y) / BX_PT_PER_MM;
    *fault = walk->survey->is_one_page ? bx_say(", %.0f × %.0f mm: %s", across, down, bx_word(what))
                                       : bx_say("page %d, %.0f × %.0f mm: %s", walk->page + 1,
                                                across, down, bx_word(what));
}

double
bx_matrix_scale(const double *m)
{
    return sqrt(fabs(m[0] * m[3] - m[1] * m[2]));
}

void
bx_matrix_multiply(const double *a, const double *b, double *out)
{
    const double product[6] = {a[0] * b[0] + a[1] * b[2],        a[0] * b[1] + a[1] * b[3],
                               a[2] * b[0] + a[3] * b[2],        a[2] * b[1] + a[3] * b[3],
                               a[4] * b[0] + a[5] * b[2] + b[4], a[4] * b[1] + a[5] * b[3] + b[5]};
    memcpy(out, product, sizeof product);
}

static void
to_page(const double *m, double *x, double *y)
{
    double px = *x * m[0] + *y * m[2] + m[4], py = *x * m[1] + *y * m[3] + m[5];
    *x = px;
    *y = py;
}

/* ---- the path ---- */

void
bx_walk_end_path(BxWalk *walk)
{
    walk->path = (BxExtent){INFINITY, INFINITY, -INFINITY, -INFINITY};
}

void
bx_walk_reach(BxWalk *walk, double x, double y)
{
    to_page(bx_walk_state(walk)->m, &x, &y);
    walk->path = (BxExtent){MIN(walk->path.left, x), MIN(walk->path.bottom, y),
                            MAX(walk->path.right, x), MAX(walk->path.top, y)};
}

/* ---- what is painted ---- */

static int
n_inks(const BxColour *colour)
{
    int n = 0;
    if (colour->kind == BX_COLOUR_ALL)
        return 4;
    for (int i = 0; i < (colour->kind == BX_COLOUR_SPOT ? 1 : 4); i++)
        n += colour->inks[i] > NEARNESS;
    return n;
}

static bool
is_black(const BxColour *colour)
{
    return colour->kind == BX_COLOUR_INKS && n_inks(colour) == 1
           && fabs(colour->inks[3] - 1) < NEARNESS;
}

static void
use_colour(BxWalk *walk, const BxColour *colour, double x, double y)
{
    double total = 0;
    for (int i = 0; i < 4; i++)
        total += colour->inks[i];
    if (colour->kind == BX_COLOUR_RGB)
        bx_walk_note(walk, &walk->survey->rgb, x, y, "an RGB colour");
    else if (colour->kind != BX_COLOUR_ALL)
        walk->survey->ink_max = MAX(walk->survey->ink_max, total * 100);
}

/* Registration ink belongs outside the bleed; `reach` is what a stroke adds to its path. */
static void
check_registration(BxWalk *walk, const BxExtent *at, double reach)
{
    const BxExtent *bleed = &walk->bleed;
    walk->survey->n_marks++;
    if (at->right + reach > bleed->left + NEARNESS && at->left - reach < bleed->right - NEARNESS
        && at->top + reach > bleed->bottom + NEARNESS && at->bottom - reach < bleed->top - NEARNESS)
        bx_walk_note(walk, &walk->survey->registration, at->left, at->top,
                     "registration ink inside the bleed");
}

void
bx_walk_paint_text(BxWalk *walk)
{
    const BxState *now = bx_walk_state(walk);
    BxSurvey *survey = walk->survey;
    bool is_full_black = is_black(&now->fill);
    int inks = n_inks(&now->fill);
    double size = now->font_size * now->text_scale * bx_matrix_scale(now->m);
    double x = now->text_x, y = now->text_y;
    to_page(now->m, &x, &y);
    use_colour(walk, &now->fill, x, y);
    survey->n_text++;
    survey->n_black += is_full_black;
    if (now->fill.kind == BX_COLOUR_ALL) {
        const BxExtent at = {x, y, x, y};
        check_registration(walk, &at, 0);
        return;
    }
    if (is_full_black && !now->over_fill)
        bx_walk_note(walk, &survey->knocked, x, y, "black text that does not overprint");
    if (!is_full_black && now->over_fill)
        bx_walk_note(walk, &survey->white, x, y, "text that is not black overprints");
    if (size < SMALL_TYPE_PT - NEARNESS && inks > 1)
        bx_walk_note(walk, &survey->small, x, y, "type under 12 pt in several inks");
    if (size < REVERSED_TYPE_PT - NEARNESS && inks == 0)
        bx_walk_note(walk, &survey->small, x, y, "reversed type under 7 pt");
}

void
bx_walk_paint_stroke(BxWalk *walk)
{
    const BxState *now = bx_walk_state(walk);
    BxSurvey *survey = walk->survey;
    double width = now->width * bx_matrix_scale(now->m), x = walk->path.left, y = walk->path.top;
    int inks = n_inks(&now->stroke);
    use_colour(walk, &now->stroke, x, y);
    if (now->stroke.kind == BX_COLOUR_ALL)
        check_registration(walk, &walk->path, width / 2);
    if (width < STROKE_ONE_INK_PT - NEARNESS)
        bx_walk_note(walk, &survey->hairline, x, y, "a stroke under 0.25 pt");
    else if (inks != 1 && width < STROKE_INKS_PT - NEARNESS)
        bx_walk_note(walk, &survey->hairline, x, y,
                     inks ? "a stroke under 0.5 pt in several inks"
                          : "a reversed stroke under 0.5 pt");
    if (is_black(&now->stroke) && !now->over_stroke)
        bx_walk_note(walk, &survey->knocked, x, y, "a black rule that does not overprint");
}

void
bx_walk_paint_fill(BxWalk *walk)
{
    const BxColour *fill = &bx_walk_state(walk)->fill;
    use_colour(walk, fill, walk->path.left, walk->path.top);
    if (fill->kind == BX_COLOUR_ALL)
        check_registration(walk, &walk->path, 0);
}
