/* SPDX-License-Identifier: Apache-2.0 */
#include "lint/copy.h"

#include "base/say.h"

#include <string.h>

/* Blanks before the start of a clause that are looked over. */
#define BLANKS_MOST 8

bool
bx_in(gunichar c, const char *set)
{
    return c != 0 && g_utf8_strchr(set, -1, c) != NULL;
}

bool
bx_is_han(gunichar c)
{
    return c >= 0x2E80 && (c == 0x3007 || g_unichar_get_script(c) == G_UNICODE_SCRIPT_HAN)
           && c != 0x3005;
}

bool
bx_is_chinese(gunichar c)
{
    return bx_is_han(c) || (c >= 0x3001 && c <= 0x301F)
           || bx_in(c, "“”‘’…—·～，；：！？（）［］｛｝");
}

bool
bx_is_digit(gunichar c)
{
    return c >= '0' && c <= '9';
}

bool
bx_is_latin(gunichar c)
{
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
}

bool
bx_is_blank(gunichar c)
{
    return c == ' ' || c == 0xA0 || c == 0x3000 || c == '\t';
}

int
bx_han_digit(gunichar c)
{
    static const gunichar digits[] = {0x3007, 0x4E00, 0x4E8C, 0x4E09, 0x56DB,
                                      0x4E94, 0x516D, 0x4E03, 0x516B, 0x4E5D};
    for (int i = 0; i < 10; i++)
        if (digits[i] == c)
            return i;
    return c == 0x96F6 /* 零 */ ? 0 : c == 0x4E24 /* 两 */ ? 2 : -1;
}

/* ---- what no rule touches ---- */

/* The ASCII word at i, up to a blank, quote or bracket; whether it is an address, e-mail or URL. */
static int
word_end(const BxCopy *copy, int i, bool *is_address)
{
    int end = i, n_dots = 0;
    *is_address = bx_copy_word(copy, i, "www.") > 0;
    for (; end < copy->n && copy->c[end] > 0x20 && copy->c[end] < 0x7F; end++) {
        gunichar c = copy->c[end];
        if (strchr("\"<>()", (int)c))
            break;
        n_dots += c == '.' && bx_is_latin(bx_copy_at(copy, end + 1));
        *is_address |= c == '@' || bx_copy_word(copy, end, "://");
    }
    *is_address |= n_dots >= 2; /* a file name or a version has one point before letters */
    return end;
}

static void
hide_addresses(BxCopy *copy)
{
    for (int i = 0; i < copy->n;) {
        if (!bx_is_latin(copy->c[i]) && !bx_is_digit(copy->c[i])) {
            i++;
            continue;
        }
        bool is_address;
        int next = word_end(copy, i, &is_address), end = next;
        while (is_address && end > i && strchr(".,;:!?", (int)copy->c[end - 1]))
            end--; /* the sentence's own point */
        for (; is_address && i < end; i++)
            copy->c[i] = BX_ASIS;
        i = MAX(i + 1, next);
    }
}

static void
hide_code(BxCopy *copy)
{
    for (guint k = 0; k < copy->text->runs->len; k++) {
        const BxMarkRun *run = &g_array_index(copy->text->runs, BxMarkRun, k);
        for (int i = run->start_char; (run->marks & BX_MARK_CODE) && i < run->end_char; i++)
            copy->c[i] = BX_ASIS;
    }
}

/* EL-1: the blank after the strong words that a paragraph begins with. */
static int
find_pause(const BxCopy *copy)
{
    int end = 0;
    for (guint k = 0; k < copy->text->runs->len; k++) {
        const BxMarkRun *run = &g_array_index(copy->text->runs, BxMarkRun, k);
        if (run->start_char != end || !(run->marks & BX_MARK_STRONG))
            break;
        end = run->end_char;
    }
    return end > 0 && bx_copy_at(copy, end) == ' ' ? end : -1;
}

BxCopy *
bx_copy_new(const BxText *text, BxCopyKind kind)
{
    BxCopy *copy = g_new0(BxCopy, 1);
    copy->text = text;
    copy->kind = kind;
    copy->n = text->n_chars;
    copy->c = g_new0(gunichar, text->n_chars + 1);
    const char *p = text->text;
    for (int i = 0; i < copy->n; i++, p = g_utf8_next_char(p)) {
        copy->c[i] = g_utf8_get_char(p);
        copy->has_han |= bx_is_han(copy->c[i]);
    }
    copy->pause = kind == BX_COPY_BODY ? find_pause(copy) : -1;
    hide_code(copy);
    hide_addresses(copy);
    return copy;
}

void
bx_copy_free(BxCopy *copy)
{
    if (!copy)
        return;
    g_free(copy->c);
    g_free(copy);
}

/* ---- looking ---- */

gunichar
bx_copy_at(const BxCopy *copy, int i)
{
    return i >= 0 && i < copy->n ? copy->c[i] : 0;
}

int
bx_copy_word(const BxCopy *copy, int i, const char *words)
{
    int longest = 0, length = 0;
    bool matches = true;
    for (const char *p = words;; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (c != 0 && c != ' ') {
            matches = matches && bx_copy_at(copy, i + length) == c;
            length++;
            continue;
        }
        longest = matches ? MAX(longest, length) : longest;
        length = 0;
        matches = true;
        if (c == 0)
            return longest;
    }
}

int
bx_copy_run(const BxCopy *copy, int i)
{
    int n = 0;
    while (i + n < copy->n && copy->c[i + n] == copy->c[i])
        n++;
    return n;
}

int
bx_copy_span(const BxCopy *copy, int i, const char *set)
{
    int n = 0;
    while (bx_in(bx_copy_at(copy, i + n), set))
        n++;
    return n;
}

bool
bx_copy_starts(const BxCopy *copy, int i)
{
    for (int k = 0; k < BLANKS_MOST && bx_is_blank(bx_copy_at(copy, i - 1)); k++)
        i--;
    gunichar before = bx_copy_at(copy, i - 1);
    return before == 0 || bx_in(before, "。！？；：…\n");
}

char *
bx_copy_words(const BxCopy *copy, int at, int n)
{
    return g_ucs4_to_utf8(copy->c + at, n, NULL, NULL, NULL);
}

/* ---- saying ---- */

BxPos
bx_pos_after(const BxSource *source, size_t byte, BxPos last, size_t last_byte)
{
    if (!last.source || byte < last_byte
        || memchr(source->text + last_byte, '\n', byte - last_byte))
        return bx_source_pos(source, byte);
    last.column += (int)g_utf8_strlen(source->text + last_byte, (gssize)(byte - last_byte));
    return last;
}

void
bx_found(BxChecking *checking, BxDiagCode code, int at, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *said = bx_say_v(format, args);
    va_end(args);
    const BxText *text = checking->copy->text;
    if (text->source) {
        size_t byte = (size_t)text->origin[CLAMP(at, 0, text->n_chars - 1)];
        checking->pos = bx_pos_after(text->source, byte, checking->pos, checking->pos_byte);
        checking->pos_byte = byte;
    }
    checking->group++;
    checking->code = code;
    bx_diag(checking->diags, code, checking->pos, "%s", said);
}

void
bx_mend(BxChecking *checking, int at, int n, const char *new)
{
    const BxEdit edit = {.text = checking->copy->text,
                         .at = at,
                         .n = n,
                         .old = bx_copy_words(checking->copy, at, n),
                         .new = g_strdup(new),
                         .group = checking->group,
                         .code = checking->code};
    g_array_append_val(checking->edits, edit);
}
