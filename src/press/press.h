/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Press: from Cairo's PDF with RGB keys to the PDF that a print shop takes (rules PP-1 … PP-17). */

#include "base/diag.h"
#include "page/page.h"
#include "paint/key.h"

#include <glib.h>
#include <stdbool.h>

typedef enum {
    BX_PRESS_X4,  /* PDF/X-4 (ISO 15930-7), PDF 1.6 */
    BX_PRESS_X1A, /* PDF/X-1a:2003 (ISO 15930-4), PDF 1.4 */
} BxPressStandard;

/* The name of registration ink: an ink of this spot name prints on every plate. */
#define BX_SPOT_ALL "All"
/* Slugs are painted in it; c m y k are what a screen shows. */
#define BX_INK_REGISTRATION                                                                        \
    ((BxInk){.c = 1, .m = 1, .y = 1, .k = 1, .tint = 1, .spot = BX_SPOT_ALL})

typedef struct {
    BxPressStandard standard;
    const char *title;           /* of the document, UTF-8; not NULL */
    const char *number, *editor; /* of the issue; each may be NULL */
    const char *const *keywords; /* NULL-terminated; NULL: none */
    const char *issue_date;      /* “2024-12-05”; NULL: the issue has none */
    const char *version; /* of what is printed, a checksum; NULL: of the title and date alone */
    const char *date; /* ISO 8601 with zone, “2024-12-05T00:00:00Z”; never the clock (PP-15) */
    const char *profile;      /* file of the CMYK output profile */
    const char *condition;    /* output condition; NULL: of no name but its profile's */
    bool is_registered;       /* `condition` is in the registry of the ICC */
    double margin_pt;         /* room that paint left around the trim on every side */
    double ink_limit;         /* %; 0: BX_INK_LIMIT */
    bool marks;               /* crop and bleed marks, register targets, colour bar (PP-13) */
    const GPtrArray *foreign; /* BxForeign by the index of BX_PLACED_PDF; may be NULL */
    bool impose;              /* four pages on two sheets, 4‖1 and 2‖3 (PP-17) */
} BxPressSettings;

/* The margin that paint has to leave for these pages, points: the bleed, and outside it the marks. */
double bx_press_margin(const GPtrArray *pages, bool marks);
/* Lines of a slug: left of the register target its words, right of it the plates' names. */
typedef enum { BX_SLUG_WORDS, BX_SLUG_PLATES } BxSlug;
#define BX_SLUG_PITCH_PT 7.5 /* room for two lines, one above the other */

/* Where a slug line may be painted: the baseline's left end, in points of the page (y is negative:
 * above the trim), and the most it may be wide. Only where marks are asked for. */
void bx_press_slug_place(const BxPage *page, BxSlug slug, double *x, double *y, double *width);

/* Makes the print-ready PDF.
 *
 * painted   what bx_paint_pdf made with keys and margin_pt
 * pages     BxPage, as painted
 * keys      the inks that paint met
 * diags     gets INK_UNKNOWN, INK_LIMIT, PROFILE_UNUSABLE, BLEED_SHORT, and PRESS_RULE where the
 *           standard forbids what is painted
 *
 * Returns the file's bytes, owned; the same for the same arguments. NULL with `error` where the PDF
 * cannot be made; where a diagnostic above is the reason, `error` says no more than that. */
GBytes *bx_press_make(GBytes *painted, const GPtrArray *pages, const BxKeys *keys,
                      const BxPressSettings *settings, BxDiags *diags, GError **error);
