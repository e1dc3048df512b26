/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/sums.h"

#include "base/file.h"

#include <dirent.h>
#include <string.h>
#include <sys/stat.h>

/* Some file systems keep times in steps of up to 2 s (FAT, some servers); those that show parts of a millisecond, in
 * the kernel's ticks. */
#define STEP_COARSE_NS (2 * G_GINT64_CONSTANT(1000000000))
#define STEP_FINE_NS (10 * G_GINT64_CONSTANT(1000000))
#define MILLISECOND_NS G_GINT64_CONSTANT(1000000)
#define US_TO_NS 1000
#define NAMES_DEEP 8      /* folders below an issue that are looked into */
#define NAMES_MAX_N 20000 /* files */

static void
known_free(void *data)
{
    BxKnownFile *known = data;
    g_free(known->sum);
    g_free(known);
}

GHashTable *
bx_sums_new(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, known_free);
}

void
bx_sums_tell(GHashTable *sums, const char *path, const char *sum, const BxFileMark *mark,
             bool is_new)
{
    BxKnownFile *known = g_new0(BxKnownFile, 1);
    *known = (BxKnownFile){g_strdup(sum), *mark, is_new};
    g_hash_table_insert(sums, g_strdup(path), known);
}

static gint64
nanoseconds(const struct timespec *time)
{
    return (gint64)time->tv_sec * G_GINT64_CONSTANT(1000000000) + time->tv_nsec;
}

bool
bx_file_mark(const char *path, BxFileMark *mark)
{
    struct stat info;
    if (stat(path, &info) != 0 || !S_ISREG(info.st_mode))
        return false;
    *mark = (BxFileMark){.device = (gint64)info.st_dev,
                         .inode = (gint64)info.st_ino,
                         .size = info.st_size,
                         .mtime_ns = nanoseconds(&info.st_mtim),
                         .ctime_ns = nanoseconds(&info.st_ctim),
                         .summed_ns = g_get_real_time() * US_TO_NS};
    return true;
}

bool
bx_file_mark_equal(const BxFileMark *one, const BxFileMark *other)
{
    return one->device == other->device && one->inode == other->inode && one->size == other->size
           && one->mtime_ns == other->mtime_ns && one->ctime_ns == other->ctime_ns;
}

static bool
is_racy(const BxFileMark *mark)
{
    gint64 step = mark->mtime_ns % MILLISECOND_NS ? STEP_FINE_NS : STEP_COARSE_NS;
    return MAX(mark->mtime_ns, mark->ctime_ns) + step > mark->summed_ns;
}

const BxKnownFile *
bx_sums_lookup(GHashTable *sums, const char *path)
{
    BxFileMark mark;
    if (!bx_file_mark(path, &mark)) {
        g_hash_table_remove(sums, path);
        return NULL;
    }
    BxKnownFile *known = g_hash_table_lookup(sums, path);
    if (known && bx_file_mark_equal(&known->mark, &mark) && !is_racy(&known->mark))
        return known;
    char *sum = bx_file_sum(path, NULL);
    if (!sum) {
        g_hash_table_remove(sums, path);
        return NULL;
    }
    known = g_new0(BxKnownFile, 1);
    *known = (BxKnownFile){sum, mark, true};
    g_hash_table_insert(sums, g_strdup(path), known);
    return known;
}

/* ---- names ---- */

static int
compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
add_names(GPtrArray *names, const char *folder, const char *shown, int deep)
{
    DIR *dir = opendir(folder);
    for (struct dirent *entry; dir && names->len < NAMES_MAX_N && (entry = readdir(dir));) {
        if (entry->d_name[0] == '.')
            continue;
        g_autofree char *path = g_build_filename(folder, entry->d_name, NULL);
        char *name = g_build_filename(shown, entry->d_name, NULL);
        g_ptr_array_add(names, name);
        struct stat info;
        bool is_folder = entry->d_type == DT_DIR
                         || (entry->d_type == DT_UNKNOWN && lstat(path, &info) == 0
                             && S_ISDIR(info.st_mode)); /* links are not followed */
        if (is_folder && deep > 0)
            add_names(names, path, name, deep - 1);
    }
    if (dir)
        closedir(dir);
}

char *
bx_names_sum(const char *folder)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    add_names(names, folder, "", NAMES_DEEP);
    g_ptr_array_sort(names, compare_strings);
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    for (guint i = 0; i < names->len; i++) {
        const char *name = g_ptr_array_index(names, i);
        g_checksum_update(sum, (const guchar *)name, (gssize)strlen(name) + 1);
    }
    return g_strdup(g_checksum_get_string(sum));
}
