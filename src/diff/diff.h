/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Diff: what changed between two PDFs, page by page: words gone and added, and the picture of the
 * difference. Of our own files (article threads, page labels) words are compared story by story, even
 * where a story moved or goes on elsewhere, and pages by their printed numbers. */

#include "base/geometry.h"

#include <glib.h>
#include <stdbool.h>

typedef struct {
    char *story;                   /* title of the story, owned; NULL: no story's words */
    char *gone, *added;            /* owned; one of them may be empty. Blanks are no part of them */
    char *before, *after;          /* words that stay, on both sides; owned */
    int old_page, new_page;        /* printed number or place in the file; 0: there is none */
    GArray *old_rects, *new_rects; /* BxRect: a line each, points from the top left of their page */
} BxDiffChange;

typedef struct {
    char *label;              /* owned */
    int old_index, new_index; /* in their files, from 0; -1: the page is not there */
    double width, height;     /* points; the larger of both */
    GPtrArray *changes;       /* BxDiffChange, in order of the page */
    double share;             /* of the page's picture that differs, 0 … 1 */
    GBytes *
        picture; /* PNG: red was there, cyan is new, grey stayed; NULL: the pictures are the same */
} BxDiffPage;

typedef struct {
    char *old_path, *new_path;
    int n_old_pages, n_new_pages;
    GPtrArray *pages; /* BxDiffPage: of the new file in order, then those that are gone */
    bool is_same;
} BxDiff;

/* Compares two files. `ppi` of the pictures, lower where a page is very large; 0: no pictures. NULL with
 * `error` where a file cannot be read, or the program that reads it is not installed; it is a program
 * of its own, started as a child. Owned. */
BxDiff *bx_diff_new(const char *old_path, const char *new_path, double ppi, GError **error);
void bx_diff_free(BxDiff *diff);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxDiff, bx_diff_free)
