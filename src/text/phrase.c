/* SPDX-License-Identifier: Apache-2.0 */
/* Phrases: ICU's dictionary finds words; it cuts names and set phrases of newspapers (开发|区,
 * 新|质|生产|力), so the house's list is laid over it, and small words are tied to their neighbours. */

#include "text/phrase.h"

#include "text/class.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

/* clang-format off */
#define COST_WORD    10 /* between two words */
#define COST_TIED    60 /* before a word that leans on what stands before it */
#define COST_INSIDE  90 /* inside a word of the dictionary */

/* Never cut: words of the trade that the dictionary lacks. */
static const char *const house_words[] = {
    "开发区", "高新区", "新质生产力", "生产力", "高质量", "高质量发展", "产业链", "产业园", "示范区", "综改区", "数字经济",
    "实体经济", "现代化", "信息化", "智能化", "数字化", "乡村振兴", "营商环境", "供给侧", "一体化", "市政协", "副主席",
    "县委书记", "市委书记", "省委", "市委", "县委", "专家研讨会", "研讨会", "座谈会", "工作会议", "有限公司", "新动能",
    "新战场", "升级版", "化工园区", "工业园区", "科技创新", "项目建设", "产业集群", "转型升级", "招商引资", "专精特新",
    "互联网", "人工智能", "大数据", "云计算", "物联网", "新能源", "新材料", "半导体", "集成电路", "碳达峰", "碳中和",
    "科学导报", "吕梁市", "长治市", "交城县", "太原市", "兴县", "山西省", "我省", "全省", "党工委", "管委会",
};
/* HD-5: never at a line start. */
static const char leaning[] = "的地得了着们等过吗呢吧啊之者所";
/* Lean on what follows: never at a line end. */
static const char leading[] = "在与和及以把被将向从对为是不未已更最再又就也都让使并而或其我该各每第";
/* clang-format on */

static bool
is_one_of(gunichar c, const char *list)
{
    return g_utf8_strchr(list, -1, c) != NULL;
}

/* Marks the ends of ICU's words in `is_end` (by character). */
static void
find_words(const gunichar *text, int n, bool *is_end)
{
    UErrorCode status = U_ZERO_ERROR;
    glong n_units = 0;
    g_autofree gunichar2 *utf16 = g_ucs4_to_utf16(text, n, NULL, &n_units, NULL);
    UBreakIterator *words =
        utf16 ? ubrk_open(UBRK_WORD, "zh", (const UChar *)utf16, (int32_t)n_units, &status) : NULL;
    if (!words || U_FAILURE(status)) { /* without a dictionary every character is a word */
        memset(is_end, true, (size_t)n);
        return;
    }
    int unit = 0, character = 0;
    for (int32_t end = ubrk_first(words); end != UBRK_DONE; end = ubrk_next(words)) {
        while (unit < end && character < n)
            unit += text[character++] > 0xFFFF ? 2 : 1;
        if (character > 0)
            is_end[character - 1] = true;
    }
    ubrk_close(words);
}

static void
lay_house_words(const gunichar *text, int n, bool *is_end)
{
    for (size_t k = 0; k < G_N_ELEMENTS(house_words); k++) {
        glong length = 0;
        g_autofree gunichar *word = g_utf8_to_ucs4_fast(house_words[k], -1, &length);
        for (int i = 0; i + length <= n; i++)
            if (memcmp(text + i, word, (size_t)length * sizeof(gunichar)) == 0)
                memset(is_end + i, false, (size_t)length - 1);
    }
}

static uint8_t
cost_after(const gunichar *text, int n, int i, const bool *is_end)
{
    BxClass class = bx_class_lookup(text[i]);
    if (text[i] == 0x3000 || class == BX_CLASS_PS || class == BX_CLASS_ST)
        return 0;
    if (i + 1 >= n)
        return 0;
    if (!is_end[i])
        return COST_INSIDE;
    if (is_one_of(text[i + 1], leaning) || is_one_of(text[i], leading))
        return COST_TIED;
    if (class == BX_CLASS_NU) /* HD-5: number and unit, a must in heads (LB-8) */
        return BX_PHRASE_NEVER;
    return COST_WORD;
}

uint8_t *
bx_phrase_costs(const gunichar *text, int n)
{
    uint8_t *costs = g_new0(uint8_t, n + 1);
    g_autofree bool *is_end = g_new0(bool, n + 1);
    find_words(text, n, is_end);
    lay_house_words(text, n, is_end);
    for (int i = 0; i < n; i++)
        costs[i] = cost_after(text, n, i, is_end);
    return costs;
}
