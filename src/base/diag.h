/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Diagnostics: what is wrong with an issue, collected so that one run shows all of it. */

#include "base/diag_codes.h"
#include "base/geometry.h"
#include "base/source.h"

#include <stdbool.h>

typedef enum { BX_LEVEL_NOTE, BX_LEVEL_WARNING, BX_LEVEL_ERROR } BxLevel;

typedef struct {
    BxLevel level;
    BxDiagCode code;
    BxPos pos;     /* may be BX_NO_POS */
    char *message; /* one line: what, where, what to do; in English */
    char *local;   /* the same in the reader's language; NULL: that is English */
    int page;      /* page number it shows on, 0: none */
    BxRect box;    /* where on that page; width 0: no place is told */
} BxDiag;

typedef struct BxDiags BxDiags;

BxDiags *bx_diags_new(void);
void bx_diags_free(BxDiags *diags);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxDiags, bx_diags_free)

/* Adds one. The level comes from the code's row in diag_codes.h. The format is looked up in the catalogue;
 * arguments may be said texts (base/say.h). */
void bx_diag(BxDiags *diags, BxDiagCode code, BxPos pos, const char *format, ...)
    G_GNUC_PRINTF(4, 5);
/* The same, for something to be seen on page `page`. */
void bx_diag_on_page(BxDiags *diags, BxDiagCode code, BxPos pos, int page, const char *format, ...)
    G_GNUC_PRINTF(5, 6);
/* The same, for what is wrong at `box` of that page. */
void bx_diag_at(BxDiags *diags, BxDiagCode code, BxPos pos, int page, BxRect box,
                const char *format, ...) G_GNUC_PRINTF(6, 7);

/* The message for the reader, and the message as a said text, to become part of another one (owned). */
const char *bx_diag_local(const BxDiag *diag);
char *bx_diag_said(const BxDiag *diag);

/* A face that the machine has not: told once, where it is asked for first. Any other place says no more. */
bool bx_diag_is_of_no_place(const BxDiag *diag);

int bx_diags_count(const BxDiags *diags);
const BxDiag *bx_diags_lookup(const BxDiags *diags, int index);
int bx_diags_count_level(const BxDiags *diags, BxLevel level);
/* Takes a source that only diagnostics point into: it lives as long as they do. */
void bx_diags_take_source(BxDiags *diags, BxSource *source);
/* Moves all of `from` to the end of `into`; `from` stays, empty. */
void bx_diags_move(BxDiags *into, BxDiags *from);
/* Adds copies of all of `from`, which keeps its sources. */
void bx_diags_copy(BxDiags *into, const BxDiags *from);
/* Gives every place another source of the same path and text: `map` says which. */
typedef const BxSource *(*BxSourceMap)(const BxSource *source, void *data);
void bx_diags_map(BxDiags *diags, BxSourceMap map, void *data);

/* Tells of the index-th where it is, after all: on `page`, at `box` of it. */
void bx_diags_place(BxDiags *diags, int index, int page, BxRect box);

/* The number people see, “BX2104”; what it means and what to do (one sentence each). */
const char *bx_diag_code_name(BxDiagCode code);
const char *bx_diag_code_meaning(BxDiagCode code);
const char *bx_diag_code_remedy(BxDiagCode code);
BxLevel bx_diag_code_level(BxDiagCode code);
/* False where no code has that name (“BX2104” or “2104”). */
bool bx_diag_code_parse(const char *name, BxDiagCode *code);
/* All codes, for lists: the n-th one; false past the end. */
bool bx_diag_code_nth(int n, BxDiagCode *code);
