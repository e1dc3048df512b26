/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Black type: what it covers is known from its outlines, without drawing it. Used inside the paint stage alone. */

#include "paint/faces.h"

/* The page without those black lines inside its trim that lie on nothing with black in it; what their ink covers,
 * square points, goes to `area`. Lines are borrowed from the page. Owned (bx_page_free). */
BxPage *bx_black_rest(const BxPage *page, const BxFaces *faces, double *area);
