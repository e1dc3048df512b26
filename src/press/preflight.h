/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Preflight: reads a finished press PDF as a stranger would and holds it to the rules (PP-18). Of how it
 * was made it knows what was asked for, and the plates that paint counted from the page's list. */

#include "base/diag.h"
#include "paint/plates.h"
#include "press/press.h"

typedef struct {
    const char *rule; /* “PP-2” */
    const char *name; /* what it is about */
    char *fault;      /* the first fault; NULL: the rule holds; owned */
    char *detail;     /* what was found; owned */
} BxVerdict;

typedef struct {
    int page;     /* of the file, from 1: a sheet, where two pages share one */
    double ppi;   /* the lower of both directions */
    int channels; /* 1 grey, 4 CMYK */
    int width, height;
    bool is_foreign; /* part of an advertisement, which is printed as it is */
} BxPreflightPicture;

typedef struct {
    GArray *verdicts;  /* BxVerdict */
    GArray *pictures;  /* BxPreflightPicture */
    GPtrArray *fonts;  /* char *, names without the subset's prefix, in order */
    GPtrArray *plates; /* BxPlates, one a page; NULL: they were not counted */
    char *condition;   /* the output intent's; NULL: it has none */
} BxPreflight;

/* Reads the file. `plates` (BxPlates) may be NULL; the preflight keeps a reference. Owned; NULL with
 * `error` where it is no readable PDF. Each rule that is broken is a PRESS_RULE in `diags`. */
BxPreflight *bx_preflight_new(GBytes *pdf, const BxPressSettings *settings, GPtrArray *plates,
                              BxDiags *diags, GError **error);
void bx_preflight_free(BxPreflight *preflight);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(BxPreflight, bx_preflight_free)

/* PP-16, which is known only after the file: whether it was written, to a temporary name and renamed. */
void bx_preflight_note_written(BxPreflight *preflight, bool is_written);

/* Verdicts, plates, pictures and fonts as tables; owned. */
char *bx_preflight_text(const BxPreflight *preflight);
