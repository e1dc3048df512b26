/* SPDX-License-Identifier: Apache-2.0 */
/* The cache of prepared pictures, as its owner sees it. */

#include "banxin/banxin.h"

#include "base/columns.h"
#include "base/error.h"
#include "base/say.h"
#include "picture/budget.h"

char *
bx_cache_dir(void)
{
    return g_build_filename(g_get_user_cache_dir(), "banxin", NULL);
}

static char *
moment(gint64 seconds)
{
    g_autoptr(GDateTime) time = g_date_time_new_from_unix_local(seconds);
    return time ? g_date_time_format(time, "%Y-%m-%d %H:%M") : g_strdup("?");
}

static void
refuse(const char *dir, GError **error)
{
    g_set_error(error, BX_ERROR, BX_ERROR_IO, _("the folder “%s” cannot be read"), dir);
}

static void
append_row(GString *out, const char *name, const char *value)
{
    bx_append_left(out, name, 10);
    g_string_append_printf(out, "%s\n", value);
}

char *
bx_cache_table(const char *dir, GError **error)
{
    g_autofree char *own = dir ? g_strdup(dir) : bx_cache_dir();
    BxCacheStat stat;
    if (!bx_cache_stat(own, &stat)) {
        refuse(own, error);
        return NULL;
    }
    g_autofree char *oldest = moment(stat.oldest_s), *newest = moment(stat.newest_s);
    g_autofree char *size = g_format_size_full(stat.bytes, G_FORMAT_SIZE_IEC_UNITS);
    g_autofree char *budget = g_format_size_full(bx_cache_budget(), G_FORMAT_SIZE_IEC_UNITS);
    g_autofree char *count = g_strdup_printf("%d", stat.n_entries);
    g_autofree char *share =
        g_strdup_printf(_("%s of %s at most (BANXIN_CACHE_MIB)"), size, budget);
    g_autofree char *used = g_strdup_printf(_("%s last; not since %s the oldest"), newest, oldest);
    GString *out = g_string_new(NULL);
    append_row(out, _("folder"), own);
    append_row(out, _("pictures"), count);
    append_row(out, _("size"), share);
    if (stat.n_entries)
        append_row(out, _("used"), used);
    return g_string_free(out, FALSE);
}

int
bx_cache_empty(const char *dir, GError **error)
{
    g_autofree char *own = dir ? g_strdup(dir) : bx_cache_dir();
    int n = bx_cache_clear(own);
    if (n < 0)
        refuse(own, error);
    return n;
}
