/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/process.h"

#include "base/error.h"
#include "base/say.h"
#include "batch/frame.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#define SAID_MAX_BYTES 2000 /* of a crashed worker's last words */
#define BLOCK_BYTES 65536
#define EXIT_NO_PROGRAM 127
#define END_STEPS 200
#define END_STEP_US 1000
/* A worker is asked what it holds now and then; what it grabs in between is bounded by the kernel. */
#define HARD_LIMIT_TIMES 2

void
bx_worker_clear(BxWorker *worker)
{
    *worker = (BxWorker){.fd = -1, .said = -1, .order = -1};
}

static void
limit_memory(const BxWorkerSettings *settings)
{
#ifdef __SANITIZE_ADDRESS__ /* its shadow is larger than any limit */
    (void)settings;
#else
    rlim_t bytes = (rlim_t)settings->memory_mib * HARD_LIMIT_TIMES << 20;
    struct rlimit limit = {bytes, bytes};
    (void)setrlimit(RLIMIT_DATA, &limit);
#endif
    struct rlimit no_core = {0, 0};
    (void)setrlimit(RLIMIT_CORE, &no_core);
}

/* In the child, between fork and exec. */
static void
become_worker(const BxWorkerSettings *settings, int socket_end, int said, pid_t parent)
{
    static const int signals[] = {SIGINT, SIGTERM, SIGHUP, SIGPIPE};
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent)
        _exit(0); /* it was gone before the line above */
    for (size_t i = 0; i < G_N_ELEMENTS(signals); i++)
        signal(signals[i], SIG_DFL);
    limit_memory(settings);
    if (dup2(socket_end, STDIN_FILENO) >= 0 && dup2(said, STDOUT_FILENO) >= 0
        && dup2(said, STDERR_FILENO) >= 0)
        execv(settings->argv[0], settings->argv);
    _exit(EXIT_NO_PROGRAM);
}

static bool
fail(GError **error, const char *what)
{
    g_set_error(error, BX_ERROR, BX_ERROR_IO, _("no worker can be started: %s: %s"), what,
                bx_errno_local(errno));
    return false;
}

bool
bx_worker_start(BxWorker *worker, const BxWorkerSettings *settings, GError **error)
{
    int ends[2];
    int said = memfd_create("banxin-worker", MFD_CLOEXEC);
    if (said < 0)
        return fail(error, "memfd_create");
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) {
        close(said);
        return fail(error, "socketpair");
    }
    pid_t parent = getpid(), pid = fork();
    if (pid == 0)
        become_worker(settings, ends[1], said, parent);
    close(ends[1]);
    if (pid < 0) {
        close(ends[0]);
        close(said);
        return fail(error, "fork");
    }
    setpgid(pid, pid); /* whichever of the two is first */
    *worker = (BxWorker){
        .pid = pid, .fd = ends[0], .said = said, .order = -1, .received = g_byte_array_new()};
    return true;
}

bool
bx_worker_tell(BxWorker *worker, guint8 what, guint number, const char *one, const char *two,
               const char *three)
{
    return bx_frame_send(worker->fd, g_variant_new(BX_ORDER_TYPE, what, number, one, two, three));
}

bool
bx_worker_read(BxWorker *worker)
{
    guint8 block[BLOCK_BYTES];
    ssize_t n = recv(worker->fd, block, sizeof block, MSG_DONTWAIT);
    if (n < 0 && (errno == EINTR || errno == EAGAIN))
        return true;
    if (n <= 0) {
        worker->is_gone = true;
        return false;
    }
    g_byte_array_append(worker->received, block, (guint)n);
    return true;
}

int
bx_worker_memory(const BxWorker *worker)
{
    g_autofree char *path = g_strdup_printf("/proc/%d/statm", (int)worker->pid);
    g_autofree char *text = NULL;
    unsigned long whole, resident;
    if (!g_file_get_contents(path, &text, NULL, NULL)
        || sscanf(text, "%lu %lu", &whole, &resident) != 2)
        return 0;
    return (int)(resident * (unsigned long)sysconf(_SC_PAGESIZE) >> 20);
}

/* The last line that says something, fit for people; owned. Empty: there is none. */
static char *
last_words(int said)
{
    char text[SAID_MAX_BYTES + 1];
    off_t length = lseek(said, 0, SEEK_END);
    ssize_t n = pread(said, text, SAID_MAX_BYTES, MAX(0, length - SAID_MAX_BYTES));
    text[MAX(0, n)] = '\0';
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    const char *last = "";
    for (char **line = lines; *line; line++)
        if (*g_strstrip(*line))
            last = *line;
    char *valid = g_utf8_make_valid(last, -1);
    for (char *p = valid; *p; p++)
        if ((unsigned char)*p < 0x20 || *p == 0x7F)
            *p = ' ';
    return valid;
}

static char *
why_it_ended(int status, const char *words, const BxWorkerSettings *settings)
{
    bool is_memory = strstr(words, "failed to allocate") || strstr(words, "bad_alloc")
                     || strstr(words, "ut of memory");
    if (is_memory)
        return g_strdup_printf("it needs more memory than %d MiB (--memory)", settings->memory_mib);
    if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_NO_PROGRAM)
        return g_strdup_printf("“%s” cannot be started", settings->argv[0]);
    g_autofree char *how = WIFSIGNALED(status) ? g_strdup(g_strsignal(WTERMSIG(status)))
                                               : g_strdup_printf("exit %d", WEXITSTATUS(status));
    return g_strdup_printf("the worker stopped (%s)%s%s", how, *words ? ": " : "", words);
}

/* One that closed its socket has a moment to end by itself: its status tells why. */
static int
end_process(const BxWorker *worker)
{
    int status = 0;
    for (int i = 0; worker->is_gone && i < END_STEPS; i++) {
        if (waitpid(worker->pid, &status, WNOHANG) == worker->pid)
            return status;
        g_usleep(END_STEP_US);
    }
    kill(worker->pid, SIGKILL);
    while (waitpid(worker->pid, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

char *
bx_worker_end(BxWorker *worker, const BxWorkerSettings *settings)
{
    int status = end_process(worker);
    kill(-worker->pid, SIGKILL); /* children that it left */
    g_autofree char *words = last_words(worker->said);
    char *why = why_it_ended(status, words, settings);
    close(worker->fd);
    close(worker->said);
    g_byte_array_unref(worker->received);
    bx_worker_clear(worker);
    return why;
}
