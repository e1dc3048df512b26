/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Survey: walks the content of one page, with its forms, and notes what a press has to know. Used by
 * preflight alone. */

#include "press/pdf.h"

/* What was met; faults are the first of their kind, owned, NULL where there is none. */
typedef struct {
    char *rgb;           /* PP-8: an RGB colour, operator or space */
    char *white;         /* PP-6: white or tinted text that overprints */
    char *knocked;       /* PP-6: black text or rules that do not overprint */
    char *small;         /* PP-11: small type in several inks, or reversed */
    char *hairline;      /* PP-11: a stroke that is too thin */
    char *alternate;     /* PP-7: a spot ink without a CMYK alternate */
    char *registration;  /* PP-13: registration ink inside the bleed */
    char *broken;        /* the stream cannot be read */
    bool is_one_page;    /* set by the caller: faults do not name the page */
    double ink_max;      /* PP-9: % of any colour but registration */
    int n_black, n_text; /* text operators in black alone; all */
    int n_marks;         /* strokes in registration ink */
    GPtrArray *spots;    /* char *, names of spot inks in order of first use */
    GArray *pictures;    /* BxPreflightPicture */
} BxSurvey;

void bx_survey_page(BxPdf *pdf, int index, BxSurvey *survey);
void bx_survey_clear(BxSurvey *survey);
