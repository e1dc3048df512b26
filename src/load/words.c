/* SPDX-License-Identifier: Apache-2.0 */
#include "load/words.h"

#include <string.h>

void
bx_words_add(GHashTable *words, const char *word, BxPos pos, BxDiags *diags)
{
    glong length = g_utf8_strlen(word, -1);
    bool has_blank = false;
    for (const char *p = word; *p; p = g_utf8_next_char(p))
        has_blank |= g_unichar_isspace(g_utf8_get_char(p));
    if (length < 2 || length > BX_WORD_MAX_CHARS || has_blank)
        bx_diag(diags, BX_DIAG_VALUE_RANGE, pos,
                "“%s” is no word of 2 to %d characters without blanks", word, BX_WORD_MAX_CHARS);
    else
        g_hash_table_add(words, g_strdup(word));
}

void
bx_words_read(GHashTable *words, const BxSource *source, BxDiags *diags)
{
    for (guint i = 0; i < source->lines->len; i++) {
        g_autofree char *line = bx_source_copy_line(source, (int)i + 1);
        const char *word = g_strstrip(line);
        if (*word && *word != '#')
            bx_words_add(words, word, (BxPos){source, (int)i + 1, 1}, diags);
    }
}
