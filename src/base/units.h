/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Units: the lengths people write in layouts, kept with their unit until a size is known. */

#include <stdbool.h>

typedef enum {
    BX_UNIT_PT,    /* also mm, cm, in and 号 names, turned into points while reading */
    BX_UNIT_EM,    /* of the character size of the style it stands in */
    BX_UNIT_LINES, /* of the page's line grid */
} BxUnit;

typedef struct {
    double value;
    BxUnit unit;
} BxLength;

#define BX_PT_PER_MM (72.0 / 25.4)

/* PP-10: pixels an inch of a picture at the printed size that are wanted, and that there must be. */
#define BX_PPI_WANTED 150.0
#define BX_PPI_NEEDED 100.0

/* Reads “12pt”, “3.5mm”, “2cm”, “1in”, “0.5em”, “3 lines”, “小五” or a bare number of points.
 *
 * text    UTF-8; blanks between number and unit are allowed
 * length  set only on success; finite
 *
 * Returns false where the text is none of these. Source: UN-1, UN-3 (the modern 号 column). */
bool bx_length_parse(const char *text, BxLength *length);

/* The length in points, where one em is `em_pt` and one grid line `line_pt`. */
double bx_length_pt(BxLength length, double em_pt, double line_pt);
