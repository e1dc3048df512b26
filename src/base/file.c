/* SPDX-License-Identifier: Apache-2.0 */
#include "base/file.h"

#include "base/error.h"
#include "base/say.h"

#include <errno.h>
#include <fcntl.h>
#include <nettle/sha2.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUM_BLOCK_BYTES 65536

static bool
write_all(int fd, GBytes *bytes)
{
    gsize size;
    const char *data = g_bytes_get_data(bytes, &size);
    while (size > 0) {
        ssize_t n = write(fd, data, size);
        if (n < 0 && errno == EINTR)
            continue;
        if (n <= 0)
            return false;
        data += n;
        size -= (gsize)n;
    }
    return true;
}

/* The name is safe on disk only when its folder is. */
static void
sync_folder(const char *folder)
{
    int fd = open(folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0)
        return;
    (void)fsync(fd);
    close(fd);
}

/* That of the file which is there; else what the user's mask leaves. */
static mode_t
mode_of(const char *path)
{
    struct stat info;
    if (stat(path, &info) == 0 && S_ISREG(info.st_mode))
        return info.st_mode & 0777;
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

bool
bx_write_file(const char *path, GBytes *bytes, GError **error)
{
    g_autofree char *folder = g_path_get_dirname(path), *name = g_path_get_basename(path);
    g_autofree char *temporary = g_strdup_printf("%s/.%s.XXXXXX", folder, name);
    int fd = mkostemp(temporary, O_CLOEXEC);
    bool is_written =
        fd >= 0 && write_all(fd, bytes) && fchmod(fd, mode_of(path)) == 0 && fsync(fd) == 0;
    int fault = errno;
    if (fd >= 0 && close(fd) != 0 && is_written) {
        fault = errno;
        is_written = false;
    }
    if (is_written && rename(temporary, path) == 0) {
        sync_folder(folder);
        return true;
    }
    fault = is_written ? errno : fault;
    if (fd >= 0)
        unlink(temporary);
    g_set_error(error, BX_ERROR, BX_ERROR_IO, _("“%s” cannot be written: %s"), path,
                bx_errno_local(fault));
    return false;
}

static char *
finish_sum(struct sha256_ctx *sum)
{
    guint8 digest[SHA256_DIGEST_SIZE];
    sha256_digest(sum, sizeof digest, digest);
    GString *hex = g_string_sized_new(2 * sizeof digest);
    for (size_t i = 0; i < sizeof digest; i++)
        g_string_append_printf(hex, "%02x", digest[i]);
    return g_string_free(hex, FALSE);
}

/* Nettle's is three times as quick as GLib's, and the PDF library has it loaded. */
char *
bx_content_sum(int fd, GError **error)
{
    struct sha256_ctx sum;
    guint8 block[SUM_BLOCK_BYTES];
    off_t at = 0;
    sha256_init(&sum);
    for (ssize_t n; (n = pread(fd, block, sizeof block, at)) != 0;) {
        if (n < 0 && errno == EINTR)
            continue;
        if (n < 0) {
            g_set_error(error, BX_ERROR, BX_ERROR_IO, "%s", bx_errno_local(errno));
            return NULL;
        }
        sha256_update(&sum, (size_t)n, block);
        at += n;
    }
    return finish_sum(&sum);
}

char *
bx_bytes_sum(GBytes *bytes)
{
    struct sha256_ctx sum;
    gsize size;
    const guint8 *data = g_bytes_get_data(bytes, &size);
    sha256_init(&sum);
    sha256_update(&sum, size, data);
    return finish_sum(&sum);
}

char *
bx_file_sum(const char *path, GError **error)
{
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK); /* a FIFO must not hang it */
    struct stat info;
    bool is_file = fd >= 0 && fstat(fd, &info) == 0 && S_ISREG(info.st_mode);
    char *sum = is_file ? bx_content_sum(fd, error) : NULL;
    if (!is_file)
        g_set_error(error, BX_ERROR, BX_ERROR_IO, _("“%s” cannot be read: %s"), path,
                    fd < 0 ? bx_errno_local(errno) : "it is no ordinary file");
    if (fd >= 0)
        close(fd);
    return sum;
}
