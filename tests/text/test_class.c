/* SPDX-License-Identifier: Apache-2.0 */
#include "text/class.h"
#include "text/prepare.h"
#include "text/turn.h"

static void
check_joined(const char *text, const char *wanted)
{
    glong n = 0;
    g_autofree gunichar *chars = g_utf8_to_ucs4(text, -1, NULL, &n, NULL);
    BxClass classes[64];
    bool joined[64];
    g_autoptr(GString) got = g_string_new(NULL);
    bx_classify(chars, (int)n, classes, joined);
    for (glong i = 0; i < n; i++)
        g_string_append_c(got, joined[i] ? 'j' : '.');
    g_assert_cmpstr(got->str, ==, wanted);
}

static void
test_runs(void)
{
    check_joined("达99.5%以", "..jjjj.");
    check_joined("甲——乙", "..j.");
    check_joined("从5G+到", "..jj.");
    check_joined("共12 345户", "..jjjjj.");
    check_joined("价￥1200元", "..jjjj.");
    check_joined("股+股", "...");
}

static void
check_turns(const char *text, const char *wanted)
{
    glong n = 0;
    g_autofree gunichar *chars = g_utf8_to_ucs4(text, -1, NULL, &n, NULL);
    BxClass classes[64];
    bool joined[64];
    BxTurn turns[64];
    g_autoptr(GString) got = g_string_new(NULL);
    bx_classify(chars, (int)n, classes, joined);
    bx_turn(chars, classes, (int)n, turns);
    for (glong i = 0; i < n; i++)
        g_string_append_c(got, "SLA"[turns[i]]);
    g_assert_cmpstr(got->str, ==, wanted);
}

/* VT-6 … VT-8 */
static void
test_turns(void)
{
    check_turns("在2024年", "SSSSSS");
    check_turns("12月3日", "AASSS");
    check_turns("共12345户", "SLLLLLS");
    check_turns("达99.5%以", "SLLLLLS");
    check_turns("从CCTV到A", "SSSSSSS");
    check_turns("用Excel学", "SLLLLLS");
    check_turns("水——山……", "SLLSLL");
    check_turns("“水”。", "SSSS");
}

static char *
prepare(const char *words, BxPrepareKind kind)
{
    g_autoptr(BxDiags) diags = bx_diags_new();
    const BxPreparing how = {.kind = kind};
    BxText *text = bx_text_new(NULL, words);
    g_autoptr(BxPrepared) prepared = bx_prepare(text, &how, diags);
    char *result = g_strdup(prepared->utf8);
    g_assert_cmpint(prepared->from[prepared->n], ==, text->n_chars);
    bx_text_free(text);
    return result;
}

static void
test_conversions(void)
{
    const struct {
        const char *from, *to;
        BxPrepareKind kind;
    } rows[] = {{"半导体(LED)产业", "半导体（LED）产业", BX_PREPARE_BODY},
                {"邮箱: a@b.cn", "邮箱：a@b.cn", BX_PREPARE_BODY},
                {"等等……好", "等等……好", BX_PREPARE_BODY},
                {"等等...好", "等等……好", BX_PREPARE_BODY},
                {"发力 建设", "发力　建设", BX_PREPARE_HEAD},
                {"发力 建设", "发力建设", BX_PREPARE_BODY},
                {"在8:30到", "在8:30到", BX_PREPARE_BODY},
                {"溪水\t从山上", "溪水从山上", BX_PREPARE_BODY},
                {"hello\tworld", "hello world", BX_PREPARE_BODY},
                /* TX-2: beside Han on one outer side, both of a pair */
                {"(LED)产业", "（LED）产业", BX_PREPARE_BODY},
                {"见图(1)和(2)。", "见图（1）和（2）。", BX_PREPARE_BODY},
                {"套(f(x))等", "套（f(x)）等", BX_PREPARE_BODY},
                {"我说:好,真的吗?是!对;", "我说：好，真的吗？是！对；", BX_PREPARE_BODY},
                {"GDP (gross) is", "GDP (gross) is", BX_PREPARE_BODY},
                {"1,234.5和3:1", "1,234.5和3:1", BX_PREPARE_BODY},
                /* TX-1: nothing inside addresses */
                {"见https://a.cn/b?c=1,2:3(4)吧", "见https://a.cn/b?c=1,2:3(4)吧", BX_PREPARE_BODY},
                {"(见https://a.cn/x)吧", "（见https://a.cn/x）吧", BX_PREPARE_BODY},
                {"写信到ab.c-d@e.cn,谢谢", "写信到ab.c-d@e.cn，谢谢", BX_PREPARE_BODY},
                /* TX-3 */
                {"１２Ａｚ个", "12Az个", BX_PREPARE_BODY},
                {"甲‧乙•丙・丁", "甲·乙·丙·丁", BX_PREPARE_BODY},
                {"a•b", "a•b", BX_PREPARE_BODY},
                {"一〜二", "一～二", BX_PREPARE_BODY},
                {"水――山", "水——山", BX_PREPARE_BODY},
                {"水…山", "水……山", BX_PREPARE_BODY},
                {"水......山", "水……山", BX_PREPARE_BODY},
                {"水。。。", "水……", BX_PREPARE_BODY},
                {"水--山---海----天", "水——山——海————天", BX_PREPARE_BODY},
                {"a--b...c", "a--b...c", BX_PREPARE_BODY},
                /* TX-4: by nesting; what does not pair stays */
                {"他说\"要'好'的\"吧", "他说“要‘好’的”吧", BX_PREPARE_BODY},
                {"他说\"好", "他说\"好", BX_PREPARE_BODY},
                {"it's说'好'", "it's说‘好’", BX_PREPARE_BODY},
                {"say \"yes\" now", "say \"yes\" now", BX_PREPARE_BODY},
                /* TX-5 */
                {"甲 乙 LED 丙 hello world", "甲乙LED丙hello world", BX_PREPARE_BODY},
                {"记者 王波 A组", "记者　王波　A组", BX_PREPARE_HEAD},
                /* PA-1: the indent is ours */
                {"　　溪水　从山上", "溪水　从山上", BX_PREPARE_BODY},
                {"\u00a0溪水", "溪水", BX_PREPARE_BODY},
                {"　溪水", "　溪水", BX_PREPARE_HEAD},
                {"　溪水…(A)", "　溪水…(A)", BX_PREPARE_ASIS},
                {"半导体(LED)", "半导体(LED)", BX_PREPARE_ASIS}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = prepare(rows[i].from, rows[i].kind);
        g_assert_cmpstr(got, ==, rows[i].to);
    }
}

/* Each conversion is one note with its place; a rule that is switched off changes and says nothing. */
static void
test_reports(void)
{
    static const char words[] = "　说\"好\",(A)有１…乙 丙";
    static const char *const rules[] = {"PA-1", "TX-2", "TX-3", "TX-4", "TX-5"};
    static const char *const off[] = {"　说“好”，（A）有1……乙丙", "说“好”,(A)有1……乙丙",
                                      "说“好”，（A）有１…乙丙", "说\"好\",（A）有1……乙丙",
                                      "说“好”，（A）有1……乙 丙"};
    static const int counts[] = {8, 6, 7, 6, 8};
    for (size_t i = 0; i < G_N_ELEMENTS(rules); i++) {
        g_autoptr(BxDiags) diags = bx_diags_new();
        g_autoptr(GHashTable) kept = g_hash_table_new(g_str_hash, g_str_equal);
        g_hash_table_add(kept, (void *)rules[i]);
        const BxPreparing how = {.kind = BX_PREPARE_BODY, .unconverted = kept};
        BxText *text = bx_text_new(NULL, words);
        g_autoptr(BxPrepared) prepared = bx_prepare(text, &how, diags);
        g_assert_cmpstr(prepared->utf8, ==, off[i]);
        int n = 0;
        for (int k = 0; k < bx_diags_count(diags); k++) {
            const BxDiag *diag = bx_diags_lookup(diags, k);
            n += diag->code == BX_DIAG_CONVERTED;
            g_assert_false(g_str_has_prefix(diag->message, rules[i]));
        }
        g_assert_cmpint(n, ==, counts[i]);
        g_assert_cmpint(n, ==, prepared->n_converted);
        bx_text_free(text);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/class/turns", test_turns);
    g_test_add_func("/text/class/western-runs-and-pairs-are-joined", test_runs);
    g_test_add_func("/text/prepare/conversions-by-rule", test_conversions);
    g_test_add_func("/text/prepare/reports", test_reports);
    return g_test_run();
}
