/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Keys: every ink of a document as an RGB value of its own, so that press can find it again in
 * Cairo's output. Cairo writes colours with six digits; keys are multiples of 1/255 and survive. */

#include "base/ink.h"

#include <glib.h>
#include <stdint.h>

typedef struct BxKeys BxKeys;

BxKeys *bx_keys_new(void);
void bx_keys_free(BxKeys *keys);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxKeys, bx_keys_free)

/* The key of an ink, 0xRRGGBB; the same ink always has the same key. Keys count up from 0x000001
 * in order of first use, so that equal pages give equal bytes. */
uint32_t bx_keys_add(BxKeys *keys, const BxInk *ink);
/* The ink of a key, borrowed; NULL: no such key. */
const BxInk *bx_keys_lookup(const BxKeys *keys, uint32_t key);
int bx_keys_count(const BxKeys *keys);
