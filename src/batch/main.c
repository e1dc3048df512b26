/* SPDX-License-Identifier: Apache-2.0 */
/* banxin-batch: options to a batch. `banxin batch` becomes this program, so that nothing of it is loaded for one page. */

#include "banxin/banxin.h"

#include "batch/queue.h"
#include "batch/run.h"
#include "batch/task.h"
#include "cli/locale.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define EXIT_USAGE 2
#define TIMEOUT_S 300
#define MEMORY_MIB 2048
#define PER_TASK 100 /* a task of one issue starts about two a second */
#define ATTEMPTS 4

/* Counts the signals to end: all that a handler can reach. */
static int stop;

static void
count_signal(int number)
{
    (void)number;
    g_atomic_int_inc(&stop);
}

static void
mind_signals(void)
{
    static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
    struct sigaction action = {.sa_handler = count_signal, .sa_flags = SA_RESTART};
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        sigaction(numbers[i], &action, NULL);
    signal(SIGPIPE, SIG_IGN);
}

static bool
is_word(const char *option, const char *value, const char *const *words)
{
    if (!value || g_strv_contains(words, value))
        return true;
    g_autofree char *list = g_strjoinv(_(" or "), (char **)words);
    fprintf(stderr, _("banxin batch: --%s takes %s, not “%s”\n"), option, list, value);
    return false;
}

static bool
is_from_one(const char *option, int value)
{
    if (value >= 1)
        return true;
    fprintf(stderr, _("banxin batch: --%s is a number from 1\n"), option);
    return false;
}

static bool
check(const BxBatchOptions *options)
{
    static const char *const profiles[] = {"press", "proof", NULL},
                             *const standards[] = {"x4", "x1a", NULL},
                             *const imposings[] = {"2up", NULL};
    return is_word("profile", options->profile, profiles)
           && is_word("standard", options->standard, standards)
           && is_word("impose", options->impose, imposings)
           && is_from_one("timeout", options->timeout_s)
           && is_from_one("memory", options->memory_mib)
           && is_from_one("jobs", options->jobs ? options->jobs : 1)
           && is_from_one("per-task", options->per_task)
           && is_from_one("attempts", options->attempts);
}

static bool
parse(int argc, char **argv, BxBatchOptions *options)
{
    g_autoptr(GError) error = NULL;
    const GOptionEntry entries[] = {
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options->output,
         N_("folder of the PDFs and logs (default: the working folder)"), "DIR"},
        {"jobs", 'j', 0, G_OPTION_ARG_INT, &options->jobs,
         N_("issues at once (default: processors)"), "N"},
        {"dry-run", 'n', 0, G_OPTION_ARG_NONE, &options->dry_run,
         N_("say what would be made and why; make nothing"), NULL},
        {"force", 'f', 0, G_OPTION_ARG_NONE, &options->force, N_("make all, changed or not"), NULL},
        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &options->quiet, N_("no line for every issue, no bar"),
         NULL},
        {"report", 0, 0, G_OPTION_ARG_FILENAME, &options->report, N_("write the summary as JSON"),
         "FILE"},
        {"junit", 0, 0, G_OPTION_ARG_FILENAME, &options->junit,
         N_("write the summary as JUnit XML"), "FILE"},
        {"timeout", 0, 0, G_OPTION_ARG_INT, &options->timeout_s,
         N_("seconds that an issue may take (default 300)"), "S"},
        {"memory", 0, 0, G_OPTION_ARG_INT, &options->memory_mib,
         N_("MiB that a worker may hold (default 2048)"), "MIB"},
        {"profile", 0, 0, G_OPTION_ARG_STRING, &options->profile, N_("press (default) or proof"),
         "PROFILE"},
        {"standard", 0, 0, G_OPTION_ARG_STRING, &options->standard,
         N_("x4 (PDF/X-4, default) or x1a (PDF/X-1a:2003)"), "STANDARD"},
        {"marks", 0, 0, G_OPTION_ARG_NONE, &options->marks,
         N_("crop marks, register targets, colour bar, slug line"), NULL},
        {"impose", 0, 0, G_OPTION_ARG_STRING, &options->impose, N_("2up: four pages on two sheets"),
         "HOW"},
        {"deny-warnings", 0, 0, G_OPTION_ARG_NONE, &options->deny_warnings,
         N_("warnings are errors"), NULL},
        {"locked", 0, 0, G_OPTION_ARG_NONE, &options->locked,
         N_("no other faces than those of each issue's fonts.lock"), NULL},
        {"lock-file", 0, 0, G_OPTION_ARG_FILENAME, &options->lock_file,
         N_("no other faces than those of FILE"), "FILE"},
        {"cache", 0, 0, G_OPTION_ARG_FILENAME, &options->cache, N_("folder of prepared pictures"),
         "DIR"},
        {"slurm", 0, 0, G_OPTION_ARG_NONE, &options->slurm,
         N_("on the nodes of a Slurm cluster; -o is a folder that all of them see"), NULL},
        {"per-task", 0, 0, G_OPTION_ARG_INT, &options->per_task,
         N_("issues of one task (default 100)"), "N"},
        {"attempts", 0, 0, G_OPTION_ARG_INT, &options->attempts,
         N_("times that an issue is submitted before it is given up (default 4)"), "N"},
        {"slurm-option", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->slurm_options,
         N_("for sbatch, as --partition=night; may be repeated"), "WORD"},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    g_autoptr(GOptionContext) context = g_option_context_new("DIR|LIST");
    g_option_context_set_summary(context, _("Makes the PDFs of many issues: those that changed."));
    g_option_context_add_main_entries(context, entries, "banxin");
    g_set_prgname("banxin batch");
    const char *wrong = NULL;
    if (!g_option_context_parse(context, &argc, &argv, &error))
        wrong = error->message;
    else if (argc != 2)
        wrong = argc < 2 ? _("something is missing") : _("too many arguments");
    if (wrong)
        fprintf(stderr, _("banxin batch: %s; see banxin batch --help\n"), wrong);
    else
        options->where = g_strdup(argv[1]);
    return !wrong && check(options);
}

static char *
absolute(char *path_taken)
{
    char *path = path_taken ? g_canonicalize_filename(path_taken, NULL) : NULL;
    g_free(path_taken);
    return path;
}

static void
clear(BxBatchOptions *options)
{
    char *const strings[] = {options->where,     options->output,   options->report, options->junit,
                             options->profile,   options->standard, options->impose, options->cache,
                             options->lock_file, options->data_dir};
    for (size_t i = 0; i < G_N_ELEMENTS(strings); i++)
        g_free(strings[i]);
    g_strfreev(options->slurm_options);
}

static int
run(BxBatchOptions *options)
{
    g_autoptr(GError) error = NULL;
    if (!options->slurm || options->dry_run || bx_queue_check(&error))
        options->data_dir = absolute(bx_data_dir(&error));
    if (!options->data_dir) {
        fprintf(stderr, "banxin batch: %s\n", error->message);
        return 1;
    }
    if (!options->output)
        options->output = g_strdup(".");
    options->cache = absolute(options->cache);
    options->lock_file = absolute(options->lock_file);
    mind_signals();
    return bx_batch_run(options, &stop);
}

int
main(int argc, char **argv)
{
    if (argc == 4 && strcmp(argv[1], "--slurm-task") == 0) {
        mind_signals();
        return bx_task_run(argv[2], atoi(argv[3]), &stop);
    }
    bx_use_language(); /* not for a task: what it writes is read by programs */
    BxBatchOptions options = {.timeout_s = TIMEOUT_S,
                              .memory_mib = MEMORY_MIB,
                              .per_task = PER_TASK,
                              .attempts = ATTEMPTS};
    int code = parse(argc, argv, &options) ? run(&options) : EXIT_USAGE;
    clear(&options);
    return code;
}
