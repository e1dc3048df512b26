/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Sources: the text of one input file and the place of every character in it. */

#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *path;    /* as shown to people: relative to the issue folder where it lies in it */
    char *file;    /* where it was opened; NULL: it is no file */
    bool has_bom;  /* the file begins with U+FEFF, which is not in the text */
    char *text;    /* UTF-8, valid, NUL-terminated */
    size_t length; /* bytes */
    GArray *lines; /* size_t: byte at which each line begins; the first entry is 0 */
    GArray *chars; /* size_t: characters before each block of bytes; for bx_source_pos alone */
} BxSource;

typedef struct {
    const BxSource *source; /* NULL: no place in any file */
    int line;               /* from 1 */
    int column;             /* from 1, in characters */
} BxPos;

#define BX_NO_POS ((BxPos){0})

/* Takes valid UTF-8 text of `length` bytes; owned by the caller (bx_source_free). */
BxSource *bx_source_new_take(const char *path, char *text, size_t length);
void bx_source_free(BxSource *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxSource, bx_source_free)

/* The place of a byte offset (clamped to the text). */
BxPos bx_source_pos(const BxSource *source, size_t byte);
/* The byte of a place in its source, which is not NULL. */
size_t bx_source_byte(BxPos pos);
/* A copy of line `line` without its end; empty where there is none. */
char *bx_source_copy_line(const BxSource *source, int line);
/* The SHA-256 of the file's bytes as they were read, in hex; owned. */
char *bx_source_sum(const BxSource *source);
