/* SPDX-License-Identifier: Apache-2.0 */
/* Child: start banxin-picture with the source as its stdin, collect both pipes, mind the clock. */

#include "picture/child.h"
#include "base/say.h"
#include "picture/answer.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define POLL_MS 100       /* how soon a cancelled child is noticed */
#define WHY_MAX_BYTES 400 /* what is kept of stderr */
#define BLOCK_BYTES 65536

enum { OUT, ERR, N_PIPES };

typedef struct {
    GPid pid;
    struct pollfd pipes[N_PIPES];
    GByteArray *got[N_PIPES];
    bool is_late, is_long;
} Child;

static char *
number(const char *option, double value)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    return g_strconcat(option, "=", g_ascii_dtostr(digits, sizeof digits, value), NULL);
}

static char **
arguments(const BxPictureJob *job, const BxPictureSettings *settings)
{
    GPtrArray *words = g_ptr_array_new();
    g_ptr_array_add(words, g_strdup(settings->program));
    g_ptr_array_add(words, number("--width", job->width_pt));
    g_ptr_array_add(words, number("--height", job->height_pt));
    g_ptr_array_add(words, number("--ppi", bx_picture_ppi(job, settings)));
    if (job->crop) {
        g_ptr_array_add(words, g_strdup("--crop"));
        g_ptr_array_add(words, number("--focus-x", job->focus_x));
        g_ptr_array_add(words, number("--focus-y", job->focus_y));
    }
    if (settings->colour == BX_PICTURE_CMYK)
        g_ptr_array_add(words, number("--ink-limit", settings->ink_limit));
    else
        g_ptr_array_add(words, g_strdup("--rgb"));
    if (settings->profile)
        g_ptr_array_add(words, g_strconcat("--profile=", settings->profile, NULL));
    if (job->part.width > 0) {
        g_ptr_array_add(words, number("--part-left", job->part.left));
        g_ptr_array_add(words, number("--part-top", job->part.top));
        g_ptr_array_add(words, number("--part-width", job->part.width));
        g_ptr_array_add(words, number("--part-height", job->part.height));
    }
    if (job->sharpen)
        g_ptr_array_add(words, g_strdup("--sharpen"));
    /* the child ends itself should this program be gone; CPU time is never more than wall time */
    g_ptr_array_add(words, g_strdup_printf("--seconds=%d", settings->timeout_s));
    g_ptr_array_add(words, NULL);
    return (char **)g_ptr_array_free(words, FALSE);
}

/* One locale and one thread: the same bytes everywhere, and no more processors than were asked. */
static char **
environment(void)
{
    char **names = g_get_environ();
    names = g_environ_setenv(names, "LC_ALL", "C.UTF-8", TRUE);
    return g_environ_setenv(names, "VIPS_CONCURRENCY", "1", TRUE);
}

static bool
start(Child *child, char **argv, int fd, GError **error)
{
    g_auto(GStrv) envp = environment();
    int out, err;
    if (!g_spawn_async_with_pipes_and_fds(
            NULL, (const char *const *)argv, (const char *const *)envp, G_SPAWN_DO_NOT_REAP_CHILD,
            NULL, NULL, fd, -1, -1, NULL, NULL, 0, &child->pid, NULL, &out, &err, error))
        return false;
    child->pipes[OUT] = (struct pollfd){out, POLLIN, 0};
    child->pipes[ERR] = (struct pollfd){err, POLLIN, 0};
    for (int i = 0; i < N_PIPES; i++)
        child->got[i] = g_byte_array_new();
    return true;
}

/* Reads what is there; closes the pipe at its end. */
static void
drain(Child *child, int i)
{
    guint8 block[BLOCK_BYTES];
    ssize_t n = read(child->pipes[i].fd, block, sizeof block);
    if (n < 0 && (errno == EINTR || errno == EAGAIN))
        return;
    if (n <= 0) {
        close(child->pipes[i].fd);
        child->pipes[i].fd = -1; /* poll passes over it */
        return;
    }
    guint most = i == OUT ? BX_ANSWER_MAX_BYTES : WHY_MAX_BYTES;
    guint room = most - child->got[i]->len;
    g_byte_array_append(child->got[i], block, MIN((guint)n, room));
    if (i == OUT && (guint)n > room)
        child->is_long = true;
}

/* True while there is more to come. */
static bool
listen_on(Child *child, gint64 deadline, const int *cancelled)
{
    if (child->pipes[OUT].fd < 0 && child->pipes[ERR].fd < 0)
        return false;
    child->is_late = g_get_monotonic_time() >= deadline;
    if (child->is_late || child->is_long || g_atomic_int_get(cancelled)) {
        kill(child->pid, SIGKILL);
        return false;
    }
    if (poll(child->pipes, N_PIPES, POLL_MS) > 0)
        for (int i = 0; i < N_PIPES; i++)
            if (child->pipes[i].fd >= 0 && child->pipes[i].revents)
                drain(child, i);
    return true;
}

static int
wait_for(const Child *child)
{
    int status = 0;
    while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

static BxChildEnd
died(int signal_number, char **why)
{
    switch (signal_number) {
    case SIGXCPU:
    case SIGKILL: /* the kernel, out of memory */
    case SIGABRT: /* GLib and libstdc++, out of memory */
    case SIGTRAP:
        *why = bx_say("it needs more memory or time than a picture may have");
        return BX_CHILD_LIMIT;
    default:
        *why = bx_say("the picture program stopped by signal %d", signal_number);
        return BX_CHILD_BROKEN;
    }
}

/* The line the child wrote, fit for people. */
static char *
reason(const GByteArray *said)
{
    g_autofree char *text = g_strndup((const char *)said->data, said->len);
    text[strcspn(text, "\n")] = '\0';
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    const char *line = valid;
    if (g_str_has_prefix(line, "banxin-picture: "))
        line += strlen("banxin-picture: ");
    return g_strdup(*line ? line : bx_word("the picture program gave no reason"));
}

static BxChildEnd
judge(Child *child, int status, int timeout_s, GBytes **answer, char **why)
{
    if (child->is_late || child->is_long) {
        *why = child->is_late ? bx_say("it takes more than %d s", timeout_s)
                              : bx_say("the result is too large");
        return BX_CHILD_LIMIT;
    }
    if (WIFSIGNALED(status))
        return died(WTERMSIG(status), why);
    if (WEXITSTATUS(status) == BX_PICTURE_EXIT_DONE) {
        *answer = g_byte_array_free_to_bytes(g_steal_pointer(&child->got[OUT]));
        return BX_CHILD_DONE;
    }
    *why = reason(child->got[ERR]);
    switch (WEXITSTATUS(status)) {
    case BX_PICTURE_EXIT_BROKEN:
        return BX_CHILD_BROKEN;
    case BX_PICTURE_EXIT_LIMIT:
        return BX_CHILD_LIMIT;
    default:
        return BX_CHILD_SETUP;
    }
}

static void
clear(Child *child)
{
    for (int i = 0; i < N_PIPES; i++) {
        if (child->pipes[i].fd >= 0)
            close(child->pipes[i].fd);
        if (child->got[i])
            g_byte_array_unref(child->got[i]);
    }
    g_spawn_close_pid(child->pid);
}

BxChildEnd
bx_child_run(const BxPictureJob *job, const BxPictureSettings *settings, int fd,
             const int *cancelled, GBytes **answer, char **why)
{
    *answer = NULL;
    *why = NULL;
    g_auto(GStrv) argv = arguments(job, settings);
    g_autoptr(GError) error = NULL;
    Child child = {0};
    if (lseek(fd, 0, SEEK_SET) != 0 || !start(&child, argv, fd, &error)) {
        *why = bx_say("the picture program cannot be started: %s",
                      error ? error->message : bx_errno(errno));
        return BX_CHILD_SETUP;
    }
    gint64 deadline = g_get_monotonic_time() + settings->timeout_s * G_TIME_SPAN_SECOND;
    while (listen_on(&child, deadline, cancelled))
        ;
    int status = wait_for(&child);
    BxChildEnd end = judge(&child, status, settings->timeout_s, answer, why);
    clear(&child);
    return end;
}
