/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Find: the issues of a batch, below a folder or in a list. */

#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *folder; /* of the issue, absolute */
    char *name;   /* of what is made: that of the folder */
    char *fault;  /* why it cannot be made; NULL: nothing is known against it */
} BxFound;

void bx_found_free(void *found); /* BxFound *, NULL is taken */

/* Finds issues.
 *
 * where  a folder: every folder below it with issue.yaml, in order of names; what lies inside an issue is no
 *        issue. An issue itself. Or a text file with a path a line, relative to the folder of the list; blank
 *        lines and those that begin with # are passed over; “-” is standard input
 * notes  char *: what was passed over and why (given twice, inside another, links in a circle)
 *
 * Returns BxFound, owned; a path that is no issue or cannot be read is in it with its fault. NULL with `error`
 * where `where` itself cannot be read. */
GPtrArray *bx_find_issues(const char *where, GPtrArray *notes, GError **error);

/* Two issues of one name: both would be written to one file. NULL, or what is wrong; owned. */
char *bx_find_collisions(const GPtrArray *found);
