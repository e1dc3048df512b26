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

/* Balances all stories against the pages in one walk; LEDGER at the first characters of a story that are missing
 * or double.
 *
 * stories  BxComposed, of the issue's stories in order
 * pages    BxPage; only lines placed there count as printed
 *
 * Returns one ledger a story, at least one; owned (g_free). */
BxLedger *bx_ledgers_balance(const BxIssue *issue, const GPtrArray *stories, const GPtrArray *pages,
                             BxDiags *diags);
