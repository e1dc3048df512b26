/* SPDX-License-Identifier: Apache-2.0 */
/* Fuzz: any bytes as a content stream are read to their end or refused; what the reader takes lies
 * inside the stream and in order. What is recoloured holds no operator of RGB, grey or shading. */

#include "press/content.h"
#include "press/recolour.h"

#include <stdint.h>
#include <stdlib.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_recoloured(const GString *made)
{
    static const char *const refused[] = {"rg", "RG", "g", "G", "sc", "SC", "sh"};
    g_autoptr(BxContent) content = bx_content_new(made->str, made->len);
    g_autoptr(GError) error = NULL;
    while (bx_content_next(content, &error))
        for (size_t i = 0; i < G_N_ELEMENTS(refused); i++)
            if (bx_content_is_operator(content, refused[i]))
                abort();
    if (error)
        abort();
}

static void
recolour(const char *data, size_t size)
{
    const BxInk black = BX_INK_BLACK, spot = {.m = 1, .tint = 0.5, .spot = "House"};
    g_autoptr(BxKeys) keys = bx_keys_new();
    bx_keys_add(keys, &black);
    bx_keys_add(keys, &spot);
    g_autoptr(GHashTable) images = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GArray) spots = g_array_new(FALSE, FALSE, sizeof(BxInk));
    const BxRecolouring how = {
        .keys = keys, .images = images, .starts_fresh = size % 2, .spots = spots};
    g_auto(BxRecoloured) recoloured = {0};
    g_autoptr(GError) error = NULL;
    GString *made = bx_recolour(data, size, &how, &recoloured, &error);
    if (!made)
        return;
    check_recoloured(made);
    g_string_free(made, TRUE);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    recolour((const char *)data, size);
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
