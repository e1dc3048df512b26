/* SPDX-License-Identifier: Apache-2.0 */
/* Total fit: the cheapest way, the ways of other line counts, measures that vary, squeeze and stretch
 * in their order, time that grows with the text. */

#include "setting.h"

#include <math.h>
#include <string.h>

static char *
repeated(const char *words, int n)
{
    GString *text = g_string_new(NULL);
    for (int i = 0; i < n; i++)
        g_string_append(text, words);
    return g_string_free(text, FALSE);
}

static const char sentence[] = "溪水从山上下来，入江，绕过县城的北门，又流进田里。";

/* Every count is what a search for it alone finds, its breaks are legal and cost what is said. */
static void
check_counts(const Set *set, const BxMeasures *measures, int reach)
{
    const BxShaped *shaped = set->paragraph->shaped;
    g_autoptr(BxLineCounts) counts = bx_line_counts(shaped, measures, reach);
    const BxLineCount *natural = &g_array_index(counts->counts, BxLineCount, counts->natural);
    g_autoptr(BxBreaks) best = bx_choose_breaks(shaped, measures, 0);
    g_assert_cmpint(natural->n_lines, ==, best->lines->len);
    g_assert_cmpfloat_with_epsilon(natural->cost, best->cost, 1e-9);
    for (guint i = 0; i < counts->counts->len; i++) {
        const BxLineCount *count = &g_array_index(counts->counts, BxLineCount, i);
        g_autoptr(BxBreaks) breaks = bx_break_into(counts, (int)i);
        int looseness = count->n_lines - natural->n_lines;
        g_autoptr(BxBreaks) alone = bx_choose_breaks(shaped, measures, looseness);
        g_assert_cmpint(ABS(looseness), <=, reach);
        g_assert_cmpint(breaks->lines->len, ==, count->n_lines);
        g_assert_cmpfloat(breaks->cost, ==, count->cost);
        g_assert_cmpint(alone->lines->len, ==, count->n_lines);
        g_assert_cmpfloat_with_epsilon(alone->cost, count->cost, 1e-9);
        g_assert_cmpfloat(count->cost, >=, natural->cost);
        g_autoptr(GPtrArray) lines = bx_justify_lines(shaped, breaks, set->diags);
        double widest = 0;
        for (guint k = 0; k < lines->len; k++)
            widest = MAX(widest, ((const BxLine *)g_ptr_array_index(lines, k))->stretch_em);
        g_assert_cmpfloat_with_epsilon(widest, count->stretch_em, 1e-6);
        g_autofree char *joined = join_lines(lines, "");
        g_assert_cmpstr(joined, ==, set->text->text);
    }
}

static void
test_counts(void)
{
    g_autofree char *words = repeated(sentence, 24);
    Words how = plain_words(words, 13);
    g_autoptr(Set) set = set_new(&how);
    const BxMeasures measures = {&set->measure, 1};
    g_autoptr(BxLineCounts) counts = bx_line_counts(set->paragraph->shaped, &measures, 3);
    g_assert_cmpint(counts->natural, >=, 1); /* fewer lines can be had, and three more */
    g_assert_cmpint(counts->counts->len, ==, counts->natural + 4);
    for (int reach = 1; reach <= 3; reach++)
        check_counts(set, &measures, reach);
}

/* A paragraph that can come out one way only says so. */
static void
test_counts_of_one_line(void)
{
    Words how = plain_words("溪水", 13);
    g_autoptr(Set) set = set_new(&how);
    const BxMeasures measures = {&set->measure, 1};
    check_counts(set, &measures, 2);
    g_autoptr(BxLineCounts) counts = bx_line_counts(set->paragraph->shaped, &measures, 2);
    g_assert_cmpint(counts->counts->len, ==, 1);
}

/* Text round a picture: every line is as wide as its own measure, with every count. */
static void
test_measures_vary(void)
{
    g_autofree char *words = repeated(sentence, 20);
    Words how = plain_words(words, 9);
    g_autoptr(Set) set = set_new(&how);
    const double widths[] = {20 * EM, 20 * EM, 9 * EM, 9 * EM, 13.5 * EM, 20 * EM};
    const BxMeasures measures = {widths, 6};
    g_autoptr(GPtrArray) lines = bx_paragraph_set(set->paragraph, &measures, 0, set->diags);
    for (guint i = 0; i + 1 < lines->len; i++)
        g_assert_cmpfloat_with_epsilon(((const BxLine *)g_ptr_array_index(lines, i))->width,
                                       bx_measure_of(&measures, (int)i), 0.02 * EM);
    check_counts(set, &measures, 1);
    check_counts(set, &measures, 2);
}

/* ---- the order of squeezing and stretching ---- */

/* Marks and gaps of a line, em. */
typedef struct {
    double space, bracket, pause, gap, stop; /* word space, 《, ，, Han–Western gap, 。 */
    double han, inner;                       /* steps between two Han, from Han to a mark */
} Seen;

/* Has, beside Han, a word space of 0.256 em, three brackets, two pauses, two gaps and a stop. */
static const char all_kinds[] = "溪水用（hello world）的《溪，水》，从山。上下AB溪水";

/* The line as if broken off from a longer text, `more` em wider than it stands. */
static BxLine *
line_by(const Set *set, double more)
{
    const BxShaped *shaped = set->paragraph->shaped;
    int n = (int)shaped->cells->len;
    g_autoptr(BxBreaks) breaks = g_new0(BxBreaks, 1);
    breaks->lines = g_array_new(FALSE, FALSE, sizeof(BxBreak));
    BxBreak line = {.end = n, .last = n - 1};
    line.measure = bx_fit_line(shaped, 0, n - 1).natural + more * EM;
    shaped->breaks[n - 1] = 0; /* it goes on */
    g_array_append_val(breaks->lines, line);
    g_array_append_val(breaks->lines, line);
    g_autoptr(GPtrArray) lines = bx_justify_lines(shaped, breaks, set->diags);
    return g_ptr_array_steal_index(lines, 0);
}

static bool
is_han(gunichar c)
{
    return c >= 0x4E00 && c < 0xA000;
}

static Seen
look_at(const BxLine *line)
{
    Seen seen = {0};
    const char *p = line->text;
    for (guint i = 0; i + 1 < line->clusters->len; i++) {
        const BxCluster *now = &g_array_index(line->clusters, BxCluster, i);
        gunichar c = g_utf8_get_char(p), next = g_utf8_get_char(p + now->n_bytes);
        double step = (now[1].x - now->x) / EM, width = now->width / EM;
        p += now->n_bytes;
        if (c == ' ')
            seen.space = step;
        else if (c == 0x300A)
            seen.bracket = width;
        else if (c == 0xFF0C)
            seen.pause = width;
        else if (c == 0x3002)
            seen.stop = width;
        else if (is_han(c) && next < 0x80)
            seen.gap = step - width;
        else if (is_han(c) && is_han(next))
            seen.han = step;
        else if (is_han(c) && next == 0xFF0C)
            seen.inner = step;
    }
    return seen;
}

static Seen
adjusted(const char *words, double more, bool squeeze_stops)
{
    Words how = plain_words(words, 100);
    how.style.squeeze_stops = squeeze_stops;
    g_autoptr(Set) set = set_new(&how);
    g_autoptr(BxLine) line = line_by(set, more);
    return look_at(line);
}

#define SAME(a, b) g_assert_cmpfloat_with_epsilon(a, b, 0.0015)

/* JU-2: each step is used up before the next one begins; 。 only where the style allows. */
static void
test_squeeze_order(void)
{
    Seen seen = adjusted(all_kinds, -0.003, true); /* ① can take 0.006 em */
    g_assert_cmpfloat(seen.space, <, 0.2545);
    SAME(seen.bracket, 1);
    seen = adjusted(all_kinds, -0.006 - 0.75, true); /* ③ can take 1.5 */
    SAME(seen.space, 0.25);
    SAME(seen.bracket, 0.75);
    SAME(seen.pause, 1);
    seen = adjusted(all_kinds, -0.006 - 1.5 - 0.5, true); /* ④ can take 1 */
    SAME(seen.bracket, 0.5);
    SAME(seen.pause, 0.75);
    SAME(seen.gap, 0.25);
    seen = adjusted(all_kinds, -0.006 - 2.5 - 0.125, true); /* ⑤ can take 0.25 */
    SAME(seen.pause, 0.5);
    SAME(seen.gap, 0.1875);
    SAME(seen.stop, 1);
    seen = adjusted(all_kinds, -0.006 - 2.75 - 0.25, true); /* ⑥ can take 0.5 */
    SAME(seen.gap, 0.125);
    SAME(seen.stop, 0.75);
    SAME(seen.han, 1); /* JU-8 */
    seen = adjusted(all_kinds, -0.006 - 2.75 - 0.25, false);
    SAME(seen.stop, 1);
}

/* JU-3, JU-7: word space, gap, then all positions alike but for the inner sides of marks. */
static void
test_stretch_order(void)
{
    Seen seen = adjusted(all_kinds, 0.2, false); /* ① can give 0.244 em */
    SAME(seen.space, 0.456);
    SAME(seen.gap, 0.25);
    seen = adjusted(all_kinds, 0.244 + 0.1, false); /* ② can give 0.083 to each of two */
    SAME(seen.space, 0.5);
    SAME(seen.gap, 0.3);
    SAME(seen.han, 1);
    seen = adjusted(all_kinds, 0.244 + 0.1667 + 0.9, false);
    g_assert_cmpfloat(seen.han, >, 1.05);
    SAME(seen.space, 0.5);
    SAME(seen.gap - 1.0 / 3, seen.han - 1); /* ③ reaches the gaps as it does the Han … */
    SAME(seen.inner, 1);
    seen = adjusted(all_kinds, 0.244 + 0.1667 + 4.5, false);
    SAME(seen.gap, 0.5); /* … up to the hard limit */
    g_assert_cmpfloat(seen.han, >, 1.25);
}

/* A style with another gap has the same limits. */
static void
test_autospace(void)
{
    Words how = plain_words("溪水AB溪水CD从山上", 100);
    how.style.autospace_em = 0.125;
    g_autoptr(Set) set = set_new(&how);
    for (int i = 0; i < 3; i++) {
        static const double more[] = {0, 0.4, 0.8333}, wanted[] = {0.125, 0.225, 1.0 / 3};
        g_autoptr(BxLine) line = line_by(set, more[i]);
        SAME(look_at(line).gap, wanted[i]);
        SAME(look_at(line).han, 1);
    }
}

/* JU-4: nothing opens inside units, in Western runs, beside connectors and solidi. */
static void
test_solid_places(void)
{
    static const char *const solid[] = {"甲——乙", "甲……乙", "甲99.5%乙", "甲—乙",
                                        "甲～乙", "甲–乙",  "甲／乙"};
    for (size_t i = 0; i < G_N_ELEMENTS(solid); i++) {
        g_autofree char *words = g_strconcat(solid[i], "溪水从山上下来", NULL);
        Words how = plain_words(words, 100);
        g_autoptr(Set) set = set_new(&how);
        g_autoptr(BxLine) natural = line_by(set, 0);
        g_autoptr(BxLine) open = line_by(set, 1.2);
        int n_solid = 0;
        for (guint k = 0; k + 1 < natural->clusters->len; k++) {
            const BxCluster *a = &g_array_index(natural->clusters, BxCluster, k);
            const BxCluster *b = &g_array_index(open->clusters, BxCluster, k);
            n_solid += fabs((a[1].x - a->x) - (b[1].x - b->x)) < 0.001 * EM;
        }
        /* …… is two frames with no room between; a connector has none on either side */
        static const int wanted[] = {0, 1, 4, 2, 2, 2, 2};
        g_assert_cmpint(n_solid, ==, wanted[i]);
    }
}

/* PU-9: one pause or full stop may hang by half an em where the style says so. */
static void
test_hanging(void)
{
    static const struct {
        const char *words;
        bool hangs;
    } rows[] = {{"溪水从山上下来，", true},  {"溪水从山上下来。", true}, {"溪水从山上下来、", true},
                {"溪水从山上下来！", false}, {"溪水从山上下”。", true},  {"溪水从山上下来”", false},
                {"溪水从山上下。）", false}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        for (int hang = 0; hang <= 1; hang++) {
            Words how = plain_words(rows[i].words, 100);
            how.style.hang = hang;
            g_autoptr(Set) set = set_new(&how);
            g_autoptr(BxLine) line = line_by(set, -0.5);
            g_assert_true(line->is_overfull == !(hang && rows[i].hangs));
        }
}

/* ---- last lines ---- */

static char *
last_line(const char *words, double measure)
{
    Words how = plain_words(words, measure);
    g_autoptr(Set) set = set_new(&how);
    g_autoptr(GPtrArray) lines = set_lines(set, 0);
    return g_strdup(((const BxLine *)g_ptr_array_index(lines, lines->len - 1))->text);
}

/* PA-4: a last line of one character is pulled up, else it gets company. */
static void
test_runts(void)
{
    g_autofree char *pulled =
        last_line("溪水从山上，下来入江，绕过县城的北门，又流进田里的沟。", 13);
    g_assert_cmpint(g_utf8_strlen(pulled, -1), >=, 3);
    g_autofree char *pushed = last_line("溪水从山上下来入江绕过县城的北门又流进田里的沟渠中去", 12);
    g_assert_cmpint(g_utf8_strlen(pushed, -1), >=, 2);
    g_autofree char *figure = last_line("溪水从山上下来入江绕过县城的北门又流进5", 9);
    g_assert_cmpint(g_utf8_strlen(figure, -1), >=, 2);
}

/* JU-9: a last line is never opened. */
static void
test_last_line_is_natural(void)
{
    Words how = plain_words("溪水从山上下来，入江AB绕过 hello", 60);
    g_autoptr(Set) set = set_new(&how);
    g_autoptr(GPtrArray) lines = set_lines(set, 0);
    const BxLine *line = g_ptr_array_index(lines, 0);
    g_assert_cmpfloat(line->stretch_em, ==, 0);
    SAME(line->width / EM,
         bx_fit_line(set->paragraph->shaped, 0, (int)set->paragraph->shaped->cells->len - 1).natural
             / EM);
}

/* ---- time ---- */

/* Seconds to break a text of so many repeats. */
static double
time_of(const char *words, int n, double measure, int reach)
{
    g_autofree char *text = repeated(words, n);
    Words how = plain_words(text, measure);
    g_autoptr(Set) set = set_new(&how);
    double widths[] = {measure * EM, (measure - 3) * EM, measure * EM};
    const BxMeasures measures = {widths, reach ? 3 : 1};
    double start = cpu_seconds();
    g_autoptr(BxLineCounts) counts = bx_line_counts(set->paragraph->shaped, &measures, reach);
    g_assert_cmpint(counts->counts->len, >=, 1);
    return cpu_seconds() - start;
}

/* 100,000 characters of prose, 40,000 with breaks everywhere, nowhere and in odd places, take ten times
 * what a tenth of them do; with a generous factor for a busy machine. */
static void
test_time(void)
{
    static const struct {
        const char *words;
        int n;
    } rows[] = {{"溪水从山上下来，入江。", 9000},
                {"溪", 40000},
                {"A", 40000},
                {"（", 40000},
                {"，", 40000},
                {"——", 20000},
                {"\u200b", 40000},
                {"甲\u200b", 20000},
                {" ", 40000},
                {"　", 40000},
                {"1", 40000},
                {"🇨", 40000},
                {"e\u0301", 20000},
                {"甲\n", 20000},
                {"A 甲（", 10000}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
        for (int reach = 0; reach <= 2; reach += 2) {
            double tenth = time_of(rows[i].words, rows[i].n / 10, 13, reach);
            double whole = time_of(rows[i].words, rows[i].n, 13, reach);
            g_test_message("%s: %.4f s, %.4f s", rows[i].words, tenth, whole);
            g_assert_cmpfloat(whole, <, MAX(0.5, 40 * tenth));
        }
}

/* What cannot be broken is kept whole and said; a way out is taken at the least overfull place. */
static void
test_overfull(void)
{
    g_autofree char *marks = repeated("（", 100000);
    Words how = plain_words(marks, 13);
    g_autoptr(Set) set = set_new(&how);
    g_autoptr(GPtrArray) lines = set_lines(set, 0);
    g_assert_cmpint(lines->len, ==, 1);
    g_assert_cmpint(count_diags(set, BX_DIAG_OVERFULL), ==, 1);

    Words some = plain_words(
        "字（（（（（（（（（（（（（（（（（字字）字字字字字字字字字字字字字字字字字", 8);
    g_autoptr(Set) short_set = set_new(&some);
    g_autoptr(GPtrArray) short_lines = set_lines(short_set, 0);
    g_autofree char *got = join_lines(short_lines, "|");
    g_assert_true(g_str_has_prefix(got, "字|（（（（（（（（（（（（（（（（（字|字）"));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    open_fonts();
    g_test_add_func("/linebreak/counts", test_counts);
    g_test_add_func("/linebreak/counts-of-one-line", test_counts_of_one_line);
    g_test_add_func("/linebreak/measures-vary", test_measures_vary);
    g_test_add_func("/linebreak/squeeze-order", test_squeeze_order);
    g_test_add_func("/linebreak/stretch-order", test_stretch_order);
    g_test_add_func("/linebreak/autospace", test_autospace);
    g_test_add_func("/linebreak/solid-places", test_solid_places);
    g_test_add_func("/linebreak/hanging", test_hanging);
    g_test_add_func("/linebreak/runts", test_runts);
    g_test_add_func("/linebreak/last-line-is-natural", test_last_line_is_natural);
    g_test_add_func("/linebreak/overfull", test_overfull);
    g_test_add_func("/linebreak/time", test_time);
    int failed = g_test_run();
    close_fonts();
    return failed;
}
