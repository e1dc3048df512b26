/* SPDX-License-Identifier: Apache-2.0 */
/* Heads: where they are broken, how large they come out, how short ones fill and long ones fit. */

#include "setting.h"

#include "load/words.h"
#include "text/headline.h"

#include <string.h>

static GHashTable *house; /* the shipped list */

typedef struct {
    const char *words;
    double span;              /* points */
    double smallest, largest; /* points */
    BxStyle style;
    GHashTable *more; /* words of the issue, or NULL */
    bool is_vertical, only_pauses;
} Asked;

typedef struct {
    GPtrArray *lines;
    double size;
    BxText *text;
    BxDiags *diags;
    BxStyle style;
} Made;

static Asked
asked_of(const char *words, double span, double smallest, double largest)
{
    Asked asked = {.words = words, .span = span, .smallest = smallest, .largest = largest};
    asked.style = plain_style();
    asked.style.font = (char *)"hei";
    asked.style.weight = 700;
    asked.style.align = BX_ALIGN_CENTER;
    asked.style.max_lines = 2;
    return asked;
}

static Made *
make(const Asked *asked)
{
    Made *made = g_new0(Made, 1);
    made->style = asked->style;
    made->style.size = (BxLength){asked->largest, BX_UNIT_PT};
    made->style.size_min = (BxLength){asked->smallest, BX_UNIT_PT};
    made->text = bx_text_new(NULL, asked->words);
    made->diags = bx_diags_new();
    GHashTable *lists[] = {house, asked->more, NULL};
    const BxHeadMaking making = {.width = asked->span,
                                 .line_pt = 12.5,
                                 .is_vertical = asked->is_vertical,
                                 .only_pauses = asked->only_pauses,
                                 .lists = lists,
                                 .fonts = the_fonts(),
                                 .diags = made->diags};
    made->lines = bx_compose_head(made->text, &made->style, &making, &made->size);
    return made;
}

static void
made_free(Made *made)
{
    g_ptr_array_unref(made->lines);
    bx_text_free(made->text);
    bx_diags_free(made->diags);
    g_free(made);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Made, made_free)

static const BxLine *
line_at(const Made *made, guint i)
{
    return g_ptr_array_index(made->lines, i);
}

static double
start_of(const BxLine *line)
{
    return g_array_index(line->clusters, BxCluster, 0).x;
}

static int
count(const Made *made, BxDiagCode code)
{
    int n = 0;
    for (int i = 0; i < bx_diags_count(made->diags); i++)
        n += bx_diags_lookup(made->diags, i)->code == code;
    return n;
}

static void
check_cut(const Asked *asked, const char *wanted)
{
    g_autoptr(Made) made = make(asked);
    g_autofree char *got = join_lines(made->lines, "|");
    if (strcmp(got, wanted) != 0) {
        g_test_message("%s, wanted %s", got, wanted);
        g_test_fail();
    }
    for (guint i = 0; i < made->lines->len; i++)
        g_assert_cmpfloat(line_at(made, i)->width, <=, asked->span + 0.05);
}

/* HD-5, HD-7 */
static void
test_phrases(void)
{
    static const struct {
        double span;
        int max_lines;
        const char *wanted;
    } rows[] = {
        {300, 2, "全力打造|高质量发展新动能"},
        {300, 2, "习近平主持召开中央全面|深化改革委员会第四次会议"},
        {300, 2, "交城经济开发区召开化工园区|优化布局专家研讨会"},
        {300, 2, "“十四五”期间全省规模以上|工业增加值年均增长7.5%"},
        {300, 2, "云溪县237个行政村|全部通上公交车"},
        {300, 2, "老人的手机里藏着|一条回家的路"},
        {300, 2, "教育部等八部门部署实施|县域普通高中振兴行动计划"},
        {300, 2, "太原武宿国际机场三期|改扩建工程建设正酣"},
        {300, 2, "神舟十八号载人飞船|发射取得圆满成功"},
        {300, 2, "春节假期全国国内|旅游出游4.74亿人次"},
        {160, 3, "习近平主持召开|中央全面深化改革|委员会第四次会议"},
        {160, 3, "第三代半导体|技术创新中心|（山西）揭牌成立"},
        {160, 3, "教育部等八部门|部署实施县域普通|高中振兴行动计划"},
        {700, 2, "全力打造高质量发展新动能"},
    };
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(GStrv) parts = g_strsplit(rows[i].wanted, "|", -1);
        g_autofree char *words = g_strjoinv("", parts);
        Asked asked = asked_of(words, rows[i].span, 14, rows[i].span > 200 ? 36 : 24);
        asked.style.max_lines = rows[i].max_lines;
        check_cut(&asked, rows[i].wanted);
    }
}

/* HD-6: pauses and breaks of the author win, while the head fits so. */
static void
test_author(void)
{
    Asked asked = asked_of("强化 科技创新加快形成新质生产力", 300, 20, 36);
    check_cut(&asked, "强化|科技创新加快形成新质生产力");
    asked =
        asked_of("强化 科技创新加快形成新质生产力的二十条措施", 300, 20, 36); /* would not fit */
    check_cut(&asked, "强化　科技创新加快形成|新质生产力的二十条措施");
    asked = asked_of("全力打造高质量\n发展新动能", 700, 20, 36);
    check_cut(&asked, "全力打造高质量|发展新动能");
    g_autoptr(Made) made = make(&asked);
    g_assert_cmpint(count(made, BX_DIAG_HEAD_LINES), ==, 0);
    asked = asked_of("全力\n打造高质量\n发展\n新动能", 700, 20, 36);
    check_cut(&asked, "全力|打造高质量|发展|新动能");
    Asked byline = asked_of("本报记者 某某某 通讯员 司马某某", 120, 10, 12);
    byline.only_pauses = true; /* EL-2 */
    check_cut(&byline, "本报记者　某某某|通讯员　司马某某");
    g_autoptr(Made) many = make(&asked);
    g_assert_cmpint(count(many, BX_DIAG_HEAD_LINES), ==, 1); /* HD-8 */
    g_assert_cmpint(count(many, BX_DIAG_HEAD_TOO_LONG), ==, 0);
}

/* Heads that nobody writes are set all the same: every character is there. */
static void
test_absurd(void)
{
    GString *lines = g_string_new(NULL), *long_head = g_string_new(NULL);
    for (int i = 0; i < 3000; i++) {
        g_string_append(lines, "溪\n");
        g_string_append(long_head, "溪水从山上下来，");
    }
    const char *const heads[] = {lines->str, long_head->str,    "\n", "溪", "　",
                                 "————",     "（（（（（（（（"};
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
        Asked asked = asked_of(heads[i], 100, 20, 36);
        g_autoptr(Made) made = make(&asked);
        g_autofree char *got = join_lines(made->lines, "\n");
        g_assert_cmpint(strlen(got), >=, i < 2 ? strlen(heads[i]) - 1 : 0);
    }
    g_string_free(lines, TRUE);
    g_string_free(long_head, TRUE);
}

/* HD-5: words of the issue are not parted, whatever the dictionary says. */
static void
test_house_words(void)
{
    g_autoptr(GHashTable) more = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(BxDiags) diags = bx_diags_new();
    Asked asked = asked_of("云溪物事里的老手艺人回来了", 160, 14, 24);
    check_cut(&asked, "云溪物事里的老手|艺人回来了");
    bx_words_add(more, "手艺人", BX_NO_POS, diags);
    asked.more = more;
    check_cut(&asked, "云溪物事里的|老手艺人回来了");
    bx_words_add(more, "一", BX_NO_POS, diags); /* no word */
    g_assert_cmpint(bx_diags_count(diags), ==, 1);
}

/* LB-8 is a must in heads. */
static void
test_numbers(void)
{
    static const char *const heads[] = {
        "我市总产值突破4.5亿元大关", "全县新建改建公路237个项目开工", "总面积近2万平方米场馆投用"};
    static const char *const whole[] = {"4.5亿元", "237个", "近2万平方米"};
    for (size_t i = 0; i < G_N_ELEMENTS(heads); i++)
        for (double span = 90; span < 300; span += 7) {
            Asked asked = asked_of(heads[i], span, 10, 24);
            asked.style.max_lines = 4;
            g_autoptr(Made) made = make(&asked);
            g_autofree char *got = join_lines(made->lines, "|");
            g_assert_nonnull(strstr(got, whole[i]));
        }
}

/* HD-17: the second line begins under the first character after the dash; the block fits its span. */
static void
test_dash(void)
{
    static const BxAlign aligns[] = {BX_ALIGN_CENTER, BX_ALIGN_LEFT};
    for (size_t i = 0; i < G_N_ELEMENTS(aligns); i++) {
        Asked asked = asked_of("——长治市大力发展数字经济推动产业转型见闻", 300, 14, 26);
        asked.style.align = aligns[i];
        g_autoptr(Made) made = make(&asked);
        g_assert_cmpint(made->lines->len, ==, 2);
        const BxLine *first = line_at(made, 0), *second = line_at(made, 1);
        const BxCluster *after = &g_array_index(first->clusters, BxCluster, 1);
        g_assert_cmpfloat_with_epsilon(start_of(second), after->x, 0.01);
        double end = MAX(first->width, second->width);
        g_assert_cmpfloat(end, <=, 300.05);
        if (aligns[i] == BX_ALIGN_CENTER)
            g_assert_cmpfloat_with_epsilon(start_of(first), 300 - end, 0.01);
        else
            g_assert_cmpfloat_with_epsilon(start_of(first), 0, 0.01);
    }
}

/* HD-1, HD-10, HD-11: in this order drawn together, made smaller, condensed, reported. */
static void
test_fitting(void)
{
    Asked asked = asked_of("全力打造高质量发展", 300, 30, 36); /* nine characters */
    asked.style.max_lines = 1;
    g_autoptr(Made) plain = make(&asked);
    g_assert_cmpfloat_with_epsilon(plain->size, 300 / 9.0, 0.01);
    asked.style.tracking_min = -0.05;
    g_autoptr(Made) closer = make(&asked); /* 8.6 em */
    g_assert_cmpfloat_with_epsilon(closer->size, 300 / 8.6, 0.01);
    g_assert_cmpfloat_with_epsilon(line_at(closer, 0)->width, 300, 0.05);
    asked.style.tracking_min = 0;
    asked.span = 250;
    asked.style.condense_min = 0.9;
    g_autoptr(Made) condensed = make(&asked);
    g_assert_cmpfloat(condensed->size, ==, 30);
    g_assert_cmpfloat_with_epsilon(line_at(condensed, 0)->width, 250, 0.05);
    g_assert_cmpfloat_with_epsilon(g_array_index(line_at(condensed, 0)->runs, BxRun, 0).scale_x,
                                   250 / 270.0, 0.001);
    g_assert_cmpint(count(condensed, BX_DIAG_HEAD_TOO_LONG), ==, 0);
    asked.span = 200;
    g_autoptr(Made) over = make(&asked);
    g_assert_cmpint(count(over, BX_DIAG_HEAD_TOO_LONG), ==, 1);
    g_assert_cmpfloat_with_epsilon(line_at(over, 0)->width, 9 * 27, 0.05);
}

/* HD-2, HD-10: a short head is tracked out, alike on all lines, then expanded. */
static void
test_short_heads(void)
{
    Asked asked = asked_of("溪水\n从山上来", 600, 36, 36);
    asked.style.tracking_max = 0.25;
    g_autoptr(Made) made = make(&asked);
    g_assert_cmpfloat_with_epsilon(line_at(made, 0)->width - start_of(line_at(made, 0)), 2.25 * 36,
                                   0.05);
    g_assert_cmpfloat_with_epsilon(line_at(made, 1)->width - start_of(line_at(made, 1)), 4.75 * 36,
                                   0.05);
    asked.style.condense_max = 1.15;
    g_autoptr(Made) wide = make(&asked);
    g_assert_cmpfloat_with_epsilon(line_at(wide, 1)->width - start_of(line_at(wide, 1)),
                                   4.75 * 36 * 1.15, 0.05);
    asked.words = "溪水从山上来";
    asked.style.align = BX_ALIGN_SPREAD;
    asked.style.tracking_max = 0;
    asked.style.condense_max = 1;
    asked.span = 250;
    g_autoptr(Made) spread = make(&asked); /* 均排: from edge to edge */
    g_assert_cmpfloat_with_epsilon(start_of(line_at(spread, 0)), 0, 0.05);
    g_assert_cmpfloat_with_epsilon(line_at(spread, 0)->width, 250, 0.05);
    asked.span = 600; /* … but by half an em at most */
    g_autoptr(Made) limited = make(&asked);
    g_assert_cmpfloat_with_epsilon(line_at(limited, 0)->width - start_of(line_at(limited, 0)),
                                   (6 + 5 * 0.5) * 36, 0.05);
    g_assert_cmpfloat_with_epsilon(start_of(line_at(limited, 0)), 600 - line_at(limited, 0)->width,
                                   0.05);
}

/* HD-9: a pause is an em, half an em above 36 pt. VT-9: vertical heads break alike. */
static void
test_pause_and_turn(void)
{
    Asked asked = asked_of("强化创新 形成优势", 900, 30, 30);
    g_autoptr(Made) small = make(&asked);
    g_assert_cmpfloat_with_epsilon(line_at(small, 0)->width - start_of(line_at(small, 0)), 9 * 30,
                                   0.05);
    asked = asked_of("强化创新 形成优势", 900, 40, 40);
    g_autoptr(Made) large = make(&asked);
    g_assert_cmpfloat_with_epsilon(line_at(large, 0)->width - start_of(line_at(large, 0)), 8.5 * 40,
                                   0.05);
    asked = asked_of("全力打造高质量发展新动能", 300, 14, 36);
    asked.is_vertical = true;
    check_cut(&asked, "全力打造|高质量发展新动能");
}

static void
read_house_words(void)
{
    g_autofree char *path = g_test_build_filename(G_TEST_DIST, "..", "layouts", "words.txt", NULL);
    char *text = NULL;
    gsize length = 0;
    g_assert_true(g_file_get_contents(path, &text, &length, NULL));
    g_autoptr(BxSource) source = bx_source_new_take(path, text, length);
    g_autoptr(BxDiags) diags = bx_diags_new();
    house = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    bx_words_read(house, source, diags);
    g_assert_cmpint(bx_diags_count(diags), ==, 0);
    g_assert_cmpint(g_hash_table_size(house), >, 50);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    open_fonts();
    read_house_words();
    g_test_add_func("/headline/phrases", test_phrases);
    g_test_add_func("/headline/author", test_author);
    g_test_add_func("/headline/absurd", test_absurd);
    g_test_add_func("/headline/house-words", test_house_words);
    g_test_add_func("/headline/numbers", test_numbers);
    g_test_add_func("/headline/dash", test_dash);
    g_test_add_func("/headline/fitting", test_fitting);
    g_test_add_func("/headline/short", test_short_heads);
    g_test_add_func("/headline/pause-and-turn", test_pause_and_turn);
    int failed = g_test_run();
    g_hash_table_unref(house);
    close_fonts();
    return failed;
}
