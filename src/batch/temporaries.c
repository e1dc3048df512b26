/* SPDX-License-Identifier: Apache-2.0 */
#include "batch/temporaries.h"

#include <string.h>
#include <unistd.h>

#define TAIL 7 /* “.XXXXXX” */

void
bx_remove_temporaries(const char *folder, GHashTable *names)
{
    GDir *dir = g_dir_open(folder, 0, NULL);
    for (const char *entry; dir && (entry = g_dir_read_name(dir));) {
        size_t n = strlen(entry);
        if (entry[0] != '.' || n <= TAIL + 1 || entry[n - TAIL] != '.')
            continue;
        g_autofree char *name = g_strndup(entry + 1, n - TAIL - 1);
        if (!g_hash_table_contains(names, name))
            continue;
        g_autofree char *path = g_build_filename(folder, entry, NULL);
        unlink(path);
    }
    if (dir)
        g_dir_close(dir);
}
