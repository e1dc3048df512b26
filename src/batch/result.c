/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/result.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

BxBatchResult *
bx_batch_result_new(BxBatchState state, const char *message)
{
    BxBatchResult *result = g_new0(BxBatchResult, 1);
    result->state = state;
    result->message = g_strdup(message ? message : "");
    result->diagnostics = g_strdup("");
    result->inputs = g_ptr_array_new_with_free_func(bx_batch_input_free);
    return result;
}

void
bx_batch_result_free(BxBatchResult *result)
{
    if (!result)
        return;
    g_free(result->message);
    g_free(result->diagnostics);
    g_ptr_array_unref(result->inputs);
    g_free(result);
}

BxBatchInput *
bx_batch_input_new(const char *kind, const char *path, const char *sum)
{
    BxBatchInput *input = g_new0(BxBatchInput, 1);
    input->kind = g_strdup(kind);
    input->path = g_strdup(path);
    input->sum = g_strdup(sum);
    return input;
}

char *
bx_batch_input_file(const BxBatchInput *input)
{
    const char *number = strcmp(input->kind, "face") == 0 ? strrchr(input->path, '#') : NULL;
    return number ? g_strndup(input->path, (gsize)(number - input->path)) : g_strdup(input->path);
}

void
bx_batch_input_free(void *data)
{
    BxBatchInput *input = data;
    if (!input)
        return;
    g_free(input->kind);
    g_free(input->path);
    g_free(input->sum);
    g_free(input);
}

GVariant *
bx_batch_result_pack(const BxBatchResult *result)
{
    GVariantBuilder inputs;
    g_variant_builder_init(&inputs, G_VARIANT_TYPE("a(sss(xxxxxx))"));
    for (guint i = 0; i < result->inputs->len; i++) {
        const BxBatchInput *input = g_ptr_array_index(result->inputs, i);
        const BxFileMark *mark = &input->mark;
        g_variant_builder_add(&inputs, "(sss(xxxxxx))", input->kind, input->path, input->sum,
                              mark->device, mark->inode, mark->size, mark->mtime_ns, mark->ctime_ns,
                              mark->summed_ns);
    }
    return g_variant_new(BX_RESULT_TYPE, (guint)result->state, result->n_errors, result->n_warnings,
                         result->n_pages, result->seconds, result->cpu_seconds, result->message,
                         result->diagnostics, &inputs);
}

BxBatchResult *
bx_batch_result_unpack(GVariant *packed)
{
    if (!g_variant_is_of_type(packed, G_VARIANT_TYPE(BX_RESULT_TYPE))
        || !g_variant_is_normal_form(packed))
        return NULL;
    guint state;
    g_autoptr(GVariantIter) inputs = NULL;
    BxBatchResult *result = g_new0(BxBatchResult, 1);
    result->inputs = g_ptr_array_new_with_free_func(bx_batch_input_free);
    g_variant_get(packed, BX_RESULT_TYPE, &state, &result->n_errors, &result->n_warnings,
                  &result->n_pages, &result->seconds, &result->cpu_seconds, &result->message,
                  &result->diagnostics, &inputs);
    result->state = (BxBatchState)MIN(state, (guint)BX_BATCH_BROKEN);
    BxFileMark mark;
    const char *kind, *path, *sum;
    while (g_variant_iter_next(inputs, "(&s&s&s(xxxxxx))", &kind, &path, &sum, &mark.device,
                               &mark.inode, &mark.size, &mark.mtime_ns, &mark.ctime_ns,
                               &mark.summed_ns)) {
        BxBatchInput *input = bx_batch_input_new(kind, path, sum);
        input->mark = mark;
        g_ptr_array_add(result->inputs, input);
    }
    return result;
}

const char *
bx_batch_state_name(BxBatchState state)
{
    static const char *const names[] = {"left", "unchanged", "done", "failed", "broken"};
    return names[state];
}

char *
bx_file_mark_text(const BxFileMark *mark)
{
    return g_strdup_printf("%" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64 " %" PRId64,
                           mark->device, mark->inode, mark->size, mark->mtime_ns, mark->ctime_ns,
                           mark->summed_ns);
}

bool
bx_file_mark_parse(const char *text, BxFileMark *mark)
{
    return sscanf(text, "%" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64,
                  &mark->device, &mark->inode, &mark->size, &mark->mtime_ns, &mark->ctime_ns,
                  &mark->summed_ns)
           == 6;
}
