/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Steps: what bx_press_make is made of. For the files of this folder only. */

#include "press/pdf.h"
#include "press/press.h"
#include "press/recolour.h"

/* One side of paper: a page, or with imposition two, spine to spine. */
typedef struct {
    const BxPage *pages[2];
    double offsets[2]; /* points from the sheet's left trim to that of each page */
    int n_pages;
    double width, height, bleed; /* points; trim */
    BxObj obj;                   /* its page in the PDF */
} BxSheet;

typedef struct {
    BxPdf *pdf;
    const GPtrArray *pages; /* BxPage */
    const BxKeys *keys;
    const BxPressSettings *settings;
    BxDiags *diags;
    GArray *sheets;                   /* BxSheet, in order of the file */
    GBytes *profile;                  /* bytes of the output profile */
    BxObj overprints[BX_N_OVERPRINT]; /* ExtGStates by their bits; 0: not yet made */
} BxPressing;

/* bleed.c: BLEED_SHORT where something touches the trim and ends there. */
void bx_press_check_bleed(const BxPressing *pressing);

/* Each step returns false with `error`. A fault that is a diagnostic goes on to the step's end first. */

/* inks.c: keys to inks in every content stream; refuses RGB and, in X-1a, transparency. */
bool bx_press_inks(BxPressing *pressing, GError **error);
/* The ExtGState of some BxOverprint bits. */
BxObj bx_press_overprint(BxPressing *pressing, unsigned bits);
/* A Separation colour space, of which `ink` is the full tint. */
BxObj bx_press_separation(BxPdf *pdf, const BxInk *ink);
/* images.c: mends a picture of Cairo's. NULL, or what makes it unfit for the press; owned. */
char *bx_press_mend_image(BxPdf *pdf, BxObj image);
/* The first picture of the same JPEG bytes, `image` where there was none. `seen`: GBytes * → BxObj. */
BxObj bx_press_share_image(BxPdf *pdf, GHashTable *seen, BxObj image);
/* The names of foreign pages in the resources: this, and their index. */
#define BX_FOREIGN_NAME "BxAd"
/* ads.c: pages of others' PDFs in their places, under all that is painted. */
bool bx_press_ads(BxPressing *pressing, GError **error);
/* impose.c: the sheets; pages become form XObjects where two share one. */
bool bx_press_impose(BxPressing *pressing, GError **error);
/* boxes.c: MediaBox, BleedBox, TrimBox; removes page groups. */
bool bx_press_boxes(BxPressing *pressing, GError **error);
/* marks.c: on request, outside the bleed. */
bool bx_press_marks(BxPressing *pressing, GError **error);
/* intent.c: the output intent; reads and checks the profile. */
bool bx_press_intent(BxPressing *pressing, GError **error);
/* info.c: Info, XMP, language. */
bool bx_press_info(BxPressing *pressing, GError **error);
/* outline.c: bookmarks, page labels, article threads. */
bool bx_press_outline(BxPressing *pressing, GError **error);

/* A date of ISO 8601 as PDF writes it, “D:20241205000000+08'00'”; owned. NULL: it is no date. */
char *bx_press_pdf_date(const char *iso);
/* The XMP packet; owned. `version` is the standard's mark. */
char *bx_press_xmp(const BxPressSettings *settings, const char *version);
/* Text for XMP; owned. Only what XML cannot hold is escaped, so that the packet reads as Info does. */
char *bx_press_xml_text(const char *text);
/* The mark of a standard, “PDF/X-4”. */
const char *bx_press_version_mark(BxPressStandard standard);
