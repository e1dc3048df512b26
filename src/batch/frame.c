/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/frame.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define FRAME_MAX_BYTES (64u << 20)

static bool
send_all(int fd, const void *data, size_t size)
{
    for (const char *at = data; size > 0;) {
        ssize_t n = send(fd, at, size, MSG_NOSIGNAL);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        at += n;
        size -= (size_t)n;
    }
    return true;
}

bool
bx_frame_send(int fd, GVariant *value)
{
    g_autoptr(GVariant) own = g_variant_ref_sink(value);
    guint32 size = (guint32)g_variant_get_size(own);
    return send_all(fd, &size, sizeof size) && send_all(fd, g_variant_get_data(own), size);
}

static bool
read_all(int fd, void *data, size_t size)
{
    for (char *at = data; size > 0;) {
        ssize_t n = read(fd, at, size);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        at += n;
        size -= (size_t)n;
    }
    return true;
}

/* Takes `data`. */
static GVariant *
value_of(void *data, gsize size, const char *type)
{
    g_autoptr(GBytes) bytes = g_bytes_new_take(data, size);
    GVariant *value = g_variant_ref_sink(
        g_variant_new_from_bytes(G_VARIANT_TYPE(type), bytes, /*trusted*/ FALSE));
    if (g_variant_is_normal_form(value))
        return value;
    g_variant_unref(value);
    return NULL;
}

GVariant *
bx_frame_receive(int fd, const char *type)
{
    guint32 size;
    if (!read_all(fd, &size, sizeof size) || size > FRAME_MAX_BYTES)
        return NULL;
    char *data = g_malloc(MAX(1, size));
    if (read_all(fd, data, size))
        return value_of(data, size, type);
    g_free(data);
    return NULL;
}

GVariant *
bx_frame_take(GByteArray *received, const char *type, bool *is_broken)
{
    guint32 size;
    *is_broken = false;
    if (received->len < sizeof size)
        return NULL;
    memcpy(&size, received->data, sizeof size);
    *is_broken = size > FRAME_MAX_BYTES;
    if (*is_broken || received->len < sizeof size + size)
        return NULL;
    GVariant *value = value_of(g_memdup2(received->data + sizeof size, MAX(1, size)), size, type);
    g_byte_array_remove_range(received, 0, (guint)sizeof size + size);
    *is_broken = value == NULL;
    return value;
}
