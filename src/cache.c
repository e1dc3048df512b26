/* SPDX-License-Identifier: Apache-2.0 */
/* The cache of prepared pictures, as its owner sees it. */

#include "banxin/banxin.h"

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
    return g_strdup_printf("folder    %s\npictures  %d\nsize      %s of %s at most "
                           "(BANXIN_CACHE_MIB)\n%s%s%s%s%s",
                           own, stat.n_entries, size, budget, stat.n_entries ? "used      " : "",
                           stat.n_entries ? newest : "", stat.n_entries ? " last; not since " : "",
                           stat.n_entries ? oldest : "", stat.n_entries ? " the oldest\n" : "");
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
