/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The issue that is watched: the newest state of its files that could be made into pages. */

#include <banxin/banxin.h>

typedef struct BxWatched BxWatched;

typedef struct {
    const char *issue;      /* a folder, or its issue.yaml */
    const char *signed_pdf; /* the version that was signed off; it need not be there */
    const char *cache_dir;  /* of prepared pictures; NULL: the user's */
} BxWatchedSettings;

/* Not built yet. The settings' strings live as long. Owned; NULL with `error` where the program's data is not found. */
BxWatched *bx_watched_new(const BxWatchedSettings *settings, GError **error);
void bx_watched_free(BxWatched *watched);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxWatched, bx_watched_free)

/* What one build came to. */
typedef struct {
    int n_pages, n_set_anew, n_errors, n_warnings;
    double ms;
    bool is_stale; /* files cannot be read: the pages are those of the build before */
    bool is_new;   /* there is something else to be seen than before */
} BxWatchedBuild;

/* Reads the files and makes the pages anew. Where files cannot be read that could be read before, the pages stay as they
 * are, and only the findings are new. False with `error` where nothing can be made here at all. */
bool bx_watched_build(BxWatched *watched, BxWatchedBuild *build, GError **error);

/* All that the page of the browser shows but for pictures (JSON), with a number that grows when it changes; borrowed
 * until the next build. */
const char *bx_watched_state(const BxWatched *watched);

/* A picture of a page as it was last built. NULL with G_IO_ERROR_NOT_FOUND where `sum` is not that of the page now: nobody
 * gets a picture of another state than he asked for. With overlays, which tell more than the page shows, `number` must be
 * that of the state too. Owned. */
GBytes *bx_watched_picture(BxWatched *watched, int page, const char *sum, guint64 number,
                           const BxView *view, GError **error);

const char *bx_watched_signed(const BxWatched *watched); /* borrowed; its path */
