/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Imprint: is printed what the regulations ask for? Looks at what stands on the finished pages, not at
 * what the layout meant to print. */

#include "page/page.h"
#include "text/compose.h"

/* An issue with more points does not pass (《报纸期刊质量管理规定》, article 6). */
#define BX_FORM_POINTS_MOST 3

typedef struct {
    BxRequirement requirement;
    double points;
    int page;      /* number; 0: of the issue */
    char *message; /* owned */
} BxFormFault;

typedef struct {
    GArray *faults; /* BxFormFault */
    double points;  /* of all */
} BxImprint;

/* Checks what the layouts require: of the issue what the layout of its first page names, of each page
 * what its own does. Faults are diagnostics BX80xx too.
 *
 * furniture  BxComposed, one a page
 * pages      BxPage
 *
 * NULL where no layout requires anything; owned. */
BxImprint *bx_imprint_new(const BxPlan *plan, const GPtrArray *furniture, const GPtrArray *pages,
                          BxDiags *diags);
void bx_imprint_free(BxImprint *imprint);
