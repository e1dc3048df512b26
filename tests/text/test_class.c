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
                {"半导体(LED)", "半导体(LED)", BX_PREPARE_ASIS}};
    for (size_t i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = prepare(rows[i].from, rows[i].kind);
        g_assert_cmpstr(got, ==, rows[i].to);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/class/turns", test_turns);
    g_test_add_func("/text/class/western-runs-and-pairs-are-joined", test_runs);
    g_test_add_func("/text/prepare/conversions-by-rule", test_conversions);
    return g_test_run();
}
