/* SPDX-License-Identifier: Apache-2.0 */
/* Content: bytes to tokens, tokens to operations. Written after ISO 32000-1, 7.2 (lexical
 * conventions), 8.9.7 (inline images) and annex A (the operators). */

#include "press/content.h"

#include "base/error.h"
#include "base/say.h"

#include <string.h>

/* All operators of PDF; sorted by strcmp. */
static const char *const operators[] = {
    "\"", "'",  "B",  "B*", "BDC", "BI", "BMC", "BT", "BX",  "CS", "DP", "Do", "EI",  "EMC", "ET",
    "EX", "F",  "G",  "ID", "J",   "K",  "M",   "MP", "Q",   "RG", "S",  "SC", "SCN", "T*",  "TD",
    "TJ", "TL", "Tc", "Td", "Tf",  "Tj", "Tm",  "Tr", "Ts",  "Tw", "Tz", "W",  "W*",  "b",   "b*",
    "c",  "cm", "cs", "d",  "d0",  "d1", "f",   "f*", "g",   "gs", "h",  "i",  "j",   "k",   "l",
    "m",  "n",  "q",  "re", "rg",  "ri", "s",   "sc", "scn", "sh", "v",  "w",  "y"};

typedef enum { CHAR_REGULAR, CHAR_SPACE, CHAR_DELIMITER } CharKind;

static CharKind
char_kind(char c)
{
    switch (c) {
    case '\0':
    case '\t':
    case '\n':
    case '\f':
    case '\r':
    case ' ':
        return CHAR_SPACE;
    case '(':
    case ')':
    case '<':
    case '>':
    case '[':
    case ']':
    case '{':
    case '}':
    case '/':
    case '%':
        return CHAR_DELIMITER;
    default:
        return CHAR_REGULAR;
    }
}

static bool
is_operator(const char *text, size_t length)
{
    size_t low = 0, high = G_N_ELEMENTS(operators);
    while (low < high) {
        size_t middle = (low + high) / 2;
        int order = strncmp(text, operators[middle], length);
        if (order == 0 && operators[middle][length] == '\0')
            return true;
        if (order > 0)
            low = middle + 1;
        else
            high = middle;
    }
    return false;
}

BxContent *
bx_content_new(const char *data, size_t length)
{
    BxContent *content = g_new0(BxContent, 1);
    content->data = data;
    content->length = length;
    content->operation.operands = g_array_new(FALSE, FALSE, sizeof(BxToken));
    return content;
}

void
bx_content_free(BxContent *content)
{
    if (!content)
        return;
    g_array_free(content->operation.operands, TRUE);
    g_free(content);
}

static bool
fail(const BxContent *content, size_t at, const char *what, GError **error)
{
    g_autofree char *said =
        bx_say("content stream, byte %zu of %zu: %s", at, content->length, bx_word(what));
    g_set_error_literal(error, BX_ERROR, BX_ERROR_PDF, said);
    return false;
}

static void
skip_space(BxContent *content)
{
    const char *data = content->data;
    while (content->at < content->length) {
        if (char_kind(data[content->at]) == CHAR_SPACE) {
            content->at++;
        } else if (data[content->at] == '%') {
            while (content->at < content->length && data[content->at] != '\n'
                   && data[content->at] != '\r')
                content->at++;
        } else {
            return;
        }
    }
}

/* The byte after a “(…)”, where parentheses nest and a backslash guards the next byte; 0: none. */
static size_t
string_end(const BxContent *content)
{
    int depth = 0;
    for (size_t i = content->at; i < content->length; i++) {
        if (content->data[i] == '\\')
            i++;
        else if (content->data[i] == '(')
            depth++;
        else if (content->data[i] == ')' && --depth == 0)
            return i + 1;
    }
    return 0;
}

static size_t
hex_end(const BxContent *content)
{
    for (size_t i = content->at + 1; i < content->length; i++) {
        if (content->data[i] == '>')
            return i + 1;
        if (!g_ascii_isxdigit(content->data[i]) && char_kind(content->data[i]) != CHAR_SPACE)
            return 0;
    }
    return 0;
}

static size_t
word_end(const BxContent *content, size_t from)
{
    while (from < content->length && char_kind(content->data[from]) == CHAR_REGULAR)
        from++;
    return from;
}

/* Numbers of PDF: a sign, digits, one point; no exponent, no blanks. */
static bool
parse_number(const char *text, size_t length, double *number)
{
    double value = 0, unit = 1;
    bool has_point = false, has_digit = false;
    size_t i = length > 0 && (text[0] == '+' || text[0] == '-') ? 1 : 0;
    for (; i < length; i++) {
        if (text[i] == '.' && !has_point) {
            has_point = true;
        } else if (g_ascii_isdigit(text[i])) {
            has_digit = true;
            value = value * 10 + (text[i] - '0');
            unit *= has_point ? 10 : 1;
        } else {
            return false;
        }
    }
    *number = (text[0] == '-' ? -value : value) / unit;
    return has_digit;
}

static bool
take(BxContent *content, BxToken *token, BxTokenKind kind, size_t end)
{
    *token = (BxToken){.kind = kind, .start = content->at, .end = end};
    content->at = end;
    return true;
}

static bool
take_word(BxContent *content, BxToken *token)
{
    size_t end = word_end(content, content->at);
    double number = 0;
    bool is_number = parse_number(content->data + content->at, end - content->at, &number);
    take(content, token, is_number ? BX_TOKEN_NUMBER : BX_TOKEN_WORD, end);
    token->number = number;
    return true;
}

bool
bx_content_token(BxContent *content, BxToken *token, GError **error)
{
    skip_space(content);
    size_t at = content->at;
    if (at >= content->length)
        return false;
    char next = at + 1 < content->length ? content->data[at + 1] : '\0';
    size_t end;
    switch (content->data[at]) {
    case '(':
        end = string_end(content);
        return end ? take(content, token, BX_TOKEN_STRING, end)
                   : fail(content, at, "a string does not end", error);
    case '<':
        if (next == '<')
            return take(content, token, BX_TOKEN_DICT_OPEN, at + 2);
        end = hex_end(content);
        return end ? take(content, token, BX_TOKEN_HEX, end)
                   : fail(content, at, "a hexadecimal string does not end", error);
    case '>':
        return next == '>' ? take(content, token, BX_TOKEN_DICT_CLOSE, at + 2)
                           : fail(content, at, "a lone “>”", error);
    case '[':
        return take(content, token, BX_TOKEN_ARRAY_OPEN, at + 1);
    case ']':
        return take(content, token, BX_TOKEN_ARRAY_CLOSE, at + 1);
    case '/':
        return take(content, token, BX_TOKEN_NAME, word_end(content, at + 1));
    case ')':
    case '{':
    case '}':
        return fail(content, at, "a stray bracket", error);
    default:
        return take_word(content, token);
    }
}

bool
bx_content_is(const BxContent *content, const BxToken *token, const char *text)
{
    size_t length = strlen(text);
    return token->end - token->start == length
           && memcmp(content->data + token->start, text, length) == 0;
}

bool
bx_content_is_operator(const BxContent *content, const char *text)
{
    return bx_content_is(content, &content->operation.word, text);
}

char *
bx_content_copy(const BxContent *content, const BxToken *token)
{
    return g_strndup(content->data + token->start, token->end - token->start);
}

char *
bx_content_copy_name(const BxContent *content, const BxToken *token)
{
    if (token->kind != BX_TOKEN_NAME)
        return NULL;
    GString *name = g_string_new(NULL);
    for (size_t i = token->start + 1; i < token->end; i++) {
        const char *p = content->data + i;
        if (*p == '#' && i + 2 < token->end && g_ascii_isxdigit(p[1]) && g_ascii_isxdigit(p[2])) {
            g_string_append_c(name,
                              (char)(g_ascii_xdigit_value(p[1]) * 16 + g_ascii_xdigit_value(p[2])));
            i += 2;
        } else {
            g_string_append_c(name, *p);
        }
    }
    return g_string_free(name, FALSE);
}

bool
bx_operation_numbers(const BxOperation *operation, double *numbers, int n)
{
    if ((int)operation->operands->len != n)
        return false;
    for (int i = 0; i < n; i++) {
        const BxToken *token = &g_array_index(operation->operands, BxToken, i);
        if (token->kind != BX_TOKEN_NUMBER)
            return false;
        numbers[i] = token->number;
    }
    return true;
}

static bool
is_literal(const BxContent *content, const BxToken *token)
{
    return bx_content_is(content, token, "true") || bx_content_is(content, token, "false")
           || bx_content_is(content, token, "null");
}

/* The value after one of two names of a key; NULL: the inline image has neither. */
static const BxToken *
image_value(const BxContent *content, const char *key, const char *long_key)
{
    const GArray *tokens = content->operation.operands;
    for (guint i = 0; i + 1 < tokens->len; i++) {
        const BxToken *token = &g_array_index(tokens, BxToken, i);
        if (bx_content_is(content, token, key) || bx_content_is(content, token, long_key))
            return token + 1;
    }
    return NULL;
}

static double
image_number(const BxContent *content, const char *key, const char *long_key, double otherwise)
{
    const BxToken *token = image_value(content, key, long_key);
    return token && token->kind == BX_TOKEN_NUMBER ? token->number : otherwise;
}

/* Components of a pixel; 0: not known here (a colour space of the resources). */
static int
image_components(const BxContent *content)
{
    static const struct {
        const char *name;
        int components;
    } spaces[] = {{"/G", 1},         {"/DeviceGray", 1}, {"/RGB", 3},
                  {"/DeviceRGB", 3}, {"/CMYK", 4},       {"/DeviceCMYK", 4}};
    const BxToken *mask = image_value(content, "/IM", "/ImageMask");
    if (mask && bx_content_is(content, mask, "true"))
        return 1;
    const BxToken *space = image_value(content, "/CS", "/ColorSpace");
    for (guint i = 0; space && i < G_N_ELEMENTS(spaces); i++)
        if (bx_content_is(content, space, spaces[i].name))
            return spaces[i].components;
    return 0;
}

/* Bytes of an image's data where its dictionary tells; 0: it does not. */
static size_t
image_size(const BxContent *content)
{
    double told = image_number(content, "/L", "/Length", 0);
    if (told > 0)
        return told < (double)content->length ? (size_t)told : 0;
    int components = image_components(content);
    double width = image_number(content, "/W", "/Width", 0);
    double height = image_number(content, "/H", "/Height", 0);
    double bits = image_number(content, "/BPC", "/BitsPerComponent", 1);
    if (image_value(content, "/F", "/Filter") || components == 0 || width < 1 || height < 1)
        return 0;
    double row_bits = width * components * bits;
    double row = (double)(guint64)MIN((row_bits + 7) / 8, 1e12);
    return row * height < (double)content->length ? (size_t)(row * height) : 0;
}

static bool
is_end_mark(const BxContent *content, size_t at)
{
    return at + 2 <= content->length && memcmp(content->data + at, "EI", 2) == 0
           && (at + 2 == content->length || char_kind(content->data[at + 2]) == CHAR_SPACE);
}

/* Whether the bytes from `at` read as page description: image data that holds “ EI ” seldom does. Looks
 * at a few tokens in a window, so that many such places cost no more than their number. */
static bool
reads_as_content(const BxContent *content, size_t at)
{
    enum { WINDOW_BYTES = 512, WINDOW_TOKENS = 16 };
    size_t end = MIN(content->length, at + WINDOW_BYTES);
    BxContent ahead = {.data = content->data, .length = end, .at = at};
    BxToken token;
    g_autoptr(GError) error = NULL;
    for (int i = 0; i < WINDOW_TOKENS && bx_content_token(&ahead, &token, &error); i++)
        if (token.kind == BX_TOKEN_WORD && token.end < end
            && !is_operator(ahead.data + token.start, token.end - token.start)
            && !is_literal(&ahead, &token))
            return false;
    return error == NULL || end < content->length;
}

/* From the byte after “ID” to the start of “EI”. */
static bool
skip_image(BxContent *content, GError **error)
{
    size_t start = content->at + 1; /* one white space belongs to ID */
    size_t size = image_size(content);
    for (size_t at = start + size; at + 2 <= content->length; at++) {
        if (size > 0 && at > start + size + 2)
            return fail(content, at, "an inline image is not as long as it says", error);
        bool is_apart = size > 0 || (at > start && char_kind(content->data[at - 1]) == CHAR_SPACE);
        if (is_apart && is_end_mark(content, at)
            && (size > 0 || reads_as_content(content, at + 2))) {
            content->at = at;
            return true;
        }
    }
    return fail(content, start, "an inline image does not end", error);
}

static bool
end_operation(BxContent *content, const BxToken *token, GError **error)
{
    content->operation.word = *token;
    content->operation.end = token->end;
    if (!is_operator(content->data + token->start, token->end - token->start))
        return fail(content, token->start, "this is no operator of PDF", error);
    return true;
}

/* The brackets still open, as a stack of one byte each. */
static bool
match_brackets(GString *open, const BxToken *token)
{
    switch (token->kind) {
    case BX_TOKEN_ARRAY_OPEN:
        g_string_append_c(open, '[');
        return true;
    case BX_TOKEN_DICT_OPEN:
        g_string_append_c(open, '<');
        return true;
    case BX_TOKEN_ARRAY_CLOSE:
    case BX_TOKEN_DICT_CLOSE:
        if (open->len == 0
            || open->str[open->len - 1] != (token->kind == BX_TOKEN_ARRAY_CLOSE ? '[' : '<'))
            return false;
        g_string_truncate(open, open->len - 1);
        return true;
    case BX_TOKEN_NUMBER:
    case BX_TOKEN_NAME:
    case BX_TOKEN_STRING:
    case BX_TOKEN_HEX:
    case BX_TOKEN_WORD:
        return true;
    }
    g_assert_not_reached();
}

/* Reads operands up to an operator. False at the end of the stream or with `error`. */
static bool
read_operation(BxContent *content, GError **error)
{
    BxOperation *operation = &content->operation;
    g_autoptr(GString) open = g_string_new(NULL);
    BxToken token;
    while (bx_content_token(content, &token, error)) {
        if (operation->operands->len == 0)
            operation->start = MIN(operation->start, token.start);
        if (token.kind == BX_TOKEN_WORD && open->len == 0 && !is_literal(content, &token))
            return end_operation(content, &token, error);
        if (!match_brackets(open, &token)
            || (token.kind == BX_TOKEN_WORD && !is_literal(content, &token)))
            return fail(content, token.start, "brackets do not pair", error);
        g_array_append_val(operation->operands, token);
    }
    if (!(error && *error) && (operation->operands->len > 0 || operation->start != G_MAXSIZE))
        return fail(content, content->length, "it breaks off before an operator", error);
    return false;
}

const BxOperation *
bx_content_next(BxContent *content, GError **error)
{
    g_autoptr(GError) own = NULL;
    BxOperation *operation = &content->operation;
    g_array_set_size(operation->operands, 0);
    operation->start = G_MAXSIZE;
    bool is_read = read_operation(content, &own);
    if (is_read && bx_content_is_operator(content, "BI")) {
        is_read = operation->operands->len == 0 && read_operation(content, &own)
                  && bx_content_is_operator(content, "ID") && skip_image(content, &own);
        BxToken end;
        is_read =
            is_read && bx_content_token(content, &end, &own) && end_operation(content, &end, &own);
        if (!is_read && !own)
            fail(content, content->at, "an inline image has no data", &own);
    }
    if (own) {
        g_propagate_error(error, g_steal_pointer(&own));
        return NULL;
    }
    return is_read ? operation : NULL;
}
