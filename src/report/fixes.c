/* SPDX-License-Identifier: Apache-2.0 */
#include "report/fixes.h"

#include "base/say.h"
#include "report/json.h"

static char *
fix_json(const BxFix *fix)
{
    g_autoptr(JsonBuilder) json = json_builder_new();
    json_builder_begin_object(json);
    bx_json_string(json, "fixed", bx_diag_code_name(fix->code));
    bx_json_string(json, "file", fix->path);
    bx_json_int(json, "line", fix->line);
    bx_json_int(json, "column", fix->column);
    bx_json_string(json, "old", fix->old);
    bx_json_string(json, "new", fix->new);
    json_builder_end_object(json);
    return bx_json_text(json, false);
}

char *
bx_fixes_text(const GArray *fixes, bool json)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < fixes->len; i++) {
        const BxFix *fix = &g_array_index(fixes, BxFix, i);
        g_autofree char *line =
            json ? fix_json(fix)
                 : g_strdup_printf(_("%s:%d:%d: fixed[%s]: “%s” → “%s”\n"), fix->path, fix->line,
                                   fix->column, bx_diag_code_name(fix->code), fix->old, fix->new);
        g_string_append(out, line);
    }
    return g_string_free(out, FALSE);
}
