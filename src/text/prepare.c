/* SPDX-License-Identifier: Apache-2.0 */
/* Prepare: one pass over the author's characters; each rule looks at its neighbours only, quotes
 * keep a stack. What a rule changes it says, with its place. */

#include "text/prepare.h"

#include "base/say.h"
#include "text/class.h"

#include <string.h>

/* The rules, by the names under which they are reported and switched off. */
typedef enum { RULE_INDENT, RULE_FULL_WIDTH, RULE_TWIN, RULE_QUOTE, RULE_BLANK, N_RULES } Rule;
static const char *const rule_names[N_RULES] = {"PA-1", "TX-2", "TX-3", "TX-4", "TX-5"};

/* A character of the author becomes two at most (… to ……). */
#define GROWTH 2

/* State of one pass. */
typedef struct {
    const BxText *text;
    const BxPreparing *how;
    BxDiags *diags;
    bool is_on[N_RULES];
    gunichar *in; /* text->n_chars */
    uint16_t *in_marks;
    BxPrepared *out;  /* its arrays have room for GROWTH times as many */
    int dateline_end; /* character after the 消息头, 0: none */
    int plain_end;    /* no address begins before this character */
} Pass;

static bool
is_hanlike(gunichar c)
{
    BxClass class = bx_class_lookup(c);
    return class == BX_CLASS_ID || class == BX_CLASS_IT
           || (class >= BX_CLASS_OP && class <= BX_CLASS_MD) || class == BX_CLASS_EL
           || class == BX_CLASS_CN;
}

static gunichar
at(const Pass *pass, int i)
{
    return i >= 0 && i < pass->text->n_chars ? pass->in[i] : 0;
}

static bool
is_han_at(const Pass *pass, int i)
{
    gunichar c = at(pass, i);
    return c != 0 && is_hanlike(c);
}

static void
put(Pass *pass, gunichar c, int from, bool is_pause)
{
    BxPrepared *out = pass->out;
    out->chars[out->n] = c;
    out->from[out->n] = from;
    out->marks[out->n] = pass->in_marks[from];
    out->is_pause[out->n] = is_pause;
    out->n++;
}

static void
say(Pass *pass, Rule rule, int i, int n, const char *new)
{
    g_autofree char *old = g_ucs4_to_utf8(pass->in + i, n, NULL, NULL, NULL);
    pass->out->n_converted++;
    bx_diag(pass->diags, BX_DIAG_CONVERTED, bx_text_pos(pass->text, i), "%s: “%s” set as “%s”",
            rule_names[rule], old, new);
}

/* Puts `new` for the n characters from i on. */
static void
convert(Pass *pass, Rule rule, int i, int n, const char *new)
{
    for (const char *p = new; *p; p = g_utf8_next_char(p))
        put(pass, g_utf8_get_char(p), i, false);
    say(pass, rule, i, n, new);
}

static void
drop(Pass *pass, Rule rule, int i)
{
    say(pass, rule, i, 1, "");
    pass->out->n_dropped++;
    if (pass->out->n == 0)
        pass->out->first = i + 1;
}

/* clang-format off */
static const struct { gunichar ascii; const char *full; } full_width[] = { /* TX-2 */
    {'(', "（"}, {')', "）"}, {',', "，"}, {';', "；"}, {':', "："}, {'!', "！"}, {'?', "？"},
};

static const struct { gunichar from; const char *to; bool between_han; } twins[] = { /* TX-3 */
    {0x2027, "·", true}, {0x2022, "·", true}, {0x30FB, "·", true}, {0x301C, "～", false},
    {0x2015, "—", false},
};
/* clang-format on */

static const char *
full_width_of(gunichar c)
{
    for (size_t k = 0; k < G_N_ELEMENTS(full_width); k++)
        if (full_width[k].ascii == c)
            return full_width[k].full;
    return NULL;
}

/* The partner of an ASCII bracket, at most this far away. */
#define BRACKET_REACH 400

static int
partner(const Pass *pass, int i)
{
    gunichar open = pass->in[i];
    int step = open == '(' ? 1 : -1, depth = 0;
    for (int k = i; k >= 0 && k < pass->text->n_chars && ABS(k - i) < BRACKET_REACH; k += step) {
        if (pass->in[k] == '(')
            depth++;
        if (pass->in[k] == ')')
            depth--;
        if (depth == 0)
            return k;
    }
    return -1;
}

/* TX-2: beside Han on at least one outer side; a pair goes together. */
static bool
wants_full_width(const Pass *pass, int i)
{
    gunichar c = pass->in[i];
    if (c != '(' && c != ')') {
        gunichar next = at(pass, i + 1);
        /* a point inside a number, time or address is no mark of the sentence */
        if (g_unichar_isalnum(at(pass, i - 1)) && next < 0x80 && g_unichar_isalnum(next))
            return false;
        return is_han_at(pass, i - 1) || is_han_at(pass, i + 1)
               || (next == ' ' && i > 0 && is_han_at(pass, i - 1));
    }
    int other = partner(pass, i);
    if (other < 0)
        return is_han_at(pass, i - 1) || is_han_at(pass, i + 1);
    int open = MIN(i, other), close = MAX(i, other);
    if (is_han_at(pass, open - 1) || is_han_at(pass, close + 1))
        return true;
    for (int k = open + 1; k < close; k++) /* (见“通知”) at the start of a Latin line */
        if (is_han_at(pass, k))
            return true;
    return false;
}

static bool
prepare_full_width(Pass *pass, int i)
{
    const char *full = full_width_of(pass->in[i]);
    if (!full || !pass->is_on[RULE_FULL_WIDTH] || !wants_full_width(pass, i))
        return false;
    convert(pass, RULE_FULL_WIDTH, i, 1, full);
    return true;
}

static int
run_length(const Pass *pass, int i)
{
    int n = 1;
    while (at(pass, i + n) == pass->in[i])
        n++;
    return n;
}

/* What is set for a run of n such characters beside Han; NULL: what stands there. */
static const char *
twin_of_run(gunichar c, int n)
{
    switch (c) {
    case 0x2026: /* … */
        return n == 1 || n == 3 ? "……" : NULL;
    case 0x22EF: /* ⋯ */
        return n == 1 || n == 3 ? "⋯⋯" : NULL;
    case '.':
    case 0x3002: /* 。 */
        return n >= 3 ? "……" : NULL;
    case '-':
        return n == 2 || n == 3 ? "——" : n == 4 ? "————" : NULL;
    default:
        return NULL;
    }
}

/* TX-3: the Chinese twin of a character or a run: a lone …, "...", 。。。, --. Returns how many were
 * taken. */
static int
prepare_twin(Pass *pass, int i)
{
    gunichar c = pass->in[i];
    if (!pass->is_on[RULE_TWIN])
        return 0;
    if ((c >= 0xFF10 && c <= 0xFF19) || (c >= 0xFF21 && c <= 0xFF3A)
        || (c >= 0xFF41 && c <= 0xFF5A)) {
        char ascii[2] = {(char)(c - 0xFEE0), 0};
        convert(pass, RULE_TWIN, i, 1, ascii);
        return 1;
    }
    for (size_t k = 0; k < G_N_ELEMENTS(twins); k++)
        if (twins[k].from == c
            && (!twins[k].between_han || (is_han_at(pass, i - 1) && is_han_at(pass, i + 1)))) {
            convert(pass, RULE_TWIN, i, 1, twins[k].to);
            return 1;
        }
    if (at(pass, i - 1) == c) /* inside a run that was looked at as a whole */
        return 0;
    if (!twin_of_run(c, 3))
        return 0;
    int n = run_length(pass, i);
    const char *twin = twin_of_run(c, n);
    if (!twin || !(c == 0x3002 || is_han_at(pass, i - 1) || is_han_at(pass, i + n)))
        return 0;
    convert(pass, RULE_TWIN, i, n, twin);
    return n;
}

/* PA-1: the author's blanks before a paragraph, where the indent is ours. */
static bool
prepare_indent(Pass *pass, int i)
{
    gunichar c = pass->in[i];
    if (pass->out->n > 0 || pass->how->kind != BX_PREPARE_BODY || !pass->is_on[RULE_INDENT]
        || !(c == 0x3000 || c == 0xA0 || c == ' '))
        return false;
    drop(pass, RULE_INDENT, i);
    return true;
}

/* TX-5: a blank beside Han. In heads, and after a 消息头, it is a pause; in body text it goes. */
static bool
prepare_blank(Pass *pass, int i)
{
    if (pass->how->kind == BX_PREPARE_ASIS)
        return false;
    if (pass->dateline_end && i == pass->dateline_end) {
        put(pass, 0x3000, i, true);
        return true;
    }
    if (pass->in[i] != ' ')
        return false;
    const BxPrepared *out = pass->out; /* as set: TX-2 may have made a Chinese mark of it */
    gunichar before = out->n ? out->chars[out->n - 1] : 0;
    if (!pass->is_on[RULE_BLANK] || !((before && is_hanlike(before)) || is_han_at(pass, i + 1)))
        return false;
    if (pass->how->kind == BX_PREPARE_HEAD && bx_class_lookup(before) != BX_CLASS_PS) {
        put(pass, 0x3000, i, true);
        return true;
    }
    drop(pass, RULE_BLANK, i);
    return true;
}

static bool
is_chinese(const Pass *pass)
{
    for (int i = 0; i < pass->text->n_chars; i++)
        if (bx_class_lookup(pass->in[i]) == BX_CLASS_ID)
            return true;
    return false;
}

/* TX-4: straight quotes by nesting; an odd number is reported and left. */
static void
pair_straight(Pass *pass, gunichar straight, gunichar open, gunichar close)
{
    int n = 0, last = -1;
    for (int i = 0; i < pass->text->n_chars; i++)
        if (pass->in[i] == straight && !(pass->in_marks[i] & BX_MARK_CODE)
            && !(g_unichar_isalpha(at(pass, i - 1)) && g_unichar_isalpha(at(pass, i + 1))
                 && !is_han_at(pass, i - 1))) {
            n++;
            last = i;
        }
    if (n == 0)
        return;
    if (n % 2) {
        bx_diag(pass->diags, BX_DIAG_QUOTE_UNPAIRED, bx_text_pos(pass->text, last),
                "TX-4: %d straight quotation marks in the paragraph: one has no partner; add it",
                n);
        return;
    }
    bool is_open = false;
    for (int i = 0; i <= last; i++)
        if (pass->in[i] == straight && !(pass->in_marks[i] & BX_MARK_CODE)
            && !(g_unichar_isalpha(at(pass, i - 1)) && g_unichar_isalpha(at(pass, i + 1))
                 && !is_han_at(pass, i - 1))) {
            is_open = !is_open;
            char mark[8] = {0};
            g_unichar_to_utf8(is_open ? open : close, mark);
            say(pass, RULE_QUOTE, i, 1, mark);
            pass->in[i] = is_open ? open : close;
        }
}

/* TX-4: curly quotes that do not pair are reported, never guessed. */
static void
check_curly(Pass *pass, gunichar open, gunichar close)
{
    int depth = 0, opened = -1;
    for (int i = 0; i < pass->text->n_chars; i++) {
        if (pass->in[i] == open) {
            opened = i;
            depth++;
        }
        if (pass->in[i] != close
            || (close == 0x2019 && g_unichar_isalpha(at(pass, i - 1)) && !is_han_at(pass, i - 1)))
            continue;
        if (--depth < 0) {
            bx_diag(
                pass->diags, BX_DIAG_QUOTE_UNPAIRED, bx_text_pos(pass->text, i),
                "TX-4: a closing quotation mark without an opening one; add it where it belongs");
            depth = 0;
        }
    }
    if (depth > 0)
        bx_diag(
            pass->diags, BX_DIAG_QUOTE_UNPAIRED, bx_text_pos(pass->text, opened),
            depth == 1 ? N_(
                "TX-4: %d opening quotation mark without a closing one; add it where it belongs")
                       : N_("TX-4: %d opening quotation marks without a closing one; add it where "
                            "it belongs"),
            depth);
}

static void
prepare_quotes(Pass *pass)
{
    if (!pass->is_on[RULE_QUOTE] || !is_chinese(pass))
        return;
    pair_straight(pass, '"', 0x201C, 0x201D);
    pair_straight(pass, '\'', 0x2018, 0x2019);
    check_curly(pass, 0x201C, 0x201D);
    check_curly(pass, 0x2018, 0x2019);
}

/* TX-1: e-mail, addresses and code are taken as they stand. Returns the end of such a word at i. */
static int
untouched_word(Pass *pass, int i)
{
    int n = pass->text->n_chars;
    if (pass->in_marks[i] & BX_MARK_CODE) {
        int end = i;
        while (end < n && (pass->in_marks[end] & BX_MARK_CODE))
            end++;
        return end;
    }
    gunichar before = at(pass, i - 1);
    if (i < pass->plain_end || pass->in[i] >= 0x80 || !g_unichar_isalnum(pass->in[i])
        || (before && before < 0x80 && g_unichar_isalnum(before)))
        return i;
    int end = i, depth = 0;
    bool is_address = false;
    while (end < n && pass->in[end] > 0x20 && pass->in[end] < 0x7F
           && !strchr("\"<>", (int)pass->in[end])) {
        depth += pass->in[end] == '(';
        if (pass->in[end] == ')' && --depth < 0) /* of the sentence, not of A_(B) */
            break;
        is_address |=
            pass->in[end] == '@'
            || (pass->in[end] == ':' && at(pass, end + 1) == '/' && at(pass, end + 2) == '/');
        end++;
    }
    if (!is_address) {
        pass->plain_end = end;
        return i;
    }
    while (end > i && strchr(".,;:!?", (int)pass->in[end - 1])) /* the sentence's own point */
        end--;
    return end;
}

static void
walk(Pass *pass)
{
    int n = pass->text->n_chars;
    for (int i = 0; i < n;) {
        int end = untouched_word(pass, i);
        for (; i < end; i++)
            put(pass, pass->in[i], i, false);
        if (i >= n)
            break;
        if (prepare_indent(pass, i) || prepare_full_width(pass, i) || prepare_blank(pass, i)) {
            i++;
            continue;
        }
        int taken = prepare_twin(pass, i);
        if (!taken) {
            put(pass, pass->in[i], i, false);
            taken = 1;
        }
        i += taken;
    }
}

/* EL-1: the strong words at the start, followed by a blank. */
static int
find_dateline(const Pass *pass)
{
    int i = 0;
    while (i < pass->text->n_chars && (pass->in_marks[i] & BX_MARK_STRONG))
        i++;
    return i > 0 && (at(pass, i) == ' ' || at(pass, i) == 0x3000) ? i : 0;
}

static void
read_text(Pass *pass)
{
    const BxText *text = pass->text;
    pass->in = g_new(gunichar, text->n_chars + 1);
    pass->in_marks = g_new0(uint16_t, text->n_chars + 1);
    const char *p = text->text;
    for (int i = 0; i < text->n_chars; i++, p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        bool is_tab = c == '\t' && pass->how->kind != BX_PREPARE_ASIS; /* a blank like any other */
        pass->in[i] = is_tab ? ' ' : c;
    }
    for (guint k = 0; text->runs && k < text->runs->len; k++) {
        const BxMarkRun *run = &g_array_index(text->runs, BxMarkRun, k);
        for (int i = run->start_char; i < run->end_char; i++)
            pass->in_marks[i] |= (uint16_t)run->marks;
    }
}

static BxPrepared *
prepared_new(const BxText *text)
{
    size_t room = GROWTH * (size_t)text->n_chars + 1;
    BxPrepared *prepared = g_new0(BxPrepared, 1);
    prepared->text = text;
    prepared->chars = g_new(gunichar, room);
    prepared->from = g_new(int, room);
    prepared->marks = g_new(uint16_t, room);
    prepared->is_pause = g_new(bool, room);
    return prepared;
}

BxPrepared *
bx_prepare(const BxText *text, const BxPreparing *how, BxDiags *diags)
{
    Pass pass = {.text = text, .how = how, .diags = diags, .out = prepared_new(text)};
    for (int i = 0; i < N_RULES; i++)
        pass.is_on[i] =
            how->kind != BX_PREPARE_ASIS
            && !(how->unconverted && g_hash_table_contains(how->unconverted, rule_names[i]));
    read_text(&pass);
    if (how->has_dateline)
        pass.dateline_end = find_dateline(&pass);
    prepare_quotes(&pass);
    walk(&pass);
    BxPrepared *prepared = pass.out;
    prepared->from[prepared->n] = text->n_chars;
    prepared->utf8 = g_ucs4_to_utf8(prepared->chars, prepared->n, NULL, NULL, NULL);
    g_free(pass.in);
    g_free(pass.in_marks);
    return prepared;
}

void
bx_prepared_free(BxPrepared *prepared)
{
    if (!prepared)
        return;
    g_free(prepared->chars);
    g_free(prepared->utf8);
    g_free(prepared->from);
    g_free(prepared->marks);
    g_free(prepared->is_pause);
    g_free(prepared);
}

bool
bx_is_broken_join(const BxText *a, const BxText *b)
{
    if (a->n_chars < 2 || b->n_chars < 1)
        return false;
    const char *end = a->text + strlen(a->text);
    gunichar last = g_utf8_get_char(g_utf8_prev_char(end));
    gunichar next = g_utf8_get_char(b->text);
    BxClass ends = bx_class_lookup(last), begins = bx_class_lookup(next);
    bool is_open_end = ends != BX_CLASS_ST && ends != BX_CLASS_CL && ends != BX_CLASS_EL
                       && ends != BX_CLASS_AP && last != 0xFF1A;
    return is_open_end && begins != BX_CLASS_OP;
}
