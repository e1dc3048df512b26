/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Files: tells when something below some folders has changed, once for many changes that come together. */

#include <glib.h>

typedef struct BxFiles BxFiles;

/* `changed` is called from the main context when changes have ended for a moment. `deep` is a folder watched with its
 * sub-folders, `flat` one without, `file` a file alone. They need not be there yet. Owned. */
BxFiles *bx_files_new(const char *deep, const char *flat, const char *file,
                      void (*changed)(void *data), void *data);
void bx_files_free(BxFiles *files);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxFiles, bx_files_free)
