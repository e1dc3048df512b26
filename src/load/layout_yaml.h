/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Reading layouts. Used inside the load stage alone. */

#include "base/diag.h"
#include "load/layout.h"

/* Where layouts are looked for. */
typedef struct {
    const char *const *folders; /* NULL-terminated, in order */
    GPtrArray *sources;         /* gets every BxSource that is read; owned by the issue */
    char *reading;              /* file in hand, owned */
} BxLayoutFiles;

/* Loads a layout and its bases; NULL where it cannot be used (diagnostics say why). Owned. */
BxLayout *bx_layout_load(const char *name, BxPos pos, BxLayoutFiles *files, BxDiags *diags);

/* Names of all layouts that can be found; g_strfreev. */
char **bx_layout_names(const BxLayoutFiles *files);
