/* SPDX-License-Identifier: Apache-2.0 */
#include "base/written_pdf.h"

#include "base/remove_tree.h"

GBytes *
written_pdf(const char *sample, const BxOptions *options, char **said)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *issue =
        g_build_filename(g_test_get_dir(G_TEST_DIST), "..", "samples", sample, NULL);
    g_autoptr(BxDocument) document = bx_document_open(issue, options, &error);
    g_assert_no_error(error);
    g_assert_true(bx_document_compose(document, &error));
    g_autofree char *folder = g_dir_make_tmp("banxin-written-XXXXXX", NULL);
    g_autofree char *path = g_build_filename(folder, "made.pdf", NULL);
    g_assert_true(bx_document_write_pdf(document, path, &error));
    if (said)
        *said = bx_document_diagnostics(document, BX_DIAGNOSTICS_TEXT, true);
    char *bytes;
    gsize n;
    g_assert_true(g_file_get_contents(path, &bytes, &n, &error));
    remove_tree(folder);
    return g_bytes_new_take(bytes, n);
}
