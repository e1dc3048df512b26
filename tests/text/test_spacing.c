/* SPDX-License-Identifier: Apache-2.0 */
/* Widths of marks and gaps between characters, pair by pair as the tables of the rules have them
 * (PU-1 … PU-12, SP-1 … SP-5, VT-4). What is expected is worked out here from the classes. */

#include "setting.h"

#include "text/mark.h"

#include <string.h>

static const struct {
    const char *name;
    const char *chars;
} classes[] = {
    {"OP", "“‘（《〈「『【〔〖〘〚［｛〝"},
    {"CL", "”’）》〉」』】〕〗〙〛］｝〞〟"},
    {"PS", "、，；："},
    {"ST", "。．！？"},
    {"S2", "‼⁇⁈⁉"},
    {"MD", "·"},
    {"IS", "　"},
    {"ID", "字"},
};

static bool
is_of(gunichar c, const char *name)
{
    for (size_t i = 0; i < G_N_ELEMENTS(classes); i++)
        if (g_utf8_strchr(classes[i].chars, -1, c))
            return strcmp(classes[i].name, name) == 0;
    return false;
}

static bool
is_any(gunichar c, const char *const *names)
{
    for (; *names; names++)
        if (is_of(c, *names))
            return true;
    return false;
}

/* How the marks of one case are set. */
typedef struct {
    bool kaiming, vertical;
} Mode;

static bool
keeps_its_em(gunichar c, Mode mode)
{
    return mode.vertical && g_utf8_strchr("：；！？", -1, c);
}

/* Width in mid-line, by the sentence under the pair table. */
static double
wanted_width(gunichar before, gunichar c, gunichar after, Mode mode)
{
    static const char *const trims_open[] = {"OP", "CL", "PS", "ST", "S2", "MD", "IS", NULL};
    static const char *const trims_close[] = {"CL", "PS", "ST", "S2", "MD", "IS", NULL};
    if (is_of(c, "MD"))
        return 0.5;
    if (is_of(c, "ID") || is_of(c, "IS") || is_of(c, "S2") || keeps_its_em(c, mode))
        return 1;
    if (mode.kaiming && !is_of(c, "ST"))
        return 0.5;
    if (is_of(c, "OP"))
        return is_any(before, trims_open) ? 0.5 : 1;
    return is_any(after, trims_close) ? 0.5 : 1;
}

static void
check_frames(const BxLine *line, int n, const double *wanted, const char *words)
{
    g_assert_cmpint(line->clusters->len, ==, n);
    for (int i = 0; i < n; i++) {
        const BxCluster *cluster = &g_array_index(line->clusters, BxCluster, i);
        if (ABS(cluster->width / EM - wanted[i]) > 0.005)
            g_error("%s: frame %d is %.3f em, wanted %.3f", words, i, cluster->width / EM,
                    wanted[i]);
    }
}

static void
check_pair(gunichar a, gunichar b, Mode mode)
{
    const gunichar chars[] = {0x5B57, a, b, 0x5B57};
    g_autofree char *words = g_ucs4_to_utf8(chars, 4, NULL, NULL, NULL);
    Words how = plain_words(words, 60);
    how.is_vertical = mode.vertical;
    how.style.punctuation = mode.kaiming ? BX_PUNCTUATION_KAIMING : BX_PUNCTUATION_GB;
    double wanted[4] = {1, 0, 0, 1};
    for (int i = 1; i < 3; i++)
        wanted[i] = wanted_width(chars[i - 1], chars[i], chars[i + 1], mode);
    bool both = g_utf8_strchr("！？", -1, a) && g_utf8_strchr("！？", -1, b);
    if (both && !mode.vertical) /* PU-7 */
        wanted[1] = wanted[2] = 0.5;
    g_autoptr(Set) set = set_new(&how);
    g_autoptr(GPtrArray) lines = set_lines(set, 0);
    check_frames(g_ptr_array_index(lines, 0), 4, wanted, words);
}

static void
test_pairs(gconstpointer data)
{
    const Mode *mode = data;
    for (size_t i = 0; i < G_N_ELEMENTS(classes); i++)
        for (const char *p = classes[i].chars; *p; p = g_utf8_next_char(p))
            for (size_t k = 0; k < G_N_ELEMENTS(classes); k++)
                for (const char *q = classes[k].chars; *q; q = g_utf8_next_char(q))
                    check_pair(g_utf8_get_char(p), g_utf8_get_char(q), *mode);
}

/* PU-3, PU-4, PU-5: at the edges of lines, of the paragraph and in every face. */
static void
test_edges(void)
{
    static const char *const faces[] = {"song", "hei", "kai"};
    for (size_t f = 0; f < G_N_ELEMENTS(faces); f++)
        for (size_t i = 0; i < 4; i++)
            for (const char *p = classes[i].chars; *p; p = g_utf8_next_char(p)) {
                g_autofree char *mark = g_strndup(p, (gsize)(g_utf8_next_char(p) - p));
                bool opens = i == 0;
                g_autofree char *words =
                    opens ? g_strconcat(mark, "字", NULL) : g_strconcat("字", mark, NULL);
                for (int indent = 0; indent <= 2; indent += 2) {
                    Words how = plain_words(words, 60);
                    how.style.font = (char *)faces[f];
                    how.indent = indent;
                    double wanted[] = {opens ? 0.5 : 1, opens ? 1 : 0.5};
                    g_autoptr(Set) set = set_new(&how);
                    g_autoptr(GPtrArray) lines = set_lines(set, 0);
                    check_frames(g_ptr_array_index(lines, 0), 2, wanted, words);
                    if (!opens || indent == 0)
                        continue;
                    how.style.trim_para_open = false;
                    wanted[0] = 1;
                    g_autoptr(Set) full = set_new(&how);
                    g_autoptr(GPtrArray) full_lines = set_lines(full, 0);
                    check_frames(g_ptr_array_index(full_lines, 0), 2, wanted, words);
                }
            }
}

/* PU-12: the ink of a trimmed mark stays inside its half em, in every face and both directions. */
static void
test_ink_stays_inside(void)
{
    static const char *const faces[] = {"song", "hei", "kai"};
    static const int weights[] = {400, 700, 900};
    for (size_t f = 0; f < G_N_ELEMENTS(faces) * G_N_ELEMENTS(weights) * 2; f++) {
        Words how = plain_words("“‘（《字》）’”，字；：。？！字、", 60);
        how.style.font = (char *)faces[f / 2 % 3];
        how.style.weight = weights[f / 6];
        how.is_vertical = f % 2;
        g_autoptr(Set) set = set_new(&how);
        g_autoptr(GPtrArray) lines = set_lines(set, 0);
        const BxLine *line = g_ptr_array_index(lines, 0);
        for (guint r = 0, k = 0; r < line->runs->len; r++) {
            const BxRun *run = &g_array_index(line->runs, BxRun, r);
            for (int c = 0, g = run->start_glyph; c < run->n_clusters; c++, k++) {
                const BxCluster *cluster = &g_array_index(line->clusters, BxCluster, k);
                for (int n = 0; n < cluster->n_glyphs; n++, g++) {
                    const BxGlyph *glyph = &g_array_index(line->glyphs, BxGlyph, g);
                    BxInkSpan ink = bx_ink_span(the_fonts(), run->font, glyph->id, run->upright);
                    if (ink.start > ink.end || cluster->width > 0.75 * EM)
                        continue;
                    g_assert_cmpfloat(glyph->x + EM * ink.start, >=, cluster->x - 0.025 * EM);
                    g_assert_cmpfloat(glyph->x + EM * ink.end, <=,
                                      cluster->x + cluster->width + 0.025 * EM);
                }
            }
        }
    }
}

/* Gaps between frames where one of the two is Western; “|” marks where a gap is wanted. */
static void
test_gaps(void)
{
    static const char *const rows[] = {
        "的|300|毫米", "达|99.5%|以", "至|±5℃|的",  "达|￥1200|元",  "用|5G+|网", "（LED）",
        "，36|家",     "“5|年",       "素|X”",      "歼-20|机",      "甲-乙",     "甲–乙",
        "甲—5|年",     "甲·A",        "甲/5|吨",    "甲×乙",         "甲÷乙",     "甲=乙",
        "甲∶乙",       "用(LED)灯",   "甲……A",      "甲——5|年",      "米²的",     "和|CO₂|气",
        "葛󠄀|A",   "é|汉",        "汉\u200e|A", "①|A",           "々|A",      "カ|A",
        "甲 A 乙",     "甲\u3000A",   "x|汉|y",     "甲|e\u0301|乙", "８甲",      "甲|№5|号",
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(GStrv) parts = g_strsplit(rows[i], "|", -1);
        g_autofree char *words = g_strjoinv("", parts);
        Words how = plain_words(words, 60);
        g_autoptr(Set) set = set_new(&how);
        g_autoptr(GPtrArray) lines = set_lines(set, 0);
        const BxLine *line = g_ptr_array_index(lines, 0);
        g_autoptr(GString) got = g_string_new(NULL);
        const char *p = line->text;
        for (guint k = 0; k < line->clusters->len; k++) {
            const BxCluster *cluster = &g_array_index(line->clusters, BxCluster, k);
            g_string_append_len(got, p, cluster->n_bytes);
            p += cluster->n_bytes;
            double gap =
                k + 1 < line->clusters->len ? cluster[1].x - cluster->x - cluster->width : 0;
            if (ABS(gap) < 0.005 * EM)
                continue;
            g_assert_cmpfloat_with_epsilon(gap / EM, 0.25, 0.005);
            g_string_append_c(got, '|');
        }
        g_assert_cmpstr(got->str, ==, rows[i]);
    }
}

/* SP-4: two figures are an em in every face, unless the style has them as the face does. */
static void
test_figures(void)
{
    static const char *const faces[] = {"song", "hei", "kai"};
    for (size_t f = 0; f < G_N_ELEMENTS(faces); f++) {
        Words how = plain_words("0123456789", 60);
        how.style.font = (char *)faces[f];
        g_autoptr(Set) set = set_new(&how);
        g_autoptr(GPtrArray) lines = set_lines(set, 0);
        g_assert_cmpfloat_with_epsilon(((BxLine *)g_ptr_array_index(lines, 0))->width, 5 * EM,
                                       0.05);
        how.style.figures = BX_FIGURES_FONT;
        g_autoptr(Set) own = set_new(&how);
        g_autoptr(GPtrArray) own_lines = set_lines(own, 0);
        g_assert_cmpfloat(((BxLine *)g_ptr_array_index(own_lines, 0))->width, >, 5.2 * EM);
    }
}

/* PU-7, PU-8: runs of ！？, of dashes and of ellipses. */
static void
test_runs(void)
{
    static const struct {
        const char *words;
        double widths[8];
        int n;
    } rows[] = {
        {"字！！！！字", {1, 0.5, 0.5, 0.5, 0.5, 1}, 6},
        {"字？！？字", {1, 0.5, 0.5, 1, 1}, 5},
        {"字？！”字", {1, 0.5, 0.5, 1, 1}, 5},
        {"字————字", {1, 2, 2, 1}, 4},
        {"字———字", {1, 2, 1, 1}, 4},
        {"字⸺字", {1, 2, 1}, 3},
        {"A——B", {0, 2, 0}, 3},
        {"字…………字", {1, 1, 1, 1, 1, 1}, 6},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        Words how = plain_words(rows[i].words, 60);
        g_autoptr(Set) set = set_new(&how);
        g_autoptr(GPtrArray) lines = set_lines(set, 0);
        const BxLine *line = g_ptr_array_index(lines, 0);
        double wanted[8];
        for (int k = 0; k < rows[i].n; k++) /* 0: the face's */
            wanted[k] = rows[i].widths[k] > 0
                            ? rows[i].widths[k]
                            : g_array_index(line->clusters, BxCluster, k).width / EM;
        check_frames(line, rows[i].n, wanted, rows[i].words);
    }
}

/* PU-11: in heads the blanks of marks are cut down. */
static void
test_heads(void)
{
    Words how = plain_words("加“数”启，航", 60);
    how.is_head = true;
    g_autoptr(Set) set = set_new(&how);
    g_autoptr(GPtrArray) lines = set_lines(set, 0);
    const double wanted[] = {1, 0.6, 1, 0.6, 1, 0.6, 1};
    check_frames(g_ptr_array_index(lines, 0), 7, wanted, how.words);
}

/* CC-19: an apostrophe inside a word is no full-width quotation mark. */
static void
test_apostrophe(void)
{
    Words how = plain_words("it’s", 60);
    g_autoptr(Set) set = set_new(&how);
    g_autoptr(GPtrArray) lines = set_lines(set, 0);
    const BxLine *line = g_ptr_array_index(lines, 0);
    g_assert_cmpfloat(g_array_index(line->clusters, BxCluster, 2).width, <, 0.45 * EM);
}

int
main(int argc, char **argv)
{
    static const Mode modes[] = {{false, false}, {true, false}, {false, true}, {true, true}};
    g_test_init(&argc, &argv, NULL);
    open_fonts();
    g_test_add_data_func("/spacing/pairs/gb", &modes[0], test_pairs);
    g_test_add_data_func("/spacing/pairs/kaiming", &modes[1], test_pairs);
    g_test_add_data_func("/spacing/pairs/vertical", &modes[2], test_pairs);
    g_test_add_data_func("/spacing/pairs/vertical-kaiming", &modes[3], test_pairs);
    g_test_add_func("/spacing/edges", test_edges);
    g_test_add_func("/spacing/ink-of-trimmed-marks", test_ink_stays_inside);
    g_test_add_func("/spacing/gaps", test_gaps);
    g_test_add_func("/spacing/figures", test_figures);
    g_test_add_func("/spacing/runs", test_runs);
    g_test_add_func("/spacing/heads", test_heads);
    g_test_add_func("/spacing/apostrophe", test_apostrophe);
    int failed = g_test_run();
    close_fonts();
    return failed;
}
