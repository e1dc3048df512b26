/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Advertisements of a page of issue.yaml. Used inside the load stage alone. */

#include "load/yaml.h"

/* Reads a page's `ads` into page->ads; NULL: the page has none. Places of the layout that stay empty are
 * warned of.
 *
 * folder  of the issue */
void bx_read_ads(BxYaml *yaml, BxNode *node, BxPageSpec *page, const char *folder, BxDiags *diags);
