/* SPDX-License-Identifier: Apache-2.0 */
/* Pages: every line on the grid and inside its leg, nothing on anything else, text round a picture,
 * rules where they belong; and the ledger, which must see what is lost or doubled. */

#include "issue_of.h"
#include "report/ledger.h"

#include <math.h>

static BxPage *
page_of(const Made *made)
{
    return g_ptr_array_index(made->pages, 0);
}

static const BxPagePlan *
plan_of(const Made *made)
{
    return g_ptr_array_index(made->plan->pages, 0);
}

static const BxPart *
part_of(const Made *made, int i)
{
    return g_ptr_array_index(made->plan->parts, i);
}

static const BxComposed *
story_of(const Made *made, int i)
{
    return g_ptr_array_index(made->stories, i);
}

/* Every body line in its slot: on the grid (GR-1, GR-2), as wide as the slot at most, no slot twice. */
static int
check_lines(const Made *made)
{
    const BxPagePlan *plan = plan_of(made);
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    int n = 0;
    for (guint i = 0; i < page_of(made)->placed->len; i++) {
        const BxPlaced *item = &g_array_index(page_of(made)->placed, BxPlaced, i);
        if (item->kind != BX_PLACED_TEXT || item->text.slot < 0
            || item->text.line->size > plan->em) /* a crosshead stands in a block of rows */
            continue;
        const BxLineSlot *slot =
            &g_array_index(story_of(made, item->story)->slots, BxLineSlot, item->text.slot);
        double row = (item->text.y - 0.88 * plan->em - plan->type_area.y) / plan->pitch;
        g_assert_cmpfloat_with_epsilon(row, slot->row, 1e-6);
        g_assert_cmpfloat_with_epsilon(item->text.x, slot->x, 1e-6);
        g_assert_cmpfloat(item->text.line->width, <=, slot->width + 0.01);
        g_assert_true(
            g_hash_table_add(seen, GINT_TO_POINTER(item->story * 10000 + item->text.slot + 1)));
        n++;
    }
    return n;
}

static void
test_lines(void)
{
    g_autofree char *first = han(300), *second = han(150);
    g_autofree char *body = g_strconcat(first, "\n\n## 小题\n\n", second, NULL);
    Made *made =
        made_new("base: sikai-4x17\nslots:\n  a: {cols: [1, 3], rows: [1, 16], head: news}\n"
                 "  b: {cols: [4, 1], rows: [1, 30], head: brief}\n",
                 (const char *const[]){body, second}, 2);
    g_assert_cmpint(check_lines(made), >=, 300 / 17 + 150 / 17 + 150 / 17);
    g_assert_cmpint(bx_diags_count_level(made->diags, BX_LEVEL_ERROR), ==, 0);
    made_free(made);
}

/* A picture in the middle of one wide leg: lines beside it are shorter, of whole characters, and end
 * at a distance; above and below they are whole. */
static void
test_wrap(void)
{
    g_autofree char *text = han(700);
    g_autofree char *body = g_strconcat("![溪](p.png){slot=one}\n\n", text, NULL);
    Made *made = made_new(
        "base: sikai-4x17\nslots:\n  a: {cols: [1, 2], rows: [1, 40], legs: 1, head: brief,\n"
        "      pictures: {one: {cols: [2, 1], rows: [15, 10]}}}\n",
        (const char *const[]){body}, 1);
    g_assert_cmpint(check_lines(made), >, 20);
    const BxFigurePlan *picture = g_ptr_array_index(part_of(made, 0)->figures, 0);
    const GArray *slots = story_of(made, 0)->slots;
    int n_beside = 0;
    for (guint i = 0; i < slots->len; i++) {
        const BxLineSlot *slot = &g_array_index(slots, BxLineSlot, i);
        bool is_beside =
            slot->row >= picture->first_row && slot->row < picture->first_row + picture->rows.least;
        double chars = slot->width / plan_of(made)->em;
        g_assert_cmpfloat_with_epsilon(chars, round(chars), 1e-6);
        if (is_beside)
            g_assert_cmpfloat(slot->x + slot->width + plan_of(made)->em, <=, picture->x + 1e-6);
        else if (slot->row < picture->first_row - 1
                 || slot->row >= picture->first_row + picture->rows.least)
            g_assert_cmpfloat_with_epsilon(slot->width, part_of(made, 0)->width, 0.01);
        n_beside += is_beside;
    }
    g_assert_cmpint(n_beside, ==, picture->rows.least);
    made_free(made);
}

/* Rules of the legs stand in the middle of their gutters and never cross a picture or the head. */
static void
test_column_rule(void)
{
    g_autofree char *text = han(900);
    g_autofree char *body = g_strconcat("![溪](p.png){slot=one}\n\n", text, NULL);
    Made *made = made_new(
        "base: sikai-4x17\nslots:\n  a: {cols: [1, 3], rows: [1, 30], column_rule: 0.3pt,\n"
        "      head: news, pictures: {one: {cols: [1, 2], rows: [14, 8]}}}\n",
        (const char *const[]){body}, 1);
    const BxPart *part = part_of(made, 0);
    const BxFigurePlan *picture = g_ptr_array_index(part->figures, 0);
    const BxPagePlan *plan = plan_of(made);
    double top = plan->type_area.y + picture->first_row * plan->pitch,
           bottom = top + picture->rows.least * plan->pitch;
    int head_rows = g_array_index(story_of(made, 0)->parts, BxPartFit, 0).head_rows;
    int n_rules[2] = {0, 0};
    for (guint i = 0; i < page_of(made)->placed->len; i++) {
        const BxPlaced *item = &g_array_index(page_of(made)->placed, BxPlaced, i);
        if (item->kind != BX_PLACED_RULE)
            continue;
        g_assert_cmpfloat_with_epsilon(item->rule.x0, item->rule.x1, 1e-9);
        double chars = (item->rule.x0 - plan->type_area.x) / plan->em;
        int gutter = chars < 30 ? 0 : 1;
        g_assert_cmpfloat_with_epsilon(chars, gutter ? 37 : 18, 1e-6);
        g_assert_cmpfloat(item->rule.y0, >=, plan->type_area.y + head_rows * plan->pitch - 0.01);
        if (gutter == 0) /* the picture bridges it */
            g_assert_true(item->rule.y1 <= top + 0.01 || item->rule.y0 >= bottom - plan->pitch);
        n_rules[gutter]++;
    }
    g_assert_cmpint(n_rules[0], ==, 2);
    g_assert_cmpint(n_rules[1], ==, 1);
    made_free(made);
}

/* What is on a page must not leave it, and no picture lies on a line of text. */
static void
test_nothing_collides(void)
{
    g_autofree char *text = han(800);
    g_autofree char *body = g_strconcat("![溪水从山上下来。](p.png){cols=1 lines=9 at=bottom-right "
                                        "credit=\"溪水 摄\"}\n\n",
                                        text, NULL);
    Made *made =
        made_new("base: sikai-4x17\nslots:\n  a: {cols: [2, 3], rows: [5, 30], head: news}\n",
                 (const char *const[]){body}, 1);
    const BxRect *rect = &made->places[0].rect;
    g_assert_cmpfloat(rect->width, >, 0);
    const BxRect area = plan_of(made)->type_area;
    g_assert_cmpfloat(rect->x + rect->width, <=, area.x + area.width + 0.01);
    for (guint i = 0; i < page_of(made)->placed->len; i++) {
        const BxPlaced *item = &g_array_index(page_of(made)->placed, BxPlaced, i);
        if (item->kind != BX_PLACED_TEXT)
            continue;
        double size = item->text.line->size, top = item->text.y - 0.88 * size;
        bool apart = item->text.x + item->text.line->width <= rect->x + 0.01
                     || item->text.x >= rect->x + rect->width - 0.01 || top + size <= rect->y + 0.01
                     || top >= rect->y + rect->height - 0.01;
        g_assert_true(apart);
        g_assert_cmpfloat(top + size, <=, area.y + area.height + 0.01);
    }
    made_free(made);
}

/* VT-1: lines run down, from right to left, in bands one below the other; a picture and the head stop
 * them. */
static void
test_vertical(void)
{
    g_autofree char *text = han(600);
    g_autofree char *body = g_strconcat("![溪](p.png){slot=one}\n\n", text, NULL);
    Made *made = made_new("base: sikai-4x17\nstyles: {down: {vertical: true}}\nslots:\n"
                          "  a: {cols: [1, 3], rows: [1, 40], legs: 2, body: down, head: news,\n"
                          "      pictures: {one: {cols: [1, 1], rows: [31, 10]}}}\n",
                          (const char *const[]){body}, 1);
    const BxPagePlan *plan = plan_of(made);
    const BxPart *part = part_of(made, 0);
    const BxComposed *story = story_of(made, 0);
    const BxFigurePlan *picture = g_ptr_array_index(part->figures, 0);
    double head = g_array_index(story->parts, BxPartFit, 0).head_rows * plan->pitch;
    double last_x = INFINITY, last_y = -INFINITY;
    int n_lines = 0, n_bands = 1;
    for (guint i = 0; i < page_of(made)->placed->len; i++) {
        const BxPlaced *item = &g_array_index(page_of(made)->placed, BxPlaced, i);
        if (item->kind != BX_PLACED_TEXT || item->text.slot < 0)
            continue;
        const BxLineSlot *slot = &g_array_index(story->slots, BxLineSlot, item->text.slot);
        double x = item->text.x, y = item->text.y, right = part->x + part->width;
        g_assert_true(item->text.is_vertical);
        g_assert_cmpfloat(x + plan->em / 2, <=, right - head + 0.01);
        g_assert_cmpfloat_with_epsilon((right - plan->em / 2 - x) / plan->pitch, slot->row, 1e-6);
        g_assert_cmpfloat(y + item->text.line->width, <=, part->y + part->height + 0.01);
        if (y + item->text.line->width > plan->type_area.y + picture->first_row * plan->pitch)
            g_assert_cmpfloat(x - plan->em / 2, >=, picture->x + picture->width);
        if (x > last_x)
            n_bands++;
        g_assert_true(x < last_x || y > last_y);
        last_x = x;
        last_y = y;
        n_lines++;
    }
    g_assert_cmpint(n_lines, >, 600 / 27);
    g_assert_cmpint(n_bands, ==, 2);
    g_assert_cmpint(bx_diags_count_level(made->diags, BX_LEVEL_ERROR), ==, 0);
    made_free(made);
}

static const BxLine *
first_body_line(const Made *made)
{
    for (guint i = 0; i < page_of(made)->placed->len; i++) {
        const BxPlaced *item = &g_array_index(page_of(made)->placed, BxPlaced, i);
        if (item->kind == BX_PLACED_TEXT && item->text.slot >= 0)
            return item->text.line;
    }
    g_assert_not_reached();
}

/* MK-4: readings stand over their characters and keep apart; MK-2: two names have two lines. */
static void
test_marks(void)
{
    const char *body =
        "甲<ruby>壮<rt>zhuàng</rt></ruby><ruby>窗<rt>chuāng</rt></ruby>乙<u>山</u><u>水"
        "</u>，<em class=\"dot\">丙丁</em>。";
    Made *made = made_new("base: sikai-4x17\nbody: {pitch: 15pt}\nslots:\n"
                          "  a: {cols: [1, 1], rows: [1, 6], head: brief}\n",
                          (const char *const[]){body}, 1);
    g_assert_cmpint(bx_diags_count_level(made->diags, BX_LEVEL_ERROR), ==, 0);
    const BxLine *line = first_body_line(made);
    g_assert_nonnull(line->rubies);
    g_assert_cmpint(line->rubies->len, ==, 2);
    double end = 0;
    for (guint i = 0; i < 2; i++) {
        const BxRubyPlace *ruby = &g_array_index(line->rubies, BxRubyPlace, i);
        /* an ideograph fills its em; its frame may be wider on one side than on the other */
        double middle = g_array_index(line->glyphs, BxGlyph, 1 + i).x + 4.5;
        g_assert_cmpfloat_with_epsilon(ruby->x + ruby->line->width / 2, middle, 0.01);
        g_assert_cmpfloat(ruby->y, <, -0.88 * 9);
        g_assert_cmpfloat(ruby->x, >=, i ? end + 0.249 * 9 : 0);
        end = ruby->x + ruby->line->width;
    }
    int n[3] = {0};
    double last = -1;
    for (guint i = 0; i < line->sidelines->len; i++) {
        const BxSideline *sideline = &g_array_index(line->sidelines, BxSideline, i);
        n[sideline->kind]++;
        if (sideline->kind == BX_SIDELINE_STRAIGHT) {
            g_assert_cmpfloat(sideline->x0, >=, last + 0.09 * 9);
            last = sideline->x1;
        }
    }
    g_assert_cmpint(n[BX_SIDELINE_STRAIGHT], ==, 2);
    g_assert_cmpint(n[BX_SIDELINE_DOT], ==, 2);
    made_free(made);
}

/* HD-4: where its style leaves a choice, a kicker keeps to 0.6 of the headline's size. */
static void
test_kicker(void)
{
    Made *made = made_new("base: sikai-4x17\nstyles: {k: {size: [6pt, 30pt]}, h: {size: 20pt}}\n"
                          "heads: {two: {kicker: k, headline: h}}\n"
                          "slots: {a: {cols: [1, 3], rows: [1, 9], head: two}}\n",
                          (const char *const[]){"溪水。"}, 1);
    BxStory *story = g_ptr_array_index(made->issue->stories, 0);
    story->kicker = bx_text_new(NULL, "引题");
    g_autoptr(BxGalley) galley = bx_galley_new(made->plan, 0, made->fonts, made->diags);
    g_autoptr(BxComposed) composed = bx_compose_story(galley);
    const BxSetText *kicker = g_ptr_array_index(composed->texts, 0);
    const BxSetText *headline = g_ptr_array_index(composed->texts, 1);
    g_assert_cmpint(kicker->role, ==, BX_ROLE_KICKER);
    g_assert_cmpfloat(headline->size, ==, 20);
    g_assert_cmpfloat_with_epsilon(kicker->size, 12, 1e-9);
    made_free(made);
}

static BxLedger
balance(const Made *made, BxDiags *diags)
{
    g_autofree BxLedger *ledgers =
        bx_ledgers_balance(made->issue, made->stories, made->pages, diags);
    return ledgers[0];
}

static const BxPlaced *
placed_line(const Made *made, const char *words)
{
    for (guint i = 0; i < page_of(made)->placed->len; i++) {
        const BxPlaced *item = &g_array_index(page_of(made)->placed, BxPlaced, i);
        if (item->kind == BX_PLACED_TEXT && g_str_equal(item->text.line->text, words))
            return item;
    }
    g_assert_not_reached();
}

/* A standing head is counted in the head's whole rows; its words lie in its ground, its ground inside
 * the head; nothing of it is lost. */
static void
test_standing(void)
{
    static const struct {
        const char *look;
        double measure; /* of the headline */
        double height;  /* of the label */
        int rows;
    } looks[] = {{"{style: s}", 153, 10, 5}, /* 10 + 8 + 20 + 12.5 */
                 {"{style: s, fill: black, pad: 0.4em}", 153, 14, 5},
                 {"{style: s, fill: black, rule: 1pt}", 153, 15, 5},
                 {"{style: s, at: left, fill: black}", 153 - 40 - 10 - 7, 15, 3},
                 {"{style: s, at: left, width: 2em, stroke: 1pt}", 153 - 20 - 10 - 7, 27, 4}};
    g_autofree char *text = han(120);
    g_autofree char *body =
        g_strconcat("---\nstanding: 山城旧事\nheadline: 溪水\n---\n\n", text, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(looks); i++) {
        g_autofree char *layout = g_strdup_printf(
            "base: sikai-4x17\nstyles: {s: {size: 10pt, pitch: 12pt, max_lines: 2, indent: 0}, "
            "h: {size: 20pt, align: left}}\n"
            "heads: {two: {standing: %s, headline: h, above: 0, below: 1 lines, between: 0.8em}}\n"
            "slots: {a: {cols: [2, 1], rows: [1, 20], head: two}}\n",
            looks[i].look);
        Made *made = made_new(layout, (const char *const[]){body}, 1);
        g_assert_cmpint(bx_diags_count_level(made->diags, BX_LEVEL_ERROR), ==, 0);
        const BxPartFit *fit = bx_part_fit(story_of(made, 0), 0);
        const BxRect head = {part_of(made, 0)->head_x, part_of(made, 0)->y, 153,
                             fit->head_rows * plan_of(made)->pitch};
        g_assert_cmpint(fit->head_rows, ==, looks[i].rows);
        g_assert_cmpfloat_with_epsilon(fit->standing.height, looks[i].height, 1e-6);
        const BxPlaced *headline = placed_line(made, "溪水");
        g_assert_cmpfloat_with_epsilon(headline->text.line->measure, looks[i].measure, 1e-6);
        const BxPlaced *words = placed_line(made, i == 4 ? "山城" : "山城旧事");
        g_assert_cmpfloat(words->text.x, >=, head.x - 1e-6);
        g_assert_cmpfloat(words->text.y, <=, head.y + head.height);
        for (guint k = 0; k < page_of(made)->placed->len; k++) {
            const BxPlaced *item = &g_array_index(page_of(made)->placed, BxPlaced, k);
            if (item->kind != BX_PLACED_BOX)
                continue;
            const BxRect *box = &item->box.rect;
            g_assert_cmpfloat(box->x, >=, head.x - 1e-6);
            g_assert_cmpfloat(box->y, >=, head.y - 1e-6);
            g_assert_cmpfloat(box->y + box->height, <=, head.y + head.height + 1e-6);
            g_assert_cmpfloat(words->text.x, >=, box->x);
            g_assert_cmpfloat(words->text.x + 20, <=, box->x + box->width);
        }
        g_autoptr(BxDiags) none = bx_diags_new();
        BxLedger ledger = balance(made, none);
        g_assert_cmpint(ledger.printed, ==, 4 + 2 + 121);
        g_assert_cmpint(ledger.missing + ledger.unplaced + ledger.twice, ==, 0);
        const BxOutlineEntry *entry = g_ptr_array_index(page_of(made)->outline, 0);
        g_assert_cmpstr(entry->title, ==, "山城旧事　溪水");
        made_free(made);
    }
}

/* Fields of a mirrored text; flush right has become flush left. */
static void
test_furniture(void)
{
    static const struct {
        int number;
        const char *words;
    } pages[] = {
        {2, "第二版"}, {10, "第十版"}, {12, "第十二版"}, {20, "第二十版"}, {105, "第一百零五版"}};
    Made *made =
        made_new("base: sikai-4x17\npage: {mirror: true, side: verso}\n"
                 "styles: {f: {size: 9pt, align: right}}\n"
                 "furniture: [{text: '第{page_han}版{weekday}', x: 500pt, y: 0, width: 166pt, "
                 "height: 12pt, style: f}]\nslots: {a: {cols: [1, 1], rows: [2, 9]}}\n",
                 (const char *const[]){"溪水。"}, 1);
    BxPagePlan *plan = g_ptr_array_index(made->plan->pages, 0);
    for (size_t i = 0; i < G_N_ELEMENTS(pages); i++) {
        plan->number = pages[i].number;
        g_autoptr(BxComposed) furniture =
            bx_compose_furniture(made->plan, 0, made->fonts, made->diags);
        const BxSetText *set = g_ptr_array_index(furniture->texts, 0);
        const BxLine *line = g_ptr_array_index(set->lines, 0);
        g_assert_cmpstr(line->text, ==, pages[i].words); /* the issue has no date */
        g_assert_cmpint(set->style->align, ==, BX_ALIGN_LEFT);
        g_assert_cmpfloat(g_array_index(line->clusters, BxCluster, 0).x, ==, 0);
    }
    made_free(made);
}

/* The ledger is a check that can fail: a line taken off the page, one put there twice. */
static void
test_ledger(void)
{
    g_autofree char *body = han(100);
    Made *made =
        made_new("base: sikai-4x17\nslots:\n  a: {cols: [1, 1], rows: [1, 12], head: brief}\n",
                 (const char *const[]){body}, 1);
    g_autoptr(BxDiags) none = bx_diags_new();
    BxLedger whole = balance(made, none);
    g_assert_cmpint(whole.source, ==, 103);
    g_assert_cmpint(whole.printed, ==, 103);
    g_assert_cmpint(whole.missing + whole.twice + whole.overset, ==, 0);
    g_assert_cmpint(bx_diags_count(none), ==, 0);

    GArray *placed = page_of(made)->placed;
    guint last = placed->len;
    for (guint i = 0; i < placed->len; i++)
        if (g_array_index(placed, BxPlaced, i).kind == BX_PLACED_TEXT
            && g_array_index(placed, BxPlaced, i).text.slot >= 0)
            last = i;
    BxPlaced copy = g_array_index(placed, BxPlaced, last);
    g_array_append_val(placed, copy);
    g_autoptr(BxDiags) twice = bx_diags_new();
    g_assert_cmpint(balance(made, twice).twice, >, 0);
    g_assert_cmpint(bx_diags_lookup(twice, 0)->code, ==, BX_DIAG_LEDGER);

    g_array_set_size(placed, placed->len - 1);
    g_array_remove_index(placed, last);
    g_autoptr(BxDiags) lost = bx_diags_new();
    BxLedger short_by = balance(made, lost);
    g_assert_cmpint(short_by.printed, <, 103);
    g_assert_cmpint(short_by.overset + short_by.missing, ==, 103 - short_by.printed);
    made_free(made);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/page/lines-in-their-slots", test_lines);
    g_test_add_func("/page/wrap", test_wrap);
    g_test_add_func("/page/column-rule", test_column_rule);
    g_test_add_func("/page/nothing-collides", test_nothing_collides);
    g_test_add_func("/page/vertical", test_vertical);
    g_test_add_func("/page/marks", test_marks);
    g_test_add_func("/page/kicker", test_kicker);
    g_test_add_func("/page/standing", test_standing);
    g_test_add_func("/page/furniture", test_furniture);
    g_test_add_func("/page/ledger", test_ledger);
    return g_test_run();
}
