/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The character ledger: every character of every source is printed, or overset, or left out by a
 * named rule — once. What does not balance is a fault of the engine. */

#include "grid/plan.h"
#include "page/page.h"
#include "text/compose.h"

typedef struct {
    int source;    /* characters of the story that are not blank, as the loader counted them */
    int printed;   /* on some page, once */
    int overset;   /* composed, but without a place */
    int unplaced;  /* of a story that is on no page, or of a picture without a place */
    int twice;     /* printed more than once */
    int missing;   /* none of these: source − printed − overset − unplaced */
    int converted; /* of the printed ones: changed by a TX rule */
    int markup;    /* Markdown and YAML of the file */
} BxLedger;

/* Balances one story against the pages; LEDGER at the first character that is missing or double.
 *
 * pages     BxPage; only lines placed there count as printed
 * composed  of the story */
BxLedger bx_ledger_balance(const BxIssue *issue, int story, const BxComposed *composed,
                           const GPtrArray *pages, BxDiags *diags);
