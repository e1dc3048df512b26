/* SPDX-License-Identifier: Apache-2.0 */
/* Alignment of two texts: what differs, nothing that is the same, and in bounded time. */

#include "diff/align.h"

#include <string.h>

typedef struct {
    gunichar *chars;
    glong n;
} Text;

static Text
text_of(const char *utf8)
{
    Text text;
    text.chars = g_utf8_to_ucs4(utf8, -1, NULL, &text.n, NULL);
    return text;
}

/* “[-gone-]{+added+}” for every hunk, with what stays between them. */
static char *
marked(const char *old_words, const char *new_words)
{
    Text old = text_of(old_words), new = text_of(new_words);
    g_autoptr(GArray) hunks = bx_align(old.chars, (int)old.n, new.chars, (int)new.n);
    GString *out = g_string_new(NULL);
    int at = 0;
    for (guint i = 0; i < hunks->len; i++) {
        const BxHunk *hunk = &g_array_index(hunks, BxHunk, i);
        g_autofree char *same =
            g_ucs4_to_utf8(old.chars + at, hunk->old_start - at, NULL, NULL, NULL);
        g_autofree char *gone = g_ucs4_to_utf8(old.chars + hunk->old_start,
                                               hunk->old_end - hunk->old_start, NULL, NULL, NULL);
        g_autofree char *added = g_ucs4_to_utf8(new.chars + hunk->new_start,
                                                hunk->new_end - hunk->new_start, NULL, NULL, NULL);
        g_string_append_printf(out, "%s[%s|%s]", same, gone, added);
        at = hunk->old_end;
    }
    g_autofree char *rest = g_ucs4_to_utf8(old.chars + at, old.n - at, NULL, NULL, NULL);
    g_string_append(out, rest);
    g_free(old.chars);
    g_free(new.chars);
    return g_string_free(out, FALSE);
}

static void
test_marks(void)
{
    static const char *const cases[][3] = {
        {"", "", ""},
        {"溪水", "溪水", "溪水"},
        {"", "溪水", "[|溪水]"},
        {"溪水", "", "[溪水|]"},
        {"溪水入江", "溪水流入江", "溪水[|流]入江"},
        {"溪水流入江", "溪水入江", "溪水[流|]入江"},
        {"今年五十八岁", "今年五十九岁", "今年五十[八|九]岁"},
        {"甲乙丙丁", "戊己庚辛", "[甲乙丙丁|戊己庚辛]"},
        {"甲乙丙", "丁乙戊", "[甲乙丙|丁乙戊]"},
        {"甲乙乙丙", "丁乙乙戊", "[甲|丁]乙乙[丙|戊]"},
        {"ABCABBA", "CBABAC", NULL},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *got = marked(cases[i][0], cases[i][1]);
        if (cases[i][2])
            g_assert_cmpstr(got, ==, cases[i][2]);
    }
}

/* The hunks and what stays between them must make both texts again. */
static void
check_hunks(const gunichar *old, int n_old, const gunichar *new, int n_new, const GArray *hunks)
{
    int x = 0, y = 0;
    for (guint i = 0; i <= hunks->len; i++) {
        const BxHunk end = {n_old, n_old, n_new, n_new};
        const BxHunk *hunk = i < hunks->len ? &g_array_index(hunks, BxHunk, i) : &end;
        g_assert_cmpint(hunk->old_start - x, ==, hunk->new_start - y);
        g_assert_cmpint(hunk->old_start, >=, x);
        g_assert_true(memcmp(old + x, new + y, sizeof(gunichar) * (size_t)(hunk->old_start - x))
                      == 0);
        x = hunk->old_end;
        y = hunk->new_end;
    }
    g_assert_cmpint(x, ==, n_old);
    g_assert_cmpint(y, ==, n_new);
}

/* Shortest by the table that everybody knows: characters that are gone or added. */
static int
distance(const gunichar *old, int n_old, const gunichar *new, int n_new)
{
    g_autofree int *row = g_new(int, n_new + 1);
    for (int y = 0; y <= n_new; y++)
        row[y] = y;
    for (int x = 1; x <= n_old; x++) {
        int corner = row[0];
        row[0] = x;
        for (int y = 1; y <= n_new; y++) {
            int above = row[y];
            row[y] = old[x - 1] == new[y - 1] ? corner : MIN(above, row[y - 1]) + 1;
            corner = above;
        }
    }
    return row[n_new];
}

static void
test_random(void)
{
    GRand *dice = g_rand_new_with_seed(1);
    for (int round = 0; round < 3000; round++) {
        gunichar old[40], new[40];
        int n_old = g_rand_int_range(dice, 0, 40), n_new = g_rand_int_range(dice, 0, 40);
        int letters = g_rand_int_range(dice, 1, 6);
        for (int i = 0; i < 40; i++) {
            old[i] = (gunichar)g_rand_int_range(dice, 0, letters);
            new[i] = (gunichar)g_rand_int_range(dice, 0, letters);
        }
        g_autoptr(GArray) hunks = bx_align(old, n_old, new, n_new);
        check_hunks(old, n_old, new, n_new, hunks);
        int n = 0, n_islands = 0;
        for (guint i = 0; i < hunks->len; i++) {
            const BxHunk *hunk = &g_array_index(hunks, BxHunk, i);
            n += hunk->old_end - hunk->old_start + hunk->new_end - hunk->new_start;
            n_islands += MIN(hunk->old_end - hunk->old_start, hunk->new_end - hunk->new_start);
        }
        int shortest = distance(old, n_old, new, n_new);
        g_assert_cmpint(n, >=, shortest);
        g_assert_cmpint(n, <=, shortest + 2 * n_islands); /* islands taken in */
    }
    g_rand_free(dice);
}

static void
test_bounded(void)
{
    int n = 200000;
    g_autofree gunichar *old = g_new(gunichar, n), *new = g_new(gunichar, n);
    for (int i = 0; i < n; i++) {
        old[i] = 0x4E00 + (gunichar)((gint64)i * 7919 % 20011);
        new[i] = 0x4E00 + (gunichar)((gint64)i * 104729 % 20021);
    }
    gint64 start = g_get_monotonic_time();
    g_autoptr(GArray) hunks = bx_align(old, n, new, n);
    check_hunks(old, n, new, n, hunks);
    g_assert_cmpint(g_get_monotonic_time() - start, <, 60 * G_USEC_PER_SEC);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/diff/align/marks", test_marks);
    g_test_add_func("/diff/align/shortest-and-whole", test_random);
    g_test_add_func("/diff/align/bounded", test_bounded);
    return g_test_run();
}
