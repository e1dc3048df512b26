/* SPDX-License-Identifier: Apache-2.0 */
#include "base/columns.h"

int
bx_char_cells(gunichar c)
{
    if (g_unichar_iszerowidth(c))
        return 0;
    return g_unichar_iswide(c) || c == 0x2014 || c == 0x2026 || (c >= 0x2018 && c <= 0x201D) ? 2
                                                                                             : 1;
}

static int
missing(const char *text, int cells)
{
    for (const char *p = text; *p && cells > 0; p = g_utf8_next_char(p))
        cells -= bx_char_cells(g_utf8_get_char(p));
    return MAX(0, cells);
}

void
bx_append_left(GString *out, const char *text, int cells)
{
    g_string_append_printf(out, "%s%*s", text, missing(text, cells), "");
}

void
bx_append_right(GString *out, const char *text, int cells)
{
    g_string_append_printf(out, "%*s%s", missing(text, cells), "", text);
}
