/* SPDX-License-Identifier: Apache-2.0 */
/* Random words: Han text as a newspaper has it, with marks, numbers, Latin and emphasis among it. */

#include "random_issue.h"

static const char *const han = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对"
                               "成会可主发年动同工也能下过子说产种面而方"
                               "后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现"
                               "实加量都两体制机当使点从业本去把性好应开"
                               "它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数"
                               "正心反你明看原又么利比或但质气第向道命此"
                               "变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料"
                               "象员革位入常文总次品式活设及管特件长求老";

int
pick(GRand *rand, int n)
{
    return n > 1 ? g_rand_int_range(rand, 0, n) : 0;
}

bool
chance(GRand *rand, int percent)
{
    return pick(rand, 100) < percent;
}

static void
put(const char *words, GString *source, GString *plain)
{
    g_string_append(source, words);
    g_string_append(plain, words);
}

void
write_han(GRand *rand, int n, GString *source, GString *plain)
{
    static int length = 0;
    if (length == 0)
        length = (int)g_utf8_strlen(han, -1);
    for (int i = 0; i < n; i++) {
        const char *at = g_utf8_offset_to_pointer(han, pick(rand, length));
        char word[8] = {0};
        g_utf8_strncpy(word, at, 1);
        put(word, source, plain);
    }
}

/* Something other than plain Han; returns how many characters, about. */
static int
write_rarity(GRand *rand, GString *source, GString *plain)
{
    static const char *const pairs[][2] = {
        {"“", "”"}, {"《", "》"}, {"（", "）"}, {"‘", "’"}, {"「", "」"}};
    static const char *const words[] = {"2026年", "12.5%", "GDP",  "3万亿元",    "——",   "……",
                                        "7·21",   "5G",    "4～6", "Cyberspace", "℃",    "第1024号",
                                        "1978",   "、",    "：",   "A",          "GB/T", "100米"};
    static const char *const marks[][2] = {{"*", "*"}, {"**", "**"}, {"<u>", "</u>"}};
    int n = 2 + pick(rand, 6);
    if (chance(rand, 40)) {
        const char *const *pair = pairs[pick(rand, G_N_ELEMENTS(pairs))];
        put(pair[0], source, plain);
        write_han(rand, n, source, plain);
        put(pair[1], source, plain);
        return n + 2;
    }
    if (chance(rand, 30)) {
        const char *const *mark = marks[pick(rand, G_N_ELEMENTS(marks))];
        g_string_append(source, mark[0]);
        write_han(rand, n, source, plain);
        g_string_append(source, mark[1]);
        return n;
    }
    put(words[pick(rand, G_N_ELEMENTS(words))], source, plain);
    return 3;
}

void
write_paragraph(GRand *rand, int n, GString *source, GString *plain)
{
    static const char *const stops[] = {"，", "，", "，", "、", "。", "。", "；", "？", "！"};
    for (int written = 0; written < n;) {
        int phrase = 2 + pick(rand, 9);
        write_han(rand, phrase, source, plain);
        written += phrase;
        if (chance(rand, 18)) {
            written += write_rarity(rand, source, plain);
            write_han(rand, 2, source, plain);
            written += 2;
        }
        if (written < n)
            put(stops[pick(rand, G_N_ELEMENTS(stops))], source, plain);
    }
    put("。", source, plain);
}
