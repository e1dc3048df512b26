/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Files: written whole or not at all (PP-16). */

#include <glib.h>
#include <stdbool.h>

/* Writes bytes to a temporary name in the same folder, syncs, renames over `path`. On failure the old
 * file stays and nothing is left beside it; `error` names the file. A file that is written anew keeps
 * its permissions. */
bool bx_write_file(const char *path, GBytes *bytes, GError **error);
