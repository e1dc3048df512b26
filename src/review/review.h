/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Review: a finished page held to the rules of make-up, as an editor would who looks at the proof. */

#include "page/page.h"
#include "text/compose.h"

/* Looks at one page.
 *
 * page       index into plan->pages
 * stories    BxComposed of every story of the issue, by story index
 * furniture  BxComposed of the page's furniture
 * made       the page
 * diags      gets the findings BX34nn (PG-nn) and BX35nn (HD-nn), each with its box on the page; what the layout
 *            excuses is a note with the reason
 *
 * Source: PG-3 … PG-15, HD-3, 4, 13, 14. Costs a pass over the page's things and its pairs of slots. */
void bx_review_page(const BxPlan *plan, int page, const GPtrArray *stories,
                    const BxComposed *furniture, const BxPage *made, BxDiags *diags);
