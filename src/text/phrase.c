/* SPDX-License-Identifier: Apache-2.0 */
/* Phrases: ICU's dictionary finds words; it cuts names and set phrases of newspapers (开发|区,
 * 新|质|生产|力), so the house's words are laid over it, small words are tied to their neighbours,
 * titles and quotations kept whole where that is possible, numbers with their units always. */

#include "text/phrase.h"

#include "load/words.h"
#include "text/class.h"
#include "text/number.h"

#include <string.h>
#include <unicode/ubrk.h>
#include <unicode/ustring.h>

/* clang-format off */
#define COST_MARK     5 /* after a comma or a closing mark inside the head */
#define COST_WORD    10 /* between two words */
#define COST_LONE    20 /* … one of them a single character, on top: half a word that the dictionary lacks */
#define COST_PIECES  60 /* … both of them, on top */
#define COST_QUOTED  50 /* … inside a title or quotation, on top */
#define COST_TIED    70 /* where one of two words leans on the other */
#define COST_LEANING 160 /* before a word that never begins a line (HD-5) */
#define COST_INSIDE  150 /* inside a word */

/* HD-5: never at a line start. */
static const char leaning[] = "的地得了着们等过吗呢吧啊之者所";
/* Lean on what follows: poor at a line end. */
static const char leading[] = "在与和及以把被将向从对为是不未已更最再又就也都让使并而或其我该各每第比由于因经按据至到";
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

static bool
is_in_lists(GHashTable *const *lists, const char *word)
{
    for (; lists && *lists; lists++)
        if (g_hash_table_contains(*lists, word))
            return true;
    return false;
}

/* No word of the house ends inside. Every piece of the head is looked up: heads are short. */
static void
lay_house_words(const gunichar *text, int n, GHashTable *const *lists, bool *is_end)
{
    for (int i = 0; i < n; i++) {
        char word[BX_WORD_MAX_CHARS * 6 + 1];
        int length = 0;
        for (int k = i; k < n && k - i < BX_WORD_MAX_CHARS; k++) {
            length += g_unichar_to_utf8(text[k], word + length);
            word[length] = 0;
            if (k > i && is_in_lists(lists, word))
                memset(is_end + i, false, (size_t)(k - i));
        }
    }
}

/* Depth of titles and quotations after each character. */
static void
find_quoted(const gunichar *text, int n, uint8_t *depth)
{
    int now = 0;
    for (int i = 0; i < n; i++) {
        BxClass class = bx_class_lookup(text[i]);
        now += class == BX_CLASS_OP;
        now -= class == BX_CLASS_CL && now > 0;
        depth[i] = (uint8_t)MIN(now, 200);
    }
}

static bool
is_han(gunichar c)
{
    return bx_class_lookup(c) == BX_CLASS_ID;
}

/* Words of one character beside the place after character i, 0 … 2. */
static int
count_lone(const gunichar *text, int n, int i, const bool *is_end)
{
    bool before = is_han(text[i]) && (i == 0 || is_end[i - 1]);
    bool after = is_han(text[i + 1]) && (i + 2 >= n || is_end[i + 1]);
    return before + after;
}

static int
cost_between(const gunichar *text, int n, int i, const bool *is_end)
{
    static const int of_lone[] = {0, COST_LONE, COST_PIECES};
    gunichar before = text[i], next = text[i + 1];
    BxClass class = bx_class_lookup(before);
    if (class == BX_CLASS_PS || class == BX_CLASS_CL || class == BX_CLASS_ST)
        return COST_MARK;
    if (is_one_of(next, leaning))
        return COST_LEANING;
    if (!is_end[i])
        return COST_INSIDE;
    if (is_one_of(before, leading))
        return COST_TIED;
    return COST_WORD + of_lone[count_lone(text, n, i, is_end)];
}

/* HD-17: characters of a dash that leads the head; it stays with its text. */
static int
leading_dash(const gunichar *text, int n)
{
    int length = 0;
    while (length < n && (text[length] == 0x2014 || text[length] == 0x2E3A))
        length++;
    return length;
}

uint8_t *
bx_phrase_costs(const gunichar *text, int n, GHashTable *const *lists)
{
    uint8_t *costs = g_new0(uint8_t, n + 1);
    g_autofree bool *is_end = g_new0(bool, n + 1);
    g_autofree uint8_t *depth = g_new0(uint8_t, n + 1), *ties = g_new0(uint8_t, n + 1);
    int dash = leading_dash(text, n);
    find_words(text, n, is_end);
    lay_house_words(text, n, lists, is_end);
    find_quoted(text, n, depth);
    bx_find_ties(text, n, ties);
    for (int i = 0; i + 1 < n; i++) {
        int cost = cost_between(text, n, i, is_end);
        if (text[i] == 0x3000)
            cost = BX_PHRASE_BREAK;
        else if (ties[i] == BX_TIE_UNIT || i < dash)
            cost = BX_PHRASE_NEVER; /* LB-8 */
        else if (ties[i] == BX_TIE_DATE)
            cost = COST_TIED;
        else if (depth[i] > 0)
            cost = MIN(cost + COST_QUOTED, BX_PHRASE_NEVER - 1);
        costs[i] = (uint8_t)cost;
    }
    return costs;
}
