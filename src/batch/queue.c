/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/queue.h"

#include "base/error.h"
#include "base/say.h"

#include <string.h>

bool
bx_queue_check(GError **error)
{
    static const char *const programs[] = {"sbatch", "squeue", "scancel"};
    for (size_t i = 0; i < G_N_ELEMENTS(programs); i++) {
        g_autofree char *path = g_find_program_in_path(programs[i]);
        if (path)
            continue;
        g_set_error(error, BX_ERROR, BX_ERROR_IO,
                    _("%s is not installed: --slurm needs Slurm; install the package slurm-client "
                      "here, and slurmd on the nodes (slurm-wlm has all of it)"),
                    programs[i]);
        return false;
    }
    return true;
}

/* Runs a command; what it wrote, owned. NULL with `error`: what it said. */
static char *
run(const char *const *words, GError **error)
{
    g_autofree char *out = NULL, *err = NULL;
    int status = 0;
    if (!g_spawn_sync(NULL, (char **)words, NULL,
                      G_SPAWN_SEARCH_PATH | G_SPAWN_CHILD_INHERITS_STDIN, NULL, NULL, &out, &err,
                      &status, error))
        return NULL;
    if (g_spawn_check_wait_status(status, NULL))
        return g_steal_pointer(&out);
    g_set_error(error, BX_ERROR, BX_ERROR_IO, "%s: %s", words[0], g_strstrip(err));
    return NULL;
}

char *
bx_queue_submit(const char *script, int n, const char *const *options, GError **error)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new();
    g_autofree char *array = g_strdup_printf("--array=0-%d", n - 1);
    const char *const own[] = {"sbatch", "--parsable", "--requeue", "--open-mode=append", array};
    for (size_t i = 0; i < G_N_ELEMENTS(own); i++)
        g_ptr_array_add(words, (gpointer)own[i]);
    for (const char *const *option = options; *option; option++)
        g_ptr_array_add(words, (gpointer)*option);
    g_ptr_array_add(words, (gpointer)script);
    g_ptr_array_add(words, NULL);
    char *job = run((const char *const *)words->pdata, error);
    if (job)
        job[strcspn(job, ";\n")] = '\0'; /* “JOB;CLUSTER” */
    return job;
}

bool
bx_queue_is_away(const GError *error)
{
    static const char *const words[] = {"nable to contact", "ocket timed out", "onnection refused",
                                        "Zero Bytes",       "not responding",  "temporarily"};
    for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
        if (strstr(error->message, words[i]))
            return true;
    return false;
}

static void
cancel_task(const char *job, const char *task)
{
    g_autofree char *which = g_strdup_printf("%s_%s", job, task);
    const char *const words[] = {"scancel", which, NULL};
    g_autofree char *out = run(words, NULL);
}

/* A task whose node failed waits for two minutes before it may start again. */
static void
hurry_task(const char *job, const char *task)
{
    g_autofree char *which = g_strdup_printf("JobId=%s_%s", job, task);
    const char *const words[] = {"scontrol", "update", which, "StartTime=now", NULL};
    g_autofree char *out = run(words, NULL);
}

/* “JOB|TASK|REASON” of squeue. */
static void
add_live(GHashTable *live, const char *line, bool may_hurry)
{
    g_auto(GStrv) words = g_strsplit(line, "|", 3);
    if (g_strv_length(words) < 3)
        return;
    /* after a node failed to start it: nobody would release it */
    if (strstr(words[2], "held") || strcmp(words[2], "JobHeldAdmin") == 0) {
        cancel_task(words[0], words[1]);
        return;
    }
    if (may_hurry && strcmp(words[2], "BeginTime") == 0)
        hurry_task(words[0], words[1]);
    g_hash_table_add(live, g_strdup_printf("%s %s", words[0], words[1]));
}

GHashTable *
bx_queue_live(char *const *jobs, bool may_hurry)
{
    g_autoptr(GHashTable) live = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (char *const *job = jobs; *job; job++) {
        g_autoptr(GError) error = NULL;
        const char *const words[] = {"squeue", "-h", "-r", "-j", *job, "-o", "%F|%K|%r", NULL};
        g_autofree char *out = run(words, &error);
        if (!out && !strstr(error->message, "Invalid job id"))
            return NULL; /* one that is forgotten is over; all else is not known */
        g_auto(GStrv) lines = g_strsplit(out ? out : "", "\n", -1);
        for (char **line = lines; *line; line++)
            add_live(live, *line, may_hurry);
    }
    return g_steal_pointer(&live);
}

void
bx_queue_cancel(char *const *jobs)
{
    for (char *const *job = jobs; *job; job++) {
        const char *const words[] = {"scancel", *job, NULL};
        g_autofree char *out = run(words, NULL);
    }
}
