/* SPDX-License-Identifier: Apache-2.0 */
/* banxin-worker: makes one issue after another, as it is told over the socket that is its standard input. What it
 * has opened once, faces above all, serves every issue after. */

#include "banxin/banxin.h"

#include "base/file.h"
#include "batch/frame.h"
#include "batch/sums.h"

#include <locale.h>
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#define KEEP_BYTES (32 << 20) /* the most that is taken for M_MMAP_THRESHOLD */

typedef struct {
    BxOptions options;
    GHashTable *sums;          /* of pictures, profiles …; sums.h */
    GHashTable *faces;         /* char *: a face's file → BxBatchInput: as it was first used */
    char *aliases, *installed; /* sums over faces; NULL: not made yet */
    char **folders;            /* of faces */
    BxSession *session;
} Worker;

/* ---- faces ---- */

static char *
sum_of_faces(Worker *worker, bool all, char ***folders, GError **error)
{
    g_autofree char *text = bx_session_faces(worker->session, all, folders, error);
    return text ? g_compute_checksum_for_string(G_CHECKSUM_SHA256, text, -1) : NULL;
}

static bool
look_at_faces(Worker *worker, GError **error)
{
    if (!worker->aliases)
        worker->aliases = sum_of_faces(worker, false, &worker->folders, error);
    return worker->aliases != NULL;
}

static const char *
sum_of_installed(Worker *worker)
{
    if (!worker->installed)
        worker->installed = sum_of_faces(worker, true, NULL, NULL);
    return worker->installed ? worker->installed : "";
}

/* ---- inputs ---- */

/* Files whose content is not summed as it is read: summed before, and looked at again behind. `marks`: path →
 * BxBatchInput. */
static void
mark_files(Worker *worker, const BxDocument *document, GHashTable *marks)
{
    g_autoptr(GPtrArray) inputs = bx_document_inputs(document);
    for (guint i = 0; i < inputs->len; i++) {
        const BxInput *input = g_ptr_array_index(inputs, i);
        const BxKnownFile *known = input->sum ? NULL : bx_sums_lookup(worker->sums, input->path);
        if (!known)
            continue;
        BxBatchInput *marked = bx_batch_input_new(input->kind, input->path, known->sum);
        marked->mark = known->mark;
        g_hash_table_insert(marks, g_strdup(input->path), marked);
    }
}

/* The file of a face: what comes before its number. */
static char *
file_of_face(const char *path)
{
    const char *number = strrchr(path, '#');
    return number ? g_strndup(path, (gsize)(number - path)) : g_strdup(path);
}

/* A face is open for as long as the session: what lies under its name later is not what is used. NULL: it
 * cannot be read. */
static const BxBatchInput *
mark_of_face(Worker *worker, const char *file)
{
    const BxBatchInput *first = g_hash_table_lookup(worker->faces, file);
    const BxKnownFile *known = first ? NULL : bx_sums_lookup(worker->sums, file);
    if (!known)
        return first;
    BxBatchInput *marked = bx_batch_input_new("face", file, known->sum);
    marked->mark = known->mark;
    g_hash_table_insert(worker->faces, g_strdup(file), marked);
    return marked;
}

static void
sum_input(Worker *worker, const BxInput *input, GHashTable *marks, BxBatchInput *into)
{
    bool is_face = strcmp(input->kind, "face") == 0;
    g_autofree char *file = is_face ? file_of_face(input->path) : g_strdup(input->path);
    const BxBatchInput *before =
        is_face ? mark_of_face(worker, file) : g_hash_table_lookup(marks, file);
    BxFileMark now;
    bool is_steady = before && bx_file_mark(file, &now) && bx_file_mark_equal(&before->mark, &now);
    g_free(into->sum);
    into->sum = g_strdup(is_steady ? before->sum : BX_SUM_UNSTEADY);
    if (is_steady)
        into->mark = before->mark;
}

static void
add_inputs(Worker *worker, const BxDocument *document, GHashTable *marks, GPtrArray *into)
{
    g_autoptr(GPtrArray) inputs = bx_document_inputs(document);
    bool lends = false;
    for (guint i = 0; i < inputs->len; i++) {
        const BxInput *input = g_ptr_array_index(inputs, i);
        BxBatchInput *one = bx_batch_input_new(input->kind, input->path, input->sum);
        if (!input->sum)
            sum_input(worker, input, marks, one);
        lends |= input->lends;
        g_ptr_array_add(into, one);
    }
    g_ptr_array_add(into, bx_batch_input_new("faces", "aliases", worker->aliases));
    if (lends)
        g_ptr_array_add(into, bx_batch_input_new("faces", "installed", sum_of_installed(worker)));
}

/* ---- one issue ---- */

static double
cpu_seconds(void)
{
    double sum = 0;
    static const int whose[] = {RUSAGE_SELF, RUSAGE_CHILDREN};
    for (size_t i = 0; i < G_N_ELEMENTS(whose); i++) {
        struct rusage usage;
        getrusage(whose[i], &usage);
        sum += (double)(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec)
               + (double)(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec) / 1e6;
    }
    return sum;
}

static bool
write_log(const BxDocument *document, const GError *fault, const char *path, GError **error)
{
    char *said = bx_document_diagnostics(document, BX_DIAGNOSTICS_TEXT, false);
    if (fault) {
        char *with = g_strdup_printf("%sbanxin: %s\n", said, fault->message);
        g_free(said);
        said = with;
    }
    g_autoptr(GBytes) bytes = g_bytes_new_take(said, strlen(said));
    return bx_write_file(path, bytes, error);
}

static void
make_document(Worker *worker, const char *issue, const char *pdf, const char *log,
              BxBatchResult *result, GError **error)
{
    g_autoptr(BxDocument) document = NULL;
    g_autoptr(GHashTable) marks =
        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, bx_batch_input_free);
    g_autoptr(GError) fault = NULL;
    g_autofree char *names = bx_names_sum(issue);
    if (look_at_faces(worker, error))
        document = bx_document_open(issue, &worker->options, error);
    if (!document)
        return;
    mark_files(worker, document, marks);
    bool is_written =
        bx_document_compose(document, &fault) && bx_document_write_pdf(document, pdf, &fault);
    result->n_errors = (guint)bx_document_n_errors(document);
    result->n_warnings = (guint)bx_document_n_warnings(document);
    result->n_pages = (guint)bx_document_n_pages(document);
    result->state = is_written && !result->n_errors ? BX_BATCH_DONE : BX_BATCH_FAILED;
    g_free(result->diagnostics);
    result->diagnostics = bx_document_diagnostics(document, BX_DIAGNOSTICS_JSON, false);
    add_inputs(worker, document, marks, result->inputs);
    g_ptr_array_add(result->inputs, bx_batch_input_new("names", issue, names));
    if (write_log(document, fault, log, fault ? NULL : &fault) && !fault)
        return;
    g_propagate_error(error, g_steal_pointer(&fault));
}

static BxBatchResult *
build(Worker *worker, const char *issue, const char *pdf, const char *log)
{
    g_autoptr(GError) error = NULL;
    BxBatchResult *result = bx_batch_result_new(BX_BATCH_BROKEN, NULL);
    gint64 start = g_get_monotonic_time();
    double cpu = cpu_seconds();
    make_document(worker, issue, pdf, log, result, &error);
    if (error) {
        result->state = BX_BATCH_BROKEN;
        g_free(result->message);
        result->message = g_strdup(error->message);
    }
    result->seconds = (double)(g_get_monotonic_time() - start) / G_USEC_PER_SEC;
    result->cpu_seconds = cpu_seconds() - cpu;
    return result;
}

/* ---- orders ---- */

static bool
answer_faces(Worker *worker, guint number)
{
    g_autoptr(GError) error = NULL;
    if (!look_at_faces(worker, &error)) {
        fprintf(stderr, "banxin-worker: %s\n", error->message);
        return false;
    }
    GVariant *folders = g_variant_new_strv((const char *const *)worker->folders, -1);
    GVariant *faces = g_variant_new("(ss@as)", worker->aliases, sum_of_installed(worker), folders);
    return bx_frame_send(STDIN_FILENO, g_variant_new("(yuv)", BX_ORDER_FACES, number, faces));
}

static bool
answer(Worker *worker, GVariant *order)
{
    guchar what;
    guint number;
    const char *one, *two, *three;
    g_variant_get(order, "(yu&s&s&s)", &what, &number, &one, &two, &three);
    if (what == BX_ORDER_KNOW) {
        BxFileMark mark;
        bx_session_know_sum(worker->session, one, two);
        if (bx_file_mark_parse(three, &mark))
            bx_sums_tell(worker->sums, one, two, &mark, false);
        return true;
    }
    if (what == BX_ORDER_FACES)
        return answer_faces(worker, number);
    g_autoptr(BxBatchResult) result = build(worker, one, two, three);
    GVariant *value = bx_batch_result_pack(result);
    return bx_frame_send(STDIN_FILENO, g_variant_new("(yuv)", BX_ORDER_BUILD, number, value));
}

static void
serve(Worker *worker)
{
    for (bool goes_on = true; goes_on;) {
        g_autoptr(GVariant) order = bx_frame_receive(STDIN_FILENO, BX_ORDER_TYPE);
        goes_on = order && answer(worker, order);
    }
}

/* What bx_pool starts it with; nobody else does. */
static bool
read_options(int argc, char **argv, BxOptions *options)
{
    g_autoptr(GError) error = NULL;
    gboolean proof = FALSE, x1a = FALSE, locked = FALSE, marks = FALSE, impose = FALSE,
             deny = FALSE;
    const GOptionEntry entries[] = {
        {"proof", 0, 0, G_OPTION_ARG_NONE, &proof, NULL, NULL},
        {"x1a", 0, 0, G_OPTION_ARG_NONE, &x1a, NULL, NULL},
        {"marks", 0, 0, G_OPTION_ARG_NONE, &marks, NULL, NULL},
        {"impose", 0, 0, G_OPTION_ARG_NONE, &impose, NULL, NULL},
        {"locked", 0, 0, G_OPTION_ARG_NONE, &locked, NULL, NULL},
        {"deny-warnings", 0, 0, G_OPTION_ARG_NONE, &deny, NULL, NULL},
        {"lock-file", 0, 0, G_OPTION_ARG_FILENAME, &options->lock_file, NULL, "FILE"},
        {"data", 0, 0, G_OPTION_ARG_FILENAME, &options->data_dir, NULL, "DIR"},
        {"cache", 0, 0, G_OPTION_ARG_FILENAME, &options->cache_dir, NULL, "DIR"},
        {"jobs", 0, 0, G_OPTION_ARG_INT, &options->jobs, NULL, "N"},
        {NULL, 0, 0, 0, NULL, NULL, NULL}};
    g_autoptr(GOptionContext) context = g_option_context_new(NULL);
    g_option_context_add_main_entries(context, entries, NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error)) {
        fprintf(stderr, "banxin-worker: %s\n", error->message);
        return false;
    }
    options->profile = proof ? BX_PROFILE_PROOF : BX_PROFILE_PRESS;
    options->standard = x1a ? BX_STANDARD_X1A : BX_STANDARD_X4;
    options->marks = marks;
    options->impose = impose;
    options->locked = locked;
    options->deny_warnings = deny;
    return true;
}

/* What one issue gave back the next will ask for: handing it to the kernel in between costs a twentieth of the
 * time, in page faults. */
static void
keep_memory(void)
{
    mallopt(M_MMAP_THRESHOLD, KEEP_BYTES);
    mallopt(M_TRIM_THRESHOLD, KEEP_BYTES);
}

int
main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "");
    keep_memory();
    g_autoptr(GError) error = NULL;
    Worker worker = {
        .sums = bx_sums_new(),
        .faces = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, bx_batch_input_free)};
    if (!read_options(argc, argv, &worker.options))
        return 2;
    worker.session = worker.options.session = bx_session_new(worker.options.data_dir, &error);
    if (worker.session)
        serve(&worker);
    else
        fprintf(stderr, "banxin-worker: %s\n", error->message);
    bool is_usable = worker.session != NULL;
    bx_session_free(worker.session);
    g_hash_table_unref(worker.sums);
    g_hash_table_unref(worker.faces);
    g_free(worker.aliases);
    g_free(worker.installed);
    g_strfreev(worker.folders);
    g_free((char *)worker.options.lock_file);
    g_free((char *)worker.options.data_dir);
    g_free((char *)worker.options.cache_dir);
    return is_usable ? 0 : 1;
}
