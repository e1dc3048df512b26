/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Memo: what is known of pictures from one document to the next of the same process: the sums of files that have not
 * changed, and what was made of them. Threads may use it at the same time. */

#include "picture/picture.h"

/* The SHA-256 of a file's content, as bx_content_sum() has it; not read again where neither the file nor its times
 * have changed since. `memo` may be NULL. Owned; NULL with an error. */
char *bx_memo_content_sum(BxPictureMemo *memo, int fd, GError **error);
/* The result of that key: true where there is one; `result` gets a copy. */
bool bx_memo_recall(BxPictureMemo *memo, const char *key, BxPictureResult *result);
void bx_memo_note(BxPictureMemo *memo, const char *key, const BxPictureResult *result);
