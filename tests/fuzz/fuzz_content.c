/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz: any bytes as a content stream are read to their end or refused; what the reader takes lies
 * inside the stream and in order. */

#include "press/content.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(BxContent) content = bx_content_new((const char *)data, size);
    g_autoptr(GError) error = NULL;
    size_t before = 0;
    const BxOperation *operation;
    while ((operation = bx_content_next(content, &error))) {
        if (operation->start < before || operation->end > size
            || operation->end <= operation->start)
            abort();
        for (guint i = 0; i < operation->operands->len; i++) {
            const BxToken *token = &g_array_index(operation->operands, BxToken, i);
            if (token->start < operation->start || token->end > operation->end)
                abort();
            g_autofree char *copy = bx_content_copy(content, token);
            g_autofree char *name =
                token->kind == BX_TOKEN_NAME ? bx_content_copy_name(content, token) : NULL;
        }
        before = operation->end;
    }
    return 0;
}
