/* SPDX-License-Identifier: Apache-2.0 */
#pragma once
/* Tables on a terminal, where a Chinese character takes two cells. */

#include <glib.h>

/* Cells a character takes. Dashes, ellipses and curly quotes count as Chinese ones: two. */
int bx_char_cells(gunichar c);
/* Appends the text and blanks after it, up to so many cells; */
void bx_append_left(GString *out, const char *text, int cells);
/* the same with the blanks before it. */
void bx_append_right(GString *out, const char *text, int cells);
