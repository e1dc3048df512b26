/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Faces: the files behind what is set, and behind what could be. */

#include "text/fonts.h"

/* Describes the faces of a set of PangoFont *: GPtrArray of BxFace without alias, owned, each face once, in
 * order of their files. */
GPtrArray *bx_faces_used(BxFonts *fonts, GHashTable *set);

/* What every alias comes to in each weight, a line each; owned. */
char *bx_faces_of_aliases(BxFonts *fonts);
/* Every face that fontconfig knows of, a line each, in order of their files; owned. */
char *bx_faces_installed(BxFonts *fonts);
/* The folders that fontconfig looked into, NULL-terminated, owned. */
char **bx_faces_folders(BxFonts *fonts);
