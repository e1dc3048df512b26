/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Preflight: reads a finished press PDF as a stranger would and holds it to the rules (PP-18). It knows
 * nothing of how the file was made. */

#include "base/diag.h"
#include "press/press.h"

typedef struct {
    const char *rule; /* “PP-2” */
    const char *name; /* what it is about */
    char *fault;      /* the first fault; NULL: the rule holds; owned */
    char *detail;     /* what was found; owned */
} BxVerdict;

typedef struct {
    GArray *verdicts; /* BxVerdict */
    GArray *pictures; /* BxPreflightPicture */
    GPtrArray *fonts; /* char *, names without the subset's prefix, in order */
} BxPreflight;

typedef struct {
    int page;     /* index */
    double ppi;   /* the lower of both directions */
    int channels; /* 1 grey, 4 CMYK */
    int width, height;
} BxPreflightPicture;

/* Reads the file. Owned; NULL with `error` where it is no readable PDF. Each rule that is broken is a
 * PRESS_RULE in `diags`. */
BxPreflight *bx_preflight_new(GBytes *pdf, const BxPressSettings *settings, BxDiags *diags,
                              GError **error);
void bx_preflight_free(BxPreflight *preflight);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxPreflight, bx_preflight_free)

/* The verdicts as a table; owned. */
char *bx_preflight_text(const BxPreflight *preflight);
