/* SPDX-License-Identifier: Apache-2.0 */
/* Faces: what the aliases come to is asked of a worker, and kept in the journal for as long as no folder of faces
 * is another. */

#include "batch/batch.h"

#include "base/error.h"
#include "batch/frame.h"
#include "batch/sums.h"

#include <stdint.h>
#include <string.h>
#include <sys/stat.h>

#define RACY_NS (2 * G_GINT64_CONSTANT(1000000000)) /* as in sums.c */

/* Every folder with its times, faces.ini and fonts.conf by their sums. `is_racy`: a folder may have changed
 * since without showing it. */
static char *
state_of_folders(char *const *folders, BxBatch *batch, bool *is_racy)
{
    GString *text = g_string_new(NULL);
    gint64 now = g_get_real_time() * 1000;
    *is_racy = false;
    for (char *const *folder = folders; *folder; folder++) {
        struct stat info;
        if (stat(*folder, &info) != 0)
            continue;
        gint64 ns =
            (gint64)info.st_mtim.tv_sec * G_GINT64_CONSTANT(1000000000) + info.st_mtim.tv_nsec;
        *is_racy |= ns + RACY_NS > now;
        g_string_append_printf(text, "%s %jd %jd %" G_GINT64_FORMAT "\n", *folder,
                               (intmax_t)info.st_dev, (intmax_t)info.st_ino, ns);
    }
    static const char *const names[] = {"faces.ini", "fonts.conf"};
    for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
        g_autofree char *path = g_build_filename(batch->options->data_dir, "fonts", names[i], NULL);
        const BxKnownFile *known = bx_sums_lookup(batch->sums, path);
        g_string_append_printf(text, "%s %s\n", path, known ? known->sum : "");
    }
    return g_string_free(text, FALSE);
}

static bool
take_from_journal(BxBatch *batch)
{
    bool is_racy;
    g_autofree char *list = bx_journal_fact(batch->journal, "faces folders");
    g_autofree char *before = bx_journal_fact(batch->journal, "faces state");
    if (!list || !before)
        return false;
    g_auto(GStrv) folders = g_strsplit(list, "\n", -1);
    g_autofree char *now = state_of_folders(folders, batch, &is_racy);
    if (strcmp(now, before) != 0)
        return false;
    batch->aliases = bx_journal_fact(batch->journal, "faces aliases");
    batch->installed = bx_journal_fact(batch->journal, "faces installed");
    return batch->aliases && batch->installed;
}

static bool
keep_in_journal(BxBatch *batch, char *const *folders, GError **error)
{
    bool is_racy;
    g_autofree char *state = state_of_folders(folders, batch, &is_racy);
    g_autofree char *list = g_strjoinv("\n", (char **)folders);
    return bx_journal_start(batch->journal, error)
           && bx_journal_keep_fact(batch->journal, "faces folders", list, error)
           && bx_journal_keep_fact(batch->journal, "faces state", is_racy ? "" : state, error)
           && bx_journal_keep_fact(batch->journal, "faces aliases", batch->aliases, error)
           && bx_journal_keep_fact(batch->journal, "faces installed", batch->installed, error)
           && bx_journal_commit(batch->journal, error);
}

bool
bx_batch_look_at_faces(BxBatch *batch, const BxPoolSettings *pool, GError **error)
{
    g_clear_pointer(&batch->aliases, g_free);
    if (take_from_journal(batch))
        return true;
    g_clear_pointer(&batch->aliases, g_free);
    g_clear_pointer(&batch->installed, g_free);
    g_auto(GStrv) folders = NULL;
    g_autoptr(GVariant) faces = bx_pool_ask_faces(pool, error);
    if (!faces)
        return false;
    g_variant_get(faces, "(ss^as)", &batch->aliases, &batch->installed, &folders);
    return batch->options->dry_run || keep_in_journal(batch, folders, error);
}
