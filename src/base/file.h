/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Files: written whole or not at all (PP-16); told apart by their content. */

#include <glib.h>
#include <stdbool.h>

/* Writes bytes to a temporary name in the same folder, syncs, renames over `path`. On failure the old
 * file stays and nothing is left beside it; `error` names the file. A file that is written anew keeps
 * its permissions. */
bool bx_write_file(const char *path, GBytes *bytes, GError **error);

/* The SHA-256 of a file's content from its start, in hex, owned; NULL with `error`. */
char *bx_content_sum(int fd, GError **error);
/* The same of the ordinary file at `path`. */
char *bx_file_sum(const char *path, GError **error);
/* The same of bytes. */
char *bx_bytes_sum(GBytes *bytes);
