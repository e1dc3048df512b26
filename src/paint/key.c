/* SPDX-License-Identifier: Apache-2.0 */
/* Keys: a list of inks; the key of the n-th is n + 1. A document has a handful of inks. */

#include "paint/key.h"

struct BxKeys {
    GArray *inks; /* BxInk */
};

BxKeys *
bx_keys_new(void)
{
    BxKeys *keys = g_new0(BxKeys, 1);
    keys->inks = g_array_new(FALSE, FALSE, sizeof(BxInk));
    return keys;
}

void
bx_keys_free(BxKeys *keys)
{
    if (!keys)
        return;
    g_array_free(keys->inks, TRUE);
    g_free(keys);
}

uint32_t
bx_keys_add(BxKeys *keys, const BxInk *ink)
{
    for (guint i = 0; i < keys->inks->len; i++)
        if (bx_ink_equal(&g_array_index(keys->inks, BxInk, i), ink))
            return i + 1;
    g_array_append_val(keys->inks, *ink);
    return keys->inks->len;
}

const BxInk *
bx_keys_lookup(const BxKeys *keys, uint32_t key)
{
    return key >= 1 && key <= keys->inks->len ? &g_array_index(keys->inks, BxInk, key - 1) : NULL;
}

int
bx_keys_count(const BxKeys *keys)
{
    return (int)keys->inks->len;
}
