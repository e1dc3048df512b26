/* SPDX-License-Identifier: Apache-2.0 */
#include "watch/files.h"

#include <gio/gio.h>
#include <stdbool.h>
#include <string.h>

/* Editors write a file in several steps: what follows within this time belongs to it … */
#define QUIET_MS 15
/* … but changes without end are told all the same. */
#define LONGEST_MS 150
/* A folder that is not there is looked for so often. */
#define MISSING_MS 500
#define FOLDERS_MOST 256
#define DEPTH_MOST 6

struct BxFiles {
    char *deep, *flat;
    GFileMonitor *file;
    GHashTable *monitors; /* char *, path of a folder → GFileMonitor */
    guint quiet;          /* source that waits for the end of the changes; 0: none */
    guint missing;        /* source that looks for missing folders; 0: none */
    gint64 first_us;      /* when the changes began */
    bool has_new_folder;
    void (*changed)(void *data);
    void *data;
};

static void scan(BxFiles *files);

/* ---- telling ---- */

static gboolean
tell(gpointer data)
{
    BxFiles *files = data;
    files->quiet = 0;
    if (files->has_new_folder)
        scan(files);
    files->changed(files->data);
    return G_SOURCE_REMOVE;
}

static void
note_change(BxFiles *files)
{
    gint64 now = g_get_monotonic_time();
    if (!files->quiet)
        files->first_us = now;
    else if (now - files->first_us > LONGEST_MS * 1000)
        return; /* it is told soon */
    else
        g_source_remove(files->quiet);
    files->quiet = g_timeout_add(QUIET_MS, tell, files);
}

/* What editors leave beside the file in hand. */
static bool
is_of_editor(const char *path)
{
    g_autofree char *name = g_path_get_basename(path);
    return name[0] == '.' || g_str_has_suffix(name, "~") || g_str_has_suffix(name, ".swp")
           || strcmp(name, "4913") == 0; /* vim tries with it whether it may write */
}

static void
on_event(GFileMonitor *monitor, GFile *file, GFile *other, GFileMonitorEvent event, gpointer data)
{
    (void)monitor;
    BxFiles *files = data;
    g_autofree char *path = g_file_get_path(file),
                    *other_path = other ? g_file_get_path(other) : NULL;
    if (event == G_FILE_MONITOR_EVENT_ATTRIBUTE_CHANGED
        || ((!path || is_of_editor(path)) && (!other_path || is_of_editor(other_path))))
        return;
    const char *now = other_path ? other_path : path;
    bool is_folder = now && g_file_test(now, G_FILE_TEST_IS_DIR);
    bool is_gone_now = event == G_FILE_MONITOR_EVENT_DELETED
                       || event == G_FILE_MONITOR_EVENT_RENAMED
                       || event == G_FILE_MONITOR_EVENT_MOVED_OUT;
    bool was_folder = path && is_gone_now && g_hash_table_remove(files->monitors, path);
    files->has_new_folder |= is_folder || was_folder;
    note_change(files);
}

/* ---- folders ---- */

static void
listen_to(BxFiles *files, GFileMonitor *monitor)
{
    g_file_monitor_set_rate_limit(monitor, 1); /* ms: the changes are gathered here */
    g_signal_connect(monitor, "changed", G_CALLBACK(on_event), files);
}

static void
watch_folder(BxFiles *files, const char *path)
{
    if (g_hash_table_contains(files->monitors, path)
        || g_hash_table_size(files->monitors) >= FOLDERS_MOST)
        return;
    g_autoptr(GFile) folder = g_file_new_for_path(path);
    GFileMonitor *monitor =
        g_file_monitor_directory(folder, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
    if (!monitor)
        return;
    listen_to(files, monitor);
    g_hash_table_insert(files->monitors, g_strdup(path), monitor);
}

/* Links are not followed: nothing that lies behind one belongs to an issue. */
static void
watch_deep(BxFiles *files, const char *path, int depth)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;
    watch_folder(files, path);
    while (dir && depth < DEPTH_MOST && (name = g_dir_read_name(dir))) {
        g_autofree char *below = g_build_filename(path, name, NULL);
        if (name[0] != '.' && g_file_test(below, G_FILE_TEST_IS_DIR)
            && !g_file_test(below, G_FILE_TEST_IS_SYMLINK))
            watch_deep(files, below, depth + 1);
    }
}

static gboolean
is_gone(gpointer path, gpointer monitor, gpointer data)
{
    (void)monitor;
    (void)data;
    return !g_file_test(path, G_FILE_TEST_IS_DIR);
}

static gboolean
look_for_missing(gpointer data)
{
    BxFiles *files = data;
    if (!g_file_test(files->deep, G_FILE_TEST_IS_DIR))
        return G_SOURCE_CONTINUE;
    files->missing = 0;
    files->has_new_folder = true;
    note_change(files);
    return G_SOURCE_REMOVE;
}

static void
scan(BxFiles *files)
{
    files->has_new_folder = false;
    g_hash_table_foreach_remove(files->monitors, is_gone, NULL);
    if (g_file_test(files->deep, G_FILE_TEST_IS_DIR))
        watch_deep(files, files->deep, 0);
    else if (!files->missing)
        files->missing = g_timeout_add(MISSING_MS, look_for_missing, files);
    if (g_file_test(files->flat, G_FILE_TEST_IS_DIR))
        watch_folder(files, files->flat);
}

/* ---- the whole ---- */

static void
monitor_free(void *data)
{
    g_file_monitor_cancel(data);
    g_object_unref(data);
}

static void
watch_file(BxFiles *files, const char *path)
{
    g_autoptr(GFile) file = g_file_new_for_path(path);
    files->file = g_file_monitor_file(file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);
    if (files->file)
        listen_to(files, files->file);
}

BxFiles *
bx_files_new(const char *deep, const char *flat, const char *file, void (*changed)(void *data),
             void *data)
{
    BxFiles *files = g_new0(BxFiles, 1);
    files->deep = g_strdup(deep);
    files->flat = g_strdup(flat);
    files->monitors = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, monitor_free);
    files->changed = changed;
    files->data = data;
    scan(files);
    watch_file(files, file);
    return files;
}

void
bx_files_free(BxFiles *files)
{
    if (!files)
        return;
    if (files->quiet)
        g_source_remove(files->quiet);
    if (files->missing)
        g_source_remove(files->missing);
    g_hash_table_unref(files->monitors);
    if (files->file)
        monitor_free(files->file);
    g_free(files->flat);
    g_free(files->deep);
    g_free(files);
}
