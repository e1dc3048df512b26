/* SPDX-License-Identifier: Apache-2.0 */
/* Where the program finds what belongs to it, and its version. A file of its own: programs that set nothing
 * link no library of faces for it. */

#include "banxin/banxin.h"

#include "base/error.h"
#include "base/say.h"

const char *
bx_version(void)
{
    return BX_VERSION;
}

static char *
program_dir(void)
{
    g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
    return program ? g_path_get_dirname(program) : g_strdup(".");
}

char *
bx_data_dir(GError **error)
{
    const char *named = g_getenv("BANXIN_DATA");
    if (named && *named)
        return g_strdup(named);
    g_autofree char *dir = program_dir();
    /* build folder; installed; a helper of it; tests; installed, but used by a program elsewhere */
    const char *const places[] = {"..", "../share/banxin", "../../share/banxin", "../..",
                                  BX_DATA_DIR};
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *place = g_canonicalize_filename(places[i], dir);
        g_autofree char *faces = g_build_filename(place, "fonts", "faces.ini", NULL);
        if (g_file_test(faces, G_FILE_TEST_IS_REGULAR))
            return g_steal_pointer(&place);
    }
    g_set_error(error, BX_ERROR, BX_ERROR_IO,
                _("fonts/ and layouts/ of Banxin are not beside the program; set BANXIN_DATA to "
                  "their folder"));
    return NULL;
}

char *
bx_locale_dir(void)
{
    g_autofree char *dir = program_dir();
    /* build folder; installed; a helper of it; tests; installed, but used by a program elsewhere */
    const char *const places[] = {"locale", "../share/locale", "../../share/locale", "../locale"};
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *place = g_canonicalize_filename(places[i], dir);
        g_autofree char *catalogue =
            g_build_filename(place, "zh_CN", "LC_MESSAGES", "banxin.mo", NULL);
        if (g_file_test(catalogue, G_FILE_TEST_IS_REGULAR))
            return g_steal_pointer(&place);
    }
    return g_strdup(BX_LOCALE_DIR);
}

char *
bx_helper_path(const char *name)
{
    g_autofree char *dir = program_dir();
    const char *const places[] = {".", "../libexec/banxin", "..", BX_HELPER_DIR};
    for (size_t i = 0; i < G_N_ELEMENTS(places); i++) {
        g_autofree char *place = g_canonicalize_filename(places[i], dir);
        g_autofree char *path = g_build_filename(place, name, NULL);
        if (g_file_test(path, G_FILE_TEST_IS_EXECUTABLE))
            return g_steal_pointer(&path);
    }
    return g_strdup(name);
}
