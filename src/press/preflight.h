/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Preflight: the verdict of every print-shop rule on our own output (PP-18). */

#include <glib.h>
#include <stdbool.h>

typedef struct {
    const char *rule; /* “PP-8” */
    const char *about; /* “no DeviceRGB” */
    bool holds;
    char *detail;     /* what was found; may be NULL */
} BxVerdict;

typedef struct {
    char *name;       /* with subset prefix */
    char *type;       /* “CIDFontType0C” … */
    bool is_embedded, has_to_unicode;
} BxPreflightFont;

typedef struct {
    int page;
    double ppi;
    int width, height;
    char *colour; /* DeviceCMYK, DeviceGray */
} BxPreflightPicture;

typedef struct {
    GPtrArray *verdicts; /* BxVerdict */
    GPtrArray *fonts;    /* BxPreflightFont */
    GPtrArray *pictures; /* BxPreflightPicture */
    GPtrArray *plates;   /* char *: names of the inks used, in order */
} BxPreflight;

void bx_preflight_free(BxPreflight *preflight);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxPreflight, bx_preflight_free)
bool bx_preflight_holds(const BxPreflight *preflight);
