/* SPDX-License-Identifier: Apache-2.0 */
/* Budget: the size is kept in a tally, so that a folder is listed only when it is full. A tally that is not there, or is no
 * number, is made anew. */

#include "picture/budget.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEFAULT_MIB 2048
#define TALLY ".size"
#define KEPT_SHARE 0.9  /* of the budget after a clearing: not every picture has to clear again */
#define USED_EVERY_S 60 /* how exactly the time of use is kept */
#define STALE_S 3600    /* a temporary file of that age has lost its writer */

typedef struct {
    char *path;
    guint64 bytes;
    gint64 used_ns;
} Entry;

guint64
bx_cache_budget(void)
{
    const char *words = g_getenv("BANXIN_CACHE_MIB");
    guint64 mib;
    bool is_given = words && g_ascii_string_to_unsigned(words, 10, 0, G_MAXUINT32, &mib, NULL);
    return (is_given ? mib : DEFAULT_MIB) << 20;
}

static void
entry_free(void *data)
{
    Entry *entry = data;
    g_free(entry->path);
    g_free(entry);
}

/* g_file_set_contents() writes NAME.XXXXXX first. */
static bool
is_stale(const char *name, const struct stat *info)
{
    return strstr(name, BX_CACHE_SUFFIX ".")
           && g_get_real_time() / G_USEC_PER_SEC - info->st_mtime > STALE_S;
}

/* Entry, owned; NULL: the folder cannot be read. */
static GPtrArray *
list(const char *dir)
{
    g_autoptr(GPtrArray) entries = g_ptr_array_new_with_free_func(entry_free);
    GDir *files = g_dir_open(dir, 0, NULL);
    if (!files)
        return g_file_test(dir, G_FILE_TEST_EXISTS) ? NULL : g_steal_pointer(&entries);
    for (const char *name; (name = g_dir_read_name(files));) {
        g_autofree char *path = g_build_filename(dir, name, NULL);
        struct stat info;
        if (lstat(path, &info) != 0 || !S_ISREG(info.st_mode))
            continue;
        if (is_stale(name, &info))
            unlink(path);
        if (!g_str_has_suffix(name, BX_CACHE_SUFFIX))
            continue;
        Entry *entry = g_new0(Entry, 1);
        *entry =
            (Entry){g_steal_pointer(&path), (guint64)info.st_size,
                    info.st_mtim.tv_sec * G_GINT64_CONSTANT(1000000000) + info.st_mtim.tv_nsec};
        g_ptr_array_add(entries, entry);
    }
    g_dir_close(files);
    return g_steal_pointer(&entries);
}

static int
compare_use(gconstpointer a, gconstpointer b)
{
    const Entry *one = *(Entry *const *)a, *two = *(Entry *const *)b;
    int order = (one->used_ns > two->used_ns) - (one->used_ns < two->used_ns);
    return order ? order : strcmp(one->path, two->path);
}

/* Deletes what was not used for longest until no more than `most` bytes are left; how many are. */
static guint64
evict(const char *dir, guint64 most)
{
    g_autoptr(GPtrArray) entries = list(dir);
    guint64 bytes = 0;
    for (guint i = 0; entries && i < entries->len; i++)
        bytes += ((const Entry *)g_ptr_array_index(entries, i))->bytes;
    if (!entries || bytes <= most)
        return bytes;
    g_ptr_array_sort(entries, compare_use);
    for (guint i = 0; i < entries->len && bytes > most; i++) {
        const Entry *entry = g_ptr_array_index(entries, i);
        if (unlink(entry->path) == 0 || errno == ENOENT)
            bytes -= entry->bytes;
    }
    return bytes;
}

/* ---- the tally ---- */

/* Open and locked, or −1. */
static int
open_tally(const char *dir)
{
    g_autofree char *path = g_build_filename(dir, TALLY, NULL);
    int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);
    if (fd >= 0 && flock(fd, LOCK_EX) == 0)
        return fd;
    if (fd >= 0)
        close(fd);
    return -1;
}

static bool
read_tally(int fd, guint64 *bytes)
{
    char text[32];
    ssize_t n = pread(fd, text, sizeof text - 1, 0);
    text[MAX(0, n)] = '\0';
    text[strcspn(text, "\n")] = '\0';
    return g_ascii_string_to_unsigned(text, 10, 0, G_MAXUINT64 / 2, bytes, NULL);
}

static void
write_tally(int fd, guint64 bytes)
{
    g_autofree char *text = g_strdup_printf("%" G_GUINT64_FORMAT "\n", bytes);
    size_t n = strlen(text);
    bool is_written = ftruncate(fd, 0) == 0 && pwrite(fd, text, n, 0) == (ssize_t)n;
    if (!is_written) /* it is no number then, and the next one counts anew */
        g_debug("the tally of the cache cannot be written");
}

void
bx_cache_added(const char *dir, guint64 bytes, guint64 budget)
{
    guint64 tally = 0;
    int fd = open_tally(dir);
    if (fd < 0)
        return; /* a cache that cannot be written is no fault of the issue */
    bool is_known = read_tally(fd, &tally);
    tally += bytes;
    if (!is_known || tally > budget)
        tally = evict(dir, is_known ? (guint64)((double)budget * KEPT_SHARE) : budget);
    write_tally(fd, tally);
    close(fd);
}

void
bx_cache_used(const char *path)
{
    struct stat info;
    if (stat(path, &info) == 0
        && ABS(g_get_real_time() / G_USEC_PER_SEC - info.st_mtime) > USED_EVERY_S)
        (void)utimensat(AT_FDCWD, path, NULL, 0);
}

/* ---- for people ---- */

bool
bx_cache_stat(const char *dir, BxCacheStat *stat)
{
    *stat = (BxCacheStat){0};
    g_autoptr(GPtrArray) entries = list(dir);
    if (!entries)
        return false;
    g_ptr_array_sort(entries, compare_use);
    for (guint i = 0; i < entries->len; i++) {
        const Entry *entry = g_ptr_array_index(entries, i);
        stat->bytes += entry->bytes;
        stat->newest_s = entry->used_ns / G_GINT64_CONSTANT(1000000000);
        if (i == 0)
            stat->oldest_s = stat->newest_s;
    }
    stat->n_entries = (int)entries->len;
    return true;
}

int
bx_cache_clear(const char *dir)
{
    int fd = g_file_test(dir, G_FILE_TEST_IS_DIR) ? open_tally(dir) : -1;
    g_autoptr(GPtrArray) entries = list(dir);
    int n = 0;
    for (guint i = 0; entries && i < entries->len; i++)
        n += unlink(((const Entry *)g_ptr_array_index(entries, i))->path) == 0;
    if (fd >= 0) {
        write_tally(fd, evict(dir, G_MAXUINT64)); /* another process may have added some */
        close(fd);
    }
    return entries ? n : -1;
}
