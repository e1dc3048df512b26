/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Temporaries: what a killed worker may have left beside files that it was writing. */

#include <glib.h>

/* Deletes in `folder` what bx_write_file() names .NAME.XXXXXX, for the names in the set (char *). */
void bx_remove_temporaries(const char *folder, GHashTable *names);
