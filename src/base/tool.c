/* SPDX-License-Identifier: Apache-2.0 */
#include "base/tool.h"

#include "base/error.h"
#include "base/say.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdbool.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define PROGRAM "mutool"
#define PACKAGE "mupdf-tools"
#define SECONDS_MOST 120
#define MEMORY_MOST ((rlim_t)2 << 30) /* bytes */
#define OUTPUT_MOST ((rlim_t)512 << 20)

struct BxTool {
    GPid pid;
    int out; /* a file without a name: the child may write as much as it is allowed and never waits */
};

/* In the child, between fork and exec. */
static void
set_limits(gpointer data)
{
    (void)data;
    const struct rlimit seconds = {SECONDS_MOST, SECONDS_MOST}, memory = {MEMORY_MOST, MEMORY_MOST},
                        output = {OUTPUT_MOST, OUTPUT_MOST}, core = {0, 0};
    (void)setrlimit(RLIMIT_CPU, &seconds);
    (void)setrlimit(RLIMIT_AS, &memory);
    (void)setrlimit(RLIMIT_FSIZE, &output);
    (void)setrlimit(RLIMIT_CORE, &core);
}

static GPtrArray *
command(const char *program, const char *const *arguments)
{
    GPtrArray *argv = g_ptr_array_new();
    g_ptr_array_add(argv, (gpointer)program);
    for (const char *const *word = arguments; *word; word++)
        g_ptr_array_add(argv, (gpointer)*word);
    g_ptr_array_add(argv, NULL);
    return argv;
}

BxTool *
bx_tool_start(const char *const *arguments, GError **error)
{
    g_autofree char *program = g_find_program_in_path(PROGRAM);
    if (!program) {
        g_set_error(error, BX_ERROR, BX_ERROR_IO,
                    _("%s is not installed; it reads the pages: install the package %s"), PROGRAM,
                    PACKAGE);
        return NULL;
    }
    g_autoptr(GPtrArray) argv = command(program, arguments);
    g_auto(GStrv) envp = g_environ_setenv(g_get_environ(), "LC_ALL", "C.UTF-8", TRUE);
    g_autofree BxTool *tool = g_new0(BxTool, 1);
    tool->out = memfd_create("banxin", MFD_CLOEXEC);
    int null = open("/dev/null", O_RDWR | O_CLOEXEC);
    bool is_started = tool->out >= 0 && null >= 0
                      && g_spawn_async_with_pipes_and_fds(
                          NULL, (const char *const *)argv->pdata, (const char *const *)envp,
                          G_SPAWN_DO_NOT_REAP_CHILD, set_limits, NULL, null, tool->out, null, NULL,
                          NULL, 0, &tool->pid, NULL, NULL, NULL, error);
    if (null >= 0)
        close(null);
    if (is_started)
        return g_steal_pointer(&tool);
    if (error && !*error)
        g_set_error(error, BX_ERROR, BX_ERROR_IO, _("%s cannot be started: %s"), PROGRAM,
                    bx_errno_local(errno));
    if (tool->out >= 0)
        close(tool->out);
    return NULL;
}

static GBytes *
read_all(int fd)
{
    struct stat info;
    if (fstat(fd, &info) != 0 || lseek(fd, 0, SEEK_SET) != 0)
        return NULL;
    gsize size = (gsize)info.st_size, got = 0;
    char *bytes = g_malloc(size + 1);
    ssize_t n;
    while (got < size && (n = read(fd, bytes + got, size - got)) > 0)
        got += (gsize)n;
    bytes[got] = 0; /* who reads text may go on to it */
    return g_bytes_new_take(bytes, got);
}

GBytes *
bx_tool_finish(BxTool *tool, GError **error)
{
    int status = 0;
    while (waitpid(tool->pid, &status, 0) < 0 && errno == EINTR)
        ;
    g_spawn_close_pid(tool->pid);
    GBytes *bytes = WIFEXITED(status) && WEXITSTATUS(status) == 0 ? read_all(tool->out) : NULL;
    if (!bytes && WIFSIGNALED(status))
        g_set_error(error, BX_ERROR, BX_ERROR_LIMIT,
                    _("%s was ended: the file needs more than %d s, 2 GiB of memory or 512 MiB of "
                      "output"),
                    PROGRAM, SECONDS_MOST);
    else if (!bytes)
        g_set_error(error, BX_ERROR, BX_ERROR_PDF, _("%s cannot read the file"), PROGRAM);
    close(tool->out);
    g_free(tool);
    return bytes;
}
