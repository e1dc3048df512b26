/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Pictures of pages that were painted, by what they show: those used last, within a limit of memory. */

#include <glib.h>

typedef struct BxPictureStore BxPictureStore;

BxPictureStore *bx_picture_store_new(void);
void bx_picture_store_free(BxPictureStore *store); /* NULL is taken */

/* Borrowed; NULL: there is none. */
GBytes *bx_picture_store_lookup(BxPictureStore *store, const char *key);
void bx_picture_store_add(BxPictureStore *store, const char *key, GBytes *picture);
/* Forgets all whose key begins with none of `sums` (NULL-terminated): nobody may ask for them any more. */
void bx_picture_store_keep(BxPictureStore *store, const char *const *sums);
