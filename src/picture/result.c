/* SPDX-License-Identifier: Apache-2.0 */
/* Result: a table of keys and where their values go. */

#include "picture/result.h"

#include <stddef.h>
#include <string.h>

typedef enum { INT, DOUBLE, TEXT } Kind;

static const struct {
    const char *key;
    Kind kind;
    size_t offset;
} fields[] = {
    {"width", INT, offsetof(BxPictureResult, width)},
    {"height", INT, offsetof(BxPictureResult, height)},
    {"channels", INT, offsetof(BxPictureResult, channels)},
    {"ink-max", DOUBLE, offsetof(BxPictureResult, ink_max)},
    {"source-ppi", DOUBLE, offsetof(BxPictureResult, source_ppi)},
    {"source-profile", TEXT, offsetof(BxPictureResult, source_profile)},
};

static void
set_field(BxPictureResult *result, const char *key, const char *value)
{
    for (size_t i = 0; i < G_N_ELEMENTS(fields); i++) {
        if (strcmp(fields[i].key, key) != 0)
            continue;
        void *place = (char *)result + fields[i].offset;
        switch (fields[i].kind) {
        case INT:
            *(int *)place = (int)g_ascii_strtoll(value, NULL, 10);
            break;
        case DOUBLE:
            *(double *)place = g_ascii_strtod(value, NULL);
            break;
        case TEXT:
            g_free(*(char **)place);
            *(char **)place = g_utf8_make_valid(value, -1);
            break;
        }
    }
}

static bool
is_whole(const BxPictureResult *result, GBytes *jpeg)
{
    const guint8 *data = g_bytes_get_data(jpeg, NULL);
    return g_bytes_get_size(jpeg) > 3 && data[0] == 0xFF && data[1] == 0xD8 && result->width > 0
           && result->height > 0
           && (result->channels == 1 || result->channels == 3 || result->channels == 4)
           && result->source_profile;
}

static int
n_blocks(const BxPictureResult *result)
{
    return (result->width + BX_INK_BLOCK - 1) / BX_INK_BLOCK
           * ((result->height + BX_INK_BLOCK - 1) / BX_INK_BLOCK);
}

/* What follows the head: the ink blocks, but of a picture for screens, and the JPEG. */
static void
take_body(BxPictureResult *made, GBytes *answer, gsize start)
{
    gsize length = g_bytes_get_size(answer);
    if (made->channels != 3 && made->width > 0 && made->height > 0) {
        gsize bytes = (gsize)n_blocks(made) * sizeof(BxInkBlock);
        if (bytes > length - start)
            return;
        made->inks = g_bytes_new_from_bytes(answer, start, bytes);
        start += bytes;
    }
    made->jpeg = g_bytes_new_from_bytes(answer, start, length - start);
}

bool
bx_result_parse(BxPictureResult *result, GBytes *answer)
{
    gsize length;
    const char *text = g_bytes_get_data(answer, &length);
    const char *end = text ? g_strstr_len(text, (gssize)length, "\n\n") : NULL;
    if (!end)
        return false;
    BxPictureResult made = {0};
    g_autofree char *head = g_strndup(text, (gsize)(end - text));
    g_auto(GStrv) lines = g_strsplit(head, "\n", -1);
    for (char **line = lines; *line; line++) {
        char *value = strchr(*line, '=');
        if (!value)
            continue;
        *value = '\0';
        set_field(&made, *line, value + 1);
    }
    take_body(&made, answer, (gsize)(end - text) + 2);
    if (!made.jpeg || !is_whole(&made, made.jpeg)) {
        bx_result_clear(&made);
        return false;
    }
    *result = made;
    return true;
}

BxPictureResult
bx_result_copy(const BxPictureResult *result)
{
    BxPictureResult copy = *result;
    copy.jpeg = result->jpeg ? g_bytes_ref(result->jpeg) : NULL;
    copy.inks = result->inks ? g_bytes_ref(result->inks) : NULL;
    copy.source_profile = g_strdup(result->source_profile);
    copy.key = g_strdup(result->key);
    return copy;
}

void
bx_result_clear(BxPictureResult *result)
{
    g_clear_pointer(&result->jpeg, g_bytes_unref);
    g_clear_pointer(&result->inks, g_bytes_unref);
    g_clear_pointer(&result->source_profile, g_free);
    g_clear_pointer(&result->key, g_free);
}
