/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Rules: what preflight is made of; each a look at the finished file. Used inside preflight alone. */

#include "press/pdf.h"
#include "press/preflight.h"
#include "press/survey.h"

typedef struct {
    BxPdf *pdf;
    const BxPressSettings *settings;
    BxSurvey survey; /* of all pages */
    BxPreflight *preflight;
} BxLooking;

/* NULL where the rule holds, else the fault, owned. `detail` may get what was found, owned. */
typedef char *(*BxRule)(BxLooking *looking, char **detail);

/* rules_file.c: what the file says of itself. */
char *bx_rule_standard(BxLooking *looking, char **detail);
char *bx_rule_intent(BxLooking *looking, char **detail);
char *bx_rule_boxes(BxLooking *looking, char **detail);
char *bx_rule_info(BxLooking *looking, char **detail);
char *bx_rule_fonts(BxLooking *looking, char **detail);
char *bx_rule_active(BxLooking *looking, char **detail);
char *bx_rule_navigation(BxLooking *looking, char **detail);
char *bx_rule_repeatable(BxLooking *looking, char **detail);
char *bx_rule_imposed(BxLooking *looking, char **detail);

/* rules_print.c: what it prints. */
char *bx_rule_black(BxLooking *looking, char **detail);
char *bx_rule_inks(BxLooking *looking, char **detail);
char *bx_rule_no_rgb(BxLooking *looking, char **detail);
char *bx_rule_total_ink(BxLooking *looking, char **detail);
char *bx_rule_pictures(BxLooking *looking, char **detail);
char *bx_rule_small(BxLooking *looking, char **detail);
char *bx_rule_marks(BxLooking *looking, char **detail);
char *bx_rule_readable(BxLooking *looking, char **detail);

/* A box of a page, left, bottom, right, top; false: it has none. */
bool bx_looking_box(const BxLooking *looking, int page, const char *key, double *box);
