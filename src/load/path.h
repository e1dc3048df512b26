/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Paths: nothing outside the folders is ever opened. */

#include "base/diag.h"

/* Where the file of a path written in an issue lies; owned. NULL with a diagnostic where the path is
 * absolute, leads out of `folder` (also by links), or names no ordinary readable file.
 *
 * missing  the code for a file that is not there */
char *bx_path_resolve(const char *folder, const char *path, BxPos pos, BxDiagCode missing,
                      BxDiags *diags);

/* Reads a whole text file: size limit, UTF-8 (a BOM is passed over), no NUL. NULL with a diagnostic.
 * `shown` is the path people see. */
BxSource *bx_path_read(const char *file, const char *shown, BxPos pos, BxDiags *diags);
