/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Advice: what is wrong with stories that no page can be planned for. */

#include "makeup/search.h"

/* BX_DIAG_NO_PLAN at the page: too much or too little, by so many lines, a story that fits nowhere, or heads that
 * cannot be kept apart. */
void bx_report_no_page(const BxSearchAsk *ask, const BxSearchResult *result, const BxPageSpec *spec,
                       BxDiags *diags);
