/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Every text of a story in reading order. Used inside the lint stage alone. */

#include "lint/copy.h"

typedef struct {
    const BxText *text;
    BxCopyKind kind;
    gunichar next; /* BODY: first character of the next paragraph, 0: none */
} BxStoryText;

/* BxStoryText, owned by the caller: head, body with its figures, credit, tables. */
GArray *bx_story_texts(const BxStory *story);
/* BxPicture of all figures, borrowed, in an array that the caller owns. */
GPtrArray *bx_story_pictures(const BxStory *story);
