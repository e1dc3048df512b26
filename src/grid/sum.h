/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Sums: has anything changed that the setting of a story depends on? */

#include "grid/plan.h"

/* SHA-256, in hex, over all that text reads to set one story: its source, its pictures' sizes, the layouts
 * of its pages, its parts with all their numbers, how the issue wants its text prepared; where rows are open,
 * the stories that share them too. The plan is not settled yet. Of equal sums, in whatever issue, text makes
 * equal lines and equal diagnostics. Owned. */
char *bx_story_sum(const BxPlan *plan, int story);
