/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The lines of one paragraph for `banxin lines`: as JSON or as text. */

#include "text/line.h"

/* lines  BxLine; em in points. Owned. JSON: {"lines": [{"start", "end", "clusters": [{"text", "x",
 * "advance"}]}]}, lengths in em, offsets in characters. */
char *bx_lines_json(const GPtrArray *lines, double em);
char *bx_lines_text(const GPtrArray *lines, double em);
