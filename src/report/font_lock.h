/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The lock of the faces: which faces, in which version and bytes, an issue is set in. */

#include "base/diag.h"

/* A face that is locked, or used. */
typedef struct {
    char *family, *style, *version;
    char *file; /* name without folder: faces lie elsewhere on other machines */
    int index;  /* of the face in the file */
    char *sum;  /* SHA-256 of the file, in hex */
} BxLockedFace;

void bx_locked_face_free(void *face); /* BxLockedFace *, NULL is taken */

/* The lock file's text (JSON): each face once, in order of family, style and number. `faces`: BxLockedFace.
 * Owned. */
char *bx_font_lock_text(const GPtrArray *faces);

/* Holds used faces to the lock in a source: LOCK_BROKEN where it is no lock file, FACE_DIFFERS for each face
 * that is not in it as it is used. `used`: BxLockedFace. */
void bx_font_lock_check(const BxSource *lock, const GPtrArray *used, BxDiags *diags);
