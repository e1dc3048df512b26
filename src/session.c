/* SPDX-License-Identifier: Apache-2.0 */
#include "session.h"

#include "base/file.h"
#include "open_fonts.h"
#include "text/faces.h"

/* Documents that a story may be missing from before it is forgotten: an article that was broken for a few saves, or a
 * page taken out and put back. */
#define GENERATIONS_KEPT 4

struct BxSession {
    char *data_dir;
    GPtrArray *fonts; /* BxFonts; the first is that of all documents, the others are for threads */
    GHashTable *sums; /* char *: a face's file → char *: its SHA-256 */
    GHashTable *stories; /* char * → Entry */
    unsigned generation; /* documents that were given back */
    BxPictureMemo *pictures;
};

typedef struct {
    BxKeptStory *story;
    unsigned generation; /* of the document that it stood in last */
} Entry;

void
bx_kept_story_free(void *data)
{
    BxKeptStory *story = data;
    if (!story)
        return;
    bx_kept_free(story->kept);
    if (story->costs.costs)
        g_array_unref(story->costs.costs);
    g_free(story->sum);
    g_free(story);
}

static void
entry_free(void *data)
{
    Entry *entry = data;
    bx_kept_story_free(entry->story);
    g_free(entry);
}

BxSession *
bx_session_new(const char *data_dir, GError **error)
{
    char *dir = data_dir ? g_strdup(data_dir) : bx_data_dir(error);
    if (!dir)
        return NULL;
    BxSession *session = g_new0(BxSession, 1);
    session->data_dir = dir;
    session->fonts = g_ptr_array_new_with_free_func((GDestroyNotify)bx_fonts_free);
    session->pictures = bx_picture_memo_new();
    session->sums = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    session->stories = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, entry_free);
    return session;
}

void
bx_session_free(BxSession *session)
{
    if (!session)
        return;
    bx_picture_memo_free(session->pictures);
    g_hash_table_unref(session->stories); /* before the faces that their lines are set in */
    g_ptr_array_unref(session->fonts);
    g_hash_table_unref(session->sums);
    g_free(session->data_dir);
    g_free(session);
}

const char *
bx_session_data_dir(const BxSession *session)
{
    return session->data_dir;
}

const GPtrArray *
bx_session_many_fonts(BxSession *session, guint n, GError **error)
{
    while (session->fonts->len < MAX(1, n)) {
        BxFonts *fonts = bx_open_fonts(session->data_dir, NULL, error);
        if (!fonts)
            return NULL;
        g_ptr_array_add(session->fonts, fonts);
    }
    return session->fonts;
}

BxPictureMemo *
bx_session_pictures(BxSession *session)
{
    return session->pictures;
}

BxFonts *
bx_session_fonts(BxSession *session, GError **error)
{
    return bx_session_many_fonts(session, 1, error) ? g_ptr_array_index(session->fonts, 0) : NULL;
}

void
bx_session_know_sum(BxSession *session, const char *path, const char *sum)
{
    g_hash_table_insert(session->sums, g_strdup(path), g_strdup(sum));
}

const char *
bx_session_face_sum(BxSession *session, const char *path)
{
    const char *known = g_hash_table_lookup(session->sums, path);
    if (known)
        return known;
    char *sum = bx_file_sum(path, NULL);
    g_hash_table_insert(session->sums, g_strdup(path), sum ? sum : g_strdup(""));
    return g_hash_table_lookup(session->sums, path);
}

char *
bx_session_faces(BxSession *session, bool all, char ***folders, GError **error)
{
    BxFonts *fonts = bx_session_fonts(session, error);
    if (!fonts)
        return NULL;
    if (folders)
        *folders = bx_faces_folders(fonts);
    return all ? bx_faces_installed(fonts) : bx_faces_of_aliases(fonts);
}

BxKeptStory *
bx_session_take_story(BxSession *session, const char *sum)
{
    Entry *entry = g_hash_table_lookup(session->stories, sum);
    BxKeptStory *story = entry ? g_steal_pointer(&entry->story) : NULL;
    if (story) {
        g_hash_table_steal(session->stories, story->sum);
        entry_free(entry);
    }
    return story;
}

static gboolean
is_old(gpointer sum, gpointer entry, gpointer session)
{
    (void)sum;
    return ((const BxSession *)session)->generation - ((const Entry *)entry)->generation
           > GENERATIONS_KEPT;
}

void
bx_session_keep_stories(BxSession *session, GPtrArray *stories)
{
    session->generation++;
    g_ptr_array_set_free_func(stories, NULL); /* each goes over to the table */
    for (guint i = 0; i < stories->len; i++) {
        Entry *entry = g_new(Entry, 1);
        *entry = (Entry){g_ptr_array_index(stories, i), session->generation};
        g_hash_table_replace(session->stories, entry->story->sum, entry);
    }
    g_hash_table_foreach_remove(session->stories, is_old, session);
    g_ptr_array_unref(stories);
}
