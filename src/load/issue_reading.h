/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the readers of issue.yaml's parts share; load.c puts them together. Used by load.c and pages.c
 * alone. */

#include "load/layout_yaml.h"
#include "load/yaml.h"

typedef struct {
    BxIssue *issue;
    BxLayoutFiles files;
    GHashTable *layouts;   /* char * → BxLayout *, owned by the issue; NULL: cannot be used */
    GHashTable *stories;   /* path → index + 1 */
    size_t n_source_bytes; /* of all that were read */
    char *default_layout;
    BxPos default_layout_pos;
    BxNode *pages;    /* of issue.yaml; read when all else is known */
    BxPageSpec *page; /* in hand */
    char *page_layout;
    BxPos page_layout_pos;
    BxDiags *diags;
} BxIssueReading;

/* pages.c: one page of the list (a BxYamlItem; the data is the BxIssueReading). */
void bx_add_page(BxYaml *yaml, BxNode *node, void *reading);
