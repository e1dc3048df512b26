/* SPDX-License-Identifier: Apache-2.0 */
/* Classes: one row a class, one row a range of code points, then the neighbourhood: a hyphen beside
 * Han is a connector, inside a word it is part of the word. */

#include "text/class.h"

#include <string.h>

/* clang-format off */
#define F false
#define T true
#define NO BX_BLANK_NONE, BX_SQUEEZE_NONE
const BxClassRow bx_class_table[BX_N_CLASSES] = {
    /*             name  start end sides west han  open close  blank, squeeze                     width */
    [BX_CLASS_ID] = {"ID", F, F, F, F, T,  F, F,  NO,                                     0},
    [BX_CLASS_OP] = {"OP", F, T, F, F, F,  T, F,  BX_BLANK_BEFORE, BX_SQUEEZE_BRACKET,    1},
    [BX_CLASS_CL] = {"CL", T, F, F, F, F,  T, T,  BX_BLANK_AFTER,  BX_SQUEEZE_BRACKET,    1},
    [BX_CLASS_PS] = {"PS", T, F, F, F, F,  T, T,  BX_BLANK_AFTER,  BX_SQUEEZE_PAUSE,      1},
    [BX_CLASS_ST] = {"ST", T, F, F, F, F,  T, T,  BX_BLANK_AFTER,  BX_SQUEEZE_STOP,       1},
    [BX_CLASS_S2] = {"S2", T, F, F, F, F,  T, T,  NO,                                     1},
    [BX_CLASS_MD] = {"MD", T, F, F, F, F,  T, T,  NO,                                   0.5},
    [BX_CLASS_SL] = {"SL", T, T, T, F, F,  F, F,  NO,                                   0.5},
    [BX_CLASS_DA] = {"DA", F, F, F, F, F,  F, F,  NO,                                     1},
    [BX_CLASS_EL] = {"EL", F, F, F, F, F,  F, F,  NO,                                     1},
    [BX_CLASS_CH] = {"CH", T, F, T, F, F,  F, F,  NO,                                   0.5},
    [BX_CLASS_CN] = {"CN", T, F, T, F, F,  F, F,  NO,                                     1},
    [BX_CLASS_IT] = {"IT", T, F, F, F, T,  F, F,  NO,                                     0},
    [BX_CLASS_NU] = {"NU", F, F, F, T, F,  F, F,  NO,                                     0},
    [BX_CLASS_AL] = {"AL", F, F, F, T, F,  F, F,  NO,                                     0},
    [BX_CLASS_WI] = {"WI", F, F, F, T, F,  F, F,  NO,                                     0},
    [BX_CLASS_PX] = {"PX", F, T, F, T, F,  F, F,  NO,                                     0},
    [BX_CLASS_SX] = {"SX", T, F, F, T, F,  F, F,  NO,                                     0},
    [BX_CLASS_AO] = {"AO", F, T, F, F, F,  F, F,  NO,                                     0},
    [BX_CLASS_AC] = {"AC", T, F, F, F, F,  F, F,  NO,                                     0},
    [BX_CLASS_AP] = {"AP", T, F, F, F, F,  F, F,  NO,                                     0},
    [BX_CLASS_OR] = {"OR", F, F, F, T, F,  F, F,  NO,                                     0},
    [BX_CLASS_OH] = {"OH", F, F, F, F, F,  F, F,  NO,                                     0},
    [BX_CLASS_RF] = {"RF", T, F, F, F, F,  F, F,  NO,                                     0},
    [BX_CLASS_SP] = {"SP", T, F, F, F, F,  F, F,  BX_BLANK_NONE, BX_SQUEEZE_SPACE,        0},
    [BX_CLASS_IS] = {"IS", T, F, F, F, F,  T, T,  NO,                                     1},
    [BX_CLASS_NB] = {"NB", T, T, F, F, F,  F, F,  NO,                                     0},
    [BX_CLASS_ZW] = {"ZW", T, F, F, F, F,  F, F,  NO,                                     0},
    [BX_CLASS_CM] = {"CM", T, F, F, F, F,  F, F,  NO,                                     0},
    [BX_CLASS_BK] = {"BK", T, F, F, F, F,  F, F,  NO,                                     0},
};
#undef F
#undef T
#undef NO

/* Rising; what is between the rows is settled by width and type. */
static const struct {
    gunichar first, last;
    BxClass class;
} ranges[] = {
    {0x0020, 0x0020, BX_CLASS_SP},
    {0x0021, 0x0021, BX_CLASS_AP}, /* ! */
    {0x0022, 0x0022, BX_CLASS_WI}, /* " */
    {0x0023, 0x0024, BX_CLASS_PX}, /* # $ */
    {0x0025, 0x0025, BX_CLASS_SX}, /* % */
    {0x0026, 0x0027, BX_CLASS_WI}, /* & ' */
    {0x0028, 0x0028, BX_CLASS_AO}, /* ( */
    {0x0029, 0x0029, BX_CLASS_AC}, /* ) */
    {0x002A, 0x002A, BX_CLASS_WI}, /* * */
    {0x002B, 0x002B, BX_CLASS_OR}, /* + */
    {0x002C, 0x002C, BX_CLASS_AP}, /* , */
    {0x002D, 0x002D, BX_CLASS_CH}, /* - */
    {0x002E, 0x002E, BX_CLASS_AP}, /* . */
    {0x002F, 0x002F, BX_CLASS_SL}, /* / */
    {0x0030, 0x0039, BX_CLASS_NU},
    {0x003A, 0x003B, BX_CLASS_AP}, /* : ; */
    {0x003C, 0x003C, BX_CLASS_OR}, /* < */
    {0x003D, 0x003D, BX_CLASS_OR}, /* = */
    {0x003E, 0x003E, BX_CLASS_OR}, /* > */
    {0x003F, 0x003F, BX_CLASS_AP}, /* ? */
    {0x0040, 0x0040, BX_CLASS_WI}, /* @ */
    {0x0041, 0x005A, BX_CLASS_AL},
    {0x005B, 0x005B, BX_CLASS_AO}, /* [ */
    {0x005C, 0x005C, BX_CLASS_WI}, /* \ */
    {0x005D, 0x005D, BX_CLASS_AC}, /* ] */
    {0x005E, 0x0060, BX_CLASS_WI}, /* ^ _ ` */
    {0x0061, 0x007A, BX_CLASS_AL},
    {0x007B, 0x007B, BX_CLASS_AO}, /* { */
    {0x007C, 0x007C, BX_CLASS_WI}, /* | */
    {0x007D, 0x007D, BX_CLASS_AC}, /* } */
    {0x007E, 0x007E, BX_CLASS_WI}, /* ~ */
    {0x00A0, 0x00A0, BX_CLASS_NB},
    {0x00A2, 0x00A2, BX_CLASS_SX}, /* ¢ */
    {0x00A3, 0x00A3, BX_CLASS_PX}, /* £ */
    {0x00A5, 0x00A5, BX_CLASS_PX}, /* ¥ */
    {0x00AD, 0x00AD, BX_CLASS_ZW}, /* soft hyphen: a break without a hyphen (LB-6) */
    {0x00B0, 0x00B0, BX_CLASS_SX}, /* ° */
    {0x00B1, 0x00B1, BX_CLASS_PX}, /* ± */
    {0x00B2, 0x00B3, BX_CLASS_RF}, /* ² ³ */
    {0x00B7, 0x00B7, BX_CLASS_MD}, /* · */
    {0x00B9, 0x00B9, BX_CLASS_RF}, /* ¹ */
    {0x00D7, 0x00D7, BX_CLASS_OR}, /* × */
    {0x00F7, 0x00F7, BX_CLASS_OR}, /* ÷ */
    {0x2007, 0x2007, BX_CLASS_NB}, /* figure space */
    {0x200B, 0x200B, BX_CLASS_ZW},
    {0x2010, 0x2011, BX_CLASS_CH}, /* hyphens */
    {0x2013, 0x2013, BX_CLASS_CH}, /* – */
    {0x2014, 0x2015, BX_CLASS_CN}, /* single —; pairs are DA */
    {0x2018, 0x2018, BX_CLASS_OP}, /* ‘ */
    {0x2019, 0x2019, BX_CLASS_CL}, /* ’ */
    {0x201C, 0x201C, BX_CLASS_OP}, /* “ */
    {0x201D, 0x201D, BX_CLASS_CL}, /* ” */
    {0x2026, 0x2026, BX_CLASS_EL}, /* … */
    {0x2027, 0x2027, BX_CLASS_MD}, /* ‧ */
    {0x2028, 0x2029, BX_CLASS_BK}, /* line and paragraph separators */
    {0x202F, 0x202F, BX_CLASS_NB},
    {0x2030, 0x2030, BX_CLASS_SX}, /* ‰ */
    {0x2032, 0x2033, BX_CLASS_SX}, /* ′ ″ */
    {0x203C, 0x203C, BX_CLASS_S2}, /* ‼ */
    {0x2047, 0x2049, BX_CLASS_S2}, /* ⁇ ⁈ ⁉ */
    {0x2060, 0x2060, BX_CLASS_NB},
    {0x2070, 0x209C, BX_CLASS_RF}, /* superior and inferior figures */
    {0x20AC, 0x20AC, BX_CLASS_PX}, /* € */
    {0x2103, 0x2103, BX_CLASS_SX}, /* ℃ */
    {0x2109, 0x2109, BX_CLASS_SX}, /* ℉ */
    {0x2116, 0x2116, BX_CLASS_PX}, /* № */
    {0x2212, 0x2212, BX_CLASS_OR}, /* − */
    {0x2236, 0x2236, BX_CLASS_OR}, /* ∶ */
    {0x22EF, 0x22EF, BX_CLASS_EL}, /* ⋯ */
    {0x2E3A, 0x2E3A, BX_CLASS_DA}, /* ⸺ */
    {0x3000, 0x3000, BX_CLASS_IS},
    {0x3001, 0x3001, BX_CLASS_PS}, /* 、 */
    {0x3002, 0x3002, BX_CLASS_ST}, /* 。 */
    {0x3003, 0x3003, BX_CLASS_IT}, /* 〃 */
    {0x3005, 0x3005, BX_CLASS_IT}, /* 々 */
    {0x3008, 0x3008, BX_CLASS_OP}, {0x3009, 0x3009, BX_CLASS_CL}, /* 〈〉 */
    {0x300A, 0x300A, BX_CLASS_OP}, {0x300B, 0x300B, BX_CLASS_CL}, /* 《》 */
    {0x300C, 0x300C, BX_CLASS_OP}, {0x300D, 0x300D, BX_CLASS_CL}, /* 「」 */
    {0x300E, 0x300E, BX_CLASS_OP}, {0x300F, 0x300F, BX_CLASS_CL}, /* 『』 */
    {0x3010, 0x3010, BX_CLASS_OP}, {0x3011, 0x3011, BX_CLASS_CL}, /* 【】 */
    {0x3014, 0x3014, BX_CLASS_OP}, {0x3015, 0x3015, BX_CLASS_CL}, /* 〔〕 */
    {0x3016, 0x3016, BX_CLASS_OP}, {0x3017, 0x3017, BX_CLASS_CL}, /* 〖〗 */
    {0x3018, 0x3018, BX_CLASS_OP}, {0x3019, 0x3019, BX_CLASS_CL}, /* 〘〙 */
    {0x301A, 0x301A, BX_CLASS_OP}, {0x301B, 0x301B, BX_CLASS_CL}, /* 〚〛 */
    {0x301C, 0x301C, BX_CLASS_CN}, /* 〜 */
    {0x301D, 0x301D, BX_CLASS_OP}, {0x301E, 0x301F, BX_CLASS_CL}, /* 〝〞〟 */
    {0x303B, 0x303B, BX_CLASS_IT}, /* 〻 */
    {0x309D, 0x309E, BX_CLASS_IT}, /* ゝゞ */
    {0x30FB, 0x30FB, BX_CLASS_MD}, /* ・ */
    {0x30FC, 0x30FE, BX_CLASS_IT}, /* ーヽヾ */
    {0xE000, 0xF8FF, BX_CLASS_ID}, /* private: ideographs of a house */
    {0xFE00, 0xFE0F, BX_CLASS_CM}, /* variation selectors */
    {0xFEFF, 0xFEFF, BX_CLASS_NB},
    {0xFF01, 0xFF01, BX_CLASS_ST}, /* ！ */
    {0xFF03, 0xFF04, BX_CLASS_PX}, /* ＃＄ */
    {0xFF05, 0xFF05, BX_CLASS_SX}, /* ％ */
    {0xFF08, 0xFF08, BX_CLASS_OP}, {0xFF09, 0xFF09, BX_CLASS_CL}, /* （） */
    {0xFF0C, 0xFF0C, BX_CLASS_PS}, /* ， */
    {0xFF0E, 0xFF0E, BX_CLASS_ST}, /* ． */
    {0xFF0F, 0xFF0F, BX_CLASS_SL}, /* ／ */
    {0xFF1A, 0xFF1B, BX_CLASS_PS}, /* ：； */
    {0xFF1F, 0xFF1F, BX_CLASS_ST}, /* ？ */
    {0xFF3B, 0xFF3B, BX_CLASS_OP}, {0xFF3D, 0xFF3D, BX_CLASS_CL}, /* ［］ */
    {0xFF5B, 0xFF5B, BX_CLASS_OP}, {0xFF5D, 0xFF5D, BX_CLASS_CL}, /* ｛｝ */
    {0xFF5E, 0xFF5E, BX_CLASS_CN}, /* ～ */
    {0xFFE0, 0xFFE0, BX_CLASS_SX}, /* ￠ */
    {0xFFE1, 0xFFE1, BX_CLASS_PX}, /* ￡ */
    {0xFFE5, 0xFFE5, BX_CLASS_PX}, /* ￥ */
};

/* clang-format on */

static BxClass
class_of_other(gunichar c)
{
    if (c < 0x20)
        return c == 0x0D ? BX_CLASS_ZW : BX_CLASS_SP;
    if (c == 0x85)
        return BX_CLASS_BK;
    if (g_unichar_iszerowidth(c) || g_unichar_ismark(c))
        return BX_CLASS_CM;
    if (g_unichar_iswide(c) || (c >= 0x2460 && c <= 0x24FF) || (c >= 0x25A0 && c <= 0x266F)
        || c == 0x203B || (c >= 0x1F000 && c <= 0x1FBFF))
        return BX_CLASS_ID;
    if (g_unichar_isspace(c))
        return BX_CLASS_SP;
    return g_unichar_isdigit(c) ? BX_CLASS_NU : BX_CLASS_AL;
}

BxClass
bx_class_lookup(gunichar c)
{
    if (c >= 0x0A && c <= 0x0C)
        return BX_CLASS_BK;
    if (c >= 0x3400 && c <= 0x9FFF) /* the common case, before the search */
        return BX_CLASS_ID;
    size_t low = 0, high = G_N_ELEMENTS(ranges);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (c < ranges[middle].first)
            high = middle;
        else if (c > ranges[middle].last)
            low = middle + 1;
        else
            return ranges[middle].class;
    }
    return class_of_other(c);
}

static bool
is_word(BxClass class)
{
    return class == BX_CLASS_NU || class == BX_CLASS_AL;
}

static bool
is_ideograph(BxClass class)
{
    return class == BX_CLASS_ID || class == BX_CLASS_IT;
}

/* ASCII that a word, number, address or sum may hold inside. */
static bool
may_be_inside(gunichar c)
{
    return (c < 0x80 && strchr(".,:/-'&@_+=~?#%*\\|^$\"", (int)c)) || c == 0x2236 || c == 0x2019
           || c == 0x2010 || c == 0x2011 || c == 0x2013 || c == 0x2212 || c == 0xD7 || c == 0xF7;
}

/* CC-7, CC-8: two dashes or ellipses are one unit. */
static int
join_pairs(const gunichar *text, int n, int i, BxClass *classes, bool *joined)
{
    int end = i;
    while (end < n && text[end] == text[i])
        end++;
    if (text[i] == 0x2014 && end - i == 1)
        return end;
    for (int k = i; k < end; k++) {
        classes[k] = text[i] == 0x2014 ? BX_CLASS_DA : BX_CLASS_EL;
        joined[k] = (k - i) % 2 == 1;
    }
    return end;
}

/* CC-18: a western run from a letter or digit to the last one that only inner characters divide. */
static int
join_western(const gunichar *text, int n, int i, BxClass *classes, bool *joined)
{
    int last = i;
    for (int k = i + 1; k < n; k++) {
        if (is_word(classes[k]) || classes[k] == BX_CLASS_CM || classes[k] == BX_CLASS_RF)
            last = k;
        else if (!may_be_inside(text[k]))
            break;
    }
    for (int k = i + 1; k <= last; k++) {
        joined[k] = true;
        if (classes[k] == BX_CLASS_RF) /* x², CO₂: letters of the word */
            classes[k] = BX_CLASS_AL;
        else if (!is_word(classes[k]) && classes[k] != BX_CLASS_CM)
            classes[k] = BX_CLASS_WI;
    }
    int end = last + 1;
    if (end < n && (classes[end] == BX_CLASS_SX || text[end] == '+')) { /* LB-7: 99.5%, 5G+ */
        classes[end] = BX_CLASS_SX;
        joined[end] = true;
        end++;
        if (end < n && is_word(classes[end])) /* 112°30′ */
            joined[end] = true;
    }
    return end;
}

static bool
is_digits(const gunichar *text, int n, int from, int count)
{
    for (int k = from; k < from + count; k++)
        if (k >= n || text[k] < '0' || text[k] > '9')
            return false;
    return true;
}

/* CC-18: 12 345. */
static void
join_thousands(const gunichar *text, int n, int i, BxClass *classes, bool *joined)
{
    if (i == 0 || text[i] != ' ' || !is_digits(text, n, i - 1, 1) || !is_digits(text, n, i + 1, 3)
        || is_digits(text, n, i + 4, 1) || (i >= 4 && is_digits(text, n, i - 4, 4)))
        return;
    classes[i] = BX_CLASS_WI;
    joined[i] = joined[i + 1] = true;
}

/* What stands beside a mark. */
typedef struct {
    bool any_next, word_next, digit_next, word_before, han_before;
} Sides;

#define ZERO_WIDTH_JOINER 0x200D

static bool
is_flag_letter(gunichar c)
{
    return c >= 0x1F1E6 && c <= 0x1F1FF;
}

/* UAX #29 GB11 … GB13: a picture joined to the one before, its skin tone, the second letter of a flag. */
static bool
is_picture_part(const gunichar *text, int i, BxClass class, const bool *joined)
{
    if (text[i] >= 0x1F3FB && text[i] <= 0x1F3FF)
        return true;
    if (text[i - 1] == ZERO_WIDTH_JOINER)
        return class == BX_CLASS_ID;
    return is_flag_letter(text[i]) && is_flag_letter(text[i - 1]) && !joined[i - 1];
}

/* Operators: a sign before a number is its prefix (CC-13); between Han × ÷ = ∶ are ideographs (CC-17). */
static void
settle_operator(const gunichar *text, const Sides *sides, int i, BxClass *classes, bool *joined)
{
    bool is_sign = text[i] == '+' || text[i] == 0x2212;
    if (sides->digit_next && !sides->word_before && is_sign) {
        classes[i] = BX_CLASS_PX;
        joined[i + 1] = true;
    } else if (!is_sign && !sides->word_before && !sides->word_next) {
        classes[i] = BX_CLASS_OH;
    }
}

/* A hyphen after Han is a connector that leads what follows (LB-2: 歼-20); before a number and after
 * anything else it is its sign. */
static void
settle_connector(const gunichar *text, const Sides *sides, int i, BxClass *classes, bool *joined)
{
    bool is_hyphen = text[i] == '-' || text[i] == 0x2010 || text[i] == 0x2011;
    bool is_firm = text[i] == 0x2011 && sides->any_next; /* a hyphen that never breaks */
    if (is_firm || (is_hyphen && sides->word_next && sides->han_before)) {
        joined[i + 1] = true;
    } else if (text[i] == '-' && sides->digit_next && !sides->word_before) {
        classes[i] = BX_CLASS_PX;
        joined[i + 1] = true;
    }
}

/* A mark that belongs to a western run on one side only, or to none, is what it is in Chinese. */
static void
settle(const gunichar *text, int n, int i, BxClass *classes, bool *joined)
{
    const Sides sides = {.any_next = i + 1 < n,
                         .word_next = i + 1 < n && is_word(classes[i + 1]),
                         .digit_next = i + 1 < n && classes[i + 1] == BX_CLASS_NU,
                         .word_before =
                             i > 0 && (is_word(classes[i - 1]) || classes[i - 1] == BX_CLASS_SX),
                         .han_before = i > 0 && is_ideograph(classes[i - 1])};
    switch (classes[i]) {
    case BX_CLASS_PX:
        if (sides.digit_next || (i + 1 < n && classes[i + 1] == BX_CLASS_PX))
            joined[i + 1] = true;
        if (sides.word_before && sides.digit_next) /* US$3500 */
            joined[i] = true;
        break;
    case BX_CLASS_OR:
        settle_operator(text, &sides, i, classes, joined);
        break;
    case BX_CLASS_CH:
        settle_connector(text, &sides, i, classes, joined);
        break;
    case BX_CLASS_AO:
        if (sides.word_before) /* f(x): no break, as UAX #14 LB30 */
            joined[i] = true;
        break;
    case BX_CLASS_AC:
        if (sides.word_next)
            joined[i + 1] = true;
        break;
    case BX_CLASS_RF:
    case BX_CLASS_CM:
        joined[i] = true;
        break;
    default: /* every other class is what it is */
        break;
    }
    if (i > 0 && is_picture_part(text, i, classes[i], joined))
        joined[i] = true;
}

void
bx_classify(const gunichar *text, int n, BxClass *classes, bool *joined)
{
    for (int i = 0; i < n; i++) {
        classes[i] = bx_class_lookup(text[i]);
        joined[i] = false;
    }
    for (int i = 0; i < n;) {
        if (text[i] == 0x2014 || classes[i] == BX_CLASS_EL)
            i = join_pairs(text, n, i, classes, joined);
        else if (is_word(classes[i]))
            i = join_western(text, n, i, classes, joined);
        else
            i++;
    }
    for (int i = 0; i < n; i++) {
        if (!is_word(classes[i]))
            settle(text, n, i, classes, joined);
        if (classes[i] == BX_CLASS_SP)
            join_thousands(text, n, i, classes, joined);
    }
}
