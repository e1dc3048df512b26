/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* For the functions of the public API that need faces and no document. */

#include "text/fonts.h"

/* The faces of `data_dir`, or of the folder that bx_data_dir finds where it is NULL; that folder goes to
 * `found_dir` (owned) where not NULL. NULL with `error`. */
BxFonts *bx_open_fonts(const char *data_dir, char **found_dir, GError **error);
