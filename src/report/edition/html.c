/* SPDX-License-Identifier: Apache-2.0 */
#include "report/edition/parts.h"

void
bx_html_escape(GString *out, const char *words)
{
    g_autofree char *safe = g_markup_escape_text(words, -1);
    g_string_append(out, safe);
}

void
bx_html_begin(GString *out, const char *title, const char *extra, const char *class_name)
{
    g_string_append(out,
                    "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
                    "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                    "<title>");
    bx_html_escape(out, title);
    g_string_append(out, "</title>\n<link rel=\"stylesheet\" href=\"style.css\">\n");
    if (extra)
        g_string_append(out, extra);
    g_string_append_printf(out, "</head>\n<body class=\"%s\">\n", class_name);
}

void
bx_html_end(GString *out)
{
    g_string_append(out, "</body>\n</html>\n");
}
