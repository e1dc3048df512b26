/* SPDX-License-Identifier: Apache-2.0 */
/* Copyfitting by its behaviours: what must stay together (PA-5 … PA-7), columns level (PA-8), slots filled by
 * what the layout leaves open (PA-9), and what is said of text that does not fit. */

#include "body_lines.h"

#define GRID "base: sikai-4x17\n"
#define BARE "head: none, "

static Made *
made_with(const char *slot, const char *body)
{
    g_autofree char *layout = g_strdup_printf(GRID "slots:\n  a: {%s}\n", slot);
    return made_new(layout, (const char *const[]){body}, 1);
}

/* Characters that make n lines of 17, the first of them indented by two: the last one half full. */
static char *
lines_of(int n)
{
    return han(17 * n - 2 - 9);
}

static const BodyLine *
line_at(const GArray *lines, guint i)
{
    return &g_array_index(lines, BodyLine, i);
}

/* ---- what stays together ---- */

/* PA-5: wherever the columns cut a text of two paragraphs, no line of either stands alone. */
static void
test_no_line_alone(void)
{
    for (int n = 3; n <= 9; n++)
        for (int rows = 6; rows <= 10; rows++) {
            g_autofree char *first = lines_of(n), *second = lines_of(2 * rows - n);
            g_autofree char *slot =
                g_strdup_printf("cols: [1, 2], rows: [1, %d], balance: false, " BARE, rows + 1);
            g_autofree char *body = body_of(first, second, NULL);
            Made *made = made_with(slot, body);
            g_autoptr(GArray) lines = body_lines(made, 0);
            for (guint i = 1; i < lines->len; i++) {
                const BodyLine *line = line_at(lines, i);
                if (line->slot.leg == line_at(lines, i - 1)->slot.leg)
                    continue;
                g_assert_false(line->is_last && !line->is_first);                   /* a widow */
                g_assert_false(line_at(lines, i - 1)->is_first && !line->is_first); /* an orphan */
            }
            made_free(made);
        }
}

/* PA-6: a crosshead that would come to the foot of a column goes over to the next with its text. */
static void
test_crosshead_keeps_its_text(void)
{
    for (int before = 2; before <= 12; before++) {
        g_autofree char *first = lines_of(before), *second = lines_of(12);
        g_autofree char *body = body_of(first, "## 溪水来了", second, NULL);
        Made *made = made_with("cols: [1, 2], rows: [1, 13], balance: false, " BARE, body);
        g_autoptr(GArray) lines = body_lines(made, 0);
        bool is_seen = false;
        for (guint i = 0; i + 2 < lines->len; i++) {
            const BodyLine *line = line_at(lines, i);
            if (!line->is_crosshead)
                continue;
            is_seen = true;
            for (guint k = 1; k <= 2; k++) {
                const BodyLine *under = line_at(lines, i + k);
                g_assert_cmpint(under->slot.leg, ==, line->slot.leg);
                g_assert_cmpint(under->slot.row, ==,
                                line->slot.row + line->set->n_slots + (int)k - 1);
            }
        }
        g_assert_true(is_seen);
        made_free(made);
    }
}

/* GR-6: a crosshead of two lines takes a row more than the layout gives one of one line. */
static void
test_crosshead_of_two_lines(void)
{
    g_autofree char *text = lines_of(6);
    static const struct {
        const char *words;
        int rows;
    } heads[] = {{"## 溪水来了", 2}, {"## 溪水从山上下来就到了城里人的家门口", 3}};
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
        g_autofree char *body = body_of(text, heads[i].words, text, NULL);
        Made *made = made_with("cols: [1, 1], rows: [1, 16], " BARE, body);
        g_autoptr(GArray) lines = body_lines(made, 0);
        const BodyLine *crosshead = line_at(lines, 6);
        g_assert_true(crosshead->is_crosshead);
        g_assert_cmpint(crosshead->set->n_slots, ==, heads[i].rows);
        g_assert_cmpint(crosshead->set->lines->len, ==, heads[i].rows - 1);
        made_free(made);
    }
}

/* ---- level columns ---- */

/* PA-8: whatever the number of lines, the columns are at most a row apart. */
static void
test_columns_end_level(void)
{
    for (int n = 9; n <= 24; n++) {
        g_autofree char *first = lines_of(n / 2), *second = lines_of(n - n / 2);
        g_autofree char *body = body_of(first, second, NULL);
        Made *made = made_with("cols: [1, 3], rows: [1, 12], " BARE, body);
        int depths[3], sum = 0;
        for (int l = 0; l < 3; l++)
            sum += depths[l] = depth_of_leg(made, 0, l);
        g_assert_cmpint(MAX(MAX(depths[0], depths[1]), depths[2])
                            - MIN(MIN(depths[0], depths[1]), depths[2]),
                        <=, 1);
        g_assert_cmpint(ABS(sum - n), <=, 2); /* a line squeezed out, put in or left empty */
        made_free(made);
    }
}

/* `balance: false`: the text fills column after column. */
static void
test_columns_left_alone(void)
{
    g_autofree char *text = lines_of(14);
    Made *made = made_with("cols: [1, 3], rows: [1, 12], balance: false, " BARE, text);
    g_assert_cmpint(depth_of_leg(made, 0, 0), ==, 12);
    g_assert_cmpint(depth_of_leg(made, 0, 2), ==, 0);
    made_free(made);
}

/* ---- what fills a slot ---- */

/* Lines that copyfitting put into the paragraphs of a story, or took out. */
static int
lines_changed(const BxComposed *story)
{
    int delta = 0;
    for (guint i = 0; i < story->changes->len; i++) {
        const BxChange *change = &g_array_index(story->changes, BxChange, i);
        g_assert_cmpint(change->kind, ==, BX_CHANGE_PARAGRAPH);
        g_assert_cmpfloat(change->cost, >, 0);
        delta += change->delta;
    }
    return delta;
}

/* PA-9 ①: a text of a line too much is squeezed into its slot where a paragraph gives one; of a line too little
 * it is opened. The ways that it takes are told of. */
static void
test_paragraphs_give_and_take(void)
{
    int n_won = 0, n_put_in = 0;
    for (int tail = 0; tail < 20; tail++) {
        g_autofree char *end = han(tail);
        g_autofree char *paragraph = g_strdup_printf(
            "溪水从山上下来，溪、水从山（上）下来，“溪水”从山上下来；溪水，从山上下来，溪水从山"
            "上下来，溪、水从山（上）下来，“溪水”从山上下来；溪水，从山上下来，%s",
            end);
        g_autofree char *body = body_of(paragraph, paragraph, paragraph, paragraph, NULL);
        Made *deep = made_with("cols: [1, 1], rows: [1, 60], balance: false, " BARE, body);
        g_autoptr(GArray) natural = body_lines(deep, 0);
        for (int more = -1; more <= 1; more += 2) {
            g_autofree char *slot =
                g_strdup_printf("cols: [1, 1], rows: [1, %d], " BARE, (int)natural->len + more);
            Made *made = made_with(slot, body);
            const BxComposed *story = story_of(made, 0);
            int delta = lines_changed(story);
            g_assert_cmpint(delta, ==, more + story->overset_lines - story->underset_lines);
            n_won += delta < 0;
            n_put_in += delta > 0;
            made_free(made);
        }
        made_free(deep);
    }
    g_assert_cmpint(n_won, >, 0);
    g_assert_cmpint(n_put_in, >, 0);
}

/* PA-9 ③: the picture takes the rows that the text leaves, inside its range and no further. */
static void
test_picture_range(void)
{
    static const struct {
        int lines, rows;
    } cases[] = {{30, 10}, {28, 12}, {25, 15}, {24, 16}, {20, 16}, {32, 8}, {33, 8}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = lines_of(cases[i].lines);
        g_autofree char *body = body_of("![](p.png){cols=1 lines=8-16 at=top}", text, NULL);
        Made *made = made_with("cols: [1, 1], rows: [1, 40], " BARE, body);
        g_assert_cmpint(fit_of(made, 0, 0)->depths[0].rows, ==, cases[i].rows);
        g_assert_cmpint(count_diags(made, BX_DIAG_OVERSET), ==, cases[i].lines > 32);
        bool is_natural = cases[i].rows == fit_of(made, 0, 0)->figures[0].natural_rows;
        bool is_told = false;
        for (guint k = 0; k < story_of(made, 0)->changes->len; k++)
            is_told |=
                g_array_index(story_of(made, 0)->changes, BxChange, k).kind == BX_CHANGE_FIGURE;
        g_assert_true(is_told != is_natural);
        made_free(made);
    }
}

/* `head_lines: [least, most]`: a head takes the rows that the text leaves, and never fewer than it needs. */
static void
test_head_range(void)
{
    static const int lines[] = {30, 33, 34, 35, 36};
    for (size_t i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autofree char *text = lines_of(lines[i]);
        Made *made =
            made_with("cols: [1, 1], rows: [1, 40], head: brief, head_lines: [2, 7]", text);
        const BxPartFit *fit = fit_of(made, 0, 0);
        int wanted = CLAMP(40 - lines[i], fit->head_natural, 7);
        g_assert_cmpint(fit->head_rows, ==, wanted);
        made_free(made);
    }
}

/* PA-9 ②: crossheads of a range take another row each, one by one. */
static void
test_crosshead_range(void)
{
    for (int spare = 0; spare <= 3; spare++) {
        g_autofree char *text = lines_of(5);
        g_autofree char *body = body_of(text, "## 溪水", text, "## 山水", text, NULL);
        g_autofree char *layout =
            g_strdup_printf(GRID "crosshead: {style: crosshead, lines: [2, 3]}\nslots:\n"
                                 "  a: {cols: [1, 1], rows: [1, %d], head: none}\n",
                            19 + spare);
        Made *made = made_new(layout, (const char *const[]){body}, 1);
        g_autoptr(GArray) lines = body_lines(made, 0);
        int rows = 0;
        for (guint i = 0; i < lines->len; i++)
            rows += line_at(lines, i)->is_crosshead ? line_at(lines, i)->set->n_slots : 0;
        g_assert_cmpint(rows, ==, 4 + MIN(spare, 2));
        made_free(made);
    }
}

/* ---- what does not fit ---- */

/* The report says by how many lines and characters, and from which character on. */
static void
test_overset_is_counted(void)
{
    for (int over = 1; over <= 7; over += 3) {
        g_autofree char *text = lines_of(12 + over);
        Made *made = made_with("cols: [1, 1], rows: [1, 12], " BARE, text);
        const BxComposed *story = story_of(made, 0);
        g_assert_cmpint(story->overset_lines, ==, over);
        g_assert_cmpint(story->overset_chars, ==, 17 * over - 8); /* with the stop */
        g_assert_cmpint(story->overset_pos.line, ==, 5);
        g_assert_cmpint(story->overset_pos.column, ==, 17 * 12 - 2 + 1);
        g_assert_cmpint(count_diags(made, BX_DIAG_OVERSET), ==, 1);
        made_free(made);
    }
}

/* PG-8: an empty foot is told of, a row that cannot be shared out is not. */
static void
test_underset_is_told(void)
{
    static const struct {
        int lines, told;
    } cases[] = {{36, 0}, {33, 0}, {30, 1}, {12, 1}};
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = lines_of(cases[i].lines);
        Made *made = made_with("cols: [1, 3], rows: [1, 12], " BARE, text);
        g_assert_cmpint(count_diags(made, BX_DIAG_UNDERSET), ==, cases[i].told);
        made_free(made);
    }
}

/* A text without a single slot is overset as a whole, and lost is nothing. */
static void
test_no_slot_at_all(void)
{
    g_autofree char *text = lines_of(3);
    Made *made = made_with("cols: [1, 4], rows: [1, 9], head: lead, head_lines: 9", text);
    g_assert_cmpint(story_of(made, 0)->slots->len, ==, 0);
    g_assert_cmpint(count_diags(made, BX_DIAG_OVERSET), ==, 1);
    made_free(made);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/copyfit/no-line-alone", test_no_line_alone);
    g_test_add_func("/copyfit/crosshead-keeps-its-text", test_crosshead_keeps_its_text);
    g_test_add_func("/copyfit/crosshead-of-two-lines", test_crosshead_of_two_lines);
    g_test_add_func("/copyfit/columns-end-level", test_columns_end_level);
    g_test_add_func("/copyfit/columns-left-alone", test_columns_left_alone);
    g_test_add_func("/copyfit/paragraphs-give-and-take", test_paragraphs_give_and_take);
    g_test_add_func("/copyfit/picture-range", test_picture_range);
    g_test_add_func("/copyfit/head-range", test_head_range);
    g_test_add_func("/copyfit/crosshead-range", test_crosshead_range);
    g_test_add_func("/copyfit/overset-is-counted", test_overset_is_counted);
    g_test_add_func("/copyfit/underset-is-told", test_underset_is_told);
    g_test_add_func("/copyfit/no-slot-at-all", test_no_slot_at_all);
    return g_test_run();
}
