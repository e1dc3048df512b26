/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* A small issue made for one test: files in a folder of its own, taken through the stages. */

#include "page/build.h"
#include "text/fonts.h"

typedef struct {
    BxDiags *diags;
    BxIssue *issue;
    BxPlan *plan;
    BxFonts *fonts;
    GPtrArray *stories;   /* BxComposed */
    GPtrArray *furniture; /* BxComposed, one a page */
    GPtrArray *pages;     /* BxPage */
    BxPicturePlace *places;
    char *folder; /* removed in the end; NULL: it is not ours */
    bool owns_fonts;
} Made;

/* One page of the layout `slots` (YAML of the whole layout but its first line), whose slots a, b …
 * hold the articles in order; bodies are Markdown, headed 溪水 where they have no front matter. */
Made *made_new(const char *layout, const char *const *bodies, int n);
/* The issue in a folder, which stays. fonts: borrowed. */
Made *made_of_folder(const char *folder, BxFonts *fonts);
void made_free(Made *made);

BxFonts *fonts_of_test(void);

/* Body text of n Han characters and a full stop. */
char *han(int n);
