/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Content: a PDF content stream as tokens and operations (ISO 32000-1, 7.2 and 7.8.2).
 * Nothing is copied: tokens point into the stream. */

#include <glib.h>
#include <stdbool.h>

typedef enum {
    BX_TOKEN_NUMBER,
    BX_TOKEN_NAME, /* with its slash, escapes as written */
    BX_TOKEN_STRING,
    BX_TOKEN_HEX,
    BX_TOKEN_ARRAY_OPEN,
    BX_TOKEN_ARRAY_CLOSE,
    BX_TOKEN_DICT_OPEN,
    BX_TOKEN_DICT_CLOSE,
    BX_TOKEN_WORD, /* an operator, or true, false, null */
} BxTokenKind;

typedef struct {
    BxTokenKind kind;
    size_t start, end; /* bytes, half open */
    double number;     /* of a NUMBER */
} BxToken;

/* One operator with its operands. For an inline image: the operator is “EI”, the operands are the
 * keys and values of its dictionary. */
typedef struct {
    GArray *operands;  /* BxToken, flat: arrays and dictionaries with their brackets */
    BxToken word;      /* the operator */
    size_t start, end; /* bytes from the first operand to the end of the operator */
} BxOperation;

/* A reader of one stream. */
typedef struct {
    const char *data; /* borrowed */
    size_t length;
    size_t at; /* next byte */
    BxOperation operation;
} BxContent;

BxContent *bx_content_new(const char *data, size_t length);
void bx_content_free(BxContent *content);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxContent, bx_content_free)

/* Reads one token, comments and white space before it passed over. False at the end, or with `error`
 * where the stream breaks off within a token or holds what is none. */
bool bx_content_token(BxContent *content, BxToken *token, GError **error);

/* The next operation, borrowed until the next call. NULL at the end, or with `error` (BX_ERROR_PDF)
 * where the stream breaks off, brackets do not pair, or an operator is none of PDF's. */
const BxOperation *bx_content_next(BxContent *content, GError **error);

bool bx_content_is(const BxContent *content, const BxToken *token, const char *text);
/* The operator of the operation last read. */
bool bx_content_is_operator(const BxContent *content, const char *text);
/* The token's bytes; owned. */
char *bx_content_copy(const BxContent *content, const BxToken *token);
/* The operands as numbers; false where they are not `n` numbers exactly. */
bool bx_operation_numbers(const BxOperation *operation, double *numbers, int n);
/* The only operand, a name; its escapes resolved, without the slash; owned. NULL where it is none. */
char *bx_content_copy_name(const BxContent *content, const BxToken *token);
