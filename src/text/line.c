/* SPDX-License-Identifier: Apache-2.0 */
#include "text/line.h"

void
bx_line_free(BxLine *line)
{
    if (!line)
        return;
    g_free(line->text);
    if (line->glyphs)
        g_array_free(line->glyphs, TRUE);
    if (line->clusters)
        g_array_free(line->clusters, TRUE);
    if (line->runs)
        g_array_free(line->runs, TRUE);
    if (line->sidelines)
        g_array_free(line->sidelines, TRUE);
    if (line->rubies)
        g_array_free(line->rubies, TRUE);
    g_free(line);
}
