/* SPDX-License-Identifier: Apache-2.0 */
/* Paths: checked as written, then as the file system resolves them, then opened without following
 * anything that changed meanwhile. */

#include "load/path.h"

#include "base/say.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define TEXT_MAX_BYTES (1024 * 1024)
/* Faults of one file that are listed. */
#define CONTROLS_SHOWN 20

static bool
leads_out(const char *path)
{
    if (g_path_is_absolute(path))
        return true;
    g_auto(GStrv) steps = g_strsplit(path, "/", -1);
    return g_strv_contains((const char *const *)steps, "..");
}

static bool
is_below(const char *folder, const char *file)
{
    char *real_folder = realpath(folder, NULL), *real_file = realpath(file, NULL);
    size_t n = real_folder ? strlen(real_folder) : 0;
    bool below = real_folder && real_file && strncmp(real_file, real_folder, n) == 0
                 && (real_file[n] == '/' || n == 1);
    free(real_folder);
    free(real_file);
    return below;
}

char *
bx_path_resolve(const char *folder, const char *path, BxPos pos, BxDiagCode missing, BxDiags *diags)
{
    g_autofree char *file = g_build_filename(folder, path, NULL);
    struct stat info;
    if (leads_out(path)) {
        bx_diag(diags, BX_DIAG_PATH_OUTSIDE, pos,
                "“%s” leads out of the issue folder; copy the file into it", path);
        return NULL;
    }
    if (stat(file, &info) != 0) {
        bx_diag(diags, missing, pos, "“%s” cannot be read: %s", path, bx_errno(errno));
        return NULL;
    }
    if (!is_below(folder, file)) {
        bx_diag(diags, BX_DIAG_PATH_OUTSIDE, pos,
                "“%s” is a link out of the issue folder; copy the file into it", path);
        return NULL;
    }
    if (!S_ISREG(info.st_mode)) {
        bx_diag(diags, BX_DIAG_NOT_A_FILE, pos, "“%s” is no ordinary file", path);
        return NULL;
    }
    return g_steal_pointer(&file);
}

/* Bytes of an ordinary file of at most TEXT_MAX_BYTES, NUL-terminated; NULL with a diagnostic. */
static char *
read_bytes(const char *file, const char *shown, size_t *length, BxPos pos, BxDiags *diags)
{
    /* not blocking: a FIFO must not hang the build */
    int fd = open(file, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    struct stat info;
    if (fd < 0 || fstat(fd, &info) != 0) {
        bx_diag(diags, BX_DIAG_FILE_MISSING, pos, "“%s” cannot be read: %s", shown,
                bx_errno(errno));
        if (fd >= 0)
            close(fd);
        return NULL;
    }
    if (!S_ISREG(info.st_mode) || info.st_size > TEXT_MAX_BYTES) {
        bool is_file = S_ISREG(info.st_mode);
        bx_diag(diags, is_file ? BX_DIAG_FILE_TOO_LARGE : BX_DIAG_NOT_A_FILE, pos,
                is_file ? N_("“%s” is over 1 MiB; split it") : N_("“%s” is no ordinary file"),
                shown);
        close(fd);
        return NULL;
    }
    char *bytes = g_malloc((gsize)info.st_size + 1);
    ssize_t n, total = 0;
    while (total < info.st_size
           && (n = read(fd, bytes + total, (size_t)(info.st_size - total))) > 0)
        total += n;
    close(fd);
    bytes[total] = 0;
    *length = (size_t)total;
    return bytes;
}

/* Characters that print nothing and steer something: controls, and marks that turn the direction of
 * the text, which make a source read other than it is. */
static bool
is_control(gunichar c)
{
    return (c < 0x20 && c != '\t' && c != '\n' && c != '\r') || (c >= 0x7F && c < 0xA0)
           || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0xFFFE
           || c == 0xFFFF;
}

static int
report_controls(const BxSource *source, BxDiags *diags)
{
    int n = 0;
    for (const char *p = source->text; *p && n < CONTROLS_SHOWN; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!is_control(c))
            continue;
        bx_diag(diags, BX_DIAG_CONTROL_CHAR, bx_source_pos(source, (size_t)(p - source->text)),
                "U+%04X is no character that prints; delete it", c);
        n++;
    }
    return n;
}

BxSource *
bx_path_read(const char *file, const char *shown, BxPos pos, BxDiags *diags)
{
    size_t length = 0;
    char *bytes = read_bytes(file, shown, &length, pos, diags);
    if (!bytes)
        return NULL;
    bool has_bom = length >= 3 && memcmp(bytes, "\xEF\xBB\xBF", 3) == 0;
    if (has_bom) {
        memmove(bytes, bytes + 3, length - 2);
        length -= 3;
    }
    const char *valid = NULL;
    if (!g_utf8_validate_len(bytes, length, &valid)) {
        size_t at = (size_t)(valid - bytes);
        char *mended = g_utf8_make_valid(bytes, (gssize)length); /* the same up to the place */
        BxSource *source = bx_source_new_take(shown, mended, strlen(mended));
        bx_diags_take_source(diags, source);
        bx_diag(diags, BX_DIAG_NOT_UTF8, bx_source_pos(source, at),
                "“%s” is not UTF-8 from here; save it as UTF-8", shown);
        g_free(bytes);
        return NULL;
    }
    BxSource *source = bx_source_new_take(shown, bytes, length);
    source->file = g_strdup(file);
    source->has_bom = has_bom;
    if (report_controls(source, diags) == 0)
        return source;
    bx_diags_take_source(diags, source);
    return NULL;
}
