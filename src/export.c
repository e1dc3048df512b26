/* SPDX-License-Identifier: Apache-2.0 */
#include "export.h"

#include "base/error.h"
#include "base/file.h"
#include "base/say.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define QUALITY 86
#define SMALL_PIXELS 480.0 /* across, of a page in the index */
#define PT_PER_IN 72.0

typedef struct {
    char *name;    /* owned */
    GBytes *bytes; /* owned */
} File;

static void
file_clear(void *data)
{
    File *file = data;
    g_free(file->name);
    g_bytes_unref(file->bytes);
}

/* Takes both; NULL bytes are none. */
static bool
add_file(GArray *files, char *name, GBytes *bytes)
{
    const File file = {name, bytes};
    if (bytes)
        g_array_append_val(files, file);
    else
        g_free(name);
    return bytes != NULL;
}

static void
add_text(GArray *files, char *name, char *text)
{
    add_file(files, name, g_bytes_new_take(text, strlen(text)));
}

/* ---- what there is ---- */

static bool
add_page_picture(GArray *files, const BxProofs *proofs, guint index, BxEditionPage *page,
                 bool is_small, double ppi, GError **error)
{
    g_autoptr(BxRaster) raster = bx_proofs_raster(proofs, index, ppi, error);
    if (!raster)
        return false;
    *(is_small ? &page->small_width : &page->width) = raster->width;
    *(is_small ? &page->small_height : &page->height) = raster->height;
    return add_file(files, bx_edition_picture_of_page(page, is_small),
                    bx_raster_jpeg(raster, QUALITY, error));
}

static bool
add_page_pictures(GArray *files, const BxProofs *proofs, BxEdition *edition, double ppi,
                  GError **error)
{
    for (guint i = 0; i < edition->pages->len; i++) {
        BxEditionPage *page = g_ptr_array_index(edition->pages, i);
        double small = MIN(ppi, SMALL_PIXELS * PT_PER_IN / page->page->width);
        if (!add_page_picture(files, proofs, i, page, false, ppi, error)
            || !add_page_picture(files, proofs, i, page, true, small, error))
            return false;
    }
    return true;
}

/* As the picture program encoded them anew: no byte of a source goes out. */
static void
add_pictures(GArray *files, const BxEdition *edition)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    for (guint i = 0; i < edition->stories->len; i++) {
        g_autoptr(GArray) pictures =
            bx_edition_pictures(edition, g_array_index(edition->stories, int, i));
        for (guint k = 0; k < pictures->len; k++) {
            int index = g_array_index(pictures, int, k);
            if (g_hash_table_add(seen, GINT_TO_POINTER(index)))
                add_file(files, bx_edition_picture_file(index),
                         g_bytes_ref(bx_pictures_lookup(edition->pictures, index)->jpeg));
        }
    }
}

static void
add_texts(GArray *files, const BxEdition *edition)
{
    for (guint i = 0; i < edition->pages->len; i++)
        add_text(files, bx_edition_page_file(g_ptr_array_index(edition->pages, i)),
                 bx_edition_page_html(edition, i));
    for (guint i = 0; i < edition->stories->len; i++)
        add_text(files, bx_edition_story_file(g_array_index(edition->stories, int, i)),
                 bx_edition_story_html(edition, i));
    add_text(files, g_strdup("index.html"), bx_edition_index_html(edition));
    add_text(files, g_strdup("style.css"), bx_edition_style());
    add_text(files, g_strdup("map.json"), bx_edition_map_json(edition));
}

/* ---- the folder ---- */

static bool
fail(const char *dir, const char *what, GError **error)
{
    g_set_error(error, BX_ERROR, BX_ERROR_IO, _("“%s” cannot be written: %s"), dir, what);
    return false;
}

/* Nobody's files are overwritten: a folder that is there must be an edition, or empty. */
static bool
may_replace(const char *dir, GError **error)
{
    if (!g_file_test(dir, G_FILE_TEST_EXISTS) && !g_file_test(dir, G_FILE_TEST_IS_SYMLINK))
        return true;
    g_autoptr(GDir) folder =
        g_file_test(dir, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(dir, 0, NULL);
    if (!folder)
        return fail(dir, _("it is there and no folder"), error);
    for (const char *name; (name = g_dir_read_name(folder));)
        if (!bx_edition_knows_file(name)) {
            g_set_error(
                error, BX_ERROR, BX_ERROR_IO,
                _("“%s” holds “%s”, which is of no edition: name another folder, or an empty "
                  "one"),
                dir, name);
            return false;
        }
    return true;
}

/* A folder of an edition; what else is in it stays, and so does the folder then. */
static void
remove_folder(const char *dir)
{
    GDir *folder = g_dir_open(dir, 0, NULL);
    for (const char *name; folder && (name = g_dir_read_name(folder));)
        if (bx_edition_knows_file(name)) {
            g_autofree char *path = g_build_filename(dir, name, NULL);
            (void)g_unlink(path);
        }
    g_clear_pointer(&folder, g_dir_close);
    (void)g_rmdir(dir);
}

/* The new folder takes the name; an old one goes. */
static bool
take_name(const char *made, const char *dir, GError **error)
{
    if (!g_file_test(dir, G_FILE_TEST_EXISTS)) {
        if (g_rename(made, dir) == 0)
            return true;
    } else if (renameat2(AT_FDCWD, made, AT_FDCWD, dir, RENAME_EXCHANGE) == 0) {
        remove_folder(made); /* the old one: the names are exchanged */
        return true;
    }
    return fail(dir, bx_errno_local(errno), error);
}

static bool
write_files(const GArray *files, const char *dir, GError **error)
{
    for (guint i = 0; i < files->len; i++) {
        const File *file = &g_array_index(files, File, i);
        g_autofree char *path = g_build_filename(dir, file->name, NULL);
        if (!bx_write_file(path, file->bytes, error))
            return false;
    }
    return true;
}

/* With the permissions that the user's mask leaves: mkdtemp gives fewer. */
static bool
make_folder(char *template, GError **error)
{
    mode_t mask = umask(0);
    umask(mask);
    if (g_mkdtemp_full(template, 0700) && g_chmod(template, 0777 & ~mask) == 0)
        return true;
    return fail(template, bx_errno_local(errno), error);
}

static bool
write_folder(const GArray *files, const char *dir, GError **error)
{
    g_autofree char *full = g_canonicalize_filename(dir, NULL);
    g_autofree char *above = g_path_get_dirname(full), *name = g_path_get_basename(full);
    g_autofree char *made = g_strdup_printf("%s/.%s.XXXXXX", above, name);
    if (!may_replace(full, error))
        return false;
    if (g_mkdir_with_parents(above, 0777) != 0)
        return fail(dir, bx_errno_local(errno), error);
    if (!make_folder(made, error))
        return false;
    bool is_written = write_files(files, made, error) && take_name(made, full, error);
    if (!is_written)
        remove_folder(made);
    return is_written;
}

bool
bx_export_html(const BxProofs *proofs, BxEdition *edition, const char *dir, double ppi,
               GError **error)
{
    g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(File));
    g_array_set_clear_func(files, file_clear);
    if (!may_replace(dir, error) || !add_page_pictures(files, proofs, edition, ppi, error))
        return false;
    add_pictures(files, edition);
    add_texts(files, edition);
    return write_folder(files, dir, error);
}
