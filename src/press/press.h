/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Press: from Cairo's PDF with RGB keys to the file a print shop takes. */

#include "base/diag.h"
#include "page/page.h"
#include "paint/key.h"
#include "press/preflight.h"

#include <stdbool.h>

typedef enum { BX_STANDARD_X4, BX_STANDARD_X1A } BxStandard;

typedef struct {
    BxStandard standard;
    const char *profile;    /* CMYK profile file */
    const char *condition;  /* output condition identifier, e.g. “CGATS TR 002” */
    const char *title;      /* UTF-8, of the document */
    const char *subject;    /* issue number and the like; may be NULL */
    const char *author;     /* may be NULL */
    const char *keywords;   /* may be NULL */
    const char *producer;   /* “Banxin 0.1.0” */
    gint64 date_unix;       /* for CreationDate, ModDate and XMP */
    double margin_pt;       /* Cairo's page is larger than the trim by this on each side */
    bool marks;             /* crop and register marks, colour bar, slug; room is in margin_pt */
    bool impose_2up;        /* PP-17 */
    double ink_limit;       /* 2.4 = 240 % */
} BxPressSettings;

/* Makes the print-ready PDF in memory.
 *
 * cairo_pdf  one page of Cairo's per page of `pages`, its origin at trim − margin_pt
 * pages      BxPage, for boxes, outline, threads and labels
 * keys       inks of the RGB keys; a colour that is no key is an error, never passed on
 * preflight  gets the verdict of every rule PP-…; owned by the caller
 *
 * Returns the bytes, owned; NULL with `error`. Rules that fail are diagnostics as well. */
GBytes *bx_press_make(GBytes *cairo_pdf, GPtrArray *pages, const BxKeys *keys,
                      const BxPressSettings *settings, BxPreflight **preflight, BxDiags *diags,
                      GError **error);

/* Writes bytes to a temporary name in the same folder, syncs, renames (PP-16). */
bool bx_press_write(const char *path, GBytes *bytes, GError **error);
