/* SPDX-License-Identifier: Apache-2.0 */
/* Locate: what is wrong is told where on its page it shows. */

#include "issue_of.h"
#include "page/locate.h"

#include <string.h>

static void
locate(const Made *made)
{
    const BxLocating locating = {made->plan, made->stories, made->pages, made->places};
    bx_locate_diags(&locating, made->diags);
}

/* The first diagnostic of a code; it has to be on page 1, in a box inside the trim. */
static const BxDiag *
find(const Made *made, BxDiagCode code)
{
    const BxPage *page = g_ptr_array_index(made->pages, 0);
    for (int i = 0; i < bx_diags_count(made->diags); i++) {
        const BxDiag *diag = bx_diags_lookup(made->diags, i);
        if (diag->code != code)
            continue;
        g_assert_cmpint(diag->page, ==, 1);
        g_assert_cmpfloat(diag->box.width, >, 0);
        g_assert_cmpfloat(diag->box.height, >, 0);
        g_assert_cmpfloat(diag->box.x, >=, 0);
        g_assert_cmpfloat(diag->box.y, >=, 0);
        g_assert_cmpfloat(diag->box.x + diag->box.width, <=, page->width);
        g_assert_cmpfloat(diag->box.y + diag->box.height, <=, page->height);
        return diag;
    }
    g_test_message("no %s was said", bx_diag_code_name(code));
    g_assert_not_reached();
}

static void
assert_same(const BxRect *a, const BxRect *b)
{
    g_assert_cmpfloat_with_epsilon(a->x, b->x, 1e-6);
    g_assert_cmpfloat_with_epsilon(a->y, b->y, 1e-6);
    g_assert_cmpfloat_with_epsilon(a->width, b->width, 1e-6);
    g_assert_cmpfloat_with_epsilon(a->height, b->height, 1e-6);
}

/* The one placed line that holds a word. */
static const BxPlaced *
line_with(const Made *made, const char *word)
{
    const BxPage *page = g_ptr_array_index(made->pages, 0);
    for (guint i = 0; i < page->placed->len; i++) {
        const BxPlaced *placed = &g_array_index(page->placed, BxPlaced, i);
        if (placed->kind == BX_PLACED_TEXT && strstr(placed->text.line->text, word))
            return placed;
    }
    g_assert_not_reached();
}

/* A character in the middle of the third line: its own frame, in horizontal and vertical text. */
static void
test_character(const void *data)
{
    g_autofree char *before = han(40), *after = han(20);
    g_autofree char *body = g_strconcat(before, "\xEE\x80\x80", after, NULL);
    Made *made = made_new(data, (const char *const[]){body}, 1);
    locate(made);
    const BxDiag *diag = find(made, BX_DIAG_GLYPH_MISSING);
    const BxPlaced *placed = line_with(made, "\xEE\x80\x80");
    const BxRect line = bx_placed_line_rect(placed);
    double em = placed->text.line->size;
    double along = placed->text.is_vertical ? diag->box.height : diag->box.width;
    double across = placed->text.is_vertical ? diag->box.width : diag->box.height;
    g_assert_cmpfloat_with_epsilon(along, em, 0.1 * em);
    g_assert_cmpfloat_with_epsilon(across, em, 1e-6);
    g_assert_cmpfloat(diag->box.x, >=, line.x - 1e-6);
    g_assert_cmpfloat(diag->box.y, >=, line.y - 1e-6);
    const char *at = strstr(placed->text.line->text, "\xEE\x80\x80");
    int n_before = (int)g_utf8_pointer_to_offset(placed->text.line->text, at);
    double start =
        placed->text.is_vertical ? diag->box.y - placed->text.y : diag->box.x - placed->text.x;
    g_assert_cmpfloat_with_epsilon(start, n_before * em, 0.5 * em);
    made_free(made);
}

/* A line that is opened too far, the whole of it. */
static void
test_line(void)
{
    Made *made =
        made_new("base: sikai-4x17\nslots:\n  a: {cols: [1, 1], rows: [1, 30], head: brief}\n",
                 (const char *const[]){"溪溪溪溪溪溪溪溪溪ethylenediaminetetraacetic溪。"}, 1);
    locate(made);
    const BxDiag *diag = find(made, BX_DIAG_LOOSE);
    const BxPlaced *placed = line_with(made, "溪溪溪溪");
    const BxRect line = bx_placed_line_rect(placed);
    assert_same(&diag->box, &line);
    made_free(made);
}

/* A head, all its lines; too much text: the slot that overflows. */
static void
test_frames(void)
{
    g_autofree char *text = han(3000);
    g_autofree char *body =
        g_strconcat("---\nheadline: 溪水又清了，今年。\n---\n\n", text, "\n", NULL);
    Made *made =
        made_new("base: sikai-4x17\nslots:\n  a: {cols: [1, 2], rows: [1, 20], head: news}\n"
                 "  b: {cols: [3, 2], rows: [1, 60], head: news}\n",
                 (const char *const[]){body, "溪。"}, 2);
    locate(made);
    const BxPart *full = g_ptr_array_index(made->plan->parts, 0);
    const BxPart *empty = g_ptr_array_index(made->plan->parts, 1);
    assert_same(&find(made, BX_DIAG_OVERSET)->box, &full->frame);
    assert_same(&find(made, BX_DIAG_UNDERSET)->box, &empty->frame);
    const BxRect head = bx_placed_line_rect(line_with(made, "溪水又清"));
    assert_same(&find(made, BX_DIAG_HEAD_STOP)->box, &head);
    made_free(made);
}

/* A picture by its place in the article; what is said of a thing that stands nowhere keeps silent about it. */
static void
test_picture(void)
{
    g_autofree char *text = han(200);
    g_autofree char *body = g_strconcat("![溪](p.png){cols=1 at=top-right}\n\n", text, NULL);
    Made *made =
        made_new("base: sikai-4x17\nslots:\n  a: {cols: [1, 3], rows: [1, 20], head: news}\n",
                 (const char *const[]){body}, 1);
    const BxPicturePlace *place = &made->places[0];
    g_assert_nonnull(place->picture);
    bx_diag(made->diags, BX_DIAG_PICTURE_LOW_PPI, place->picture->pos, "of few pixels");
    bx_diag(made->diags, BX_DIAG_FILE_MISSING, BX_NO_POS, "nowhere");
    locate(made);
    assert_same(&find(made, BX_DIAG_PICTURE_LOW_PPI)->box, &place->rect);
    const BxDiag *last = bx_diags_lookup(made->diags, bx_diags_count(made->diags) - 1);
    g_assert_cmpint(last->page, ==, 0);
    g_assert_cmpfloat(last->box.width, ==, 0);
    made_free(made);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_data_func(
        "/page/locate/character",
        "base: sikai-4x17\nslots:\n  a: {cols: [1, 2], rows: [1, 20], head: news}\n",
        test_character);
    g_test_add_data_func("/page/locate/vertical-character",
                         "base: sikai-4x17\nstyles:\n  down: {vertical: true}\nslots:\n"
                         "  a: {cols: [1, 2], rows: [1, 20], head: news, body: down}\n",
                         test_character);
    g_test_add_func("/page/locate/line", test_line);
    g_test_add_func("/page/locate/frames", test_frames);
    g_test_add_func("/page/locate/picture", test_picture);
    return g_test_run();
}
