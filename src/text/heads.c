/* SPDX-License-Identifier: Apache-2.0 */
/* Heads of a story: standing head, kicker, headline, deck and byline one after the other, and the rows they take
 * (GR-3). */

#include "text/composing.h"

#include "base/say.h"

#include <math.h>
#include <string.h>

/* HD-4: of the headline's size, what kicker and deck may have where their style leaves a choice. */
#define SIDE_SHARE 0.6

/* HD-12: white between the lines of a head, of its size. */
#define GAP_LEAST 0.15
#define GAP_MOST 0.35

/* HD-9: no stop at the end of a head; a byline may be a sentence. */
static void
check_stop(const BxGalley *galley, const BxSetText *set)
{
    const char *words = set->text->text;
    gunichar last = g_utf8_get_char(g_utf8_prev_char(words + strlen(words)));
    BxClass class = bx_class_lookup(last);
    bool is_stop = class == BX_CLASS_PS || last == 0x3002 || last == 0xFF0E;
    if (set->role != BX_ROLE_BYLINE && is_stop)
        bx_diag(galley->diags, BX_DIAG_HEAD_STOP, bx_text_pos(set->text, set->text->n_chars - 1),
                "%s ends with a stop; take it out (HD-9)", bx_word(bx_role_name(set->role)));
}

static void
check_pitch(const BxGalley *galley, const BxSetText *set)
{
    double gap = set->pitch / set->size - 1;
    if (set->lines->len > 1 && (gap < GAP_LEAST - 1e-3 || gap > GAP_MOST + 1e-3))
        bx_diag(
            galley->diags, BX_DIAG_HEAD_PITCH, set->style->pos,
            "lines of %s in style “%s” are %.2f of their size apart; give it a pitch of 1.15em to "
            "1.35em (HD-12)",
            bx_word(bx_role_name(set->role)), set->style->name, gap);
}

/* Sets one part of a head, as deep as it comes; `most` is its largest size, 0: the style's. */
static void
set_head_part(BxGalley *galley, BxSetText *set, int part, double most)
{
    const BxPagePlan *page = bx_galley_page(galley, part);
    const BxPart *in = bx_galley_part(galley, part);
    double indent = bx_galley_fit(galley, part)->standing.indent;
    BxHeadMaking making = bx_galley_making(galley, part, in->head_measure - indent);
    making.size_most = most;
    making.is_vertical = in->head_is_vertical;
    making.only_pauses = set->role == BX_ROLE_BYLINE;
    set->lines = bx_compose_head(set->text, set->style, &making, &set->size);
    set->pitch = bx_pitch_of(set->style, set->size, page->pitch);
    check_stop(galley, set);
    check_pitch(galley, set);
}

/* Kicker, headline, deck, byline: in this order on the page; the headline is set first, since the size
 * of the others hangs on it. */
static void
set_head_parts(BxGalley *galley, const BxHeadSet *head, int part)
{
    const BxStory *story = galley->story;
    const struct {
        BxRole role;
        const BxText *text;
        const BxStyle *style;
        double share; /* of the headline's size at most; 0: any */
    } rows[] = {{BX_ROLE_KICKER, story->kicker, head->kicker, SIDE_SHARE},
                {BX_ROLE_HEADLINE, story->headline, head->headline, 0},
                {BX_ROLE_DECK, story->deck, head->deck, SIDE_SHARE},
                {BX_ROLE_BYLINE, story->byline, head->byline, 0}};
    static const int order[] = {1, 0, 2, 3};
    BxSetText *sets[G_N_ELEMENTS(rows)] = {NULL};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        if (rows[i].text)
            sets[i] =
                bx_composed_add(galley->composed, rows[i].role, rows[i].style, rows[i].text, part);
    for (size_t k = 0; k < G_N_ELEMENTS(order); k++) {
        int i = order[k];
        if (sets[i])
            set_head_part(galley, sets[i], part, sets[1] ? rows[i].share * sets[1]->size : 0);
    }
}

/* Depth of the head's texts and the blanks between them, from the first em box to the last; a label
 * beside them is at least as deep as they. */
static double
head_height(const BxGalley *galley, const BxHeadSet *head, int part)
{
    const GPtrArray *texts = galley->composed->texts;
    BxStandingFit *standing = &bx_galley_fit(galley, part)->standing;
    double height = 0, before = 0;
    double pitch = bx_galley_page(galley, part)->pitch;
    for (guint i = 0; i < texts->len; i++) {
        const BxSetText *set = g_ptr_array_index(texts, i);
        bool is_label = set->role == BX_ROLE_STANDING;
        if (set->part != part || set->lines->len == 0 || (is_label && standing->indent > 0))
            continue;
        if (height > 0)
            height += bx_length_pt(head->between, MIN(before, set->size), pitch);
        height += is_label ? standing->depth : bx_set_text_height(set);
        before = set->size;
    }
    standing->rest = height;
    return standing->indent > 0 ? MAX(height, standing->depth) : height;
}

int
bx_head_rows(double height, double pitch)
{
    return (int)ceil(height / pitch - 1e-6);
}

/* A picture slot stands where its layout says, whatever the head needs: say so if the two meet. */
static void
check_pictures_clear(BxGalley *galley, int part, int head_rows)
{
    const BxPart *in = bx_galley_part(galley, part);
    for (guint i = 0; i < in->figures->len; i++) {
        const BxFigurePlan *picture = g_ptr_array_index(in->figures, i);
        double right = in->x + in->width - head_rows * bx_galley_page(galley, part)->pitch;
        bool is_beside = in->is_vertical
                             ? picture->x + picture->width <= right + BX_EPS_PT
                             : picture->x >= in->head_x + in->head_width - BX_EPS_PT
                                   || picture->x + picture->width <= in->head_x + BX_EPS_PT;
        bool is_clear = !picture->slot || is_beside
                        || (!in->is_vertical && picture->first_row >= in->first_row + head_rows);
        if (!is_clear)
            bx_diag_on_page(
                galley->diags, BX_DIAG_PICTURE_NO_ROOM, picture->slot->pos,
                bx_galley_page(galley, part)->number,
                in->is_vertical ? N_(
                    "picture slot “%s” lies on the head of “%s”, which takes the first %d lines "
                    "from the right; move it left")
                                : N_("picture slot “%s” lies on the head of “%s”, which reaches to "
                                     "row %d; begin "
                                     "it below or make the head smaller"),
                picture->slot->name, galley->story->id, in->first_row + head_rows);
    }
}

/* 竖题 beside horizontal text: it has its columns to itself, over the rows given or all. */
static void
stand_head_beside(BxGalley *galley, int part, BxPartFit *fit)
{
    const BxPart *in = bx_galley_part(galley, part);
    fit->head_rows = in->slot->head_lines.least > 0 ? in->slot->head_lines.least : in->n_rows;
    fit->head_natural = fit->head_rows;
    if (fit->head_height > in->head_width + BX_EPS_PT)
        bx_diag(galley->diags, BX_DIAG_HEAD_TOO_DEEP, in->slot->pos,
                "vertical head of “%s” is %.0f pt wide, head_cols of slot “%s” give it %.0f; give "
                "it more columns or make it smaller",
                galley->story->id, fit->head_height, in->slot->name, in->head_width);
    check_pictures_clear(galley, part, fit->head_rows);
}

void
bx_compose_part_head(BxGalley *galley, int part)
{
    const BxPart *in = bx_galley_part(galley, part);
    const BxHeadSet *head = in->slot->head;
    const BxStory *story = galley->story;
    BxPartFit *fit = &g_array_index(galley->composed->parts, BxPartFit, part);
    if (!head)
        return;
    if (in->is_continuation) {
        if (in->jumps_from)
            set_head_part(galley,
                          bx_composed_add(galley->composed, BX_ROLE_JUMP_HEAD, head->headline,
                                          story->jump ? story->jump : story->headline, part),
                          part, 0);
    } else {
        bx_compose_standing(galley, head, part);
        set_head_parts(galley, head, part);
    }
    fit->head_height = head_height(galley, head, part);
    if (fit->head_height <= 0)
        return;
    if (in->head_is_vertical && !in->is_vertical) {
        stand_head_beside(galley, part, fit);
        return;
    }
    double pitch = bx_galley_page(galley, part)->pitch;
    double em = bx_galley_page(galley, part)->em;
    double blanks = bx_length_pt(head->above, em, pitch) + bx_length_pt(head->below, em, pitch);
    int needed = bx_head_rows(fit->head_height + blanks, pitch);
    int given = in->is_continuation ? 0 : in->slot->head_lines.most;
    fit->head_rows = given <= 0 ? needed : CLAMP(needed, in->slot->head_lines.least, given);
    if (given > 0 && bx_head_rows(fit->head_height, pitch) > given)
        bx_diag(galley->diags, BX_DIAG_HEAD_TOO_DEEP, in->slot->pos,
                "head of “%s” needs %d rows, slot “%s” gives it %d; raise head_lines or make it "
                "smaller",
                story->id, needed, in->slot->name, given);
    fit->head_natural = fit->head_rows = MIN(fit->head_rows, in->n_rows);
    double ink_end = fit->head_height + bx_length_pt(head->above, em, pitch);
    check_pictures_clear(galley, part, MAX(bx_head_rows(ink_end, pitch), MIN(given, needed)));
}

/* A slot inside another stands where its layout says, whatever the other's head needs. */
static void
check_holes_clear(const BxGalley *galley, int part)
{
    const BxPart *in = bx_galley_part(galley, part);
    const BxPagePlan *page = bx_galley_page(galley, part);
    int rows = bx_galley_fit(galley, part)->head_rows;
    for (guint i = 0; i < in->holes->len; i++) {
        const BxHole *hole = &g_array_index(in->holes, BxHole, i);
        double right =
            in->is_vertical ? in->x + in->width - rows * page->pitch : in->head_x + in->head_width;
        bool is_beside = in->is_vertical ? hole->x + hole->width <= right + BX_EPS_PT
                                         : hole->x >= right - BX_EPS_PT
                                               || hole->x + hole->width <= in->head_x + BX_EPS_PT;
        if (!is_beside && (in->is_vertical || hole->first_row < in->first_row + rows))
            bx_diag_on_page(galley->diags, BX_DIAG_HEAD_TOO_DEEP, in->slot->pos, page->number,
                            "head of “%s” of %d rows reaches into slot “%s”, which stands inside "
                            "“%s”; move that slot",
                            galley->story->id, rows, hole->slot->name, in->slot->name);
    }
}

void
bx_check_head(const BxGalley *galley, int part)
{
    const BxPart *in = bx_galley_part(galley, part);
    const BxPagePlan *page = bx_galley_page(galley, part);
    const BxPartFit *fit = bx_galley_fit(galley, part);
    double room = bx_page_rows_height(page, in->n_rows);
    bool is_beside = in->head_is_vertical && !in->is_vertical;
    double height = is_beside ? bx_page_rows_height(page, fit->head_rows) : fit->head_height;
    int needed = bx_head_rows(height + page->pitch - page->em, page->pitch);
    if (fit->head_height > 0 && height > room + BX_EPS_PT)
        bx_diag_on_page(galley->diags, BX_DIAG_HEAD_TOO_DEEP, in->slot->pos, page->number,
                        "head of “%s” needs %d rows, slot “%s” has %d; give the slot more or make "
                        "the head smaller",
                        galley->story->id, needed, in->slot->name, in->n_rows);
    check_holes_clear(galley, part);
}
