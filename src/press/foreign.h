/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Foreign: a page of another's PDF (an advertisement) as it is placed on ours: read, measured, held to the
 * rules of the press, put in as a form XObject. Its inks, fonts and pictures stay as they are. */

#include "base/diag.h"
#include "page/page.h"
#include "press/press.h"

typedef struct {
    const char *file; /* where to open it */
    const char *name; /* as shown to people */
    BxPos pos;        /* where it is asked for */
    int page;         /* of the PDF, from 1 */
} BxForeignJob;

typedef struct BxForeign BxForeign;

/* Reads one page. NULL where it cannot be placed: AD_BROKEN says why (damaged, encrypted, no such page,
 * over a limit). What breaks a rule wherever it stands (AD_RULE) is said here; the page is still returned, for
 * proofs. */
BxForeign *bx_foreign_read(const BxForeignJob *job, BxPressStandard standard, BxDiags *diags);
void bx_foreign_free(BxForeign *foreign); /* NULL is taken */

/* Its trimmed size, upright as it is read; points. */
void bx_foreign_size(const BxForeign *foreign, double *width, double *height);

/* Says what is wrong with each placed one: its size (AD_SIZE), and at that size the rules of the press
 * (AD_RULE).
 *
 * pages    BxPage
 * foreign  BxForeign by the index of BX_PLACED_PDF; NULL where there is none */
void bx_foreign_check(const GPtrArray *pages, const GPtrArray *foreign, double ink_limit,
                      BxDiags *diags);

/* Where the trim of a page lies on its sheet of a proof. */
typedef struct {
    double x, y;   /* of its top left, points from that of the sheet */
    double scale;  /* points of the sheet a point of the page */
    double height; /* of the sheet, points */
} BxForeignPlace;

/* Puts them into a painted proof, under all that is painted; the same bytes for the same arguments. NULL
 * with `error`.
 *
 * places  one a page */
GBytes *bx_foreign_put_in_proof(GBytes *painted, const GPtrArray *pages, const GPtrArray *foreign,
                                const BxForeignPlace *places, GError **error);
