/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Dates and weekdays as they are written in Chinese. Used inside the lint stage alone. */

#include "lint/copy.h"

typedef struct {
    int year, month, day; /* year 0: not given */
    int length;           /* characters */
} BxWrittenDate;

/* A number of at most eight ASCII figures or four Chinese ones (三十一, 二〇二四) at i; `length` gets its
 * characters, 0: none. */
int bx_figure_at(const BxCopy *copy, int i, int *length);
/* The date 2024年4月1日, 4月1日 or 二〇二四年四月一日 that begins at i; false: none. Its parts may be out of range. */
bool bx_date_at(const BxCopy *copy, int i, BxWrittenDate *date);
/* 星期一 … 星期日, 周一 …, 礼拜一 … at i as 1 … 7; 0: none. `length` gets its characters. */
int bx_weekday_at(const BxCopy *copy, int i, int *length);
/* 星期一 … 星期日 for 1 … 7. */
const char *bx_weekday_name(int weekday);
