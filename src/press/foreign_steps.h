/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* What the files about foreign pages share. */

#include "press/foreign.h"
#include "press/pdf.h"

/* Most bytes of a file, and of its page description when it is unpacked. */
#define BX_FOREIGN_MAX_BYTES (64 * 1024 * 1024)

/* Sides as they are read: upright. */
enum { BX_SIDE_LEFT, BX_SIDE_TOP, BX_SIDE_RIGHT, BX_SIDE_BOTTOM, BX_N_SIDES };

struct BxForeign {
    char *name;
    BxPos pos;
    int page; /* from 1 */
    BxPdf *pdf;
    BxObj form; /* the page as a form, of `pdf`; its trim's lower left corner is at 0, 0 */
    double width, height;     /* trimmed, upright, points */
    double bleed[BX_N_SIDES]; /* what there is beyond the trim, points */
};

/* Says that the page breaks a rule; `rule` “PP-8”. */
void bx_foreign_fault(const BxForeign *foreign, BxDiags *diags, const char *rule,
                      const char *format, ...) G_GNUC_PRINTF(4, 5);

/* Holds everything that the page refers to, to the rules that do not depend on its size. False where a
 * limit forbids to unpack it: `why`, owned, says so. `needs_group` tells whether something in it is
 * transparent. */
bool bx_foreign_walk(const BxForeign *foreign, BxObj page, BxPressStandard standard,
                     bool *needs_group, char **why, BxDiags *diags);
