/* SPDX-License-Identifier: Apache-2.0 */
#include "session.h"

#include "base/file.h"
#include "open_fonts.h"
#include "text/faces.h"

struct BxSession {
    char *data_dir;
    BxFonts *fonts;   /* NULL: not opened yet */
    GHashTable *sums; /* char *: a face's file → char *: its SHA-256 */
};

BxSession *
bx_session_new(const char *data_dir, GError **error)
{
    char *dir = data_dir ? g_strdup(data_dir) : bx_data_dir(error);
    if (!dir)
        return NULL;
    BxSession *session = g_new0(BxSession, 1);
    session->data_dir = dir;
    session->sums = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    return session;
}

void
bx_session_free(BxSession *session)
{
    if (!session)
        return;
    bx_fonts_free(session->fonts);
    g_hash_table_unref(session->sums);
    g_free(session->data_dir);
    g_free(session);
}

const char *
bx_session_data_dir(const BxSession *session)
{
    return session->data_dir;
}

BxFonts *
bx_session_fonts(BxSession *session, GError **error)
{
    if (session->fonts)
        bx_fonts_forget_reports(session->fonts);
    else
        session->fonts = bx_open_fonts(session->data_dir, NULL, error);
    return session->fonts;
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
