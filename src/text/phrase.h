/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Phrases: where a head may be broken, and at what cost (HD-5). */

#include <glib.h>
#include <stdint.h>

#define BX_PHRASE_NEVER 255 /* a place where a head is never broken */
#define BX_PHRASE_BREAK 0   /* … where the author breaks it himself: after a pause (HD-6) */

/* Costs of a line end after each of n characters; owned. The last one is BX_PHRASE_BREAK.
 *
 * text   as it is set: pauses are U+3000
 * lists  words that are never parted: sets of char *, NULL-terminated */
uint8_t *bx_phrase_costs(const gunichar *text, int n, GHashTable *const *lists);
