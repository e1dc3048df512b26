/* SPDX-License-Identifier: Apache-2.0 */
/* Sources: line starts are found once, characters counted once; a place is a binary search and a few
 * bytes, however long its line. */

#include "base/source.h"

#include <string.h>

#define BLOCK 512

/* Characters that begin in [from, to). */
static size_t
count_starts(const char *text, size_t from, size_t to)
{
    size_t n = 0;
    for (size_t i = from; i < to; i++)
        n += ((unsigned char)text[i] & 0xC0) != 0x80;
    return n;
}

static void
count_blocks(BxSource *source)
{
    size_t n = 0;
    source->chars = g_array_new(FALSE, FALSE, sizeof(size_t));
    for (size_t at = 0; at <= source->length; at += BLOCK) {
        g_array_append_val(source->chars, n);
        n += count_starts(source->text, at, MIN(at + BLOCK, source->length));
    }
}

static size_t
chars_before(const BxSource *source, size_t byte)
{
    return g_array_index(source->chars, size_t, byte / BLOCK)
           + count_starts(source->text, byte / BLOCK * BLOCK, byte);
}

BxSource *
bx_source_new_take(const char *path, char *text, size_t length)
{
    BxSource *source = g_new0(BxSource, 1);
    source->path = g_strdup(path);
    source->text = text;
    source->length = length;
    source->lines = g_array_new(FALSE, FALSE, sizeof(size_t));
    size_t start = 0;
    g_array_append_val(source->lines, start);
    for (const char *p = text; (p = memchr(p, '\n', text + length - p)) != NULL; p++) {
        start = (size_t)(p - text) + 1;
        g_array_append_val(source->lines, start);
    }
    count_blocks(source);
    return source;
}

void
bx_source_free(BxSource *source)
{
    if (!source)
        return;
    g_free(source->path);
    g_free(source->file);
    g_free(source->text);
    g_array_free(source->lines, TRUE);
    g_array_free(source->chars, TRUE);
    g_free(source);
}

static size_t
line_start(const BxSource *source, guint line)
{
    return g_array_index(source->lines, size_t, line);
}

BxPos
bx_source_pos(const BxSource *source, size_t byte)
{
    byte = MIN(byte, source->length);
    guint low = 0, high = source->lines->len;
    while (high - low > 1) {
        guint middle = low + (high - low) / 2;
        if (line_start(source, middle) <= byte)
            low = middle;
        else
            high = middle;
    }
    size_t start = line_start(source, low);
    size_t column = chars_before(source, byte) - chars_before(source, start);
    return (BxPos){source, (int)low + 1, (int)column + 1};
}

size_t
bx_source_byte(BxPos pos)
{
    const BxSource *source = pos.source;
    guint line = (guint)CLAMP(pos.line, 1, (int)source->lines->len) - 1;
    const char *p = source->text + line_start(source, line);
    const char *end = source->text + source->length;
    for (int column = 1; column < pos.column && p < end; column++)
        p = g_utf8_next_char(p);
    return (size_t)(p - source->text);
}

char *
bx_source_copy_line(const BxSource *source, int line)
{
    if (line < 1 || (guint)line > source->lines->len)
        return g_strdup("");
    size_t start = line_start(source, (guint)line - 1);
    size_t end =
        (guint)line < source->lines->len ? line_start(source, (guint)line) - 1 : source->length;
    if (end > start && source->text[end - 1] == '\r')
        end--;
    return g_strndup(source->text + start, end - start);
}

char *
bx_source_sum(const BxSource *source)
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    if (source->has_bom)
        g_checksum_update(sum, (const guchar *)"\xEF\xBB\xBF", 3);
    g_checksum_update(sum, (const guchar *)source->text, (gssize)source->length);
    return g_strdup(g_checksum_get_string(sum));
}
