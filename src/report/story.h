/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Parts of the report: a story, a picture, the advertisements of a page. */

#include "report/json.h"
#include "report/report.h"

/* lines: of bx_placed_lines(). */
void bx_json_story(JsonBuilder *json, const BxReportInput *input, int index, GHashTable *lines);
/* Nothing where it has no place. */
void bx_json_picture(JsonBuilder *json, const BxReportInput *input, int index);
void bx_json_ads(JsonBuilder *json, const BxPagePlan *page);
