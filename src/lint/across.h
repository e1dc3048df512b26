/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The rules of the issue as a whole. Used inside the lint stage alone. */

#include "load/issue.h"

void bx_check_stories(const BxIssue *issue, BxDiags *diags); /* 重稿, paragraphs that stand twice */
void bx_check_pictures(const BxIssue *issue,
                       BxDiags *diags);                    /* used twice; words without a picture */
void bx_check_jumps(const BxIssue *issue, BxDiags *diags); /* 下转 and 上接 of the author (EL-7) */
void bx_check_number(const BxIssue *issue, BxDiags *diags); /* number, date and weekday */
