/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Sidelines: 着重号, 专名号 and 书名号 beside the text (MK-1 … MK-3). */

#include "text/shape.h"

/* MARKS_NO_ROOM at the first marked character where the style leaves no room between its lines. */
void bx_sidelines_check(const BxShaped *shaped, BxDiags *diags);

/* Gives a line whose clusters are the cells `first` … `last` its marks. */
void bx_sidelines_place(const BxShaped *shaped, int first, int last, BxLine *line);
