/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* The rules of one text. Each looks at the copy and reports what it finds with its clause; none
 * guesses: where what stands may be right, nothing is said. */

#include "lint/copy.h"

void bx_check_half_width(BxChecking *checking); /* GB/T 15834, 5.1; 4.8.2; 4.13.2 */
void
bx_check_mark_order(BxChecking *checking); /* GB/T 15834, 4.2.3.3, 4.3.3.3, 5.1.1, B.1.2, B.2.3 */
void bx_check_ordinals(BxChecking *checking);      /* GB/T 15834, B.3 */
void bx_check_long_marks(BxChecking *checking);    /* GB/T 15834, 4.10.2, 4.11.2, A.9 */
void bx_check_pairs(BxChecking *checking);         /* GB/T 15834, 4.8, 4.9, 4.15 */
void bx_check_quoted_list(BxChecking *checking);   /* GB/T 15834, 4.5.3.5 */
void bx_check_mixed_numbers(BxChecking *checking); /* GB/T 15835, 5.3 */
void bx_check_about(BxChecking *checking);         /* GB/T 15835, 4.2.2, 5.2.1 */
void bx_check_ranges(BxChecking *checking);        /* GB/T 15835, 5.1.3 */
void bx_check_years(BxChecking *checking);         /* GB/T 15835, 5.1.2, 5.1.4, 5.2.5 */
void bx_check_dates(BxChecking *checking);
void bx_check_blanks(BxChecking *checking); /* TX-5 */
void bx_check_doubled(BxChecking *checking);
void bx_check_odd(BxChecking *checking); /* full-width, look-alikes, private use, damage */
