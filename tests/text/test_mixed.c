/* SPDX-License-Identifier: Apache-2.0 */
/* Mixed text: other scripts, marks and characters without a width, what no face has; inline marks of
 * the author; ruby. */

#include "setting.h"

#include <math.h>
#include <string.h>

static const BxLine *
line_of(const GPtrArray *lines, guint i)
{
    return g_ptr_array_index(lines, i);
}

static const BxCluster *
cluster_at(const BxLine *line, guint i)
{
    return &g_array_index(line->clusters, BxCluster, i);
}

static int
by_place(gconstpointer a, gconstpointer b)
{
    const BxCluster *one = a, *other = b;
    return (one->x > other->x) - (one->x < other->x);
}

/* Frames stand side by side whatever the direction, the line fills its measure. */
static void
check_frames(const BxLine *line, double measure)
{
    g_autoptr(GArray) frames = g_array_new(FALSE, FALSE, sizeof(BxCluster));
    g_array_append_vals(frames, line->clusters->data, line->clusters->len);
    g_array_sort(frames, by_place);
    double end = 0;
    for (guint i = 0; i < frames->len; i++) {
        const BxCluster *frame = &g_array_index(frames, BxCluster, i);
        g_assert_cmpfloat(frame->x, >=, end - 0.01);
        end = frame->x + frame->width;
    }
    g_test_message("%s", line->text); /* seen where an assertion fails */
    bool is_piece = true;             /* of a word that no line holds: nothing in it can open */
    for (const char *p = line->text; *p; p++)
        is_piece &= *p > 0x20;
    if (!line->is_last && !is_piece)
        g_assert_cmpfloat_with_epsilon(end, measure, 0.02 * EM);
}

/* Kinds of text that a newspaper meets, each set in several measures and both directions. */
static void
test_kinds(void)
{
    static const char *const kinds[] = {
        "他说“要‘好’的《〈云〉溪》”，（见“『通』知”）。",
        "真的？！”他问：“……好！！！”（笑）。",
        "甲——乙……丙————丁⸺戊",
        "用LED灯和R&D、5G+、hello world的Wi-Fi。",
        "99.5%、¥1,234.56、22℃±1℃、1∶500、12 345户、8:30",
        "https://www.example.com/a-b/c?d=1&e=f#g",
        "fukan@yunxi.example.com",
        "甲　乙　　丙",
        "甲\u200b乙\u200d丙\u2060丁\ufeff戊\u200e己\u00ad庚",
        "e\u0301a\u0308o\u0302\u0323水e\u0301",
        "𠮷𪛖𰀀㐀〇々",
        "👍🏽👨\u200d👩\u200d👧🇨🇳😀♥️",
        "他说السلام عليكم，又说שלום，好。",
        "سلام是开头的字",
        "溪\t水\t从\thello\tworld",
        "ｆｕｌｌ１２３ＷＩＤＴＨ！",
        "Ελληνικά、Москва、Tiếng Việt、日本語カタカナ、한국어",
        "葛\U000E0100城、辻\ufe00",
        "①②③⑴⒈㈠㊣Ⅳ№℡㎡",
        "①Å∞≠≤→←↑↓■□●○△※",
        "\r\n溪水\n从山上",
        "\u2028溪\u2029水\xc2\x85从",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
        for (int measure = 5; measure <= 40; measure += 7)
            for (int vertical = 0; vertical <= 1; vertical++) {
                g_autofree char *words =
                    g_strconcat("溪水从山上下来", kinds[i], "入江，溪水从山上。", NULL);
                Words how = plain_words(words, measure);
                how.is_vertical = vertical;
                g_autoptr(Set) set = set_new(&how);
                g_autoptr(GPtrArray) lines = set_lines(set, 0);
                int n_chars = 0;
                for (guint k = 0; k < lines->len; k++) {
                    const BxLine *line = line_of(lines, k);
                    n_chars += line->end_char - line->start_char;
                    bool ends_by_hand = strpbrk(words, "\n\x0b\x0c") || strstr(words, "\u2028");
                    if (!line->is_overfull && measure >= 12 && !ends_by_hand)
                        check_frames(line, set->measure);
                }
                g_assert_cmpint(n_chars, ==, set->text->n_chars);
            }
}

/* A paragraph runs from left to right though it begins with a word that does not; marks between two
 * such words are those of the Chinese sentence. */
static void
test_right_to_left(void)
{
    Words how = plain_words("سلام是“שלום”，“سلام”。", 60);
    g_autoptr(Set) set = set_new(&how);
    g_autoptr(GPtrArray) lines = set_lines(set, 0);
    const BxLine *line = line_of(lines, 0);
    double last = -1;
    const char *p = line->text;
    int n_backward = 0;
    for (guint i = 0; i < line->clusters->len; i++) {
        gunichar c = g_utf8_get_char(p);
        p += cluster_at(line, i)->n_bytes;
        if (g_unichar_get_script(c) == G_UNICODE_SCRIPT_HAN || c >= 0x2010) {
            g_assert_cmpfloat(cluster_at(line, i)->x, >, last);
            last = cluster_at(line, i)->x;
        }
    }
    for (guint i = 0; i < line->runs->len; i++) {
        const BxRun *run = &g_array_index(line->runs, BxRun, i);
        n_backward += run->is_backward;
        for (int k = run->start_glyph; run->is_backward && k + 1 < run->start_glyph + run->n_glyphs;
             k++)
            g_assert_cmpfloat(g_array_index(line->glyphs, BxGlyph, k).x, <=,
                              g_array_index(line->glyphs, BxGlyph, k + 1).x + 0.01);
    }
    g_assert_cmpint(n_backward, ==, 3);
    check_frames(line, set->measure);
}

/* No face has it: said with its place, and a frame is kept for a box. */
static void
test_missing(void)
{
    Words how = plain_words("溪水\ue000从\U0010FFFD山", 60);
    g_autoptr(Set) set = set_new(&how);
    g_autoptr(GPtrArray) lines = set_lines(set, 0);
    g_assert_cmpint(count_diags(set, BX_DIAG_GLYPH_MISSING), ==, 2);
    bool is_missing = false;
    for (guint i = 0; i < line_of(lines, 0)->runs->len; i++)
        is_missing |= g_array_index(line_of(lines, 0)->runs, BxRun, i).is_missing;
    g_assert_true(is_missing);
    g_assert_cmpfloat(cluster_at(line_of(lines, 0), 2)->width, >=, 0.5 * EM);
    Words plain =
        plain_words("a\tb\u2003c\u200bd\u200ee\u2060f\u00adg", 60); /* nothing is missing here */
    g_autoptr(Set) blank = set_new(&plain);
    g_assert_cmpint(count_diags(blank, BX_DIAG_GLYPH_MISSING), ==, 0);
}

static Words
marked(const char *words, unsigned marks, int from, int to)
{
    Words how = plain_words(words, 10);
    how.marks = marks;
    how.marked_from = from;
    how.marked_to = to;
    return how;
}

/* MK-1: dots under Han alone, in the middle of each, on both sides of a line end. */
static void
test_dots(void)
{
    Words how = marked("溪水从山上，下来AB入江绕过县城的北门", BX_MARK_DOTS, 2, 14);
    for (int vertical = 0; vertical <= 1; vertical++) {
        how.is_vertical = vertical;
        g_autoptr(Set) set = set_new(&how);
        g_autoptr(GPtrArray) lines = set_lines(set, 0);
        int n = 0;
        for (guint k = 0; k < lines->len; k++) {
            const BxLine *line = line_of(lines, k);
            for (guint i = 0; line->sidelines && i < line->sidelines->len; i++, n++) {
                const BxSideline *dot = &g_array_index(line->sidelines, BxSideline, i);
                g_assert_cmpint(dot->kind, ==, BX_SIDELINE_DOT);
                g_assert_cmpfloat_with_epsilon(dot->x1 - dot->x0, EM, 0.01);
                g_assert_true(vertical ? dot->y < -0.5 * EM : dot->y > 0.12 * EM);
            }
        }
        g_assert_cmpint(n, ==, vertical ? 11 : 9); /* AB stand upright there */
    }
}

/* MK-2: a line under the whole name and no more, in two pieces over a line end. */
static void
test_names(void)
{
    Words how = marked("溪水从山上下来入江绕过县城的北门", BX_MARK_NAME, 8, 12);
    g_autoptr(Set) set = set_new(&how);
    g_autoptr(GPtrArray) lines = set_lines(set, 0);
    double length = 0;
    for (guint k = 0; k < lines->len; k++) {
        const BxLine *line = line_of(lines, k);
        for (guint i = 0; line->sidelines && i < line->sidelines->len; i++) {
            const BxSideline *stroke = &g_array_index(line->sidelines, BxSideline, i);
            g_assert_cmpint(stroke->kind, ==, BX_SIDELINE_STRAIGHT);
            length += stroke->x1 - stroke->x0;
        }
    }
    g_assert_cmpfloat_with_epsilon(length, (4 - 2 * 0.1) * EM, 0.05);
    Words title = marked("溪水从山上下来", BX_MARK_TITLE, 1, 3);
    g_autoptr(Set) wavy = set_new(&title);
    g_autoptr(GPtrArray) wavy_lines = set_lines(wavy, 0);
    g_assert_cmpint(line_of(wavy_lines, 0)->sidelines->len, ==, 1);
    g_assert_cmpint(g_array_index(line_of(wavy_lines, 0)->sidelines, BxSideline, 0).kind, ==,
                    BX_SIDELINE_WAVY);
}

/* MK-3: the style refuses them without a quarter em between its lines. */
static void
test_marks_need_room(void)
{
    for (int room = 0; room <= 1; room++) {
        Words how = marked("溪水从山上", BX_MARK_DOTS, 1, 3);
        how.style.pitch.value = room ? 11.25 : 11.2;
        g_autoptr(Set) set = set_new(&how);
        g_assert_cmpint(count_diags(set, BX_DIAG_MARKS_NO_ROOM), ==, !room);
    }
}

/* Emphasis and strong change the face, scripts the size and the height. */
static void
test_faces(void)
{
    static const struct {
        unsigned mark;
        double size; /* em of its frames */
        int rise;    /* sign: up is negative */
    } rows[] = {{BX_MARK_EMPHASIS, 1, 0},
                {BX_MARK_STRONG, 1, 0},
                {BX_MARK_SUPER, 0.6, -1},
                {BX_MARK_SUB, 0.6, 1},
                {BX_MARK_SMALL, 0.8, 0}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Words how = marked("溪水从山上", rows[i].mark, 1, 3);
        g_autoptr(Set) set = set_new(&how);
        g_autoptr(GPtrArray) lines = set_lines(set, 0);
        const BxLine *line = line_of(lines, 0);
        g_assert_cmpint(line->runs->len, ==, 3);
        const BxRun *first = &g_array_index(line->runs, BxRun, 0), *second = first + 1;
        g_assert_true(first->font != second->font || first->size != second->size);
        g_assert_cmpfloat_with_epsilon(second->size, rows[i].size * EM, 0.01);
        g_assert_cmpfloat_with_epsilon(cluster_at(line, 1)->width, rows[i].size * EM, 0.01);
        double y = g_array_index(line->glyphs, BxGlyph, second->start_glyph).y;
        g_assert_true(rows[i].rise == 0 ? fabs(y) < 0.01 : y * rows[i].rise > 0.05 * EM);
    }
    Words how = marked("用“，好”的", BX_MARK_SUPER, 1, 5); /* marks in it are of its size */
    g_autoptr(Set) set = set_new(&how);
    g_autoptr(GPtrArray) lines = set_lines(set, 0);
    g_assert_cmpfloat_with_epsilon(cluster_at(line_of(lines, 0), 1)->width, 0.6 * EM, 0.01);
}

static Set *
set_ruby(const char *words, const char *const *readings, int n, int first, double measure)
{
    static Words how;
    how = plain_words(words, measure);
    how.style.pitch.value = 14;
    how.rubies = readings;
    how.n_rubies = n;
    how.first_ruby = first;
    return set_new(&how);
}

/* MK-4: a reading is half the size, over the middle of its character, a quarter em from the next one,
 * over its neighbours by a quarter em at most, and never outside the line. */
static void
test_ruby(void)
{
    static const char *const readings[] = {"zhuāng", "shuāng", "chuáng"};
    g_autoptr(Set) set = set_ruby("庄双床从山上下来", readings, 3, 0, 20);
    g_autoptr(GPtrArray) lines = set_lines(set, 0);
    const BxLine *line = line_of(lines, 0);
    g_assert_cmpint(line->rubies->len, ==, 3);
    double end = 0;
    for (guint i = 0; i < 3; i++) {
        const BxRubyPlace *ruby = &g_array_index(line->rubies, BxRubyPlace, i);
        g_assert_cmpfloat_with_epsilon(ruby->line->size, EM / 2, 0.01);
        g_assert_cmpfloat(ruby->x, >=, end - 0.01);
        end = ruby->x + ruby->line->width + 0.25 * EM;
        const BxCluster *base = cluster_at(line, i);
        if (i == 1)
            g_assert_cmpfloat_with_epsilon(ruby->x + ruby->line->width / 2,
                                           base->x + base->width / 2, 0.01);
    }
    static const char *const one[] = {"zhuāng"};
    g_autoptr(Set) alone = set_ruby("溪庄水", one, 1, 1, 20);
    g_autoptr(GPtrArray) alone_lines = set_lines(alone, 0);
    const BxRubyPlace *over = &g_array_index(line_of(alone_lines, 0)->rubies, BxRubyPlace, 0);
    g_assert_cmpfloat(over->x, >=,
                      cluster_at(line_of(alone_lines, 0), 0)->width - 0.25 * EM - 0.01);
    g_autoptr(Set) edge = set_ruby("庄，水", one, 1, 0, 20); /* the line begins, a mark follows */
    g_autoptr(GPtrArray) edge_lines = set_lines(edge, 0);
    const BxRubyPlace *at_edge = &g_array_index(line_of(edge_lines, 0)->rubies, BxRubyPlace, 0);
    g_assert_cmpfloat(at_edge->x, >=, -0.01);
    g_assert_cmpfloat(at_edge->x + at_edge->line->width, <=,
                      cluster_at(line_of(edge_lines, 0), 1)->x + 0.01);
}

/* Seconds to prepare, shape, break and set so many characters of this. */
static double
time_of(const char *unit, int n_bytes)
{
    g_autoptr(GString) words = g_string_new(NULL);
    while ((int)words->len < n_bytes)
        g_string_append(words, unit);
    Words how = plain_words(words->str, 13);
    how.kind = BX_PREPARE_BODY;
    double start = cpu_seconds();
    g_autoptr(Set) set = set_new(&how);
    g_autoptr(GPtrArray) lines = set_lines(set, 0);
    return cpu_seconds() - start;
}

/* Ten times the text takes about ten times as long, whatever it is. */
static void
test_time(void)
{
    static const char *const units[] = {
        "甲",          "甲，",   "甲,",           "A",        "a.",     "a@",      "1°",  "1%",
        "1 234 ",      "第1",    "1亿",           "(",        "((a)",   "\"",      "'",   "“",
        "——",          ".",      "\u0301",        "e\u0301",  "\u200b", " ",       "甲 ", "　",
        "سلام",        "سلام是", "\u202ba\u202c", "👍🏽", "🇨",      "👨\u200d", "\n",  "甲\n",
        "https://a.b/"};
    for (size_t i = 0; i < G_N_ELEMENTS(units); i++) {
        double tenth = time_of(units[i], 8000), whole = time_of(units[i], 80000);
        g_test_message("%s: %.3f s, %.3f s", units[i], tenth, whole);
        g_assert_cmpfloat(whole, <, MAX(0.5, 35 * tenth));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    open_fonts();
    g_test_add_func("/mixed/kinds", test_kinds);
    g_test_add_func("/mixed/right-to-left", test_right_to_left);
    g_test_add_func("/mixed/missing", test_missing);
    g_test_add_func("/mixed/dots", test_dots);
    g_test_add_func("/mixed/names", test_names);
    g_test_add_func("/mixed/marks-need-room", test_marks_need_room);
    g_test_add_func("/mixed/faces", test_faces);
    g_test_add_func("/mixed/ruby", test_ruby);
    g_test_add_func("/mixed/time", test_time);
    int failed = g_test_run();
    close_fonts();
    return failed;
}
