/* SPDX-License-Identifier: Apache-2.0 */
/* Cache: an entry is the answer's SHA-256 in hex, a line end, the answer. The sum tells a damaged
 * entry, which is made anew and written over. */

#include "picture/cache.h"
#include "picture/answer.h"
#include "picture/budget.h"

#include <string.h>

#define PPI_MOST 300.0   /* PP-10: never stored above */
#define SUM_CHARS 64     /* SHA-256 in hex */
#define FOLDER_MODE 0777 /* less the user's umask */

static void
add_number(GString *text, const char *name, double value)
{
    char digits[G_ASCII_DTOSTR_BUF_SIZE];
    g_string_append_printf(text, "%s=%s\n", name, g_ascii_dtostr(digits, sizeof digits, value));
}

char *
bx_cache_key(const BxPictureJob *job, const BxPictureSettings *settings, const char *content,
             const char *profile)
{
    g_autoptr(GString) text = g_string_new(NULL);
    g_string_append_printf(text, "banxin-picture %s recipe %d\ncontent=%s\nprofile=%s\n",
                           BX_VERSION, BX_PICTURE_RECIPE, content, profile ? profile : "");
    add_number(text, "colour", settings->colour);
    add_number(text, "ink_limit", settings->ink_limit);
    add_number(text, "ppi", bx_picture_ppi(job, settings));
    add_number(text, "width", job->width_pt);
    add_number(text, "height", job->height_pt);
    add_number(text, "crop", job->crop);
    add_number(text, "sharpen", job->sharpen);
    add_number(text, "part_left", job->part.left);
    add_number(text, "part_top", job->part.top);
    add_number(text, "part_width", job->part.width);
    add_number(text, "part_height", job->part.height);
    add_number(text, "focus_x", job->crop ? job->focus_x : 0);
    add_number(text, "focus_y", job->crop ? job->focus_y : 0);
    return g_compute_checksum_for_string(G_CHECKSUM_SHA256, text->str, (gssize)text->len);
}

double
bx_picture_ppi(const BxPictureJob *job, const BxPictureSettings *settings)
{
    return CLAMP(job->ppi > 0 ? job->ppi : settings->target_ppi, 1, PPI_MOST);
}

static char *
entry_path(const char *dir, const char *key)
{
    g_autofree char *name = g_strconcat(key, BX_CACHE_SUFFIX, NULL);
    return g_build_filename(dir, name, NULL);
}

GBytes *
bx_cache_load(const char *dir, const char *key)
{
    g_autofree char *path = entry_path(dir, key);
    g_autofree char *text = NULL;
    gsize length;
    if (!g_file_get_contents(path, &text, &length, NULL) || length <= SUM_CHARS + 1)
        return NULL;
    g_autoptr(GBytes) whole = g_bytes_new_take(g_steal_pointer(&text), length);
    g_autoptr(GBytes) answer = g_bytes_new_from_bytes(whole, SUM_CHARS + 1, length - SUM_CHARS - 1);
    g_autofree char *sum = bx_bytes_sum(answer);
    if (memcmp(g_bytes_get_data(whole, NULL), sum, SUM_CHARS) != 0)
        return NULL;
    bx_cache_used(path);
    return g_steal_pointer(&answer);
}

void
bx_cache_store(const char *dir, const char *key, GBytes *answer)
{
    guint64 budget = bx_cache_budget();
    if (budget == 0 || g_mkdir_with_parents(dir, FOLDER_MODE) != 0)
        return;
    gsize length;
    const char *data = g_bytes_get_data(answer, &length);
    g_autofree char *sum = bx_bytes_sum(answer);
    g_autoptr(GString) entry = g_string_sized_new(length + SUM_CHARS + 1);
    g_string_append_printf(entry, "%s\n", sum);
    g_string_append_len(entry, data, (gssize)length);
    g_autofree char *path = entry_path(dir, key);
    /* CONSISTENT: a temporary name and a rename; no fsync, for the sum tells what a crash left */
    if (g_file_set_contents_full(path, entry->str, (gssize)entry->len,
                                 G_FILE_SET_CONTENTS_CONSISTENT, 0666, NULL))
        bx_cache_added(dir, entry->len, budget);
}
