/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What must hold of any issue that went through make-up, whatever its layout and its stories say. A story whose
 * fault was reported by name and place (it lies on another, it has no room) is excused from the properties that
 * the fault breaks. */

#include "issue_of.h"

/* A story's part in the faults of an issue. */
typedef struct {
    const Made *made;
    bool *is_excused; /* by story */
    GString *faults;  /* what does not hold, a line each */
} Checking;

Checking *checking_new(const Made *made);
void checking_free(Checking *checking);
/* Enters a fault of a story (−1: none). */
void fail(Checking *checking, int story, const char *format, ...) G_GNUC_PRINTF(3, 4);

/* check_places.c: nothing on anything else, nothing out of its frame. */
void check_places(Checking *checking);
/* check_flow.c: every character once, lines on the grid, columns level, heads of sections with text under them,
 * every fault with a place. `words` as of RandomIssue, NULL: not held to them. */
void check_flow(Checking *checking);
void check_words(Checking *checking, const GPtrArray *words);
