/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Progress: a bar with rate and remaining time on a terminal, else a line for every issue that is done. */

#include "batch/result.h"

typedef struct {
    int total, n_done, n_faulty;
    bool is_terminal, is_quiet;
    gint64 start_us, drawn_us;
    char *name; /* of the last one that was begun or done; NULL: none */
} BxProgress;

void bx_progress_start(BxProgress *progress, int total, bool is_quiet);
void bx_progress_name(BxProgress *progress, const char *name);
/* Counts an issue and says what it came to: on a terminal only where it is at fault. */
void bx_progress_done(BxProgress *progress, const char *name, const BxBatchResult *result);
/* Draws the bar anew, now and then. */
void bx_progress_tick(BxProgress *progress);
void bx_progress_end(BxProgress *progress);

/* “3 errors, 1 warning”; owned. */
char *bx_count_words(guint n_errors, guint n_warnings);
