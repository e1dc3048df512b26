/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Align: which characters of two texts are the same. Source: E. Myers, An O(ND) Difference Algorithm and
 * Its Variations (1986), section 4b: linear space. */

#include <glib.h>

/* What differs: old[old_start, old_end) gave way to new[new_start, new_end); one of them may be empty. */
typedef struct {
    int old_start, old_end, new_start, new_end;
} BxHunk;

/* The differences in order, BxHunk; owned. The fewest characters possible differ, but for texts that
 * have little in common: there the search gives up after a number of steps, and what it found is a
 * right answer that is not the shortest. Time is O((n_old + n_new) × that number) at most. */
GArray *bx_align(const gunichar *old, int n_old, const gunichar *new, int n_new);
