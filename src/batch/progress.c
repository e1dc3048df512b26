/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/progress.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define BAR_CELLS 24
#define DRAW_EVERY_US (100 * 1000)
#define NAME_CHARS 24

void
bx_progress_start(BxProgress *progress, int total, bool is_quiet)
{
    *progress = (BxProgress){.total = total,
                             .is_terminal = isatty(STDERR_FILENO) && !is_quiet,
                             .is_quiet = is_quiet,
                             .start_us = g_get_monotonic_time()};
}

void
bx_progress_name(BxProgress *progress, const char *name)
{
    g_free(progress->name);
    progress->name = g_strdup(name);
}

char *
bx_count_words(guint n_errors, guint n_warnings)
{
    g_autofree char *errors =
        n_errors ? g_strdup_printf("%u error%s", n_errors, n_errors == 1 ? "" : "s") : NULL;
    g_autofree char *warnings =
        n_warnings ? g_strdup_printf("%u warning%s", n_warnings, n_warnings == 1 ? "" : "s") : NULL;
    return g_strjoin(errors && warnings ? ", " : "", errors ? errors : "", warnings ? warnings : "",
                     NULL);
}

static void
wipe(const BxProgress *progress)
{
    if (progress->is_terminal && progress->drawn_us)
        fputs("\r\033[K", stderr);
}

void
bx_progress_done(BxProgress *progress, const char *name, const BxBatchResult *result)
{
    bool is_faulty = result->state != BX_BATCH_DONE;
    progress->n_done++;
    progress->n_faulty += is_faulty;
    if (progress->is_quiet || (progress->is_terminal && !is_faulty))
        return;
    g_autofree char *counts = bx_count_words(result->n_errors, result->n_warnings);
    const char *what = *result->message ? result->message : counts;
    wipe(progress);
    fprintf(stderr, "%d/%d %s %s%s%s (%.2f s)\n", progress->n_done, progress->total,
            bx_batch_state_name(result->state), name, *what ? ": " : "", what, result->seconds);
    progress->drawn_us = 0;
}

static void
draw(const BxProgress *progress, double seconds)
{
    int full = progress->total ? BAR_CELLS * progress->n_done / progress->total : BAR_CELLS;
    double rate = seconds > 0 ? progress->n_done / seconds : 0;
    g_autofree char *left = NULL;
    if (progress->n_done > 0) {
        int rest = (int)((progress->total - progress->n_done) / rate + 0.5);
        left = g_strdup_printf("%d:%02d left", rest / 60, rest % 60);
    }
    g_autofree char *name =
        g_utf8_substring(progress->name ? progress->name : "", 0,
                         MIN(NAME_CHARS, g_utf8_strlen(progress->name ? progress->name : "", -1)));
    fprintf(stderr, "\r\033[K[%.*s%*s] %d/%d", full, "########################", BAR_CELLS - full,
            "", progress->n_done, progress->total);
    if (progress->n_faulty)
        fprintf(stderr, ", %d failed", progress->n_faulty);
    fprintf(stderr, "  %.1f/s  %s  %s", rate, left ? left : "", name);
    fflush(stderr);
}

void
bx_progress_tick(BxProgress *progress)
{
    gint64 now = g_get_monotonic_time();
    if (!progress->is_terminal || now - progress->drawn_us < DRAW_EVERY_US)
        return;
    draw(progress, (double)(now - progress->start_us) / G_USEC_PER_SEC);
    progress->drawn_us = now;
}

void
bx_progress_end(BxProgress *progress)
{
    wipe(progress);
    g_clear_pointer(&progress->name, g_free);
}
