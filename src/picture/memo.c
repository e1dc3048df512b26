/* SPDX-License-Identifier: Apache-2.0 */
#include "picture/memo.h"

#include "picture/cache.h"
#include "picture/result.h"

#include <sys/stat.h>
#include <time.h>

/* Documents that something may be missing from before it is forgotten. */
#define GENERATIONS_KEPT 4
/* A file that was written so short a time ago may be written again at the same tick of its clock. */
#define FRESH_S 2

typedef struct {
    dev_t device;
    ino_t inode;
    off_t size;
    struct timespec modified, changed;
} Identity;

typedef struct {
    Identity identity;
    char *sum;
    unsigned generation;
} File;

typedef struct {
    BxPictureResult result;
    unsigned generation;
} Made;

struct BxPictureMemo {
    GMutex lock;
    GHashTable *files; /* Identity *, in its File → File */
    GHashTable *made;  /* char * → Made */
    unsigned generation;
};

static guint
hash_identity(gconstpointer data)
{
    const Identity *identity = data;
    return (guint)identity->inode ^ (guint)identity->modified.tv_nsec ^ (guint)identity->size;
}

static gboolean
are_same(gconstpointer a, gconstpointer b)
{
    const Identity *one = a, *other = b;
    return one->device == other->device && one->inode == other->inode && one->size == other->size
           && one->modified.tv_sec == other->modified.tv_sec
           && one->modified.tv_nsec == other->modified.tv_nsec
           && one->changed.tv_sec == other->changed.tv_sec
           && one->changed.tv_nsec == other->changed.tv_nsec;
}

static void
file_free(void *data)
{
    File *file = data;
    g_free(file->sum);
    g_free(file);
}

static void
made_free(void *data)
{
    Made *made = data;
    bx_result_clear(&made->result);
    g_free(made);
}

BxPictureMemo *
bx_picture_memo_new(void)
{
    BxPictureMemo *memo = g_new0(BxPictureMemo, 1);
    g_mutex_init(&memo->lock);
    memo->files = g_hash_table_new_full(hash_identity, are_same, NULL, file_free);
    memo->made = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, made_free);
    return memo;
}

void
bx_picture_memo_free(BxPictureMemo *memo)
{
    if (!memo)
        return;
    g_hash_table_unref(memo->files);
    g_hash_table_unref(memo->made);
    g_mutex_clear(&memo->lock);
    g_free(memo);
}

static gboolean
is_old_file(gpointer key, gpointer file, gpointer memo)
{
    (void)key;
    return ((const BxPictureMemo *)memo)->generation - ((const File *)file)->generation
           > GENERATIONS_KEPT;
}

static gboolean
is_old_made(gpointer key, gpointer made, gpointer memo)
{
    (void)key;
    return ((const BxPictureMemo *)memo)->generation - ((const Made *)made)->generation
           > GENERATIONS_KEPT;
}

void
bx_picture_memo_begin(BxPictureMemo *memo)
{
    g_mutex_lock(&memo->lock);
    memo->generation++;
    g_hash_table_foreach_remove(memo->files, is_old_file, memo);
    g_hash_table_foreach_remove(memo->made, is_old_made, memo);
    g_mutex_unlock(&memo->lock);
}

/* False where it cannot be told apart from what may be written next. */
static bool
identify(int fd, Identity *identity)
{
    struct stat info;
    if (fstat(fd, &info) != 0)
        return false;
    *identity = (Identity){info.st_dev, info.st_ino, info.st_size, info.st_mtim, info.st_ctim};
    return time(NULL) - info.st_ctim.tv_sec > FRESH_S;
}

static char *
recall_sum(BxPictureMemo *memo, const Identity *identity)
{
    g_mutex_lock(&memo->lock);
    File *file = g_hash_table_lookup(memo->files, identity);
    if (file)
        file->generation = memo->generation;
    char *sum = file ? g_strdup(file->sum) : NULL;
    g_mutex_unlock(&memo->lock);
    return sum;
}

char *
bx_memo_content_sum(BxPictureMemo *memo, int fd, GError **error)
{
    Identity identity;
    if (!memo || !identify(fd, &identity))
        return bx_content_sum(fd, error);
    char *sum = recall_sum(memo, &identity);
    if (sum)
        return sum;
    sum = bx_content_sum(fd, error);
    Identity after;
    if (!sum || !identify(fd, &after) || !are_same(&identity, &after))
        return sum; /* it was written meanwhile */
    File *file = g_new(File, 1);
    g_mutex_lock(&memo->lock);
    *file = (File){identity, g_strdup(sum), memo->generation};
    g_hash_table_replace(memo->files, &file->identity, file);
    g_mutex_unlock(&memo->lock);
    return sum;
}

bool
bx_memo_recall(BxPictureMemo *memo, const char *key, BxPictureResult *result)
{
    g_mutex_lock(&memo->lock);
    Made *made = g_hash_table_lookup(memo->made, key);
    if (made) {
        made->generation = memo->generation;
        *result = bx_result_copy(&made->result);
    }
    g_mutex_unlock(&memo->lock);
    return made != NULL;
}

void
bx_memo_note(BxPictureMemo *memo, const char *key, const BxPictureResult *result)
{
    Made *made = g_new(Made, 1);
    g_mutex_lock(&memo->lock);
    *made = (Made){bx_result_copy(result), memo->generation};
    g_hash_table_replace(memo->made, g_strdup(key), made);
    g_mutex_unlock(&memo->lock);
}
