/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Prepare: the author's characters to those that are set (TX-1 … TX-5, PA-1), each conversion known by
 * rule and place; and what only an editor can mend (TX-4, TX-6). */

#include "base/diag.h"
#include "load/issue.h"

#include <stdint.h>

typedef struct {
    gunichar *chars; /* n characters */
    int n;
    char *utf8; /* the same, NUL-terminated */
    int *from;  /* n + 1: for each its first character in the BxText; the last is text->n_chars.
                         What lies between from[i] and from[i + 1] is set as, or dropped after, i */
    int first;  /* characters of the BxText dropped before the first: 0 … */
    uint16_t *marks;    /* n: BxMarks of each */
    bool *is_pause;     /* n: a fixed blank (TX-5, EL-1) */
    const BxText *text; /* borrowed */
    int n_dropped;      /* blanks of the BxText that are not set, by a rule */
    int n_converted;    /* conversions made */
} BxPrepared;

typedef enum {
    BX_PREPARE_BODY, /* blanks beside Han go, the gap of SP-1 comes */
    BX_PREPARE_HEAD, /* blanks beside Han are pauses of one em */
    BX_PREPARE_ASIS, /* nothing is changed */
} BxPrepareKind;

typedef struct {
    BxPrepareKind kind;
    bool has_dateline;       /* the strong words at the start are a 消息头 (EL-1) */
    GHashTable *unconverted; /* ids of rules switched off, or NULL */
} BxPreparing;

/* Never NULL; owned by the caller. Gives CONVERTED and QUOTE_UNPAIRED. Source: specification 3. */
BxPrepared *bx_prepare(const BxText *text, const BxPreparing *how, BxDiags *diags);
void bx_prepared_free(BxPrepared *prepared);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxPrepared, bx_prepared_free)

/* TX-6: does `a` end without a stop, and `b` begin in mid-sentence? */
bool bx_is_broken_join(const BxText *a, const BxText *b);
