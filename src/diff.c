/* SPDX-License-Identifier: Apache-2.0 */
/* banxin diff: two PDFs → diff → text, HTML and JSON. */

#include "banxin/banxin.h"

#include "base/error.h"
#include "base/file.h"
#include "base/say.h"
#include "diff/diff.h"
#include "report/diff_report.h"

#include <errno.h>
#include <string.h>

#define DEFAULT_PPI 100

static bool
write_into(const char *dir, const char *name, char *text, GError **error)
{
    g_autofree char *path = g_build_filename(dir, name, NULL);
    g_autoptr(GBytes) bytes = g_bytes_new_take(text, strlen(text));
    return bx_write_file(path, bytes, error);
}

static bool
write_report(const BxDiff *diff, const char *dir, GError **error)
{
    if (g_mkdir_with_parents(dir, 0777) != 0) {
        g_set_error(error, BX_ERROR, BX_ERROR_IO, _("“%s” cannot be made: %s"), dir,
                    bx_errno_local(errno));
        return false;
    }
    return write_into(dir, "diff.html", bx_diff_html(diff), error)
           && write_into(dir, "diff.json", bx_diff_json(diff), error);
}

char *
bx_diff(const char *old_path, const char *new_path, const BxDiffOptions *options, bool *is_same,
        GError **error)
{
    g_autoptr(BxDiff) diff =
        bx_diff_new(old_path, new_path, options->ppi > 0 ? options->ppi : DEFAULT_PPI, error);
    if (!diff || (options->dir && !write_report(diff, options->dir, error)))
        return NULL;
    *is_same = diff->is_same;
    return bx_diff_text(diff);
}
