/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Stories: all stories of a document set, but for those that a session has from a document before. No part
 * of the public API. */

#include "base/trace.h"
#include "session.h"

typedef struct BxStories BxStories;

typedef struct {
    BxPlan *plan; /* its open rows get settled */
    const GPtrArray
        *fonts;         /* BxFonts; one a thread, and what is made is in the faces of the first */
    guint n_threads;    /* 1 … fonts->len */
    BxSession *session; /* gives what it has, gets all when they are freed; NULL: nothing is kept */
    BxTrace *trace;
    BxDiags *diags;
    void (*progress)(double share, const char *step, void *data); /* of this work; may be NULL */
    void *data;
} BxStoriesMaking;

/* Sets all stories of the plan, which lives as long, as its issue does. Faults are diagnostics. Owned. */
BxStories *bx_stories_new(const BxStoriesMaking *making);
void bx_stories_free(BxStories *stories);

/* BxComposed, one a story of the issue; borrowed. */
const GPtrArray *bx_stories_composed(const BxStories *stories);
/* How many were not set anew. */
int bx_stories_n_reused(const BxStories *stories);
