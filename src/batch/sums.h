/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Sums: SHA-256 of files, read again only where something tells that a file may be another. As in git's
 * index: device, inode, size and times are compared, and a file that was changed about when it was summed is
 * not believed on its times. */

#include "batch/result.h"

typedef struct {
    char *sum;
    BxFileMark mark;
    bool is_new; /* not in the journal yet */
} BxKnownFile;

/* char *: path → BxKnownFile, owned (g_hash_table_unref). */
GHashTable *bx_sums_new(void);
/* Adds one that is known; `is_new`: not to the journal yet. */
void bx_sums_tell(GHashTable *sums, const char *path, const char *sum, const BxFileMark *mark,
                  bool is_new);

/* The file with its sum, borrowed until it is asked for again; NULL where it cannot be read. */
const BxKnownFile *bx_sums_lookup(GHashTable *sums, const char *path);

/* How a file is marked now; false where it is no ordinary file. */
bool bx_file_mark(const char *path, BxFileMark *mark);
/* Whether nothing but the time of summing differs. */
bool bx_file_mark_equal(const BxFileMark *one, const BxFileMark *other);

/* Sum over the names of all files below an issue's folder, hidden ones left out: a file that is added or
 * taken away can change what is made. Owned. */
char *bx_names_sum(const char *folder);
