/* SPDX-License-Identifier: Apache-2.0 */
/* What the program knows of itself: its codes, its faces. */

#include "banxin/banxin.h"

#include "base/diag.h"
#include "base/say.h"
#include "open_fonts.h"

BxFonts *
bx_open_fonts(const char *data_dir, char **found_dir, GError **error)
{
    g_autofree char *dir = data_dir ? g_strdup(data_dir) : bx_data_dir(error);
    g_autofree char *faces = dir ? g_build_filename(dir, "fonts", NULL) : NULL;
    BxFonts *fonts = faces ? bx_fonts_new(faces, error) : NULL;
    if (fonts && found_dir)
        *found_dir = g_steal_pointer(&dir);
    return fonts;
}

char *
bx_explain(const char *code)
{
    BxDiagCode found;
    if (!bx_diag_code_parse(code, &found))
        return NULL;
    static const char *const levels[] = {N_("note"), N_("warning"), N_("error")};
    return g_strdup_printf(_("%s (%s)\n  %s\n  What to do: %s\n"), bx_diag_code_name(found),
                           _(levels[bx_diag_code_level(found)]), _(bx_diag_code_meaning(found)),
                           _(bx_diag_code_remedy(found)));
}

char *
bx_explain_all(void)
{
    GString *out = g_string_new(NULL);
    BxDiagCode code;
    for (int i = 0; bx_diag_code_nth(i, &code); i++)
        g_string_append_printf(out, "%s  %s\n", bx_diag_code_name(code),
                               _(bx_diag_code_meaning(code)));
    return g_string_free(out, FALSE);
}

char *
bx_fonts_table(const char *data_dir, bool *all_found, GError **error)
{
    g_autoptr(BxFonts) fonts = bx_open_fonts(data_dir, NULL, error);
    if (!fonts)
        return NULL;
    g_autoptr(GPtrArray) faces = bx_fonts_list(fonts);
    GString *out = g_string_new(NULL);
    *all_found = true;
    for (guint i = 0; i < faces->len; i++) {
        const BxFace *face = g_ptr_array_index(faces, i);
        g_string_append_printf(out, _("%-5s %s %d  asked %s"), face->alias, face->chinese,
                               face->weight, face->asked);
        if (face->found)
            g_string_append_printf(out, _("  found %s %s %s (%s)%s\n"), face->found, face->style,
                                   face->version, face->file,
                                   face->is_substitute ? _("  stands in") : "");
        else
            g_string_append_printf(out, _("  MISSING: install the package %s\n"), face->package);
        *all_found &= face->found != NULL;
    }
    return g_string_free(out, FALSE);
}
