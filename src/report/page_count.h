/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* 版面字数: how many characters a page counts when its faults are divided by them. */

#include "grid/plan.h"
#include "page/build.h"

typedef struct {
    int chars_a_line, lines;   /* of the type area in its body size, columns and gutters together */
    double picture_characters; /* that the pictures cover */
    double characters;         /* chars_a_line × lines; of pictures only their weight is counted */
} BxPageCount;

/* Counts page `index` of the plan. Source: 《报纸编校差错率计算方法》 II: heads, furniture, tables, blanks between columns
 * and captions count as the characters that they cover, news photographs and works of art 80 % of
 * them, decorations 30 %. Advertisements are no pictures of it. */
BxPageCount bx_page_count(const BxPlan *plan, int index, const BxPicturePlace *places);
