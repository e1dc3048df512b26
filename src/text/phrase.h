/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Phrases: where a head may be broken without cutting a word (HD-5). */

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/* How bad a line end after each character is, 0 (between clauses) … BX_PHRASE_NEVER.
 *
 * text  n characters; the result has n entries, owned by the caller (g_free)
 *
 * Source: the dictionary of ICU's word breaks for zh, over it the house's word list. */
#define BX_PHRASE_NEVER 100
uint8_t *bx_phrase_costs(const gunichar *text, int n);
