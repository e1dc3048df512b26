/* SPDX-License-Identifier: Apache-2.0 */
#include "base/remove_tree.h"

#include <glib.h>
#include <glib/gstdio.h>

void
remove_tree(const char *path)
{
    gboolean is_link = g_file_test(path, G_FILE_TEST_IS_SYMLINK);
    g_autoptr(GDir) dir = is_link ? NULL : g_dir_open(path, 0, NULL);
    for (const char *name; dir && (name = g_dir_read_name(dir));) {
        g_autofree char *below = g_build_filename(path, name, NULL);
        remove_tree(below);
    }
    g_remove(path);
}
