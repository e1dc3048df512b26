/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Copy: one text of the author as the rules see it, what a rule finds in it, and how it is mended.
 * Used inside the lint stage alone. */

#include "base/diag.h"
#include "load/issue.h"

typedef enum {
    BX_COPY_HEAD,    /* kicker, headline, deck, byline, crosshead: blanks are pauses (TX-5) */
    BX_COPY_BODY,    /* paragraphs, quotes, items */
    BX_COPY_CAPTION, /* captions and credits: blanks are pauses */
    BX_COPY_ISSUE,   /* texts of issue.yaml */
} BxCopyKind;

/* Stands for a character of code, of an address or e-mail: no rule knows it. */
#define BX_ASIS 0xFFFC

typedef struct {
    const BxText *text; /* borrowed */
    BxCopyKind kind;
    int n;
    gunichar *c;   /* n + 1, the last 0; BX_ASIS where the text is taken as it stands */
    bool has_han;  /* it is Chinese text */
    gunichar next; /* first character of the paragraph after it, 0: none */
    int pause;     /* character at which the fixed blank of a 消息头 stands, -1: none (EL-1) */
} BxCopy;

/* One change of the author's text. Edits of one group are made together or not at all. */
typedef struct {
    const BxText *text;
    int at, n;       /* characters of the text; n may be 0 */
    char *old, *new; /* owned */
    int group;
    BxDiagCode code;
} BxEdit;

typedef struct {
    const BxCopy *copy;
    BxDiags *diags;
    GArray *edits; /* BxEdit */
    int group;     /* of the finding made last */
    BxDiagCode code;
    BxPos pos; /* of it, and its byte: the next one is counted on from there */
    size_t pos_byte;
} BxChecking;

BxCopy *bx_copy_new(const BxText *text, BxCopyKind kind);
void bx_copy_free(BxCopy *copy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxCopy, bx_copy_free)

/* Character i; 0 before the first and after the last. */
gunichar bx_copy_at(const BxCopy *copy, int i);
/* The length of the longest of `words` (divided by blanks) that stands at i; 0: none does. */
int bx_copy_word(const BxCopy *copy, int i, const char *words);
/* How often character i follows itself from i on. */
int bx_copy_run(const BxCopy *copy, int i);
/* Characters from i on that are all of the set. */
int bx_copy_span(const BxCopy *copy, int i, const char *set);
/* Nothing, a line end or a mark that ends a clause or sentence stands before i. */
bool bx_copy_starts(const BxCopy *copy, int i);
/* Characters [at, at + n) as UTF-8; owned. */
char *bx_copy_words(const BxCopy *copy, int at, int n);

bool bx_is_han(gunichar c);
/* Han, or a mark of Chinese text. */
bool bx_is_chinese(gunichar c);
bool bx_is_digit(gunichar c);
bool bx_is_latin(gunichar c); /* ASCII letters */
bool bx_is_blank(gunichar c); /* U+0020, U+00A0, U+3000, tab */
/* c is one of the characters of `set`; 0 never is. */
bool bx_in(gunichar c, const char *set);
/* 〇零一二两三 … 九 as 0 … 9; -1: none of them. */
int bx_han_digit(gunichar c);

/* The place of `byte`, counted on from the place `last` of `last_byte` where that is before it in its
 * line: a line may hold thousands of findings. */
BxPos bx_pos_after(const BxSource *source, size_t byte, BxPos last, size_t last_byte);

/* Reports a finding at a character of the copy; a mend after it belongs to it. */
void bx_found(BxChecking *checking, BxDiagCode code, int at, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
/* Mends what was found last: `new` for n characters from `at`. Only where no reader could want it otherwise. */
void bx_mend(BxChecking *checking, int at, int n, const char *new);
