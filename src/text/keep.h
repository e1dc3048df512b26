/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Keeping: a composed story taken off its issue, to be put into the next one that asks for the same
 * setting (bx_story_sum). Its lines refer to faces, so it lives no longer than the fonts. */

#include "text/compose.h"

typedef struct BxKept BxKept;

/* Takes a story's `composed` off the issue of `plan`, with copies of `said`, all that was said in composing
 * it. NULL where it holds something that is not the issue's; `composed` is freed then. Owned. */
BxKept *bx_kept_new_take(BxComposed *composed, const BxPlan *plan, const BxDiags *said);
void bx_kept_free(BxKept *kept);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxKept, bx_kept_free)

/* Puts it into the issue of `plan`, whose story `story` has the same sum, and adds what was said to `diags`.
 * Takes `kept`. Never NULL; owned. */
BxComposed *bx_kept_take(BxKept *kept, const BxPlan *plan, int story, BxDiags *diags);
