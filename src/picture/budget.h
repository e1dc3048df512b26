/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Budget: the cache of pictures keeps to a size; what was not used for longest goes first. Several processes share it:
 * they take turns over its tally, and whoever finds an entry gone makes it anew. */

#include <glib.h>
#include <stdbool.h>

#define BX_CACHE_SUFFIX ".picture"

/* $BANXIN_CACHE_MIB, else 2 GiB; bytes. 0: nothing is kept. */
guint64 bx_cache_budget(void);

/* Tells that `bytes` were added to the folder; over the budget, entries are deleted down to nine tenths of it. */
void bx_cache_added(const char *dir, guint64 bytes, guint64 budget);
/* Tells that an entry was used. */
void bx_cache_used(const char *path);

typedef struct {
    int n_entries;
    guint64 bytes;
    gint64 oldest_s,
        newest_s; /* when the entry not used for longest, and the last one, were used; 0: none */
} BxCacheStat;

/* False where the folder cannot be read; one that is not there is empty. */
bool bx_cache_stat(const char *dir, BxCacheStat *stat);
/* Deletes all entries, and nothing else. How many; −1: the folder cannot be read. */
int bx_cache_clear(const char *dir);
