/* SPDX-License-Identifier: Apache-2.0 */
/* Lock: the faces of documents to a lock file, and the faces of a document against one. */

#include "lock.h"

#include "base/error.h"
#include "base/file.h"
#include "base/say.h"
#include "load/path.h"
#include "report/font_lock.h"
#include "session.h"

#include <string.h>

char *
bx_lock_path(const BxIssue *issue, const char *given)
{
    return given ? g_strdup(given) : g_build_filename(issue->folder, BX_LOCK_NAME, NULL);
}

static void
add_faces(GPtrArray *locked, const GPtrArray *faces, BxSession *session)
{
    for (guint i = 0; i < faces->len; i++) {
        const BxFace *face = g_ptr_array_index(faces, i);
        if (!face->file)
            continue; /* an alias without a face */
        BxLockedFace *one = g_new0(BxLockedFace, 1);
        *one = (BxLockedFace){.family = g_strdup(face->found),
                              .style = g_strdup(face->style ? face->style : ""),
                              .version = g_strdup(face->version),
                              .file = g_path_get_basename(face->file),
                              .index = face->index,
                              .sum = g_strdup(bx_session_face_sum(session, face->file))};
        g_ptr_array_add(locked, one);
    }
}

void
bx_lock_check(const BxInputSources *sources, BxDiags *diags)
{
    const char *path = sources->lock_file;
    if (!g_file_test(path, G_FILE_TEST_EXISTS)) {
        bx_diag(diags, BX_DIAG_LOCK_MISSING, BX_NO_POS,
                "there is no lock file “%s”; write it with banxin fonts --lock", path);
        return;
    }
    g_autofree char *shown = g_path_get_basename(path);
    BxSource *lock = bx_path_read(path, shown, BX_NO_POS, diags);
    if (!lock)
        return;
    bx_diags_take_source(diags, lock);
    g_autoptr(GPtrArray) faces = bx_inputs_faces(sources);
    g_autoptr(GPtrArray) used = g_ptr_array_new_with_free_func(bx_locked_face_free);
    add_faces(used, faces, sources->session);
    bx_font_lock_check(lock, used, diags);
}

/* ---- banxin fonts --lock ---- */

/* What is gathered over the issues. */
typedef struct {
    BxSession *session;
    GPtrArray *locked; /* BxLockedFace */
    GString *diagnostics;
    int n_errors;
} Locking;

static bool
lock_issue(Locking *locking, const char *issue, GError **error)
{
    const BxOptions options = {.profile = BX_PROFILE_PROOF, .session = locking->session};
    g_autoptr(BxDocument) document = bx_document_open(issue, &options, error);
    if (!document || !bx_document_compose(document, error))
        return false;
    g_autoptr(GPtrArray) faces = bx_document_faces(document);
    add_faces(locking->locked, faces, locking->session);
    g_autofree char *said = bx_document_diagnostics(document, BX_DIAGNOSTICS_TEXT, false);
    g_string_append(locking->diagnostics, said);
    locking->n_errors += bx_document_n_errors(document);
    return true;
}

static bool
lock_all(Locking *locking, const char *const *issues, GError **error)
{
    for (const char *const *issue = issues; *issue; issue++)
        if (!lock_issue(locking, *issue, error))
            return false;
    if (issues[0])
        return true;
    BxFonts *fonts = bx_session_fonts(locking->session, error);
    g_autoptr(GPtrArray) faces = fonts ? bx_fonts_list(fonts) : NULL;
    if (faces)
        add_faces(locking->locked, faces, locking->session);
    return fonts != NULL;
}

/* In the folder of the one issue. */
static char *
default_path(const char *const *issues)
{
    if (!issues[0])
        return g_strdup(BX_LOCK_NAME);
    g_autofree char *folder = g_file_test(issues[0], G_FILE_TEST_IS_DIR)
                                  ? g_strdup(issues[0])
                                  : g_path_get_dirname(issues[0]);
    return g_build_filename(folder, BX_LOCK_NAME, NULL);
}

char *
bx_lock_fonts(const char *const *issues, const char *file, const char *data_dir, char **diagnostics,
              int *n_errors, GError **error)
{
    g_autoptr(BxSession) session = bx_session_new(data_dir, error);
    if (!session)
        return NULL;
    g_autoptr(GPtrArray) locked = g_ptr_array_new_with_free_func(bx_locked_face_free);
    Locking locking = {session, locked, g_string_new(NULL), 0};
    bool is_done = lock_all(&locking, issues, error);
    *diagnostics = g_string_free(locking.diagnostics, FALSE);
    *n_errors = locking.n_errors;
    if (!is_done)
        return NULL;
    if (locked->len == 0) {
        g_set_error(error, BX_ERROR, BX_ERROR_FONT,
                    _("nothing is set in any face: nothing to lock"));
        return NULL;
    }
    g_autofree char *path = file ? g_strdup(file) : default_path(issues);
    char *text = bx_font_lock_text(locked);
    g_autoptr(GBytes) bytes = g_bytes_new_take(text, strlen(text));
    return bx_write_file(path, bytes, error) ? g_steal_pointer(&path) : NULL;
}
