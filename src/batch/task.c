/* SPDX-License-Identifier: Apache-2.0 */
/* Task: the same pool of workers as at home. A task that is run again, on another node, makes what the first had not
 * come to; what both make comes out the same. */

#include "batch/task.h"

#include "batch/frame.h"
#include "batch/parcel.h"
#include "batch/sums.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    const BxParcel *parcel;
    GPtrArray *entries; /* BxEntry, each with its BxFound */
    GHashTable *sums;
    GPtrArray *results; /* char *: paths, in the same order */
    int n_unwritten;
} Task;

static void
entry_free(void *data)
{
    BxEntry *entry = data;
    bx_found_free((BxFound *)entry->found);
    g_free(entry->pdf);
    g_free(entry->log);
    g_free(entry);
}

static BxEntry *
entry_of(const char *folder, const char *output)
{
    BxFound *found = g_new0(BxFound, 1);
    found->folder = g_strdup(folder);
    found->name = g_path_get_basename(folder);
    BxEntry *entry = g_new0(BxEntry, 1);
    entry->found = found;
    entry->pdf = g_strdup_printf("%s/%s.pdf", output, found->name);
    entry->log = g_strdup_printf("%s/%s.log", output, found->name);
    return entry;
}

static void
write_result(Task *task, int order, const BxBatchResult *result)
{
    g_autoptr(GError) error = NULL;
    const BxEntry *entry = g_ptr_array_index(task->entries, order);
    const BxKnownFile *pdf =
        result->state == BX_BATCH_DONE ? bx_sums_lookup(task->sums, entry->pdf) : NULL;
    if (bx_parcel_write_result(g_ptr_array_index(task->results, order), entry->found->folder,
                               task->parcel->options_text, pdf ? pdf->sum : "", result, &error))
        return;
    fprintf(stderr, "banxin batch: %s\n", error->message);
    task->n_unwritten++;
}

static void
order_done(int order, BxBatchResult *result_taken, void *data)
{
    g_autoptr(BxBatchResult) result = result_taken;
    const Task *task = data;
    const BxEntry *entry = g_ptr_array_index(task->entries, order);
    if (result->state == BX_BATCH_LEFT)
        return;
    printf("%s %s (%.2f s)\n", bx_batch_state_name(result->state), entry->found->name,
           result->seconds);
    fflush(stdout);
    write_result(data, order, result);
}

/* Those without a result. */
static void
list_orders(Task *task)
{
    const BxParcel *parcel = task->parcel;
    for (char **folder = parcel->folders; *folder; folder++) {
        BxEntry *entry = entry_of(*folder, parcel->options.output);
        g_autofree char *path = bx_parcel_result_path(parcel->options.output, entry->found->name);
        g_autoptr(BxBatchResult) before =
            bx_parcel_read_result(path, *folder, parcel->options_text, NULL);
        if (before) {
            entry_free(entry);
            continue;
        }
        g_ptr_array_add(task->entries, entry);
        g_ptr_array_add(task->results, g_steal_pointer(&path));
    }
}

/* Why this machine would make something else than the one that submitted; NULL: it would not. Owned. */
static char *
difference(Task *task, const BxPoolSettings *pool)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *own = bx_batch_options_text(&task->parcel->options, task->sums);
    if (strcmp(own, task->parcel->options_text) != 0)
        return g_strdup_printf("node %s has another banxin", g_get_host_name());
    g_autoptr(GVariant) faces = bx_pool_ask_faces(pool, &error);
    if (!faces)
        return g_strdup_printf("node %s: %s", g_get_host_name(), error->message);
    const char *aliases;
    g_variant_get_child(faces, 0, "&s", &aliases);
    return strcmp(aliases, task->parcel->aliases) == 0
               ? NULL
               : g_strdup_printf("node %s has other faces behind the aliases", g_get_host_name());
}

static void
refuse_all(Task *task, const char *why)
{
    g_autoptr(BxBatchResult) result = bx_batch_result_new(BX_BATCH_BROKEN, why);
    for (guint i = 0; i < task->entries->len; i++)
        write_result(task, (int)i, result);
}

static bool
make(Task *task, const BxPoolSettings *pool, GError **error)
{
    g_autofree BxOrder *orders = g_new0(BxOrder, MAX(1, task->entries->len));
    for (guint i = 0; i < task->entries->len; i++) {
        const BxEntry *entry = g_ptr_array_index(task->entries, i);
        orders[i] = (BxOrder){entry->found->folder, entry->pdf, entry->log};
    }
    return bx_pool_run(pool, orders, (int)task->entries->len, error);
}

static bool
run(Task *task, const int *stop, GError **error)
{
    const BxBatchOptions *options = &task->parcel->options;
    g_auto(GStrv) words = bx_batch_worker_words(options, 1);
    const BxPoolSettings pool = {
        .worker = {.argv = words, .memory_mib = options->memory_mib, .seconds = options->timeout_s},
        .jobs = options->jobs,
        .stop = stop,
        .done = order_done,
        .data = task};
    list_orders(task);
    if (task->entries->len == 0)
        return true;
    g_autofree char *why = difference(task, &pool);
    if (why)
        refuse_all(task, why);
    return why ? true : make(task, &pool, error);
}

int
bx_task_run(const char *folder, int number, const int *stop)
{
    g_autoptr(GError) error = NULL;
    g_auto(BxParcel) parcel = {0};
    if (!bx_parcel_open(&parcel, folder, number, &error)) {
        fprintf(stderr, "banxin batch: %s\n", error ? error->message : "the parcel is not whole");
        return 1;
    }
    Task task = {.parcel = &parcel,
                 .entries = g_ptr_array_new_with_free_func(entry_free),
                 .results = g_ptr_array_new_with_free_func(g_free),
                 .sums = bx_sums_new()};
    bool is_good = run(&task, stop, &error);
    if (error)
        fprintf(stderr, "banxin batch: %s\n", error->message);
    g_ptr_array_unref(task.entries);
    g_ptr_array_unref(task.results);
    g_hash_table_unref(task.sums);
    return is_good && task.n_unwritten == 0 && *stop == 0 ? 0 : 1;
}
