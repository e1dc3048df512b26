/* SPDX-License-Identifier: Apache-2.0 */
/* Pictures: each job goes content sum → key → cache or child → result, in a thread of the pool;
 * what is wrong is said at the end, in order of the jobs. */

#include "picture/picture.h"
#include "base/error.h"
#include "base/ink.h"
#include "base/say.h"
#include "base/units.h"
#include "picture/cache.h"
#include "picture/child.h"
#include "picture/memo.h"
#include "picture/result.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define NO_TWIN (-1)

typedef struct {
    BxPictureJob job; /* file and name owned */
    BxPictureResult result;
    BxChildEnd end;
    char *why; /* owned; set where there is no JPEG */
    int twin;  /* the job that makes the same bytes, or NO_TWIN */
} Task;

struct BxPictures {
    BxPictureSettings settings; /* strings owned */
    char *profile_sum;          /* owned; NULL: no profile */
    char *profile_fault;        /* owned; why it cannot be read, or NULL */
    Task *tasks;                /* n of them */
    int n;
    GThreadPool *pool;  /* NULL once all is done */
    GMutex lock;        /* over makers */
    GHashTable *makers; /* cache key, owned → index of the first job that has it */
    int cancelled;      /* atomic */
};

/* A regular file open for reading, or -1 with an error. */
static int
open_file(const char *path, GError **error)
{
    /* O_NONBLOCK: a pipe under the name of a picture must not keep us waiting */
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat info;
    if (fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode))
        return fd;
    g_set_error(error, BX_ERROR, BX_ERROR_IO, "%s",
                fd < 0 ? bx_errno(errno) : bx_word("it is not a regular file"));
    if (fd >= 0)
        close(fd);
    return -1;
}

/* The first task of a key makes it; a later one takes over what that one made. */
static bool
claim(BxPictures *pictures, Task *task, char *key_taken)
{
    int index = (int)(task - pictures->tasks);
    gpointer maker;
    g_mutex_lock(&pictures->lock);
    bool is_known = g_hash_table_lookup_extended(pictures->makers, key_taken, NULL, &maker);
    if (is_known) {
        task->twin = GPOINTER_TO_INT(maker);
        g_free(key_taken);
    } else {
        g_hash_table_insert(pictures->makers, key_taken, GINT_TO_POINTER(index));
    }
    g_mutex_unlock(&pictures->lock);
    return !is_known;
}

static bool
load_kept(const BxPictures *pictures, Task *task, const char *key)
{
    if (!pictures->settings.cache_dir)
        return false;
    g_autoptr(GBytes) answer = bx_cache_load(pictures->settings.cache_dir, key);
    if (!answer || !bx_result_parse(&task->result, answer))
        return false;
    task->result.from_cache = true;
    return true;
}

static void
make_anew(const BxPictures *pictures, Task *task, const char *key, int fd)
{
    g_autoptr(GBytes) answer = NULL;
    task->end = bx_child_run(&task->job, &pictures->settings, fd, &pictures->cancelled, &answer,
                             &task->why);
    if (!answer)
        return;
    if (!bx_result_parse(&task->result, answer)) {
        task->end = BX_CHILD_SETUP;
        task->why = bx_say("the picture program's answer is not understood");
    } else if (pictures->settings.cache_dir) {
        bx_cache_store(pictures->settings.cache_dir, key, answer);
    }
}

/* From memory, else from the cache, else by the picture program. */
static void
make(const BxPictures *pictures, Task *task, const char *key, int fd)
{
    BxPictureMemo *memo = pictures->settings.memo;
    if (memo && bx_memo_recall(memo, key, &task->result))
        return;
    if (!load_kept(pictures, task, key))
        make_anew(pictures, task, key, fd);
    if (!task->result.jpeg)
        return;
    task->result.key = g_strdup(key);
    if (memo)
        bx_memo_note(memo, key, &task->result);
}

static void
run_task(void *data, void *user_data)
{
    Task *task = data;
    BxPictures *pictures = user_data;
    g_autoptr(GError) error = NULL;
    if (g_atomic_int_get(&pictures->cancelled))
        return;
    int fd = open_file(task->job.file, &error);
    g_autofree char *content =
        fd >= 0 ? bx_memo_content_sum(pictures->settings.memo, fd, &error) : NULL;
    if (content) {
        char *key = bx_cache_key(&task->job, &pictures->settings, content, pictures->profile_sum);
        if (claim(pictures, task, key))
            make(pictures, task, key, fd);
    } else {
        task->end = BX_CHILD_BROKEN;
        task->why = g_strdup(error->message);
    }
    if (fd >= 0)
        close(fd);
}

static void
copy_settings(BxPictures *pictures, const BxPictureSettings *settings)
{
    BxPictureSettings *copy = &pictures->settings;
    *copy = *settings;
    copy->program = g_strdup(settings->program);
    copy->cache_dir = g_strdup(settings->cache_dir);
    copy->profile = g_strdup(settings->profile);
    copy->jobs = MAX(1, settings->jobs);
    copy->timeout_s = MAX(1, settings->timeout_s);
    if (settings->ink_limit <= 0)
        copy->ink_limit = BX_INK_LIMIT;
}

static void
sum_profile(BxPictures *pictures)
{
    if (!pictures->settings.profile)
        return;
    g_autoptr(GError) error = NULL;
    int fd = open_file(pictures->settings.profile, &error);
    if (fd >= 0) {
        pictures->profile_sum = bx_memo_content_sum(pictures->settings.memo, fd, &error);
        close(fd);
    }
    if (error)
        pictures->profile_fault = bx_say("the output profile “%s” cannot be read: %s",
                                         pictures->settings.profile, error->message);
}

BxPictures *
bx_pictures_start(const BxPictureJob *jobs, int n, const BxPictureSettings *settings)
{
    BxPictures *pictures = g_new0(BxPictures, 1);
    copy_settings(pictures, settings);
    sum_profile(pictures);
    pictures->n = n;
    pictures->tasks = g_new0(Task, MAX(1, n));
    g_mutex_init(&pictures->lock);
    pictures->makers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    pictures->pool = g_thread_pool_new(run_task, pictures, pictures->settings.jobs, FALSE, NULL);
    for (int i = 0; i < n; i++) {
        Task *task = &pictures->tasks[i];
        *task = (Task){.job = jobs[i], .twin = NO_TWIN};
        task->job.file = g_strdup(jobs[i].file);
        task->job.name = g_strdup(jobs[i].name);
        if (!jobs[i].file)
            continue;
        if (pictures->profile_fault) {
            task->end = BX_CHILD_SETUP;
            task->why = g_strdup(pictures->profile_fault);
        } else {
            g_thread_pool_push(pictures->pool, task, NULL);
        }
    }
    return pictures;
}

static void
take_from_twin(const BxPictures *pictures, Task *task)
{
    if (task->twin == NO_TWIN)
        return;
    const Task *maker = &pictures->tasks[task->twin];
    task->result = bx_result_copy(&maker->result);
    task->end = maker->end;
    task->why = g_strdup(maker->why);
}

static void
report_failure(const Task *task, BxDiags *diags)
{
    const BxPictureJob *job = &task->job;
    switch (task->end) {
    case BX_CHILD_LIMIT:
        bx_diag(diags, BX_DIAG_PICTURE_LIMIT, job->pos,
                "picture “%s” is over a limit: %s; scale it down", job->name, bx_word(task->why));
        break;
    case BX_CHILD_SETUP:
        bx_diag(diags, BX_DIAG_PICTURE_BROKEN, job->pos, "picture “%s” cannot be prepared: %s",
                job->name, bx_word(task->why));
        break;
    case BX_CHILD_DONE:
    case BX_CHILD_BROKEN:
        bx_diag(diags, BX_DIAG_PICTURE_BROKEN, job->pos,
                "picture “%s” cannot be read: %s; save it anew or replace it", job->name,
                bx_word(task->why));
        break;
    }
}

static void
report_ppi(const Task *task, BxDiags *diags)
{
    double ppi = task->result.source_ppi;
    if (ppi >= BX_PPI_WANTED)
        return;
    const BxPictureJob *job = &task->job;
    double fits = ppi / BX_PPI_WANTED; /* how much smaller it would have to be printed */
    double width_mm = job->width_pt / BX_PT_PER_MM, height_mm = job->height_pt / BX_PT_PER_MM;
    bx_diag(diags, ppi < BX_PPI_NEEDED ? BX_DIAG_PICTURE_TOO_LOW : BX_DIAG_PICTURE_LOW_PPI,
            job->pos,
            "picture “%s” has %.0f ppi at %.0f × %.0f mm, under %.0f; it is good for %.0f × %.0f "
            "mm, or take one of more pixels",
            job->name, ppi, width_mm, height_mm,
            ppi < BX_PPI_NEEDED ? BX_PPI_NEEDED : BX_PPI_WANTED, width_mm * fits, height_mm * fits);
}

void
bx_pictures_finish(BxPictures *pictures, BxDiags *diags)
{
    g_return_if_fail(pictures->pool);
    g_thread_pool_free(g_steal_pointer(&pictures->pool), /*immediate*/ FALSE, /*wait*/ TRUE);
    for (int i = 0; i < pictures->n; i++) {
        Task *task = &pictures->tasks[i];
        if (!task->job.file)
            continue;
        take_from_twin(pictures, task);
        if (task->result.jpeg)
            report_ppi(task, diags);
        else
            report_failure(task, diags);
    }
}

const BxPictureResult *
bx_pictures_lookup(const BxPictures *pictures, int index)
{
    g_return_val_if_fail(index >= 0 && index < pictures->n, NULL);
    return &pictures->tasks[index].result;
}

int
bx_pictures_count(const BxPictures *pictures)
{
    return pictures->n;
}

static void
task_clear(Task *task)
{
    bx_result_clear(&task->result);
    g_free((char *)task->job.file);
    g_free((char *)task->job.name);
    g_free(task->why);
}

void
bx_pictures_free(BxPictures *pictures)
{
    if (!pictures)
        return;
    g_atomic_int_set(&pictures->cancelled, 1);
    if (pictures->pool)
        g_thread_pool_free(pictures->pool, /*immediate*/ TRUE, /*wait*/ TRUE);
    for (int i = 0; i < pictures->n; i++)
        task_clear(&pictures->tasks[i]);
    g_free(pictures->tasks);
    g_hash_table_unref(pictures->makers);
    g_mutex_clear(&pictures->lock);
    g_free((char *)pictures->settings.program);
    g_free((char *)pictures->settings.cache_dir);
    g_free((char *)pictures->settings.profile);
    g_free(pictures->profile_sum);
    g_free(pictures->profile_fault);
    g_free(pictures);
}
