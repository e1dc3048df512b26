/* SPDX-License-Identifier: Apache-2.0 */
/* Pictures across an issue: one used twice, by its name or by its bytes, and words that tell of a
 * picture where there is none. */

#include "lint/across.h"

#include "lint/texts.h"

#include <stdio.h>
#include <sys/stat.h>

/* ---- used twice ---- */

/* SHA-256 of a file, owned; NULL where it cannot be read. */
static char *
file_hash(const char *path)
{
    FILE *file = fopen(path, "rbe");
    if (!file)
        return NULL;
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    guchar buffer[65536];
    size_t n;
    while ((n = fread(buffer, 1, sizeof buffer, file)) > 0)
        g_checksum_update(checksum, buffer, (gssize)n);
    bool is_read = !ferror(file);
    fclose(file);
    return is_read ? g_strdup(g_checksum_get_string(checksum)) : NULL;
}

/* A picture with what tells whether another one can be the same. */
typedef struct {
    const BxPicture *picture;
    gint64 size; /* bytes */
    char *hash;  /* owned; NULL until another picture has as many bytes */
} Seen;

static void
seen_free(void *data)
{
    g_free(((Seen *)data)->hash);
    g_free(data);
}

static const char *
hash_of(Seen *seen)
{
    if (!seen->hash)
        seen->hash = file_hash(seen->picture->file);
    return seen->hash;
}

/* The picture before with the same bytes; NULL: none. by_size: bytes → Seen, the first of that size;
 * by_hash: hash → Seen. Only sizes that come again cost a look into the files. */
static const BxPicture *
same_before(GHashTable *by_size, GHashTable *by_hash, Seen *seen)
{
    Seen *first = g_hash_table_lookup(by_size, &seen->size);
    if (!first) {
        g_hash_table_insert(by_size, &seen->size, seen);
        return NULL;
    }
    if (!hash_of(first) || !hash_of(seen))
        return NULL;
    g_hash_table_insert(by_hash, first->hash, first);
    Seen *same = g_hash_table_lookup(by_hash, seen->hash);
    if (!same)
        g_hash_table_insert(by_hash, seen->hash, seen);
    return same ? same->picture : NULL;
}

static void
check_twice(const BxIssue *issue, BxDiags *diags)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(seen_free);
    g_autoptr(GHashTable) by_size = g_hash_table_new(g_int64_hash, g_int64_equal);
    g_autoptr(GHashTable) by_hash = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint s = 0; s < issue->stories->len; s++) {
        const BxStory *story = g_ptr_array_index(issue->stories, s);
        g_autoptr(GPtrArray) pictures = bx_story_pictures(story);
        for (guint i = 0; i < pictures->len; i++) {
            const BxPicture *picture = g_ptr_array_index(pictures, i);
            struct stat info;
            if (!picture->file || stat(picture->file, &info) != 0)
                continue;
            Seen *seen = g_new0(Seen, 1);
            *seen = (Seen){picture, info.st_size, NULL};
            g_ptr_array_add(all, seen);
            const BxPicture *other = same_before(by_size, by_hash, seen);
            if (other)
                bx_diag(diags, BX_DIAG_PICTURE_TWICE, picture->pos, "“%s” is also “%s” in %s:%d",
                        picture->path, other->path,
                        other->pos.source ? other->pos.source->path : "", other->pos.line);
        }
    }
}

/* ---- words without a picture ---- */

static bool
has_picture(const BxStory *story)
{
    g_autoptr(GPtrArray) pictures = bx_story_pictures(story);
    return pictures->len > 0;
}

/* By story: whether it, or one on a page that it stands on, has a picture. 见右图 may mean its neighbour's. */
static bool *
pictures_near(const BxIssue *issue)
{
    bool *own = g_new0(bool, issue->stories->len + 1),
         *near = g_new0(bool, issue->stories->len + 1);
    for (guint i = 0; i < issue->stories->len; i++)
        near[i] = own[i] = has_picture(g_ptr_array_index(issue->stories, i));
    for (guint p = 0; p < issue->pages->len; p++) {
        const GPtrArray *placings =
            ((const BxPageSpec *)g_ptr_array_index(issue->pages, p))->placings;
        bool has = false;
        for (int pass = 0; pass < 2; pass++)
            for (guint k = 0; k < placings->len; k++) {
                int story = ((const BxPlacing *)g_ptr_array_index(placings, k))->story;
                if (story < 0)
                    continue;
                has |= own[story];
                near[story] |= pass == 1 && has;
            }
    }
    g_free(own);
    return near;
}

/* 图为… where a sentence begins, （见图）, 本版图片均由…: only a picture has such words. */
static int
picture_words_at(const BxCopy *copy, int i)
{
    int n = bx_copy_word(copy, i, "图为 上图为 下图为 左图为 右图为 图① 图②");
    if (n > 0 && bx_copy_starts(copy, i))
        return n;
    n = bx_copy_word(copy, i, "见图 如图 见上图 见下图 见左图 见右图 见题图 见附图");
    if (n > 0 && bx_in(bx_copy_at(copy, i - 1), "（(") && bx_in(bx_copy_at(copy, i + n), "）)①②③④"))
        return n;
    return bx_copy_word(copy, i, "本版图片 本版照片 本版摄影 本版供图");
}

static void
check_words(const BxIssue *issue, int index, BxDiags *diags)
{
    const BxStory *story = g_ptr_array_index(issue->stories, index);
    g_autoptr(GArray) texts = bx_story_texts(story);
    for (guint t = 0; t < texts->len; t++) {
        const BxStoryText *entry = &g_array_index(texts, BxStoryText, t);
        g_autoptr(BxCopy) copy = bx_copy_new(entry->text, entry->kind);
        for (int i = 0; i < copy->n; i++) {
            int n = picture_words_at(copy, i);
            g_autofree char *words = n > 0 ? bx_copy_words(copy, i, n) : NULL;
            if (words)
                bx_diag(diags, BX_DIAG_CAPTION_ALONE, bx_text_pos(entry->text, i),
                        "“%s”, but there is no picture in the article or on its page", words);
        }
    }
}

void
bx_check_pictures(const BxIssue *issue, BxDiags *diags)
{
    check_twice(issue, diags);
    g_autofree bool *near = pictures_near(issue);
    for (guint i = 0; i < issue->stories->len; i++)
        if (!near[i])
            check_words(issue, (int)i, diags);
}
