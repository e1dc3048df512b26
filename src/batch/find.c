/* SPDX-License-Identifier: Apache-2.0 */
/* Find: folders are known by device and inode, so that links neither hide a second look nor turn in a circle. */

#include "batch/find.h"

#include "base/error.h"
#include "base/say.h"

#include <errno.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DEEP_MAX 16
#define LIST_MAX_BYTES (64u << 20)

typedef struct {
    GPtrArray *found; /* BxFound */
    GPtrArray *notes; /* char * */
    GHashTable *seen; /* “device inode” → char *: the path it was first seen under */
} Finding;

void
bx_found_free(void *data)
{
    BxFound *found = data;
    if (!found)
        return;
    g_free(found->folder);
    g_free(found->name);
    g_free(found->fault);
    g_free(found);
}

static void
add(Finding *finding, const char *folder, char *fault_taken)
{
    BxFound *found = g_new0(BxFound, 1);
    found->folder = g_strdup(folder);
    found->name = g_path_get_basename(folder);
    found->fault = fault_taken;
    if (!g_utf8_validate(folder, -1, NULL)) {
        g_free(found->fault);
        g_free(found->name);
        g_free(found->folder);
        found->folder = g_utf8_make_valid(folder, -1);
        found->name = g_path_get_basename(found->folder);
        found->fault = g_strdup("its path is not UTF-8; name the folder otherwise");
    }
    g_ptr_array_add(finding->found, found);
}

/* NULL where the folder is new; else the path it was first seen under. */
static const char *
see(Finding *finding, const struct stat *info, const char *folder)
{
    char *key = g_strdup_printf("%ju %ju", (uintmax_t)info->st_dev, (uintmax_t)info->st_ino);
    const char *before = g_hash_table_lookup(finding->seen, key);
    if (before)
        g_free(key);
    else
        g_hash_table_insert(finding->seen, key, g_strdup(folder));
    return before;
}

static int
compare_strings(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool
has_issue(const char *folder)
{
    g_autofree char *file = g_build_filename(folder, "issue.yaml", NULL);
    return g_file_test(file, G_FILE_TEST_EXISTS);
}

static GPtrArray *
folders_in(const char *folder, GError **error)
{
    GDir *dir = g_dir_open(folder, 0, error);
    if (!dir)
        return NULL;
    GPtrArray *folders = g_ptr_array_new_with_free_func(g_free);
    for (const char *name; (name = g_dir_read_name(dir));) {
        g_autofree char *path = g_build_filename(folder, name, NULL);
        if (name[0] != '.' && g_file_test(path, G_FILE_TEST_IS_DIR))
            g_ptr_array_add(folders, g_steal_pointer(&path));
    }
    g_dir_close(dir);
    g_ptr_array_sort(folders, compare_strings);
    return folders;
}

/* `inside` is the issue that the folder lies in; NULL: none. */
static void
walk(Finding *finding, const char *folder, const char *inside, int deep)
{
    struct stat info;
    g_autoptr(GError) error = NULL;
    const char *before = stat(folder, &info) == 0 ? see(finding, &info, folder) : NULL;
    bool is_issue = has_issue(folder);
    if (before) {
        bool is_circle = g_str_has_prefix(folder, before);
        if (is_issue || is_circle)
            g_ptr_array_add(finding->notes,
                            g_strdup_printf("“%s” is “%s” again (a link)%s", folder, before,
                                            is_circle ? ", in a circle" : ""));
        return;
    }
    if (is_issue && inside)
        g_ptr_array_add(
            finding->notes,
            g_strdup_printf("“%s” lies inside the issue “%s” and is not made", folder, inside));
    else if (is_issue)
        add(finding, folder, NULL);
    g_autoptr(GPtrArray) folders = deep < DEEP_MAX ? folders_in(folder, &error) : NULL;
    if (!folders && !inside)
        add(finding, folder,
            error ? g_strdup_printf("the folder cannot be read: %s", error->message)
                  : g_strdup_printf("folders are nested more than %d deep", DEEP_MAX));
    for (guint i = 0; folders && i < folders->len; i++)
        walk(finding, g_ptr_array_index(folders, i), is_issue && !inside ? folder : inside,
             deep + 1);
}

/* ---- lists ---- */

static void
add_listed(Finding *finding, const char *path, int line)
{
    g_autofree char *folder =
        g_str_has_suffix(path, "/issue.yaml") ? g_path_get_dirname(path) : g_strdup(path);
    struct stat info;
    if (stat(folder, &info) != 0) {
        add(finding, folder,
            g_strdup_printf("line %d of the list: %s", line, bx_errno_local(errno)));
        return;
    }
    const char *before = see(finding, &info, folder);
    if (before)
        g_ptr_array_add(finding->notes, g_strdup_printf("line %d of the list: “%s” is “%s” again",
                                                        line, folder, before));
    else if (!S_ISDIR(info.st_mode) || !has_issue(folder))
        add(finding, folder,
            g_strdup_printf("line %d of the list: it is no folder with issue.yaml", line));
    else
        add(finding, folder, NULL);
}

static void
read_list(Finding *finding, const char *text, const char *base)
{
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (int i = 0; lines[i]; i++) {
        const char *line = g_strstrip(lines[i]);
        if (i == 0 && g_str_has_prefix(line, "\xEF\xBB\xBF"))
            line += 3;
        if (!*line || *line == '#')
            continue;
        g_autofree char *path = g_canonicalize_filename(line, base);
        add_listed(finding, path, i + 1);
    }
}

/* All of standard input; owned. */
static char *
read_input(GError **error)
{
    GString *text = g_string_new(NULL);
    char block[4096];
    ssize_t n;
    while ((n = read(STDIN_FILENO, block, sizeof block)) > 0 && text->len < LIST_MAX_BYTES)
        g_string_append_len(text, block, n);
    if (n < 0)
        g_set_error(error, BX_ERROR, BX_ERROR_IO, _("standard input: %s"), bx_errno_local(errno));
    return g_string_free(text, n < 0);
}

static bool
find_in_list(Finding *finding, const char *where, GError **error)
{
    g_autofree char *text = NULL;
    gsize length = 0;
    bool is_input = strcmp(where, "-") == 0;
    if (is_input)
        text = read_input(error);
    else if (!g_file_get_contents(where, &text, &length, error))
        return false;
    if (text && strlen(text) < length) {
        g_set_error(error, BX_ERROR, BX_ERROR_IO, _("“%s” is no list: it is no text"), where);
        return false;
    }
    g_autofree char *full = g_canonicalize_filename(where, NULL);
    g_autofree char *base = is_input ? g_get_current_dir() : g_path_get_dirname(full);
    if (text)
        read_list(finding, text, base);
    return text != NULL;
}

GPtrArray *
bx_find_issues(const char *where, GPtrArray *notes, GError **error)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new_with_free_func(bx_found_free);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    Finding finding = {found, notes, seen};
    g_autofree char *full = g_canonicalize_filename(where, NULL);
    g_autofree char *base = g_path_get_basename(full);
    bool is_good = true;
    if (strcmp(base, "issue.yaml") == 0) {
        g_autofree char *folder = g_path_get_dirname(full);
        add(&finding, folder, NULL);
    } else if (g_file_test(full, G_FILE_TEST_IS_DIR)) {
        walk(&finding, full, NULL, 0);
    } else {
        is_good = find_in_list(&finding, where, error);
    }
    return is_good ? g_steal_pointer(&found) : NULL;
}

char *
bx_find_collisions(const GPtrArray *found)
{
    g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
    g_autoptr(GString) faults = g_string_new(NULL);
    for (guint i = 0; i < found->len; i++) {
        BxFound *one = g_ptr_array_index(found, i);
        const BxFound *other = g_hash_table_lookup(names, one->name);
        if (other)
            g_string_append_printf(faults, "“%s” and “%s” would both be written to %s.pdf\n",
                                   other->folder, one->folder, one->name);
        else
            g_hash_table_insert(names, one->name, one);
    }
    return faults->len ? g_string_free(g_steal_pointer(&faults), FALSE) : NULL;
}
