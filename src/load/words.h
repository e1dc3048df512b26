/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Words of the house: what a head is never broken inside (HD-5). */

#include "base/diag.h"

#define BX_WORD_MAX_CHARS 20

/* Adds a word to the set; VALUE_RANGE at `pos` where it is no word of 2 … BX_WORD_MAX_CHARS characters. */
void bx_words_add(GHashTable *words, const char *word, BxPos pos, BxDiags *diags);

/* Adds the words of a list: one a line, blanks around it left out, lines of nothing or beginning with
 * # passed over. */
void bx_words_read(GHashTable *words, const BxSource *source, BxDiags *diags);
