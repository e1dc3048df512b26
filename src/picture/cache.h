/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Cache: answers of banxin-picture in a folder, each under a name made of all that went into it.
 * Several processes may use one folder at a time: entries are written beside and renamed, and the
 * same name always means the same bytes. How large it may become: budget.h. */

#include "base/file.h"
#include "picture/picture.h"

/* The name of the entry: SHA-256 over the content, the placed size, the crop, the profile, the
 * colours, the version of the program. Owned.
 *
 * content  bx_content_sum() of the source
 * profile  bx_content_sum() of the output profile, or NULL */
char *bx_cache_key(const BxPictureJob *job, const BxPictureSettings *settings, const char *content,
                   const char *profile);

/* The answer kept under that name; NULL where there is none or it is damaged. */
GBytes *bx_cache_load(const char *dir, const char *key);
/* Keeps an answer. A cache that cannot be written is no fault of the issue: nothing is said. */
void bx_cache_store(const char *dir, const char *key, GBytes *answer);
