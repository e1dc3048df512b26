/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The report: what was placed where and what is wrong, as JSON. Reads what the stages made. */

#include "grid/plan.h"
#include "page/build.h"
#include "picture/picture.h"
#include "press/preflight.h"
#include "report/imprint.h"
#include "report/ledger.h"

typedef struct {
    const BxPlan *plan;
    const GPtrArray *stories;     /* BxComposed */
    const GPtrArray *pages;       /* BxPage */
    const BxPicturePlace *places; /* plan->n_pictures */
    const BxPictures *pictures;   /* NULL: not prepared */
    const BxLedger *ledgers;      /* one a story */
    const BxImprint *imprint;     /* NULL: no layout requires anything */
    const BxPreflight *preflight; /* NULL: no press PDF was made */
    const BxDiags *diags;
} BxReportInput;

/* Owned. The shape is described in layouts/FORMAT.md and does not change within a version. */
char *bx_report_json(const BxReportInput *input);
