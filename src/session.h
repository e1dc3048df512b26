/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What a session keeps, for the pipeline. No part of the public API. */

#include "banxin/banxin.h"

#include "grid/settle.h"
#include "picture/picture.h"
#include "text/fonts.h"
#include "text/keep.h"

/* The folder with fonts/ and layouts/; borrowed. */
const char *bx_session_data_dir(const BxSession *session);

/* The faces, opened when they are first asked for and ready for a new document; borrowed. NULL with
 * `error`. */
BxFonts *bx_session_fonts(BxSession *session, GError **error);
/* The same, opened so many times over, for threads: at least one BxFonts, the first as above; borrowed. NULL with
 * `error`. */
const GPtrArray *bx_session_many_fonts(BxSession *session, guint n, GError **error);
/* SHA-256 of a face's file, read once a session; borrowed. Empty where it cannot be read. */
const char *bx_session_face_sum(BxSession *session, const char *path);

/* Borrowed. */
BxPictureMemo *bx_session_pictures(BxSession *session);

/* A story as it was set in a document before, under the sum of all that it was set by. */
typedef struct {
    char *sum; /* bx_story_sum() */
    BxKept *kept;
    BxDepthCosts costs; /* costs->costs is NULL where its rows are not open */
} BxKeptStory;

void bx_kept_story_free(void *story); /* BxKeptStory *, NULL is taken */
/* The story of that sum, owned by the caller; NULL: it must be set anew. */
BxKeptStory *bx_session_take_story(BxSession *session, const char *sum);
/* Takes what a document set, BxKeptStory: one that it can be taken out again by the next. Of the documents
 * before, only the stories of the last few are kept. */
void bx_session_keep_stories(BxSession *session, GPtrArray *stories);
