/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Stories: all stories of a document set, but for those that a session has from a document before. No part
 * of the public API. */

#include "session.h"

typedef struct BxStories BxStories;

/* Sets the stories of `plan`, whose open rows it settles. The session, where it is not NULL, gives what it
 * has, and gets all of them when they are freed; plan and issue live as long. Faults are diagnostics.
 * `progress` gets the share done of this step; may be NULL. Owned. */
BxStories *bx_stories_new(BxPlan *plan, BxFonts *fonts, BxSession *session, BxDiags *diags,
                          void (*progress)(double share, const char *step, void *data), void *data);
void bx_stories_free(BxStories *stories);

/* BxComposed, one a story of the issue; borrowed. */
const GPtrArray *bx_stories_composed(const BxStories *stories);
/* How many were not set anew. */
int bx_stories_n_reused(const BxStories *stories);
