/* SPDX-License-Identifier: Apache-2.0 */
/* Pool: one thread, a poll over the workers' sockets; a worker that crashes or passes a limit costs the issue it is at,
 * and the next order starts another. */

#include "batch/pool.h"

#include "base/error.h"
#include "base/say.h"
#include "batch/frame.h"
#include "batch/sums.h"
#include "batch/temporaries.h"

#include <poll.h>

#define TICK_MS 50
/* A worker that holds more than this share of its limit when it is idle makes way for a fresh one: what
 * it keeps must not count against the next issue. */
#define IDLE_SHARE 0.6

typedef struct {
    const BxPoolSettings *settings;
    const BxOrder *orders;
    int n, next, n_busy;
    BxWorker *workers;
    struct pollfd *polls;
} Pool;

static bool
start(const BxPoolSettings *settings, BxWorker *worker, GError **error)
{
    if (!bx_worker_start(worker, &settings->worker, error))
        return false;
    GHashTableIter iter;
    gpointer file, data;
    if (!settings->known_faces)
        return true;
    g_hash_table_iter_init(&iter, settings->known_faces);
    while (g_hash_table_iter_next(&iter, &file, &data)) {
        const BxKnownFile *known = data;
        g_autofree char *mark = bx_file_mark_text(&known->mark);
        bx_worker_tell(worker, BX_ORDER_KNOW, 0, file, known->sum, mark);
    }
    return true;
}

static void
remove_temporaries(const BxOrder *order)
{
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *folder = g_path_get_dirname(order->pdf); /* of both */
    g_hash_table_add(names, g_path_get_basename(order->pdf));
    g_hash_table_add(names, g_path_get_basename(order->log));
    bx_remove_temporaries(folder, names);
}

/* Ends a worker; the issue it was at gets `why`, or what the worker's end tells. */
static void
lose(Pool *pool, BxWorker *worker, BxBatchState state, const char *why)
{
    int order = worker->order;
    double seconds = (double)(g_get_monotonic_time() - worker->since_us) / G_USEC_PER_SEC;
    g_autofree char *end = bx_worker_end(worker, &pool->settings->worker);
    if (order < 0)
        return;
    pool->n_busy--;
    remove_temporaries(&pool->orders[order]);
    BxBatchResult *result = bx_batch_result_new(state, why ? why : end);
    result->seconds = seconds;
    pool->settings->done(order, result, pool->settings->data);
}

static bool
give_order(Pool *pool, BxWorker *worker, GError **error)
{
    if (worker->pid && bx_worker_memory(worker) > IDLE_SHARE * pool->settings->worker.memory_mib)
        g_free(bx_worker_end(worker, &pool->settings->worker));
    if (!worker->pid && !start(pool->settings, worker, error))
        return false;
    int order = pool->next++;
    const BxOrder *one = &pool->orders[order];
    if (pool->settings->started)
        pool->settings->started(order, pool->settings->data);
    worker->order = order;
    worker->since_us = g_get_monotonic_time();
    pool->n_busy++;
    if (!bx_worker_tell(worker, BX_ORDER_BUILD, (guint)order, one->issue, one->pdf, one->log))
        lose(pool, worker, BX_BATCH_BROKEN, NULL);
    return true;
}

static bool
give_orders(Pool *pool, GError **error)
{
    for (int i = 0; i < pool->settings->jobs; i++)
        while (pool->workers[i].order < 0 && pool->next < pool->n && *pool->settings->stop == 0)
            if (!give_order(pool, &pool->workers[i], error))
                return false;
    return true;
}

static void
take_answers(Pool *pool, BxWorker *worker)
{
    bool is_open = bx_worker_read(worker), is_broken = false;
    g_autoptr(GVariant) answer = bx_frame_take(worker->received, BX_ANSWER_TYPE, &is_broken);
    guint8 what = 0;
    guint number = 0;
    g_autoptr(GVariant) value = NULL;
    if (answer)
        g_variant_get(answer, BX_ANSWER_TYPE, &what, &number, &value);
    bool fits = value && what == BX_ORDER_BUILD && worker->order == (int)number;
    BxBatchResult *result = fits ? bx_batch_result_unpack(value) : NULL;
    if (result) {
        worker->order = -1;
        pool->n_busy--;
        pool->settings->done((int)number, result, pool->settings->data);
    } else if (answer || is_broken) {
        lose(pool, worker, BX_BATCH_BROKEN, "the worker's answer is not understood");
    } else if (!is_open) {
        lose(pool, worker, BX_BATCH_BROKEN, NULL);
    }
}

static void
hold_to_limits(Pool *pool, BxWorker *worker)
{
    const BxWorkerSettings *limits = &pool->settings->worker;
    double seconds = (double)(g_get_monotonic_time() - worker->since_us) / G_USEC_PER_SEC;
    g_autofree char *why = NULL;
    if (seconds > limits->seconds)
        why = g_strdup_printf("it takes more than %d s (--timeout)", limits->seconds);
    else if (bx_worker_memory(worker) > limits->memory_mib)
        why = g_strdup_printf("it needs more memory than %d MiB (--memory)", limits->memory_mib);
    if (why)
        lose(pool, worker, BX_BATCH_BROKEN, why);
}

static void
wait_and_take(Pool *pool)
{
    int jobs = pool->settings->jobs;
    for (int i = 0; i < jobs; i++) /* poll passes over -1 */
        pool->polls[i] = (struct pollfd){pool->workers[i].fd, POLLIN, 0};
    bool has_news = poll(pool->polls, (nfds_t)jobs, TICK_MS) > 0;
    for (int i = 0; i < jobs; i++) {
        if (has_news && pool->polls[i].revents)
            take_answers(pool, &pool->workers[i]);
        if (pool->workers[i].order >= 0)
            hold_to_limits(pool, &pool->workers[i]);
    }
    if (pool->settings->tick)
        pool->settings->tick(pool->settings->data);
}

static bool
is_going(const Pool *pool)
{
    int stop = *pool->settings->stop;
    return pool->n_busy > 0 ? stop < 2 : stop == 0 && pool->next < pool->n;
}

bool
bx_pool_run(const BxPoolSettings *settings, const BxOrder *orders, int n, GError **error)
{
    Pool pool = {.settings = settings, .orders = orders, .n = n};
    pool.workers = g_new0(BxWorker, settings->jobs);
    pool.polls = g_new0(struct pollfd, settings->jobs);
    for (int i = 0; i < settings->jobs; i++)
        bx_worker_clear(&pool.workers[i]);
    bool is_good = true;
    while (is_good && is_going(&pool)) {
        is_good = give_orders(&pool, error);
        wait_and_take(&pool);
    }
    for (int i = 0; i < settings->jobs; i++)
        if (pool.workers[i].pid)
            lose(&pool, &pool.workers[i], BX_BATCH_LEFT, "stopped");
    g_free(pool.workers);
    g_free(pool.polls);
    return is_good;
}

/* The first answer of a worker; owned, NULL: it gave none in time. */
static GVariant *
wait_for_answer(BxWorker *worker, int seconds)
{
    gint64 deadline = g_get_monotonic_time() + seconds * G_TIME_SPAN_SECOND;
    bool is_broken = false;
    while (!is_broken && g_get_monotonic_time() < deadline) {
        struct pollfd one = {worker->fd, POLLIN, 0};
        if (poll(&one, 1, TICK_MS) <= 0)
            continue;
        bool is_open = bx_worker_read(worker);
        GVariant *answer = bx_frame_take(worker->received, BX_ANSWER_TYPE, &is_broken);
        if (answer)
            return answer;
        is_broken |= !is_open;
    }
    return NULL;
}

GVariant *
bx_pool_ask_faces(const BxPoolSettings *settings, GError **error)
{
    BxWorker worker;
    bx_worker_clear(&worker);
    if (!start(settings, &worker, error))
        return NULL;
    g_autoptr(GVariant) answer = NULL;
    if (bx_worker_tell(&worker, BX_ORDER_FACES, 0, "", "", ""))
        answer = wait_for_answer(&worker, settings->worker.seconds);
    g_autofree char *why = bx_worker_end(&worker, &settings->worker);
    GVariant *faces = NULL;
    if (answer)
        g_variant_get(answer, BX_ANSWER_TYPE, NULL, NULL, &faces);
    if (faces && g_variant_is_of_type(faces, G_VARIANT_TYPE(BX_FACES_TYPE)))
        return faces;
    g_clear_pointer(&faces, g_variant_unref);
    g_set_error(error, BX_ERROR, BX_ERROR_FONT, _("the faces cannot be looked at: %s"), why);
    return NULL;
}
