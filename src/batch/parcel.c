/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/parcel.h"

#include "base/error.h"
#include "base/file.h"
#include "base/say.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#define GROUP "batch"
#define RESULT_FORM "(sss" BX_RESULT_TYPE ")"

/* Options that are texts, by their keys. */
static const struct {
    const char *key;
    size_t offset;
} texts[] = {
    {"profile", offsetof(BxBatchOptions, profile)},
    {"standard", offsetof(BxBatchOptions, standard)},
    {"impose", offsetof(BxBatchOptions, impose)},
    {"cache", offsetof(BxBatchOptions, cache)},
    {"lock-file", offsetof(BxBatchOptions, lock_file)},
    {"data", offsetof(BxBatchOptions, data_dir)},
    {"output", offsetof(BxBatchOptions, output)},
};
/* The same of numbers; gboolean is an int. */
static const struct {
    const char *key;
    size_t offset;
} numbers[] = {
    {"marks", offsetof(BxBatchOptions, marks)},
    {"deny-warnings", offsetof(BxBatchOptions, deny_warnings)},
    {"locked", offsetof(BxBatchOptions, locked)},
    {"jobs", offsetof(BxBatchOptions, jobs)},
    {"timeout", offsetof(BxBatchOptions, timeout_s)},
    {"memory", offsetof(BxBatchOptions, memory_mib)},
};

static char **
text_at(BxBatchOptions *options, size_t offset)
{
    return (char **)(void *)((char *)options + offset);
}

static int *
number_at(BxBatchOptions *options, size_t offset)
{
    return (int *)(void *)((char *)options + offset);
}

static bool
save(GKeyFile *file, const char *folder, const char *name, GError **error)
{
    gsize length;
    char *text = g_key_file_to_data(file, &length, NULL);
    g_autoptr(GBytes) bytes = g_bytes_new_take(text, length);
    g_autofree char *path = g_build_filename(folder, name, NULL);
    return bx_write_file(path, bytes, error);
}

static bool
save_options(const BxBatch *batch, const char *folder, const char *output, GError **error)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    BxBatchOptions options = *batch->options;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        if (*text_at(&options, texts[i].offset))
            g_key_file_set_string(file, GROUP, texts[i].key, *text_at(&options, texts[i].offset));
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        g_key_file_set_integer(file, GROUP, numbers[i].key,
                               *number_at(&options, numbers[i].offset));
    g_key_file_set_string(file, GROUP, "output", output);
    g_key_file_set_integer(file, GROUP, "jobs", MAX(1, options.jobs));
    g_key_file_set_string(file, GROUP, "options", batch->options_text);
    g_key_file_set_string(file, GROUP, "aliases", batch->aliases);
    return save(file, folder, "options", error);
}

static bool
save_task(const char *folder, int task, const GPtrArray *entries, GError **error)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autoptr(GPtrArray) folders = g_ptr_array_new();
    for (guint i = 0; i < entries->len; i++)
        g_ptr_array_add(folders, ((const BxEntry *)g_ptr_array_index(entries, i))->found->folder);
    g_key_file_set_string_list(file, GROUP, "folders", (const char *const *)folders->pdata,
                               folders->len);
    g_autofree char *name = g_strdup_printf("task-%d", task);
    return save(file, folder, name, error);
}

char *
bx_parcel_send(const BxBatch *batch, const char *output, const GPtrArray *tasks, GError **error)
{
    g_autofree char *form = g_build_filename(output, BX_PARCEL_FOLDER, "job-XXXXXX", NULL);
    if (!g_mkdtemp_full(form, 0755)) {
        g_set_error(error, BX_ERROR, BX_ERROR_IO, _("“%s” cannot be made: %s"), form,
                    bx_errno_local(errno));
        return NULL;
    }
    bool is_good = save_options(batch, form, output, error);
    for (guint i = 0; is_good && i < tasks->len; i++)
        is_good = save_task(form, (int)i, g_ptr_array_index(tasks, i), error);
    return is_good ? g_steal_pointer(&form) : NULL;
}

/* ---- on the node ---- */

static GKeyFile *
load(const char *folder, const char *name, GError **error)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autofree char *path = g_build_filename(folder, name, NULL);
    if (g_key_file_load_from_file(file, path, G_KEY_FILE_NONE, error))
        return g_steal_pointer(&file);
    g_prefix_error(error, "%s: ", path);
    return NULL;
}

bool
bx_parcel_open(BxParcel *parcel, const char *folder, int task, GError **error)
{
    g_autofree char *name = g_strdup_printf("task-%d", task);
    g_autoptr(GKeyFile) options = load(folder, "options", error);
    g_autoptr(GKeyFile) list = options ? load(folder, name, error) : NULL;
    if (!list)
        return false;
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        *text_at(&parcel->options, texts[i].offset) =
            g_key_file_get_string(options, GROUP, texts[i].key, NULL);
    for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
        *number_at(&parcel->options, numbers[i].offset) =
            g_key_file_get_integer(options, GROUP, numbers[i].key, NULL);
    parcel->options_text = g_key_file_get_string(options, GROUP, "options", NULL);
    parcel->aliases = g_key_file_get_string(options, GROUP, "aliases", NULL);
    parcel->folders = g_key_file_get_string_list(list, GROUP, "folders", NULL, error);
    return parcel->folders && parcel->options_text && parcel->aliases && parcel->options.output;
}

void
bx_parcel_clear(BxParcel *parcel)
{
    for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
        g_clear_pointer(text_at(&parcel->options, texts[i].offset), g_free);
    g_free(parcel->options_text);
    g_free(parcel->aliases);
    g_strfreev(parcel->folders);
}

/* ---- results ---- */

char *
bx_parcel_result_path(const char *output, const char *name)
{
    return g_strdup_printf("%s/%s/%s.result", output, BX_PARCEL_FOLDER, name);
}

bool
bx_parcel_write_result(const char *path, const char *folder, const char *options_text,
                       const char *pdf_sum, const BxBatchResult *result, GError **error)
{
    g_autoptr(GVariant) value = g_variant_ref_sink(g_variant_new(
        "(sss@" BX_RESULT_TYPE ")", folder, options_text, pdf_sum, bx_batch_result_pack(result)));
    g_autoptr(GBytes) bytes = g_variant_get_data_as_bytes(value);
    return bx_write_file(path, bytes, error);
}

BxBatchResult *
bx_parcel_read_result(const char *path, const char *folder, const char *options_text,
                      char **pdf_sum)
{
    char *data = NULL;
    gsize size;
    if (!g_file_get_contents(path, &data, &size, NULL))
        return NULL;
    g_autoptr(GBytes) bytes = g_bytes_new_take(data, size);
    g_autoptr(GVariant) value = g_variant_ref_sink(
        g_variant_new_from_bytes(G_VARIANT_TYPE(RESULT_FORM), bytes, /*trusted*/ FALSE));
    if (!g_variant_is_normal_form(value))
        return NULL;
    const char *own_folder, *own_options, *sum;
    g_autoptr(GVariant) packed = NULL;
    g_variant_get(value, "(&s&s&s@" BX_RESULT_TYPE ")", &own_folder, &own_options, &sum, &packed);
    if (strcmp(own_folder, folder) != 0 || strcmp(own_options, options_text) != 0)
        return NULL;
    BxBatchResult *result = bx_batch_result_unpack(packed);
    if (result && pdf_sum)
        *pdf_sum = g_strdup(sum);
    return result;
}
